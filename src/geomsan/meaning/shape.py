"""The shape of a symbol in letters, as a legend states it, whether it was declared or computed."""

from __future__ import annotations

from .declaration import DeclarationError
from .instance import Instance
from .scope import Scope
from .value import MeaningError, Value

UNNAMED = "\\cdot"


def shape(scope: Scope, name: str) -> tuple[str | int, ...] | None:
    """The shape of a symbol, found by computing it.

    Parameters
    ----------
    scope : Scope
    name : str
        The Python name of a declared symbol.

    Returns
    -------
    tuple or None
        For each axis a dimension letter, a number, or `UNNAMED` for a size that is neither,
        such as n + 1; () for a scalar; None for a function.

    Raises
    ------
    DeclarationError
        If the code that computes the symbol fails.
    """
    # Sizes from 2 up, then from 10 up: a letter's size differs between the two, a number's does not.
    instances = [Instance(scope, 0), Instance(scope, 1, smallest=10)]
    try:
        values = [instance.value(name) for instance in instances]
    except MeaningError as error:
        raise DeclarationError(str(error)) from error
    if not all(isinstance(value, Value) for value in values):
        return None
    few, many = (value.shape for value in values)
    if len(few) != len(many):
        raise DeclarationError(f"{name} has {len(few)} axes for one size of its arguments and {len(many)} for another")
    letters = {tuple(instance.sizes[letter] for instance in instances): letter for letter in scope.letters}
    return tuple(
        letters.get(pair, pair[0] if pair[0] == pair[1] else UNNAMED) for pair in zip(few, many, strict=True)
    )
