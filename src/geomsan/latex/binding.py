"""What binds what: where a tree cannot be written without brackets.

Nodes have a level; a node in a place that needs a higher one is put in brackets:
chain (0) · sum (1) · product, big operator, function without brackets (2) · factor (3).
"""

from __future__ import annotations

from .error import LatexError
from .fraction import fraction, is_d
from .number import runs_together
from .tree import (
    At,
    Big,
    Call,
    Cases,
    Chain,
    Derivative,
    Display,
    Dots,
    Empty,
    Fence,
    Fraction,
    Group,
    Matrix,
    Name,
    Node,
    Number,
    Product,
    Root,
    Script,
    Sum,
)  # fmt: skip

CHAIN, SUM, PRODUCT, FACTOR = range(4)


def level(node: Node) -> int:
    """How tightly a node is bound by itself."""
    if isinstance(node, (Chain, Display)):
        return CHAIN
    if isinstance(node, Sum):
        return SUM
    return PRODUCT if isinstance(node, Product) or reach(node) else FACTOR


def reach(node: Node) -> str:
    """What a node takes of what stands behind it: 'all' the product, its 'plain' factors, or ''."""
    if isinstance(node, Big) or isinstance(node, Derivative) and node.operator:
        return "all"
    if isinstance(node, Call) and not isinstance(node.argument, (Group, Fence)) and is_bare(node.argument):
        return reach(_last(node.argument)) or "plain"
    return ""


def _last(node: Node) -> Node:
    return node.factors[-1] if isinstance(node, Product) else node


def is_factor(factor: Node, operator: str, following: Node | None) -> bool:
    """Whether a factor needs no brackets before this operator and factor."""
    taken = reach(factor)
    if following is None or not taken:
        return level(factor) == FACTOR or bool(taken)
    if taken == "all" or operator == "/":
        return False
    base = following.base if isinstance(following, Script) else following
    return bool(operator) or isinstance(base, (Call, Big))


def is_bare(argument: Node) -> bool:
    """Whether a function takes all of this without brackets: `\\log 2x`, `\\log \\sum_i x_i`."""
    if isinstance(argument, Product) and is_application(argument):
        return True
    if isinstance(argument, Product):
        head, *tail, last = argument.factors
        if any(argument.operators) or any(map(runs_together, argument.factors, argument.factors[1:])):
            return False
        ends = _is_plain(last) or isinstance(last, Derivative)
        return _is_head(head) and all(map(_is_plain, tail)) and ends
    if isinstance(argument, Script) and isinstance(argument.base, Call):
        return level(argument.base) == FACTOR
    return isinstance(argument, (Big, Call, Derivative)) or _is_head(argument)


def is_application(node: Product) -> bool:
    """`\\sigma(z)` behind another function."""
    if len(node.factors) != 2 or any(node.operators) or not isinstance(node.factors[1], Group) or node.factors[1].fence != "(":
        return False
    symbol = node.factors[0]
    if isinstance(symbol, Script):
        return symbol.sup is None and not symbol.primes and isinstance(symbol.base, Name) and _is_plain(symbol)
    return isinstance(symbol, Name) and _is_plain(symbol)


def is_nearer(node: Script) -> bool:
    """Whether the scripts of a scripted base stand nearer to it without brackets: `f'^2`."""
    base = node.base
    return isinstance(base, Script) and base.primes > 0 and base.sup is None and node.sup is not None


def _is_head(node: Node) -> bool:
    """Whether the argument of a function can begin with this."""
    base = node.base if isinstance(node, Script) else node
    return _is_plain(node) or isinstance(base, (Dots, Matrix)) or isinstance(node, (Cases, Empty))


def _is_plain(node: Node) -> bool:
    if isinstance(node, Script):
        return _is_plain(node.base) and (not isinstance(node.base, Script) or is_nearer(node))
    if isinstance(node, Name):
        return "_" not in node.letter
    return isinstance(node, (Number, Fraction, Root)) or isinstance(node, Derivative) and not node.operator


def splits(item: Node, alone: bool, last: bool) -> bool:
    """Whether an item of a subscript would be read as several, or as a part of what is around it."""
    if isinstance(item, Product):
        return not (alone and any(item.operators))
    if isinstance(item, Number):
        return len(item.text) > 1 and (not alone or item.text.isdigit())
    mark = isinstance(item, Name) and item.letter in "*+-"
    return not alone and (mark or level(item) < FACTOR and not (last and reach(item)) or isinstance(item, Empty))


def merge(left: Node, right: Node) -> bool:
    """Whether two items of a subscript would be read as one number; digits are read one by one."""
    return runs_together(left, right) and not (isinstance(left, Number) and isinstance(right, Number))


def takes_primes(sup: Node, primes: int) -> bool:
    """Whether primes in a superscript would not stay where they are: `f^{2'}` is the prime of f^2."""
    if not primes:
        return isinstance(sup, Script) and sup.primes > 0 and not sup.sub and sup.sup is None
    return level(sup) < FACTOR or isinstance(sup, (Script, Cases))


def reads_plainly(node: Fraction) -> bool:
    """Whether a fraction is not read as a derivative."""
    try:
        return isinstance(fraction(node.numerator, node.denominator, (0, 0)), Fraction)
    except LatexError:
        return False


def is_variable(node: Node, derivative: Derivative) -> bool:
    """Whether a node can stand behind the d below a derivative without brackets."""
    last = _last(node)
    if len(derivative.by) > 1 and isinstance(last, Script) and isinstance(last.sup, Number):
        return False  # ∂x^2 counts twice there
    parts = node.factors if isinstance(node, Product) and not any(node.operators) else (node,)
    return not any(level(part) < FACTOR or is_d(part, derivative.d) or isinstance(part, (At, Cases)) for part in parts)
