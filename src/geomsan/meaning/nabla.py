"""Gradients and Hessians: what `\\nabla` takes, and of what."""

from __future__ import annotations

from ..latex import LatexError
from ..latex.tree import Derivative, Name, Node, Number, Product, Script
from .application import bracket_of, scripted
from .argument import names_arguments
from .declaration import Derived
from .differentiate import derivative
from .functional import gradient_at, hessian_at, only_argument, points
from .value import Flexible, Map


def gradient(evaluator, nabla: Node, close: list[Node], operators: tuple[str, ...]):
    """`\\nabla g(y)`, `\\nabla_B A`, and the Hessian `\\nabla^2 g(y)`: the value, and how many
    factors it took.

    Parameters
    ----------
    evaluator : Evaluator
    nabla : Node
    close : list of Node
        The factors that stand behind it.
    operators : tuple of str
        What stands between these.
    """
    of = close[0]
    following = close[1] if len(close) > 1 and operators and operators[0] == "" else None
    bracket = bracket_of(following)
    by = nabla.sub if isinstance(nabla, Script) else ()
    order = _order(nabla)
    if by:
        used = 2
        _refuse_unclear(evaluator, of, by[0])
        if bracket is not None and isinstance(evaluator.evaluate(of), Map):
            of, used = Product((of, following), ("",), span=(of.span[0], following.span[1])), 3
        return derivative(evaluator, Derivative("d", of, by * order, span=nabla.span)), used
    found = evaluator.scope.find(of) if isinstance(of, (Name, Script)) else None
    if found and isinstance(found.declaration, Derived):
        variable = only_argument(evaluator, found, of)
        used = 2 + (bracket is not None and names_arguments(evaluator, found, bracket, of))
        return derivative(evaluator, Derivative("d", of, (variable,) * order, span=nabla.span)), used
    function = evaluator.evaluate(of)
    if not isinstance(function, Map):
        raise LatexError("the gradient is of a function or of a computed symbol", of.span)
    taken = hessian_at if order == 2 else gradient_at
    value = taken(evaluator, function, points(evaluator, function, bracket, of))
    if bracket is not None:
        value = scripted(evaluator, value, following)
    return value, 2 + (bracket is not None)


def _order(nabla: Node) -> int:
    """1 for a gradient, 2 for a Hessian."""
    if not isinstance(nabla, Script):
        return 1
    if len(nabla.sub) > 1 or nabla.primes or nabla.sup not in (None, Number("2")):
        raise LatexError("\\nabla takes one variable below it; \\nabla^2 is the Hessian", nabla.span)
    return 1 if nabla.sup is None else 2


def _refuse_unclear(evaluator, of: Node, by: Node) -> None:
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
