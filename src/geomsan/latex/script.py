"""Subscripts, superscripts and primes.

What TeX prints alike is the same tree: `{x_i}^2` is `x_i^2`. A prime in front of a
superscript is nearer to the base, as in `f'^2`; one inside of it stands behind, as in `f^{2'}`.
"""

from __future__ import annotations

from .cursor import Cursor
from .error import LatexError
from .lexer import Token
from .tree import Cases, Chain, Derivative, Group, Name, Node, Number, Product, Script
from .vocabulary import WORD

MARKS = ("*", "+", "-")  # decorations that are operators elsewhere


def scripts(parser: Cursor, base: Node, start: int) -> Node:
    """The base with the scripts that stand behind it."""
    if parser.token.kind not in ("sub", "sup", "prime"):
        return base
    sub: tuple[Node, ...] = ()
    commas = False
    sup: Node | None = None
    primes = 0
    if isinstance(base, Script):
        base, sub, commas, sup, primes = base.base, base.sub, base.commas, base.sup, base.primes
    elif isinstance(base, Cases) or isinstance(base, Group) and not base.fence:
        raise LatexError(
            "a script behind braces that TeX does not print: the reader sees it on the last "
            "factor only; write brackets, as in (XW)^T",
            parser.since(start),
        )
    while parser.token.kind in ("sub", "sup", "prime"):
        token = parser.advance()
        if token.kind == "prime":
            if sup is not None:
                raise LatexError("a prime behind a superscript: write it first, as in f'^2, or in it, as in f^{2'}", token.span)
            primes += 1
        elif token.kind == "sub":
            if sub:
                raise LatexError("a second subscript: use braces, as in x_{ij}", token.span)
            sub, commas = subscript(parser)
        else:
            if sup is not None:
                raise LatexError("a second superscript: use braces, as in x^{2T}", token.span)
            if primes:
                base = Script(base, sub, commas, None, primes, span=(start, token.start))
                sub, commas, primes = (), False, 0
            sup, inner = superscript(parser)
            primes += inner
    return Script(base, sub, commas, sup, primes, span=parser.since(start))


def subscript(parser: Cursor) -> tuple[tuple[Node, ...], bool]:
    """The items of a subscript: between commas, or letters and digits one by one."""
    if not parser.at("lbrace"):
        if parser.at("operator", *MARKS):
            token = parser.advance()
            return (Name(token.text, span=token.span),), False
        return _parts(single(parser)), False
    opened = parser.advance()
    parts: list[Node] = []
    commas = False
    while not parser.at("rbrace"):
        if parser.at("end"):
            parser.expect("rbrace", "'}'", opened)
        elif parser.at("comma"):
            parser.advance()
            commas = True
        elif mark := _mark(parser, ("rbrace", "comma")):
            parts.append(mark)
        elif parser.at("text") and parser.ahead().kind in ("rbrace", "comma") and WORD.fullmatch(parser.token.text):
            token = parser.advance()  # x_{\text{in}}, though "in" is prose elsewhere
            parts.append(Name(token.text.replace("\\_", "_"), "rm", span=token.span))
        else:
            with parser.enclosed():
                parts.append(parser.term_or_chain())
    parser.expect("rbrace", "'}'", opened)
    if not parts:
        raise LatexError("an empty subscript", parser.since(opened.start))
    if commas:
        return tuple(parts), True
    return tuple(item for part in parts for item in _parts(part)), False


def index(parser: Cursor) -> tuple[tuple[Node, ...], Node | None]:
    """What stands below a sum, and its lower bound: `i=1`, `i`, `i,j`, `i,j=1`, or `j=1, j \\neq i`."""
    items = _stack(parser) if parser.at("lbrace") and parser.ahead().text == "\\substack" else subscript(parser)[0]
    ranges = [item for item in items if isinstance(item, Chain) and item.relations == ("=",)]
    if len(ranges) != 1:
        return items, None
    rest = tuple(item for item in items if item is not ranges[0])
    return (*rest, ranges[0].terms[0]), ranges[0].terms[1]


def _stack(parser: Cursor) -> tuple[Node, ...]:
    """`{\\substack{j=1 \\\\ j \\neq i}}`: a line each."""
    braces = [parser.advance(), parser.advance()][:1] + [parser.expect("lbrace", "'{'")]
    items: list[Node] = []
    with parser.enclosed():
        while not parser.at("rbrace"):
            items.append(parser.term_or_chain())
            if not parser.at("rbrace"):
                parser.expect("newline", "a line break or '}'")
    for opened in reversed(braces):
        parser.expect("rbrace", "'}'", opened)
    if not items:
        raise LatexError("an empty subscript", parser.since(braces[0].start))
    return tuple(items)


def _mark(parser: Cursor, closing: tuple[str, ...]) -> Name | None:
    """`*`, `+` or `-` alone."""
    if parser.at("operator", *MARKS) and parser.ahead().kind in closing:
        token = parser.advance()
        return Name(token.text, span=token.span)
    return None


def _parts(node: Node) -> tuple[Node, ...]:
    """The letters and digits of a subscript without commas."""
    factors = node.factors if isinstance(node, Product) and not any(node.operators) else (node,)
    return tuple(item for factor in factors for item in _digits(factor))


def _digits(item: Node) -> tuple[Node, ...]:
    if isinstance(item, Number) and item.text.isdigit() and len(item.text) > 1:
        start = item.span[0]
        return tuple(
            Number(digit, span=(start + place, start + place + 1))
            for place, digit in enumerate(item.text)
        )
    return (item,)


def superscript(parser: Cursor) -> tuple[Node | None, int]:
    """A superscript and the primes in it: `f^{2'}`."""
    if parser.at("prime"):
        parser.advance()
        return None, 1
    if not parser.at("lbrace"):
        if parser.at("operator", *MARKS):
            token = parser.advance()
            return Name(token.text, span=token.span), 0
        return single(parser), 0
    opened = parser.advance()
    if mark := _mark(parser, ("rbrace",)):
        parser.advance()
        return mark, 0
    primes = 0
    if parser.at("prime"):
        while parser.at("prime"):
            primes += 1
            parser.advance()
        parser.expect("rbrace", "'}'", opened)
        return None, primes
    if parser.at("operator", "*"):  # w^{*\\top}
        mark = Name("*", span=parser.advance().span)
        with parser.enclosed():
            rest = parser.product()
        parser.expect("rbrace", "'}'", opened)
        factors = rest.factors if isinstance(rest, Product) and not any(rest.operators) else (rest,)
        return Product((mark, *factors), ("",) * len(factors), span=(mark.span[0], rest.span[1])), 0
    with parser.enclosed():
        body = parser.sum()
    if isinstance(body, Script) and body.primes and not body.sub and body.sup is None:
        body, primes = body.base, body.primes
    parser.expect("rbrace", "'}'", opened)
    return body, primes


def argument(parser: Cursor) -> Node:
    """A command's argument: braces, or one token."""
    if not parser.at("lbrace"):
        return single(parser)
    opened = parser.advance()
    with parser.enclosed():
        body = parser.sum()
    parser.expect("rbrace", "'}'", opened)
    return body


def single(parser: Cursor) -> Node:
    """What TeX takes without braces: one token, or one command with its arguments."""
    token = parser.token
    if token.kind == "number" and len(token.text) > 1:
        if "." in token.text:
            raise LatexError(f"TeX takes the first digit of {token.text} only: use braces", token.span)
        first = Number(token.text[0], span=(token.start, token.start + 1))
        parser.tokens[parser.position] = Token("number", token.text[1:], token.start + 1, token.end)
        parser.end = token.start + 1
        return first
    if token.kind not in ("letter", "number", "command", "dots"):
        parser.fail(f"expected a script or an argument, found {parser.shown()}")
    node = parser.atom()
    if isinstance(node, Derivative) and node.operator:
        raise LatexError("expected what is differentiated behind the derivative: use braces", node.span)
    return node.items[0] if isinstance(node, Group) and not node.fence else node
