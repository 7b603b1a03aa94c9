"""Markdown pages whose mathematics is typeset and executed when they are built.

A Python-Markdown extension: list ``geomsan.pages`` under ``markdown_extensions``,
after ``pymdownx.superfences``. It needs no host; under MkDocs it names the page.

One page passes through these files in this order: `page` opens it, `fences` run its
code, `statements` and `formulas` leave marks in the HTML, and `walk` goes through the
marks in the order of the finished HTML, judges, and puts the final HTML in their place.
"""

from typing import Any

from .fingerprint import fingerprint

__all__ = ["PagesExtension", "fingerprint", "makeExtension"]


def __getattr__(name: str) -> Any:
    """The renderer, imported when a host asks for it: what a page's own code imports from here needs only NumPy."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from . import extension

    return getattr(extension, name)
