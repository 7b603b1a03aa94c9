"""MkDocs as the host: one report for all pages, and a site that only a whole new one replaces.

Nothing here judges: without this plugin a page with problems stops the build by itself.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from mkdocs.exceptions import BuildError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger

log = get_plugin_logger("geomsan")


class Host(BasePlugin):
    """The MkDocs plugin ``geomsan``.

    Attributes
    ----------
    errors : list of PageError
        Of the pages of this build.
    site : Path
        Where the site is to stand.
    fresh : Path
        Where it is built, beside the other.
    finished : bool
        The build has come to its end, and no warning of ``--strict`` has stopped it there.
    """

    def on_startup(self, *, command, dirty):
        self.command, self.dirty = command, dirty

    def on_config(self, config):
        self.errors = []
        config.mdx_configs.setdefault("geomsan.pages", {})["refuse"] = self.errors.append
        self.finished = False
        self.site = self.fresh = Path(config.site_dir).resolve()
        # A dirty build changes the site in place; gh-deploy sends away what it has just built.
        if self.command in {"build", "serve"} and not self.dirty:
            self.fresh = self.site.with_name(f"{self.site.name}.new")
            config.site_dir = str(self.fresh)

    def on_env(self, env, **_):
        """All pages are read, none is written."""
        if self.errors:
            raise BuildError("\n".join(map(str, self.errors)))

    @event_priority(-100)  # after the plugins that write files here
    def on_post_build(self, **_):
        self.finished = True
        if self.command == "serve":  # it shuts down only when the author has done
            self._publish()

    def on_build_error(self, **_):
        self.finished = False

    def on_shutdown(self):
        if self.command == "build" and self.finished:
            self._publish()
        if self.fresh != self.site:
            shutil.rmtree(self.fresh, ignore_errors=True)

    def _publish(self):
        if self.fresh != self.site:
            replace(self.site, self.fresh)
            log.info(f"Moved to {self.site}")


def replace(old, new):
    """Put the folder ``new`` in the place of ``old``. Killed at any point, it leaves one of them whole."""
    aside = old.with_name(f"{old.name}.old")
    shutil.rmtree(aside, ignore_errors=True)
    if old.exists():
        old.rename(aside)
    new.rename(old)
    shutil.rmtree(aside, ignore_errors=True)
