"""The templates of a theme, loaded and compiled once: MkDocs, and each plugin that asks, would begin anew every time.

A template whose file has changed is loaded again.
"""

from __future__ import annotations

import os

from jinja2 import FileSystemLoader


class Visible(FileSystemLoader):
    """Lists what MkDocs takes from a theme: nothing in a hidden folder, where Material has 14,000 icons."""

    def list_templates(self):
        found = set()
        for top in self.searchpath:
            for folder, folders, names in os.walk(top, followlinks=self.followlinks):
                folders[:] = [name for name in folders if not name.startswith(".")]
                inside = "" if folder == top else os.path.relpath(folder, top).replace(os.sep, "/") + "/"
                found.update(inside + name for name in names)
        return sorted(found)


class Templates:
    """The templates of a build, or of a server.

    Attributes
    ----------
    environments : dict
        By all that they depend on besides the templates.
    """

    def __init__(self):
        self.environments = {}

    def lend(self, theme, settings):
        """Have a theme of MkDocs give everybody the same environment.

        Parameters
        ----------
        theme : mkdocs.theme.Theme
        settings : object
            Changes with the settings, which templates can see, and may remember.
        """
        if settings not in self.environments:
            self.environments = {settings: self._environment(theme)}
        environment = self.environments[settings]
        theme.get_env = lambda: environment

    def _environment(self, theme):
        environment = theme.get_env()
        environment.loader = Visible(theme.dirs)
        environment.auto_reload = True
        return environment
