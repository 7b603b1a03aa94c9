"""Reading a page without a host: the same extension, the same verdicts, no site."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from markdown import Markdown
from markdown_exec import markdown_config
from mkdocs.config import load_config
from pymdownx.slugs import slugify

from .page import FILE, page_of

FRONT = re.compile(r"\A---[ \t]*\n.*?\n(?:---|\.\.\.)[ \t]*\n", re.S)
# What pages outside of any project are likely to use; an option that changes how formulas are read is not among them.
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


def read_page(path, text, mutants=True, enter=lambda sheet: None, **options):
    """Run and judge a page.

    Parameters
    ----------
    path : str
        How messages name the page; the project's ``mkdocs.yml`` is looked for beside and above it.
    text : str
    mutants : bool
        Also judge wrong versions of every equation.
    enter : callable
        Takes the `Sheet` of the page, for a ledger.
    **options
        Others of the extension, in the place of those in the settings.

    Returns
    -------
    Page
        With what was judged, and its problems.
    """
    extensions, configs = settings(Path(path).resolve().parent)
    own = {"refuse": lambda error, html: html, "mutants": mutants, "enter": enter} | options
    configs = configs | {"geomsan.pages": configs.get("geomsan.pages", {}) | own}
    markdown_config.save(extensions, configs)
    renderer = Markdown(extensions=extensions, extension_configs=configs)
    setattr(renderer, FILE, (path, text))
    renderer.convert(FRONT.sub("", text))
    return page_of(renderer)


def settings(folder):
    """The extensions with which pages in a folder are read: those of the nearest mkdocs.yml, or the usual ones."""
    file = next((each / "mkdocs.yml" for each in (folder, *folder.parents) if (each / "mkdocs.yml").is_file()), None)
    return _settings(file) if file else (EXTENSIONS, SETTINGS)


@lru_cache
def _settings(file):
    config = load_config(str(file))
    own = [each for each in ("pymdownx.superfences", "geomsan.pages") if each not in config.markdown_extensions]
    return [*config.markdown_extensions, *own], config.mdx_configs
