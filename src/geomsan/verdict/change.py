"""One change in a node of a tree: operators, each yielding what may stand in the place of a node.

An operator knows the shapes of the terms on an instance, so that it leaves out what changes nothing:
the transpose of a number, two numbers that change places, a factor 1. The brackets of a function's
argument are never taken away from it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from ..latex.error import LatexError
from ..latex.tree import (
    Big,
    Call,
    Derivative,
    Dots,
    Fraction,
    Group,
    Name,
    Node,
    Number,
    Product,
    Script,
    Sum,
    is_transpose,
)
from ..meaning import language
from ..meaning.declaration import Defined, Function
from ..meaning.differential import is_differential
from ..meaning.evaluator import Evaluator
from ..meaning.functional import jacobian_of
from ..meaning.scope import Scope, plain
from ..meaning.symbol import special
from ..meaning.value import Flexible, MeaningError, Value
from .claim import bare, is_zero

INTERCAL = Name("\\intercal")
ONE = Number("1")
D = Name("d")
FUNCTIONS = {
    **{"sin": "cos", "cos": "sin", "tan": "sin", "log": "exp", "ln": "exp", "exp": "sin", "tanh": "sin"},
    **{"sinh": "cosh", "cosh": "sinh", "tr": "det", "det": "tr", "max": "min", "min": "max"},
}


class Shapes:
    """The shapes of the parts of a claim on one instance, found by evaluating them.

    A letter that a sum around the part binds is free here; that changes no shape.
    """

    def __init__(self, evaluator: Evaluator):
        self.evaluator = evaluator
        self.letters = [letter for letter in evaluator.bindings if len(letter) == 1]
        self._found: dict[int, tuple[Node, tuple[int, ...] | Flexible | None]] = {}

    @property
    def scope(self) -> Scope:
        return self.evaluator.scope

    def __call__(self, node: Node) -> tuple[int, ...] | Flexible | None:
        """() for a number, (rows, columns) for a matrix; None for what is no value by itself."""
        if id(node) not in self._found:
            self._found[id(node)] = (node, self._shape(node))
        return self._found[id(node)][1]

    def _shape(self, node: Node) -> tuple[int, ...] | Flexible | None:
        if is_differential(self.evaluator, node, ONE):  # it is no value without what it stands before
            return None
        if _is_delta(node, self) or isinstance(node, Name) and self._is_letter(node):
            return ()
        inner = language.evaluator(self.evaluator.view)
        inner.claim, inner.axes = self.evaluator.claim, self.evaluator.axes
        inner.bindings = {letter: replace(binding) for letter, binding in self.evaluator.bindings.items()}
        try:
            value = inner.evaluate(node)
        except (LatexError, MeaningError):
            return None
        if isinstance(value, Flexible):
            return value
        return value.shape if isinstance(value, Value) else None

    def _is_letter(self, node: Name) -> bool:
        """Whether this is the letter of an index, perhaps one that a sum binds."""
        known = self.scope.find(node) or special(node) is not None
        return len(node.letter) == 1 and node.letter.isalpha() and not node.accents and not known

    def is_identity(self, node: Node) -> bool:
        """Whether this is `I` or `I_n`, and no declared symbol."""
        name = node.base if isinstance(node, Script) and node.sup is None and not node.primes else node
        known = isinstance(name, Name) and (self.scope.find(name) or self.scope.find(node))
        return isinstance(name, Name) and name.letter == "I" and not name.accents and not known

    def turns(self, node: Node) -> bool:
        """Whether the transpose of this term is another array."""
        shape = self(node)
        if self.is_identity(node) or is_zero(node) and (not isinstance(node, Name) or self.scope.find(node) is None):
            return False
        return isinstance(shape, Flexible) or shape is not None and len(shape) == 2 and shape != (1, 1)


# -- operators: a node → what may stand in its place ------------------------------------------


def transpose_dropped(node: Node, shapes: Shapes) -> Iterator[Node]:
    """`A^T` → `A`."""
    if not isinstance(node, Script) or not is_transpose(node.sup) or node.primes or _is_name(node, shapes):
        return
    if isinstance(node.base, Group) and len(node.base.items) > 1:  # (x_1, …, x_n)^T saves space: it is the column
        return
    if shapes.turns(node):
        yield replace(node, sup=None) if node.sub else node.base


def transpose_added(node: Node, shapes: Shapes) -> Iterator[Node]:
    """`A` → `A^T`; not of second derivatives, which are symmetric."""
    if not isinstance(node, (Name, Script, Derivative)) or not shapes.turns(node):
        return
    if isinstance(node, Derivative) and len(node.by) > 1:
        return
    if isinstance(node, Script):
        if node.sup is None and not node.primes:
            yield replace(node, sup=INTERCAL)
    elif isinstance(node, Derivative):
        yield Script(Group((node,)), sup=INTERCAL)
    else:
        yield Script(node, sup=INTERCAL)


def factors_swapped(node: Node, shapes: Shapes) -> Iterator[Node]:
    """`A B` → `B A`."""
    pieces, between = pieces_of(node, shapes)
    for place, (left, right) in enumerate(zip(pieces, pieces[1:], strict=False)):
        operator, one, two = between[place], _shape(left, shapes), _shape(right, shapes)
        if operator not in ("", "\\times", "\\cdot", "\\otimes") or not one or not two:
            continue
        identities = [len(each) == 1 and shapes.is_identity(each[0]) for each in (left, right)]
        inner = operator == "\\cdot" and one == two and 1 in one  # x · y is y · x
        reads = _takes(right[-1], left[0], shapes) or place and _takes(pieces[place - 1][-1], right[0], shapes)  # as y(x)
        if any(identities) or inner or reads or list(map(plain, left)) == list(map(plain, right)):
            continue
        if not _is_chain(left[-1], right[0], shapes):
            yield _product([*pieces[:place], right, left, *pieces[place + 2 :]], between)


def factor_dropped(node: Node, shapes: Shapes) -> Iterator[Node]:
    """`A B` → `A`; `\\frac{a}{b}` → `a`."""
    if isinstance(node, Fraction) and bare(node.denominator, shapes.scope) != ONE:
        yield node.numerator
    pieces, between = pieces_of(node, shapes)
    for place, piece in enumerate(pieces):
        idle = len(piece) == 1 and (shapes.is_identity(piece[0]) or bare(piece[0], shapes.scope) == ONE)
        if len(pieces) > 1 and not idle and set(node.operators) <= {"", "\\cdot", "\\times", "\\odot"}:
            yield _product(pieces[:place] + pieces[place + 1 :], between[: max(place - 1, 0)] + between[max(place, 1) :])


def sign_changed(node: Node, shapes: Shapes) -> Iterator[Node]:
    """`a + b` → `a - b`."""
    if not isinstance(node, Sum):
        return
    for place, (sign, term) in enumerate(zip(node.signs, node.terms, strict=True)):
        if sign != "\\pm" and not isinstance(term, Dots) and not is_zero(term):
            other = ("+" if place else "") if sign == "-" else "-"
            yield replace(node, signs=(*node.signs[:place], other, *node.signs[place + 1 :]))


def term_dropped(node: Node, shapes: Shapes) -> Iterator[Node]:
    """`a + b` → `a`.

    Of the terms beside an ellipsis only the first, since the others only show the pattern. Not a
    term with a differential: without `X dW` nothing says that W moves, and `dY = dX W` is true.
    """
    if not isinstance(node, Sum) or len(node.terms) < 2:
        return
    dotted = any(isinstance(term, Dots) for term in node.terms)
    for place, term in enumerate(node.terms):
        if is_zero(term) or _is_moving(term, shapes) or dotted and (place or isinstance(node.terms[1], Dots)):
            continue
        terms = node.terms[:place] + node.terms[place + 1 :]
        signs = node.signs[:place] + node.signs[place + 1 :]
        signs = ("" if signs[0] == "+" else signs[0], *signs[1:])
        yield terms[0] if len(terms) == 1 and not signs[0] else replace(node, terms=terms, signs=signs)


def index_changed(node: Node, shapes: Shapes) -> Iterator[Node]:
    """`x_{ij}` → `x_{ji}`; `x_i` → `x_j`, by another letter of the claim."""
    items = _items(node, shapes)
    if len(items) == 2 and items[0] != items[1]:
        if not _is_delta(node, shapes):  # δ is symmetric
            yield _reindexed(node, {0: items[1], 1: items[0]}, items)
    for place, item in enumerate(items):
        if len(items) == 1 or _is_delta(node, shapes):
            others = [letter for letter in shapes.letters if Name(letter) not in items]
            if isinstance(item, Name) and item.letter in shapes.letters and others:
                yield _reindexed(node, {place: Name(others[0])}, items)


def bound_moved(node: Node, shapes: Shapes) -> Iterator[Node]:
    """`\\sum_{k=1}^{n}` → `\\sum_{k=1}^{n-1}`, `\\sum_{k=2}^{n}`."""
    if isinstance(node, Big) and node.upper is not None:
        upper = Number(str(int(node.upper.text) - 1)) if _is_whole(node.upper) else Sum((node.upper, ONE), ("", "-"))
        if not isinstance(node.upper, Name) or node.upper.letter != "\\infty":
            yield replace(node, upper=upper)
    if isinstance(node, Big) and _is_whole(node.lower):
        yield replace(node, lower=Number(str(int(node.lower.text) + 1)))


def constant_changed(node: Node, shapes: Shapes) -> Iterator[Node]:
    """`2` → `3`."""
    if isinstance(node, Number):
        head, point, tail = node.text.partition(".")
        if (head or "0").isdigit():
            yield replace(node, text=str(int(head or "0") + 1) + point + tail)


def function_changed(node: Node, shapes: Shapes) -> Iterator[Node]:
    """`\\sin x` → `\\cos x`; a declared function by another one."""
    if isinstance(node, Call) and node.function in FUNCTIONS:
        yield replace(node, function=FUNCTIONS[node.function])
    if isinstance(node, Big) and node.operator in ("max", "min"):
        yield replace(node, operator=FUNCTIONS[node.operator])
    if isinstance(node, Name) and (found := shapes.scope.find(node)) and isinstance(found.declaration, Function):
        for other in shapes.scope.declarations:
            if isinstance(other, Function) and (other.function, other.of) != (found.declaration.function, found.declaration.of):
                symbol = shapes.scope.symbol(other.name)
                if isinstance(symbol, Name):
                    yield symbol
                    return


# The order in which kinds take turns: what students get wrong most often comes first.
OPERATORS: dict[str, Callable[[Node, Shapes], Iterator[Node]]] = {
    "transpose dropped": transpose_dropped,
    "factors swapped": factors_swapped,
    "sign": sign_changed,
    "transpose added": transpose_added,
    "index": index_changed,
    "term dropped": term_dropped,
    "factor dropped": factor_dropped,
    "bound": bound_moved,
    "constant": constant_changed,
    "function": function_changed,
}
EVERYWHERE = frozenset(OPERATORS)
IN_NAMES = frozenset({"index", "constant"})  # what is differentiated, and by what; subscripts
TRANSPOSES = frozenset({"transpose dropped", "transpose added"})


# -- what a node is -----------------------------------------------------------------------------


def pieces_of(node: Node, shapes: Shapes) -> tuple[list[tuple[Node, ...]], list[str]]:
    """The factors of a product, and the operators between them.

    What is no value by itself goes with the one behind it: `f(x)`, `\\nabla g`, `dX`.
    """
    if not isinstance(node, Product) or any(isinstance(factor, Dots) for factor in node.factors):
        return [], []
    pieces, between = [node.factors[:1]], []
    for before, operator, factor in zip(node.factors, node.operators, node.factors[1:], strict=False):
        if operator == "" and (shapes(before) is None or _takes(before, factor, shapes)):
            pieces[-1] = (*pieces[-1], factor)
        else:
            pieces.append((factor,))
            between.append(operator)
    return pieces, between


def _takes(before: Node, factor: Node, shapes: Shapes) -> bool:
    """Whether a bracket may be the argument of the symbol in front of it."""
    bracket = factor.base if isinstance(factor, Script) else factor
    found = shapes.scope.find(before) if isinstance(before, (Name, Script)) else None
    if not isinstance(bracket, Group):
        return False
    if found is None:
        return _is_jacobian(before, shapes)
    return bool(found.declaration.arguments) or isinstance(found.declaration, (Function, Defined))


def _is_jacobian(node: Node, shapes: Shapes) -> bool:
    """Whether this is `J_F`, which is a matrix by itself too."""
    try:
        return jacobian_of(shapes.evaluator, node) is not None
    except (LatexError, MeaningError):
        return False


def _is_chain(left: Node, right: Node, shapes: Shapes) -> bool:
    """Whether two derivatives are chained over a matrix, which means the same in either order."""
    if not (isinstance(left, Derivative) and isinstance(right, Derivative)):
        return False
    for variable, of in ((left.by[-1], right.of), (right.by[-1], left.of)):
        shape = shapes(variable)
        if plain(variable) == plain(of) and isinstance(shape, tuple) and len(shape) == 2 and 1 not in shape:
            return True
    return False


def _shape(piece: tuple[Node, ...], shapes: Shapes) -> tuple[int, ...] | Flexible | None:
    return shapes(piece[0] if len(piece) == 1 else Product(piece, ("",) * (len(piece) - 1)))


def _product(pieces: list[tuple[Node, ...]], between: list[str]) -> Node:
    """The product of these pieces."""
    factors, operators = list(pieces[0]), [""] * (len(pieces[0]) - 1)
    for operator, piece in zip(between, pieces[1:], strict=True):
        factors += piece
        operators += [operator] + [""] * (len(piece) - 1)
    return factors[0] if len(factors) == 1 else Product(tuple(factors), tuple(operators))


def _is_name(node: Script, shapes: Shapes) -> bool:
    """Whether the superscript belongs to a declared name."""
    found = shapes.scope.find(node)
    return found is not None and found.sup is None


def _is_moving(node: Node, shapes: Shapes) -> bool:
    """Whether a differential stands in a term."""
    return shapes.scope.find(D) is None and any(isinstance(part, Name) and part.letter == "d" for part in node.walk())


def _is_delta(node: Node, shapes: Shapes) -> bool:
    return isinstance(node, Script) and node.base == Name("\\delta") and shapes.scope.find(node) is None


def _items(node: Node, shapes: Shapes) -> tuple[Node, ...]:
    """The indices of an entry, of δ, or of an entry of a term in brackets."""
    if not isinstance(node, Script):
        return ()
    found = shapes.scope.find(node)
    if found:
        return found.items if not found.member else (found.member.index, *found.items)
    return node.sub if isinstance(node.base, Group) or _is_delta(node, shapes) else ()


def _reindexed(node: Script, changes: dict[int, Node], items: tuple[Node, ...]) -> Script:
    result = node
    marked = {id(items[place]): new for place, new in changes.items()}
    sub = tuple(marked.get(id(item), item) for item in node.sub)
    result = replace(result, sub=sub)
    if isinstance(node.sup, Group):
        result = replace(result, sup=replace(node.sup, items=tuple(marked.get(id(item), item) for item in node.sup.items)))
    return result


def _is_whole(node: Node | None) -> bool:
    return isinstance(node, Number) and node.text.isdigit()
