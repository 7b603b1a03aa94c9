"""Environments in a term: matrices and cases."""

from __future__ import annotations

from .cursor import Cursor
from .error import LatexError
from .lexer import Token
from .tree import Cases, Empty, Matrix, Node
from .vocabulary import CONDITIONAL, LINES, MATRICES, OTHERWISE

PLAIN = {"matrix", "smallmatrix", "array"}  # TeX prints no brackets around these
BRACKETED = {"(": "pmatrix", "[": "bmatrix", "{": "Bmatrix", "|": "vmatrix", "‖": "Vmatrix"}


def environment(parser: Cursor) -> Node:
    """A matrix, or `cases`."""
    bracket = parser.tokens[parser.position - 1] if parser.position else None
    opened = parser.advance()
    if opened.text == "cases":
        return cases(parser, opened)
    if opened.text not in MATRICES:
        raise LatexError(
            f"the environment {opened.text!r} is not part of the language here; there are cases, "
            + ", ".join(sorted(MATRICES | LINES)),
            opened.span,
        )
    if opened.text == "array":
        columns(parser)
    rows = _rows(parser, opened, _cell)
    widths = sorted({len(row) for row in rows})
    span = parser.since(opened.start)
    if len(widths) > 1:
        raise LatexError(f"the rows of this matrix have different lengths: {widths}", span)
    name = opened.text
    if name in PLAIN:
        enclosed = bracket and bracket.kind in ("open", "bar") and parser.token.kind in ("close", "bar")
        if not enclosed or bracket.text not in BRACKETED:
            raise LatexError(f"{name} is printed without brackets: write pmatrix, bmatrix or vmatrix", span)
        name = "matrix"
    return Matrix(name, tuple(rows), span=span)


def cases(parser: Cursor, opened: Token) -> Cases:
    """Values and their conditions; only the last may do without one."""
    if opened.text == "array":
        columns(parser)
    rows = _rows(parser, opened, _case)
    for place, row in enumerate(rows):
        if len(row) > 2:
            raise LatexError("a case is a value & its condition", row[2].span)
        if place < len(rows) - 1 and (len(row) < 2 or isinstance(row[1], Empty)):
            raise LatexError("a case without its condition: only the last one holds otherwise", row[0].span)
    conditions = tuple(None if len(row) < 2 or isinstance(row[1], Empty) else row[1] for row in rows)
    return Cases(tuple(row[0] for row in rows), conditions, span=parser.since(opened.start))


def columns(parser: Cursor) -> None:
    """The format of an array: letters that place its columns, never lines, which look like bars."""
    opened = parser.expect("lbrace", "the columns, as in {rcl}")
    while parser.at("letter", "l", "c", "r"):
        parser.advance()
    if not parser.at("rbrace"):
        parser.fail("the columns of an array are l, c and r; a line would look like a bar", opened)
    parser.advance()


def close(parser: Cursor, opened: Token) -> None:
    """The end of an environment."""
    closed = parser.expect("end-env", f"\\end{{{opened.text}}}", opened)
    if closed.text != opened.text:
        raise LatexError(
            f"\\begin{{{opened.text}}} is closed by \\end{{{closed.text}}}", closed.span
        )


def _rows(parser: Cursor, opened: Token, read) -> list[tuple[Node, ...]]:
    rows: list[tuple[Node, ...]] = []
    row: list[Node] = []
    with parser.enclosed():
        while True:
            row.append(read(parser, opened, len(row)))
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
    close(parser, opened)
    return rows


def _ends_cell(parser: Cursor) -> bool:
    return parser.token.kind in ("amp", "newline", "end-env")


def _cell(parser: Cursor, opened: Token, place: int) -> Node:
    """An entry of a matrix, perhaps with a comma or a space behind it."""
    parser.skip("wide")
    if _ends_cell(parser):
        return Empty(span=(parser.token.start, parser.token.start))
    if parser.at("end"):
        parser.fail(f"expected \\end{{{opened.text}}}", opened)
    item = parser.term_or_chain()
    parser.skip("comma", "wide")
    if parser.at("stop") and parser.ahead().kind in ("newline", "end-env"):
        parser.advance()
    return item


def _case(parser: Cursor, opened: Token, place: int) -> Node:
    """A value (at place 0), or a condition with the words around it."""
    if place == 0:
        return _cell(parser, opened, place)
    words = []
    parser.skip("wide")
    while parser.at_remark():
        words.append(parser.remark().strip(" ,.:"))
        parser.skip("wide")
    word = " ".join(words).strip()
    if _ends_cell(parser):
        if word and word.lower() not in OTHERWISE:
            parser.fail(f"{word!r} would not be calculated: write the condition as a formula, or \\text{{otherwise}}")
        return Empty(span=(parser.token.start, parser.token.start))
    if word and word.lower() not in CONDITIONAL:
        parser.fail(f"{word!r} before a condition is not understood: write \\text{{if }}")
    if parser.at("relation"):
        parser.fail(f"expected a condition with its left side, found {parser.shown()}")
    item = _cell(parser, opened, place)
    while parser.at_remark():
        parser.remark()
        parser.skip("wide", "comma", "stop")
    return item
