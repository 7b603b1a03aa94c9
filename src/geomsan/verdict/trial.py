"""Claims on instances: every relation of a claim, on as many random instances as decide it."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import ceil

import numpy as np

from ..latex import LatexError
from ..latex.tree import Chain
from ..meaning import language
from ..meaning.evaluator import Evaluator
from ..meaning.instance import ABREAST, Instance, View
from ..meaning.scope import Scope
from ..meaning.value import AXES, MeaningError, Value
from .claim import Claim, bare, computed, is_computed, is_one_sided, is_polynomial, is_zero, names_size, smallest_size
from .compare import Outcome, indices
from .range import bind
from .rate import rate
from .report import Refuted, both, refutation
from .sides import Decided, Undecided, check_equivalent, outcome_of, sides
from .threeway import ThreeWay

TRIALS = 5
CODE_TRIALS = 15  # for claims about code, which may leave out a term in half of all instances, as relu does
ONE_SIDED_TRIALS = 40  # for claims that may be true on most instances and false on some
NUMBERS = 60  # random numbers behind a claim about code, which may have a branch that few of them reach
ROW = 10  # trials stand side by side in multiples of this, so that claims share them
PATIENCE = 4  # instances drawn for each that is wanted, before a claim counts as undecidable
TESTED = {"=", "\\neq", "<", ">", "\\leq", "\\geq", "\\approx", "\\simeq"}


@dataclass(frozen=True)
class Result:
    """A claim that held: its largest relative error, on how many instances, and the first of them."""

    error: float
    trials: int
    first: Decided = field(repr=False)


def run(latex: str, scope: Scope, claim: Claim, table: ThreeWay, wanted: int = TRIALS) -> Result:
    """Execute a claim.

    Parameters
    ----------
    latex : str
        The display, which messages quote.
    scope : Scope
    claim : Claim
    table : ThreeWay
        Gets the values of the instances that are tried one by one.
    wanted : int
        On how many instances at least.

    Raises
    ------
    Refuted
        With the first instance on which the claim does not hold.
    LatexError
        If the claim cannot be executed, or claims nothing.
    """
    _refuse(claim.chain, scope, claim)
    if "\\simeq" in claim.chain.relations:
        return Result(*rate(latex, scope, claim.chain))
    return Trials(latex, scope, claim, table, wanted).run()


class Trials:
    """The trials of one claim: one by one as long as sizes change, then side by side, in one evaluation.

    What holds side by side held in each of these trials. What does not is tried again one by one.

    Parameters
    ----------
    latex, scope, claim, table, wanted
        As for `run`.
    """

    def __init__(self, latex: str, scope: Scope, claim: Claim, table: ThreeWay, wanted: int):
        self.latex, self.scope, self.claim, self.table = latex, scope, claim, table
        chain = claim.chain
        self.one_sided = bool(claim.hypothesis) or is_one_sided(chain, scope)
        self.polynomial, self.smallest = is_polynomial(chain, scope), smallest_size(claim)
        self.single = bool(claim.hypothesis or claim.equivalent)
        self.wanted = max(wanted, ONE_SIDED_TRIALS if self.one_sided else TRIALS)
        self.largest, self.done, self.applied = 0.0, 0, 0
        self.vacuous = [True] * len(chain.relations)
        self.met: dict[str, set[bytes]] = {name: set() for name in computed(chain, scope)}
        self.undecided: Undecided | None = None
        self.blurred: LatexError | None = None
        self.first: Decided | None = None

    def run(self) -> Result:
        draw, finished, again = 0, range(0), []
        while again or draw < PATIENCE * self.wanted and not self._enough(draw):
            missing = self.wanted - self.done
            if self.one_sided:  # every other trial is wide: those are as different as can be, and stay single
                missing = 0 if finished else missing // 2
            if again:
                self.one(again.pop(0))
            elif draw in finished:
                draw += 1
            elif not self.single and missing > 2 and self.first and draw >= self._alone():
                known = finished or range(ABREAST, draw, 2)  # of those that can stand side by side
                count = ceil((len(known) + missing) / ROW) * ROW
                finished, self.single = range(ABREAST, ABREAST + 2 * count, 2), not self.abreast(count, missing)
                if self.single:
                    again = [*finished]
            else:
                self.one(draw)
                draw += 1
        if self.undecided is not None and self.done < self.wanted and not self.claim.hypothesis:
            raise self.undecided
        if self.blurred is not None:
            raise self.blurred
        self._judge_effort()
        return Result(self.largest, self.done, self.first)

    def _enough(self, draw: int) -> bool:
        """Whether no more trials are wanted."""
        if self.done == self.wanted < ONE_SIDED_TRIALS and any(len(values) == 1 for values in self.met.values()):
            self.wanted = ONE_SIDED_TRIALS  # code that has given one value only, as a sign or a count may, can give others
        return self.done >= self.wanted or bool(self.claim.hypothesis) and self.applied >= TRIALS and draw > self.wanted

    def _alone(self) -> int:
        """How many trials come first, one by one: where other sizes may show something else, or there is a backward pass,
        which runs in no others and may have branches of its own."""
        instance = self.first.evaluator.view.instance
        if self.table.target:
            return max(TRIALS, branching(instance))
        return TRIALS if instance.is_sized or names_size(self.claim.chain, self.scope) else 0

    def one(self, draw: int) -> None:
        """One trial."""
        claim, chain = self.claim, self.claim.chain
        instance = Instance(self.scope, draw, self.smallest, self.polynomial, wide=self.one_sided and draw % 2 == 1)
        evaluator = self._evaluator(instance)
        bind(evaluator, claim)
        try:
            values, mask = sides(self.latex, evaluator, claim)
        except Undecided as error:  # a singular matrix, an overflow: another instance may decide
            self.undecided = error
            if draw >= TRIALS - 1 and not self.done:
                raise
            return
        if not self.done and is_computed(chain, self.scope) and instance.drawn:
            self.wanted = max(self.wanted, CODE_TRIALS, branching(instance))
        if claim.equivalent:
            check_equivalent(self.latex, evaluator, claim, values, mask)
            self._count(evaluator, values, mask, [], 1)
            return
        outcomes = self._outcomes(values, mask, instance.wide)
        for number, outcome in enumerate(outcomes):
            if outcome.meets and instance.scaled:  # ordinary numbers may refute it
                self.blurred = LatexError(
                    "at large or small numbers both sides are the same within rounding: declare the range in which "
                    "the inequality is strict, as in Scalar(between=(-20, 20))",
                    chain.terms[number + 1].span,
                )
                return
            if not outcome.holds and not outcome.blunt:
                text = both(values[number], values[number + 1], outcome.place, indices(outcome.place, evaluator.bindings), outcome.error)
                raise refutation(self.latex, chain, number, outcome.why, text, instance, outcome.error)
            self._look_for_zero(number, outcome)
        if not any(outcome.blunt for outcome in outcomes) and np.any(mask):
            self.table.add(evaluator, values)
            self._count(evaluator, values, mask, outcomes, 1)

    def abreast(self, count: int, worth: int) -> bool:
        """So many trials in one evaluation, which count for `worth`; False if that decides nothing."""
        evaluator = self._evaluator(Instance(self.scope, ABREAST, self.smallest, self.polynomial, count=count))
        evaluator.new_axis()
        try:
            bind(evaluator, self.claim)
            values, mask = sides(self.latex, evaluator, self.claim)
        except (LatexError, MeaningError, Refuted):
            return False
        outcomes = self._outcomes(values, mask, False)
        if not mask.any(axis=tuple(range(1, AXES))).all() or any(outcome.blunt or not outcome.holds for outcome in outcomes):
            return False
        for number, outcome in enumerate(outcomes):
            self._look_for_zero(number, outcome)
        self._count(evaluator, values, mask, outcomes, worth)
        return True

    def _evaluator(self, instance: Instance) -> Evaluator:
        evaluator = language.evaluator(View(instance))
        evaluator.claim = self.claim.chain
        return evaluator

    def _outcomes(self, values: list[Value], mask: np.ndarray, wide: bool) -> list[Outcome]:
        chain = self.claim.chain
        return [outcome_of(chain, number, values, mask, wide) for number in range(len(chain.relations))]

    def _look_for_zero(self, number: int, outcome: Outcome) -> None:
        chain = self.claim.chain
        zeros = [is_zero(term) for term in chain.terms[number : number + 2]]
        self.vacuous[number] &= outcome.zero and chain.relations[number] == "=" and zeros[0] == zeros[1]

    def _count(self, evaluator: Evaluator, values: list[Value], mask: np.ndarray, outcomes: list[Outcome], worth: int) -> None:
        """Trials that decided the claim."""
        self.largest = max([self.largest, *(outcome.error for outcome in outcomes)])
        self.first = self.first or Decided(evaluator, values, mask)
        self.done, self.applied = self.done + worth, self.applied + worth * bool(np.any(mask))
        for name, met in self.met.items():
            data = evaluator.view.value(name).data
            met.update(each.tobytes() for each in (data if evaluator.view.instance.count > 1 else [data]))

    def _judge_effort(self) -> None:
        """Whether enough instances decided the claim, and something could have failed."""
        claim, span = self.claim, self.claim.chain.span
        if (claim.hypothesis or claim.conditions) and self.applied < TRIALS:
            raise LatexError(
                f"what is assumed held in {self.applied} of {PATIENCE * self.wanted} instances only: this claims next to nothing", span
            )
        if not claim.hypothesis and self.done < self.wanted:
            raise LatexError(
                f"the formula is so ill-conditioned that only {self.done} of {PATIENCE * self.wanted} instances could decide it", span
            )
        if any(self.vacuous) and not claim.equivalent:
            raise LatexError(
                "both sides are zero in every trial: this claims nothing", claim.chain.terms[self.vacuous.index(True) + 1].span
            )


def branching(instance: Instance) -> int:
    """How many trials of code: where few numbers are drawn in each, as many as find a branch that few numbers reach."""
    return min(ONE_SIDED_TRIALS, ceil(NUMBERS / max(instance.drawn, 1)))


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
