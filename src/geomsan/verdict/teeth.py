"""Whether the checker has teeth: every mutant of a claim that held is to be refuted.

A mutant is judged as if the author had written it. First on the instance that decided the claim
itself, whose derivatives and other sides are known: so most mutants cost one evaluation of the
changed side. One that is not refuted there goes through all trials of a claim. What is left is a
survivor, unless a second argument shows that it says the same: by the laws of algebra (`normal`),
since what it lost is 0 or 1 (`neutral`), or by a reason that the author gives for it alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import chain as chained

import numpy as np

from ..latex import LatexError, parse, to_latex
from ..latex.tree import Chain
from ..meaning import language
from ..meaning.instance import Instance, View
from ..meaning.value import MeaningError, Value
from .change import OPERATORS, D, Shapes
from .claim import Claim
from .corner import try_corners
from .mutant import Mutant, mutants
from .neutral import neutral
from .normal import ORDER, same
from .range import bind
from .report import Refuted, meaningless
from .sides import Carried, Decided, Undecided, outcome_of, sides, sized
from .threeway import ThreeWay
from .trial import Result, run

# How many mutants a display gets. A display on the pages has 1 to 3 equations, and with ten kinds of
# change nine mutants are about one of each kind that applies to it: more of them repeat what the
# first ones told, and the time of a build grows with every one.
LIMIT = 9
PATIENCE = 4  # changes looked at for every mutant wanted: many are no formulas, and do not count


@dataclass(frozen=True)
class Fate:
    """What became of a mutant.

    Parameters
    ----------
    kind : str
        What was changed: a key of `change.OPERATORS`, or 'relation'.
    latex : str
        The false equation: the changed side and the one that it is compared with.
    why : str
        Why it is refuted, if not by its value; for a survivor that is the same formula, why it is.
    error : float
        How far apart its sides are, relative to the larger; 0 where `why` says what is wrong.
    left : bool
        The left side is the changed one.
    """

    kind: str
    latex: str
    why: str = ""
    error: float = 0.0
    left: bool = False


@dataclass(frozen=True)
class Teeth:
    """What became of the mutants of a display.

    Parameters
    ----------
    caught : tuple of Fate
    survivors : tuple of Fate
        Those that no trial refuted.
    same : tuple of Fate
        Those that are the same formula, by an argument; they are no mutants, and are not counted.
    """

    caught: tuple[Fate, ...] = ()
    survivors: tuple[Fate, ...] = ()
    same: tuple[Fate, ...] = ()


def bite(latex: str, claims: list[tuple[Claim, Result]], excused: tuple[tuple[str, str], ...] = ()) -> Teeth:
    """Make the mutants of a display whose claims held, and judge each.

    Parameters
    ----------
    latex : str
        The display.
    claims : list of (Claim, Result)
    excused : tuple of (str, str)
        Those that are not wrong, says the author: each as LaTeX, and the reason.

    Raises
    ------
    LatexError
        If one that is excused is none that survives: an excuse is for what was seen, and for nothing else.
    """
    reasons = {_written(formula): reason for formula, reason in excused}
    shapes = [Shapes(result.first.evaluator) for _, result in claims]
    makers = [mutants(claim, each) for (claim, _), each in zip(claims, shapes, strict=True)]
    moving = [any(type(part) is type(D) and part == D for part in claim.chain.walk()) for claim, _ in claims]
    caught, survivors, equal, looked = [], [], [], 0
    for number, make in _in_turn(makers):
        if len(caught) + len(survivors) >= LIMIT or looked >= PATIENCE * LIMIT:
            break
        looked += 1
        mutant, (claim, result) = make(), claims[number]
        try:
            with np.errstate(all="ignore"):  # a wrong formula may overflow
                why, error = _judged(latex, mutant, result.first, moving[number])
        except (LatexError, Carried):  # the change makes no formula of the language
            continue
        if why is not None:
            caught.append(Fate(mutant.kind, _shown(mutant), why, error, mutant.place == 0))
        elif _repeats(mutant, shapes[number]):
            continue
        elif reason := _alike(mutant, claim.chain, shapes[number]) or neutral(mutant, result.first.evaluator.scope):
            equal.append(Fate(mutant.kind, _shown(mutant), reason))
        elif reason := reasons.pop(_written(_shown(mutant)), ""):
            equal.append(Fate(mutant.kind, _shown(mutant), reason))
        else:
            survivors.append(Fate(mutant.kind, _shown(mutant)))
    if reasons:
        raise LatexError(f"no wrong version of this display that survives reads {next(iter(reasons))}", (0, len(latex)))
    return Teeth(tuple(caught), tuple(survivors), tuple(equal))


def _judged(latex: str, mutant: Mutant, first: Decided, moving: bool) -> tuple[str | None, float]:
    """Why a mutant of a claim is refuted, and by how much; None if it is not. A differential stands in a claim that is `moving`."""
    claim, instance = mutant.claim, first.evaluator.view.instance
    if not claim.equivalent and "\\simeq" not in claim.chain.relations:
        try:
            alone = mutant.old is not None and not moving  # a differential moves what the whole claim names
            values, mask = alone and _changed_side(latex, mutant, first) or _all_sides(latex, claim, instance)
        except Refuted as error:
            return error.why, error.error
        except Undecided:
            pass  # another instance may decide
        else:
            for number in range(max(mutant.place - 1, 0), min(mutant.place + 1, len(claim.chain.relations))):  # the others held
                outcome = outcome_of(claim.chain, number, values, mask, instance.wide)
                if not outcome.holds and not outcome.blunt and np.any(mask):
                    return outcome.why, outcome.error
    try:
        run(latex, instance.scope, claim, ThreeWay(instance.scope, Chain((claim.chain.terms[0],), ()), latex))
        try_corners(latex, instance.scope, claim)
    except Refuted as error:
        return error.why, error.error
    return None, 0.0


def _changed_side(latex: str, mutant: Mutant, first: Decided) -> tuple[list[Value], np.ndarray] | None:
    """The values with that of the changed side; None where the other sides may change with it.

    They do not if every letter keeps its range. If one does not, the evaluation fails here. Where there is no letter, a
    changed side without meaning has none, whatever stands beside it.
    """
    chain, before = mutant.claim.chain, first.evaluator
    evaluator = language.evaluator(before.view)
    evaluator.claim, evaluator.axes = chain, before.axes
    evaluator.bindings = {letter: replace(binding) for letter, binding in before.bindings.items()}
    try:
        value = evaluator(chain.terms[mutant.place])
    except MeaningError as error:
        if type(error) is MeaningError and not before.bindings:
            raise meaningless(latex, chain, mutant.place, error, before.view.instance) from error
        return None
    values = [*first.values[: mutant.place], value, *first.values[mutant.place + 1 :]]
    return sized(values, chain), first.mask


def _all_sides(latex: str, claim: Claim, instance: Instance) -> tuple[list[Value], np.ndarray]:
    """All values, as if the author had written the mutant."""
    evaluator = language.evaluator(View(instance))
    evaluator.claim = claim.chain
    bind(evaluator, claim)
    return sides(latex, evaluator, claim)


def _in_turn(makers: list[dict[str, list[Callable[[], Mutant]]]]) -> Iterator[tuple[int, Callable[[], Mutant]]]:
    """Kinds take turns, within a kind the claims, within a claim places far apart: always in the same order."""
    kinds = []
    for kind in (*OPERATORS, "relation"):
        spread = [[(number, make) for make in _spread(maker[kind])] for number, maker in enumerate(makers)]
        kinds.append(list(_round(spread)))
    return _round(kinds)


def _round(queues: list[list]) -> Iterator:
    """One of each, then the next of each."""
    longest = max(map(len, queues), default=0)
    return chained.from_iterable([queue[turn] for queue in queues if turn < len(queue)] for turn in range(longest))


def _spread(items: list) -> list:
    """The last, the first, then the middles of what is left: the last is where a derivation arrives."""
    if len(items) < 3:
        return items[::-1]
    order, gaps = [len(items) - 1, 0], [(0, len(items) - 1)]
    while gaps:
        low, high = gaps.pop(0)
        if high - low > 1:
            order.append(middle := (low + high) // 2)
            gaps += [(low, middle), (middle, high)]
    return [items[place] for place in order]


def _alike(mutant: Mutant, chain: Chain, shapes: Shapes) -> str:
    """The law by which a mutant says what the claim says: the changed side is the same formula,
    or it and those beside it are all transposed."""
    place, terms = mutant.place, mutant.claim.chain.terms
    if law := same(terms[place], chain.terms[place], shapes):
        return law
    beside = [terms[each] for each in (place - 1, place + 1) if 0 <= each < len(terms)]
    laws = [same(terms[place], chain.terms[place], shapes, turned=True), *(same(each, each, shapes, turned=True) for each in beside)]
    return next((law for law in laws if law != ORDER), ORDER) if all(laws) else ""


def _repeats(mutant: Mutant, shapes: Shapes) -> bool:
    """Whether the changed side is now the same formula as the one beside it: that claims nothing."""
    place, terms = mutant.place, mutant.claim.chain.terms
    return any(same(terms[place], terms[each], shapes) for each in (place - 1, place + 1) if 0 <= each < len(terms))


def _written(latex: str) -> str:
    """A formula as the printer writes it, however it was typed."""
    chains = parse(latex).chains
    return to_latex(chains[0]) if len(chains) == 1 else latex


def _shown(mutant: Mutant) -> str:
    chain, place = mutant.claim.chain, mutant.place
    left = max(place - 1, 0)
    return to_latex(replace(chain, terms=chain.terms[left : left + 2], relations=chain.relations[left : left + 1], link=""))
