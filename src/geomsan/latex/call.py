"""Named functions and their arguments; big operators and their ranges."""

from __future__ import annotations

from .atom import atom, brackets
from .cursor import Cursor
from .error import LatexError
from .number import runs_together
from .script import argument, index, scripts
from .tree import Big, Call, Empty, Fence, Group, Node, Product, Script
from .vocabulary import ALSO_CALLS, BIGS, CALLS, SPELLED

SHORTEST, LONGEST = min(map(len, SPELLED)), max(map(len, SPELLED))


def at_call(parser: Cursor) -> bool:
    token = parser.token
    if token.kind == "letter":
        return bool(spelled(parser))
    return token.kind == "named" or token.kind == "command" and token.text in CALLS


def spelled(parser: Cursor) -> str:
    """The function that plain letters spell before a bracket, as in `sin(x)`; '' if none."""
    if parser.token.kind != "letter" or parser.position and _adjoin(parser.tokens[parser.position - 1], parser.token):
        return ""
    place = parser.position
    if parser.tokens[place + 1].kind != "letter" and len(parser.token.text) < SHORTEST:
        return ""
    while _adjoin(parser.tokens[place], parser.tokens[place + 1]) and place - parser.position < LONGEST:
        place += 1
    word = "".join(token.text for token in parser.tokens[parser.position : place + 1])
    following = parser.tokens[place + 1]
    return word if word in SPELLED and (following.kind, following.text) == ("open", "(") else ""


def _adjoin(left, right) -> bool:
    return left.kind == right.kind == "letter" and left.end == right.start


def call(parser: Cursor) -> Node:
    """`\\log x`, `\\sin^2 x`, `\\operatorname{tr}(A)`, `tr(A)`."""
    start = parser.token.start
    if word := spelled(parser):
        for _ in word:
            parser.advance()
        result = Call(word, brackets(parser), spelled=True, span=parser.since(start))
        return scripts(parser, result, start)
    token = parser.advance()
    function = CALLS.get(token.text, token.text)
    mark = scripts(parser, Empty(span=token.span), start)
    if not isinstance(mark, Script):
        mark = Script(mark)
    if isinstance(mark.base, Script):
        raise LatexError(f"a prime and a power: write \\{function}'(x)^2", mark.span)
    body = _argument(parser, function)
    result = Call(function, body, mark.sub, mark.sup, mark.primes, span=parser.since(start))
    if isinstance(body, (Group, Fence)):  # \tanh(x)^2 is the square of \tanh(x)
        return scripts(parser, result, start)
    return result


def _argument(parser: Cursor, function: str) -> Node:
    """A bracket behind a function is its whole argument; otherwise the plain factors up to
    the next operator, bracket or function."""
    if parser.at("open"):
        return brackets(parser)
    if parser.at("bar") and not parser.closes_bar():
        return atom(parser)
    start = parser.token.start
    with parser.nested():
        if parser.at("command") and parser.token.text in BIGS:
            return big(parser)
        if not parser.starts_factor():
            parser.fail(f"expected the argument of {function}, found {parser.shown()}")
        nested = at_call(parser)
        factors = [call(parser) if nested else parser.factor()]
        while not nested and not at_call(parser) and (
            parser.token.kind in ("letter", "number")
            or parser.at("command") and parser.token.text not in BIGS
        ):
            factors.append(parser.factor())
            if runs_together(*factors[-2:]):
                raise LatexError("these are printed as one number: write \\cdot for the product", parser.since(start))
    unseen = any(isinstance(factor, Group) and not factor.fence for factor in factors)
    goes_on = parser.starts_factor() and not at_call(parser) and parser.token.text not in BIGS
    if goes_on or parser.at("operator", "/") or unseen:
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
    letters: tuple[Node, ...] = ()
    while parser.token.kind in ("sub", "sup"):
        if letters if parser.at("sub") else upper:
            parser.fail(f"{token.text} has one range: use braces, as in {token.text}_{{i,j}}")
        if parser.advance().kind == "sub":
            letters, lower = index(parser)
        else:
            upper = argument(parser)
    if operator in ALSO_CALLS and parser.at("open") and not letters and upper is None:
        return scripts(parser, Call(operator, brackets(parser), span=parser.since(token.start)), token.start)
    if not parser.starts_factor():
        parser.fail(f"expected what {token.text} runs over, found {parser.shown()}")
    body = parser.operand()
    return Big(operator, letters, lower, upper, body, span=parser.since(token.start))
