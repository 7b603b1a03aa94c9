"""Computed symbols with their arguments written behind them: `y(x)`, `f(g(x))`, `y_1(x)`.

They name the symbol and say nothing new; a bracket that could be a product too is an error.
"""

from __future__ import annotations

from ..latex import LatexError
from ..latex.tree import Derivative, Group, Name, Node, Product, Script
from .declaration import Array, Function
from .scope import Found


def computed(evaluator, node: Node) -> Found | None:
    """The symbol that is computed from others and that this names, whole or by an entry."""
    found = evaluator.scope.find(node) if isinstance(node, (Name, Script)) else None
    if found is None or not found.declaration.arguments or isinstance(found.declaration, Function):
        return None
    return found if found.sup is None and not found.primes and found.member is None else None


def names_arguments(evaluator, found: Found, bracket: Group, factor: Node) -> bool:
    """Whether the bracket lists what the symbol depends on, as in `y(x)`.

    A bracket that only mentions an argument could be a product or an application: an error,
    unless the factor is an entry, or is declared with a shape of its own; these are multiplied.
    """
    declaration = found.declaration
    named = [_argument(evaluator, item) for item in bracket.items]
    if named and None not in named and set(named) <= evaluator.scope.ancestors(declaration.name):
        return True
    if found.items or isinstance(declaration, Array):
        return False
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


def _argument(evaluator, item: Node) -> str | None:
    """The symbol that one item of a bracket names, alone or with its own arguments behind it."""
    item = named(evaluator, item)
    found = evaluator.scope.find(item) if isinstance(item, (Name, Script)) else None
    return found.declaration.name if found and not found.items and found.sup is None and found.member is None else None


def named(evaluator, node: Node) -> Node:
    """`f` of `f(x)`, where f is computed from x; any other node as it is."""
    if not (isinstance(node, Product) and len(node.factors) == 2 and node.operators == ("",)):
        return node
    symbol, bracket = node.factors
    found = computed(evaluator, symbol)
    if found is None or not (isinstance(bracket, Group) and bracket.fence == "("):
        return node
    return symbol if names_arguments(evaluator, found, bracket, symbol) else node


def undifferentiated(node: Node):
    """The parts of a term that are its arguments: not those inside of a derivative in it."""
    if not isinstance(node, Derivative):
        yield node
        for child in node.children():
            yield from undifferentiated(child)
