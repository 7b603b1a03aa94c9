"""Evaluation at a place: symbols get other values, and what is computed from them follows."""

from __future__ import annotations

from ..latex import LatexError
from ..latex.tree import At, Derivative, Name, Node, Script
from .declaration import Defined
from .evaluator import Evaluator, Operand
from .value import Flexible, Map, MeaningError, Value

NABLA = Name("\\nabla")


def at(evaluator: Evaluator, node: At) -> Operand:
    """The value of a term where the named symbols have other values.

    Raises
    ------
    LatexError
        If the place does not name a declared symbol.
    MeaningError
        If a value does not have the shape of its symbol.
    """
    replaced = {_name(evaluator, place.terms[0]): evaluator(place.terms[1]) for place in node.places}
    _refuse_cut(evaluator, node, set(replaced))
    view = evaluator.view
    for name, value in replaced.items():
        before = evaluator.view.value(name)
        if isinstance(value, Flexible):
            value = value.fit(*before.shape) if len(before.shape) == 2 else value
        if not isinstance(value, Value) or value.shape != before.shape:
            raise MeaningError(f"{evaluator.scope[name].tex} is {before.described()}, its value at this place {value.described()}")
        view = view.replaced(name, value)
    outer, evaluator.view = evaluator.view, view
    try:
        return evaluator(node.body)
    finally:
        evaluator.view = outer


def _refuse_cut(evaluator: Evaluator, node: At, names: set[str]) -> None:
    """`\\frac{dz}{dx}|_{y=3}` where y is computed from x: with y fixed, nothing moves with x."""
    for part in node.body.walk():
        by = part.by if isinstance(part, Derivative) else part.sub if isinstance(part, Script) and part.base == NABLA else ()
        for variable in by:
            found = evaluator.scope.find(variable) if isinstance(variable, (Name, Script)) else None
            for name in names if found else ():
                if found.declaration.name in evaluator.scope.ancestors(name):
                    raise LatexError(
                        f"{evaluator.scope[name].tex} is computed from {found.declaration.tex}, by which is differentiated: "
                        f"give {found.declaration.tex} its value at this place",
                        node.span,
                    )


def _name(evaluator: Evaluator, node: Node) -> str:
    found = evaluator.scope.find(node) if isinstance(node, (Name, Script)) else None
    if found is None and isinstance(node, (Name, Script)):
        raise evaluator.unknown(node)
    whole = found and not found.items and found.sup is None and not found.primes and found.member is None
    if not whole or isinstance(found.declaration, Defined) or isinstance(evaluator.view.value(found.declaration.name), Map):
        raise LatexError("a place gives a value to a declared symbol, as in |_{x=a}", node.span)
    return found.declaration.name
