"""What of a finished page can be taken away: its text, and what was executed in it."""

from __future__ import annotations

from dataclasses import dataclass

from .source import Source


@dataclass(frozen=True)
class Block:
    """An executed block: its line in the page's file, its code, and what it printed."""

    line: int
    code: str
    printed: str


@dataclass(frozen=True)
class Taken:
    """What of a finished page can be taken away.

    Attributes
    ----------
    path : str
        As the author knows it, e.g. ``docs/layers/affine.md``.
    source : Source
    titles : dict
        Title of each theorem-like block by its id.
    blocks : list of Block
        What was executed, in this order.
    """

    path: str
    source: Source
    titles: dict[str, str]
    blocks: list[Block]
