"""Indices under a condition: `\\sum_{j: 1 \\leq i+j \\leq n} x_{i+j}` asks for no entry that does not exist."""

from __future__ import annotations

import numpy as np

from .index import Outside
from .value import AXES, Value


class Guard:
    """Remembers where indices left what they count, until a condition is known that excludes these places.

    Parameters
    ----------
    around : Guard or None
        That of the condition around this one, which may exclude what this one does not.
    """

    def __init__(self, around: Guard | None):
        self.around = around
        self.outside = np.zeros((1,) * AXES, dtype=bool)
        self.reason = ""

    def inside(self, index: Value, start: int, end: int) -> Value:
        """The index, with another entry in the place of one that does not exist."""
        numbers = index.data.real
        outside = (numbers < start) | (numbers > end)
        if not np.any(outside):
            return index
        self.outside = self.outside | outside
        self.reason = f"the index {numbers[outside].flat[0]:g} is outside of {start} … {end}"
        return Value(np.clip(numbers, start, end), index.error)

    def fold(self, axis: int) -> None:
        """A sum over this axis uses all that lies along it."""
        self.outside = self.outside.any(axis=axis, keepdims=True)

    def check(self, holds: np.ndarray) -> None:
        """Only what the condition excludes may have been outside.

        Raises
        ------
        Outside
            If an entry that does not exist is asked for.
        """
        left = self.outside & holds
        if not np.any(left):
            return
        if self.around is None:
            raise Outside(self.reason)
        self.around.outside = self.around.outside | left
        self.around.reason = self.reason
