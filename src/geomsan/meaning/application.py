"""Application: a function, or a computed symbol, with its arguments in brackets behind it."""

from __future__ import annotations

from ..latex.tree import Call, Group, Name, Node, Script
from .argument import computed, names_arguments
from .call import applied, called
from .function import OPERATORS
from .power import raised
from .value import Map

NAMED = {*OPERATORS, "vec"}


def bracket_of(node: Node | None) -> Group | None:
    """The bracket that could hold arguments: `(x)` or `(x)^2`."""
    if isinstance(node, Script):
        node = node.base
    return node if isinstance(node, Group) and node.fence == "(" else None


def applied_to(evaluator, factor: Node, following: Node, bracket: Group):
    """`f(x)`, or a computed symbol with its arguments written behind it; else None."""
    if isinstance(factor, (Name, Script)):
        found = computed(evaluator, factor)
        if evaluator.scope.find(factor) is None and isinstance(factor, Name) and factor.letter in NAMED:  # \mathrm{tr}(A)
            value = called(evaluator, Call(factor.letter, bracket, span=factor.span))
        elif found:
            if not names_arguments(evaluator, found, bracket, factor):
                return None
            value = evaluator(factor)
        elif isinstance(function := evaluator.evaluate(factor), Map):
            value = applied(evaluator, function, bracket)
        else:
            return None
    elif isinstance(factor, Group) and isinstance(function := evaluator.evaluate(factor), Map):
        value = applied(evaluator, function, bracket)
    else:
        return None
    return scripted(evaluator, value, following)


def scripted(evaluator, value, following: Node):
    """`F(x)^2`, `F(x)_i`: the script belongs to the value."""
    if not isinstance(following, Script):
        return value
    if following.sub:
        value = evaluator.entry(value, following.sub, following.commas, following)
    return raised(evaluator, value, following.sup, following.primes, following)
