"""A page to take away: its text and the code that was executed, as a Jupyter notebook and as a Python script.

Both are written from what the page was when it was built, outputs included, and the same page gives the same bytes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html import unescape

from geomsan.pages.ink import DRAWING, alone
from geomsan.pages.source import OPENING, closes
from geomsan.pages.taken import Block, Taken

from .prose import RULE, Prose

LABEL = re.compile(r'aria-label="([^"]*)"')
# nbformat 4.5: the first with ids of cells.
FORMAT = {
    "metadata": {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"file_extension": ".py", "mimetype": "text/x-python", "name": "python"},
    },
    "nbformat": 4,
    "nbformat_minor": 5,
}


@dataclass(frozen=True)
class Cell:
    """A cell of a notebook: Markdown, or the code of a block."""

    text: str
    block: Block | None = None


def cells(page: Taken, introduction: str, resolve: Callable[[str], str | None]) -> list[Cell]:
    """The cells of a page: its text with the introduction below its heading, and its code, as they stand there.

    Raises
    ------
    ValueError
        If a block that was executed is not found in the text.
    """
    prose, blocks, found = Prose(page.titles, resolve), {block.line: block for block in page.blocks}, []
    text: list[str] = []
    closing = None
    lines = page.source.text.split("\n")
    for number, (line, plain) in enumerate(zip(lines, page.source.prose.split("\n"), strict=True), start=page.source.first):
        if closing:
            closing = None if closing.match(line) else closing
        elif number in blocks and (opening := OPENING.match(line)):
            closing = closes(opening)
            found += [Cell(_joined(text)), Cell(blocks[number].code, blocks.pop(number))]
            text = []
        else:
            _add(text, prose.read(line, plain), verbatim=bool(prose.closing))
            if introduction and plain.startswith("# "):
                text, introduction = [*text, "", introduction, ""], ""
    if blocks or len(page.blocks) * 2 != len(found):
        raise ValueError(f"{page.path}: executed, but not found in the text of the page: the blocks of lines {[*blocks]}")
    found += [Cell(_joined(text))]
    return [cell for cell in [Cell(introduction), *found] if cell.text]


def _add(text: list[str], lines: Iterable[str], verbatim: bool) -> None:
    """One blank line is enough, and one rule."""
    for line in lines:
        repeated = not line.strip() and not (text and text[-1].strip())
        repeated |= line == RULE and next(filter(str.strip, reversed(text)), RULE) == RULE
        if verbatim or not repeated:
            text.append(line)


def _joined(text: list[str]) -> str:
    return "\n".join(text).strip("\n")


def notebook(found: list[Cell]) -> str:
    """A notebook in Jupyter's format, with the outputs of the page."""
    each = []
    for number, cell in enumerate(found, start=1):
        base = {"id": f"cell-{number}", "metadata": {}, "source": cell.text.splitlines(keepends=True)}
        if cell.block:
            count = sum(1 for before in found[:number] if before.block)
            base |= {"cell_type": "code", "execution_count": count, "outputs": outputs(cell.block)}
        else:
            base |= {"cell_type": "markdown"}
        each.append(base)
    return json.dumps({"cells": each, **FORMAT}, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def outputs(block: Block) -> list[dict]:
    """What a cell shows: the text that the block printed, and its drawings as images with their words."""
    images, text = [], DRAWING.split(block.printed)
    for place in range(1, len(text), 2):
        svg = alone(text[place])
        images.append({"output_type": "display_data", "metadata": {}, "data": {"image/svg+xml": svg.splitlines(keepends=True)}})
        text[place] = unescape(LABEL.search(svg)[1])
    printed = "".join(text)
    stream = {"output_type": "stream", "name": "stdout", "text": printed.splitlines(keepends=True)}
    return images + [stream] * bool(printed)


def script(found: list[Cell]) -> str:
    """A Python script, whose cells editors know by their `# %%`."""
    return "\n\n".join(f"# %%\n{cell.text}" if cell.block else f"# %% [markdown]\n{_commented(cell.text)}" for cell in found) + "\n"


def _commented(text: str) -> str:
    return "\n".join(f"# {line}".rstrip() for line in text.split("\n"))
