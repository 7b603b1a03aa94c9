"""The sides of a claim on one instance: their values, where they are claimed, and what a relation between them gives."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from ..latex import LatexError
from ..latex.tree import Chain, Node
from ..meaning import language
from ..meaning.evaluator import Evaluator
from ..meaning.index import Outside, Unranged
from ..meaning.instance import Instance, View
from ..meaning.reduction import truth
from ..meaning.scope import Scope
from ..meaning.value import AXES, EvaluationError, Flexible, MeaningError, Value
from .claim import Claim, is_zero, rounding
from .compare import Outcome, compare, holds
from .report import Refuted, meaningless, place_of, refutation

ROUGH = 1e-6  # relative difference that decides nothing where code meets large and small numbers: it may cancel out of sight


class Carried(Exception):
    """An error in the term that comes from the display before, whose text is not this one."""

    def __init__(self, message: str, offset: int):
        super().__init__(message)
        self.offset = offset


class Undecided(LatexError):
    """A term that cannot be evaluated on an instance."""


@dataclass(frozen=True)
class Decided:
    """The first instance that decided a claim: its evaluator, with the letters that it met, the values
    of all terms, and for which values of the indices the claim is made."""

    evaluator: Evaluator
    values: list[Value]
    mask: np.ndarray


def sides(latex: str, evaluator: Evaluator, claim: Claim) -> tuple[list[Value], np.ndarray]:
    """The values of all terms, and for which values of the indices they are claimed. An index may leave what it counts
    where the claim is not made."""
    if not (claim.conditions or claim.hypothesis):
        return terms(latex, evaluator, claim.chain), np.ones((1,) * AXES, dtype=bool)
    with evaluator.guarded() as guard:
        values = terms(latex, evaluator, claim.chain)
    mask = mask_of(latex, evaluator, claim)
    try:
        guard.check(mask)
    except Outside as error:
        raise meaningless(latex, claim.chain, len(claim.chain.terms) - 1, error, evaluator.view.instance) from error
    return values, mask


def mask_of(latex: str, evaluator: Evaluator, claim: Claim) -> np.ndarray:
    """For which values of the indices the claim is made: conditions, and a hypothesis."""
    mask = np.ones((1,) * AXES, dtype=bool)
    for condition in claim.conditions:
        try:
            mask = mask & truth(evaluator, condition)
        except Unranged as error:
            raise LatexError("this condition is on a letter that the claim beside it does not have", condition.span) from error
        except (EvaluationError, MeaningError) as error:
            raise LatexError(f"a condition that cannot be calculated: {error}", condition.span) from error
    for chain in claim.hypothesis:
        mask = mask & _truth(latex, evaluator, chain)
    return mask


def _truth(latex: str, evaluator: Evaluator, chain: Chain) -> np.ndarray:
    """Where all relations of a chain hold."""
    values = terms(latex, evaluator, chain)
    result = np.ones((1,) * AXES, dtype=bool)
    for number in range(len(chain.relations)):
        result = result & _holds(chain, number, values)
    return result


def _holds(chain: Chain, number: int, values: list[Value]) -> np.ndarray:
    """Where one relation of a statement holds that is assumed, or that is equivalent to another."""
    try:
        return holds(chain.relations[number], values[number], values[number + 1])
    except MeaningError as error:
        raise LatexError(str(error), chain.terms[number + 1].span) from error


def check_equivalent(latex: str, evaluator: Evaluator, claim: Claim, values: list[Value], mask: np.ndarray) -> None:
    """Refute two statements said to be equivalent, of which one holds and the other does not."""
    conclusion = np.ones((1,) * AXES, dtype=bool)
    for number in range(len(claim.chain.relations)):
        conclusion = conclusion & _holds(claim.chain, number, values)
    if np.any(mask != conclusion):
        side = "the second" if np.any(mask & ~conclusion) else "the first"
        raise refutation(
            latex, claim.chain, 0, f"of the two equivalent statements {side} is false where the other is true", "",
            evaluator.view.instance,
        )


def outcome_of(chain: Chain, number: int, values: list[Value], mask: np.ndarray, wide: bool) -> Outcome:
    left, right, relation = values[number], values[number + 1], chain.relations[number]
    slack = rounding(chain.terms[number], chain.terms[number + 1]) if relation == "\\approx" else 0.0
    outcome = compare("=" if relation == "\\approx" else relation, left, right, mask, slack)
    if wide and not (np.all(np.isfinite(left.data)) and np.all(np.isfinite(right.data))):
        return replace(outcome, blunt=True)
    if wide and relation == "=" and outcome.error < ROUGH:
        return replace(outcome, blunt=not outcome.holds)
    if outcome.why:
        hint = left.shape != right.shape and any(map(is_zero, chain.terms[number : number + 2]))
        return replace(outcome, blunt=False, why=outcome.why + r"; zeros of any shape are \mathbf{0}" * hint)
    return outcome


def evaluate_once(latex: str, scope: Scope, term: Node) -> None:
    """Raise what is wrong with a term, before a symbol is defined by it."""
    chain = Chain((term,), (), span=term.span)
    evaluator = language.evaluator(View(Instance(scope, 0)))
    evaluator.claim = chain
    terms(latex, evaluator, chain)


def terms(latex: str, evaluator: Evaluator, chain: Chain) -> list[Value]:
    """The values of all terms; those with a letter of unknown range after the others."""
    values: list = [None] * len(chain.terms)
    waiting = list(range(len(chain.terms)))
    while waiting:
        left: list[int] = []
        for number in waiting:
            try:
                values[number] = evaluator(chain.terms[number])
            except LatexError as error:
                if number == 0 and chain.carried:
                    raise Carried(str(error), chain.span[0]) from error
                raise
            except Unranged as error:
                if number == waiting[-1] and len(left) == len(waiting) - 1:
                    raise error.reason from None
                left.append(number)
            except EvaluationError as error:
                raise Undecided(str(error), chain.terms[number].span) from error
            except MeaningError as error:
                raise meaningless(latex, chain, number, error, evaluator.view.instance) from error
        waiting = left
    return sized(values, chain)


def sized(values: list, chain: Chain) -> list[Value]:
    """Give `I`, `\\mathbf{0}` and `\\mathbf{1}` the size of another term of the chain."""
    shapes = [value.shape for value in values if isinstance(value, Value)]
    sized = []
    for number, value in enumerate(values):
        if isinstance(value, Flexible):
            if not shapes:
                raise LatexError("no side shows its size: write I_n, or name a declared symbol", chain.span)
            if len(shapes[0]) != 2:
                if value.rows == value.columns == 1:
                    raise LatexError("the size of what is summed does not show: write \\mathbf{1}_n", chain.span)
                raise Refuted(
                        f"the equation has no meaning: {value.name} is not a number", place_of(chain, number), f"{value.name} is not a number"
                    )
            try:
                value = value.fit(*shapes[0])
            except EvaluationError as error:
                raise LatexError(str(error), chain.terms[number].span) from error
            except MeaningError as error:
                raise Refuted(f"the equation has no meaning: {error}", place_of(chain, number), str(error)) from error
        sized.append(value)
    return sized
