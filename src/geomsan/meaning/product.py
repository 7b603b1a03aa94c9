"""Products: application of functions, the chain rule, and the product that the shapes call for.

Juxtaposition binds tighter than `\\cdot` and `\\times`, and these tighter than `\\odot`, `*`,
`\\otimes`, `\\circ` and `/`.
"""

from __future__ import annotations

from functools import reduce

from ..latex import LatexError
from ..latex.tree import Derivative, Dots, Fraction, Group, Name, Node, Number, Product, Script, is_transpose
from . import algebra
from .call import applied
from .declaration import Derived
from .differential import differential, is_differential
from .differentiate import chain, derivative, undifferentiated
from .functional import composed, gradient_at, is_nabla, jacobian_matrix, jacobian_of, only_argument, points
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
        bracket = _bracket(following)
        _refuse_unclear(evaluator, factor, following, bracket)
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


def _operator(evaluator, factors: tuple[Node, ...], operators: tuple[str, ...], place: int):
    """`\\nabla g(y)`, `J_F(x)` and `d\\mathbf{X}`: the value and how many factors it took."""
    factor, rest = factors[place], factors[place + 1 :]
    close = [each for each, operator in zip(rest, operators[place:], strict=False) if operator == ""]
    close = close if rest and operators[place] == "" else []
    if is_nabla(evaluator, factor):
        if not close:
            raise LatexError("the gradient of what?", factor.span)
        return _gradient(evaluator, factor, close, operators[place + 1 :])
    if (function := jacobian_of(evaluator, factor)) is not None:
        bracket = _bracket(close[0]) if close else None
        value = jacobian_matrix(evaluator, function, points(evaluator, function, bracket, factor))
        if factor.sup is not None:
            value = raised(evaluator, value, factor.sup, factor.primes, factor)
        if bracket is not None:
            value = _scripted(evaluator, value, close[0])
        return value, 1 + (bracket is not None)
    if close and is_differential(evaluator, factor, close[0]):
        following = close[0]
        value = differential(evaluator, following.base if _is_raised(evaluator, following) else following)
        if _is_raised(evaluator, following):  # d\\mathbf{x}^T is (d\\mathbf{x})^T
            value = raised(evaluator, value, following.sup, 0, following)
        return value, 2
    return None


def _is_raised(evaluator, node: Node) -> bool:
    return (
        isinstance(node, Script)
        and not node.sub
        and node.sup is not None
        and is_transpose(node.sup)
        and (evaluator.scope.find(node) is None or evaluator.scope.find(node).sup is not None)
    )


def _gradient(evaluator, nabla: Node, close: list[Node], operators: tuple[str, ...]):
    of = close[0]
    following = close[1] if len(close) > 1 and operators and operators[0] == "" else None
    bracket = _bracket(following)
    by = nabla.sub if isinstance(nabla, Script) else ()
    if isinstance(nabla, Script) and (nabla.sup is not None or len(by) > 1):
        raise LatexError("\\nabla takes one variable below it", nabla.span)
    if by:
        used = 2
        _refuse_gradient(evaluator, of, by[0])
        if bracket is not None and isinstance(evaluator.evaluate(of), Map):
            of, used = Product((of, following), ("",), span=(of.span[0], following.span[1])), 3
        return derivative(evaluator, Derivative("d", of, by, span=nabla.span)), used
    found = evaluator.scope.find(of) if isinstance(of, (Name, Script)) else None
    if found and isinstance(found.declaration, Derived):
        variable = only_argument(evaluator, found, of)
        used = 2 + (bracket is not None and _names_arguments(evaluator, found.declaration, bracket, of))
        return derivative(evaluator, Derivative("d", of, (variable,), span=nabla.span)), used
    function = evaluator.evaluate(of)
    if not isinstance(function, Map):
        raise LatexError("the gradient is of a function or of a computed symbol", of.span)
    value = gradient_at(evaluator, function, points(evaluator, function, bracket, of))
    if bracket is not None:
        value = _scripted(evaluator, value, following)
    return value, 2 + (bracket is not None)


def _refuse_gradient(evaluator, of: Node, by: Node) -> None:
    """`\\nabla_x` takes the next factor; if that is not a number which depends on x, the
    author means more of the product."""
    value = evaluator.evaluate(of)
    named = [evaluator.scope.find(part) for part in of.walk() if isinstance(part, (Name, Script))]
    variable = evaluator.scope.find(by)
    depends = variable is None or any(
        found and (found.declaration.name == variable.declaration.name
                   or variable.declaration.name in evaluator.scope.ancestors(found.declaration.name))
        for found in named
    )
    if not isinstance(value, Map) and (isinstance(value, Flexible) or not value.is_scalar or not depends):
        raise LatexError("the gradient of how much of this product? Put it in brackets", of.span)


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
    if isinstance(following, Number) or isinstance(factor, Number) and _is_numeric(following):
        raise LatexError("numbers side by side: write \\cdot for the product", following.span)
    if not _holds_place(following):
        return
    found = evaluator.scope.find(factor) if isinstance(factor, (Name, Script)) else None
    computed = found and found.declaration.arguments
    if computed and (bracket is None or found.items) or computed and not _names_arguments(evaluator, found.declaration, bracket, factor):
        raise LatexError(
            f"a product, or {found.declaration.tex} at another place? Write \\cdot for the product, "
            "or declare a Function",
            (factor.span[0], following.span[1]),
        )


def _holds_place(node: Node | None) -> bool:
    """A bracket of any kind around one number or letter: `(0)`, `[x]`."""
    return isinstance(node, Group) and len(node.items) == 1 and isinstance(node.items[0], (Number, Name))


def _is_numeric(node: Node | None) -> bool:
    return isinstance(node, Fraction) and all(
        isinstance(part, (Number, Fraction)) for part in node.walk()
    )


def _bracket(node: Node | None) -> Group | None:
    """The bracket that could hold arguments: `(x)` or `(x)^2`."""
    if isinstance(node, Script):
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
    return _scripted(evaluator, value, following)


def _scripted(evaluator, value, following: Node):
    """`F(x)^2`, `F(x)_i`: the script belongs to the value."""
    if not isinstance(following, Script):
        return value
    if following.sub:
        value = evaluator.entry(value, following.sub, following.commas, following)
    return raised(evaluator, value, following.sup, following.primes, following)


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
