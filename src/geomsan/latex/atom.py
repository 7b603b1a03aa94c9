"""Atoms: letters, numbers, brackets, bars, and commands with arguments."""

from __future__ import annotations

from dataclasses import replace

from .cursor import Cursor
from .environment import BRACKETED, cases
from .error import LatexError
from .fraction import fraction
from .lexer import Token
from .place import half_barred
from .tree import (
    Big,
    Call,
    Derivative,
    Dots,
    Empty,
    Fence,
    Group,
    Matrix,
    Name,
    Node,
    Number,
    Product,
    Root,
    Script,
    Sum,
    rebuilt,
)  # fmt: skip
from .vocabulary import ACCENTS, FRACTIONS, INVISIBLE, LABELLED, LETTERS, STYLES, TRANSPARENT, WORD_STYLES

CLOSING = {"(": ")", "[": "]", "{": "}", "<": ">", "⌊": "⌋", "⌈": "⌉"}
GROUPING = ("(", "[", "{")
DIGIT_STYLES = {"bf", "bb", "vec", "underline"}  # in these 0 and 1 look like names


def atom(parser: Cursor) -> Node:
    """One factor without its scripts."""
    token = parser.token
    if token.kind == "letter":
        return Name(parser.advance().text, span=token.span)
    if token.kind == "number":
        return Number(parser.advance().text, span=token.span)
    if token.kind == "dots":
        return Dots(parser.advance().text, span=token.span)
    if parser.at_word():
        return Name(parser.advance().text.replace("\\_", "_"), "rm", span=token.span)
    if token.kind not in READERS:
        parser.fail(f"expected a term, found {parser.shown()}")
    with parser.nested():
        return READERS[token.kind](parser)


def hidden(node: Node, span: tuple[int, int]) -> Node:
    """What stands in braces, or in something else that TeX prints no brackets around."""
    opens = isinstance(node, (Product, Sum, Big))
    opens |= isinstance(node, Call) and not isinstance(node.argument, (Group, Fence))
    opens |= isinstance(node, Derivative) and node.operator
    return Group((node,), "", span=span) if opens else node


def _braces(parser: Cursor) -> Node:
    opened = parser.advance()
    if parser.at("rbrace"):
        parser.advance()
        return Empty(span=parser.since(opened.start))
    with parser.enclosed():
        body = parser.sum()
    parser.expect("rbrace", "'}'", opened)
    return hidden(body, parser.since(opened.start))


def brackets(parser: Cursor) -> Node:
    """`(a)`, `(a, b)`, `[a]`, `\\{a\\}`, `\\langle a, b\\rangle`, and bars with \\left."""
    if parser.at_half_open():
        return _half_open(parser)
    if parser.at("open", "."):
        return half_barred(parser)
    opened = parser.advance()
    if opened.text in ("|", "‖"):
        return _barred(parser, opened, "close")
    items: list[Node] = []
    with parser.enclosed():
        while not parser.at("close"):
            if parser.token.kind in ("comma", "wide"):
                parser.advance()
            elif parser.token.kind in ("end", "end-env", "rbrace", "newline", "amp"):
                parser.fail(f"expected a closing bracket for {opened.text!r}, found {parser.shown()}", opened)
            else:
                items.append(parser.term_or_chain())
        closed = parser.advance()
    span = parser.since(opened.start)
    if not items:
        raise LatexError("empty brackets", span)
    if closed.text != CLOSING[opened.text]:
        raise LatexError(f"{opened.text!r} is closed by {closed.text!r}", span)
    if opened.text == "[" and len(items) == 1:
        items = _listed(items[0])
    return _enclosed(opened.text, tuple(items), span)


def _enclosed(opened: str, items: tuple[Node, ...], span: tuple[int, int]) -> Node:
    """A matrix in brackets is what `pmatrix` and its kin print."""
    if len(items) == 1 and isinstance(items[0], Matrix) and items[0].environment == "matrix":
        return Matrix(BRACKETED[opened], items[0].rows, span=span)
    return Group(items, opened, span=span) if opened in GROUPING else Fence(opened, items, span=span)


def _half_open(parser: Cursor) -> Node:
    """`\\left\\{ … \\right.` around an environment is what `cases` prints."""
    start = parser.advance().start
    opened = parser.advance()
    if opened.text not in ("array", "matrix", "cases"):
        raise LatexError("claims in the place of a term: give them a display of their own", opened.span)
    node = cases(parser, opened)
    parser.advance()
    return replace(node, span=parser.since(start))


def _listed(item: Node) -> list[Node]:
    """`[x_1 \\dots x_n]`: the entries of a row; an argument stays with its function."""
    if not isinstance(item, Product) or any(item.operators) or not any(isinstance(each, Dots) for each in item.factors):
        return [item]
    items: list[Node] = []
    for factor in item.factors:
        before = items[-1] if items else None
        if isinstance(factor, Group) and isinstance(before, (Name, Script)):
            items[-1] = Product((before, factor), ("",), span=(before.span[0], factor.span[1]))
        else:
            items.append(factor)
    return items


def _bar(parser: Cursor) -> Node:
    opened = parser.advance()
    if opened.text == "|" and parser.at("bar", "|") and not parser.bars:
        parser.advance()  # ||x||
        body = _between(parser, "|")
        for _ in range(2):
            if not parser.at("bar", "|"):
                parser.fail("expected '||', which closes the norm", opened)
            parser.advance()
        return Fence("‖", (body,), span=parser.since(opened.start))
    return _barred(parser, opened, "bar")


def _barred(parser: Cursor, opened: Token, closing: str) -> Node:
    if closing == "close":  # \left| … \right|: bars between them are others
        with parser.enclosed():
            body = parser.sum()
    else:
        body = _between(parser, opened.text)
    if not parser.at(closing, opened.text):
        parser.fail(f"expected the closing bar of {opened.text!r}, found {parser.shown()}", opened)
    parser.advance()
    return _enclosed(opened.text, (body,), parser.since(opened.start))


def _between(parser: Cursor, bar: str) -> Node:
    aligned, parser.aligned = parser.aligned, False
    parser.bars.append(bar)
    body = parser.sum()
    parser.bars.pop()
    parser.aligned = aligned
    return body


def _command(parser: Cursor) -> Node:
    token = parser.advance()
    text, start = token.text, token.start
    if text in STYLES:
        return _styled(parser, STYLES[text], start)
    if text in ACCENTS:
        return _accented(parser, text, start)
    if text in FRACTIONS:
        numerator, denominator = parser.argument(), parser.argument()
        return fraction(numerator, denominator, parser.since(start))
    if text == "\\sqrt":
        degree = None
        if parser.at("open", "["):
            parser.advance()
            with parser.enclosed():
                degree = parser.sum()
            parser.expect("close", "']'", token)
        return Root(parser.argument(), degree, span=parser.since(start))
    if text in TRANSPARENT or text in LABELLED:
        body = parser.argument()
        while text in LABELLED and parser.token.kind in ("sub", "sup"):
            parser.advance()
            parser.label()
        return hidden(body, parser.since(start))
    if text in INVISIBLE:
        raise LatexError(f"{text} prints nothing: leave it out", token.span)
    if text[1:] in LETTERS:
        return Name(text, span=token.span)
    raise LatexError(f"{text} is not part of the language", token.span)


def _styled(parser: Cursor, style: str, start: int) -> Node:
    body = parser.argument()
    span = parser.since(start)
    if style in WORD_STYLES and isinstance(body, Product) and _is_word(body):
        return Name("".join(factor.letter for factor in body.factors), style, span=span)
    if isinstance(body, Number) and body.text in ("0", "1") and style in DIGIT_STYLES:
        return Name(body.text, style, span=span)
    if isinstance(body, Script) and isinstance(body.base, Number) and body.base.text in ("0", "1") and style in DIGIT_STYLES:
        return replace(body, base=Name(body.base.text, style, span=body.base.span), span=span)
    body = _restyled(body, style)
    return replace(body, span=span) if isinstance(body, (Name, Script)) else hidden(body, span)


def _restyled(node: Node, style: str) -> Node:
    """The tree with a style on every name in it that has none; scripts keep theirs."""
    if isinstance(node, Name):
        return node if node.style else replace(node, style=style)
    if isinstance(node, Script):
        return replace(node, base=_restyled(node.base, style))
    return rebuilt(node, lambda child: _restyled(child, style))


def _accented(parser: Cursor, accent: str, start: int) -> Node:
    body = parser.argument()
    span = parser.since(start)
    if isinstance(body, Name):
        return Name(body.letter, body.style, (*body.accents, accent), span=span)
    raise LatexError(f"{accent} needs one letter below it", span)


READERS = {
    "lbrace": _braces,
    "open": brackets,
    "bar": _bar,
    "command": _command,
    "begin": lambda parser: parser.environment(),
}


def _is_word(product: Product) -> bool:
    return not any(product.operators) and all(
        isinstance(factor, Name) and len(factor.letter) == 1 and not factor.style and not factor.accents
        for factor in product.factors
    )
