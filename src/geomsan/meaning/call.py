"""Numbers, brackets, fractions, roots, norms and named operators."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from ..latex import LatexError
from ..latex.tree import (
    Big,
    Call,
    Chain,
    Derivative,
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
)  # fmt: skip
from . import algebra
from .differential import is_differential
from .evaluator import Operand
from .function import ENTRYWISE, OPERATORS, entrywise
from .functional import primed
from .power import is_inverse, raised
from .value import Map, Value, scalar


def number(evaluator, node: Number) -> Value:
    return scalar(float(node.text))


def group(evaluator, node: Group) -> Operand | Map:
    if node.fence == "{" and (len(node.items) != 1 or isinstance(node.items[0], Chain)):
        raise LatexError("sets are not part of the language: write a range beside the claim, or a condition", node.span)
    if len(node.items) != 1:
        return column(evaluator, node)
    return evaluator.evaluate(node.items[0])


def column(evaluator, node: Group) -> Value:
    """`(x_1, …, x_n)` is a column, as a point is; `[x_1, …, x_n]` is a row."""
    if node.fence == "[":
        return evaluator(Matrix("bmatrix", (node.items,), span=node.span))
    return evaluator(Matrix("pmatrix", tuple((item,) for item in node.items), span=node.span))


def fraction(evaluator, node: Fraction) -> Operand:
    return algebra.divide(evaluator(node.numerator), evaluator(node.denominator))


def root(evaluator, node: Root) -> Value:
    body = evaluator.scalar(node.body, "what stands below a root")
    if node.degree is not None:
        return algebra.power(body, algebra.reciprocal(evaluator.scalar(node.degree, "the degree of a root")))
    return algebra.root(body)


def fence(evaluator, node: Fence, sub: tuple[Node, ...] = ()) -> Value:
    """Inner product, norm, absolute value or determinant."""
    if node.kind == "<":
        if len(node.items) != 2:
            return column(evaluator, Group(node.items, span=node.span))
        if sub and not _is_frobenius(sub):
            raise LatexError("an inner product is marked by F or by nothing", sub[0].span)
        return algebra.inner(evaluator(node.items[0]), evaluator(node.items[1]))
    value = evaluator(node.items[0])
    if node.kind == "‖":
        return norm(value, sub)
    if node.kind == "|":
        if isinstance(value, Value) and not value.is_scalar:
            return algebra.determinant(value)
        return algebra.absolute(value)
    raise LatexError("rounding brackets are not part of the language", node.span)


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
    if isinstance(mark, Name) and mark.letter == "\\infty" and vector:
        return algebra.largest(algebra.absolute(value))
    raise LatexError(
        "this norm is not part of the language: there are \\|x\\|, \\|X\\|_F, and \\|x\\|_1, \\|x\\|_2, \\|x\\|_\\infty of vectors",
        sub[0].span,
    )


def squared_norm(evaluator, node: Fence, sub: tuple[Node, ...]) -> Value | None:
    """`\\|x\\|^2` without the root, whose error has no bound where x is zero; None for other norms."""
    value = evaluator(node.items[0])
    euclidean = not sub or _is_frobenius(sub) or sub == (Number("2"),) and isinstance(value, Value) and 1 in value.shape
    return algebra.inner(value, value) if euclidean and isinstance(value, Value) else None


def call(evaluator, node: Call) -> Operand:
    if node.spelled and all(evaluator.knows(letter) for letter in node.function):
        raise LatexError(
            f"the function {node.function}, or a product of its letters? Write \\operatorname{{{node.function}}}, or \\cdot", node.span
        )
    if isinstance(node.argument, Product) and node.function.lower() != "tr":  # the trace of a differential is read as one
        for factor, following in pairwise(node.argument.factors):
            if is_differential(evaluator, factor, following):
                raise LatexError(f"where does the argument of {node.function} end? Put it in brackets", node.argument.span)
    _refuse_unclear(evaluator, node)
    found = evaluator.scope.find(Name(node.function, "rm"))
    if found:
        function = evaluator.view.value(found.declaration.name)
        if not isinstance(function, Map):
            raise LatexError(f"{node.function} is declared, but not as a function", node.span)
        if node.primes:
            function = primed(evaluator, function, node.primes)
        return raised(evaluator, applied(evaluator, function, node.argument), node.sup, 0, node)
    if node.sup is not None and is_inverse(node.sup):
        raise LatexError(
            f"the inverse function, or one over {node.function}? Write \\arc{node.function} or brackets", node.sup.span
        )
    value = called(evaluator, node)
    return raised(evaluator, value, node.sup, 0, node)


def _refuse_unclear(evaluator, node: Call) -> None:
    """`\\log \\sigma(z)` is clear where \\sigma is a function; `\\ln t(a + c)` is not where t is a number."""
    if not (isinstance(node.argument, Product) and isinstance(node.argument.factors[-1], Group)):
        return
    symbol, bracket = node.argument.factors
    found = evaluator.scope.find(symbol)
    computed = found and found.declaration.arguments and not found.declaration.is_function
    if not computed and not isinstance(evaluator.evaluate(symbol), Map):
        raise LatexError(f"it is not clear where the argument of {node.function} ends: put it in brackets", node.argument.span)


def called(evaluator, node: Call) -> Operand:
    if node.function in ("max", "min"):
        return extreme(evaluator, node)
    if node.function == "diag" and (letter := _runs(evaluator, node.argument)) is not None:
        return diagonal_over(evaluator, node, letter)
    argument = evaluator(node.argument)
    if node.function.lower() == "tr" and _is_number(argument, node.argument):
        return argument
    if node.function in OPERATORS:
        return OPERATORS[node.function](argument)
    if node.function == "vec":
        return algebra.vec(argument, evaluator.scope.vec)
    if node.function in ENTRYWISE:
        if node.primes:
            return primed(evaluator, named(node.function), node.primes).apply(argument)
        if node.sub:
            if node.function != "log":
                raise LatexError(f"{node.function} takes no subscript", node.span)
            base = entrywise("log", evaluator.scalar(_base(node), "the base of a logarithm"))
            return algebra.divide(entrywise("log", argument), base)
        return entrywise(node.function, argument)
    near = ", ".join(sorted([*OPERATORS, "vec", *ENTRYWISE]))
    raise LatexError(f"the operator {node.function} is not known; there are {near}", node.span)


def _is_number(value: Operand, node: Node) -> bool:
    """Whether a term is its own trace; not one that the chain rule has made a number, where a reader sees matrices."""
    return isinstance(value, Value) and value.is_scalar and not any(isinstance(part, Derivative) for part in node.walk())


def _base(node: Call) -> Node:
    """The base of a logarithm: subscripts are read digit by digit, 10 as 1 and 0."""
    if all(isinstance(item, Number) and item.text.isdigit() for item in node.sub):
        return Number("".join(item.text for item in node.sub), span=node.span)
    if len(node.sub) > 1:
        raise LatexError("the base of a logarithm is one number or one symbol", node.span)
    return node.sub[0]


def _runs(evaluator, node: Node) -> str | None:
    """The one index letter i of `diag(a_i)` that nothing outside has bound; None if there is none."""
    letters = {
        item.letter
        for part in node.walk()
        if isinstance(part, Script)
        for item in _index_items(evaluator, part)
        if isinstance(item, Name) and len(item.letter) == 1 and evaluator.scope.find(item) is None
    }
    bound = {letter for part in node.walk() if isinstance(part, Big) for each in part.index for letter in (each.letter,)}
    free = letters - bound - set(evaluator.bindings) - set(evaluator.view.instance.sizes)
    return free.pop() if len(free) == 1 else None


def _index_items(evaluator, node: Script) -> tuple[Node, ...]:
    """The subscripts that pick something; those of a declared name, as in `c_t`, do not."""
    found = evaluator.scope.find(node)
    if found is None:
        return node.sub
    return (*found.items, found.member.index) if found.member else found.items


def diagonal_over(evaluator, node: Call, letter: str) -> Value:
    """`diag(a_i)`: the diagonal matrix of all a_i."""
    with evaluator.bound(letter) as binding:
        value = evaluator.scalar(node.argument, "an entry of a diagonal")
        if binding.length is None:
            raise LatexError(f"the range of {letter} does not show", node.span)
        data = np.moveaxis(np.broadcast_to(value.data, np.broadcast_shapes(value.data.shape, binding.values().data.shape)), binding.axis, -1)
        entries = np.expand_dims(data, binding.axis)
        return algebra.diagonal(Value(entries[..., None], value.error))


def named(name: str) -> Map:
    """A function of `ENTRYWISE` as a value."""
    return Map(lambda value: entrywise(name, value), name, ENTRYWISE[name][0])


def extreme(evaluator, node: Call) -> Value:
    """`\\max(0, z)`."""
    items = node.argument.items if isinstance(node.argument, Group) else (node.argument,)
    if any(isinstance(item, Dots) for item in items):
        entries = column(evaluator, node.argument)
        return algebra.largest(entries) if node.function == "max" else algebra.negate(algebra.largest(algebra.negate(entries)))
    values = [evaluator.scalar(item, f"an argument of {node.function}") for item in items]
    choose = np.greater if node.function == "max" else np.less
    result = values[0]
    for value in values[1:]:
        data = np.where(choose(value.data.real, result.data.real), value.data, result.data)
        result = Value(data, max(value.error, result.error))
    return result


def applied(evaluator, function: Map, argument: Node) -> Operand:
    """A declared function on its arguments."""
    items = argument.items if isinstance(argument, Group) else (argument,)
    if any(isinstance(item, Dots) for item in items):  # F(z_1, …, z_n) is F at the column of these
        return function.apply(column(evaluator, argument))
    values = [evaluator(item) for item in items]
    return function.apply(*values)


def dots(evaluator, node: Dots) -> Operand:
    raise LatexError("an ellipsis stands where it hides nothing that can be found", node.span)


def empty(evaluator, node: Empty) -> Operand:
    raise LatexError("a term is missing here", node.span)


def _is_frobenius(sub: tuple[Node, ...]) -> bool:
    return len(sub) == 1 and isinstance(sub[0], Name) and sub[0].letter == "F"
