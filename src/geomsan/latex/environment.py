"""Environments: matrices, cases, and lines of chains."""

from __future__ import annotations

from .cursor import Cursor
from .error import LatexError
from .lexer import Token
from .script import argument
from .tree import Cases, Chain, Empty, Matrix, Node
from .vocabulary import LINES, MATRICES


def lines_environment(parser: Cursor) -> list[Chain]:
    """`aligned` and its kin: the chains of its lines."""
    opened = parser.advance()
    if opened.text in ("alignat", "alignedat"):
        argument(parser)
    with parser.nested():
        chains = parser.lines("end-env")
    _close(parser, opened)
    return chains


def environment(parser: Cursor) -> Node:
    """A matrix, or `cases`."""
    opened = parser.advance()
    if opened.text == "cases":
        rows = _cells(parser, opened)
        for row in rows:
            if len(row) > 2:
                raise LatexError("a case is a value & its condition", row[2].span)
        conditions = tuple(
            row[1] if len(row) > 1 and not isinstance(row[1], Empty) else None for row in rows
        )
        return Cases(tuple(row[0] for row in rows), conditions, span=parser.since(opened.start))
    if opened.text not in MATRICES:
        raise LatexError(
            f"the environment {opened.text!r} is not part of the language; there are cases, "
            + ", ".join(sorted(MATRICES | LINES)),
            opened.span,
        )
    if opened.text == "array":
        parser.skip_braces()
    rows = _cells(parser, opened)
    widths = sorted({len(row) for row in rows})
    span = parser.since(opened.start)
    if len(widths) > 1:
        raise LatexError(f"the rows of this matrix have different lengths: {widths}", span)
    plain = opened.text in ("array", "smallmatrix")
    return Matrix("matrix" if plain else opened.text, tuple(rows), span=span)


def _cells(parser: Cursor, opened: Token) -> list[tuple[Node, ...]]:
    rows: list[tuple[Node, ...]] = []
    row: list[Node] = []
    with parser.enclosed():
        while True:
            row.append(_cell(parser, opened))
            if parser.at("amp"):
                parser.advance()
                continue
            rows.append(tuple(row))
            row = []
            if not parser.at("newline"):
                break
            parser.advance()
            if parser.at("end-env"):  # TeX allows a line break behind the last row
                break
    _close(parser, opened)
    return rows


def _cell(parser: Cursor, opened: Token) -> Node:
    start = parser.token.start
    while parser.at("text") and not parser.at_word() or parser.at("wide"):
        parser.remark() if parser.at("text") else parser.advance()
    if parser.token.kind in ("amp", "newline", "end-env"):
        return Empty(span=(start, start))
    if parser.at("end"):
        parser.fail(f"expected \\end{{{opened.text}}}", opened)
    item = parser.term_or_chain()
    while parser.token.kind in ("comma", "text", "wide", "stop"):
        parser.remark() if parser.at("text") else parser.advance()
    return item


def _close(parser: Cursor, opened: Token) -> None:
    closed = parser.expect("end-env", f"\\end{{{opened.text}}}", opened)
    if closed.text != opened.text:
        raise LatexError(
            f"\\begin{{{opened.text}}} is closed by \\end{{{closed.text}}}", closed.span
        )
