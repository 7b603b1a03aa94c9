"""The Python-Markdown extension."""

from __future__ import annotations

from markdown import Extension

from . import fences, formulas, statements, walk
from .page import OpenPage


class PagesExtension(Extension):
    """Typesets and executes the mathematics of a page."""

    def extendMarkdown(self, md):
        # Before everything else: the page begins here.
        md.preprocessors.register(OpenPage(md), "geomsan-open-page", 1000)
        for part in (fences, formulas, statements, walk):
            part.register(md)


def makeExtension(**kwargs):
    return PagesExtension(**kwargs)
