"""Functions as values: composition, primes, gradients and Jacobians.

A function without an argument stands at the place where the declared graph applies it:
with `y=lambda F, x: F(x)`, `J_F` is the Jacobian of F at x.
"""

from __future__ import annotations

import numpy as np

from ..latex import LatexError
from ..latex.tree import Group, Name, Node, Script
from . import algebra
from .declaration import Defined
from .derivative import jacobian
from .differentiate import direction_rng
from .evaluator import Evaluator
from .scope import Found
from .value import AXES, EvaluationError, Flexible, Map, MeaningError, Value


def composed(outer: Map, inner: Map) -> Map:
    """`g \\circ F`."""
    return Map(
        lambda *arguments: outer.apply(inner.apply(*arguments)),
        f"{outer.name} \\circ {inner.name}",
        lambda *arrays: outer.code(inner.code(*arrays)),
        inner.symbol,
    )


def defined(evaluator: Evaluator, declaration: Defined) -> Map:
    """The function that `f(x) := …` defines: its formula, with the arguments in the place of x."""
    name = declaration.target.base.letter if isinstance(declaration.target, Script) else declaration.target.letter

    def apply(*arguments: Value) -> Value:
        view = evaluator.view
        if len(arguments) != len(declaration.parameters):
            raise MeaningError(f"{name} is defined with {len(declaration.parameters)} arguments, not {len(arguments)}")
        for parameter, value in zip(declaration.parameters, arguments, strict=True):
            if not isinstance(value, Value) or value.shape != view.value(parameter).shape:
                raise MeaningError(f"{name} is defined for {view.value(parameter).described()}, not for {value.described()}")
            view = view.replaced(parameter, value)
        inner = evaluator.inside()
        inner.view = view
        result = inner(declaration.tree)
        evaluator.axes = inner.axes
        return result

    def code(*arrays):
        raise TypeError(f"{name} is defined by a formula, and cannot be handed to code: declare it as a Function")

    return Map(apply, name, code)


def primed(evaluator: Evaluator, function: Map, primes: int) -> Map:
    """`f'`: the derivative of a function of one number, entry by entry on arrays."""
    for _ in range(primes):
        function = _slope(evaluator, function)
    return function


def _slope(evaluator: Evaluator, function: Map) -> Map:
    def apply(argument: Value) -> Value:
        if isinstance(argument, Flexible):
            raise EvaluationError(f"{function.name}' of {argument.name}, whose size is not known here")
        whole = full_jacobian(evaluator, function, argument)
        if argument.is_scalar:
            return whole
        if whole.shape[:2] != argument.shape:
            raise MeaningError(f"{function.name}' needs a function that works entry by entry")
        size = int(np.prod(argument.shape))
        square = whole.data.reshape(whole.data.shape[:AXES] + (size, size))
        slopes = np.einsum("...ii->...i", square)
        rest = square - slopes[..., None] * np.eye(size)
        if np.max(np.abs(rest)) > 8 * whole.error:
            raise MeaningError(
                f"{function.name}' has no meaning: every entry of {function.name} depends on several "
                "entries; its derivative is a Jacobian"
            )
        return Value(slopes.reshape(slopes.shape[:AXES] + argument.shape), whole.error)

    return Map(apply, f"{function.name}'", function.code, function.symbol)


def full_jacobian(evaluator: Evaluator, function: Map, point: Value) -> Value:
    """All partial derivatives of a function at a value: shape (*function's, *point's). Known ones are not calculated again."""
    known = evaluator.view.instance.jacobians
    key = (function, point.data.shape, point.data.tobytes(), point.error)
    if key in known:
        return known[key]
    axis = evaluator.new_axis()
    try:
        value = jacobian(function.apply, point, axis, direction_rng(evaluator))
    finally:
        evaluator.axes = axis
    if not evaluator.view.overrides:  # what a derivative looks at is nowhere else
        known[key] = value
    return value


def jacobian_matrix(evaluator: Evaluator, function: Map, points: list[Value]) -> Value:
    """`J_F(x)`: rows are the function's entries, columns the variable's, in either layout."""
    (point,) = points
    whole = full_jacobian(evaluator, function, point)
    columns = int(np.prod(point.shape)) if point.shape else 1
    return Value(whole.data.reshape(whole.data.shape[:AXES] + (-1, columns)), whole.error)


def gradient_at(evaluator: Evaluator, function: Map, points: list[Value]) -> Value:
    """`\\nabla g(y)`, or `\\nabla f(x, y)` of several numbers, in the layout of the scope."""
    parts = []
    for place, point in enumerate(points):
        def moved(value: Value, place: int = place) -> Value:
            return function.apply(*points[:place], value, *points[place + 1 :])

        part = full_jacobian(evaluator, function if len(points) == 1 else Map(moved, function.name, function.code), point)
        if len(part.shape) != len(point.shape):
            raise MeaningError(f"a gradient is of a number; {function.name} is not one")
        parts.append(part)
    if len(parts) == 1:
        return _laid_out(evaluator, parts[0])
    if any(part.shape for part in parts):
        raise MeaningError("the gradient by several variables is for numbers only")
    lead = np.broadcast_shapes(*(part.data.shape for part in parts))
    data = np.stack([np.broadcast_to(part.data, lead) for part in parts], axis=-1)[..., None]
    return _laid_out(evaluator, Value(data, max(part.error for part in parts)))


def hessian_at(evaluator: Evaluator, function: Map, points: list[Value]) -> Value:
    """`\\nabla^2 g(y)`: the matrix of second derivatives, the same in either layout."""
    if len(points) != 1:
        raise MeaningError("the Hessian by several variables: gather them in a vector")
    slope = Map(lambda value: gradient_at(evaluator, function, [value]), f"\\nabla {function.name}", function.code)
    whole = full_jacobian(evaluator, slope, points[0])
    size = int(np.prod(points[0].shape))
    return whole if points[0].is_scalar else Value(whole.data.reshape(whole.data.shape[:AXES] + (size, size)), whole.error)


def _laid_out(evaluator: Evaluator, gradient: Value) -> Value:
    return algebra.transpose(gradient) if evaluator.scope.layout == "numerator" else gradient


def points(evaluator: Evaluator, function: Map, bracket: Group | None, node: Node) -> list[Value]:
    """The values at which a function is taken: those in the bracket, or those of the graph."""
    if bracket is not None:
        return [evaluator(item) for item in bracket.items]
    for declaration in evaluator.scope.declarations:
        if function.symbol and function.symbol in declaration.arguments:
            values = [
                evaluator.view.value(argument)
                for argument in declaration.arguments
                if argument != function.symbol
            ]
            if values and not any(isinstance(value, Map) for value in values):
                return values
    raise LatexError(
        f"at which place is {function.name} taken? Write {function.name}(x), or declare "
        f"y=lambda {function.symbol or 'f'}, x: {function.symbol or 'f'}(x)",
        node.span,
    )


def is_nabla(evaluator: Evaluator, node: Node) -> bool:
    base = node.base if isinstance(node, Script) else node
    return isinstance(base, Name) and base.letter == "\\nabla" and evaluator.scope.find(node) is None


def jacobian_of(evaluator: Evaluator, node: Node) -> Map | None:
    """The function F of `J_F`; None for any other node."""
    if not (isinstance(node, Script) and isinstance(node.base, Name) and node.base.letter == "J"):
        return None
    if len(node.sub) != 1 or evaluator.scope.find(node) is not None:
        return None
    value = evaluator.evaluate(node.sub[0])
    if not isinstance(value, Map):
        raise LatexError("J_F needs a declared function F", node.sub[0].span)
    return value


def only_argument(evaluator: Evaluator, found: Found, node: Node) -> Node:
    """The one variable that a computed symbol depends on, for `\\nabla L` without one."""
    values = [
        argument
        for argument in found.declaration.arguments
        if not isinstance(evaluator.view.value(argument), Map)
    ]
    if len(values) != 1:
        raise LatexError(
            f"the gradient of {found.declaration.tex} by which variable? Write \\nabla_{{x}}", node.span
        )
    return evaluator.scope.symbol(values[0])
