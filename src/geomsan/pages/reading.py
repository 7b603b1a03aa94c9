"""Reading a page without a host: the same extension, the same verdicts, no site."""

from __future__ import annotations

import re

from markdown import Markdown
from markdown_exec import markdown_config
from pymdownx.slugs import slugify

from .page import FILE, page_of

FRONT = re.compile(r"\A---[ \t]*\n.*?\n(?:---|\.\.\.)[ \t]*\n", re.S)
# What pages of any project are likely to use; an option that changes how formulas are read is not among them.
EXTENSIONS = [
    "abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables", "toc",
    "pymdownx.caret", "pymdownx.details", "pymdownx.highlight", "pymdownx.inlinehilite", "pymdownx.mark",
    "pymdownx.superfences", "pymdownx.tabbed", "pymdownx.tasklist", "pymdownx.tilde", "geomsan.pages",
]  # fmt: skip
SETTINGS = {
    "pymdownx.tabbed": {"alternate_style": True},
    "pymdownx.tilde": {"subscript": False},
    "toc": {"slugify": slugify(case="lower")},
}


def read_page(path, text, mutants=True):
    """Run and judge a page.

    Parameters
    ----------
    path : str
        How messages name the page.
    text : str
    mutants : bool
        Also judge wrong versions of every equation.

    Returns
    -------
    Page
        With what was judged, and its problems.
    """
    settings = SETTINGS | {"geomsan.pages": {"refuse": lambda error, html: html, "mutants": mutants}}
    markdown_config.save(EXTENSIONS, settings)
    renderer = Markdown(extensions=EXTENSIONS, extension_configs=settings)
    setattr(renderer, FILE, (path, text))
    renderer.convert(FRONT.sub("", text))
    return page_of(renderer)
