"""MkDocs as the host: one report for all pages, and a site that only a whole new one replaces.

Nothing here judges: without this plugin a page with problems stops the build by itself.
"""

from __future__ import annotations

import logging
import shutil
from pathlib import Path

from mkdocs.exceptions import BuildError
from mkdocs.plugins import BasePlugin, get_plugin_logger

log = get_plugin_logger("geomsan")


class Host(BasePlugin):
    """The MkDocs plugin ``geomsan``.

    Attributes
    ----------
    errors : list of PageError
        Of the pages of this build.
    aside : bool
        Whether the site is built beside the old one: not under ``mkdocs serve``, which has a
        folder of its own, nor with ``--dirty``, which asks to change the site in place.
    site, fresh : Path
        Where the site is to stand, and where it is built.
    finished : bool
        The build has come to its end, and no warning of ``--strict`` has stopped it there.
    """

    def on_startup(self, *, command, dirty):
        self.aside = command == "build" and not dirty

    def on_config(self, config):
        self.errors, self.finished = [], False
        config.mdx_configs.setdefault("geomsan.pages", {})["refuse"] = self.errors.append
        if config.strict:  # -q would keep warnings from those who count them
            logger = logging.getLogger("mkdocs")
            logger.setLevel(min(logger.level, logging.WARNING))
        if self.aside:
            self.site = Path(config.site_dir).resolve()
            self.fresh = self.site.with_name(f"{self.site.name}.new")
            config.site_dir = str(self.fresh)

    def on_env(self, env, **_):
        """All pages are read, none is written."""
        if self.errors:
            count = sum(len(error.problems) for error in self.errors)
            raise BuildError("\n".join([f"Problems: {count}", *map(str, self.errors)]))

    def on_post_build(self, **_):
        self.finished = True

    def on_build_error(self, **_):
        self.finished = False

    def on_shutdown(self):
        if self.aside and self.finished:
            replace(self.site, self.fresh)
            log.info(f"Moved to {self.site}")
        elif self.aside:
            shutil.rmtree(self.fresh, ignore_errors=True)


def replace(old, new):
    """Put the folder ``new`` in the place of ``old``. Killed at any point, it leaves one of them whole."""
    aside = old.with_name(f"{old.name}.old")
    shutil.rmtree(aside, ignore_errors=True)
    if old.exists():
        old.rename(aside)
    new.rename(old)
    shutil.rmtree(aside, ignore_errors=True)
