"""The verdict on a display."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from ..latex import LatexError
from ..latex.tree import Chain, Name, Node, Script
from ..meaning.scope import Scope
from .claim import Claim, Reading, read
from .report import Refuted, pointed
from .teeth import Fate, bite
from .threeway import Comparison, ThreeWay
from .trial import Carried, evaluate_once, run


@dataclass(frozen=True)
class Verdict:
    """What became of a display.

    Parameters
    ----------
    status : str
        'checked', 'false' (said to be false, and refuted), 'notation', 'defined', 'waived',
        'refuted' or 'error'.
    scope : Scope
        The scope behind the display.
    claims : int
        How many relations were executed.
    trials : int
        On how many instances each, at least.
    error : float
        The largest relative difference of two sides that are equal.
    message : str
        Why it is refuted or in error; the reason of a waiver; the counterexample.
    offset : int or None
        Where in the display; None for the whole of it.
    comparisons : tuple of Comparison
        Rows of the three-way table.
    mutants : int
        How many wrong versions of the display were made.
    caught : int
        How many of them were refuted.
    survivors : tuple of Fate
        Those that were not.
    same : tuple of Fate
        Changes that leave the formula the same, by an argument; they are not counted.
    wrong : tuple of Fate
        Those that were refuted, and how.
    last : Chain or None
        What the next display goes on from: its last term, or as a whole after `\\iff`.
    """

    status: str
    scope: Scope
    claims: int = 0
    trials: int = 0
    error: float = 0.0
    message: str = ""
    offset: int | None = None
    comparisons: tuple[Comparison, ...] = ()
    survivors: tuple[Fate, ...] = ()
    same: tuple[Fate, ...] = ()
    wrong: tuple[Fate, ...] = ()
    last: Chain | None = field(default=None, repr=False)

    @property
    def caught(self) -> int:
        return len(self.wrong)

    @property
    def mutants(self) -> int:
        return len(self.wrong) + len(self.survivors)


def judge(latex: str, scope: Scope, before: Verdict | None = None, mutants: bool = False) -> Verdict:
    """Read a display, execute its claims, and say what became of them.

    Parameters
    ----------
    latex : str
        The text between the dollar signs, comments included.
    scope : Scope
    before : Verdict, optional
        That of the preceding display of the same block.
    mutants : bool
        Make wrong versions of what holds, and see whether they are refuted.

    Returns
    -------
    Verdict
        Never raises for what an author can write.
    """
    try:
        reading = read(latex, before.last if before else None)
    except LatexError as error:
        return Verdict("error", scope, message=pointed(latex, error.message, error.span), offset=error.offset)
    if reading.waived is not None:
        verdict = Verdict("waived", scope, message=reading.waived)
    elif not reading.claims and reading.false:
        verdict = Verdict("error", scope, message="this display is said to be false, but it states nothing")
    elif not reading.claims:
        verdict = Verdict("notation", scope)
    else:
        verdict = _judged(latex, scope, reading, mutants)
    return replace(verdict, last=reading.last)


def _judged(latex: str, scope: Scope, reading: Reading, mutants: bool) -> Verdict:
    results, comparisons, executed = [], [], 0
    try:
        for claim in reading.claims:
            scope, claim = _define(latex, scope, claim)
            if claim is None:
                continue
            table = ThreeWay(scope, claim.chain, latex)
            results.append((claim, run(latex, scope, claim, table)))
            comparisons += table.rows()
            executed += len(claim.chain.relations)
    except LatexError as error:
        return Verdict("error", scope, message=pointed(latex, error.message, error.span), offset=error.offset)
    except Carried as error:
        return Verdict("error", scope, message=f"what this display goes on from: {error}", offset=error.offset)
    except Refuted as error:
        return Verdict("false" if reading.false else "refuted", scope, len(reading.claims), 1, message=str(error), offset=error.offset)
    if reading.false:
        return Verdict("refuted", scope, message="this display is said to be false, but it held in every trial")
    if not results:
        return Verdict("defined", scope)
    if wrong := [row for row in comparisons if not row.ok]:
        says = "\n".join(f"{row.derivative}: {row.message}" for row in wrong)
        return Verdict("refuted", scope, executed, 1, message=says, comparisons=tuple(comparisons))
    trials, error = min(each.trials for _, each in results), max(each.error for _, each in results)
    verdict = Verdict("checked", scope, executed, trials, error, comparisons=tuple(comparisons))
    if not mutants:
        return verdict
    try:
        teeth = bite(latex, results, reading.excused)
    except LatexError as error:
        return Verdict("error", scope, message=error.message, offset=0)
    return replace(verdict, wrong=teeth.caught, survivors=teeth.survivors, same=teeth.same)


def _define(latex: str, scope: Scope, claim: Claim) -> tuple[Scope, Claim | None]:
    """`a := b` declares a where it is not declared yet; elsewhere it states a = b."""
    chain = claim.chain
    if ":=" not in chain.relations:
        return scope, claim
    target: Node = chain.terms[0]
    relations = tuple("=" if relation == ":=" else relation for relation in chain.relations)
    stated = replace(claim, chain=replace(chain, relations=relations))
    if not isinstance(target, (Name, Script)) or scope.find(target) is not None:
        return scope, stated
    evaluate_once(latex, scope, chain.terms[1])
    names = {
        found.declaration.name
        for node in chain.terms[1].walk()
        if isinstance(node, (Name, Script)) and (found := scope.find(node))
    }
    scope = scope.define(target, chain.terms[1], tuple(sorted(names)))
    return scope, stated if len(chain.terms) > 2 else None
