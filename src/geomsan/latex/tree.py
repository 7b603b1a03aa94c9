"""The syntax tree of a formula: what stands there, before anything is known of its meaning.

The tree is neutral: `L(w)` is a product of `L` and a group until a declaration says that
`L` is a function, and `W^{2T}` is a script until one says that `W^2` is a name. Every node
carries its span in the source; spans do not count when trees are compared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, fields, replace
from functools import cache


@dataclass(frozen=True, slots=True)
class Node:
    """A piece of a formula. `span` is its (start, end) in the text."""

    span: tuple[int, int] = field(default=(0, 0), compare=False, kw_only=True)

    def children(self) -> list[Node]:
        """The nodes directly below this one, in reading order."""
        found: list[Node] = []
        for name in _below(type(self)):
            value = getattr(self, name)
            if isinstance(value, tuple):
                found += _nodes(value)
            elif value is not None:
                found.append(value)
        return found

    def walk(self) -> Iterator[Node]:
        """This node and all below it."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting += node.children()[::-1]


@cache
def _below(kind: type[Node]) -> tuple[str, ...]:
    """The fields of a kind of node that may hold nodes: their types say so."""
    return tuple(each.name for each in fields(kind) if "Node" in each.type or "Chain" in each.type)


def _nodes(values: tuple) -> Iterator[Node]:
    for value in values:
        if isinstance(value, tuple):
            yield from _nodes(value)
        elif value is not None:
            yield value


def rebuilt(node: Node, change: Callable[[Node], Node]) -> Node:
    """The same node with every child changed."""
    changes = {name: _changed(getattr(node, name), change) for name in _below(type(node))}
    return replace(node, **changes)


def _changed(value, change: Callable[[Node], Node]):
    if isinstance(value, Node):
        return change(value)
    if isinstance(value, tuple):
        return tuple(_changed(item, change) for item in value)
    return value


@dataclass(frozen=True, slots=True)
class Number(Node):
    """`2`, `0.5`."""

    text: str


@dataclass(frozen=True, slots=True)
class Name(Node):
    """A letter, a Greek macro, or a word in `\\mathrm`; `style` is bold, roman, …"""

    letter: str
    style: str = ""
    accents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Script(Node):
    """A base with a subscript (a list of items), a superscript, and primes."""

    base: Node
    sub: tuple[Node, ...] = ()
    commas: bool = False
    sup: Node | None = None
    primes: int = 0


@dataclass(frozen=True, slots=True)
class Group(Node):
    """Brackets: `(`, `[` or `{`, around one or several items.

    The fence is '' only while a formula is read: braces that TeX does not print.
    """

    items: tuple[Node, ...]
    fence: str = "("


@dataclass(frozen=True, slots=True)
class Fence(Node):
    """`|x|`, `\\|x\\|`, `\\langle x, y\\rangle`; kind is `|`, `‖`, `<`, `⌊` or `⌈`."""

    kind: str
    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Product(Node):
    """Factors; `operators[i]` stands between factor i and i+1 ('' for juxtaposition)."""

    factors: tuple[Node, ...]
    operators: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sum(Node):
    """Terms, each with its sign; the first sign is '' unless it is written."""

    terms: tuple[Node, ...]
    signs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fraction(Node):
    """`\\frac{a}{b}`."""

    numerator: Node
    denominator: Node


@dataclass(frozen=True, slots=True)
class Derivative(Node):
    """`\\frac{∂ of}{∂ by …}`; `of` is None for the operator, which acts on `body`.

    `d` is `\\partial` or `d`; `by` lists a variable once for every order.
    """

    d: str
    of: Node
    by: tuple[Node, ...]
    operator: bool = False


@dataclass(frozen=True, slots=True)
class Root(Node):
    """`\\sqrt[degree]{body}`."""

    body: Node
    degree: Node | None = None


@dataclass(frozen=True, slots=True)
class Call(Node):
    """A named operator and its argument: `\\log x`, `\\operatorname{tr}(A)`, `\\sin^2 x`.

    `spelled` says that plain letters spell it, as in `tr(A)`: a product, if they are declared.
    """

    function: str
    argument: Node
    sub: tuple[Node, ...] = ()
    sup: Node | None = None
    primes: int = 0
    spelled: bool = False


@dataclass(frozen=True, slots=True)
class Big(Node):
    """`\\sum`, `\\prod`, `\\max`, `\\min` over an index; bounds may be missing."""

    operator: str
    index: tuple[Node, ...]
    lower: Node | None
    upper: Node | None
    body: Node


@dataclass(frozen=True, slots=True)
class At(Node):
    """`\\left. f \\right|_{x=a}`: a term where symbols have these values."""

    body: Node
    places: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Matrix(Node):
    """Rows of cells; `environment` is `pmatrix`, `bmatrix`, `vmatrix`, …"""

    environment: str
    rows: tuple[tuple[Node, ...], ...]


@dataclass(frozen=True, slots=True)
class Cases(Node):
    """Values, each with its condition (None: otherwise)."""

    values: tuple[Node, ...]
    conditions: tuple[Node | None, ...]


@dataclass(frozen=True, slots=True)
class Dots(Node):
    """`\\dots` and its kin."""

    kind: str


@dataclass(frozen=True, slots=True)
class Empty(Node):
    """Nothing, where a script's base is missing or a cell is empty."""


TRANSPOSES = {"T", "\\top", "\\intercal", "⊺"}


def is_transpose(sup: Node | None) -> bool:
    """Every usual spelling of the transpose."""
    return isinstance(sup, Name) and sup.letter in TRANSPOSES and not sup.accents


@dataclass(frozen=True, slots=True)
class Chain(Node):
    """`a = b \\le c`; `terms[0]` is Empty when the chain goes on from what stood before.

    `link` is `\\therefore`, `\\because`, `\\implies`, `\\iff` or ''; `carried` says that the first
    term has been filled in from there.
    """

    terms: tuple[Node, ...]
    relations: tuple[str, ...]
    link: str = ""
    carried: bool = False


@dataclass(frozen=True, slots=True)
class Display(Node):
    """A whole display: its chains, in reading order."""

    chains: tuple[Chain, ...]
