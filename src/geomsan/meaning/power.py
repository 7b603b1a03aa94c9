"""What a superscript does to a value: transpose, inverse, power."""

from __future__ import annotations

from ..latex import LatexError
from ..latex.tree import Name, Node, Number, Product, Sum, is_transpose
from . import algebra
from .declaration import Scalar
from .evaluator import Operand
from .value import Map

MARKS = {"*", "+", "-", "\\dagger", "\\star"}


def raised(evaluator, value: Operand | Map, sup: Node | None, primes: int, node: Node) -> Operand | Map:
    """What a superscript does: transpose, inverse, power."""
    if primes:
        raise LatexError("a prime needs a function in front of it", node.span)
    if sup is None:
        return value
    if isinstance(value, Map):
        raise LatexError(
            f"the power of {value.name}(x), or {value.name} applied again? Write {value.name}(x)^2, or {value.name}({value.name}(x))", node.span
        )
    if is_transpose(sup):
        declared = evaluator.scope.find(sup)
        if declared and isinstance(declared.declaration, Scalar):
            raise LatexError(f"a power, or a transpose? {sup.letter} is declared as a scalar: write \\top for the transpose", sup.span)
        return algebra.transpose(value)
    if isinstance(sup, Product) and is_transpose(sup.factors[-1]) and not any(sup.operators):
        raise LatexError("this decoration is not declared: is it part of a name (tex=)?", sup.span)
    if isinstance(sup, Sum) and len(sup.terms) == 1 and sup.signs == ("-",):
        if is_transpose(sup.terms[0]):
            return algebra.transpose(algebra.inverse(value))
    if is_inverse(sup):
        return algebra.inverse(value)
    if isinstance(sup, Name) and sup.letter in MARKS:
        raise LatexError(f"the decoration {sup.letter} is not declared: give the name by tex=", sup.span)
    return algebra.power(value, evaluator.scalar(sup, "an exponent"))


def is_inverse(sup: Node) -> bool:
    """`^{-1}`."""
    return isinstance(sup, Sum) and sup.signs == ("-",) and sup.terms[0] == Number("1")
