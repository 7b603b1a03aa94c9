"""Claims on instances: every relation of a claim, on as many random instances as decide it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from math import ceil

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
from .claim import Claim, bare, computed, is_computed, is_one_sided, is_polynomial, is_zero, rounding, smallest_size
from .compare import Outcome, compare, holds, indices
from .range import bind
from .rate import rate
from .report import Refuted, both, meaningless, place_of, refutation
from .threeway import ThreeWay

TRIALS = 5
ONE_SIDED_TRIALS = 40  # for claims that may be true on most instances and false on some
NUMBERS = 60  # random numbers behind a claim about code, which may have a branch that few of them reach
PATIENCE = 4  # instances drawn for each that is wanted, before a claim counts as undecidable
ROUGH = 1e-6  # relative difference that decides nothing where code meets large and small numbers: it may cancel out of sight
TESTED = {"=", "\\neq", "<", ">", "\\leq", "\\geq", "\\approx", "\\simeq"}


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


@dataclass(frozen=True)
class Result:
    """A claim that held: its largest relative error, on how many instances, and the first of them."""

    error: float
    trials: int
    first: Decided = field(repr=False)


def run(latex: str, scope: Scope, claim: Claim, table: ThreeWay) -> Result:
    """Execute a claim.

    Parameters
    ----------
    latex : str
        The display, which messages quote.
    scope : Scope
    claim : Claim
    table : ThreeWay
        Gets the values of every instance.

    Raises
    ------
    Refuted
        With the first instance on which the claim does not hold.
    LatexError
        If the claim cannot be executed, or claims nothing.
    """
    chain = claim.chain
    _refuse(chain, scope, claim)
    if "\\simeq" in chain.relations:
        return Result(*rate(latex, scope, chain))
    one_sided = bool(claim.hypothesis) or is_one_sided(chain, scope)
    wanted = ONE_SIDED_TRIALS if one_sided else TRIALS
    polynomial, smallest = is_polynomial(chain, scope), smallest_size(claim)
    largest, done, applied = 0.0, 0, 0
    vacuous = [True] * len(chain.relations)
    met: dict[str, set[bytes]] = {name: set() for name in computed(chain, scope)}
    undecided: Undecided | None = None
    first: Decided | None = None
    draw = -1
    while draw + 1 < PATIENCE * wanted:
        draw += 1
        wide = one_sided and draw % 2 == 1
        instance = Instance(scope, draw, smallest, polynomial, wide)
        evaluator = language.evaluator(View(instance))
        evaluator.claim = chain
        bind(evaluator, claim)
        try:
            values, mask = sides(latex, evaluator, claim)
        except Undecided as error:  # a singular matrix, an overflow: another instance may decide
            undecided = error
            if draw >= TRIALS - 1 and not done:
                raise
            continue
        if not done and is_computed(chain, scope):
            wanted = max(wanted, min(ONE_SIDED_TRIALS, ceil(NUMBERS / max(instance.drawn, 1))))
        if claim.equivalent:
            check_equivalent(latex, evaluator, claim, values, mask)
            done, applied = done + 1, applied + bool(np.any(mask))
            first = first or Decided(evaluator, values, mask)
        else:
            outcomes = [outcome_of(chain, number, values, mask, wide) for number in range(len(chain.relations))]
            for number, outcome in enumerate(outcomes):
                if outcome.meets and instance.scaled:
                    raise LatexError(
                        "at large or small numbers both sides are the same within rounding: declare the range in which "
                        "the inequality is strict, as in Scalar(between=(-20, 20))",
                        chain.terms[number + 1].span,
                    )
                if not outcome.holds and not outcome.blunt:
                    text = both(values[number], values[number + 1], outcome.place, indices(outcome.place, evaluator.bindings), outcome.error)
                    raise refutation(latex, chain, number, outcome.why, text, instance, outcome.error)
                zeros = [is_zero(term) for term in chain.terms[number : number + 2]]
                vacuous[number] &= outcome.zero and chain.relations[number] == "=" and zeros[0] == zeros[1]
            if any(outcome.blunt for outcome in outcomes) or not np.any(mask):
                continue
            largest = max(largest, *(outcome.error for outcome in outcomes))
            table.add(evaluator, values)
            first = first or Decided(evaluator, values, mask)
            done, applied = done + 1, applied + 1
        for name in met:
            met[name].add(evaluator.view.value(name).data.tobytes())
        if done == wanted < ONE_SIDED_TRIALS and any(len(values) == 1 for values in met.values()):
            wanted = ONE_SIDED_TRIALS  # code that has given one value only, as a sign or a count may, can give others
        if done >= wanted or claim.hypothesis and applied >= TRIALS and draw >= wanted:
            break
    if undecided is not None and done < wanted and not claim.hypothesis:
        raise undecided
    _judge_effort(claim, done, applied, wanted)
    if any(vacuous) and not claim.equivalent:
        raise LatexError("both sides are zero in every trial: this claims nothing", chain.terms[vacuous.index(True) + 1].span)
    return Result(largest, done, first)


def _judge_effort(claim: Claim, done: int, applied: int, wanted: int) -> None:
    """Whether enough instances decided the claim."""
    span = claim.chain.span
    if (claim.hypothesis or claim.conditions) and applied < TRIALS:
        raise LatexError(
            f"what is assumed held in {applied} of {PATIENCE * wanted} instances only: this claims next to nothing", span
        )
    if not claim.hypothesis and done < wanted:
        raise LatexError(
            f"the formula is so ill-conditioned that only {done} of {PATIENCE * wanted} instances could decide it", span
        )


def _refuse(chain: Chain, scope: Scope, claim: Claim) -> None:
    """What cannot be executed, or claims nothing, whatever the values are."""
    for relation in chain.relations:
        if relation not in TESTED:
            raise LatexError(
                f"the relation {relation} cannot be executed; there are {' '.join(sorted(TESTED))}", chain.span
            )
    for left, right in zip(chain.terms, chain.terms[1:], strict=False):
        if bare(left, scope) == bare(right, scope):
            raise LatexError("both sides are the same formula: this claims nothing", right.span)
    for name in [*claim.mentions, *(each.letter for each in claim.ranges)]:
        if scope.find(name) is not None:
            raise LatexError("this stands beside a claim and would not be executed", name.span)


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
