"""Differentials: `df` and `d\\mathbf{X}` along one random direction.

The symbols that are drawn, and whose differential the claim names, move along one random
direction; `d` of anything is its derivative along it. If the claim names differentials of
computed symbols only, all that they are computed from moves.
"""

from __future__ import annotations

from ..latex import LatexError
from ..latex.tree import Group, Name, Node, Product, Script
from .declaration import Array, Declaration, Function
from .derivative import jacobian
from .differentiate import direction_rng
from .evaluator import Evaluator
from .instance import generator
from .value import EvaluationError, Flexible, Map, MeaningError, Value, scalar, spread


def is_differential(evaluator: Evaluator, factor: Node, following: Node) -> bool:
    """Whether a `d` in a product is the operator, and not a symbol or a dimension."""
    if not (isinstance(factor, Name) and factor.letter in ("d", "\\partial") and not factor.accents):
        return False
    if factor.style == "rm" or factor.letter == "\\partial":
        return True
    if factor.style:
        return False
    if evaluator.scope.find(factor) is not None or "d" in evaluator.view.instance.sizes:
        if isinstance(following, (Name, Script)) and evaluator.scope.find(following) is not None:
            raise LatexError(
                "a differential, or d times this? Write \\mathrm{d} for the differential, d \\cdot for the product",
                factor.span,
            )
        return False
    return True


def moving(evaluator: Evaluator, claim: Node) -> frozenset[str]:
    """The drawn symbols that move, for a claim."""
    named: set[str] = set()
    for product in claim.walk():
        if not isinstance(product, Product):
            continue
        for factor, following in zip(product.factors, product.factors[1:], strict=False):
            if is_differential(evaluator, factor, following):
                named |= {
                    found.declaration.name
                    for part in (*following.walk(), *_arguments(evaluator, product, following))
                    if isinstance(part, (Name, Script)) and (found := evaluator.scope.find(part))
                }
    scope = evaluator.scope
    drawn = {name for name in named if _moves(scope[name])}
    if drawn:
        return frozenset(drawn)
    return frozenset(ancestor for name in named for ancestor in scope.ancestors(name) if _moves(scope[ancestor]))


def _arguments(evaluator: Evaluator, product: Product, following: Node):
    """The parts of `(x)` in `d g(x)`."""
    place = next(index for index, factor in enumerate(product.factors) if factor is following)
    rest = product.factors[place + 1 : place + 2]
    applies = isinstance(following, (Name, Script)) and (found := evaluator.scope.find(following)) and isinstance(found.declaration, Function)
    return rest[0].walk() if rest and applies and isinstance(rest[0], Group) and rest[0].fence == "(" else ()


def _moves(declaration: Declaration) -> bool:
    """Whether a symbol is drawn and not held fixed."""
    return (
        isinstance(declaration, Array)
        and declaration.of is None
        and not (declaration.constant or declaration.integer or declaration.signs or declaration.onehot)
    )


def differential(evaluator: Evaluator, node: Node) -> Value:
    """The derivative of a term along the direction of the claim."""
    view, instance = evaluator.view, evaluator.view.instance
    directions = {}
    for name in sorted(moving(evaluator, evaluator.claim)):
        value = view.value(name)
        if isinstance(value, Map):
            continue
        rng = generator(instance.seed, instance.trial, "differential", name)
        directions[name] = (value, Value(rng.normal(size=value.data.shape)))
    if not directions:
        raise MeaningError("a differential of nothing that moves")
    axis = evaluator.new_axis()
    inner = evaluator.inside()

    def function(step: Value) -> Value:
        moved = view
        for name, (value, direction) in directions.items():
            data = value.data + spread(step, len(value.shape)) * direction.data
            moved = moved.replaced(name, Value(data, value.error))
        inner.view = moved
        result = inner(node)
        if isinstance(result, Flexible):
            raise EvaluationError(f"the differential of {result.name}, whose size is not known here")
        return result

    try:
        return jacobian(function, scalar(0.0), axis, direction_rng(evaluator))
    finally:
        evaluator.axes = max(axis, inner.axes if len(inner.bindings) else axis)
