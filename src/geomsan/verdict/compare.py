"""Two values against one relation: does it hold, and by how much.

The tolerance is not a number that somebody chose. Every value carries the bound of its own
rounding error (`meaning.value`); two sides are equal if they differ by no more than `SAFETY`
times the sum of both bounds. The safety factor stands for what a normwise bound forgets:
the constants of library functions, which are a few units each. A trial whose bounds are so
wide that a wrong formula could hide in them (wider than `SHARP` of the values themselves)
decides nothing, and another instance is drawn in its place.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite

import numpy as np

from ..meaning.value import AXES, MeaningError, Value

SAFETY = 8.0
SHARP = 1e-8
CLEAR = 2.0**6  # times its bound: a difference that refutes an inequality, however wide the bound is
SMALL = 0.1  # instances are drawn of order 1; a result far below that is the rest of a cancellation


@dataclass(frozen=True)
class Outcome:
    """What one relation gave on one instance.

    Parameters
    ----------
    holds : bool
    error : float
        Largest difference relative to the larger side, or by itself where both sides are zero, so that there is
        nothing to compare it with; 0 for inequalities.
    place : tuple or None
        Index into the difference, where it is largest.
    blunt : bool
        The outcome rests on bounds that are too wide for it to mean anything.
    zero : bool
        Both sides are zero.
    meets : bool
        The sides of a strict inequality meet within rounding.
    gap : float
        By how much the relation is missed.
    why : str
        For a relation that does not hold.
    """

    holds: bool
    error: float = 0.0
    place: tuple[int, ...] | None = None
    blunt: bool = False
    zero: bool = False
    meets: bool = False
    gap: float = 0.0
    why: str = ""


def compare(
    relation: str, left: Value, right: Value, mask: np.ndarray | None = None, allowed: float = 0.0
) -> Outcome:
    """Test `left relation right` for all values of the indices at once.

    Parameters
    ----------
    relation : str
    left, right : Value
    mask : ndarray of bool, optional
        For which values of the indices the relation is claimed.
    allowed : float
        A difference that the author allows, by `\\approx`.
    """
    if left.shape != right.shape:
        return Outcome(False, np.inf, why=f"the shapes differ: {left.described()} and {right.described()}")
    sizes = left.size, right.size
    if not (isfinite(sizes[0]) and isfinite(sizes[1])):
        return Outcome(False, np.inf, why=f"the {'right' if isfinite(sizes[0]) else 'left'} side is not finite")
    a, b, size = left.data, right.data, max(sizes)
    bound = SAFETY * (left.error + right.error)
    slack = left.slack + right.slack
    if slack:  # a derivative at a kink: any value between the one-sided ones holds
        bound = slack * (1 + 2**-40)
    blunt = not slack and bound > SHARP * SMALL and bound > SHARP * _smallest(a, b)
    difference = np.abs(a - b)
    where = np.ones((1,) * difference.ndim, dtype=bool)
    if mask is not None and not mask.all():
        where = mask.reshape(mask.shape + (1,) * len(left.shape))
        difference = np.where(where, difference, 0.0)
    place = np.unravel_index(int(difference.argmax()), difference.shape)
    gap = float(difference[place])
    if relation == "=":
        shown = size if where.all() else max(float(np.where(where, np.abs(each), 0.0).max()) for each in (a, b))
        zero = not slack and shown <= bound
        return Outcome(gap <= bound + allowed, gap / size if size and not zero else gap, place, blunt, zero, gap=gap)
    if relation == "\\neq":  # for every value of the indices some entry must differ
        least = difference.max(axis=tuple(range(AXES, difference.ndim))) if left.shape else difference
        asked = where.reshape(where.shape[:AXES])
        differ = bool(np.all((least > bound) | ~asked))
        return Outcome(differ, 0.0, None, blunt and not differ)
    if left.shape:
        return Outcome(False, np.inf, why=f"'{relation}' compares numbers, not {left.described()} matrices")
    room = np.where(where, (a - b if relation in (">", "\\geq") else b - a).real, np.inf)
    place = np.unravel_index(int(np.argmin(room)), room.shape)
    worst = float(room[place])
    strict = relation in ("<", ">")
    holds = worst > bound if strict else worst >= -bound
    blunt &= not (strict and holds) and worst >= -CLEAR * bound  # a wide bound hides a small difference, no large one
    return Outcome(holds, 0.0, place, blunt, meets=strict and abs(worst) <= bound, gap=-worst)


def _smallest(a: np.ndarray, b: np.ndarray) -> float:
    """The size of both sides for that value of the indices for which they are smallest."""
    sizes = np.maximum(np.abs(a), np.abs(b))
    return float(np.min(sizes.max(axis=tuple(range(AXES, sizes.ndim)), initial=0.0)))


def holds(relation: str, left: Value, right: Value) -> np.ndarray:
    """For which values of the indices a relation holds."""
    if left.shape != right.shape:
        raise MeaningError(f"the shapes differ: {left.described()} and {right.described()}")
    bound = SAFETY * (left.error + right.error)
    difference = (left.data - right.data).real
    inner = tuple(range(AXES, difference.ndim))
    if relation == "=":
        return np.all(np.abs(difference) <= bound, axis=inner)
    if relation == "\\neq":
        return np.any(np.abs(difference) > bound, axis=inner)
    if inner:
        raise MeaningError(f"'{relation}' compares numbers, not {left.described()} matrices")
    tests = {"<": difference < -bound, ">": difference > bound, "\\leq": difference <= bound, "\\geq": difference >= -bound}
    if relation not in tests:
        raise MeaningError(f"the relation {relation} cannot stand in a hypothesis")
    return tests[relation]


def indices(place: tuple[int, ...] | None, bindings) -> str:
    """Where the difference is largest, in the formula's own letters."""
    if place is None:
        return ""
    parts = [
        f"{binding.letter}={place[binding.axis] + binding.start}"
        for binding in bindings.values()
        if not binding.letter.startswith("⟨")
    ]
    if len(place) > AXES:
        parts.append("entry (" + ",".join(str(each + 1) for each in place[AXES:]) + ")")
    return ", ".join(parts)
