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
WIDTHS = (2.0**-4, 2.0**-9, 2.0**-14)  # first steps, relative to the variable: one may alias, or be too wide
ANALYTIC = 2.0**10  # rounding operations granted to the complex evaluation
NOISE = 2.0**6  # rounding operations behind a value; more of them show in the table itself
NEAR = 1e-4  # a comparison that could not see this relative difference says nothing
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
        If the function is not finite around the point.
    EvaluationError
        If no way of differentiating it settles.
    """
    if np.iscomplexobj(point.data):
        raise EvaluationError("a derivative inside of a complex step")  # the outer one takes differences
    count = int(np.prod(point.shape)) if point.shape else 1
    units = np.eye(count).reshape((count,) + point.shape)
    width = _widths(point)
    direction = width * rng.uniform(0.5, 1.0, size=point.shape) * rng.choice([-1.0, 1.0], size=point.shape)
    steps = _complex_step(function, point, units, axis)
    if steps is not None:
        agrees = _agrees(function, point, steps, direction, axis)
        if agrees is None:  # the differences see nothing here: is the code analytic elsewhere?
            moved = Value(point.data + rng.uniform(0.5, 1.5, size=point.shape), point.error)
            there = _complex_step(function, moved, units, axis)
            agrees = there is not None and _agrees(function, moved, there, direction / width, axis)
        if agrees:
            return steps
    return _differences(function, point, units * width, width, axis)


def _agrees(function, point: Value, steps: Value, direction: np.ndarray, axis: int) -> bool | None:
    """Whether differences along a direction confirm the complex step; None if they are too
    coarse to tell."""
    predicted = _contract(steps.data, direction)
    seen = False
    for scale in WIDTHS:
        along = _extrapolated(function, point, direction, 1, axis, scale)
        allowed = 8 * along.error + ANALYTIC * UNIT * np.abs(predicted)
        size = max(float(np.max(np.abs(predicted))), float(np.max(np.abs(along.data))))
        close = bool(np.all(np.abs(predicted - along.data) <= allowed))
        sharp = bool(np.all(allowed <= NEAR * size)) or not np.any(along.error)
        if close and sharp:
            return True
        seen |= sharp or not close
    return False if seen else None


def _differences(function, point: Value, steps: np.ndarray, width: np.ndarray, axis: int) -> Value:
    """The Jacobian by extrapolated differences, when two widths in turn agree on it."""
    count = steps.shape[0]
    before: Value | None = None
    for scale in WIDTHS:
        found = _extrapolated(function, point, steps, count, axis, scale)
        data = _trailing(found.data, axis, point.shape) / width
        here = Value(data, float(np.max(found.error)) / float(np.min(width)))
        if before is not None:
            gap = float(np.max(np.abs(here.data - before.data)))
            if gap <= 8 * (here.error + before.error) and gap <= KINK * max(here.size, before.size):
                best = min(here, before, key=lambda each: each.error)
                return Value(best.data, max(best.error, min(gap, 8 * best.error)))
        before = here
    raise EvaluationError("the derivative does not settle: the function has a kink here, or is not smooth")


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


def _extrapolated(function, point: Value, steps: np.ndarray, count: int, axis: int, first: float) -> Differences:
    """Central differences along each step, extrapolated to step 0.

    Neville's table over the steps w, w/2, w/4, …, the first being `first` times `steps`; for
    every number the entry is taken that differs least from the two that it refines. The
    larger of these differences, and the rounding of the function's values over the smallest
    step, bound the error.
    """
    steps = steps.reshape((count,) + point.shape)
    scales = first * 0.5 ** np.arange(LEVELS)
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
        for here, coarse, before in zip(finer, column, column[1:], strict=False):
            gap = np.maximum(np.abs(here - before), np.abs(here - coarse))
            closer = gap < error
            best, error = np.where(closer, here, best), np.where(closer, gap, error)
        column = finer
    noise = NOISE * UNIT * np.abs(values).max(axis=(0, 1)) / scales[-1]
    return Differences(np.moveaxis(best, 0, axis), np.moveaxis(error + noise, 0, axis))


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
