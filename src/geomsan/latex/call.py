"""Named functions and their arguments; big operators and their ranges."""

from __future__ import annotations

from .atom import atom, brackets
from .cursor import Cursor
from .error import LatexError
from .script import argument, scripts, subscript, superscript
from .tree import Big, Call, Chain, Fence, Group, Name, Node, Product
from .vocabulary import ALSO_CALLS, BIGS, CALLS

NAMED = ("\\operatorname", "\\operatorname*")


def at_call(parser: Cursor) -> bool:
    return parser.at("command") and (parser.token.text in CALLS or parser.token.text in NAMED)


def call(parser: Cursor) -> Node:
    """`\\log x`, `\\sin^2 x`, `\\operatorname{tr}(A)`."""
    token = parser.advance()
    if token.text in NAMED:
        word = argument(parser)
        function = "".join(part.letter for part in word.walk() if isinstance(part, Name))
    else:
        function = CALLS[token.text]
    sub: tuple[Node, ...] = ()
    sup: Node | None = None
    primes = 0
    while parser.token.kind in ("sub", "sup", "prime"):
        kind = parser.advance().kind
        if kind == "sub":
            sub, _ = subscript(parser)
        elif kind == "sup":
            sup, inner = superscript(parser)
            primes += inner
        else:
            primes += 1
    body = _argument(parser, function)
    result = Call(function, body, sub, sup, primes, span=parser.since(token.start))
    if isinstance(body, (Group, Fence)):  # \tanh(x)^2 is the square of \tanh(x)
        return scripts(parser, result, token.start)
    return result


def _argument(parser: Cursor, function: str) -> Node:
    """A bracket behind a function is its whole argument; otherwise the plain factors up to
    the next operator, bracket or function."""
    if parser.at("open"):
        return brackets(parser)
    if parser.at("bar") and not parser.closes_bar():
        return atom(parser)
    with parser.nested():
        if at_call(parser):
            return call(parser)
        if parser.at("command") and parser.token.text in BIGS:
            return big(parser)
        if not parser.starts_factor():
            parser.fail(f"expected the argument of {function}, found {parser.shown()}")
        start = parser.token.start
        factors = [parser.factor()]
        while parser.token.kind in ("letter", "number") or (
            parser.at("command") and not at_call(parser) and parser.token.text not in BIGS
        ):
            factors.append(parser.factor())
    if parser.at("open") or parser.at("lbrace") or isinstance(factors[0], Group) and not factors[0].fence:
        raise LatexError(
            f"it is not clear where the argument of {function} ends: put it in brackets",
            parser.since(start),
        )
    if len(factors) == 1:
        return factors[0]
    return Product(tuple(factors), ("",) * (len(factors) - 1), span=parser.since(start))


def big(parser: Cursor) -> Node:
    """`\\sum_{i=1}^n`, which takes the rest of the product."""
    token = parser.advance()
    operator = BIGS[token.text]
    lower = upper = None
    index: tuple[Node, ...] = ()
    while parser.token.kind in ("sub", "sup"):
        if parser.advance().kind == "sub":
            index, lower = _range(parser)
        else:
            upper = argument(parser)
    if operator in ALSO_CALLS and parser.at("open") and not index:
        return scripts(parser, Call(operator, brackets(parser), span=parser.since(token.start)), token.start)
    if not parser.starts_factor():
        parser.fail(f"expected what {token.text} runs over, found {parser.shown()}")
    body = parser.operand()
    return Big(operator, index, lower, upper, body, span=parser.since(token.start))


def _range(parser: Cursor) -> tuple[tuple[Node, ...], Node | None]:
    """Below a sum: `i=1`, `i`, or `i,j`."""
    items, _ = subscript(parser)
    if len(items) == 1 and isinstance(items[0], Chain):
        chain = items[0]
        if len(chain.terms) == 2 and chain.relations == ("=",):
            return (chain.terms[0],), chain.terms[1]
    return items, None
