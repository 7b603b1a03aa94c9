"""MkDocs as the host: it knows which pages there are to be, asks the ledger, and puts a whole new site in the old one's place.

Nothing here judges: the ledger says whether the site may be published.
"""

from __future__ import annotations

import logging
import os
import re
import shutil
import sys
from contextlib import contextmanager
from functools import cache
from html import escape
from pathlib import Path
from urllib.parse import urljoin

from mkdocs.config.base import Config
from mkdocs.config.config_options import ListOfItems, Optional, Type
from mkdocs.exceptions import BuildError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.utils import get_relative_url, is_markdown_file

from geomsan.verdict import Ledger
from geomsan.verdict.account import as_json

from . import search, stylesheet
from geomsan.pages.error import PageError
from .excerpt import excerpts, templates
from geomsan.pages.fingerprint import fingerprint
from .folder import prepare
from .keep import Shelf, settings_of
from .ledger import fill
from geomsan.pages.page import name_of
from .policy import secure
from .search import entries, own_worker
from .takeaway import Takeaway
from .uses import Uses

log = get_plugin_logger("geomsan")
# Not one of MkDocs' own: what is said here does not count as a warning, which would end `mkdocs serve --strict`.
terminal = logging.getLogger("geomsan")

RED_PAGE = """\
<div class="admonition failure red-page" role="alert">
<p class="admonition-title">검산 실패: {count}곳</p>
<pre>{message}</pre>
</div>
"""
RED_SITE = """\
<!doctype html>
<html lang="ko"><head><meta charset="utf-8"><meta http-equiv="refresh" content="2"><title>검산 실패</title></head>
<body><h1>사이트를 짓지 못했다</h1><pre>{message}</pre></body></html>
"""
PRELOAD = '<link rel="preload" href="{}" as="font" type="font/woff2" crossorigin>'
SURVIVES = """\
{page}:{place}: this wrong version of the equation held in every trial: {latex}
    If it is not wrong, say why in the display: % 검산 오답 아님: {latex} 까닭: …"""
EPOCH = "1970-01-01"
NOWHERE = ".geomsan"


class Settings(Config):
    """What stands below ``geomsan`` in ``mkdocs.yml``."""

    takeaway = Optional(ListOfItems(Type(str)))  # offer notebooks; what they import besides the engine
    folder = Type(bool, default=False)  # links and search work where the site is opened from a folder
    policy = Type(bool, default=False)  # a Content-Security-Policy in every page
    preload = ListOfItems(Type(str), default=[])  # the fonts that every page with mathematics needs


class Host(BasePlugin[Settings]):
    """The MkDocs plugin ``geomsan``.

    Attributes
    ----------
    ledger : Ledger
        Of this build.
    named : list of str
        The pages that the navigation names, in its order, which is that of learning.
    shelf : Shelf
        The finished pages of a server.
    takeaway : Takeaway
        What readers can take away: nothing under ``mkdocs serve``.
    sections : list of dict
        What can be searched.
    serving : bool
        Under ``mkdocs serve`` a page with problems is shown with them, so that its author sees it; nothing is published.
    aside : bool
        Whether the site is built beside the old one: not under ``mkdocs serve``, which has a
        folder of its own, nor with ``--dirty``, which asks to change the site in place.
    site, fresh : Path
        Where the site is to stand, and where it is built.
    finished : bool
        The build has come to its end, and no warning of ``--strict`` has stopped it there.
    written : bool
        All pages of the build are written.
    failure : Exception or None
        What ended the build.
    """

    def on_startup(self, *, command, dirty):
        self.serving = command == "serve"
        self.shelf = Shelf()
        self.aside = command == "build" and not dirty

    def on_config(self, config):
        self.ledger, self.sections, self.finished, self.written, self.failure = Ledger(), [], False, False, None
        self.takeaway = Takeaway(None if self.serving else self.config.takeaway)
        options = config.mdx_configs.setdefault("geomsan.pages", {})
        options.update(enter=self.ledger.enter, take=self.takeaway.take, refuse=lambda error, html: html)
        if options.get("cache"):
            options["cache"] = str(Path(config.config_file_path).parent / options["cache"])
        if config.strict:  # -q would keep warnings from those who count them
            logger = logging.getLogger("mkdocs")
            logger.setLevel(min(logger.level, logging.WARNING))
        if self.serving:
            self.site = Path(config.site_dir)
            config.site_dir = str(self.site / NOWHERE)  # which MkDocs empties
        if self.aside:
            self.site = Path(config.site_dir).resolve()
            self.fresh = self.site.with_name(f"{self.site.name}.new")
            config.site_dir = str(self.fresh)

    def on_files(self, files, *, config):
        if self.serving:
            config.site_dir = str(self.site)
            for file in files:
                file.dest_dir = config.site_dir

    def on_nav(self, nav, *, config, files):
        self.named = [name_of(page.file) for page in nav.pages]
        if self.serving and (settings := settings_of(config, files)):
            for page in nav.pages:
                self.shelf.prepare(page, self.ledger, settings)

    def on_env(self, env, *, config, files):
        """All pages are read, none is written."""
        problems = self.ledger.problems(pages_of(config.docs_dir), self.named)
        errors = {page: PageError(page, found) for page, found in problems.items()}
        if problems:
            message = "\n".join([f"Problems: {sum(map(len, problems.values()))}", *map(str, errors.values())])
            if not self.serving:
                raise BuildError(message)
            terminal.error(message)
        for page, entry in self.ledger:
            for latex in entry.survivors:
                terminal.warning(SURVIVES.format(page=page, place=entry.place, latex=latex))
        pages = [file for file in files.documentation_pages() if file.page]
        urls = {name_of(file): file.url for file in pages}
        contents = {urljoin("/", file.url): file.page.content for file in pages}
        of_page = cache(lambda path: excerpts(contents[path]) if path in contents else None)
        uses = Uses(self.ledger, self.named)
        for file in sorted(pages, key=lambda file: file.src_uri):
            if error := errors.get(name_of(file)):
                file.page.content = red(error) + file.page.content
            if (sheet := self.ledger.sheets.get(name_of(file))) and file.page.present_anchor_ids is not None:
                file.page.present_anchor_ids |= sheet.ids  # MkDocs has not seen those of equations
            name, href = name_of(file), links(urls, file.url)
            content = uses.title(file.page.content, name, href)
            content += templates(content, file.url, of_page)
            file.page.content = fill(uses.statements(content, name, href), self.ledger, href)
            # Written in this order, whatever order they were read in, and on no day: the same pages are the same site.
            files.remove(file)
            files.append(file)
            if "SOURCE_DATE_EPOCH" not in os.environ:
                file.page.update_date = EPOCH

        self.takeaway.offer(files)
        if self.serving:
            for file in self.shelf.unchanged(config, files, self.site):
                self._index(file.page)
                file.page.validate_anchor_links(files=files, log_level=config.validation.links.anchors)
                files.remove(file)  # it stands there already

    def on_post_template(self, output, **_):
        return own_worker(re.sub(rf"\s*<lastmod>{EPOCH}</lastmod>", "", output))

    @event_priority(100)  # before the theme's search, which has nothing to read any more
    def on_page_context(self, context, *, page, config, **_):
        self._index(page)
        if "material/search" in config.plugins:
            page.meta["search"] = (page.meta.get("search") or {}) | {"exclude": True}

    def _index(self, page):
        asked = page.meta.get("search") or {}
        if not asked.get("exclude"):
            self.sections += entries(page.url, page.content, asked.get("boost", 1))

    def on_post_page(self, output, *, page, **_):
        if "<math" in output:  # so that no formula changes its size when its font comes
            fonts = (get_relative_url(font, page.url) for font in self.config.preload)
            output = output.replace('<link rel="stylesheet"', "".join(map(PRELOAD.format, fonts)) + '<link rel="stylesheet"', 1)
        return own_worker(output)

    def on_post_build(self, *, config):
        search.publish(Path(config.site_dir), self.sections)
        if not self.serving:  # the pages of this build are not all that there are
            stylesheet.publish(Path(config.site_dir))
        Path(config.site_dir, "ledger.json").write_text(as_json(self.ledger), "utf-8")
        self.takeaway.write(config)
        if self.config.folder and not self.serving:
            prepare(Path(config.site_dir))
        if self.config.policy and not self.serving:  # `mkdocs serve` adds a script of its own
            secure(Path(config.site_dir))
        self.finished = self.written = True
        self.shelf.written()

    def on_build_error(self, *, error, **_):
        self.finished, self.failure = False, error

    def on_serve(self, server, *, builder, **_):
        """Let a build that fails show itself, where MkDocs would let every request wait for the next one."""
        before = fingerprint()

        def rebuild():
            nonlocal before
            self.written, self.failure = False, None
            if (now := fingerprint()) != before:
                before = now
                forget_engine()
            with errors_said() as said:
                try:
                    builder()
                except (Exception, SystemExit) as error:
                    why = self.failure or error
                    terminal.error(str(why), exc_info=None if isinstance(error, SystemExit) else error)
                    if not self.written:
                        self.shelf.standing = {}
                        show_failure(Path(server.root), "\n".join([*said, f"{type(why).__name__}: {why}"]))

        server.builder = rebuild
        return server

    def on_shutdown(self):
        if self.aside and self.finished:
            replace(self.site, self.fresh)
            log.info(f"Moved to {self.site}")
        elif self.aside:
            shutil.rmtree(self.fresh, ignore_errors=True)


def red(error):
    """What `mkdocs serve` shows above a page with problems."""
    return RED_PAGE.format(count=len(error.problems), message=escape(str(error)))


def forget_engine():
    """Have the engine imported anew: its files have changed."""
    for name in [name for name in sys.modules if name.partition(".")[0] == "geomsan"]:
        del sys.modules[name]


@contextmanager
def errors_said():
    """What MkDocs tells the terminal as errors: where the settings cannot be used, the exception does not say why."""
    said = []
    handler = logging.Handler(logging.ERROR)
    handler.emit = lambda record: said.append(record.getMessage())
    logger = logging.getLogger("mkdocs")
    logger.addHandler(handler)
    try:
        yield said
    finally:
        logger.removeHandler(handler)


def show_failure(root, message):
    """Put the failure in the place of every page: what stood there is no longer known to be true."""
    for page in root.rglob("*.html"):
        page.unlink()
    root.mkdir(exist_ok=True)
    (root / "404.html").write_text(RED_SITE.format(message=escape(message)), "utf-8")


def pages_of(folder):
    """Every page in a folder of Markdown, whether the host means to build it or not; what is hidden is none."""
    for path, folders, names in os.walk(folder, followlinks=True):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            if is_markdown_file(name) and not name.startswith("."):
                yield Path(Path(folder).name, Path(path, name).relative_to(folder)).as_posix()


def links(urls, here):
    """From an address to a link from one page of the site."""

    def link(address):
        page, _, identity = address.partition("#")
        return f"{get_relative_url(urls[page], here)}#{identity}"

    return link


def replace(old, new):
    """Put the folder ``new`` in the place of ``old``. Killed at any point, it leaves one of them whole."""
    aside = old.with_name(f"{old.name}.old")
    shutil.rmtree(aside, ignore_errors=True)
    if old.exists():
        old.rename(aside)
    new.rename(old)
    shutil.rmtree(aside, ignore_errors=True)
