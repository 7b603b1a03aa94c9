"""What a page's code has measured, checked as strictly as its formulas."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from geomsan.meaning import DeclarationError, Scope
from geomsan.verdict import Verdict, judge, judge_arrays, judge_truth

from .given import record

TAKEN = {"e", "pi"}
STATES = re.compile(r"[=<>≤≥≠≈≡]|\\(?:n?eq|n?leq?|n?geq?|approx|equiv|simeq)(?![a-zA-Z])")


@dataclass(frozen=True)
class Checked:
    """One call of `check`: the claim, its sides or its values, and the line of the page."""

    claim: str
    sides: tuple = ()
    values: dict = field(default_factory=dict)
    line: int = 0


def check(claim: str, *sides: Any, **values: Any) -> None:
    r"""Check a claim that is not one equation of the page: a bound, a count, a convergence.

    A claim that does not hold stops the build. How close two numbers have to be is the engine's business: there is
    no tolerance to choose, NaN is never equal, and shapes are compared first.

    Parameters
    ----------
    claim : str
        LaTeX in the symbols declared so far and in `values`; with `sides`, a title for the reader.
    *sides
        Two numbers or arrays, which have to be equal; or a truth value, and in words what it says.
    **values
        Measured numbers or arrays: ``check(r"\epsilon \leq R^2", epsilon=mistakes, R=radius)``.
    """
    if not isinstance(claim, str) or not claim.strip():
        raise TypeError(f"check(claim, …): the claim is LaTeX or a title, not {claim!r}")
    if sides:
        if STATES.search(claim):
            raise TypeError(f"the title {claim!r} states something that would not be checked: title it in words")
        if values or len(sides) != 2:
            raise TypeError("check takes a title and two sides, or a title, a truth value and words, or LaTeX with name=value")
        sides = _sides(*sides)
    else:
        values = {name: _array(value) for name, value in values.items()}
    record(Checked(claim, sides, values, sys._getframe(1).f_lineno))


def _sides(left: Any, right: Any) -> tuple:
    if isinstance(right, str):
        if not isinstance(left, (bool, np.bool_)) or not right.strip():
            raise TypeError(f"check(title, truth, words): the truth is True or False, not {left!r}, and words say what it means")
        return bool(left), right
    if left is right and np.ndim(left):  # Python has one 1 only
        raise ValueError("both sides of this check are one and the same thing: it claims nothing")
    return _array(left), _array(right)


def _array(value: Any) -> np.ndarray:
    """A copy: what the page does to its array later does not matter."""
    array = np.array(value)
    if array.dtype.kind not in "iufb":
        raise TypeError(f"check compares real numbers, not {value!r}")
    return array


def judged(checked: Checked, scope: Scope) -> Verdict:
    """The verdict on a check; both sides of LaTeX are rounded as results of code are.

    Raises
    ------
    DeclarationError
        For a value that cannot be used.
    """
    if checked.sides:
        left, right = checked.sides
        return judge_truth(left, right, scope) if isinstance(right, str) else judge_arrays(left, right, scope)
    for name, value in checked.values.items():
        if name in TAKEN or any(each.name == name for each in scope.declarations):
            says = "a number that everybody knows" if name in TAKEN else "a symbol of this page"
            raise DeclarationError(f"{name} is {says}: what was measured needs a name of its own")
        if not np.all(np.isfinite(value)):
            raise DeclarationError(f"{name} is not finite: {value}")
    scope = scope.declare({name: (lambda value=value: lambda: value)() for name, value in checked.values.items()})
    return judge(checked.claim, scope, mutants=False)
