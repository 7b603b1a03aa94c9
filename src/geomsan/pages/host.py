"""MkDocs as the host: one report for all pages, and a site that only a whole new one replaces.

Nothing here judges: without this plugin a page with problems stops the build by itself.
"""

from __future__ import annotations

import logging
import shutil
import sys
from html import escape
from pathlib import Path

from mkdocs.exceptions import BuildError
from mkdocs.plugins import BasePlugin, get_plugin_logger

from .fingerprint import fingerprint

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


class Host(BasePlugin):
    """The MkDocs plugin ``geomsan``.

    Attributes
    ----------
    errors : list of PageError
        Of the pages of this build.
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
        self.aside = command == "build" and not dirty

    def on_config(self, config):
        self.errors, self.finished, self.written, self.failure = [], False, False, None
        config.mdx_configs.setdefault("geomsan.pages", {})["refuse"] = self.refuse
        if config.strict:  # -q would keep warnings from those who count them
            logger = logging.getLogger("mkdocs")
            logger.setLevel(min(logger.level, logging.WARNING))
        if self.aside:
            self.site = Path(config.site_dir).resolve()
            self.fresh = self.site.with_name(f"{self.site.name}.new")
            config.site_dir = str(self.fresh)

    def refuse(self, error, html):
        """Remember a page with problems; what is returned is shown under ``mkdocs serve`` only."""
        self.errors.append(error)
        return RED_PAGE.format(count=len(error.problems), message=escape(str(error))) + html

    def on_env(self, env, **_):
        """All pages are read, none is written."""
        if self.errors:
            count = sum(len(error.problems) for error in self.errors)
            message = "\n".join([f"Problems: {count}", *map(str, self.errors)])
            if not self.serving:
                raise BuildError(message)
            terminal.error(message)

    def on_post_build(self, **_):
        self.finished = self.written = True

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
            try:
                builder()
            except (Exception, SystemExit) as error:
                terminal.error(str(self.failure or error), exc_info=None if isinstance(error, SystemExit) else error)
                if not self.written:
                    show_failure(Path(server.root), self.failure or error)

        server.builder = rebuild
        return server

    def on_shutdown(self):
        if self.aside and self.finished:
            replace(self.site, self.fresh)
            log.info(f"Moved to {self.site}")
        elif self.aside:
            shutil.rmtree(self.fresh, ignore_errors=True)


def forget_engine():
    """Have the engine imported anew: its files have changed."""
    for name in [name for name in sys.modules if name.partition(".")[0] == "geomsan"]:
        del sys.modules[name]


def show_failure(root, error):
    """Put the failure in the place of every page: what stood there is no longer known to be true."""
    for page in root.rglob("*.html"):
        page.unlink()
    root.mkdir(exist_ok=True)
    (root / "404.html").write_text(RED_SITE.format(message=escape(f"{type(error).__name__}: {error}")), "utf-8")


def replace(old, new):
    """Put the folder ``new`` in the place of ``old``. Killed at any point, it leaves one of them whole."""
    aside = old.with_name(f"{old.name}.old")
    shutil.rmtree(aside, ignore_errors=True)
    if old.exists():
        old.rename(aside)
    new.rename(old)
    shutil.rmtree(aside, ignore_errors=True)
