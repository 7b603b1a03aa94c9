"""Computed symbols with their arguments written behind them: `y(x)`, `f(g(x))`, `y_1(x)`.

They name the symbol and say nothing new; a bracket that could be a product too is an error.
"""

from __future__ import annotations

from ..latex import LatexError
from ..latex.tree import Derivative, Group, Name, Node, Product, Script, is_transpose
from .declaration import Array
from .scope import Found
from .value import Value


def computed(evaluator, node: Node) -> Found | None:
    """The symbol that is computed from others and that this names, whole or by an entry."""
    found = evaluator.scope.find(node) if isinstance(node, (Name, Script)) else None
    if found is None or not found.declaration.arguments or found.declaration.is_function:
        return None
    return found if found.sup is None and not found.primes and found.member is None else None


def names_arguments(evaluator, found: Found, bracket: Group, factor: Node) -> bool:
    """Whether the bracket lists what the symbol depends on, as in `y(x)`.

    Raises
    ------
    LatexError
        If a reader could take it for the symbol at another place.
    """
    named = [_argument(evaluator, item) for item in bracket.items]
    if named and None not in named and set(named) <= evaluator.scope.ancestors(found.declaration.name):
        return True
    refuse_application(evaluator, found, bracket, factor)
    return False


def refuse_application(evaluator, found: Found, bracket: Group, factor: Node) -> None:
    """`y(x + 1)` and `y^2(x + 1)`: a product, or y at another place?

    A bracket that mentions an argument could be either. It is a product if the factor is an
    entry, unless all arguments are numbers; and if the factor is declared with a shape of its
    own and the bracket does not have that of the argument.

    Raises
    ------
    LatexError
        If it could be both.
    """
    declaration = found.declaration
    if found.sup is not None and is_transpose(found.sup) or found.member is not None:
        return
    parts = [part for item in bracket.items for part in undifferentiated(item) if isinstance(part, (Name, Script))]
    mentioned = {each.declaration.name for part in parts if (each := evaluator.scope.find(part))}
    suspects = mentioned & set(declaration.arguments)
    shapes = {name: _shape(evaluator.view.value(name)) for name in declaration.arguments}
    if found.items and any(shapes.values()):
        return
    if isinstance(declaration, Array) and suspects and _shape(evaluator.evaluate(bracket)) not in {shapes[name] for name in suspects}:
        return
    if suspects:
        raise LatexError(
            f"is this a product, or {declaration.tex} at another place? Write \\cdot for the "
            f"product, or declare a Function",
            (factor.span[0], bracket.span[1]),
        )


def _shape(value) -> tuple[int, ...] | None:
    """What a value could be put in the place of; a function and a size that does not show yet have none."""
    return value.shape if isinstance(value, Value) else None


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
