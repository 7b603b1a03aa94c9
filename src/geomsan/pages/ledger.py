"""The place of the ledger on a page: `/// ledger | totals`, `theorems`, `map`, `waivers`, `survivors` or `file`. The site fills it when all pages are judged."""

from __future__ import annotations

from xml.etree import ElementTree

from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block

from .page import page_of

PARTS = ("totals", "theorems", "map", "waivers", "survivors", "file")


class LedgerPart(Block):
    """The place of one part."""

    NAME = "ledger"
    ARGUMENT = True

    def on_create(self, parent):
        page = page_of(self.md)
        if self.argument not in PARTS:
            place = page.printing or page.source.statement(self.NAME)
            page.report(place, f"/// ledger | {self.argument}: there are {', '.join(PARTS)}")
        return ElementTree.SubElement(parent, "div", {"class": "ledger", "data-part": self.argument})


class LedgerParts(BlocksExtension):
    """Registers the block."""

    def extendMarkdownBlocks(self, md, block_mgr):
        block_mgr.register(LedgerPart, {})


def register(md):
    LedgerParts().extendMarkdown(md)
