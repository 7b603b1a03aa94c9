"""Sums: equal shapes, rows that are added to every sample, and terms behind an ellipsis."""

from __future__ import annotations

import numpy as np

from ..latex import LatexError
from ..latex.tree import Dots, Group, Name, Node, Script, Sum
from . import algebra
from .declaration import Array
from .ellipsis import general, label, moved
from .evaluator import Evaluator, Operand
from .index import Unranged
from .reduction import reduced, whole
from .value import AXES, EvaluationError, Value, exact


def addition(evaluator: Evaluator, node: Sum) -> Operand:
    dots = [index for index, term in enumerate(node.terms) if isinstance(term, Dots)]
    if dots:
        return sum_with_dots(evaluator, node, dots)
    if "\\pm" in node.signs:
        raise LatexError("± is two claims: write both", node.span)
    result: Operand | None = None
    for place, (sign, value) in enumerate(zip(node.signs, _values(evaluator, node.terms), strict=True)):
        if result is None:
            result = algebra.negate(value) if sign == "-" else value
        else:
            result = added(evaluator, result, value, -1 if sign == "-" else 1, node, place)
    return result


def _values(evaluator: Evaluator, terms: tuple[Node, ...]) -> list[Operand]:
    """The terms; one with a letter whose range another term shows, after the others."""
    values: dict[int, Operand] = {}
    waiting: dict[int, Unranged] = {}
    for place, term in enumerate(terms):
        try:
            values[place] = evaluator(term)
        except Unranged as unranged:
            waiting[place] = unranged
    if len(waiting) == len(terms):
        raise next(iter(waiting.values()))
    return [values[place] if place in values else evaluator(term) for place, term in enumerate(terms)]


def added(evaluator: Evaluator, left: Operand, right: Operand, sign: int, node: Sum, place: int) -> Operand:
    """The sum so far and its next term; a row declared `broadcast=True` is added to every
    row of a matrix, a column to every column."""
    if broadcasts(evaluator, node.terms[place]):
        right = spread(right, left)
    elif place == 1 and broadcasts(evaluator, node.terms[0]):
        left = spread(left, right)
    return algebra.add(left, right, sign)


def broadcasts(evaluator: Evaluator, term: Node) -> bool:
    """Whether a term is a row or a column that was declared with broadcast=True."""
    found = evaluator.scope.find(term) if isinstance(term, (Name, Script)) else None
    return (
        found is not None
        and isinstance(found.declaration, Array)
        and found.declaration.broadcast
        and not found.items
        and found.sup is None
    )


def spread(vector: Operand, matrix: Operand) -> Operand:
    """The row once for every row of the matrix, the column once for every column."""
    if not isinstance(matrix, Value) or len(matrix.shape) != 2 or matrix.shape == vector.shape:
        return vector
    if vector.shape[0] == 1:
        return algebra.multiply(exact(np.ones((1,) * AXES + (matrix.shape[0], 1))), vector)
    return algebra.multiply(vector, exact(np.ones((1,) * AXES + (1, matrix.shape[1]))))


def sum_with_dots(evaluator, node: Sum, dots: list[int]) -> Operand:
    """`a_1 + a_2 + … + a_n`: the shown terms, and the pattern for the hidden ones."""
    gap = dots[0]
    if len(dots) > 1 or gap in (0, len(node.terms) - 1):
        raise LatexError("an ellipsis needs a term on either side, and there may be one", node.terms[gap].span)
    if len({node.signs[gap - 1] or "+", node.signs[gap], node.signs[gap + 1]}) > 1:
        raise LatexError("the signs around this ellipsis differ: what are those of the hidden terms?", node.terms[gap].span)
    result = hidden(evaluator, node.terms[:gap], node.terms[gap + 1 :], node)
    if node.signs[gap] == "-" and result is not None:
        result = algebra.negate(result)
    for index, (sign, term) in enumerate(zip(node.signs, node.terms, strict=True)):
        if index == gap:
            continue
        value = evaluator(term)
        value = algebra.negate(value) if sign == "-" else value
        result = value if result is None else algebra.add(result, value)
    return result


def _unbracketed(term: Node) -> Node:
    """`(n-1)` beside an ellipsis counts as n-1 does."""
    alone = isinstance(term, Group) and term.fence == "(" and len(term.items) == 1
    return term.items[0] if alone and label(term.items[0]) else term


def hidden(evaluator, before: tuple[Node, ...], after: tuple[Node, ...], node: Node, fold=np.sum) -> Operand | None:
    """The sum (or another `fold`) of the terms that an ellipsis hides; None if it hides none here.

    Parameters
    ----------
    before, after : tuple of Node
        What is shown on either side; the pattern is that of the two neighbours, and the terms
        next to these count by the same steps.
    """
    before, after = (tuple(map(_unbracketed, each)) for each in (before, after))
    tree, first, last = general(before[-1], after[0], "term")
    if first is None:
        raise LatexError("the terms beside this ellipsis are equal: how many are there?", node.span)
    start, end = (whole(evaluator.scalar(label, "a label")) for label in (first, last))
    step = 1 if end >= start else -1
    for pair in (before[-2:], after[:2]):
        if len(pair) == 2 and moved(*pair) not in (None, step):
            raise LatexError("the terms beside this ellipsis do not count by ones: no pattern fits", (pair[0].span[0], pair[1].span[1]))
    start, end = min(start, end), max(start, end)
    if end == start:
        raise EvaluationError(f"the ellipsis runs from {start} to {end}")
    if end - start == 1:
        return None
    with evaluator.bound("⟨term⟩", end - start - 1, start + 1) as binding:
        value = evaluator(tree)
        return reduced(value, binding.axis, end - start - 1, fold)
