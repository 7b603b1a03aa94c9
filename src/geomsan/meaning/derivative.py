"""The derivative oracle: whole Jacobians, from function values alone.

Complex step first: f(x + ih)/h has no subtraction, and so no step to choose (Squire & Trapp,
SIAM Review 40, 1998). Code that is not analytic (it casts, compares, conjugates) would give
a wrong number silently, so every Jacobian is held against a central difference with
Richardson extrapolation along one random direction (Ridders, Adv. Eng. Software 4, 1982).
Where the two disagree, or complex numbers do not pass, the extrapolated differences are
taken for all entries.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from .value import AXES, UNIT, MeaningError, Value

STEP = 1e-30  # of the complex step: far below rounding, far above underflow
LEVELS = 5  # halvings of the difference's step
WIDTH = 2.0**-4  # the first step, relative to the variable
ANALYTIC = 2.0**10  # rounding operations granted to the complex evaluation


def jacobian(
    function: Callable[[Value], Value],
    point: Value,
    axis: int,
    rng: np.random.Generator,
) -> Value:
    """All partial derivatives of a function at a point.

    Parameters
    ----------
    function : callable
        Takes the variable with one more index axis in use (`axis`: one copy of the variable
        for each of its entries) and returns the function's values along that axis.
    point : Value
        The variable: a scalar or a matrix, of any index axes.
    axis : int
        An index axis that nothing else uses.
    rng : numpy.random.Generator
        Draws the direction of the comparison.

    Returns
    -------
    Value
        Shape (*function's shape, *variable's shape), with the bound of its error.

    Raises
    ------
    MeaningError
        If the function cannot be differentiated at the point.
    """
    count = int(np.prod(point.shape)) if point.shape else 1
    units = np.eye(count).reshape((count,) + point.shape)
    width = _widths(point)
    direction = rng.uniform(0.5, 1.0, size=point.shape) * rng.choice([-1.0, 1.0], size=point.shape)
    along, bound = _extrapolated(function, point, width * direction, 1, axis)
    complex_step = None if np.iscomplexobj(point.data) else _complex_step(function, point, units, axis)
    if complex_step is not None:
        predicted = _contract(complex_step.data, width * direction)
        gap = float(np.max(np.abs(predicted - along)))
        size = max(float(np.max(np.abs(along))), complex_step.size * float(np.max(np.abs(width))))
        if gap <= 8 * bound + 1e-7 * size:
            return complex_step
    steps = units * width
    differences, bound = _extrapolated(function, point, steps, count, axis)
    data = _trailing(differences, axis, point.shape) / width
    error = bound / float(np.min(width))
    if error > 1e-3 * max(float(np.max(np.abs(data))), 1e-300):
        raise MeaningError("the derivative does not settle: the function has a kink here, or is not smooth")
    return Value(data, error)


def _widths(point: Value) -> np.ndarray:
    """A step for every entry: relative to its size, or to the largest where it is zero."""
    magnitude = np.abs(point.data).max(axis=tuple(range(AXES)))
    typical = float(np.max(magnitude)) or 1.0
    return np.where(magnitude > 1e-3 * typical, magnitude, typical)


def _along(point: Value, steps: np.ndarray, axis: int) -> Value:
    """Copies of the point along the axis, each moved by one step."""
    lead = [1] * AXES
    lead[axis] = steps.shape[0]
    return Value(point.data + steps.reshape(tuple(lead) + point.shape), 0.0)


def _complex_step(function, point: Value, units: np.ndarray, axis: int) -> Value | None:
    try:
        result = function(_along(point, 1j * STEP * units, axis))
    except MeaningError:
        return None
    if not np.iscomplexobj(result.data):
        return _constant(result, point, axis)
    data = _trailing(result.data.imag, axis, point.shape) / STEP
    if not np.all(np.isfinite(data)):
        return None
    magnitude = float(np.max(np.abs(data))) if data.size else 0.0
    value = np.abs(result.data.real).max() if result.data.size else 0.0
    floor = float(value) / float(np.min(_widths(point)))
    return Value(data, ANALYTIC * UNIT * max(magnitude, min(floor, magnitude)))


def _constant(result: Value, point: Value, axis: int) -> Value:
    """The result does not depend on the variable, or code has dropped the imaginary part
    (then the comparison finds it)."""
    lead = list(result.data.shape)
    lead[axis] = int(np.prod(point.shape)) if point.shape else 1
    data = np.zeros(lead)
    return Value(_trailing(data, axis, point.shape), 0.0)


def _extrapolated(function, point: Value, steps: np.ndarray, count: int, axis: int):
    """Central differences along each step, extrapolated to step 0, and their error.

    Neville's table over the steps w, w/2, w/4, …; the error is that of the best entry's
    neighbours, and never less than the rounding of the smallest step.
    """
    steps = steps.reshape((count,) + point.shape)
    scales = WIDTH * 0.5 ** np.arange(LEVELS)
    moves = np.concatenate([sign * scale * steps for scale in scales for sign in (1, -1)])
    result = function(_along(point, moves, axis))
    if result.data.shape[axis] == 1:
        data = np.repeat(result.data, count, axis=axis)
        return np.zeros_like(data.real), 0.0
    values = np.moveaxis(result.data, axis, 0).reshape(
        (LEVELS, 2, count) + tuple(np.delete(result.data.shape, axis))
    )
    scaling = scales.reshape((-1,) + (1,) * (values.ndim - 2))
    table = (values[:, 0] - values[:, 1]) / (2 * scaling)
    if not np.all(np.isfinite(table)):
        raise MeaningError("the function is not finite around this point")
    best, best_error = table[0], np.inf
    column = table
    for order in range(1, LEVELS):
        factor = 4.0**order
        finer = (factor * column[1:] - column[:-1]) / (factor - 1)
        for here, before in zip(finer, column[1:], strict=True):
            gap = float(np.max(np.abs(here - before)))
            if gap < best_error:
                best, best_error = here, gap
        column = finer
    noise = 4 * UNIT * float(np.max(np.abs(values))) / float(scales[-1])
    return np.moveaxis(best, 0, axis), best_error + noise + result.error / float(scales[-1])


def _trailing(data: np.ndarray, axis: int, shape: tuple[int, ...]) -> np.ndarray:
    """Move the copies' axis behind the function's shape, in the variable's shape."""
    count = int(np.prod(shape)) if shape else 1
    if data.shape[axis] != count:
        data = np.repeat(data, count, axis=axis)
    moved = np.moveaxis(data, axis, -1)
    lead = moved.shape[:axis] + (1,) + moved.shape[axis:-1]
    return moved.reshape(lead + shape)


def _contract(data: np.ndarray, direction: np.ndarray) -> np.ndarray:
    axes = tuple(range(data.ndim - direction.ndim, data.ndim))
    return (data * direction).sum(axis=axes) if axes else data * direction
