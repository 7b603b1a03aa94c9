"""The evaluator: walks a tree and keeps what is in force on the way.

It knows index letters and entries; what each kind of node means stands in the files of this
folder and is collected in `language`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import contextmanager

from ..latex import LatexError
from ..latex.tree import Name, Node, Number, Script
from .guard import Guard
from .index import Binding, gather
from .instance import View
from .scope import Scope
from .value import AXES, EvaluationError, Flexible, Map, MeaningError, Value

Operand = Value | Flexible
Meaning = Callable[["Evaluator", Node], Operand | Map]


class Evaluator:
    """Evaluates the terms of one claim on one instance.

    Parameters
    ----------
    view : View
        The instance, perhaps with replaced symbols.
    meanings : mapping
        Kind of node to the function that gives it its meaning.

    Attributes
    ----------
    bindings : dict
        The index letters in force.
    axes : int
        How many index axes are in use.
    claim : Node
        The whole claim: a differential moves all that the claim names.
    guard : Guard or None
        Of the condition under which this is evaluated.
    """

    def __init__(self, view: View, meanings: Mapping[type[Node], Meaning]):
        self.view = view
        self.meanings = meanings
        self.bindings: dict[str, Binding] = {}
        self.axes = 0
        self.claim: Node | None = None
        self.guard: Guard | None = None

    @property
    def scope(self) -> Scope:
        return self.view.scope

    def inside(self) -> Evaluator:
        """An evaluator for another view, under the index letters that are in force here."""
        inner = Evaluator(self.view, self.meanings)
        inner.bindings, inner.axes, inner.claim, inner.guard = self.bindings, self.axes, self.claim, self.guard
        return inner

    def __call__(self, node: Node) -> Operand:
        """The value of a term.

        Raises
        ------
        LatexError
            If the language does not give the term a meaning.
        MeaningError
            If it has none on this instance: shapes, ranges, domains.
        """
        value = self.evaluate(node)
        if isinstance(value, Map):
            raise LatexError("a function stands where a value was expected: apply it", node.span)
        return value

    def evaluate(self, node: Node) -> Operand | Map:
        """The same, for a function too."""
        if type(node) not in self.meanings:
            raise LatexError("a term was expected here", node.span)
        return self.meanings[type(node)](self, node)

    def scalar(self, node: Node, what: str) -> Value:
        value = self(node)
        if isinstance(value, Flexible) or not value.is_scalar:
            raise MeaningError(f"{what} must be a scalar, not {value.described()}")
        return value

    def new_axis(self) -> int:
        if self.axes >= AXES:
            raise MeaningError(f"more than {AXES} indices are in force at once")
        self.axes += 1
        return self.axes - 1

    @contextmanager
    def guarded(self):
        """What is evaluated in here holds under a condition; its guard is to be checked against that."""
        self.guard = Guard(self.guard)
        try:
            yield self.guard
        finally:
            self.guard = self.guard.around

    @contextmanager
    def bound(self, letter: str, length: int | None = None, start: int = 1):
        """A letter that runs over a range inside of a sum, a product, an ellipsis."""
        before = self.bindings.get(letter)
        axes = self.axes
        binding = Binding(letter, self.new_axis(), length, start, bounded=length is not None)
        self.bindings[letter] = binding
        free = set(self.bindings)
        try:
            yield binding
        finally:
            if self.guard is not None:
                self.guard.fold(binding.axis)
            if before is None:
                self.bindings.pop(letter, None)
            else:
                self.bindings[letter] = before
            if set(self.bindings) | {letter} == free:  # no free letter was met inside
                self.axes = axes

    def index(self, node: Node, length: int) -> Value | int:
        """An index item, as 1-based numbers; a free letter is bound to this range."""
        index = self._index(node, length)
        return index if self.guard is None or isinstance(index, int) else self.guard.inside(index, 1, length)

    def _index(self, node: Node, length: int) -> Value | int:
        letter = node.letter if isinstance(node, Name) else None
        if letter is not None and not node.accents and self.scope.find(node) is None:
            if letter in self.bindings:
                self.bindings[letter].meet(length)
                return self.bindings[letter].values()
            if letter not in self.view.instance.sizes and len(letter) == 1:
                binding = Binding(letter, self.new_axis(), length)
                self.bindings[letter] = binding
                return binding.values()
            if letter in self.view.instance.sizes:
                return self.view.instance.sizes[letter]
        if isinstance(node, Number) and node.text.isdigit():
            return int(node.text)
        return self.scalar(node, "an index")

    def entry(self, value: Operand, items: tuple[Node, ...], commas: bool, node: Node) -> Value:
        """`x_{ij}`, `(XW)_{ij}`: an entry, counted from 1."""
        if isinstance(value, Flexible):
            raise EvaluationError(f"an entry of {value.name}, whose size is not known here")
        first, *indices = self.entry_indices(value.shape, items, commas, node)
        return gather(value, first, *indices)

    def entry_indices(self, shape: tuple[int, ...], items: tuple[Node, ...], commas: bool, node: Node):
        if not shape:
            raise MeaningError("a scalar has no entries")
        vector = 1 in shape[:2]
        if vector and len(items) > 1 and not commas and all(isinstance(item, Number) for item in items):
            items = (Number("".join(item.text for item in items), span=node.span),)
        if vector and len(items) == 2 and all(isinstance(item, Name) for item in items):
            raise LatexError("an entry of a vector has one index; an entry of a matrix that is written with its capital: X_{ij}", node.span)
        if vector and len(items) == 1:
            long = 0 if shape[1] == 1 else 1
            index = self.index(items[0], shape[long])
            return (0, index, 1) if long == 0 else (0, 1, index)
        if len(items) != 2:
            raise LatexError(
                f"an entry of {shape[0]}×{shape[1]} needs {'one index' if vector else 'two indices'}, "
                f"not {len(items)}",
                node.span,
            )
        return 0, self.index(items[0], shape[0]), self.index(items[1], shape[1])

    def knows(self, letter: str) -> bool:
        """Whether a letter is a declared symbol, a dimension, or an index in force."""
        declared = self.scope.find(Name(letter)) is not None
        return declared or letter in self.view.instance.sizes or letter in self.bindings

    def unknown(self, node: Node) -> LatexError:
        """What to tell the author of a symbol that is not declared."""
        name = node.base if isinstance(node, Script) else node
        letter = name.letter if isinstance(name, Name) else "this"
        near = self.scope.nearest(letter)
        if isinstance(name, Name):
            for accent in name.accents:
                letter = f"{accent}{{{letter}}}"
        hint = f"; did you mean {near}?" if near else ""
        names = ", ".join(each.tex for each in self.scope.declarations if each.tex)
        declared = f"declared are {names}" if names else "nothing is declared yet: write a given(…)"
        return LatexError(f"{letter} is not declared{hint} ({declared})", node.span)
