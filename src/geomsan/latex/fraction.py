"""Fractions, and the derivatives that they spell."""

from __future__ import annotations

from .error import LatexError
from .tree import Big, Call, Derivative, Empty, Fence, Fraction, Group, Name, Node, Number, Product, Script

HIGHEST = 9  # more than any page differentiates; a variable is listed once for every order


def is_d(node: Node, d: str | None = None) -> bool:
    """Whether this is the d, or the ∂, of a derivative."""
    return (
        isinstance(node, Name)
        and node.letter in ("d", "\\partial")
        and not node.accents
        and node.style in ("", "rm")
        and (d is None or node.letter == d)
    )


def _factors(node: Node) -> list[Node]:
    if isinstance(node, Product) and not any(node.operators):
        return list(node.factors)
    return [node]


def _count(node: Node | None, span: tuple[int, int]) -> int:
    """A small whole number above the d."""
    if isinstance(node, Number) and len(node.text) == 1 and 1 <= int(node.text) <= HIGHEST:
        return int(node.text)
    raise LatexError(f"the order of a derivative is a number from 1 to {HIGHEST}", span)


def fraction(numerator: Node, denominator: Node, span: tuple[int, int]) -> Node:
    """A fraction, or the derivative that it spells."""
    above, below = _factors(numerator), _factors(denominator)
    first = above[0]
    order = 1
    if isinstance(first, Script) and is_d(first.base) and not first.sub and not first.primes:
        if len(below) > 1 and is_d(below[0], first.base.letter):
            order = _count(first.sup, span)
        first = first.base
    if not is_d(first) or len(below) < 2 or not is_d(below[0], first.letter):
        return Fraction(numerator, denominator, span=span)
    by: list[Node] = []
    piece: list[Node] = []
    for factor in [*below[1:], None]:
        if factor is None or is_d(factor, first.letter):
            if not piece:
                raise LatexError("a derivative by nothing", span)
            by += _by(piece, order, first.letter, span)
            piece = []
        else:
            piece.append(factor)
    if len(by) != order:
        raise LatexError(f"a derivative of order {order} above and {len(by)} below", span)
    rest = above[1:]
    of: Node = Empty(span=span)
    if len(rest) == 1:
        of = rest[0]
    elif rest:
        of = Product(tuple(rest), ("",) * (len(rest) - 1), span=(rest[0].span[0], rest[-1].span[1]))
    return Derivative(first.letter, of, tuple(by), not rest, span=span)


def _by(piece: list[Node], order: int, d: str, span: tuple[int, int]) -> list[Node]:
    """The variable of a derivative; `∂x^2` below an order of 2 counts twice."""
    last = piece[-1]
    times = 1
    if order > 1 and isinstance(last, Script) and isinstance(last.sup, Number):
        times = _count(last.sup, span)
        bare = last.sub or last.primes
        last = Script(last.base, last.sub, last.commas, None, last.primes, span=last.span) if bare else last.base
    taking = isinstance(last, Call) and not isinstance(last.argument, (Group, Fence))
    if is_d(last, d) or taking or isinstance(last, Big) or isinstance(last, Derivative) and last.operator:
        raise LatexError("a derivative is by a variable: put anything else in brackets", last.span)
    variable = last
    if len(piece) > 1:
        variable = Product(
            (*piece[:-1], last), ("",) * (len(piece) - 1), span=(piece[0].span[0], last.span[1])
        )
    return [variable] * times
