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
from dataclasses import dataclass

import numpy as np

from .value import AXES, UNIT, EvaluationError, MeaningError, Value

STEP = 1e-30  # of the complex step: far below rounding, far above underflow
LEVELS = 5  # halvings of the difference's step
WIDTH = 2.0**-4  # the first step, relative to the variable
ANALYTIC = 2.0**10  # rounding operations granted to the complex evaluation
NEAR = 1e-6  # closer than this the two ways may differ by an optimistic bound, and are not trusted
KINK = 1e-3  # differences that have not settled better than this have no limit


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
    direction = width * rng.uniform(0.5, 1.0, size=point.shape) * rng.choice([-1.0, 1.0], size=point.shape)
    along = _extrapolated(function, point, direction, 1, axis)
    doubt = 0.0
    if not np.iscomplexobj(point.data):
        steps = _complex_step(function, point, units, axis)
        if steps is not None:
            predicted = _contract(steps.data, direction)
            gap = np.abs(predicted - along.data)
            if np.all(gap <= 8 * along.error + ANALYTIC * UNIT * np.abs(predicted)):
                return steps
            if np.all(gap <= NEAR * (np.abs(predicted) + np.abs(along.data))):
                doubt = float(np.max(gap)) / float(np.min(width))
    differences = _extrapolated(function, point, units * width, count, axis)
    data = _trailing(differences.data, axis, point.shape) / width
    error = max(float(np.max(differences.error)) / float(np.min(width)), doubt)
    if error > KINK * float(np.max(np.abs(data))) and np.any(data):
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
    """The Jacobian by complex step; None where complex numbers do not come through."""
    try:
        result = function(_along(point, 1j * STEP * units, axis))
    except EvaluationError:
        return None
    if not np.iscomplexobj(result.data):
        return None
    data = _trailing(result.data.imag, axis, point.shape) / STEP
    if not np.all(np.isfinite(data)):
        return None
    magnitude = float(np.max(np.abs(data))) if data.size else 0.0
    relative = 8 * result.error / result.size if result.size else 0.0
    return Value(data, max(ANALYTIC * UNIT, relative) * magnitude)


@dataclass(frozen=True)
class Differences:
    """Extrapolated differences, and for each of them a bound of its error."""

    data: np.ndarray
    error: np.ndarray


def _extrapolated(function, point: Value, steps: np.ndarray, count: int, axis: int) -> Differences:
    """Central differences along each step, extrapolated to step 0.

    Neville's table over the steps w, w/2, w/4, …; for every number the entry is taken that
    differs least from the one that it refines. That difference, and the rounding of the
    function's values over the smallest step, bound the error.
    """
    steps = steps.reshape((count,) + point.shape)
    scales = WIDTH * 0.5 ** np.arange(LEVELS)
    moves = np.concatenate([sign * scale * steps for scale in scales for sign in (1, -1)])
    result = function(_along(point, moves, axis))
    if result.data.shape[axis] == 1:  # it does not depend on the variable at all
        zero = np.zeros(result.data.shape[:axis] + (count,) + result.data.shape[axis + 1 :])
        return Differences(zero, zero)
    values = np.moveaxis(result.data, axis, 0)
    values = values.reshape((LEVELS, 2, count) + values.shape[1:])
    table = (values[:, 0] - values[:, 1]) / (2 * scales.reshape((-1,) + (1,) * (values.ndim - 2)))
    if not np.all(np.isfinite(table)):
        raise MeaningError("the function is not finite around this point")
    best, error = table[0], np.full(table[0].shape, np.inf)
    column = table
    for order in range(1, LEVELS):
        factor = 4.0**order
        finer = (factor * column[1:] - column[:-1]) / (factor - 1)
        for here, before in zip(finer, column[1:], strict=True):
            gap = np.abs(here - before)
            closer = gap < error
            best, error = np.where(closer, here, best), np.where(closer, gap, error)
        column = finer
    varies = np.any(values != values[0, 0], axis=(0, 1))
    noise = (4 * UNIT * np.abs(values).max(axis=(0, 1)) + result.error) / scales[-1]
    error = np.where(varies, error + noise, 0.0)
    return Differences(np.moveaxis(best, 0, axis), np.moveaxis(error, 0, axis))


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
