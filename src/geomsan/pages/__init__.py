"""Markdown pages whose mathematics is typeset and executed when they are built.

A Python-Markdown extension: list ``geomsan.pages`` under ``markdown_extensions``,
after ``pymdownx.superfences``. It needs no host; under MkDocs it names the page.

One page passes through these files in this order: `page` opens it, `fences` run its
code, `statements` and `formulas` leave marks in the HTML, and `walk` goes through the
marks in the order of the finished HTML, judges, and puts the final HTML in their place.
"""

from .extension import PagesExtension, makeExtension
from .fingerprint import fingerprint

__all__ = ["PagesExtension", "fingerprint", "makeExtension"]
