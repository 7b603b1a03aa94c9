"""Index letters: what they run over, and the entries that they pick.

A letter that no `\\sum` binds is universally quantified. Its range is that of the place where
it first stands; where it stands at places of different length, the formula means nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..latex import LatexError
from ..latex.tree import Name, Node
from .family import Member
from .value import AXES, MeaningError, Value


@dataclass
class Binding:
    """An index letter in force.

    Parameters
    ----------
    letter : str
    axis : int
        The index axis that its values lie along.
    length : int or None
        How many values it takes; None until its first place is met.
    start : int
        Its first value.
    bounded : bool
        The author wrote the bounds, so the letter may stand at places of any length that it
        does not leave.
    """

    letter: str
    axis: int
    length: int | None = None
    start: int = 1
    bounded: bool = False
    place: int | None = None

    def meet(self, length: int, start: int = 1) -> None:
        """The letter stands where `length` entries are, counted from `start`."""
        if self.length is None:
            self.length, self.start = length, start
        elif not self.bounded and self.start != start:
            raise MeaningError(
                f"the index {self.letter} begins at {self.start} at one place and at {start} at another: write its range"
            )
        elif not self.bounded and self.length != length or self.place not in (None, start + length - 1):
            raise MeaningError(
                f"the index {self.letter} runs to {self.place or self.length} at one place and to {start + length - 1} at another"
            )

    def values(self) -> Value:
        """The letter as a number, along its axis."""
        shape = [1] * AXES
        shape[self.axis] = self.length
        return Value(np.arange(self.start, self.start + self.length, dtype=float).reshape(shape))


class Outside(MeaningError):
    """An index that leaves what it counts."""


class Unranged(MeaningError):
    """A letter that is nothing yet: it may be an index whose place another term will show.

    `reason` is what to tell the author if none does.
    """

    def __init__(self, reason: LatexError):
        super().__init__(str(reason))
        self.reason = reason


def gather(value: Value, first: int, *indices: Value | int) -> Value:
    """Pick entries: replace shape axes by index axes.

    Parameters
    ----------
    value : Value
    first : int
        The first of the shape axes that are indexed (0 for the rows).
    *indices : Value or int
        1-based whole numbers, one for each of the axes `first`, `first + 1`, …

    Raises
    ------
    MeaningError
        If an index is not whole or lies outside of the array.
    """
    count = len(indices)
    lengths = value.shape[first : first + count]
    if all(isinstance(index, int) for index in indices):  # x_{11}: one entry, whatever the indices in force
        picked = tuple(_inside(index, index, length) - 1 for index, length in zip(indices, lengths, strict=True))
        return Value(value.data[(slice(None),) * (AXES + first) + picked], value.error, value.slack)
    places = [
        _place(index, length) for index, length in zip(indices, lengths, strict=True)
    ]
    flat = np.zeros((1,) * AXES, dtype=int)
    for place, length in zip(places, lengths, strict=True):
        flat = flat * length + place
    rest = value.shape[:first] + value.shape[first + count :]
    start = AXES + first
    data = value.data
    if start + count < data.ndim:
        data = np.moveaxis(data, range(start, start + count), range(data.ndim - count, data.ndim))
    lead = data.shape[:AXES]
    data = data.reshape(lead + rest + (-1,))
    if lead == (1,) * AXES:
        picked = data.reshape(rest + (-1,))[..., flat]
        return Value(np.moveaxis(picked, range(len(rest)), range(-len(rest), 0)) if rest else picked, value.error, value.slack)
    whole = np.broadcast_shapes(lead, flat.shape)
    data = np.broadcast_to(data, whole + data.shape[AXES:])
    flat = np.broadcast_to(flat, whole).reshape(whole + (1,) * len(rest) + (1,))
    flat = np.broadcast_to(flat, whole + rest + (1,))
    return Value(np.take_along_axis(data, flat, axis=-1)[..., 0], value.error, value.slack)


def member(evaluator, value: Value, first: int, found: Member) -> Value:
    """Pick a member of a family: a row or a column of the axes `first` and `first + 1`.

    Raises
    ------
    MeaningError
        If the index is not whole or lies outside of the family.
    """
    family = found.family
    axis = first + family.axis
    length = value.shape[axis]
    index = _member_index(evaluator, found.index, length, family.start)
    if evaluator.guard is not None:
        index = evaluator.guard.inside(index, family.start, family.start + length - 1)
    low, high = float(index.data.real.min()), float(index.data.real.max())
    if low < family.start or high >= family.start + length:
        raise Outside(f"the index {low if low < family.start else high:g} is outside of {family.start} … {family.start + length - 1}")
    picked = gather(value, axis, Value(index.data - (family.start - 1)))
    if len(family.declaration.dimensions) == 1:  # of numbers: the other axis is 1 long
        shape = picked.shape[:first] + picked.shape[first + 1 :]
    else:
        core = (1, picked.shape[first]) if family.row else (picked.shape[first], 1)
        shape = picked.shape[:first] + core + picked.shape[first + 1 :]
    return Value(picked.data.reshape(picked.data.shape[:AXES] + shape), picked.error, picked.slack)


def _member_index(evaluator, node: Node, length: int, start: int) -> Value:
    """An index of a family; a letter that has no range yet gets that of the family."""
    free = isinstance(node, Name) and not node.accents and len(node.letter) == 1 and not evaluator.scope.find(node)
    if free and node.letter not in evaluator.view.instance.sizes:
        binding = evaluator.bindings.get(node.letter)
        if binding is None:
            binding = evaluator.bindings[node.letter] = Binding(node.letter, evaluator.new_axis())
        binding.meet(length, start)
        return binding.values()
    return evaluator.scalar(node, "an index")


def _place(index: Value | int, length: int) -> np.ndarray:
    data = np.full((1,) * AXES, float(index)) if isinstance(index, int) else index.data
    if np.iscomplexobj(data) or not np.all(data == np.rint(data)):
        raise MeaningError("an index is not a whole number")
    _inside(int(data.min()), int(data.max()), length)
    return data.astype(int) - 1


def _inside(low: int, high: int, length: int) -> int:
    if low < 1 or high > length:
        raise Outside(f"the index {low if low < 1 else high} is outside of 1 … {length}")
    return low
