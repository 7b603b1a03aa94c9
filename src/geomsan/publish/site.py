"""A whole site, for any host: what its pages say of one another, and what is written besides them.

Nothing here judges: the ledger says whether the site may be published.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from urllib.parse import urljoin

from mkdocs.config.base import Config
from mkdocs.config.config_options import ListOfItems, Optional, Type
from mkdocs.utils import get_relative_url, is_markdown_file

from geomsan.pages.error import PageError
from geomsan.pages.page import name_of
from geomsan.verdict import Ledger

from . import palette
from .excerpt import of_page, templates
from .lean import lean
from .ledger import FILE, as_json, fill
from .search import entries
from .takeaway import Takeaway
from .uses import Uses

PRELOAD = '<link rel="preload" href="{}" as="font" type="font/woff2" crossorigin>'
SURVIVES = """\
{page}:{place}: this wrong version of the equation held in every trial: {latex}
    If it is not wrong, say why in the display: % 검산 오답 아님: {latex} 까닭: …"""


class Settings(Config):
    """What stands below ``geomsan`` in ``mkdocs.yml``."""

    takeaway = Optional(ListOfItems(Type(str)))  # offer notebooks; what they import besides the engine
    folder = Type(bool, default=False)  # links and search work where the site is opened from a folder
    policy = Type(bool, default=False)  # a Content-Security-Policy in every page
    preload = ListOfItems(Type(str), default=[])  # the fonts that every page with mathematics needs


class Site:
    """The site of one build.

    Parameters
    ----------
    settings : Settings
    published : bool
        Not only shown to its author.

    Attributes
    ----------
    ledger : Ledger
    takeaway : Takeaway
        What readers can take away: nothing of a site that is not published.
    sections : list of dict
        What can be searched.
    """

    def __init__(self, settings, published=True):
        self.settings = settings
        self.ledger, self.sections = Ledger(), []
        self.takeaway = Takeaway(settings.takeaway if published else None)

    def listen(self):
        """What the extension is told: whom to give what it knows of a page. What is wrong is judged when all are read."""
        return {"enter": self.ledger.enter, "take": self.takeaway.take, "refuse": lambda error, html: html}

    def errors(self, folder, named):
        """What is wrong, by page: this site must not be published.

        Parameters
        ----------
        folder : str
            Of the Markdown.
        named : list of str
            The pages that the navigation names.
        """
        problems = self.ledger.problems(pages_of(folder), named)
        return {page: PageError(page, found) for page, found in problems.items()}

    def survivors(self):
        """A message for every wrong version that was not refuted."""
        return [SURVIVES.format(page=page, place=entry.place, latex=latex) for page, entry in self.ledger for latex in entry.survivors]

    def complete(self, pages, named):
        """Write into every page what only the whole site knows.

        Parameters
        ----------
        pages : list of mkdocs.structure.files.File
            With the content of their pages.
        named : list of str
            In the order in which they are learned.
        """
        urls = {name_of(file): file.url for file in pages}
        contents = {urljoin("/", file.url): file.page.content for file in pages}
        uses = Uses(self.ledger, named)
        for file in pages:
            name, href = name_of(file), links(urls, file.url)
            content = uses.title(file.page.content, name, href)
            content += templates(content, file.url, lambda path: of_page(path, contents[path]) if path in contents else None)
            file.page.content = fill(uses.statements(content, name, href), self.ledger, href)

    def index(self, page):
        """Note what can be searched on a page of MkDocs, all of it written."""
        asked = page.meta.get("search") or {}
        if not asked.get("exclude"):
            self.sections += entries(page.url, page.content, asked.get("boost", 1))

    def dress(self, html, url):
        """A page as it is written: it weighs little, and neither its colours nor the size of a formula change as it opens."""
        if "<math" in html:
            fonts = (get_relative_url(font, url) for font in self.settings.preload)
            html = html.replace('<link rel="stylesheet"', "".join(map(PRELOAD.format, fonts)) + '<link rel="stylesheet"', 1)
        return lean(palette.early(html))

    def finish(self, config):
        """All pages are written: add what stands beside them."""
        Path(config.site_dir, FILE).write_text(as_json(self.ledger), "utf-8")
        self.takeaway.write(config)


def report(errors):
    """What a host says of a site that must not be published."""
    return "\n".join([f"Problems: {sum(len(error.problems) for error in errors.values())}", *map(str, errors.values())])


def pages_of(folder):
    """Every page in a folder of Markdown, whether the host means to build it or not; what is hidden is none."""
    for path, folders, names in os.walk(folder, followlinks=True):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            if is_markdown_file(name) and not name.startswith("."):
                yield Path(Path(folder).name, Path(path, name).relative_to(folder)).as_posix()


def links(urls, here):
    """From an address, or a file at the root, to a link from one page of the site."""

    def link(address):
        page, sharp, identity = address.partition("#")
        return f"{get_relative_url(urls.get(page, page), here)}{sharp}{identity}"

    return link


def replace(old, new):
    """Put the folder ``new`` in the place of ``old``. Killed at any point, it leaves one of them whole."""
    aside = old.with_name(f"{old.name}.old")
    shutil.rmtree(aside, ignore_errors=True)
    if old.exists():
        old.rename(aside)
    new.rename(old)
    shutil.rmtree(aside, ignore_errors=True)
