"""`X \\in \\mathbb{R}^{n \\times d}`: a claim on a shape, compared for several sizes."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ..latex import LatexError
from ..latex.tree import Node, Product, Script
from ..meaning import language
from ..meaning.evaluator import Evaluator
from ..meaning.instance import Instance, View
from ..meaning.scope import Scope
from ..meaning.value import MeaningError
from .claim import Claim, smallest_size
from .range import bind
from .report import refutation
from .sides import terms
from .trial import TRIALS


def run_membership(latex: str, scope: Scope, claim: Claim) -> int:
    """Compare the shape on several instances; gives back on how many.

    Raises
    ------
    Refuted
        If it is another one, or something is not a number.
    LatexError
        If one of both is not known.
    """
    chain = claim.chain
    term = replace(chain, terms=chain.terms[:1], relations=())
    for trial in range(TRIALS):
        instance = Instance(scope, trial, smallest_size(claim))
        evaluator = language.evaluator(View(instance))
        evaluator.claim = chain
        bind(evaluator, claim)
        (value,) = terms(latex, evaluator, term)
        wanted = _sizes(evaluator, chain.terms[1])
        given = () if len(wanted) == 1 and value.shape == () else value.shape
        vector = len(wanted) == 1 and given in ((wanted[0], 1), (1, wanted[0]))
        if not (vector or given == wanted or wanted == (1,) and given == ()):
            meant = "×".join(map(str, wanted)) or "a number"
            raise refutation(latex, chain, 0, f"the left side is {value.described()}, and this space holds {meant}", "", instance)
        if not np.all(np.isfinite(value.data)):
            raise refutation(latex, chain, 0, "the left side is not finite", "", instance)
    return TRIALS


def _sizes(evaluator: Evaluator, space: Node) -> tuple[int, ...]:
    """The shape that a space has: () for the numbers themselves."""
    if space.sup is None if isinstance(space, Script) else True:
        return ()
    sup = space.sup
    factors = sup.factors if isinstance(sup, Product) and set(sup.operators) == {"\\times"} else (sup,)
    if len(factors) > 2:
        raise LatexError("a space of vectors or of matrices was expected: \\mathbb{R}^n, \\mathbb{R}^{n \\times d}", sup.span)
    try:
        return tuple(int(evaluator.scalar(factor, "a size").data.flat[0].real) for factor in factors)
    except MeaningError as error:
        raise LatexError(f"a size that is not known: {error}", sup.span) from error
