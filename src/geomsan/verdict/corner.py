"""Claims at special values: an inequality that random numbers do not refute may still fail at zero, or where entries are equal.

Only what orders numbers, or holds under a hypothesis, is tried there: an equation between analytic sides that holds
at random numbers holds everywhere, and `\\neq` says of matrices that they are not equal in general. But what was
decided at small whole numbers has to hold between them, and far away; and what says something of sizes, at large ones.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from ..latex import LatexError
from ..latex.tree import Big, Chain, Name, Script
from ..meaning import language
from ..meaning.corner import CORNERS, FAR
from ..meaning.instance import Instance, View
from ..meaning.scope import Scope
from ..meaning.value import MeaningError
from .claim import Claim, is_computed, is_polynomial, smallest_size
from .compare import indices
from .range import bind
from .report import Refuted, both, refutation
from .sides import check_equivalent, outcome_of, sides

STRICT, ORDER = {"<", ">"}, {"<", ">", "\\leq", "\\geq"}
LARGE = 101  # a size of which no random instance is
CLEAR = 1e-9  # how far sides must be apart that may be equal: code may cancel where numbers are special


def try_corners(latex: str, scope: Scope, claim: Claim) -> None:
    """Evaluate a claim where the values are special.

    Raises
    ------
    Refuted
        With the first instance on which the claim does not hold. Where it has no meaning, nothing follows.
    """
    chain = claim.chain
    if "\\simeq" in chain.relations:
        return
    for instance in _instances(scope, claim):
        evaluator = language.evaluator(View(instance))
        evaluator.claim = chain
        try:
            bind(evaluator, claim)
            values, mask = sides(latex, evaluator, claim)
        except (LatexError, MeaningError, Refuted):
            continue
        if not all(np.all(np.isfinite(value.data)) for value in values):
            continue
        if claim.equivalent:
            check_equivalent(latex, evaluator, claim, values, mask)
            continue
        for place, relation in enumerate(chain.relations):
            outcome = outcome_of(chain, place, values, mask, False)
            meets = outcome.meets and instance.corner not in FAR  # there the sides are the same within rounding
            if outcome.holds or outcome.blunt or not (meets or outcome.gap > CLEAR * max(1.0, values[place].size)):
                continue
            text = both(values[place], values[place + 1], outcome.place, indices(outcome.place, evaluator.bindings), outcome.error)
            raise refutation(latex, chain, place, "the two sides are equal" if meets else outcome.why, text, instance, outcome.error)


def _instances(scope: Scope, claim: Claim) -> Iterator[Instance]:
    """The special instances at which a claim is tried."""
    chain, smallest = claim.chain, smallest_size(claim)
    ordered = bool(ORDER & set(chain.relations))
    polynomial = is_polynomial(chain, scope)
    if ordered or claim.hypothesis:
        for number, corner in enumerate(CORNERS):
            yield Instance(scope, number, smallest, corner=corner)
    if polynomial:
        yield Instance(scope, 0, smallest)
    if (ordered or polynomial) and not claim.hypothesis and not is_computed(chain, scope) and not _bounded(chain, scope):
        for corner in FAR if ordered else ("far",):
            yield Instance(scope, 0, smallest, corner=corner)
    if _speaks_of_sizes(chain, scope):
        yield Instance(scope, 0, LARGE)


def _bounded(chain: Chain, scope: Scope) -> bool:
    """Whether a symbol is the bound of a sum, which at a large number would never end."""
    bounds = [each for node in chain.walk() if isinstance(node, Big) for each in (node.lower, node.upper) if each is not None]
    return any(isinstance(part, (Name, Script)) and scope.find(part) for each in bounds for part in each.walk())


def _speaks_of_sizes(chain: Chain, scope: Scope) -> bool:
    """Whether the claim is one about dimension letters and scalars alone."""
    names = [node for node in chain.walk() if isinstance(node, (Name, Script))]
    found = [each.declaration for each in map(scope.find, names) if each]
    return all(each.kind == "스칼라" for each in found) and any(isinstance(node, Name) and node.letter in scope.letters and not scope.find(node) for node in names)
