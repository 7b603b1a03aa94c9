"""Products: application of functions, the chain rule, and the product that the shapes call for.

Juxtaposition binds tighter than `\\cdot` and `\\times`, and these tighter than `\\odot`, `*`,
`\\otimes`, `\\circ` and `/`.
"""

from __future__ import annotations

from functools import reduce
from itertools import pairwise

import numpy as np

from ..latex import LatexError
from ..latex.tree import (
    Call,
    Derivative,
    Dots,
    Fraction,
    Group,
    Matrix,
    Name,
    Node,
    Number,
    Product,
    Script,
    is_transpose,
)
from . import algebra
from .addition import hidden
from .application import applied_to, bracket_of, scripted
from .argument import computed, names_arguments, refuse_application
from .call import applied
from .differential import differential, is_differential
from .differentiate import chain
from .functional import composed, is_nabla, jacobian_matrix, jacobian_of, points
from .nabla import gradient
from .power import raised
from .value import Flexible, Map, Value

CHAINED = ("", "\\cdot")
PRODUCTS = ("", "\\cdot", "\\times")
BRACKETED = ("pmatrix", "bmatrix")
LOOSE = {
    "\\odot": algebra.hadamard,
    "*": algebra.hadamard,
    "\\circ": algebra.hadamard,
    "\\otimes": algebra.kronecker,
    "/": algebra.divide,
}


def product(evaluator, node: Product) -> Value | Flexible | Map:
    """The value of a product of factors."""
    gaps = [place for place, factor in enumerate(node.factors) if isinstance(factor, Dots)]
    if gaps:
        return product_with_dots(evaluator, node, gaps)
    operands, operators = _operands(evaluator, node)
    if len(operands) == 1:
        return operands[0]
    if all(isinstance(operand, Map) for operand in operands) and set(operators) == {"\\circ"}:
        return reduce(composed, operands)
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


def product_with_dots(evaluator, node: Product, gaps: list[int]) -> Value:
    """`a_1 a_2 \\cdots a_n`: the shown factors, and the pattern for the hidden ones, all numbers."""
    gap = gaps[0]
    if len(gaps) > 1 or gap in (0, len(node.factors) - 1):
        raise LatexError("an ellipsis needs a factor on either side, and there may be one", node.factors[gap].span)
    if not set(node.operators) <= set(PRODUCTS) or node.operators[gap - 1] != node.operators[gap]:
        raise LatexError("an ellipsis in a product stands between equal signs: write \\prod", node.factors[gap].span)
    sides = []
    for factors, operators in (
        (node.factors[:gap], node.operators[: gap - 1]), (node.factors[gap + 1 :], node.operators[gap + 1 :]),
    ):
        sides.append(Product(factors, operators, span=(factors[0].span[0], factors[-1].span[1])))
    # what is set apart by dots is one factor: 2n in 2 \cdot 4 \cdots 2n; so is a number with its letters
    apart = any(node.operators) or isinstance(sides[1].factors[0], Number) and len(sides[1].factors) > 1
    before, after = (_runs(side) if apart else side.factors for side in sides)
    for side, near in zip(sides, (before[-1], after[0]), strict=True):
        if any(isinstance(evaluator.evaluate(factor), Map) for factor in side.factors if isinstance(factor, (Name, Script))):
            raise LatexError("applied functions around an ellipsis: write \\prod", node.span)
        if not isinstance(value := evaluator(near), Value) or not value.is_scalar:
            raise LatexError("an ellipsis in a product stands between numbers: write a power, or \\prod", node.span)
    result = hidden(evaluator, before, after, node, np.prod)
    for side in sides:
        value = evaluator.scalar(side.factors[0] if len(side.factors) == 1 else side, "a product with an ellipsis")
        result = value if result is None else algebra.multiply(result, value)
    return result


def _runs(side: Product) -> tuple[Node, ...]:
    """The factors that dots or crosses set apart, each with what is written beside it."""
    cuts = [0, *(place + 1 for place, operator in enumerate(side.operators) if operator), len(side.factors)]
    runs = [(side.factors[start:end], side.operators[start : end - 1]) for start, end in pairwise(cuts)]
    return tuple(
        factors[0] if len(factors) == 1 else Product(factors, operators, span=(factors[0].span[0], factors[-1].span[1]))
        for factors, operators in runs
    )


def _operands(evaluator, node: Product):
    """The factors as values: functions applied, chains of derivatives contracted."""
    factors, operators = node.factors, node.operators
    operands: list = []
    between: list[str] = []
    place = 0
    while place < len(factors):
        factor = factors[place]
        if place:
            between.append(operators[place - 1])
        if isinstance(factor, Derivative) and not factor.operator:
            run = _run(factors, operators, place)
            value, used = chain(evaluator, run)
            _refuse_place(factors, operators, place + used)
            operands.append(value)
            place += used
            continue
        special = _operator(evaluator, factors, operators, place)
        if special is not None:
            value, used = special
            operands.append(value)
            place += used
            continue
        following = factors[place + 1] if place + 1 < len(factors) and operators[place] == "" else None
        bracket = bracket_of(following)
        _refuse_unclear(evaluator, factor, following, bracket)
        value = None
        if bracket is not None:
            value = applied_to(evaluator, factor, following, bracket)
        elif isinstance(following, Matrix) and following.environment in BRACKETED:
            function = evaluator.evaluate(factor)  # `f \begin{bmatrix} … \end{bmatrix}`
            value = applied(evaluator, function, following) if isinstance(function, Map) else None
        if value is None:
            operands.append(evaluator.evaluate(factor))
            place += 1
        else:
            operands.append(value)
            place += 2
    return operands, between


def _operator(evaluator, factors: tuple[Node, ...], operators: tuple[str, ...], place: int):
    """`\\nabla g(y)`, `J_F(x)` and `d\\mathbf{X}`: the value and how many factors it took."""
    factor, rest = factors[place], factors[place + 1 :]
    close = [each for each, operator in zip(rest, operators[place:], strict=False) if operator == ""]
    close = close if rest and operators[place] == "" else []
    if is_nabla(evaluator, factor):
        if not close:
            raise LatexError("the gradient of what?", factor.span)
        return gradient(evaluator, factor, close, operators[place + 1 :])
    if (function := jacobian_of(evaluator, factor)) is not None:
        bracket = bracket_of(close[0]) if close else None
        value = jacobian_matrix(evaluator, function, points(evaluator, function, bracket, factor))
        if factor.sup is not None:
            value = raised(evaluator, value, factor.sup, factor.primes, factor)
        if bracket is not None:
            value = scripted(evaluator, value, close[0])
        return value, 1 + (bracket is not None)
    if close and is_differential(evaluator, factor, close[0]):
        following = close[0]
        if (applied := _application(evaluator, close)) is not None:
            return differential(evaluator, applied), 3
        value = differential(evaluator, following.base if _is_raised(evaluator, following) else following)
        if _is_raised(evaluator, following):  # d\\mathbf{x}^T is (d\\mathbf{x})^T
            value = raised(evaluator, value, following.sup, 0, following)
        return value, 2
    return None


def _application(evaluator, close: list[Node]) -> Product | None:
    """`g(x)` behind a d."""
    if len(close) < 2 or (bracket := bracket_of(close[1])) is None or not isinstance(close[0], (Name, Script)):
        return None
    found = computed(evaluator, close[0])
    applies = names_arguments(evaluator, found, bracket, close[0]) if found else isinstance(evaluator.evaluate(close[0]), Map)
    if applies and isinstance(close[1], Script):
        raise LatexError("the differential of a power, or a power of the differential? Write brackets", close[1].span)
    return Product(tuple(close[:2]), ("",), span=(close[0].span[0], close[1].span[1])) if applies else None


def _is_raised(evaluator, node: Node) -> bool:
    return (
        isinstance(node, Script)
        and not node.sub
        and node.sup is not None
        and is_transpose(node.sup)
        and (evaluator.scope.find(node) is None or evaluator.scope.find(node).sup is not None)
    )


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


def _refuse_place(factors: tuple[Node, ...], operators: tuple[str, ...], place: int) -> None:
    """`\\frac{df}{dx}(0)` is a derivative at a place, which is not part of the language."""
    if place < len(factors) and operators[place - 1] == "":
        if _holds_place(factors[place]):
            raise LatexError(
                "a product, or the derivative at this place? Write \\cdot for the product, or f'(x) of a Function",
                factors[place].span,
            )


def _refuse_unclear(evaluator, factor: Node, following: Node | None, bracket: Group | None) -> None:
    """What a reader would read in another way than it would be calculated."""
    apart = isinstance(factor, Group) and factor.fence or isinstance(factor, Call) or _is_symbolic(factor)
    if isinstance(following, Number) and not apart or isinstance(factor, Number) and _is_numeric(following):
        raise LatexError("numbers side by side: write \\cdot for the product", following.span)
    found = evaluator.scope.find(factor) if isinstance(factor, (Name, Script)) else None
    if found is None or not found.declaration.arguments or found.declaration.is_function:
        return
    if not _holds_place(following):
        behind = following.base if isinstance(following, Script) else following
        if isinstance(behind, Group) and behind.fence and (behind is not bracket or computed(evaluator, factor) is None):
            refuse_application(evaluator, found, behind, factor)
        return
    plain = computed(evaluator, factor) is not None and bracket is not None
    if not plain or not names_arguments(evaluator, found, bracket, factor):
        raise LatexError(
            f"a product, or {found.declaration.tex} at another place? Write \\cdot for the product, "
            "or declare a Function",
            (factor.span[0], following.span[1]),
        )


def _holds_place(node: Node | None) -> bool:
    """A bracket of any kind around one letter, or around numbers alone: `[x]`, `(0)`, `(-1)`."""
    if not (isinstance(node, Group) and node.fence and len(node.items) == 1):
        return False
    return isinstance(node.items[0], Name) or not any(isinstance(part, (Name, Dots, Matrix)) for part in node.walk())


def _is_numeric(node: Node | None) -> bool:
    return isinstance(node, Fraction) and all(
        isinstance(part, (Number, Fraction)) for part in node.walk()
    )


def _is_symbolic(node: Node) -> bool:
    return isinstance(node, Fraction) and not _is_numeric(node)


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
