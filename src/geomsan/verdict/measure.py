"""Verdicts on what a page's code has measured: two arrays, or a truth value."""

from __future__ import annotations

import numpy as np

from ..meaning.instance import CODE_OPERATIONS
from ..meaning.scope import Scope
from ..meaning.value import AXES, EXACT, UNIT, Value
from .compare import compare
from .judge import Verdict


def judge_arrays(left: np.ndarray, right: np.ndarray, scope: Scope) -> Verdict:
    """Whether two arrays of numbers are equal, entry by entry.

    Whole numbers are compared exactly; others with the rounding that is granted to any code.
    """
    if left.shape != right.shape:
        return Verdict("refuted", scope, message=f"the shapes differ: {left.shape} and {right.shape}")
    if not left.size:
        return Verdict("error", scope, message=f"arrays of shape {left.shape} have no entries: this claims nothing")
    outcome = compare("=", _value(left), _value(right))
    if not outcome.holds:
        why = outcome.why or "the two sides differ"
        return Verdict("refuted", scope, message=why + _worst(left, right))
    if outcome.blunt:
        return Verdict("error", scope, message="the entries are too small beside the largest to be compared")
    if outcome.zero and "f" in left.dtype.kind + right.dtype.kind:
        return Verdict("error", scope, message="both sides are zero: this claims nothing")
    return Verdict("checked", scope, 1, left.size, outcome.error)


def judge_truth(truth: bool, message: str, scope: Scope) -> Verdict:
    """A truth value with what it says."""
    if not truth:
        return Verdict("refuted", scope, message=f"this is false: {message}")
    return Verdict("checked", scope, 1, 1, message=message)


def _value(array: np.ndarray) -> Value:
    data = array.astype(float).reshape((1,) * AXES + (-1, 1))
    size = float(np.max(np.abs(data)))
    whole = size < EXACT and bool(np.all(data == np.rint(data)))
    return Value(data, 0.0 if whole else CODE_OPERATIONS * UNIT * size)


def _worst(left: np.ndarray, right: np.ndarray) -> str:
    a, b = left.astype(float), right.astype(float)
    if not (np.all(np.isfinite(a)) and np.all(np.isfinite(b))):
        return ""
    place = np.unravel_index(int(np.argmax(np.abs(a - b))), a.shape)
    where = f" at [{', '.join(map(str, place))}]" if place else ""
    return f"\n    {a[place]:.6g} against {b[place]:.6g}{where}"
