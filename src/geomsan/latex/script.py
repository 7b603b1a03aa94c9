"""Subscripts, superscripts and primes."""

from __future__ import annotations

from .cursor import Cursor
from .error import LatexError
from .lexer import Token
from .tree import Empty, Group, Name, Node, Number, Product, Script, Sum

MARKS = ("*", "+", "-")  # decorations that are operators elsewhere


def scripts(parser: Cursor, base: Node, start: int) -> Node:
    """The base with the scripts that stand behind it."""
    sub: tuple[Node, ...] = ()
    commas = False
    sup: Node | None = None
    primes = 0
    while parser.token.kind in ("sub", "sup", "prime"):
        token = parser.advance()
        if token.kind == "prime":
            primes += 1
        elif token.kind == "sub":
            if sub:
                raise LatexError("a second subscript: use braces, as in x_{ij}", token.span)
            sub, commas = subscript(parser)
        else:
            if sup is not None:
                raise LatexError("a second superscript: use braces, as in x^{2T}", token.span)
            sup, inner = superscript(parser)
            primes += inner
    if not sub and sup is None and not primes:
        return base
    if isinstance(base, (Product, Sum)) or isinstance(base, Group) and not base.fence:
        raise LatexError(
            "a script behind braces that TeX does not print: the reader sees it on the last "
            "factor only; write brackets, as in (XW)^T",
            parser.since(start),
        )
    if isinstance(base, Script):  # {x_i}^2 is printed as x_i^2
        base = Group((base,), "", span=base.span)
    return Script(base, sub, commas, sup, primes, span=parser.since(start))


def subscript(parser: Cursor) -> tuple[tuple[Node, ...], bool]:
    """The items of a subscript: between commas, or letters and digits one by one."""
    if not parser.at("lbrace"):
        return _digits(single(parser)), False
    opened = parser.advance()
    parts: list[Node] = []
    commas = False
    while not parser.at("rbrace"):
        if parser.at("comma"):
            parser.advance()
            commas = True
        elif mark := _mark(parser, ("rbrace", "comma")):
            parts.append(mark)
        else:
            with parser.enclosed():
                parts.append(parser.term_or_chain())
    parser.expect("rbrace", "'}'", opened)
    if not parts:
        raise LatexError("an empty subscript", parser.since(opened.start))
    if commas:
        return tuple(parts), True
    items: list[Node] = []
    for part in parts:
        factors = part.factors if isinstance(part, Product) and not any(part.operators) else (part,)
        for factor in factors:
            items += _digits(factor)
    return tuple(items), False


def _mark(parser: Cursor, closing: tuple[str, ...]) -> Name | None:
    """`*`, `+` or `-` alone."""
    if parser.at("operator", *MARKS) and parser.ahead().kind in closing:
        token = parser.advance()
        return Name(token.text, span=token.span)
    return None


def _digits(item: Node) -> tuple[Node, ...]:
    if isinstance(item, Number) and item.text.isdigit() and len(item.text) > 1:
        start = item.span[0]
        return tuple(
            Number(digit, span=(start + place, start + place + 1))
            for place, digit in enumerate(item.text)
        )
    return (item,)


def superscript(parser: Cursor) -> tuple[Node, int]:
    """A superscript and the primes in it: `f^{2'}`."""
    if not parser.at("lbrace"):
        if parser.at("operator", *MARKS):
            token = parser.advance()
            return Name(token.text, span=token.span), 0
        return single(parser), 0
    opened = parser.advance()
    if mark := _mark(parser, ("rbrace",)):
        parser.advance()
        return mark, 0
    if parser.at("prime"):
        primes = 0
        while parser.at("prime"):
            primes += 1
            parser.advance()
        parser.expect("rbrace", "'}'", opened)
        return Empty(span=parser.since(opened.start)), primes
    with parser.enclosed():
        body = parser.sum()
    primes = 0
    if isinstance(body, Script) and body.primes and not body.sub and body.sup is None:
        body, primes = body.base, body.primes
    parser.expect("rbrace", "'}'", opened)
    return body, primes


def argument(parser: Cursor) -> Node:
    """A command's argument: braces, or one token."""
    if not parser.at("lbrace"):
        return single(parser)
    opened = parser.advance()
    if parser.at("rbrace"):
        parser.advance()
        return Empty(span=parser.since(opened.start))
    with parser.enclosed():
        body = parser.sum()
    parser.expect("rbrace", "'}'", opened)
    return body


def single(parser: Cursor) -> Node:
    """What TeX takes without braces: one token, or one command with its arguments."""
    token = parser.token
    if token.kind == "number" and len(token.text) > 1:
        first = Number(token.text[0], span=(token.start, token.start + 1))
        parser.tokens[parser.position] = Token("number", token.text[1:], token.start + 1, token.end)
        return first
    if token.kind in ("letter", "number", "command"):
        return parser.atom()
    parser.fail(f"expected a script or an argument, found {parser.shown()}")
