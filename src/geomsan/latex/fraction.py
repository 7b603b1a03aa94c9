"""Fractions, and the derivatives that they spell."""

from __future__ import annotations

from .error import LatexError
from .tree import Derivative, Empty, Fraction, Name, Node, Number, Product, Script


def _is_d(node: Node, d: str | None = None) -> bool:
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


def fraction(numerator: Node, denominator: Node, span: tuple[int, int]) -> Node:
    """A fraction, or the derivative that it spells."""
    above, below = _factors(numerator), _factors(denominator)
    first = above[0]
    order_node = None
    if isinstance(first, Script) and _is_d(first.base) and not first.sub and not first.primes:
        first, order_node = first.base, first.sup
    if not _is_d(first) or len(below) < 2 or not _is_d(below[0], first.letter):
        return Fraction(numerator, denominator, span=span)
    order = 1
    if order_node is not None:
        if not (isinstance(order_node, Number) and order_node.text.isdigit()):
            raise LatexError("the order of a derivative must be a number", span)
        order = int(order_node.text)
    by: list[Node] = []
    piece: list[Node] = []
    for factor in [*below[1:], None]:
        if factor is None or _is_d(factor, first.letter):
            if not piece:
                raise LatexError("a derivative by nothing", span)
            by += _by(piece, order)
            piece = []
        else:
            piece.append(factor)
    if len(by) != order:
        raise LatexError(
            f"a derivative of order {order} above and {len(by)} below", span
        )
    of: Node = Empty(span=span)
    rest = above[1:]
    if len(rest) == 1:
        of = rest[0]
    elif rest:
        of = Product(tuple(rest), ("",) * (len(rest) - 1), span=(rest[0].span[0], rest[-1].span[1]))
    return Derivative(first.letter, of, tuple(by), not rest, span=span)


def _by(piece: list[Node], order: int) -> list[Node]:
    """The variable of a derivative; `∂x^2` below an order of 2 counts twice."""
    last = piece[-1]
    times = 1
    if order > 1 and isinstance(last, Script) and isinstance(last.sup, Number):
        times = int(last.sup.text) if last.sup.text.isdigit() else 1
        base = last.base
        last = base if not last.sub else Script(base, last.sub, last.commas, None, last.primes, span=last.span)
    variable = last
    if len(piece) > 1:
        variable = Product(
            (*piece[:-1], last), ("",) * (len(piece) - 1), span=(piece[0].span[0], last.span[1])
        )
    return [variable] * times
