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

from .value import AXES, UNIT, EvaluationError, Value

STEP = 1e-30  # of the complex step: far below rounding, far above underflow
NARROW = 2.0**-9  # the wider step of the first comparison, relative to the variable
LEVELS = 5  # halvings of the difference's step
WIDTHS = (2.0**-4, 2.0**-9, 2.0**-14, 2.0**-28)  # first steps, relative to the variable: one may alias, or be too wide
ANALYTIC = 2.0**10  # rounding operations granted to the complex evaluation
NOISE = 2.0**6  # rounding operations behind a value; more of them show in the table itself
VANISHING = 2.0**-20  # a derivative below this, times its variable, is looked at beside the point
BESIDE = 2.0**-10  # how far beside, relative to the variable
NEAR = 1e-2  # a comparison that could not see this relative difference says nothing
SETTLED = 0.05  # relative change, over one halving of the step, of a jump that has a limit
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
            agrees = _agrees_at(function, moved, units, direction / width, axis)
        if agrees:
            return _cancelled(function, point, steps, units, width, axis)
    return _differences(function, point, units * width, width, axis)


def _agrees_at(function, point: Value, units: np.ndarray, direction: np.ndarray, axis: int) -> bool:
    """The same at another point; False where the function cannot be taken."""
    try:
        steps = _complex_step(function, point, units, axis)
        return steps is not None and bool(_agrees(function, point, steps, direction, axis))
    except EvaluationError:
        return False


def _agrees(function, point: Value, steps: Value, direction: np.ndarray, axis: int) -> bool | None:
    """Whether differences along a direction confirm the complex step; None if they are too
    coarse to tell.

    Differences of a wide step may be wrong without showing it (an oscillation that they skip, a
    kink that they cross); then those of a narrow step contradict them, and they do not count there.
    """
    predicted = _contract(steps.data, direction)
    confirmed, _ = _compared(predicted, _twice(function, point, direction, axis))
    if confirmed.all():
        return True
    found = [_extrapolated(function, point, direction, 1, axis, scale) for scale in WIDTHS]
    asked, denied = ~confirmed, False
    for place, wide in enumerate(found):
        stands = asked.copy()
        for narrow in found[place + 1 :]:
            with np.errstate(invalid="ignore"):  # infinite errors: nothing is contradicted
                stands &= ~(np.abs(wide.data - narrow.data) > 8 * (wide.error + narrow.error))
        right, wrong = _compared(predicted, wide)
        confirmed, denied = confirmed | right & stands, denied or np.any(wrong & stands)
    return False if denied else confirmed.all() or None


def _compared(predicted: np.ndarray, along: Differences) -> tuple[np.ndarray, np.ndarray]:
    """Where a difference agrees with the complex step, and where it does not; neither where it is too coarse to tell."""
    seen = np.isfinite(along.error)
    error, data = np.where(seen, along.error, np.inf), np.where(seen, along.data, 0.0)
    still = (error == 0) & (data == 0) & (predicted != 0)  # the value did not move by a single bit
    allowed = 8 * error + ANALYTIC * UNIT * np.abs(predicted)
    differs = (np.abs(predicted - data) > allowed) & ~still
    size = max(float(np.abs(predicted).max()), float(np.abs(data).max()))
    return ~differs & ~still & (allowed <= NEAR * size), differs


def _differences(function, point: Value, steps: np.ndarray, width: np.ndarray, axis: int) -> Value:
    """The Jacobian by extrapolated differences, when two widths in turn agree on it."""
    count = steps.shape[0]
    before: Value | None = None
    for scale in WIDTHS:
        found = _extrapolated(function, point, steps, count, axis, scale)
        if not np.all(np.isfinite(found.error)):
            continue
        data = _trailing(found.data, axis, point.shape) / width
        here = Value(data, float(np.max(found.error)) / float(np.min(width)))
        if np.any(found.kink):
            if data.size > 1:
                raise EvaluationError("the function has a kink at this point, in some of its entries")
            jump = float(np.max(np.abs(found.kink) / width)) / 2
            return Value(data, jump + here.error, slack=jump)
        if before is not None:
            gap = float(np.max(np.abs(here.data - before.data)))
            if gap <= 8 * (here.error + before.error) and gap <= KINK * max(here.size, before.size):
                best = min(here, before, key=lambda each: each.error)
                return Value(best.data, max(best.error, min(gap, 8 * best.error)))
        before = here
    raise EvaluationError("the derivative does not settle: the function is not finite, or not smooth, around this point")


def _cancelled(function, point: Value, steps: Value, units: np.ndarray, width: np.ndarray, axis: int) -> Value:
    """The derivative; one that all but vanishes, as at a minimum, is what is left of larger terms, and carries their
    rounding. How large they are shows beside the point."""
    if steps.size * float(np.max(width)) > VANISHING:
        return steps
    turned = np.where(np.arange(point.data[(0,) * AXES].size).reshape(point.shape) % 2, -BESIDE, BESIDE)
    moved = _complex_step(function, Value(point.data + turned * width, point.error), units, axis)
    if moved is None or moved.data.shape != steps.data.shape:
        return steps
    growth = float(np.max(np.abs(moved.data - steps.data))) / BESIDE
    return Value(steps.data, steps.error + growth * (ANALYTIC * UNIT + point.error / float(np.min(width))))


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
    return Value(data, ANALYTIC * UNIT * magnitude)


@dataclass(frozen=True)
class Differences:
    """Extrapolated differences, and for each of them a bound of its error.

    At a kink the slopes on both sides differ by `kink`, and the difference is their mean.
    """

    data: np.ndarray
    error: np.ndarray
    kink: np.ndarray


def _twice(function, point: Value, direction: np.ndarray, axis: int) -> Differences:
    """Central differences at a step and at its half, extrapolated once: enough to confirm a number that is known."""
    scales = NARROW * np.array([1, -1, 0.5, -0.5])
    result = function(_along(point, scales.reshape((-1,) + (1,) * direction.ndim) * direction, axis))
    values = np.moveaxis(result.data, axis, 0)
    if values.shape[0] == 1 or not np.all(np.isfinite(values)):
        nothing = np.zeros(result.data.shape[:axis] + (1,) + result.data.shape[axis + 1 :])
        return Differences(nothing, nothing if values.shape[0] == 1 else nothing + np.inf, nothing)
    wide, narrow = (values[0] - values[1]) / (2 * NARROW), (values[2] - values[3]) / NARROW
    error = np.abs(wide - narrow) + 2 * NOISE * UNIT * np.abs(values).max(axis=0) / NARROW
    data, error = (np.expand_dims(each, axis) for each in (narrow + (narrow - wide) / 3, error))
    return Differences(data, error, np.zeros_like(data))


def _extrapolated(function, point: Value, steps: np.ndarray, count: int, axis: int, first: float) -> Differences:
    """Central differences along each step, extrapolated to step 0.

    Neville's table over the steps w, w/2, w/4, …, the first being `first` times `steps`; for
    every number the entry is taken that differs least from the two that it refines. The
    larger of these differences, and the rounding of the function's values over the smallest
    step, bound the error.
    """
    steps = steps.reshape((count,) + point.shape)
    scales = first * 0.5 ** np.arange(LEVELS)
    moves = np.concatenate([sign * scale * steps for scale in scales for sign in (1, -1)] + [0 * steps])
    result = function(_along(point, moves, axis))
    if result.data.shape[axis] == 1:  # it does not depend on the variable at all
        zero = np.zeros(result.data.shape[:axis] + (count,) + result.data.shape[axis + 1 :])
        return Differences(zero, zero, zero)
    values = np.moveaxis(result.data, axis, 0)
    if not np.all(np.isfinite(values[-count:])):  # the complex step walks past it: log of a negative number
        raise EvaluationError("the function is not finite at this point")
    middle, values = values[-count:], values[:-count].reshape((LEVELS, 2, count) + values.shape[1:])
    table = (values[:, 0] - values[:, 1]) / (2 * scales.reshape((-1,) + (1,) * (values.ndim - 2)))
    if not np.all(np.isfinite(table)):
        nothing = np.moveaxis(table[0], 0, axis)
        return Differences(nothing, np.full(nothing.shape, np.inf), np.zeros(nothing.shape))
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
    kink, unsettled = _kink(values, middle, scales, noise)
    error = np.where(unsettled, np.inf, error + noise)
    return Differences(np.moveaxis(best, 0, axis), np.moveaxis(error, 0, axis), np.moveaxis(kink, 0, axis))


def _kink(values: np.ndarray, middle: np.ndarray, scales: np.ndarray, noise: np.ndarray):
    """By how much the slopes on the two sides differ, and where that does not settle.

    (f(h) + f(-h) - 2 f(0)) / h falls with h where f is smooth; at a kink it tends to the jump
    of the slope, and at a jump or a vertical slope it grows.
    """
    shape = (-1,) + (1,) * (values.ndim - 2)
    jumps = (values[:, 0] + values[:, 1] - 2 * middle) / scales.reshape(shape)
    first, last = np.abs(jumps[0]), np.abs(jumps[-1])
    slope = np.abs(values[:, 0] - values[:, 1]).max(axis=0) / scales[0]
    stays = (last > KINK * slope) & (last > 64 * noise) & (last > 0.5 * first)
    settled = np.abs(jumps[-1] - jumps[-2]) <= SETTLED * last
    return np.where(stays & settled, jumps[-1], 0.0), stays & ~settled


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
