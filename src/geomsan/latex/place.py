"""Evaluation at a place: `\\left. f \\right|_{x=a}`, and a bar directly behind a derivative."""

from __future__ import annotations

from .cursor import Cursor
from .error import LatexError
from .script import subscript
from .tree import At, Chain, Node

HALF = "."  # among the open bars: what \\left. opens


def at_bar(parser: Cursor) -> bool:
    """A bar with a subscript, which closes nothing: `\\Big|_{x=a}`."""
    if parser.token.kind not in ("bar", "close"):
        return False
    bar = parser.at("bar", "|") and not parser.closes_bar()
    bar |= parser.at("close", "|") and parser.bars[-1:] != [HALF]
    return bar and parser.ahead().kind == "sub"


def at_place(parser: Cursor, body: Node, start: int) -> Node:
    """What stands before the bar, at the place below it."""
    for _ in ("the bar", "the subscript"):
        parser.advance()
    items, _ = subscript(parser)
    for item in items:
        if not isinstance(item, Chain) or item.relations != ("=",):
            raise LatexError("which symbol has this value? Write the place as |_{x=a}", item.span)
    if parser.token.kind in ("sub", "sup"):
        parser.fail("a script behind a place: put what is evaluated in brackets")
    return At(body, items, span=parser.since(start))


def half_barred(parser: Cursor) -> Node:
    """`\\left. … \\right|_{x=a}`."""
    opened = parser.advance()
    with parser.enclosed():
        parser.bars.append(HALF)
        body = parser.sum()
    if not (parser.at("close", "|") and parser.ahead().kind == "sub"):
        raise LatexError("\\left. has no meaning here: write the bracket, or close it by \\right|_{x=a}", opened.span)
    return at_place(parser, body, opened.start)
