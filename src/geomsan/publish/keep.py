"""What `mkdocs serve` need not do again: render or write a page that has not changed.

They live as long as the server. A page depends on its text, on the settings, on the engine and the
library (the settings' `key`), and on which pages there are, since its links are made from them. One
whose code opened a file, ran a program or asked the network is rendered each time, and so is one
with problems.
"""

from __future__ import annotations

import os
import re
import warnings
from dataclasses import dataclass
from functools import partial
from hashlib import sha256

from geomsan.pages.page import name_of
from geomsan.verdict import Sheet

# What MkDocs knows of a page after rendering it.
RENDERED = ("content", "toc", "_title_from_render", "present_anchor_ids", "links_to_anchors")
PLUGINS = {"geomsan", "search", "material/search", "mkdocstrings", "autorefs"}
ADDRESS = re.compile(r" at 0x[0-9a-f]+")


@dataclass(frozen=True)
class Kept:
    """A finished page.

    Parameters
    ----------
    key : str
    state : dict
        The attributes of MkDocs' page.
    sheet : Sheet
        What it entered in the ledger.
    """

    key: str
    state: dict
    sheet: Sheet


class Latest:
    """What was made of the latest text of each page: a server asks again, mostly for what has not changed.

    Parameters
    ----------
    make : callable
        From the address of a page and its text.
    """

    def __init__(self, make):
        self.make = make
        self.made = {}

    def __call__(self, url, text):
        if url not in self.made or self.made[url][0] != text:
            self.made[url] = text, self.make(url, text)
        return self.made[url][1]


class Shelf:
    """The finished pages of a server.

    Attributes
    ----------
    pages : dict
        Those that need not be rendered again.
    standing, new : dict
        What was written, by its place on the site: in the last build that came to its end, and in this one.
    """

    def __init__(self):
        self.pages: dict[str, Kept] = {}
        self.standing: dict[str, str] = {}
        self.new: dict[str, str] = {}

    def prepare(self, page, ledger, settings):
        """Have MkDocs take the page from here, or else leave it here when it is rendered.

        Parameters
        ----------
        page : mkdocs.structure.pages.Page
        ledger : Ledger
        settings : str
            Changes with all that a page depends on besides its text.
        """
        name = name_of(page.file)
        key = sha256(f"{settings}\0{page.file.content_string}".encode()).hexdigest()
        kept = self.pages.pop(name, None)
        again = kept is not None and kept.key == key
        page.render = partial(self._put_back, page, kept, ledger) if again else partial(self._render, page, type(page).render, key, ledger)

    def _put_back(self, page, kept, ledger, config, files):
        for attribute, value in kept.state.items():
            setattr(page, attribute, value)
        # MkDocs knows files by identity, and has new ones in every build.
        page.links_to_anchors = {files.src_uris[uri]: links for uri, links in (page.links_to_anchors or {}).items()}
        ledger.enter(kept.sheet)
        self.pages[name_of(page.file)] = kept

    def _render(self, page, render, key, ledger, config, files):
        render(page, config, files)
        sheet = ledger.sheets.get(name_of(page.file))
        if sheet is None or sheet.problems or sheet.reached:
            return
        state = {attribute: getattr(page, attribute) for attribute in RENDERED}
        state["links_to_anchors"] = {file.src_uri: links for file, links in (page.links_to_anchors or {}).items()}
        state["present_anchor_ids"] = set(page.present_anchor_ids or ())
        self.pages[name_of(page.file)] = Kept(key, state, sheet)

    def unchanged(self, config, files, site, settings):
        """What stands on the site as it would be written: pages, and files that are only copied.

        A page shows the titles of all. Where a template, a hook or a plugin may put anything in it, it is written each
        time. What is left of a file that is gone, goes.
        """
        pages = [file for file in files.documentation_pages() if file.page]
        titles = [(file.url, file.page.title) for file in pages]
        common = f"{settings} {sorted(titles)}"
        self.new = {
            file.dest_uri: sha256(f"{common} {file.page.meta} {file.page.toc} {file.page.content}".encode()).hexdigest() for file in pages
        }
        copied = [file for file in files if not file.is_documentation_page() and file.src_uri not in config.extra_templates]
        self.new |= {file.dest_uri: state for file in copied if (state := _state(file))}
        before, self.standing = self.standing, {}
        for gone in before.keys() - self.new.keys():
            (site / gone).unlink(missing_ok=True)
        if not settings or config.theme.custom_dir or not is_plain(config):
            return []
        return [file for file in (*pages, *copied) if file.dest_uri in before and before[file.dest_uri] == self.new.get(file.dest_uri)]

    def written(self):
        """The build has come to its end."""
        self.standing = self.new


def _state(file):
    """What changes with a file on the disk; "" of one that a plugin has made up."""
    if not file.abs_src_path:
        return ""
    found = os.stat(file.abs_src_path)
    return f"{file.abs_src_path} {found.st_ino} {found.st_size} {found.st_mtime_ns} {found.st_ctime_ns}"


def settings_of(config):
    """A text that changes with the settings, the engine and the library; "" if nothing may be kept.

    To be asked before anything is added to them, and what becomes of a build.
    """
    key = config.mdx_configs.get("geomsan.pages", {}).get("key")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # MkDocs asks no more what stands in the file: only we do
        return ADDRESS.sub("", f"{key} {config.user_configs}") if key else ""


def is_plain(config):
    """Whether every plugin is known, and nothing else runs that may put anything in a page."""
    return not config.hooks and not set(config.plugins) - PLUGINS
