"""Expansions: `f(x+dx) \\simeq f(x) + f'(x) dx` is checked by the rate at which it gets true.

The increments that are declared `Small` shrink by halves. The remainder of an expansion of
degree p falls like the (p+1)-th power, so its slope in a double logarithmic plot is p+1. An
expansion that is merely close (a derivative that is 3 % off) has slope p.

Both are so in the limit only: where the increment is large, a next term of the other sign bends
the slope of a true expansion down, and the second-order term of a false one hides its error of
the first order. So the finest steps decide whose remainder stands clear of rounding. A true one
whose next term happens to be all but zero bends for increments of one sign only; so the other
sign decides too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ..latex import LatexError
from ..latex.tree import Chain, Name, Script
from ..meaning import language
from ..meaning.declaration import Small
from ..meaning.instance import Instance, View
from ..meaning.scope import Scope
from ..meaning.value import AXES, Value
from .compare import SAFETY
from .report import refutation
from .sides import Decided, terms

if TYPE_CHECKING:
    from ..meaning.evaluator import Evaluator

INSTANCES = 5
PATIENCE = 4  # instances drawn for each that is wanted
SHRINK = 2.0 ** -np.arange(4, 13)
FINEST = 3  # slopes that decide
DEGREES = 3
STEPS = 2.0**-8 * np.arange(1, DEGREES + 4)  # equal ones: they show the degree
MARGIN = 0.9  # of the slope 1 that separates one degree from the next


def rate(latex: str, scope: Scope, chain: Chain) -> tuple[float, int, Decided]:
    """Execute a chain of `\\simeq` (and `=`).

    Returns
    -------
    tuple
        The smallest remainder relative to the terms, the number of instances, and the first of
        them with the values at all scales.

    Raises
    ------
    Refuted
        If a remainder does not fall as fast as the expansion's degree promises.
    LatexError
        If no increment is declared `Small`, or the right side is not a polynomial in it.
    """
    if set(chain.relations) - {"\\simeq", "="}:
        raise LatexError("a chain of \\simeq may hold = beside it, and nothing else", chain.span)
    if not any(
        isinstance(scope[name], Small)
        for node in chain.walk()
        if isinstance(node, (Name, Script)) and (found := scope.find(node)) and found.declaration.tex
        for name in (found.declaration.name, *scope.ancestors(found.declaration.name))
    ):
        raise LatexError("\\simeq is checked by its rate: declare the increment as Small()", chain.span)
    smallest, done = np.inf, 0
    first: Decided | None = None
    for draw in range(PATIENCE * INSTANCES):
        if done == INSTANCES:
            break
        instance = Instance(scope, draw)

        def at(shrink: np.ndarray, instance: Instance = instance) -> tuple[Evaluator, list[Value]]:
            evaluator = language.evaluator(_shrunk(instance, shrink))
            evaluator.claim, evaluator.axes = chain, 1
            return evaluator, terms(latex, evaluator, chain)

        evaluator, values = at(np.concatenate([SHRINK, STEPS]))
        first = first or Decided(evaluator, values, np.ones((1,) * AXES, dtype=bool))
        decided = True
        for number in range(len(chain.relations)):
            remainders, bound = _remainders(latex, chain, number, values, instance)
            remainders = remainders[: len(SHRINK)]
            smallest = min(smallest, remainders[-1] / max(values[number].size, values[number + 1].size, 1e-300))
            if np.all(remainders <= bound):
                continue
            wanted = _degree(values[number + 1], chain, number) + MARGIN
            if chain.relations[number] == "=":
                raise refutation(latex, chain, number, "the two sides differ", "", instance)
            if np.sum(remainders > 4 * bound) < 2:  # next to nothing stands clear of rounding: no slope can be seen
                decided = False
                continue
            slope = _slope(remainders, bound)
            if slope < wanted:
                other = _slope(*_remainders(latex, chain, number, at(-SHRINK)[1], instance))
                if other < wanted:
                    why = f"the remainder falls with slope {slope:.2f}; the expansion promises {wanted - MARGIN + 1:.0f}"
                    raise refutation(latex, chain, number, why, "", instance)
        done += decided
    if done < INSTANCES:
        raise LatexError(f"the remainder stood clear of rounding in {done} of {PATIENCE * INSTANCES} instances only", chain.span)
    return float(smallest), done, first


def _shrunk(instance: Instance, shrink: np.ndarray) -> View:
    """The instance with every increment at all these scales, along the first index axis."""
    lead = (-1,) + (1,) * (AXES - 1)
    small = {each.name: instance.value(each.name) for each in instance.scope.declarations if isinstance(each, Small)}
    return View(instance, {name: Value(value.data * shrink.reshape(lead + (1,) * len(value.shape))) for name, value in small.items()})


def _remainders(latex: str, chain: Chain, number: int, values: list[Value], instance: Instance) -> tuple[np.ndarray, float]:
    """How far two sides are apart at every scale, and how much of it may be rounding."""
    left, right = values[number], values[number + 1]
    if left.shape != right.shape:
        why = f"the shapes differ: {left.described()} and {right.described()}"
        raise refutation(latex, chain, number, why, "", instance)
    difference = np.abs(left.data - right.data)
    remainders = difference.max(axis=tuple(range(1, difference.ndim)))
    if not np.all(np.isfinite(remainders)):
        raise refutation(latex, chain, number, "a side is not finite", "", instance)
    return remainders, SAFETY * (left.error + right.error)


def _slope(remainders: np.ndarray, bound: float) -> float:
    """The smallest slope over the finest scales whose remainder stands clear of rounding."""
    seen = remainders > 4 * bound
    if seen.sum() < 2:
        return np.inf if np.all(remainders <= bound) else 0.0
    slopes = np.diff(np.log(remainders[seen])) / np.diff(np.log(SHRINK[seen]))
    return float(np.min(slopes[-FINEST:]))


def _degree(side: Value, chain: Chain, number: int) -> int:
    """The degree of a side as a polynomial in the increment: which difference of equal steps vanishes."""
    differences = np.broadcast_to(side.data, (len(SHRINK) + len(STEPS), *side.data.shape[1:]))[len(SHRINK) :]
    noise = 2.0**8 * side.error + 2.0**-44 * float(np.max(np.abs(differences)))
    for degree in range(DEGREES + 1):
        differences = np.diff(differences, axis=0)
        if np.max(np.abs(differences)) <= noise:
            return degree
    raise LatexError("the right side of \\simeq is not a polynomial in the increment", chain.terms[number + 1].span)
