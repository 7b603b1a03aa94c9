"""The language: every kind of node, and the function that gives it its meaning."""

from __future__ import annotations

from ..latex.tree import (
    At,
    Big,
    Call,
    Cases,
    Derivative,
    Dots,
    Empty,
    Fence,
    Fraction,
    Group,
    Matrix,
    Name,
    Node,
    Number,
    Product,
    Root,
    Script,
    Sum,
)
from . import addition, array, call, differentiate, place, product, reduction, symbol
from .evaluator import Evaluator, Meaning
from .instance import View

MEANINGS: dict[type[Node], Meaning] = {
    Name: symbol.name,
    Script: symbol.script,
    Number: call.number,
    Group: call.group,
    Fence: call.fence,
    Fraction: call.fraction,
    Root: call.root,
    Call: call.call,
    Sum: addition.addition,
    Product: product.product,
    Derivative: differentiate.derivative,
    Big: reduction.big,
    Cases: reduction.cases,
    At: place.at,
    Matrix: array.matrix,
    Dots: call.dots,
    Empty: call.empty,
}


def evaluator(view: View) -> Evaluator:
    """An evaluator of this language."""
    return Evaluator(view, MEANINGS)
