"""Numbers side by side: what is printed as another number."""

from __future__ import annotations

from .tree import Fraction, Name, Node, Number, Product, Script


def runs_together(left: Node, right: Node) -> bool:
    """Whether two factors without an operator look like one number: `1 2`, or `2\\frac12`."""
    first = right.factors[0] if isinstance(right, Product) else right
    first = first.base if isinstance(first, Script) else first
    if isinstance(first, Number):
        return isinstance(left, Number) or isinstance(left, Name) and left.letter.isdigit()
    mixed = isinstance(first, Fraction) and isinstance(first.numerator, Number) and isinstance(first.denominator, Number)
    return mixed and isinstance(left, Number)
