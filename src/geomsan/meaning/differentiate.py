"""Derivatives in a formula: what is differentiated, by what, and the shape of the result.

If the variable is a direct argument of what is differentiated, `∂` holds the other arguments
fixed and `d` goes through all paths; otherwise both go through the graph, cut at the variable.

Layout. The derivative of a scalar by a variable has the variable's shape (denominator layout)
or its transpose (numerator layout); the derivative by a scalar has the shape of what is
differentiated; of a vector by a vector it is the transposed Jacobian (denominator) or the
Jacobian (numerator). The derivative of a matrix by a matrix has four indices and can only be
chained.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from ..latex import LatexError
from ..latex.tree import Call, Derivative, Group, Name, Node, Product, Script, is_transpose
from . import algebra
from .argument import named, undifferentiated
from .declaration import Defined, Function
from .derivative import jacobian
from .family import Sequence
from .index import gather, member
from .instance import generator
from .scope import Found, plain
from .value import AXES, UNIT, EvaluationError, Flexible, Map, Value


@dataclass(frozen=True)
class Raw:
    """A derivative before layout: shape (*of, *by), entries already picked."""

    value: Value
    of: int
    by: int
    transposed: bool = False


def derivative(evaluator, node: Derivative) -> Value:
    """The value of one derivative, in the layout of the scope."""
    return _laid_out(evaluator, _raw(evaluator, node), node.span)


def chain(evaluator, run: list[Derivative]) -> tuple[Value, int]:
    """The longest chain `∂L/∂Y ∂Y/∂X …` over matrices at the start of a run.

    Over a matrix in the middle no matrix product is meant: the chain rule sums over all its
    entries. Over scalars and vectors the ordinary product says the same.

    Returns
    -------
    tuple
        The value, and how many derivatives it used up.
    """
    raw = _raw(evaluator, run[0])
    used = 1
    for before, after in zip(run, run[1:], strict=False):
        middle = _middle(evaluator, before, after)
        if middle is None:
            break
        if plain(before.by[0]) == middle:
            raw = _contracted(raw, _raw(evaluator, after))
        else:
            raw = _contracted(_raw(evaluator, after), raw)
        used += 1
    return _laid_out(evaluator, raw, run[0].span), used


def _middle(evaluator, before: Derivative, after: Derivative) -> Node | None:
    """The matrix that two neighbours share as variable and as differentiated."""
    if len(before.by) != 1 or len(after.by) != 1:
        return None
    for variable, of in ((before.by[0], after.of), (after.by[0], before.of)):
        if plain(variable) == plain(of):
            found = evaluator.scope.find(variable)
            if found is None or found.items or found.sup is not None:
                return None
            value = evaluator.view.value(found.declaration.name)
            if isinstance(value, Value) and len(value.shape) == 2 and 1 not in value.shape:
                return plain(variable)
    return None


def _contracted(left: Raw, right: Raw) -> Raw:
    """∂A/∂Y and ∂Y/∂X to ∂A/∂X: the sum over the entries of Y."""
    a, b = left.value, right.value
    of = a.data.shape[AXES : AXES + left.of]
    by = b.data.shape[AXES + right.of :]
    count = int(np.prod(b.data.shape[AXES : AXES + right.of]))
    first = a.data.reshape(a.data.shape[:AXES] + (int(np.prod(of)), count))
    second = b.data.reshape(b.data.shape[:AXES] + (count, int(np.prod(by))))
    data = first @ second
    error = count * (a.error * b.size + b.error * a.size + a.error * b.error + count * UNIT * a.size * b.size)
    return Raw(Value(data.reshape(data.shape[:AXES] + of + by), error), left.of, right.by, right.transposed)


def _raw(evaluator, node: Derivative) -> Raw:
    *outer, variable = node.by
    if outer:
        inner = Derivative(node.d, node.of, (variable,), span=node.span)
        node = Derivative(node.d, inner, tuple(outer), span=node.span)
        if len(outer) > 1:
            raise LatexError("derivatives beyond the second order are not part of the language", node.span)
        variable = outer[0]
    found, transposed = _variable(evaluator, variable)
    name = found.declaration.name
    node = replace(node, of=named(evaluator, node.of))
    of_found = evaluator.scope.find(node.of) if isinstance(node.of, (Name, Script)) else None
    if of_found and isinstance(of_found.declaration, Defined):
        of_found = None
    if of_found and isinstance(of_found.declaration, Function):
        node = replace(node, of=_applied(evaluator, of_found.declaration, node.of, variable))
        of_found = None
    if of_found and of_found.sup is None and not of_found.primes:
        value = _of_symbol(evaluator, of_found.declaration.name, name, node)
        of = _shape_length(evaluator, of_found.declaration.name)
        value, of = _picked(evaluator, value, 0, of, of_found, node.of)
    else:
        value, of = _of_expression(evaluator, node, name)
    by = len(value.shape) - of
    if found.stacked:
        value = _stack(value, of, evaluator.scope.vec)
    value, by = _picked(evaluator, value, of, by, found, variable)
    return Raw(value, of, by, transposed)


def _picked(evaluator, value: Value, first: int, axes: int, found: Found, node: Node) -> tuple[Value, int]:
    """The part of a derivative that a member of a family, or an entry, names; and how many axes
    are left of those that begin at `first`."""
    if found.member is not None:
        before = len(value.shape)
        value = member(evaluator, value, first, found.member)
        axes -= before - len(value.shape)
    if found.items:
        start, *indices = evaluator.entry_indices(value.shape[first : first + axes], found.items, found.commas, node)
        value, axes = gather(value, first + start, *indices), 0
    return value, axes


def _applied(evaluator, function: Function, of: Node, by: Node) -> Node:
    """`∂F_i/∂x_j` is of F(x): the function at the variable."""
    variable = evaluator.scope.find(by)
    for symbol in evaluator.scope.declarations:
        others = set(symbol.arguments) - {function.name}
        if function.name in symbol.arguments and variable and others != {variable.declaration.name}:
            raise LatexError(
                f"{function.tex} at {evaluator.scope[variable.declaration.name].tex}, or where {symbol.tex} takes it? Write its "
                f"argument, as in {function.tex}(x), or differentiate {symbol.tex}",
                of.span,
            )
    place = evaluator.scope.symbol(variable.declaration.name) if variable and not variable.member else by
    value = Product((evaluator.scope.symbol(function.name), Group((place,), span=of.span)), ("",), span=of.span)
    return replace(of, base=Group((value,), span=of.span)) if isinstance(of, Script) and of.sub else value


def _stacked(node: Node) -> tuple[Node, bool] | None:
    """The matrix X of `\\operatorname{vec}(X)`, and whether it is transposed; None for others."""
    if isinstance(node, Group) and len(node.items) == 1:
        return _stacked(node.items[0])
    if isinstance(node, Script) and node.sup is not None and is_transpose(node.sup) and not node.sub:
        inner = _stacked(node.base)
        return None if inner is None else (inner[0], not inner[1])
    if isinstance(node, Call) and node.function == "vec":
        argument = node.argument
        while isinstance(argument, Group) and len(argument.items) == 1:
            argument = argument.items[0]
        return argument, node.sup is not None and is_transpose(node.sup)
    return None


def _stack(value: Value, of: int, by: str) -> Value:
    """A derivative by a matrix, as one by the column that stacks its columns, or the row that strings its rows."""
    data, shape = (value.data, (1, -1)) if by == "rows" else (np.swapaxes(value.data, -1, -2), (-1, 1))
    return Value(data.reshape(data.shape[: AXES + of] + shape), value.error)


def _shape_length(evaluator, name: str) -> int:
    value = evaluator.view.value(name)
    if isinstance(value, Map):
        raise LatexError(f"{value.name} is a function: differentiate its value, as in {value.name}(x)")
    return len(value.shape)


def _variable(evaluator, node: Node) -> tuple[Found, bool]:
    """The symbol, or the entry of one, by which is differentiated."""
    found = evaluator.scope.find(node) if isinstance(node, (Name, Script)) else None
    if found is None and (stacked := _stacked(node)) is not None:
        matrix, transposed = stacked
        inner, turned = _variable(evaluator, matrix)
        if inner.items or turned or inner.stacked:
            raise LatexError("vec of a declared matrix was expected", node.span)
        return replace(inner, stacked=True), transposed
    if found is None:
        if isinstance(node, (Name, Script)):
            raise evaluator.unknown(node)
        raise LatexError("a derivative is taken by a declared symbol or one of its entries", node.span)
    transposed = found.sup is not None and is_transpose(found.sup)
    if isinstance(found.declaration, Sequence) and found.declaration.arguments:
        raise LatexError(
            "a derivative by a member of a computed Sequence: are the members behind it held fixed? Declare the "
            "members that you mean as symbols of their own, as in tex=r'h_{t-1}'",
            node.span,
        )
    if isinstance(found.declaration, Defined):
        raise LatexError("a derivative by a symbol that ':=' defined: declare it in given(…)", node.span)
    if (found.sup is not None and not transposed) or found.primes or (transposed and found.items):
        raise LatexError("a derivative by a power or a transposed entry: declare it as a symbol of its own", node.span)
    return found, transposed


def _of_symbol(evaluator, of: str, by: str, node: Derivative) -> Value:
    """The whole Jacobian of one symbol by another, once an instance."""
    view = evaluator.view
    _refuse_complex(view)
    direct = node.d == "\\partial" and by in view.scope[of].arguments
    cached = view.keeps(of, by)
    key = (of, by, direct)
    if cached and key in view.instance.jacobians:
        return view.instance.jacobians[key]
    point = view.value(by)
    if isinstance(point, Map) or isinstance(view.value(of), Map):
        raise LatexError("a derivative takes values, not functions: write f(x)", node.span)

    def function(moved: Value) -> Value:
        if of == by:
            return moved
        if direct:
            others = {each: view.value(each) for each in view.scope[of].arguments}
            return view.instance.compute(of, {**others, by: moved}, bounded=False)
        return view.replaced(by, moved, bounded=False).value(of)

    axis = evaluator.new_axis()
    try:
        value = jacobian(function, point, axis, direction_rng(evaluator))
    finally:
        evaluator.axes = axis
    if cached:
        view.instance.jacobians[key] = value
    return value


def _of_expression(evaluator, node: Derivative, by: str) -> tuple[Value, int]:
    """The Jacobian of a term."""
    view = evaluator.view
    _refuse_complex(view)
    direct = {
        found.declaration.name
        for part in undifferentiated(node.of)
        if isinstance(part, (Name, Script)) and (found := view.scope.find(part))
    }
    if node.d == "\\partial" and by in direct:
        through = [each for each in sorted(direct) if by in view.scope.ancestors(each)]
        if through:
            raise LatexError(
                f"{view.scope[through[0]].tex} depends on {view.scope[by].tex} too: is it held fixed here? Write d for "
                "the derivative through all paths, or declare the term as a symbol of its own",
                node.span,
            )
    point = view.value(by)
    if isinstance(point, Map):
        raise LatexError("a derivative by a function", node.span)
    axis = evaluator.new_axis()
    inner = evaluator.inside()
    letters = len(evaluator.bindings)
    shape: list[int] = []

    def function(moved: Value) -> Value:
        inner.view = view.replaced(by, moved, bounded=False)
        value = inner(node.of)
        if isinstance(value, Flexible):
            raise EvaluationError(f"the derivative of {value.name}, whose size is not known here")
        shape[:] = [len(value.shape)]
        return value

    value = jacobian(function, point, axis, direction_rng(evaluator))
    evaluator.axes = inner.axes if len(evaluator.bindings) > letters else axis
    return value, shape[0]


def _refuse_complex(view) -> None:
    if view.is_complex:  # the outer derivative takes differences instead, along real points
        raise EvaluationError("a derivative inside of a complex step")


def numeric(evaluator, of: str, by: str) -> Value:
    """The derivative of one declared symbol by another, through the whole graph, before layout."""
    return _of_symbol(evaluator, of, by, Derivative("d", Name(of), (Name(by),)))


def direction_rng(evaluator) -> np.random.Generator:
    """Draws the direction along which two ways of differentiating are compared."""
    instance = evaluator.view.instance
    return generator(instance.seed, instance.trial, "direction")


def _laid_out(evaluator, raw: Raw, span: tuple[int, int]) -> Value:
    value, layout = raw.value, evaluator.scope.layout
    if raw.by == 0:
        return value
    if raw.of == 0:
        flipped = (layout == "numerator") != raw.transposed
        return algebra.transpose(value) if flipped else value
    of, by = value.shape[: raw.of], value.shape[raw.of :]
    if 1 in of and 1 in by:
        of_row, by_row = of[0] == 1, (by[0] == 1) != raw.transposed
        if of_row != by_row:  # a column by a row: the rows count the function, in any layout
            if layout == "numerator":
                raise LatexError(
                    "books disagree on the derivative of a row by a column in numerator layout: transpose one of them",
                    span,
                )
            layout = "denominator" if of_row else "numerator"
        data = value.data.reshape(value.data.shape[:AXES] + (int(np.prod(of)), int(np.prod(by))))
        matrix = Value(data, value.error)
        return matrix if layout == "numerator" else algebra.transpose(matrix)
    return value
