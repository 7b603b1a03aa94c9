"""The Python-Markdown extension."""

from __future__ import annotations

from markdown import Extension

from . import contrast, fences, formulas, ledger, show, statements, walk
from .page import OpenPage


class PagesExtension(Extension):
    """Typesets and executes the mathematics of a page."""

    def __init__(self, **kwargs):
        self.config = {
            "fresh": [[], "Packages that every page imports anew, so that an edit shows and no page can change them."],
            "key": ["", "The fingerprint of what pages depend on; a host that keeps finished pages needs it."],
            "cache": ["", "The file that keeps verdicts from one build to the next; only under a key, which says when they are stale."],
            "mutants": [True, "Whether wrong versions of every equation are made, each of which must be refuted."],
            "silent": [False, "Whether nobody sees the page: only its verdicts are wanted, in the cache."],
            "enter": [_forget, "Takes the sheet of every finished page, for the ledger."],
            "take": [_forget, "Takes what of every finished page can be taken away."],
            "refuse": [_raise, "Takes the PageError of a page with problems and its HTML, returns what is shown; by default it is raised."],
        }
        super().__init__(**kwargs)

    def extendMarkdown(self, md):
        # Before everything else: the page begins here.
        md.preprocessors.register(OpenPage(md, self.getConfig("fresh"), self.getConfig("silent")), "geomsan-open-page", 1000)
        for part in (contrast, fences, formulas, ledger, show, statements):
            part.register(md)
        walk.register(md, **{option: self.getConfig(option) for option in ("enter", "take", "refuse", "key", "cache", "mutants")})


def _forget(finished):
    """A page alone has no ledger, and offers nothing to take away."""


def _raise(error, html):
    raise error


def makeExtension(**kwargs):
    return PagesExtension(**kwargs)
