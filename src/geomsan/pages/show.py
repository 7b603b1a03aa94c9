"""`/// show`: Markdown beside what it becomes, typed once. `/// refused`: beside what the author is told.

A preprocessor writes the content out twice, as code and as itself, before anything else reads the page:
``/// show`` puts both side by side, ``/// show | 보기`` into the tabs Result and Example of a box. In
``/// refused`` every display must be an error or refuted; what is shown is the message.
"""

from __future__ import annotations

import re
from xml.etree import ElementTree

from markdown.preprocessors import Preprocessor
from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block

from .page import page_of
from .source import Source
from .statements import Close, Open

OPENING = re.compile(r"(?P<indent> *)(?P<slashes>/{3,})[ \t]*(?P<kind>show|refused)(?:[ \t]*\|[ \t]*(?P<title>.+?))?[ \t]*$")
REFUSED = "refused"
BESIDE = """\
{outer} show-both
{fence}md
{content}
{fence}

{inner} {kind}-result

{content}
{inner}
{outer}
"""
TABS = """\
!!! example "{title}"

    === "Result"

{indented}

    === "Example"

        {fence}md
{indented}
        {fence}
"""


class WriteTwice(Preprocessor):
    """Replaces each block; one inside of code is text."""

    def run(self, lines):
        prose = Source("\n".join(lines)).prose.split("\n")
        written, place = [], 0
        while place < len(lines):
            opening = OPENING.match(prose[place])
            end = opening and _end(prose, place, opening)
            if end:
                written += _twice(lines[place + 1 : end], opening)
                place = end
            else:
                written.append(lines[place])
            place += 1
        return written


def _end(prose, place, opening):
    """The line that closes a block."""
    closing = re.compile(rf" {{{len(opening['indent'])}}}{opening['slashes']}[ \t]*$")
    for end in range(place + 1, len(prose)):
        if closing.match(prose[end]):
            return end
    return None  # it stays, and the walk reports a block that was not read


def _twice(lines, opening):
    """The lines that stand for a block with this content."""
    indent = opening["indent"]
    lines = [line.removeprefix(indent) for line in lines]
    content = "\n".join(lines).strip("\n")
    inner = _longer("/", content)
    text = (TABS if opening["title"] else BESIDE).format(
        kind=opening["kind"],
        title=opening["title"],
        content=content,
        indented="\n".join(" " * 8 * bool(line) + line for line in content.split("\n")),
        fence=_longer("`", content),
        inner=inner,
        outer=inner + "/",
    )
    return [indent * bool(line) + line for line in text.split("\n")]


def _longer(sign, text):
    """More of a sign than the text has side by side, and at least three."""
    return sign * (max(map(len, re.findall(rf"{sign}{{3,}}", text)), default=2) + 1)


class Both(Block):
    """The code and what it becomes."""

    NAME = "show-both"

    def on_create(self, parent):
        return ElementTree.SubElement(parent, "div", {"class": self.NAME})


class Result(Both):
    """What the code becomes."""

    NAME = "show-result"


class Refused(Both):
    """What the author is told."""

    NAME = "refused-result"

    def on_create(self, parent):
        page = page_of(self.md)
        self.place = page.printing or page.source.statement(REFUSED)
        block = super().on_create(parent)
        page.mark_element(block, Open(self.place, REFUSED))
        return block

    def on_end(self, block):
        page_of(self.md).mark_element(block, Close(self.place))


class Shows(BlocksExtension):
    """Registers the blocks."""

    def extendMarkdownBlocks(self, md, block_mgr):
        for block in (Both, Result, Refused):
            block_mgr.register(block, {})


def register(md):
    Shows().extendMarkdown(md)
    # Right after the page is opened (1000), which has to know the lines as they were typed.
    md.preprocessors.register(WriteTwice(md), "geomsan-show", 999)
