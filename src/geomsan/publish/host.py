"""MkDocs as the host: it knows which pages there are to be, asks the ledger, and puts a whole new site in the old one's place.

Nothing here judges: the ledger says whether the site may be published.
"""

from __future__ import annotations

import gc
import logging
import os
import re
import shutil
import sys
from contextlib import contextmanager
from html import escape
from pathlib import Path

from mkdocs.exceptions import BuildError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger

from geomsan.pages.fingerprint import fingerprint
from geomsan.pages.page import name_of

from . import palette, search, stylesheet
from .ahead import GENERATIONS, Ahead
from .folder import prepare
from .keep import Shelf, is_plain, settings_of
from .policy import secure
from .search import own_worker
from .site import Settings, Site, replace, report
from .templates import Templates
from .watch import listen

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
EPOCH = "1970-01-01"
NOWHERE = ".geomsan"


class Host(BasePlugin[Settings]):
    """The MkDocs plugin ``geomsan``.

    Attributes
    ----------
    site : Site
        Of this build.
    named : list of str
        The pages that the navigation names, in its order, which is that of learning.
    shelf : Shelf
        The finished pages of a server.
    templates : Templates
    ahead : Ahead or None
        The processes that judge the last pages of this build.
    settings : str
        Changes with all that a page depends on besides its text; "" if nothing may be kept.
    watching : watchdog.observers.Observer or None
        Under ``mkdocs serve`` tells of edits.
    serving : bool
        Under ``mkdocs serve`` a page with problems is shown with them, so that its author sees it; nothing is published.
    aside : bool
        Whether the site is built beside the old one: not under ``mkdocs serve``, which has a
        folder of its own, nor with ``--dirty``, which asks to change the site in place.
    place, fresh : Path
        Where the site is to stand, and where it is built.
    finished : bool
        The build has come to its end, and no warning of ``--strict`` has stopped it there.
    written : bool
        All pages of the build are written.
    failure : Exception or None
        What ended the build.
    """

    def on_startup(self, *, command, dirty):
        gc.set_threshold(*GENERATIONS)
        self.serving = command == "serve"
        self.shelf, self.templates, self.watching, self.ahead = Shelf(), Templates(), None, None
        self.aside = command == "build" and not dirty

    @event_priority(100)  # before other plugins ask for a template
    def on_config(self, config):
        self.settings = settings_of(config)
        self.templates.lend(config.theme, self.settings if is_plain(config) and self.settings else object())
        self.site = Site(self.config, published=not self.serving)
        self.finished, self.written, self.failure = False, False, None
        options = config.mdx_configs.setdefault("geomsan.pages", {})
        options.update(self.site.listen())
        if options.get("cache"):
            options["cache"] = str(Path(config.config_file_path).parent / options["cache"])
        if config.strict:  # -q would keep warnings from those who count them
            logger = logging.getLogger("mkdocs")
            logger.setLevel(min(logger.level, logging.WARNING))
        if self.serving:
            self.place = Path(config.site_dir)
            config.site_dir = str(self.place / NOWHERE)  # which MkDocs empties
        if self.aside:
            self.place = Path(config.site_dir).resolve()
            self.fresh = self.place.with_name(f"{self.place.name}.new")
            config.site_dir = str(self.fresh)

    def on_files(self, files, *, config):
        if self.serving:
            config.site_dir = str(self.place)
            for file in files:
                file.dest_dir = config.site_dir

    def on_nav(self, nav, *, config, files):
        self.named = [name_of(page.file) for page in nav.pages]
        if self.serving and self.settings:
            self.settings += f" {sorted(file.src_uri for file in files)}"
            for page in nav.pages:
                self.shelf.prepare(page, self.site.ledger, self.settings)

        self.ahead = Ahead(config.mdx_configs["geomsan.pages"], [*files.documentation_pages()])

    def on_pre_page(self, page, **_):
        self.ahead.meet(page.file)

    def on_env(self, env, *, config, files):
        """All pages are read, none is written."""
        self.ahead.stop()
        if errors := self.site.errors(config.docs_dir, self.named):
            if not self.serving:
                raise BuildError(report(errors))
            terminal.error(report(errors))
        for message in self.site.survivors():
            (terminal if self.serving else log).warning(message)
        pages = sorted((file for file in files.documentation_pages() if file.page), key=lambda file: file.src_uri)
        self.site.complete(pages, self.named)
        for file in pages:
            name = name_of(file)
            if error := errors.get(name):
                file.page.content = red(error) + file.page.content
            if (sheet := self.site.ledger.sheets.get(name)) and file.page.present_anchor_ids is not None:
                file.page.present_anchor_ids |= sheet.ids  # MkDocs has not seen those of equations
            # Written in this order, whatever order they were read in, and on no day: the same pages are the same site.
            files.remove(file)
            files.append(file)
            if "SOURCE_DATE_EPOCH" not in os.environ:
                file.page.update_date = EPOCH

        self.site.takeaway.offer(files)
        if self.serving:
            for file in self.shelf.unchanged(config, files, self.place, self.settings):
                if file.page:
                    self.site.index(file.page)
                    file.page.validate_anchor_links(files=files, log_level=config.validation.links.anchors)
                files.remove(file)  # it stands there already

    def on_post_template(self, output, **_):
        return own_worker(palette.early(re.sub(rf"\s*<lastmod>{EPOCH}</lastmod>", "", output)))

    @event_priority(100)  # before the theme's search, which has nothing to read any more
    def on_page_context(self, context, *, page, config, **_):
        self.site.index(page)
        if "material/search" in config.plugins:
            page.meta["search"] = (page.meta.get("search") or {}) | {"exclude": True}

    def on_post_page(self, output, *, page, **_):
        return own_worker(self.site.dress(output, page.url))

    def on_post_build(self, *, config):
        folder = Path(config.site_dir)
        search.publish(folder, self.site.sections)
        palette.quieten(folder)
        if not self.serving:  # the pages of this build are not all that there are
            stylesheet.publish(folder)
        self.site.finish(config)
        if self.config.folder and not self.serving:
            prepare(folder)
        if self.config.policy and not self.serving:  # `mkdocs serve` adds a script of its own
            secure(folder)
        self.finished = self.written = True
        self.shelf.written()

    def on_build_error(self, *, error, **_):
        if self.ahead:
            self.ahead.stop()
        self.finished, self.failure = False, error

    def on_serve(self, server, *, config, builder):
        """Let an edit show at once, and a build that fails show itself, where MkDocs would let every request wait."""
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
        self.watching = listen(server, [config.docs_dir, config.config_file_path, *config.watch])
        return server

    def on_shutdown(self):
        if self.ahead:
            self.ahead.stop()
        if self.watching:
            self.watching.stop()
        if self.aside and self.finished:
            replace(self.place, self.fresh)
            log.info(f"Moved to {self.place}")
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
