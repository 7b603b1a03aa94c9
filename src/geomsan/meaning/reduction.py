"""Ranges: sums, products, maxima and minima over an index; cases and their conditions."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack, suppress
from functools import reduce

import numpy as np

from ..latex import LatexError
from ..latex.tree import Big, Cases, Chain, Group, Name, Node
from .evaluator import Operand
from .guard import Guard
from .index import Binding, Unranged
from .value import AXES, EvaluationError, Flexible, MeaningError, Value, rounded, scalar

REDUCTIONS = {
    "sum": (np.sum, 0.0),
    "prod": (np.prod, 1.0),
    "max": (np.max, -np.inf),
    "min": (np.min, np.inf),
}
SAME = ("=", "\\neq")  # also of arrays
OVERLAP = 8.0  # rounding bounds by which two cases that hold at once may differ
CONDITIONS = {
    "=": np.equal, "\\neq": np.not_equal, "<": np.less, ">": np.greater,
    "\\leq": np.less_equal, "\\geq": np.greater_equal,
}


def big(evaluator, node: Big) -> Operand:
    """A sum, product, maximum or minimum over index letters, perhaps under conditions."""
    if node.operator not in REDUCTIONS:
        raise LatexError(f"\\{node.operator} over a range is not part of the language", node.span)
    letters: list[str] = []
    conditions = [each for each in node.index if isinstance(each, Chain)]
    for each in node.index:
        if isinstance(each, Chain):
            continue
        if not isinstance(each, Name) or each.accents:
            raise LatexError("expected an index letter below", each.span)
        letters.append(each.letter)
    for condition in conditions:
        letters += [letter for letter in _new_letters(evaluator, node, condition) if letter not in letters]
    if not letters:
        raise LatexError(f"\\{node.operator} needs an index below it, as in \\{node.operator}_{{i=1}}^{{n}}", node.span)
    return _over(evaluator, node, letters, conditions)


def _new_letters(evaluator, node: Big, condition: Chain) -> list[str]:
    """The letters of a condition that the sum runs over: `i` and `j` of `i<j`, but `j` alone of
    `j \\neq i` where i stands elsewhere in the claim.

    Raises
    ------
    LatexError
        If `i \\neq j` may mean a sum over both, or over one.
    """
    names = [term for term in condition.terms if isinstance(term, Name) and not term.accents and len(term.letter) == 1]
    free = [name.letter for name in names if not evaluator.knows(name.letter)]
    new = [letter for letter in free if not stands_free(evaluator.claim, letter, node)]
    if "\\neq" in condition.relations and len(new) > 1:
        raise LatexError(f"a sum over both letters, or over {new[0]} alone? Write \\sum_{{{new[1]}}} \\sum_{{{new[0]} \\neq {new[1]}}}", condition.span)
    return new


def stands_free(tree: Node | None, letter: str, node: Node) -> bool:
    """Whether a letter stands somewhere in a tree outside of a node, and no sum binds it there."""
    if tree is None or tree is node:
        return False
    if isinstance(tree, Big) and any(isinstance(part, Name) and part.letter == letter for each in tree.index for part in each.walk()):
        return False
    if isinstance(tree, Name) and tree.letter == letter:
        return True
    return any(stands_free(child, letter, node) for child in tree.children())


def _over(evaluator, node: Big, letters: list[str], conditions: list[Chain]) -> Operand:
    letter, *rest = letters
    if evaluator.scope.find(Name(letter)) is not None or letter in evaluator.view.instance.sizes:
        raise LatexError(f"the index {letter} is also a declared symbol or dimension", node.span)
    length, start, bounds = None, 1, ()
    if node.upper is not None:
        try:
            bounds = _bounds(evaluator, node)
        except Unranged:
            _show_ranges(evaluator, node, letter, rest)
            bounds = _bounds(evaluator, node)
        start, highest = int(np.min(bounds[0])), int(np.max(bounds[1]))
        length = highest - start + 1
        empty = bounds[0] > bounds[1]  # for some values of an outer index a sum may be: \sum_{j=1}^{i-1}
        if np.all(empty) or np.any(empty) and node.operator not in ("sum", "prod"):
            raise MeaningError(f"the range {start} … {highest} of {letter} is empty")
    elif node.lower is not None:
        raise LatexError(f"the sum over {letter} has a lower bound and no upper one", node.span)
    else:
        for condition in conditions:
            start, length = _stated(evaluator, condition, letter) or (start, length)
    with evaluator.bound(letter, length, start) as binding:
        if varies := any(bound.size > 1 for bound in bounds):
            with evaluator.guarded() as guard:
                value = _over(evaluator, node, rest, conditions) if rest else _filtered(evaluator, node, conditions)
        else:
            value = _over(evaluator, node, rest, conditions) if rest else _filtered(evaluator, node, conditions)
        if isinstance(value, Flexible):
            raise EvaluationError(f"a sum of {value.name}, whose size is not known here")
        if varies:
            value = _masked(value, guard, binding, *bounds, REDUCTIONS[node.operator][1])
        if binding.length is None:
            raise LatexError(f"the range of {letter} does not show: write \\{node.operator}_{{{letter}=1}}^{{n}}", node.span)
        return reduced(value, binding.axis, binding.length, REDUCTIONS[node.operator][0])


def _bounds(evaluator, node: Big) -> tuple[np.ndarray, np.ndarray]:
    lower = scalar(1.0) if node.lower is None else evaluator.scalar(node.lower, "a lower bound")
    return _wholes(lower), _wholes(evaluator.scalar(node.upper, "an upper bound"))


def _show_ranges(evaluator, node: Big, letter: str, rest: list[str]) -> None:
    """In `\\sum_{j=1}^{i} a_{ij}` the range of i shows in the body only: look there first."""
    with ExitStack() as letters, suppress(MeaningError):
        for each in (letter, *rest):
            letters.enter_context(evaluator.bound(each))
        evaluator(node.body)


def _stated(evaluator, condition: Chain, letter: str) -> tuple[int, int] | None:
    """The range of a letter in `1 \\leq i < j \\leq n`; None where the condition states none."""
    if not any(isinstance(term, Name) and term.letter == letter for term in condition.terms[1:-1]):
        return None
    if not set(condition.relations) <= {"<", "\\leq"}:
        raise LatexError("a range rises: write 1 \\leq i < j \\leq n", condition.span)
    start = whole(evaluator.scalar(condition.terms[0], "a lower bound")) + (condition.relations[0] == "<")
    end = whole(evaluator.scalar(condition.terms[-1], "an upper bound")) - (condition.relations[-1] == "<")
    if end < start:
        raise MeaningError(f"the range {start} … {end} of {letter} is empty")
    return start, end - start + 1


def _filtered(evaluator, node: Big, conditions: list[Chain]) -> Operand:
    """What is summed, where all conditions hold; elsewhere it counts as nothing."""
    if not conditions:
        return evaluator(node.body)
    with evaluator.guarded() as guard:
        value = evaluator(node.body)
    holds = reduce(np.logical_and, [truth(evaluator, condition) for condition in conditions])
    guard.check(holds)
    if isinstance(value, Flexible):
        raise EvaluationError(f"a sum of {value.name}, whose size is not known here")
    holds = holds.reshape(holds.shape + (1,) * len(value.shape))
    return Value(np.where(holds, value.data, REDUCTIONS[node.operator][1]), value.error)


def cases(evaluator, node: Cases) -> Operand:
    """The value whose condition holds; the last one may be `otherwise`. Where two hold, their values are the same."""
    result: Value | None = None
    taken = np.zeros((1,) * AXES, dtype=bool)
    values = _guarded_cases(evaluator, node)
    shapes = [value.shape for value in values if isinstance(value, Value)]
    for value, condition in reversed(list(zip(values, node.conditions, strict=True))):
        if isinstance(value, Flexible):  # the size of \\mathbf{0} is that of the other cases
            if not shapes or len(shapes[0]) != 2:
                raise EvaluationError(f"a case is {value.name}, whose size is not known here")
            value = value.fit(*shapes[0])
        if result is None:
            rest = Value(np.full_like(value.data, np.nan), 0.0)
            result = value if condition is None else rest
        if condition is not None:
            if value.shape != result.shape:
                raise MeaningError(f"the cases have different shapes: {value.described()} and {result.described()}")
            holds = truth(evaluator, condition)
            apart = np.abs(value.data - result.data).real > OVERLAP * (value.error + result.error)
            if np.any(apart & _along(holds & taken, value)):
                raise MeaningError("two cases hold at once, and their values differ")
            taken = taken | holds
            result = Value(np.where(_along(holds, value), value.data, result.data), max(value.error, result.error))
    return result


def _guarded_cases(evaluator, node: Cases) -> list[Operand]:
    """The values of all cases; an entry that a case asks for has to exist where the case applies."""
    values, guards = [], []
    for each in node.values:
        with evaluator.guarded() as guard:
            values.append(evaluator(each))
        guards.append(guard)
    left = np.ones((1,) * AXES, dtype=bool)
    for guard, condition in zip(guards, node.conditions, strict=True):
        holds = left if condition is None else truth(evaluator, condition)
        guard.check(left & holds)
        left = left & ~holds
    return values


def _along(holds: np.ndarray, value: Value) -> np.ndarray:
    """Truth values along the index axes, for all entries of a value."""
    return holds.reshape(holds.shape + (1,) * len(value.shape))


def truth(evaluator, node: Node) -> np.ndarray:
    """A condition, as truth values along the index axes."""
    if isinstance(node, Group) and len(node.items) == 1:
        node = node.items[0]
    if not isinstance(node, Chain):
        raise LatexError("expected a condition, such as z > 0", node.span)
    if len(node.terms) == 2 and node.relations[0] in SAME:
        terms = sized(*map(evaluator, node.terms))
    else:
        terms = [evaluator.scalar(term, "a side of a condition") for term in node.terms]
    if not all(np.all(np.isfinite(term.data)) for term in terms):
        raise EvaluationError("a side of a condition is not finite")
    holds = np.ones((1,) * AXES, dtype=bool)
    for relation, left, right in zip(node.relations, terms, terms[1:], strict=False):
        if relation not in CONDITIONS:
            raise LatexError(f"the relation {relation} is not known in a condition", node.span)
        here = CONDITIONS[relation](left.data.real, right.data.real)
        if left.shape:  # arrays are the same in all entries, and differ in some
            here = (np.all if relation == "=" else np.any)(here, axis=tuple(range(AXES, here.ndim)))
        holds = holds & here
    return holds


def sized(left: Operand, right: Operand) -> list[Value]:
    """Both sides of `x = \\mathbf{0}` with one shape."""
    if isinstance(left, Flexible) and isinstance(right, Value):
        left = left.fit(*right.shape) if len(right.shape) == 2 else left
    elif isinstance(right, Flexible) and isinstance(left, Value):
        right = right.fit(*left.shape) if len(left.shape) == 2 else right
    if isinstance(left, Flexible) or isinstance(right, Flexible) or left.shape != right.shape:
        raise MeaningError(f"a condition compares {left.described()} and {right.described()}")
    return [left, right]


def whole(value: Value) -> int:
    """A bound or a label, as a number."""
    number = value.data.flat[0].real
    if value.data.size != 1 or not float(number).is_integer():
        raise EvaluationError("a bound is not one whole number")
    return int(number)


def reduced(value: Operand, axis: int, length: int, fold: Callable) -> Value:
    """Fold an index axis; a value that does not depend on it counts `length` times."""
    if isinstance(value, Flexible):
        raise EvaluationError(f"a sum of {value.name}, whose size is not known here")
    data = value.data
    if data.shape[axis] == 1 and length > 1:
        data = np.repeat(data, length, axis=axis)
    if np.iscomplexobj(data) and fold in (np.max, np.min):
        choose = np.argmax if fold is np.max else np.argmin
        best = np.expand_dims(choose(data.real, axis=axis), axis)
        return Value(np.take_along_axis(data, best, axis=axis), value.error)
    result = fold(data, axis=axis, keepdims=True)
    if fold is np.prod:
        growth = np.maximum(1.0, np.max(np.abs(data))) ** (length - 1)  # of NumPy: it overflows to infinity
        return rounded(result, length * value.error * float(growth) if value.error else 0.0, length)
    if fold is np.sum:
        return rounded(result, length * value.error, length)
    return Value(result, value.error)


def _wholes(value: Value) -> np.ndarray:
    """Bounds, which may depend on other indices, as whole numbers."""
    numbers = value.data.real
    if not np.all(numbers == np.rint(numbers)):
        raise EvaluationError("a bound is not a whole number")
    return numbers


def _masked(value: Value, guard: Guard, binding: Binding, lower: np.ndarray, upper: np.ndarray, neutral: float) -> Value:
    """Terms outside of bounds that depend on another index count as nothing."""
    letter = binding.values().data
    inside = (lower <= letter) & (letter <= upper)
    guard.check(inside)
    inside = inside.reshape(inside.shape + (1,) * len(value.shape))
    return Value(np.where(inside, value.data, neutral), value.error)
