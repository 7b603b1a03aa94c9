"""One random instance: sizes, drawn values, and the graph of what is computed from them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from math import prod
from typing import Any

import numpy as np

from .corner import ALIKE, special
from .declaration import Array, Constant, Declaration, DeclarationError, Derived, Function, Layer
from .scope import Scope
from .value import AXES, UNIT, EvaluationError, Flexible, Map, MeaningError, Value, exact, lift

NUDGE = 1e-7  # relative move by which the growth of errors through code is measured
CODE_OPERATIONS = 2.0**10  # rounding operations granted to user code, relative to its result
ABREAST = 6  # from this trial on every other one has the same sizes, so that they can stand side by side


class _Digest(np.random.bit_generator.ISeedSequence):
    """A digest as the state of a generator: it is as good as what NumPy would mix from it."""

    def __init__(self, digest: bytes):
        self.digest = digest

    def generate_state(self, n_words: int, dtype: type = np.uint32) -> np.ndarray:
        return np.frombuffer(self.digest, np.dtype(dtype).newbyteorder("<"))[:n_words].astype(dtype)


def generator(*seed: object) -> np.random.Generator:
    """A random generator seeded by text, the same on every machine."""
    digest = hashlib.sha256("\x1f".join(map(str, seed)).encode()).digest()
    return np.random.Generator(np.random.PCG64(_Digest(digest)))


@dataclass
class Drawn:
    """What is known of one instance of a scope, whoever asked first: claims about the same symbols share it."""

    sizes: dict[str, int]
    values: dict[str, Value | Map] = field(default_factory=dict)
    jacobians: dict[Any, Value] = field(default_factory=dict)


class Instance:
    """Values for all symbols of a scope, drawn when they are first needed.

    They depend on the trial and on the symbols alone, so the same instance answers every claim of a scope.

    Parameters
    ----------
    scope : Scope
    trial : int
    smallest : int
        The smallest size that a dimension letter may have.
    whole : bool
        Draw whole numbers, so that polynomial identities are exact.
    wide : bool
        Draw every symbol at a magnitude of its own, from 1e-3 to 1e3.
    corner : str
        The special values that are drawn, in the place of random ones: see `corner`.
    seed : str
        Instances of another seed have nothing to do with these.
    count : int
        How many trials stand side by side along the first index axis: this and every other one after it, from
        `ABREAST` on. An evaluator of such an instance has that axis in use.

    Attributes
    ----------
    sizes : dict
        Dimension letter to its size.
    jacobians : dict
        The derivatives that are known: of symbols by symbols, and of functions at values.
    """

    def __init__(
        self,
        scope: Scope,
        trial: int,
        smallest: int = 2,
        whole: bool = False,
        wide: bool = False,
        corner: str = "",
        seed: str = "",
        count: int = 1,
    ):
        self.scope = scope
        self.trial = trial
        self.count = count
        self.whole = whole
        self.wide = wide
        self.corner = corner
        self.seed = seed
        key = (trial, smallest, whole, wide, corner, seed, count)
        if key not in scope.instances:
            scope.instances[key] = Drawn(_sizes(scope.letters, seed, trial, smallest))
        drawn = scope.instances[key]
        self.sizes, self._values, self.jacobians = drawn.sizes, drawn.values, drawn.jacobians
        self._used: set[str] = set()

    @property
    def draws(self) -> dict[str, Value]:
        """The random values behind what has been asked for so far, by their LaTeX."""
        return {each.tex: self._values[each.name] for each in self.scope.declarations if each.name in self._used and _is_drawn(each)}

    @property
    def is_sized(self) -> bool:
        """Whether a dimension letter stands in the shape of something that has been asked for so far."""
        return any(isinstance(self.scope[name], Array) and set(self.scope[name].dimensions) & self.sizes.keys() for name in self._used)

    @property
    def drawn(self) -> int:
        """How many random numbers are behind what has been asked for so far."""
        return sum(value.data.size for value in self.draws.values())

    @property
    def scaled(self) -> bool:
        """Whether a magnitude was drawn for one of them."""
        return self.wide and any(self.scope[name].scales for name in self._used if _is_drawn(self.scope[name]))

    def value(self, name: str) -> Value | Map:
        """The value of a symbol in this instance.

        Raises
        ------
        MeaningError
            If the code that computes it fails, or returns something without a shape.
        """
        if name not in self._used:
            if name not in self._values:
                self._values[name] = self._make(self.scope[name])
            self._used |= {name, *self.scope.ancestors(name)}
        return self._values[name]

    def _make(self, declaration: Declaration) -> Value | Map:
        if isinstance(declaration, Constant):
            return _oriented(declaration.value, False, 0.0)
        if _is_drawn(declaration):
            drawn = [self._draw(declaration, self.trial + 2 * place) for place in range(self.count)]
            return drawn[0] if self.count == 1 else exact(np.concatenate([each.data for each in drawn]))
        return self.compute(declaration.name, {})

    def _draw(self, declaration: Declaration, trial: int) -> Value:
        """The value of a drawn symbol in one trial."""
        shape = tuple(self.sizes.get(each, each) for each in declaration.dimensions)
        rng = generator(self.seed, trial, ALIKE if self.corner == ALIKE else declaration.tex)
        data = special(declaration, self.corner, rng, shape) if self.corner else declaration.draw(rng, shape, self.whole)
        if self.wide and declaration.scales:
            data = data * 10.0 ** rng.uniform(-3, 3)
        return _oriented(data, declaration.row, 0.0)

    def compute(self, name: str, overrides: Mapping[str, Value], bounded: bool = True) -> Value | Map:
        """A computed symbol, with some of its arguments replaced.

        The replacements may depend on indices: the code is then run once for each. Where it is not to be `bounded`,
        the arguments' errors are not carried through the code.
        """
        declaration = self.scope[name]
        arguments = [
            overrides[argument] if argument in overrides else self.value(argument)
            for argument in declaration.arguments
        ]
        if isinstance(declaration, Function):
            return _made(declaration, arguments) if declaration.of else _map(declaration, declaration.function)
        function = declaration.of if isinstance(declaration, Array) else declaration.function
        if isinstance(declaration, Layer):
            function = _forward(function)
        row = self._is_row(declaration)
        value = apply(function, arguments, row, declaration.tex, self._shape(declaration), bounded)
        if not overrides and not self.trial:
            again = apply(function, arguments, row, declaration.tex, self._shape(declaration))
            if not np.array_equal(value.data, again.data, equal_nan=True):
                raise EvaluationError(f"the code of {declaration.tex} returns different values for the same arguments")
        return value

    def _is_row(self, declaration: Declaration) -> bool:
        if isinstance(declaration, Array):
            return declaration.row
        return any(self.is_row(argument) for argument in declaration.arguments)

    def is_row(self, name: str) -> bool:
        """Whether a symbol is a row, or is computed from rows to a row."""
        declaration = self.scope[name]
        if isinstance(declaration, Array):
            return declaration.row
        if not isinstance(declaration, Derived):
            return False
        value = self.value(name)
        return isinstance(value, Value) and len(value.shape) == 2 and value.shape[0] == 1

    def _shape(self, declaration: Declaration) -> tuple[int, ...] | None:
        if not isinstance(declaration, Array):
            return None
        return tuple(self.sizes.get(each, each) for each in declaration.dimensions)

    def pullback(self, name: str, dout: np.ndarray) -> dict[str, np.ndarray]:
        """What the backward pass of a `Layer` symbol returns for an upstream gradient.

        Parameters
        ----------
        name : str
            A symbol declared by `Layer`.
        dout : ndarray
            The gradient by the layer's output, in the shape that the code knows.

        Returns
        -------
        dict
            Parameter name to gradient.
        """
        declaration = self.scope[name]
        arguments = [_code(self.value(argument)) for argument in declaration.arguments]
        try:
            result = declaration.function(*arguments)
            _, backward = result
            gradients = backward(dout)
        except Exception as error:
            raise EvaluationError(f"the backward pass of {declaration.tex} failed: {_said(error)}") from error
        if not isinstance(gradients, (tuple, list)):
            gradients = (gradients,)
        if len(gradients) != len(arguments):
            raise MeaningError(
                f"the backward pass of {declaration.tex} returned {len(gradients)} gradients for "
                f"the {len(arguments)} parameters {', '.join(declaration.arguments)}"
            )
        return dict(zip(declaration.arguments, map(np.asarray, gradients), strict=True))

    def code_shape(self, name: str) -> tuple[int, ...]:
        """The shape of a symbol's array in code."""
        return np.shape(_code(self.value(name)))


def _is_drawn(declaration: Declaration) -> bool:
    return isinstance(declaration, Array) and declaration.of is None


def _sizes(letters: tuple[str, ...], seed: str, trial: int, smallest: int) -> dict[str, int]:
    """Distinct sizes for distinct letters.

    Every other trial mirrors the one before it, so that of any two letters each is once the
    smaller: a sum that runs too far or not far enough shows in one of the two.
    """
    trial = min(trial, ABREAST) if trial % 2 == 0 else trial
    largest = smallest + max(4, len(letters)) - 1
    sizes = np.arange(smallest, largest + 1)
    generator(seed, trial // 2, "sizes").shuffle(sizes)
    if trial % 2:
        sizes = smallest + largest - sizes
    return {letter: int(size) for letter, size in zip(letters, sizes, strict=False)}


class View:
    """An instance with some symbols replaced: what a derivative looks at.

    Parameters
    ----------
    instance : Instance
    overrides : mapping
        Symbol name to its replacement.
    bounded : bool
        The errors of what is computed here are asked for. Of a derivative they are not: it has a bound of its own.
    """

    def __init__(self, instance: Instance, overrides: Mapping[str, Value] | None = None, bounded: bool = True):
        self.instance = instance
        self.bounded = bounded
        self.overrides = dict(overrides or {})
        self._values: dict[str, Value] = {}

    @property
    def scope(self) -> Scope:
        return self.instance.scope

    @property
    def is_complex(self) -> bool:
        """Whether a complex step is under way: a second one inside of it would mix with it."""
        return any(np.iscomplexobj(value.data) for value in self.overrides.values())

    def value(self, name: str) -> Value | Map:
        if name in self.overrides:
            return self.overrides[name]
        if self.keeps(name):
            return self.instance.value(name)
        if name not in self._values:
            arguments = {
                argument: self.value(argument)
                for argument in self.scope[name].arguments
            }
            self._values[name] = self.instance.compute(name, arguments, self.bounded)
        return self._values[name]

    def keeps(self, *names: str) -> bool:
        """Whether symbols have the instance's own values, and all that they are computed from."""
        return not self.overrides or all(name not in self.overrides and self.scope.ancestors(name).isdisjoint(self.overrides) for name in names)

    def replaced(self, name: str, value: Value, bounded: bool = True) -> View:
        """The same view with one more symbol replaced."""
        return View(self.instance, {**self.overrides, name: value}, bounded and self.bounded)


def apply(function, arguments, row: bool, name: str, shape: tuple[int, ...] | None = None, bounded: bool = True) -> Value:
    """Run code on values: once for every combination of the indices that they depend on."""
    for argument in arguments:
        if isinstance(argument, Flexible):
            raise EvaluationError(f"{name} is applied to {argument.name}, whose size is not known here")
    lengths = _lengths(arguments)
    results = []
    with np.errstate(all="ignore"):
        for inputs in _inputs(arguments, lengths):
            try:
                result = function(*inputs)
                results.append(np.array(result))
            except Exception as error:
                raise EvaluationError(f"the code of {name} failed: {_said(error)}") from error
            if isinstance(result, tuple):
                raise EvaluationError(
                    f"the code of {name} returns {len(result)} things: return one array, or declare a symbol for each; "
                    "code with a backward pass is a Layer"
                )
    first = results[0]
    if any(result.shape != first.shape for result in results):
        raise EvaluationError(f"the code of {name} returns different shapes for different values")
    if first.size == 0:
        raise EvaluationError(f"the code of {name} returned an empty array")
    if first.dtype.kind not in "iufcb" or first.ndim > 2:
        raise EvaluationError(
            f"the code of {name} returned {_kind(first)}; expected a number or an array of one or two axes"
        )
    if shape is not None and first.shape != shape:
        raise EvaluationError(f"the code of {name} returned the shape {first.shape}; declared is {shape}")
    stacked = np.array(results) if len(results) > 1 else first[None]
    if stacked.dtype.kind in "iub":
        stacked = stacked.astype(float)
    core = first.shape if first.ndim != 1 else (1, first.size) if row else (first.size, 1)
    data = stacked.reshape(lengths + core)
    error = _propagated(function, arguments, first, lengths) if bounded else 0.0
    if error or data.dtype.kind == "c" or not (data == np.rint(data)).all():
        error += CODE_OPERATIONS * UNIT * float(np.abs(data).max())
    return Value(data, error)


def _propagated(function, arguments, result: np.ndarray, lengths: tuple[int, ...]) -> float:
    """How far the arguments' errors move the result: measured, by moving them a little."""
    error = max((argument.error for argument in arguments if isinstance(argument, Value)), default=0.0)
    if error == 0.0:
        return 0.0
    inputs = list(next(iter(_inputs(arguments, lengths))))
    largest = 0.0
    for place, argument in enumerate(arguments):
        if not isinstance(argument, Value) or argument.error == 0.0:
            continue
        move = NUDGE * (float(np.abs(inputs[place]).max()) or 1.0)
        signs = np.where(np.arange(inputs[place].size) % 2, 1.0, -1.0).reshape(inputs[place].shape)
        for direction in (signs, np.ones_like(signs)):
            nudged = [*inputs[:place], inputs[place] + move * direction, *inputs[place + 1 :]]
            try:
                with np.errstate(all="ignore"):
                    change = np.abs(np.asarray(function(*nudged)) - result).max()
            except Exception as failure:
                raise EvaluationError(f"the code failed beside its argument: {_said(failure)}") from failure
            largest = max(largest, float(change) / move * argument.error)
    return 4 * largest


def _lengths(arguments) -> tuple[int, ...]:
    """How many values each index takes in the arguments."""
    shapes = [argument.data.shape[:AXES] for argument in arguments if isinstance(argument, Value)]
    return tuple(map(max, zip(*shapes, strict=True))) if shapes else (1,) * AXES


def _inputs(arguments, lengths: tuple[int, ...]):
    """The arguments as code sees them, for every combination of indices."""
    count = prod(lengths)
    columns = []
    for argument in arguments:
        if isinstance(argument, Map):
            columns.append([argument.code] * count)
        elif argument.data.shape[:AXES] == (1,) * AXES:
            columns.append(_flat(argument.data.reshape((1,) + argument.shape)).repeat(count, axis=0))
        else:
            whole = argument.data if argument.data.shape[:AXES] == lengths else np.broadcast_to(argument.data, lengths + argument.shape)
            columns.append(_flat(whole.reshape((count,) + argument.shape)))
    return zip(*columns, strict=True) if columns else [()]


def _kind(array: np.ndarray) -> str:
    return f"an array of {array.dtype} with {array.ndim} axes"


def _said(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"


def _map(declaration: Function, code: Callable, applied: Callable | None = None, arguments: Sequence = ()) -> Map:
    """A function as a value. Where it is made from other symbols, what is run takes these first."""

    def application(*given: Value) -> Value:
        row = any(isinstance(each, Value) and len(each.shape) == 2 and each.shape[0] == 1 for each in given)
        return apply(applied or code, [*arguments, *given], row, declaration.tex)

    return Map(application, declaration.tex, code, declaration.name)


def _made(declaration: Function, arguments: Sequence) -> Map:
    """The function that is made from other symbols. Their errors, and indices that they depend on, go into its values."""
    exact = all(argument.error == 0.0 for argument in arguments if isinstance(argument, Value))
    single = _lengths(arguments) == (1,) * AXES

    def applied(*inputs):
        return declaration.of(*inputs[: len(arguments)])(*inputs[len(arguments) :])

    def unknown(*_):
        raise TypeError(f"{declaration.tex} depends on an index here, and cannot be handed to code")

    try:
        code = declaration.of(*map(_code, arguments)) if single else unknown
    except Exception as error:
        raise EvaluationError(f"the code of {declaration.tex} failed: {_said(error)}") from error
    if not callable(code):
        raise EvaluationError(f"the code of {declaration.tex} returned no function")
    return _map(declaration, code) if exact and single else _map(declaration, code, applied, arguments)


def _forward(function):
    """The first half of a layer: its value."""

    def forward(*arguments):
        result = function(*arguments)
        if not (isinstance(result, tuple) and len(result) == 2 and callable(result[1])):
            raise DeclarationError("a Layer's function returns (value, backward)")
        return result[0]

    return forward


def _oriented(array: np.ndarray, row: bool, error: float) -> Value:
    """Code's arrays as values: 1-D is a row or a column."""
    array = np.asarray(array)
    if array.ndim == 1:
        array = array[None, :] if row else array[:, None]
    return lift(array, error)


def _code(value: Value | Map) -> Any:
    """A value as code sees it: vectors 1-D."""
    if isinstance(value, Map):
        return value.code
    if value.data.shape[:AXES] != (1,) * AXES:
        raise EvaluationError("code takes one value at a time here, not one for each index")
    return _flat(value.data.reshape((1,) + value.shape))[0]


def _flat(arrays: np.ndarray) -> np.ndarray:
    """Copies, vectors 1-D: code that writes into its arguments harms nothing."""
    if arrays.ndim == 3 and 1 in arrays.shape[1:]:
        arrays = arrays.reshape(arrays.shape[0], -1)
    return arrays.copy()
