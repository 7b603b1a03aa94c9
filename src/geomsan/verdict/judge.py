"""The verdict on a display."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from ..latex import LatexError
from ..latex.tree import Chain, Group, Name, Node, Product, Script
from ..meaning.declaration import Defined, Function
from ..meaning.scope import Scope
from .beside import is_membership
from .claim import Claim, Reading, index_letters, read
from .corner import try_corners
from .membership import run_membership
from .report import Refuted, pointed
from .sides import Carried, evaluate_once
from .teeth import Fate, bite
from .threeway import Comparison, ThreeWay
from .trial import run

COUNTEREXAMPLES = 400  # instances tried for what is said to be false, which few of them may show


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
        reading = read(latex, before.last if before else None, scope)
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
    results, comparisons, trials, executed = [], [], [], 0
    try:
        for claim in reading.claims:
            scope, claim = _define(latex, scope, claim)
            if claim is None:
                continue
            executed += len(claim.chain.relations)
            if is_membership(claim.chain):
                trials.append(run_membership(latex, scope, claim))
                continue
            table = ThreeWay(scope, claim.chain, latex)
            results.append((claim, run(latex, scope, claim, table)))
            trials.append(results[-1][1].trials)
            try_corners(latex, scope, claim)
            comparisons += table.rows()
        for claim, result in results if reading.false else ():  # nothing has shown it yet
            run(latex, result.first.evaluator.scope, claim, ThreeWay(scope, claim.chain, latex), COUNTEREXAMPLES)
    except LatexError as error:
        return Verdict("error", scope, message=pointed(latex, error.message, error.span), offset=error.offset)
    except Carried as error:
        return Verdict("error", scope, message=f"what this display goes on from: {error}", offset=error.offset)
    except Refuted as error:
        return Verdict("false" if reading.false else "refuted", scope, len(reading.claims), 1, message=str(error), offset=error.offset)
    if reading.false:
        return Verdict("refuted", scope, message="this display is said to be false, but it held in every trial")
    if not trials:
        return Verdict("defined", scope)
    if wrong := [row for row in comparisons if not row.ok]:
        says = "\n".join(f"{row.derivative}: {row.message}" for row in wrong)
        return Verdict("refuted", scope, executed, 1, message=says, comparisons=tuple(comparisons))
    error = max((each.error for _, each in results), default=0.0)
    verdict = Verdict("checked", scope, executed, min(trials), error, comparisons=tuple(comparisons))
    if not mutants or not results:
        return verdict
    try:
        teeth = bite(latex, results, reading.excused)
    except LatexError as error:
        return Verdict("error", scope, message=error.message, offset=0)
    return replace(verdict, wrong=teeth.caught, survivors=teeth.survivors, same=teeth.same)


def _define(latex: str, scope: Scope, claim: Claim) -> tuple[Scope, Claim | None]:
    """`a := b` and `b =: a` declare a where it is not declared yet, and `a(x) := b` a function; elsewhere they state a = b."""
    chain = claim.chain
    if not {":=", "=:"} & set(chain.relations):
        return scope, claim
    relations = tuple("=" if relation in (":=", "=:") else relation for relation in chain.relations)
    stated = replace(claim, chain=replace(chain, relations=relations))
    target, term = (chain.terms[0], chain.terms[1]) if ":=" in chain.relations else (chain.terms[-1], chain.terms[-2])
    target, parameters = _parameters(scope, target)
    if not isinstance(target, (Name, Script)) or scope.find(target) is not None:
        return scope, stated
    if free := index_letters(term, scope) - {part.letter for part in target.walk() if isinstance(part, Name)}:
        raise LatexError(f"the index {min(free)} stands in what is defined, but not in its name", term.span)
    evaluate_once(latex, scope, term)
    names = {
        found.declaration.name
        for node in term.walk()
        if isinstance(node, (Name, Script)) and (found := scope.find(node))
    } - set(parameters)
    for name in sorted(names):
        if through := scope.ancestors(name) & set(parameters):
            raise LatexError(
                f"{scope[name].tex} is computed from {scope[min(through)].tex}: is it held fixed where this is a function "
                f"of {scope[min(through)].tex}? Write what it is in its place", term.span,
            )
    scope = scope.define(target, term, tuple(sorted(names)), parameters)
    return scope, stated if len(chain.terms) > 2 else None


def _parameters(scope: Scope, target: Node) -> tuple[Node, tuple[str, ...]]:
    """The f of `f(x, y)` and the declared symbols x and y, where f is not declared; else the target as it is.

    Raises
    ------
    LatexError
        If an argument is no declared symbol, whose shape were known.
    """
    if not (isinstance(target, Product) and len(target.factors) == 2 and target.operators == ("",)):
        return target, ()
    name, bracket = target.factors
    if not isinstance(name, (Name, Script)) or scope.find(name) or not isinstance(bracket, Group) or bracket.fence != "(":
        return target, ()
    found = [scope.find(item) if isinstance(item, (Name, Script)) else None for item in bracket.items]
    for each, item in zip(found, bracket.items, strict=True):
        if each is None or each.items or each.sup or each.primes or each.member or isinstance(each.declaration, (Defined, Function)):
            raise LatexError("a function is defined at declared symbols, which say the shape of its arguments: declare this one in given(…)", item.span)
    return name, tuple(each.declaration.name for each in found)
