"""Syntax tree × instance → values.

One evaluator evaluates the terms of one claim on one instance. It goes through the tree once
for all values of the index letters (see `value`). `METHODS` maps every kind of node to the
function that gives it its meaning.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import contextmanager

import numpy as np

from ..latex import LatexError
from ..latex.tree import (
    Big, Call, Cases, Chain, Derivative, Dots, Empty, Fence, Fraction, Group, Matrix, Name, Node,
    Number, Product, Root, Script, Sum,
)
from . import algebra
from .declaration import Array
from .ellipsis import general
from .function import ENTRYWISE, OPERATORS, entrywise
from .index import Binding, Unranged, gather
from .instance import View
from .scope import Found
from .value import AXES, Flexible, Map, MeaningError, Value, exact, rounded, scalar

TRANSPOSES = {"T", "\\top", "\\intercal", "⊺", "\\mathsf"}
Operand = Value | Flexible


class Evaluator:
    """Evaluates the terms of one claim.

    Parameters
    ----------
    view : View
        The instance, perhaps with replaced symbols.
    """

    def __init__(self, view: View):
        self.view = view
        self.bindings: dict[str, Binding] = {}
        self.axes = 0

    @property
    def scope(self):
        return self.view.scope

    # -- entry points -------------------------------------------------------------------

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
        try:
            method = METHODS[type(node)]
        except KeyError:
            raise LatexError("this is not a term of a formula", node.span) from None
        try:
            return method(self, node)
        except MeaningError as error:
            if not hasattr(error, "span"):
                error.span = node.span
            raise

    def scalar(self, node: Node, what: str) -> Value:
        value = self(node)
        if isinstance(value, Flexible) or not value.is_scalar:
            raise MeaningError(f"{what} must be a scalar, not {described(value)}")
        return value

    # -- index letters ------------------------------------------------------------------

    def new_axis(self) -> int:
        if self.axes >= AXES:
            raise MeaningError(f"more than {AXES} indices are in force at once")
        self.axes += 1
        return self.axes - 1

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
            if before is None:
                self.bindings.pop(letter, None)
            else:
                self.bindings[letter] = before
            if set(self.bindings) | {letter} == free:  # no free letter was met inside
                self.axes = axes

    def index(self, node: Node, length: int) -> Value | int:
        """An index item, as 1-based numbers; a free letter is bound to this range."""
        letter = node.letter if isinstance(node, Name) else None
        if letter is not None and not node.accents and self.scope.find(node) is None:
            if letter in self.bindings:
                self.bindings[letter].meet(length)
                return self.bindings[letter].values()
            if letter not in self.view.instance.sizes and len(letter) == 1:
                binding = Binding(letter, self.new_axis(), length)
                self.bindings[letter] = binding
                return binding.values()
        if isinstance(node, Number) and node.text.isdigit():
            return int(node.text)
        return self.scalar(node, "an index")

    # -- names --------------------------------------------------------------------------

    def name(self, node: Name) -> Operand | Map:
        found = self.scope.find(node)
        if found:
            return self.view.value(found.declaration.name)
        binding = self.bindings.get(node.letter) if not node.accents else None
        if binding is not None:
            if binding.length is None:
                raise Unranged(
                    LatexError(f"the range of {node.letter} does not show before it is used", node.span)
                )
            return binding.values()
        if node.letter in self.view.instance.sizes and not node.accents:
            return scalar(float(self.view.instance.sizes[node.letter]))
        special = self.special(node)
        if special is not None:
            return special
        if len(node.letter) == 1 and not node.accents:
            raise Unranged(self.unknown(node))
        raise self.unknown(node)

    def special(self, node: Name, size: int | None = None) -> Operand | None:
        """Names with a meaning of their own, unless they are declared."""
        if node.accents:
            return None
        if node.letter in ("0", "1") and node.style:
            number = float(node.letter)
            return Flexible(
                size, 1 if number == 1 or size is not None else None,
                lambda r, c: exact(np.full((1,) * AXES + (r, c), number)),
                f"\\mathbf{{{node.letter}}}",
            )
        if node.letter == "I":
            return Flexible(size, size, _identity, "I")
        if node.letter == "e" and not node.style:
            return Value(np.full((1,) * AXES, np.e), 1e-16)
        if node.letter == "\\pi":
            return Value(np.full((1,) * AXES, np.pi), 1e-16)
        if node.letter in ENTRYWISE and node.style:
            return _function(node.letter)
        return None

    def unknown(self, node: Node) -> LatexError:
        name = node.base if isinstance(node, Script) else node
        letter = name.letter if isinstance(name, Name) else "this"
        near = self.scope.nearest(letter)
        hint = f"; did you mean {near}?" if near else ""
        names = ", ".join(each.tex for each in self.scope.declarations if each.tex)
        declared = f"declared are {names}" if names else "nothing is declared yet: write a given(…)"
        return LatexError(f"{letter} is not declared{hint} ({declared})", node.span)

    def found_value(self, found: Found, node: Node) -> Operand | Map:
        """A declared symbol with its indices."""
        value = self.view.value(found.declaration.name)
        if not found.items:
            return value
        if isinstance(value, Map):
            raise LatexError(f"the function {found.declaration.tex} has no entries", node.span)
        return self.entry(value, found.items, found.commas, node)

    def entry(self, value: Operand, items: tuple[Node, ...], commas: bool, node: Node) -> Value:
        """`x_{ij}`, `(XW)_{ij}`: an entry, counted from 1."""
        if isinstance(value, Flexible):
            raise MeaningError(f"an entry of {value.name}, whose size is not known here")
        first, *indices = self.entry_indices(value.shape, items, commas, node)
        return gather(value, first, *indices)

    def entry_indices(self, shape: tuple[int, ...], items: tuple[Node, ...], commas: bool, node: Node):
        if not shape:
            raise MeaningError("a scalar has no entries")
        vector = 1 in shape[:2]
        if vector and len(items) > 1 and not commas and all(isinstance(item, Number) for item in items):
            items = (Number("".join(item.text for item in items), span=node.span),)
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

    # -- scripts ------------------------------------------------------------------------

    def script(self, node: Script) -> Operand | Map:
        found = self.scope.find(node)
        if found:
            value = self.found_value(found, node)
            return self.raised(value, found.sup, found.primes, node)
        if isinstance(node.base, Name):
            letter = node.base.letter
            if letter in ("I", "1", "0") and len(node.sub) == 1 and self.scope.find(node.base) is None:
                size = self.scalar(node.sub[0], "a size")
                value = self.special(node.base, int(size.data.flat[0]))
                if value is not None:
                    if letter == "I":
                        value = value.fit(None, None) if value.rows is None else value.make(value.rows, value.rows)
                    return self.raised(value, node.sup, node.primes, node)
            if letter == "\\delta" and len(node.sub) == 2 and self.scope.find(node.base) is None:
                one, two = (self.scalar(item, "an index") for item in node.sub)
                return exact((one.data == two.data).astype(float))
            if letter == "e" and node.sup is not None and not node.sub and self.scope.find(node.base) is None:
                return entrywise("exp", self.scalar(node.sup, "an exponent of e"))
        if isinstance(node.base, Fence) and node.base.kind in ("<", "‖") and node.sub:
            value = self.fence(node.base, node.sub)
        elif node.sub:
            if isinstance(node.base, Name) and self.scope.find(node.base) is None:
                raise self.unknown(node)
            value = self.evaluate(node.base)
            if isinstance(value, Map):
                raise LatexError("a function has no entries", node.span)
            value = self.entry(value, node.sub, node.commas, node)
        else:
            value = self.evaluate(node.base)
        return self.raised(value, node.sup, node.primes, node)

    def raised(self, value: Operand | Map, sup: Node | None, primes: int, node: Node) -> Operand | Map:
        """What a superscript does: transpose, inverse, power."""
        if primes:
            raise LatexError("a prime needs a function in front of it", node.span)
        if sup is None:
            return value
        if isinstance(value, Map):
            raise LatexError("a power of a function: apply the function first", node.span)
        if self.is_transpose(sup):
            return algebra.transpose(value)
        if isinstance(sup, Product) and self.is_transpose(sup.factors[-1]) and not any(sup.operators):
            raise LatexError("this decoration is not declared: is it part of a name (tex=)?", sup.span)
        if isinstance(sup, Sum) and len(sup.terms) == 1 and sup.signs == ("-",):
            if self.is_transpose(sup.terms[0]):
                return algebra.transpose(algebra.inverse(value))
            if sup.terms[0] == Number("1"):
                return algebra.inverse(value)
        if isinstance(sup, Name) and sup.letter in ("*", "+", "-", "\\dagger", "\\star"):
            raise LatexError(f"the decoration {sup.letter} is not declared: give the name by tex=", sup.span)
        return algebra.power(value, self.scalar(sup, "an exponent"))

    def is_transpose(self, sup: Node) -> bool:
        return isinstance(sup, Name) and sup.letter in TRANSPOSES and not sup.accents

    # -- brackets, sums, products -------------------------------------------------------

    def number(self, node: Number) -> Value:
        return scalar(float(node.text))

    def group(self, node: Group) -> Operand | Map:
        if len(node.items) != 1:
            return self.column(node)
        return self.evaluate(node.items[0])

    def column(self, node: Group) -> Value:
        """`(x_1, …, x_n)`: a column vector."""
        if any(isinstance(item, Dots) for item in node.items):
            rows = tuple((item,) for item in node.items)
            return self.evaluate(Matrix("pmatrix", rows, span=node.span))
        return self.evaluate(Matrix("pmatrix", tuple((item,) for item in node.items), span=node.span))

    def sum(self, node: Sum) -> Operand:
        dots = [index for index, term in enumerate(node.terms) if isinstance(term, Dots)]
        if dots:
            return self.sum_with_dots(node, dots)
        result: Operand | None = None
        for sign, term in zip(node.signs, node.terms, strict=True):
            if sign == "\\pm":
                raise LatexError("± is two claims: write both", node.span)
            value = self(term)
            if result is None:
                result = algebra.negate(value) if sign == "-" else value
            else:
                result = self.added(result, value, -1 if sign == "-" else 1, node, term)
        return result

    def added(self, left: Operand, right: Operand, sign: int, node: Sum, term: Node) -> Operand:
        """A sum; a row declared `broadcast=True` is added to every row of a matrix."""
        for row, whole in ((right, left), (left, right)):
            broadcast = isinstance(row, Value) and isinstance(whole, Value) and not row.is_scalar
            if not broadcast or whole.is_scalar or row.shape == whole.shape:
                continue
            if row.shape[0] == 1 and row.shape[1] == whole.shape[1] and self.broadcasts(node):
                ones = exact(np.ones((1,) * AXES + (whole.shape[0], 1)))
                spread = algebra.multiply(ones, row)
                left, right = (left, spread) if row is right else (spread, right)
                break
        return algebra.add(left, right, sign)

    def broadcasts(self, node: Sum) -> bool:
        """Whether a term of the sum is a row that was declared with broadcast=True."""
        for term in node.terms:
            found = self.scope.find(term) if isinstance(term, (Name, Script)) else None
            if found and isinstance(found.declaration, Array) and found.declaration.broadcast and not found.items and not found.sup:
                return True
        return False

    def sum_with_dots(self, node: Sum, dots: list[int]) -> Operand:
        """`a_1 + a_2 + … + a_n`: the shown terms, and the pattern for the hidden ones."""
        (gap,) = self.one_gap(dots, len(node.terms), node)
        signs = {node.signs[gap], node.signs[gap + 1]}
        if len(signs) > 1:
            raise LatexError("the signs on both sides of this ellipsis differ", node.terms[gap].span)
        hidden = self.hidden(node.terms[gap - 1], node.terms[gap + 1], node)
        if node.signs[gap] == "-" and hidden is not None:
            hidden = algebra.negate(hidden)
        result = hidden
        for index, (sign, term) in enumerate(zip(node.signs, node.terms, strict=True)):
            if index == gap:
                continue
            value = self(term)
            value = algebra.negate(value) if sign == "-" else value
            result = value if result is None else algebra.add(result, value)
        return result

    @staticmethod
    def one_gap(dots: list[int], count: int, node: Node) -> list[int]:
        if len(dots) > 1 or dots[0] in (0, count - 1):
            raise LatexError("an ellipsis needs a term on either side, and there may be one", node.span)
        return dots

    def hidden(self, before: Node, after: Node, node: Node) -> Operand | None:
        """The sum of the terms that an ellipsis hides; None if it hides none here."""
        tree, first, last = general(before, after, "term")
        if first is None:
            raise LatexError("the terms beside this ellipsis are equal: how many are there?", node.span)
        start, end = (_whole(self.scalar(label, "a label")) for label in (first, last))
        if end - start < 1:
            raise MeaningError(f"the ellipsis runs from {start} to {end}")
        if end - start == 1:
            return None
        with self.bound("⟨term⟩", end - start - 1, start + 1) as binding:
            value = self(tree)
            return _reduced(value, binding.axis, end - start - 1, np.sum)

    def product(self, node: Product) -> Operand | Map:
        from .product import product

        return product(self, node)

    def fraction(self, node: Fraction) -> Operand:
        return algebra.divide(self(node.numerator), self(node.denominator))

    def derivative(self, node: Derivative) -> Operand:
        from .differentiate import derivative

        return derivative(self, node)

    def root(self, node: Root) -> Value:
        body = self.scalar(node.body, "what stands below a root")
        if node.degree is not None:
            return algebra.power(body, algebra.reciprocal(self.scalar(node.degree, "the degree of a root")))
        return algebra.root(body)

    def fence(self, node: Fence, sub: tuple[Node, ...] = ()) -> Value:
        """Inner product, norm, absolute value or determinant."""
        if node.kind == "<":
            if len(node.items) != 2:
                return self.column(Group(node.items, span=node.span))
            if sub and not _is_frobenius(sub):
                raise LatexError("an inner product is marked by F or by nothing", sub[0].span)
            return algebra.inner(self(node.items[0]), self(node.items[1]))
        value = self(node.items[0])
        if node.kind == "‖":
            return self.norm(value, sub)
        if node.kind == "|":
            if isinstance(value, Value) and not value.is_scalar:
                return algebra.determinant(value)
            return algebra.absolute(value)
        raise LatexError("rounding brackets are not part of the language", node.span)

    @staticmethod
    def norm(value: Operand, sub: tuple[Node, ...]) -> Value:
        """Without a mark the Euclidean norm of a vector, the Frobenius norm of a matrix."""
        if not sub or _is_frobenius(sub):
            return algebra.norm(value)
        (mark,) = sub if len(sub) == 1 else (None,)
        vector = isinstance(value, Value) and not value.is_scalar and 1 in value.shape
        if mark == Number("2") and vector:
            return algebra.norm(value)
        if mark == Number("1") and vector:
            return algebra.total(algebra.absolute(value))
        raise LatexError(
            "this norm is not part of the language: there are \\|x\\|, \\|X\\|_F, and \\|x\\|_1, \\|x\\|_2 of vectors",
            sub[0].span,
        )

    def call(self, node: Call) -> Operand:
        if node.primes:
            raise LatexError("the derivative of a named function: write \\frac{d}{dx}", node.span)
        found = self.scope.find(Name(node.function, "rm"))
        if found:
            function = self.view.value(found.declaration.name)
            if not isinstance(function, Map):
                raise LatexError(f"{node.function} is declared, but not as a function", node.span)
            return self.raised(self.applied(function, node.argument), node.sup, 0, node)
        value = self.called(node)
        return self.raised(value, node.sup, 0, node)

    def called(self, node: Call) -> Operand:
        if node.function in ("max", "min"):
            return self.extreme(node)
        argument = self(node.argument)
        if node.function in OPERATORS:
            return OPERATORS[node.function](argument)
        if node.function == "vec":
            return algebra.vec(argument, self.scope.vec)
        if node.function in ENTRYWISE:
            if node.sub:
                if node.function != "log":
                    raise LatexError(f"{node.function} takes no subscript", node.span)
                base = entrywise("log", self.scalar(node.sub[0], "the base of a logarithm"))
                return algebra.divide(entrywise("log", argument), base)
            return entrywise(node.function, argument)
        near = ", ".join(sorted([*OPERATORS, "vec", *ENTRYWISE]))
        raise LatexError(f"the operator {node.function} is not known; there are {near}", node.span)

    def extreme(self, node: Call) -> Value:
        """`\\max(0, z)`."""
        items = node.argument.items if isinstance(node.argument, Group) else (node.argument,)
        values = [self.scalar(item, f"an argument of {node.function}") for item in items]
        choose = np.greater if node.function == "max" else np.less
        result = values[0]
        for value in values[1:]:
            data = np.where(choose(value.data.real, result.data.real), value.data, result.data)
            result = Value(data, max(value.error, result.error))
        return result

    def applied(self, function: Map, argument: Node) -> Operand:
        """A declared function on its arguments."""
        items = argument.items if isinstance(argument, Group) else (argument,)
        values = [self(item) for item in items]
        return function.apply(*values)

    # -- ranges, matrices, cases --------------------------------------------------------

    def big(self, node: Big) -> Operand:
        if node.operator not in REDUCTIONS:
            raise LatexError(f"\\{node.operator} over a range is not part of the language", node.span)
        letters = []
        for each in node.index:
            if not isinstance(each, Name) or each.accents:
                raise LatexError("expected an index letter below", each.span)
            letters.append(each.letter)
        if not letters:
            raise LatexError(f"\\{node.operator} needs an index below it, as in \\{node.operator}_{{i=1}}^{{n}}", node.span)
        return self.reduced(node, letters)

    def reduced(self, node: Big, letters: list[str]) -> Operand:
        letter, *rest = letters
        if self.scope.find(Name(letter)) is not None or letter in self.view.instance.sizes:
            raise LatexError(f"the index {letter} is also a declared symbol or dimension", node.span)
        length, start, mask_upper = None, 1, None
        if node.upper is not None:
            start = 1 if node.lower is None else _whole(self.scalar(node.lower, "a lower bound"))
            upper = self.scalar(node.upper, "an upper bound")
            highest = int(np.max(upper.data.real))
            if upper.data.size > 1:
                mask_upper = upper
            length = highest - start + 1
            if length < 1:
                raise MeaningError(f"the range {start} … {highest} of {letter} is empty")
        elif node.lower is not None:
            raise LatexError(f"the sum over {letter} has a lower bound and no upper one", node.span)
        with self.bound(letter, length, start) as binding:
            value = self.reduced(node, rest) if rest else self(node.body)
            if isinstance(value, Flexible):
                raise MeaningError(f"a sum of {value.name}, whose size is not known here")
            if mask_upper is not None:
                value = _masked(value, binding, mask_upper, REDUCTIONS[node.operator][1])
            if binding.length is None:
                raise LatexError(f"the range of {letter} does not show: write \\{node.operator}_{{{letter}=1}}^{{n}}", node.span)
            return _reduced(value, binding.axis, binding.length, REDUCTIONS[node.operator][0])

    def matrix(self, node: Matrix) -> Operand:
        from .array import matrix

        return matrix(self, node)

    def cases(self, node: Cases) -> Operand:
        """The value whose condition holds; the last one may be `otherwise`."""
        result: Value | None = None
        for value_node, condition in reversed(list(zip(node.values, node.conditions, strict=True))):
            value = self(value_node)
            if isinstance(value, Flexible):
                raise MeaningError(f"a case is {value.name}, whose size is not known here")
            if result is None:
                rest = Value(np.full_like(value.data, np.nan), 0.0)
                result = value if condition is None else rest
            if condition is not None:
                if value.shape != result.shape:
                    raise MeaningError(f"the cases have different shapes: {value.described()} and {result.described()}")
                holds = self.truth(condition)
                holds = holds.reshape(holds.shape + (1,) * len(value.shape))
                result = Value(np.where(holds, value.data, result.data), max(value.error, result.error))
        return result

    def truth(self, node: Node) -> np.ndarray:
        """A condition, as truth values along the index axes."""
        if not isinstance(node, Chain):
            raise LatexError("expected a condition, such as z > 0", node.span)
        terms = [self.scalar(term, "a side of a condition") for term in node.terms]
        holds = np.ones((1,) * AXES, dtype=bool)
        for relation, left, right in zip(node.relations, terms, terms[1:], strict=False):
            if relation not in CONDITIONS:
                raise LatexError(f"the relation {relation} is not known in a condition", node.span)
            holds = holds & CONDITIONS[relation](left.data.real, right.data.real)
        return holds

    def dots(self, node: Dots) -> Operand:
        raise LatexError("an ellipsis stands where it hides nothing that can be found", node.span)

    def empty(self, node: Empty) -> Operand:
        raise LatexError("a term is missing here", node.span)


METHODS: dict[type[Node], Callable[[Evaluator, Node], Operand | Map]] = {
    Name: Evaluator.name, Script: Evaluator.script, Number: Evaluator.number,
    Group: Evaluator.group, Sum: Evaluator.sum, Product: Evaluator.product,
    Fraction: Evaluator.fraction, Derivative: Evaluator.derivative, Root: Evaluator.root,
    Fence: Evaluator.fence, Call: Evaluator.call, Big: Evaluator.big, Matrix: Evaluator.matrix,
    Cases: Evaluator.cases, Dots: Evaluator.dots, Empty: Evaluator.empty,
}

REDUCTIONS = {"sum": (np.sum, 0.0), "prod": (np.prod, 1.0), "max": (np.max, -np.inf), "min": (np.min, np.inf)}
CONDITIONS = {
    "=": np.equal, "\\neq": np.not_equal, "<": np.less, ">": np.greater,
    "\\leq": np.less_equal, "\\geq": np.greater_equal,
}


def described(value: Operand) -> str:
    return value.described() if isinstance(value, Value) else value.name


def _is_frobenius(sub: tuple[Node, ...]) -> bool:
    return len(sub) == 1 and isinstance(sub[0], Name) and sub[0].letter == "F"


def _identity(rows: int, columns: int) -> Value:
    if rows != columns:
        raise MeaningError(f"I would have to be {rows}×{columns}")
    return exact(np.eye(rows).reshape((1,) * AXES + (rows, rows)))


def _function(name: str) -> Map:
    return Map(lambda value: entrywise(name, value), name, ENTRYWISE[name][0])


def _whole(value: Value) -> int:
    number = value.data.flat[0].real
    if value.data.size != 1 or not float(number).is_integer():
        raise MeaningError("a bound is not one whole number")
    return int(number)


def _reduced(value: Operand, axis: int, length: int, reduce: Callable) -> Value:
    """Fold an index axis; a value that does not depend on it counts `length` times."""
    if isinstance(value, Flexible):
        raise MeaningError(f"a sum of {value.name}, whose size is not known here")
    data = value.data
    if data.shape[axis] == 1 and length > 1:
        data = np.repeat(data, length, axis=axis)
    if np.iscomplexobj(data) and reduce in (np.max, np.min):
        choose = np.argmax if reduce is np.max else np.argmin
        best = np.expand_dims(choose(data.real, axis=axis), axis)
        return Value(np.take_along_axis(data, best, axis=axis), value.error)
    result = reduce(data, axis=axis, keepdims=True)
    if reduce is np.prod:
        growth = max(1.0, float(np.max(np.abs(data)))) ** (length - 1)
        return rounded(result, length * value.error * growth, length)
    if reduce is np.sum:
        return rounded(result, length * value.error, length)
    return Value(result, value.error)


def _masked(value: Value, binding: Binding, upper: Value, neutral: float) -> Value:
    inside = binding.values().data <= upper.data.real
    inside = inside.reshape(inside.shape + (1,) * len(value.shape))
    return Value(np.where(inside, value.data, neutral), value.error)
