"""Application: a function, or a computed symbol, with its arguments in brackets behind it."""

from __future__ import annotations

from ..latex import LatexError
from ..latex.tree import Call, Group, Name, Node, Script
from .call import applied, called
from .declaration import Derived
from .differentiate import undifferentiated
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
        found = evaluator.scope.find(factor)
        if not found and isinstance(factor, Name) and factor.letter in NAMED:  # \mathrm{tr}(A)
            value = called(evaluator, Call(factor.letter, bracket, span=factor.span))
        elif found and isinstance(found.declaration, Derived) and not found.items and found.sup is None:
            if not names_arguments(evaluator, found.declaration, bracket, factor):
                return None
            value = evaluator.view.value(found.declaration.name)
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


def names_arguments(evaluator, declaration: Derived, bracket: Group, factor: Node) -> bool:
    """Whether the bracket lists what the symbol depends on, as in `y(x)`.

    A bracket that only mentions an argument could be a product or an application: an error.
    """
    named = []
    for item in bracket.items:
        found = evaluator.scope.find(item) if isinstance(item, (Name, Script)) else None
        named.append(found.declaration.name if found and not found.items and found.sup is None else None)
    if named and None not in named and set(named) <= evaluator.scope.ancestors(declaration.name):
        return True
    mentioned = {
        found.declaration.name
        for item in bracket.items
        for part in undifferentiated(item)
        if isinstance(part, (Name, Script)) and (found := evaluator.scope.find(part))
    }
    if mentioned & set(declaration.arguments):
        raise LatexError(
            f"is this a product, or {declaration.tex} at another place? Write \\cdot for the "
            f"product, or declare a Function",
            (factor.span[0], bracket.span[1]),
        )
    return False
