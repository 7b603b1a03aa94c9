"""Values: arrays that know their index axes, their mathematical shape, and their error.

A formula is evaluated once for all values of its indices: every array has `AXES` leading
axes, one for each index letter that is in force (length 1 where a value does not depend on
it), followed by the axes of its shape: none for a scalar, (rows, columns) for a vector or a
matrix, (rows, columns, rows, columns) for the derivative of a matrix by a matrix.

With the array goes a bound on its rounding error, carried through every operation in the
manner of running error analysis (Wilkinson; Higham, *Accuracy and Stability of Numerical
Algorithms*, §3.3), normwise. Whole numbers are exact as long as they stay below 2**53: their
bound is 0, and so polynomial identities over integers are compared without any tolerance.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

AXES = 10
UNIT = np.finfo(float).eps / 2  # unit roundoff of float64
EXACT = 2.0**53


class MeaningError(Exception):
    """A formula that is well formed but means nothing: a shape, a range, a domain.

    Such a formula is false on every instance, so a claim that contains it is refuted.
    """


class EvaluationError(MeaningError):
    """A formula that cannot be evaluated: code fails, a size does not show.

    Nothing follows about its truth: the claim is neither checked nor refuted.
    """


@dataclass(frozen=True, slots=True)
class Value:
    """An array over the index axes, with the bound of its rounding error.

    Parameters
    ----------
    data : ndarray
        Shape (index axes…, *shape).
    error : float
        Bound on the absolute error of any entry.
    slack : float
        Of a derivative at a kink: every value this close lies between the one-sided ones.
    """

    data: np.ndarray
    error: float = 0.0
    slack: float = 0.0

    @property
    def shape(self) -> tuple[int, ...]:
        """() for a scalar, (rows, columns) for a matrix, four numbers for a derivative."""
        return self.data.shape[AXES:]

    @property
    def is_scalar(self) -> bool:
        return self.data.ndim == AXES

    @property
    def size(self) -> float:
        """The largest magnitude of an entry."""
        return float(np.abs(self.data).max()) if self.data.size else 0.0

    def described(self) -> str:
        """`a scalar`, `a column of 3`, `3 × 4`, for messages."""
        if self.is_scalar:
            return "a scalar"
        return described(self.shape)


def described(shape: tuple[int, ...]) -> str:
    if len(shape) == 4:
        return "a derivative of {}×{} by {}×{}".format(*shape)
    return f"{shape[0]}×{shape[1]}"


@dataclass(frozen=True, slots=True)
class Flexible:
    """A value whose size comes from its place: `I`, `\\mathbf{1}`, `\\mathbf{0}`.

    Parameters
    ----------
    rows, columns : int or None
        What is known of the shape.
    make : callable
        (rows, columns) to a Value of that shape.
    factor : {'', 'column', 'row'}
        What it becomes in a product.
    square : bool
        One number tells both.
    """

    rows: int | None
    columns: int | None
    make: Callable[[int, int], Value]
    name: str
    factor: str = ""
    square: bool = False

    def as_factor(self) -> Flexible:
        """What stands in a product: `\\mathbf{1}` is a column there, its transpose a row."""
        if self.factor == "column" and self.columns is None:
            return Flexible(self.rows, 1, self.make, self.name)
        if self.factor == "row" and self.rows is None:
            return Flexible(1, self.columns, self.make, self.name)
        return self

    def described(self) -> str:
        return self.name

    def fit(self, rows: int | None, columns: int | None) -> Value | Flexible:
        """The value of this size, as soon as both numbers are known."""
        if self.factor and rows is not None and columns is not None and rows != columns and 1 in (rows, columns):
            if (columns == 1) != (self.factor == "column"):
                raise MeaningError(f"{self.name} is a {self.factor}: transpose it")
        known = []
        for mine, asked in ((self.rows, rows), (self.columns, columns)):
            if mine is not None and asked is not None and mine != asked:
                raise MeaningError(
                    f"{self.name} would have to be {mine} and {asked} long at the same time"
                )
            known.append(mine if mine is not None else asked)
        if self.square and known.count(None) == 1:
            known = [known[0] or known[1]] * 2
        if None in known:
            return Flexible(known[0], known[1], self.make, self.name, self.factor, self.square)
        return self.make(*known)


@dataclass(frozen=True, slots=True)
class Map:
    """A function as a value: it can be applied, composed and differentiated.

    Parameters
    ----------
    apply : callable
        From values to a value.
    name : str
    code : callable
        The same from arrays to an array, for code that calls it.
    symbol : str
        The Python name of the declared function that is applied first.
    """

    apply: Callable[..., Value]
    name: str
    code: Callable
    symbol: str = ""


def scalar(number: float) -> Value:
    """A constant."""
    return exact(np.full((1,) * AXES, number))


def spread(value: Value, dimensions: int) -> np.ndarray:
    """A scalar's data with trailing axes, so that it broadcasts over a shape."""
    return value.data.reshape(value.data.shape + (1,) * dimensions)


def exact(data: np.ndarray) -> Value:
    """A Value without error."""
    return Value(data, 0.0)


def lift(array: np.ndarray, error: float = 0.0) -> Value:
    """An array of shape () or (rows, columns) that depends on no index."""
    array = np.asarray(array)
    return Value(array.reshape((1,) * AXES + array.shape), error)


def rounded(data: np.ndarray, error: float, operations: float = 1.0) -> Value:
    """The result of an operation: the propagated error plus that of its own rounding.

    Whole numbers below 2**53 that come from exact operands are exact themselves.
    """
    if error == 0.0 and operations <= 64 and _whole(data):
        return Value(data, 0.0)
    magnitude = float(np.abs(data).max()) if data.size else 0.0
    return Value(data, error + operations * UNIT * magnitude)


def _whole(data: np.ndarray) -> bool:
    if data.dtype.kind == "c" or data.size and not float(data.flat[0]).is_integer():
        return False
    return bool((data == np.rint(data)).all() and (np.abs(data) < EXACT).all())
