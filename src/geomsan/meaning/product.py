"""Products: application of functions, the chain rule, and the product that the shapes call for.

Juxtaposition binds tighter than `\\cdot` and `\\times`, and these tighter than `\\odot`, `*`,
`\\otimes`, `\\circ` and `/`.
"""

from __future__ import annotations

from ..latex import LatexError
from ..latex.tree import Derivative, Dots, Group, Name, Node, Product, Script
from . import algebra
from .call import applied
from .declaration import Derived
from .differentiate import chain
from .power import raised
from .value import Flexible, Map, Value

CHAINED = ("", "\\cdot")
PRODUCTS = ("", "\\cdot", "\\times")
LOOSE = {
    "\\odot": algebra.hadamard,
    "*": algebra.hadamard,
    "\\circ": algebra.hadamard,
    "\\otimes": algebra.kronecker,
    "/": algebra.divide,
}


def product(evaluator, node: Product) -> Value | Flexible | Map:
    """The value of a product of factors."""
    operands, operators = _operands(evaluator, node)
    if len(operands) == 1:
        return operands[0]
    for operand in operands:
        if isinstance(operand, Map):
            raise LatexError(
                f"the function {operand.name} stands in a product: apply it, as in {operand.name}(x)",
                node.span,
            )
    segments, loose = _segments(operands, operators)
    for place, operator in enumerate(loose):
        if operator == "/" and len(segments[place + 1][0]) > 1:
            raise LatexError(
                "it is not clear how much of this product stands below the '/': use brackets or \\frac",
                node.span,
            )
    result = _tight(*segments[0])
    for operator, segment in zip(loose, segments[1:], strict=True):
        result = LOOSE[operator](result, _tight(*segment))
    return result


def _operands(evaluator, node: Product):
    """The factors as values: functions applied, chains of derivatives contracted."""
    factors, operators = node.factors, node.operators
    operands: list = []
    between: list[str] = []
    place = 0
    while place < len(factors):
        factor = factors[place]
        if isinstance(factor, Dots):
            raise LatexError("an ellipsis in a product is not understood here", factor.span)
        if place:
            between.append(operators[place - 1])
        if isinstance(factor, Derivative) and not factor.operator:
            run = _run(factors, operators, place)
            value, used = chain(evaluator, run)
            operands.append(value)
            place += used
            continue
        following = factors[place + 1] if place + 1 < len(factors) and operators[place] == "" else None
        bracket = _bracket(following)
        value = None
        if bracket is not None:
            value = _applied(evaluator, factor, following, bracket)
        if value is None:
            operands.append(evaluator.evaluate(factor))
            place += 1
        else:
            operands.append(value)
            place += 2
    return operands, between


def _run(factors: tuple[Node, ...], operators: tuple[str, ...], place: int) -> list[Derivative]:
    """The derivatives that stand side by side from here."""
    run = [factors[place]]
    while (
        place + len(run) < len(factors)
        and operators[place + len(run) - 1] in CHAINED
        and isinstance(factors[place + len(run)], Derivative)
        and not factors[place + len(run)].operator
    ):
        run.append(factors[place + len(run)])
    return run


def _bracket(node: Node | None) -> Group | None:
    """The bracket that could hold arguments: `(x)` or `(x)^2`."""
    if isinstance(node, Script) and not node.sub:
        node = node.base
    return node if isinstance(node, Group) and node.fence == "(" else None


def _applied(evaluator, factor: Node, following: Node, bracket: Group):
    """`f(x)`, or a computed symbol with its arguments written behind it; else None."""
    if isinstance(factor, (Name, Script)):
        found = evaluator.scope.find(factor)
        if found and isinstance(found.declaration, Derived) and not found.items and found.sup is None:
            if not _names_arguments(evaluator, found.declaration, bracket, factor):
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
    if isinstance(following, Script):
        return raised(evaluator, value, following.sup, following.primes, following)
    return value


def _names_arguments(evaluator, declaration: Derived, bracket: Group, factor: Node) -> bool:
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
        for part in item.walk()
        if isinstance(part, (Name, Script)) and (found := evaluator.scope.find(part))
    }
    if mentioned & set(declaration.arguments):
        raise LatexError(
            f"is this a product, or {declaration.tex} at another place? Write \\cdot for the "
            f"product, or declare a Function",
            (factor.span[0], bracket.span[1]),
        )
    return False


def _segments(operands: list, operators: list[str]):
    segments, loose = [([operands[0]], [])], []
    for operator, operand in zip(operators, operands[1:], strict=True):
        if operator in LOOSE:
            loose.append(operator)
            segments.append(([operand], []))
        else:
            segments[-1][0].append(operand)
            segments[-1][1].append(operator)
    return segments, loose


def _tight(operands: list, operators: list[str]):
    """Juxtaposed factors first, then the dots and crosses between them, from the left."""
    runs, between = [operands[0]], []
    for operator, operand in zip(operators, operands[1:], strict=True):
        if operator == "":
            runs[-1] = algebra.multiply(runs[-1], operand)
        else:
            between.append(operator)
            runs.append(operand)
    result = runs[0]
    for operator, operand in zip(between, runs[1:], strict=True):
        result = algebra.multiply(result, operand, operator)
    return result
