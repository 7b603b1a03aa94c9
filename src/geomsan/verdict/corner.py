"""Claims at special values: an inequality that random numbers do not refute may still fail at zero, or where entries are equal.

Only what orders numbers, or holds under a hypothesis, is tried there: an equation between analytic sides that holds
at random numbers holds everywhere, and `\\neq` says of matrices that they are not equal in general.
"""

from __future__ import annotations

import numpy as np

from ..latex import LatexError
from ..meaning import language
from ..meaning.corner import CORNERS
from ..meaning.instance import Instance, View
from ..meaning.scope import Scope
from ..meaning.value import MeaningError
from .claim import Claim, smallest_size
from .compare import indices
from .range import bind
from .report import Refuted, both, refutation
from .trial import check_equivalent, outcome_of, sides

STRICT, ORDER = {"<", ">"}, {"<", ">", "\\leq", "\\geq"}
CLEAR = 1e-9  # how far sides must be apart that may be equal: code may cancel where numbers are special


def try_corners(latex: str, scope: Scope, claim: Claim) -> None:
    """Evaluate a claim where the values are special.

    Raises
    ------
    Refuted
        With the first instance on which the claim does not hold. Where it has no meaning, nothing follows.
    """
    chain = claim.chain
    if not (ORDER & set(chain.relations) or claim.hypothesis) or "\\simeq" in chain.relations:
        return
    for number, corner in enumerate(CORNERS):
        instance = Instance(scope, number, smallest_size(claim), corner=corner)
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
            if outcome.holds or outcome.blunt or not (outcome.meets or outcome.gap > CLEAR * max(1.0, values[place].size)):
                continue
            text = both(values[place], values[place + 1], outcome.place, indices(outcome.place, evaluator.bindings), outcome.error)
            raise refutation(latex, chain, place, "the two sides are equal" if outcome.meets else outcome.why, text, instance, outcome.error)
