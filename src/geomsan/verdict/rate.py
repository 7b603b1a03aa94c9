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

if TYPE_CHECKING:
    from .trial import Decided

INSTANCES = 5
SHRINK = 2.0 ** -np.arange(4, 13)
FINEST = 3  # slopes that decide
STEP = 2.0**-8  # between the points that show the degree
MARGIN = 0.9  # of the slope 1 that separates one degree from the next
DEGREES = 3


def rate(latex: str, scope: Scope, chain: Chain) -> tuple[float, int, Decided]:
    """Execute a chain of `\\simeq` (and `=`).

    Returns
    -------
    tuple
        The smallest remainder relative to the terms, the number of instances, and the first of
        them with the values at its widest step.

    Raises
    ------
    Refuted
        If a remainder does not fall as fast as the expansion's degree promises.
    LatexError
        If no increment is declared `Small`, or the right side is not a polynomial in it.
    """
    from .trial import Decided, terms

    if set(chain.relations) - {"\\simeq", "="}:
        raise LatexError("a chain of \\simeq may hold = beside it, and nothing else", chain.span)
    if not any(
        isinstance(scope[name], Small)
        for node in chain.walk()
        if isinstance(node, (Name, Script)) and (found := scope.find(node)) and found.declaration.tex
        for name in (found.declaration.name, *scope.ancestors(found.declaration.name))
    ):
        raise LatexError("\\simeq is checked by its rate: declare the increment as Small()", chain.span)
    smallest = np.inf
    firsts: list[Decided] = []
    for draw in range(INSTANCES):
        def at(shrink: float, draw: int = draw) -> list[Value]:
            instance = Instance(scope, latex.strip(), draw, shrink=shrink)
            evaluator = language.evaluator(View(instance))
            evaluator.claim = chain
            values = terms(latex, evaluator, chain)
            firsts.append(Decided(evaluator, values, np.ones((1,) * AXES, dtype=bool)))
            return values

        values = [at(shrink) for shrink in SHRINK]
        steps = [at(STEP * multiple) for multiple in range(DEGREES + 3)]
        instance = Instance(scope, latex.strip(), draw)
        for number in range(len(chain.relations)):
            remainders, bounds = _remainders(latex, chain, number, values, instance)
            smallest = min(smallest, remainders[-1] / max(values[-1][number].size, values[-1][number + 1].size, 1e-300))
            if np.all(remainders <= bounds):
                continue
            wanted = _degree([each[number + 1] for each in steps], chain, number) + MARGIN
            if chain.relations[number] == "=" or np.sum(remainders > 4 * bounds) < 2:
                raise refutation(latex, chain, number, "the two sides differ", "", instance)
            slope = _slope(remainders, bounds)
            if slope < wanted:
                other = _slope(*_remainders(latex, chain, number, [at(-shrink) for shrink in SHRINK], instance))
                if other < wanted:
                    why = f"the remainder falls with slope {slope:.2f}; the expansion promises {wanted - MARGIN + 1:.0f}"
                    raise refutation(latex, chain, number, why, "", instance)
    return float(smallest), INSTANCES, firsts[0]


def _remainders(
    latex: str, chain: Chain, number: int, values: list[list[Value]], instance: Instance
) -> tuple[np.ndarray, np.ndarray]:
    """How far two sides are apart at every step, and how much of it may be rounding."""
    pairs = [(each[number], each[number + 1]) for each in values]
    if pairs[0][0].shape != pairs[0][1].shape:
        why = f"the shapes differ: {pairs[0][0].described()} and {pairs[0][1].described()}"
        raise refutation(latex, chain, number, why, "", instance)
    remainders = np.array([np.max(np.abs(a.data - b.data)) for a, b in pairs])
    if not np.all(np.isfinite(remainders)):
        raise refutation(latex, chain, number, "a side is not finite", "", instance)
    return remainders, np.array([SAFETY * (a.error + b.error) for a, b in pairs])


def _slope(remainders: np.ndarray, bounds: np.ndarray) -> float:
    """The smallest slope over the finest steps whose remainder stands clear of rounding."""
    seen = remainders > 4 * bounds
    if seen.sum() < 2:
        return np.inf if np.all(remainders <= bounds) else 0.0
    slopes = np.diff(np.log(remainders[seen])) / np.diff(np.log(SHRINK[seen]))
    return float(np.min(slopes[-FINEST:]))


def _degree(values: list[Value], chain: Chain, number: int) -> int:
    """The degree of a side as a polynomial in the increment: which difference vanishes."""
    differences = np.stack([np.broadcast_to(value.data, values[-1].data.shape) for value in values])
    size = float(np.max(np.abs(differences)))
    noise = 2.0**8 * max(value.error for value in values) + 2.0**-44 * size
    for degree in range(DEGREES + 1):
        differences = np.diff(differences, axis=0)
        if np.max(np.abs(differences)) <= noise:
            return degree
    raise LatexError("the right side of \\simeq is not a polynomial in the increment", chain.terms[number + 1].span)
