"""Normal forms: whether two terms are the same formula on the declared domain, without calculating.

This is the second opinion on a mutant that no trial refutes. It rewrites both terms by laws that hold
for all values (`(AB)^T = B^T A^T`, `A^T = A` of a symmetric matrix, numbers commute, `(-x)^2 = x^2`,
`tr(AB) = tr(BA)`, `(x y^T) x = (y^T x) x`) and compares what is written then. It is far from complete, and says nothing of
terms that it cannot make alike.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from fractions import Fraction as Ratio
from itertools import permutations
from math import prod
from operator import mul

from ..latex import to_latex
from ..latex.tree import (
    Big,
    Call,
    Derivative,
    Dots,
    Fence,
    Fraction,
    Group,
    Matrix,
    Name,
    Node,
    Number,
    Product,
    Script,
    Sum,
    is_transpose,
    rebuilt,
)
from ..meaning.declaration import Array
from ..meaning.differential import is_differential
from ..meaning.scope import plain
from ..meaning.value import Flexible
from .change import INTERCAL, Shapes, pieces_of

ONE = ("1",)
SYMMETRIC, INNER, TRACE, EVEN, DUMMY, ORDER = "symmetric", "inner", "trace", "even", "dummy", "order"
UNIT, CONSTANT, DIAGONAL, DELTA, NUMBERS = "unit", "constant", "diagonal", "delta", "numbers"
MARKERS = (Name("①"), Name("②"), Name("③"))  # no author writes these


def same(one: Node, two: Node, shapes: Shapes, turned: bool = False) -> str:
    """The law that makes two terms one formula; "" if none of the known ones does.

    Parameters
    ----------
    one, two : Node
    shapes : Shapes
        Tells numbers from matrices.
    turned : bool
        Compare the first with the transpose of the second.
    """
    form = _Form(shapes)
    if form(one) != form(two, turned):
        return ""
    return next((law for law in (SYMMETRIC, TRACE, INNER, EVEN, DUMMY, UNIT, CONSTANT, DIAGONAL, DELTA, NUMBERS) if law in form.used), ORDER)


@dataclass
class _Form:
    """Rewrites terms to (number, rest); `used` are the laws that were needed on the way."""

    shapes: Shapes
    used: set[str] = field(default_factory=set)

    def __call__(self, node: Node, turned: bool = False) -> tuple[Ratio, tuple]:
        """The normal form of a term, or of its transpose."""
        match node:
            case Number(text=text):
                return Ratio(text), ONE
            case Group(items=(item,)):
                return self(item, turned)
            case Sum(terms=terms, signs=signs) if all(sign in ("", "+", "-") for sign in signs):
                return self._sum(terms, signs, turned)
            case Product():
                return self._product(node, turned)
            case Fraction(numerator=above, denominator=below):
                (a, up), (b, down) = self(above, turned), self(below)
                return (a / b, up if down == ONE else ("/", up, down)) if b else self._atom(node, turned)
            case Script():
                return self._script(node, turned)
            case Fence(kind="<", items=(left, right)):
                (a, one), (b, two) = self(left), self(right)
                self._note(INNER, one != two)
                return a * b, ("<>", *sorted((one, two), key=repr))
            case Fence(kind="‖", items=(item,)) if self._is_unit(item):
                self._note(UNIT)
                return Ratio(1), ONE
            case Derivative(of=Number()) if self.shapes(node) == ():
                self._note(CONSTANT)
                return Ratio(0), ONE
            case Fence(kind="|", items=(item,)) if self.shapes(item) != ():
                return self._determinant(item)
            case Fence(kind=("|" | "‖") as kind, items=(item,)) if kind == "‖" or self.shapes(item) == ():
                number, rest = self(item)
                self._note(EVEN, number < 0)
                return abs(number), (kind, rest)
            case Call(function="tr", argument=argument, sub=(), sup=None, primes=0):
                return self._trace(argument)
            case Call(function="det", argument=argument, sub=(), sup=None, primes=0):
                return self._determinant(argument)
            case Big(operator="sum"):
                return self._big(node, turned)
            case Matrix():
                return self._matrix(node, turned)
        return self._atom(node, turned)

    def _note(self, law: str, needed: bool = True) -> None:
        if needed:
            self.used.add(law)

    def _atom(self, node: Node, turned: bool) -> tuple[Ratio, tuple]:
        key = ("atom", self._written(node))
        if turned and self._symmetric(node):
            self._note(SYMMETRIC)
            turned = False
        return Ratio(1), ("T", key) if turned and self.shapes(node) != () else key

    def _written(self, node: Node) -> str:
        return to_latex(node if self.shapes.scope.tells_styles else plain(node))

    def _symmetric(self, node: Node) -> bool:
        """Whether a term is a whole matrix that is declared symmetric, or I, or a diagonal matrix."""
        if self.shapes.is_identity(node) or self._is_diagonal(node):
            return True
        array = self._array(node)
        return array is not None and (array.symmetric or array.definite)

    def _is_diagonal(self, node: Node) -> bool:
        return isinstance(node, Call) and node.function == "diag" and node.sup is None and self._is_square(node)

    def _is_unit(self, node: Node) -> bool:
        array = self._array(node)
        return array is not None and array.unit

    def _array(self, node: Node) -> Array | None:
        """The declaration of a term that is a whole drawn array."""
        found = self.shapes.scope.find(node) if isinstance(node, (Name, Script)) else None
        whole = found is not None and not found.items and found.sup is None and not found.member
        return found.declaration if whole and isinstance(found.declaration, Array) else None

    def _sum(self, terms: tuple[Node, ...], signs: tuple[str, ...], turned: bool) -> tuple[Ratio, tuple]:
        collected: dict[tuple, Ratio] = {}
        for sign, term in zip(signs, terms, strict=True):
            number, rest = self(term, turned)
            collected[rest] = collected.get(rest, Ratio(0)) + (-number if sign == "-" else number)
        parts = sorted(((rest, number) for rest, number in collected.items() if number), key=repr)
        if len(parts) < 2:
            return (parts[0][1], parts[0][0]) if parts else (Ratio(0), ONE)
        lead = parts[0][1]  # so that a - b and b - a differ by their number only
        return lead, ("+", *((rest, number / lead) for rest, number in parts))

    def _product(self, node: Product, turned: bool) -> tuple[Ratio, tuple]:
        pieces, between = self._pieces(node)
        factors = [piece[0] if len(piece) == 1 else Product(piece, ("",) * (len(piece) - 1)) for piece in pieces]
        forms = [self.shapes(factor) for factor in factors]
        plainly = factors and all(operator in ("", "\\cdot", "\\times") for operator in between)
        vectors = [shape for shape in forms if isinstance(shape, tuple) and 1 in shape]
        inner = "\\cdot" in between and len(vectors) > 1 and vectors[0] != vectors[1][::-1]
        match node.factors:
            case (Name(letter="tr") as name, Group() as argument) if self.shapes.scope.find(name) is None:
                return self._trace(argument)
        if inner and len(factors) == 2 and forms[0] == forms[1] and forms[0][1] == 1:  # x · y is x^T y
            factors, forms, inner = [Script(factors[0], sup=INTERCAL), factors[1]], [forms[0][::-1], forms[1]], False
        if between and {*between} == {"\\odot"}:
            return self._hadamard(node, factors, turned)
        if not plainly or None in forms or inner:
            return self._atom(node, turned)
        factors = self._with_one_letter(factors)
        number, scalars, arrays, edges = Ratio(1), [], [], []
        for factor, shape in zip(factors, forms, strict=True):
            form = self._glued if isinstance(factor, Product) else self
            each, rest = form(factor, turned and shape != ())
            number *= each
            if rest != ONE and not (self.shapes.is_identity(factor) and len(factors) > 1):
                if shape == ():
                    scalars += self._factors(rest)
                else:
                    arrays.append((self._factors(rest), self._factors(form(factor, not turned)[1])))
                    rows, columns = (shape.rows, shape.columns) if isinstance(shape, Flexible) else shape[:2]
                    edges += [rows] * (not edges) + [columns]
        if len(arrays) > 1 and all(map(self._is_diagonal, factors)):
            self._note(DIAGONAL)
            arrays.sort(key=repr)
        elif turned:
            arrays, edges = arrays[::-1], edges[::-1]
        if len(arrays) > 1 and all(_cells(rest) for rest, _ in arrays):
            self._note(NUMBERS)
            arrays, edges = [_multiplied(arrays)], [edges[0], edges[-1]]
        before, numbers, after = _numbers(arrays, edges)
        scalars = sorted(scalars + numbers, key=repr)
        whole = (*scalars, *(each for rest, _ in before + after for each in rest))
        return number, ONE if not whole else whole[0] if len(whole) == 1 else ("·", whole)

    def _hadamard(self, node: Product, factors: list[Node], turned: bool) -> tuple[Ratio, tuple]:
        """An entrywise product of written numbers is calculated."""
        forms = [self(factor, turned) for factor in factors]
        parts = [_cells((rest,)) for _, rest in forms]
        if not all(parts) or len({(len(part), len(part[0])) for part in parts}) > 1:
            return self._atom(node, turned)
        self._note(NUMBERS)
        return prod(number for number, _ in forms), _written(
            [[prod(cells) for cells in zip(*rows, strict=True)] for rows in zip(*parts, strict=True)]
        )

    def _with_one_letter(self, factors: list[Node]) -> list[Node]:
        """Beside δ_ij, where i ≠ j counts as nothing, every j is an i."""
        if any(isinstance(part, Big) for factor in factors for part in factor.walk()):  # it may bind one of the letters
            return factors
        for delta in factors:
            match delta:
                case Script(base=Name(letter="\\delta"), sub=(Name() as i, Name() as j), sup=None) if self.shapes.scope.find(delta) is None and i != j:
                    i, j = sorted((i, j), key=lambda name: name.letter)
                    renamed = [each if each is delta else _renamed(each, {j: i}) for each in factors]
                    self._note(DELTA, renamed != factors)
                    return renamed
        return factors

    def _pieces(self, node: Product) -> tuple[list[tuple[Node, ...]], list[str]]:
        """The factors, those of a matrix product in brackets among them."""
        pieces, between = pieces_of(node, self.shapes)
        flat, operators = [], []
        for piece, operator in zip(pieces, ["", *between], strict=False):
            match piece:
                case (Group(items=(Product() as inner,)),) if {*inner.operators} == {""} and self.shapes(inner) not in ((), None):
                    parts, within = self._pieces(inner)
                    flat += parts
                    operators += [operator, *within]
                case _:
                    flat.append(piece)
                    operators.append(operator)
        return flat, operators[1:]

    def _glued(self, node: Product, turned: bool) -> tuple[Ratio, tuple]:
        """What is one factor only together: a differential, which is linear; `J_F(x)`, perhaps transposed."""
        match node.factors:
            case (Name() as d, moving) if is_differential(self.shapes.evaluator, d, moving):
                number, rest = self(moving, turned)
                return number, ("d", rest)
            case (Script(sup=sup) as head, Group() as argument) if is_transpose(sup):
                return self._atom(Product((replace(head, sup=None), argument), ("",)), not turned)
        return self._atom(node, turned)

    def _factors(self, rest: tuple) -> tuple:
        return rest[1] if rest[0] == "·" else (rest,)

    def _script(self, node: Script, turned: bool) -> tuple[Ratio, tuple]:
        found = self.shapes.scope.find(node)
        base = node.base.items[0] if isinstance(node.base, Group) else node.base
        entry = found is None and len(node.sub) == 2 and node.sup is None
        if entry and (node.base == Name("\\delta") or self.shapes.is_identity(base)):
            return Ratio(1), ("δ", self._written(base), *sorted(map(self._written, node.sub)))
        if found and found.sup is None and len(found.items) == 2 and isinstance(found.declaration, Array):
            if found.declaration.symmetric or found.declaration.definite:
                self._note(SYMMETRIC)
                return Ratio(1), ("entry", found.declaration.name, *sorted(map(self._written, found.items)))
        if (found is None or found.sup is not None) and not node.sub and not node.primes:
            if is_transpose(node.sup) and not (isinstance(node.base, Group) and len(node.base.items) > 1):
                return self(node.base, not turned and self.shapes(node.base) != ())
            if isinstance(node.sup, Number) and node.sup.text.isdigit() and not turned:
                number, rest = self(node.base)
                power = int(node.sup.text)
                self._note(EVEN, number < 0 and power % 2 == 0)
                return number**power, rest if rest == ONE or power == 1 else ("^", rest, power)
        return self._atom(node, turned)

    def _trace(self, argument: Node) -> tuple[Ratio, tuple]:
        """The smallest of all rotations of the factors, and of those of the transpose."""
        (number, rest), (_, other) = self(argument), self(argument, True)
        ways = []
        for each in (rest, other):
            factors = self._factors(each)
            ways += [(*factors[place:], *factors[:place]) for place in range(len(factors))]
        self._note(TRACE, len(ways) > 1)
        return number, ("tr", min(ways, key=repr))

    def _determinant(self, argument: Node) -> tuple[Ratio, tuple]:
        """The determinant of a product is that of its factors, which are numbers."""
        while isinstance(argument, Group) and len(argument.items) == 1:
            argument = argument.items[0]
        factors = argument.factors if isinstance(argument, Product) else (argument,)
        number, rest = self(argument)
        if number != 1 or len(self._factors(rest)) != len(factors) or not all(self._is_square(factor) for factor in factors):
            return Ratio(1), ("det", self._written(argument))
        upright = (each[1] if each[0] == "T" else each for each in self._factors(rest))
        whole = tuple(sorted((("det", each) for each in upright), key=repr))
        self._note(TRACE)
        return Ratio(1), whole[0] if len(whole) == 1 else ("·", whole)

    def _is_square(self, node: Node) -> bool:
        shape = self.shapes(node)
        return isinstance(shape, tuple) and len(shape) == 2 and shape[0] == shape[1]

    def _big(self, node: Big, turned: bool) -> tuple[Ratio, tuple]:
        """Of nested sums over the same range, the order and the names of the letters do not matter."""
        letters, ranges, body = [], [], node
        while isinstance(body, Big) and body.operator == "sum" and all(isinstance(each, Name) for each in body.index):
            letters += body.index
            ranges += [tuple(each and self._written(each) for each in (body.lower, body.upper))] * len(body.index)
            body = body.body
        if not letters or len(letters) > 3 or len({*ranges}) > 1 or turned:
            return self._atom(node, turned)
        ways = []
        for order in permutations(letters):
            names = dict(zip(order, MARKERS, strict=False))
            number, rest = self(_renamed(body, names))
            ways.append((repr(rest), number, rest))
        _, number, rest = min(ways, key=lambda way: way[0])
        self._note(DUMMY)
        return number, ("sum", len(letters), ranges[0], rest)

    def _matrix(self, node: Matrix, turned: bool) -> tuple[Ratio, tuple]:
        if any(len(row) != len(node.rows[0]) for row in node.rows):
            return self._atom(node, turned)
        cells = [[self._cell(cell, turned) for cell in row] for row in node.rows]
        if turned:
            upright = [[self._cell(cell, False) for cell in row] for row in node.rows]
            cells = [[*column] for column in zip(*cells, strict=True)]
            self._note(SYMMETRIC, cells == upright)
        return Ratio(1), ("matrix", node.environment == "vmatrix", tuple(map(tuple, cells)))

    def _cell(self, cell: Node, turned: bool) -> tuple:
        """A cell; in the transpose, dots to the right are dots downwards."""
        if isinstance(cell, Dots):
            return ("dots", {"\\vdots": "\\dots"}.get(cell.kind, "\\vdots") if turned and cell.kind != "\\ddots" else cell.kind)
        return self(cell, turned)


def _cells(rest: tuple) -> list[list[Ratio]] | None:
    """A matrix of written numbers; None for anything else."""
    match rest:
        case (("matrix", False, rows),) if all(cell[1] == ONE for row in rows for cell in row):
            return [[number for number, _ in row] for row in rows]
    return None


def _written(numbers: list[list[Ratio]]) -> tuple:
    return "matrix", False, tuple(tuple((number, ONE) for number in row) for row in numbers)


def _multiplied(arrays: list[tuple]) -> tuple:
    """Matrices of written numbers, multiplied: (the product, its transpose)."""
    first, *others = (_cells(rest) for rest, _ in arrays)
    for other in others:
        first = [[sum(map(mul, row, column)) for column in zip(*other, strict=True)] for row in first]
    return (_written(first),), (_written([[*column] for column in zip(*first, strict=True)]),)


def _numbers(arrays: list[tuple], edges: list[int | None]) -> tuple[list, list, list]:
    """A product of matrices as what is before the first row times column in it, all of these, which are
    numbers, and what is behind the last. A number is its own transpose."""
    ones = [place for place, edge in enumerate(edges) if edge == 1]
    if len(ones) < 2:
        return arrays, [], []
    numbers = []
    for start, end in zip(ones, ones[1:], strict=False):
        ways = [each for rest, _ in arrays[start:end] for each in rest], [each for _, rest in arrays[end - 1 : start - 1 if start else None : -1] for each in rest]
        numbers.append(("row", *min(ways, key=repr)))
    return arrays[: ones[0]], numbers, arrays[ones[-1] :]


def _renamed(node: Node, names: dict[Name, Name]) -> Node:
    if isinstance(node, Name):
        return names.get(node, node)
    return rebuilt(node, lambda child: _renamed(child, names))
