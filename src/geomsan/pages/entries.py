"""What the walk enters in the ledger, in the order of the page."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from geomsan.verdict import Entry, Sheet
from geomsan.verdict.ledger import address

from .wrong import LAWS


class Entries:
    """The entries of one page so far.

    Attributes
    ----------
    page : str
    around : list of str
        The ids of the theorem-like blocks around this place.
    """

    def __init__(self, page):
        self.page = page
        self.around = []
        self._entries = []
        self._count = Counter()

    def _add(self, place, kind, identity="", **facts):
        self._count[kind] += 1
        identity = identity or f"{kind}-{self._count[kind]}"
        within = self.around[-1] if self.around else ""
        self._entries.append(Entry(place, kind, identity, within=within, **facts))
        return identity

    def open(self, block):
        """A theorem-like block begins."""
        identity = self._add(
            block.place, block.kind, block.id, title=block.title, message=block.waived,
            status="waived" if block.waived else "", links=self._addresses(block.links),
            proves=self.address(f"#{block.proves}") if block.proves else "",
            cites=self.address(block.cites) if block.cites else "",
        )  # fmt: skip
        self.around.append(identity)

    def close(self):
        self.around.pop()

    def given(self, place):
        """Symbols are declared; gives back the id."""
        return self._add(place, "given", status="defined")

    def judged(self, place, kind, identity, verdict, links=()):
        """A display or a check has its verdict; gives back the id."""
        return self._add(
            place, kind, identity, status=verdict.status, trials=verdict.trials, error=verdict.error,
            message=verdict.message, links=self._addresses(links),
            mutants=verdict.mutants, caught=verdict.caught, survivors=tuple(fate.latex for fate in verdict.survivors),
            excused=tuple((fate.latex, fate.why) for fate in verdict.same if fate.why not in LAWS),
        )  # fmt: skip

    def refused(self, place, identity, verdict):
        """A display that shows what the engine does not accept, as it has to."""
        self._add(place, "equation", identity, status="refused", trials=verdict.trials)

    def refer(self, links):
        """A formula in the text of the block around this place refers to displays."""
        for place, entry in enumerate(self._entries):
            if links and self.around and entry.id == self.around[-1]:
                self._entries[place] = replace(entry, links=entry.links + self._addresses(links))

    def sheet(self, problems, **facts):
        return Sheet(self.page, tuple(self._entries), tuple(sorted(set(problems))), **facts)

    def _addresses(self, links):
        return tuple(dict.fromkeys(filter(None, map(self.address, links))))

    def address(self, link):
        """To what a link of this page leads, "" if not to a place on a page of the site."""
        path, _, identity = link.partition("#")
        if not identity or path and not path.endswith(".md"):
            return ""
        page = normpath(join(dirname(self.page), unquote(path))) if path else self.page
        return address(page, unquote(identity))
