"""`/// contrast`: formulas beside one another, what is true and what is not, their verdicts open."""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree import ElementTree

from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block

from .error import Place
from .page import page_of

CONTRAST = "contrast"


@dataclass(frozen=True)
class Unfold:
    """From here on verdicts stand open, or no longer."""

    place: Place
    opened: bool


class Contrast(Block):
    """The formulas."""

    NAME = CONTRAST

    def on_create(self, parent):
        page = page_of(self.md)
        self.place = page.printing or page.source.statement(CONTRAST)
        block = ElementTree.SubElement(parent, "div", {"class": CONTRAST})
        page.mark_element(block, Unfold(self.place, True))
        return block

    def on_end(self, block):
        page_of(self.md).mark_element(block, Unfold(self.place, False))


class Contrasts(BlocksExtension):
    """Registers the block."""

    def extendMarkdownBlocks(self, md, block_mgr):
        block_mgr.register(Contrast, {})


def register(md):
    Contrasts().extendMarkdown(md)
