"""Zensical as the host: a build ends with the same ledger, and with one report if it is red.

Zensical runs no plugin of ours. What it does run is the function that `mkdocs.yml` calls by a tag, when it reads its
settings, and the extensions that are listed there:

    - geomsan.publish.zensical:
        build: !!python/object/apply:geomsan.publish.zensical.begun {}

So the build is noticed as it begins, by the command that runs; the extension hears of every page; and when the command
ends, the pages that Zensical has written are completed. If anything is red, the old site is put back instead.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import click
from markdown import Extension
from markdown.postprocessors import Postprocessor
from mkdocs.config import load_config
from mkdocs.structure.files import get_files
from mkdocs.structure.nav import get_navigation
from mkdocs.structure.pages import Page

from geomsan.pages.page import is_inner, name_of, page_of

from .search import inform
from .site import Settings, Site, report

NAME = "geomsan.publish.zensical"
BEGIN, END = "<!-- geomsan: the page -->", "<!-- geomsan: its end -->"


def begun():
    """The build that Zensical has just begun; None under any other host, and under `zensical serve`."""
    context, zensical = click.get_current_context(silent=True), sys.modules.get("zensical.main")
    if context is None or zensical is None or context.command is not zensical.execute_build:
        return None
    if NAME not in context.meta:
        context.meta[NAME] = None  # MkDocs, who reads the settings for us, comes by here too
        config = load_config(context.params["config_file"], strict=context.params["strict"])
        context.meta[NAME] = context.with_resource(Build(config))
    return context.meta[NAME]


class Build:
    """From the moment when Zensical reads its settings until its command ends.

    Parameters
    ----------
    config : mkdocs.config.defaults.MkDocsConfig
        The same settings, as MkDocs understands them.

    Attributes
    ----------
    site : Site
    place, aside : Path
        Where Zensical builds, after it has emptied the folder; and where the old site is meanwhile.
    """

    def __init__(self, config):
        self.config = config
        plugin = config.plugins.get("geomsan")
        self.site = Site(plugin.config if plugin else Settings())
        self.place = Path(config.site_dir).resolve()
        self.aside = self.place.with_name(f"{self.place.name}.old")

    def __reduce__(self):
        return begun, ()  # Zensical makes a key of its settings

    def __enter__(self):
        # Zensical does not know what the pages depend on that it keeps, and nobody has entered them in this ledger.
        for kept in Path(self.config.config_file_path).parent.glob(".cache/[0-9]*"):
            kept.unlink()
        if self.aside.exists():  # the build before was killed
            self._put_back()
        if self.place.exists():
            self.place.rename(self.aside)
        return self

    def __exit__(self, kind, error, trace):
        whole = False
        try:
            if error is None:
                self.publish()
                whole = True
        finally:
            if not whole:
                self._put_back()
        shutil.rmtree(self.aside, ignore_errors=True)

    def _put_back(self):
        shutil.rmtree(self.place, ignore_errors=True)
        if self.aside.exists():
            self.aside.rename(self.place)

    def publish(self):
        """Ask the ledger, and complete what Zensical has written."""
        files = get_files(self.config)
        named = [name_of(page.file) for page in get_navigation(files, self.config).pages]
        if errors := self.site.errors(self.config.docs_dir, named):
            raise click.ClickException(report(errors))
        if survivors := "\n".join(self.site.survivors()):
            if self.config.strict:
                raise click.ClickException(survivors)
            click.echo(survivors, err=True)
        pages = sorted(files.documentation_pages(), key=lambda file: file.src_uri)
        around = {}
        for file in pages:
            file.page = file.page or Page(None, file, self.config)
            file.page.read_source(self.config)
            html = Path(self.place, file.dest_uri).read_text("utf-8")
            before, _, rest = html.partition(BEGIN)
            file.page.content, end, after = rest.rpartition(END)
            if not end:
                raise click.ClickException(f"{name_of(file)}: Zensical has changed the page, so that it cannot be completed")
            around[file] = before, after
        self.site.complete(pages, named)
        self.site.takeaway.offer(files)
        for file, (before, after) in around.items():
            html = self.site.dress(before + file.page.content + after, file.url)
            Path(self.place, file.dest_uri).write_text(html, "utf-8")
            self.site.index(file.page)
        inform(self.place, self.site.sections)
        self.site.finish(self.config)


class Listening(Extension):
    """Has a page tell the build what is known of it."""

    def __init__(self, **options):
        self.config = {"build": ["", "What listens to the pages; nothing under a host that has a plugin."]}
        super().__init__(**options)

    def extendMarkdown(self, md):
        if build := self.getConfig("build"):
            vars(md.postprocessors["geomsan-walk"]).update(build.site.listen())
            md.postprocessors.register(Frame(md), "geomsan-frame", -2000)  # after the walk


class Frame(Postprocessor):
    """Marks where the page begins and ends in what Zensical makes of it."""

    def run(self, text):
        if is_inner(self.md) or not (page := page_of(self.md)).parsed or page.is_docstring:
            return text
        return BEGIN + text + END


def makeExtension(**options):
    return Listening(**options)
