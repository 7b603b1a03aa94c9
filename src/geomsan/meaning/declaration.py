"""What an author declares: the kinds of symbol, and how each is drawn or computed.

In Python code a `Scalar` is a 0-D array, a `Vector` (a column) or a `Row` is 1-D, a `Matrix`
is 2-D. In formulas a column is d×1 and a row is 1×d.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from copy import copy
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

Dimension = str | int
LEAST = 0.3  # magnitude of a number that is to be neither 0 nor small


class DeclarationError(Exception):
    """A declaration that cannot be used; the message says what was expected."""


@dataclass(frozen=True, kw_only=True)
class Declaration:
    """One declared symbol.

    Parameters
    ----------
    about : str
        What the symbol means, for the legend.
    tex : str
        Its LaTeX; by default the Python name.
    """

    about: str = ""
    tex: str = ""
    name: str = ""

    kind = "기호"

    @property
    def arguments(self) -> tuple[str, ...]:
        """Python names of the symbols that this one is computed from."""
        return ()

    @property
    def is_function(self) -> bool:
        """Whether it is applied: its value is a map."""
        return False

    def named(self, name: str, tex: str) -> Declaration:
        """This declaration under the name that `given` gave it."""
        named = copy(self)
        object.__setattr__(named, "name", name)
        object.__setattr__(named, "tex", tex)
        return named


@dataclass(frozen=True, kw_only=True)
class Array(Declaration):
    """A symbol with a declared shape: drawn at random, or computed by `of`.

    Parameters
    ----------
    of : callable, optional
        Computes the symbol; its parameter names are the symbols that it depends on.
    positive, integer, unit, symmetric, definite, signs : bool
        What is drawn: positive numbers, whole numbers, norm 1, a symmetric matrix, a
        symmetric positive definite one, ±1.
    simplex, onehot : bool
        A vector of probabilities, that add up to 1; one of them 1 and the others 0. In a
        matrix every row is one.
    between : tuple of float
        Numbers between two bounds.
    constant : bool
        Held fixed by differentials: d of it is zero.
    row : bool
        A vector stands as a row in formulas.
    rows, columns : str
        How the rows or the columns of a matrix are written: `r"\\mathbf{x}_i"` is a row as it
        stands, `r"\\mathbf{x}_i^\\intercal"` says that the row is the transpose of a column.
    """

    of: Callable | None = None
    positive: bool = False
    integer: bool = False
    unit: bool = False
    symmetric: bool = False
    definite: bool = False
    simplex: bool = False
    onehot: bool = False
    between: tuple[float, float] | None = None
    signs: bool = False
    broadcast: bool = False
    constant: bool = False
    dimensions: tuple[Dimension, ...] = ()
    row: bool = False
    rows: str = ""
    columns: str = ""

    def __post_init__(self):
        for dimension in self.dimensions:
            whole = isinstance(dimension, int) and not isinstance(dimension, bool) and dimension > 0
            letter = isinstance(dimension, str) and len(dimension) == 1 and dimension.isalpha()
            if not (whole or letter):
                raise DeclarationError(
                    f"a dimension is a letter or a positive number, not {dimension!r}"
                )
        if (self.symmetric or self.definite) and (len(self.dimensions) != 2 or len(set(self.dimensions)) != 1):
            raise DeclarationError("symmetric=True and definite=True need a square matrix, as in Matrix('n', 'n')")
        if (self.rows or self.columns) and len(self.dimensions) != 2:
            raise DeclarationError("rows= and columns= need a matrix")
        if self.broadcast and len(self.dimensions) != 1:
            raise DeclarationError("broadcast=True needs a Row, or a Vector")
        if (self.simplex or self.onehot) and not self.dimensions:
            raise DeclarationError("simplex=True and onehot=True need a vector or a matrix")
        if self.between is not None and not (len(self.between) == 2 and self.between[0] < self.between[1]):
            raise DeclarationError(f"between= takes two rising bounds, not {self.between!r}")
        if self.of is not None and not callable(self.of):
            raise DeclarationError(f"of= takes a function, not {self.of!r}")

    @property
    def arguments(self) -> tuple[str, ...]:
        return parameters(self.of) if self.of else ()

    @property
    def scales(self) -> bool:
        """Whether a multiple of a drawn array is as good: not for ±1, whole numbers, norm 1."""
        fixed = self.integer or self.unit or self.signs or self.simplex or self.onehot
        return not fixed and self.between is None

    def draw(self, rng: np.random.Generator, shape: tuple[int, ...], whole: bool) -> np.ndarray:
        """A random array of this shape.

        Parameters
        ----------
        rng : numpy.random.Generator
        shape : tuple of int
        whole : bool
            Draw whole numbers, for claims that are polynomials.
        """
        if self.signs:
            return rng.choice([-1.0, 1.0], size=shape)
        if self.simplex or self.onehot:
            weights = rng.uniform(0.2, 1.0, size=shape)
            if self.onehot:
                return (weights == weights.max(axis=-1, keepdims=True)).astype(float)
            return weights / weights.sum(axis=-1, keepdims=True)
        if self.between is not None:
            return rng.uniform(*self.between, size=shape)
        if self.definite:
            factor = rng.normal(size=shape)
            return factor @ factor.T + np.eye(shape[0])
        if self.integer or (whole and not self.unit):
            low = 1 if self.positive else -9
            data = rng.integers(low, 10, size=shape).astype(float)
        elif self.positive:
            data = rng.uniform(LEAST, 2.5, size=shape)
        else:
            data = rng.normal(size=shape)
        if self.symmetric:
            data = np.triu(data) + np.triu(data, 1).T
        if self.unit:
            data = data / np.linalg.norm(data)
        return data


class Scalar(Array):
    """A number."""

    kind = "스칼라"

    def __init__(self, **options: Any):
        super().__init__(dimensions=(), **options)


class Small(Array):
    """An increment that tends to zero: a number, or an array like another declaration.

    Parameters
    ----------
    like : Array, optional
        `Small(Vector("d"))` is a small vector.
    """

    kind = "증분"

    def __init__(self, like: Array | None = None, **options: Any):
        super().__init__(dimensions=like.dimensions if like else (), **options)
        object.__setattr__(self, "row", isinstance(like, Row))

    def draw(self, rng: np.random.Generator, shape: tuple[int, ...], whole: bool) -> np.ndarray:
        """A random array; no entry is so small already that nothing is left to see when it shrinks."""
        data = super().draw(rng, shape, whole)
        return data if self.unit or self.between else np.copysign(np.maximum(np.abs(data), LEAST), data)


class Vector(Array):
    """A column vector, d×1; in code an array of shape (d,).

    With `broadcast=True` it is added to every column of a matrix.
    """

    kind = "열벡터"

    def __init__(self, dimension: Dimension, **options: Any):
        super().__init__(dimensions=(dimension,), **options)


class Row(Array):
    """A row vector, 1×d; in code an array of shape (d,).

    With `broadcast=True` it is added to every row of a matrix (to every sample of a batch).
    """

    kind = "행벡터"

    def __init__(self, dimension: Dimension, **options: Any):
        super().__init__(dimensions=(dimension,), row=True, **options)


class Matrix(Array):
    """A matrix, n×m; in code an array of shape (n, m)."""

    kind = "행렬"

    def __init__(self, height: Dimension, width: Dimension, **options: Any):
        super().__init__(dimensions=(height, width), **options)


@dataclass(frozen=True, kw_only=True)
class Constant(Declaration):
    """A symbol with a fixed value: a number, or an array."""

    value: Any = 0.0
    kind = "상수"

    def __init__(self, value: Any, **options: Any):
        super().__init__(**options)
        array = np.asarray(value)
        if array.dtype.kind not in "iufb" or array.ndim > 2:
            raise DeclarationError(f"a constant is a number or an array of numbers, not {value!r}")
        object.__setattr__(self, "value", array.astype(float))


@dataclass(frozen=True, kw_only=True)
class Derived(Declaration):
    """A symbol computed from others by a Python function.

    Its value's shape is that of the function's result; a 1-D result is a row if the
    function's arguments are rows, and a column otherwise.
    """

    function: Callable = None
    kind = "유도"

    @property
    def arguments(self) -> tuple[str, ...]:
        return parameters(self.function)


@dataclass(frozen=True, kw_only=True)
class Layer(Derived):
    """A symbol computed by code that has a backward pass.

    Parameters
    ----------
    function : callable
        Its parameters are symbols; it returns (value, backward), and backward(dout)
        returns the gradients in the order of the parameters.
    """

    kind = "층"

    def __init__(self, function: Callable, **options: Any):
        super().__init__(function=function, **options)


@dataclass(frozen=True, kw_only=True)
class Function(Declaration):
    """A map that can be applied: `l(\\mathbf{Y})`.

    Parameters
    ----------
    function : callable, optional
        From arrays to an array.
    of : callable, optional
        Makes the function from other symbols, which are its parameters:
        `phi=Function(of=lambda x: lambda W: W @ x)`.
    """

    function: Callable | None = None
    of: Callable | None = None
    kind = "함수"

    def __init__(self, function: Callable | None = None, *, of: Callable | None = None, **options: Any):
        super().__init__(**options)
        if (function is None) == (of is None) or not callable(function or of):
            raise DeclarationError("Function takes a callable, or of=, which makes one from other symbols")
        object.__setattr__(self, "function", function)
        object.__setattr__(self, "of", of)

    @property
    def arguments(self) -> tuple[str, ...]:
        return parameters(self.of) if self.of else ()

    @property
    def is_function(self) -> bool:
        return True


@dataclass(frozen=True, kw_only=True)
class Defined(Declaration):
    """A symbol defined in a formula by `:=`; `target` is how it is written, `tree` its right side. With `parameters`,
    declared symbols in whose place the arguments are put, it is a function."""

    target: Any = None
    tree: Any = None
    needs: tuple[str, ...] = ()
    parameters: tuple[str, ...] = ()
    kind = "정의"

    @property
    def arguments(self) -> tuple[str, ...]:
        return self.needs

    @property
    def is_function(self) -> bool:
        return bool(self.parameters)


@lru_cache(maxsize=1024)
def parameters(function: Callable) -> tuple[str, ...]:
    """The parameter names of a lambda, which are the symbols that it depends on.

    Raises
    ------
    DeclarationError
        At `*args` and its kin: a dependency must have a name.
    """
    names = []
    for name, parameter in inspect.signature(function).parameters.items():
        if parameter.kind not in (parameter.POSITIONAL_ONLY, parameter.POSITIONAL_OR_KEYWORD):
            raise DeclarationError(
                f"the parameters of a derived symbol name what it depends on; *{name} names nothing"
            )
        names.append(name)
    return tuple(names)
