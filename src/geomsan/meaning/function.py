"""Named functions: for each its array function, its slope for the error bound, its domain.

A new entrywise function is one line in `ENTRYWISE`; a new operator on matrices is one line in
`OPERATORS`.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from . import algebra
from .value import EvaluationError, Flexible, MeaningError, Value, rounded


def _steepest(slope):
    """The largest slope on the data bounds how an error grows."""

    def growth(data):
        with np.errstate(all="ignore"):
            return float(np.max(np.abs(slope(data)))) if data.size else 0.0

    return growth


# name: (function, its largest slope on the data)
ENTRYWISE: dict[str, tuple[Callable, Callable]] = {
    "exp": (np.exp, _steepest(np.exp)),
    "log": (np.log, _steepest(lambda x: 1 / x)),
    "ln": (np.log, _steepest(lambda x: 1 / x)),
    "sin": (np.sin, _steepest(np.cos)),
    "cos": (np.cos, _steepest(np.sin)),
    "tan": (np.tan, _steepest(lambda x: 1 / np.cos(x) ** 2)),
    "sec": (lambda x: 1 / np.cos(x), _steepest(lambda x: np.sin(x) / np.cos(x) ** 2)),
    "csc": (lambda x: 1 / np.sin(x), _steepest(lambda x: np.cos(x) / np.sin(x) ** 2)),
    "cot": (lambda x: np.cos(x) / np.sin(x), _steepest(lambda x: 1 / np.sin(x) ** 2)),
    "sinh": (np.sinh, _steepest(np.cosh)),
    "cosh": (np.cosh, _steepest(np.sinh)),
    "tanh": (np.tanh, _steepest(lambda x: 1 - np.tanh(x) ** 2)),
    "arcsin": (np.arcsin, _steepest(lambda x: 1 / np.sqrt(1 - x * x))),
    "arccos": (np.arccos, _steepest(lambda x: 1 / np.sqrt(1 - x * x))),
    "arctan": (np.arctan, _steepest(lambda x: 1 / (1 + x * x))),
}

OPERATORS: dict[str, Callable] = {
    "tr": algebra.trace,
    "Tr": algebra.trace,
    "det": algebra.determinant,
    "diag": algebra.diagonal,
    "sum": algebra.total,
}


def entrywise(name: str, value: Value | Flexible) -> Value:
    """Apply a named function to a number, or to every entry of an array."""
    if isinstance(value, Flexible):
        raise EvaluationError(f"{name} of {value.name}, whose size is not known here")
    if len(value.shape) == 2 and value.shape[0] == value.shape[1]:
        raise MeaningError(
            f"{name} of a square matrix: entrywise, or the matrix function? Declare it as a Function"
        )
    function, growth = ENTRYWISE[name]
    with np.errstate(all="ignore"):
        data = function(value.data)
        error = growth(value.data) * value.error if value.error else 0.0
    return rounded(data, error, 4.0)
