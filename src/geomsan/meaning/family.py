r"""Families: what an index picks whole, as \mathbf{x}_k is a row of X and \mathbf{w}^{(t)} a step.

The declaration says how a member is written; the one index letter in it stands for any.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from ..latex.tree import Group, Name, Node, Product, Script, is_transpose
from .declaration import Array, Declaration, DeclarationError, Row


class Sequence(Array):
    """A family of numbers or vectors, indexed by a letter; in code an array whose first axis
    counts its members.

    Parameters
    ----------
    element : Scalar, Vector or Row, optional
        What a member is; its options say how it is drawn. Not needed beside `values`.
    length : str or int, optional
        How many members there are: a dimension. Not needed beside `values`.
    values : array, optional
        The members themselves, (length,) or (length, d), such as the steps of a training run.
    start : int
        The index of the first member.
    **options
        `of`, `about`, and `tex`, which shows where the index stands: `r"\\mathbf{w}^{(t)}"`.
    """

    kind = "수열"

    def __init__(self, element: Array | None = None, length: Any = None, *, values: Any = None, start: int = 1, **options: Any):
        array = None if values is None else np.asarray(values)
        if array is not None:
            if element is not None or length is not None:
                raise DeclarationError("a Sequence has values, or an element and a length, not both")
            if array.dtype.kind not in "iuf" or array.ndim not in (1, 2) or 0 in array.shape:
                raise DeclarationError("the values of a Sequence are numbers, (length,) or (length, d)")
            dimensions = array.shape
        elif not isinstance(element, Array) or len(element.dimensions) > 1 or length is None:
            raise DeclarationError("a Sequence is of a Scalar, a Vector or a Row, and has a length: Sequence(Vector('d'), 'T')")
        else:
            dimensions = (length, *element.dimensions)
        super().__init__(dimensions=dimensions, row=isinstance(element, Row), **options)
        for name, value in (("element", element), ("values", array), ("start", start)):
            object.__setattr__(self, name, value)

    @property
    def scales(self) -> bool:
        return self.values is None and self.element.scales

    def named(self, name: str, tex: str) -> Declaration:
        return super().named(name, tex if self.tex else f"{tex}_{{t}}")

    def draw(self, rng: np.random.Generator, shape: tuple[int, ...], whole: bool) -> np.ndarray:
        if self.values is not None:
            return self.values.astype(float)
        return np.stack([self.element.draw(rng, shape[1:], whole) for _ in range(shape[0])])


@dataclass(frozen=True)
class Family:
    """How the members of a declared array are written.

    Parameters
    ----------
    declaration : Array
    axis : int
        The axis of the array that the index counts.
    row : bool
        A member stands as a row.
    start : int
        The first index.
    place : {'sub', 'sup', '(sup)'}
        Where the index stands.
    """

    declaration: Array
    axis: int
    row: bool
    start: int
    place: str


@dataclass(frozen=True)
class Member:
    """A member that a formula names: of which family, and at which index."""

    family: Family
    index: Node


def families(declaration: Array, read) -> list[tuple[Name, Family]]:
    """The families of an array, each with the letter that it is written with.

    Parameters
    ----------
    declaration : Array
    read : callable
        From LaTeX to the tree of one symbol.

    Raises
    ------
    DeclarationError
        If the LaTeX of a member does not show where its index stands.
    """
    if isinstance(declaration, Sequence):
        base, place, _ = _template(declaration.tex, read)
        return [(base, Family(declaration, 0, declaration.row, declaration.start, place))]
    found = []
    for axis, tex in enumerate((declaration.rows, declaration.columns)):
        if tex:
            base, place, transposed = _template(tex, read)
            found.append((base, Family(declaration, axis, (axis == 0) != transposed, 1, place)))
    return found


def _template(tex: str, read) -> tuple[Name, str, bool]:
    """The letter, where the index stands, and whether the member is transposed."""
    node = read(tex)
    if isinstance(node, Script) and isinstance(node.base, Name) and not node.primes:
        sup, transposed = _untransposed(node.sup)
        if len(node.sub) == 1 and isinstance(node.sub[0], Name) and sup is None:
            return node.base, "sub", transposed
        if isinstance(sup, Name) and not node.sub:
            return node.base, "sup", transposed
        if is_bracketed(sup) and isinstance(sup.items[0], Name) and not node.sub:
            return node.base, "(sup)", transposed
    raise DeclarationError(f"{tex!r} does not show where the index stands, as r'\\mathbf{{x}}_i' and r'\\mathbf{{w}}^{{(t)}}' do")


def _untransposed(sup: Node | None) -> tuple[Node | None, bool]:
    if is_transpose(sup):
        return None, True
    if isinstance(sup, Product) and len(sup.factors) == 2 and is_transpose(sup.factors[1]) and not any(sup.operators):
        return sup.factors[0], True
    return sup, False


def is_bracketed(sup: Node | None) -> bool:
    """`(t)` above a letter."""
    return isinstance(sup, Group) and sup.fence == "(" and len(sup.items) == 1
