"""The verdict on a display: every relation, on several random instances."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np

from ..latex import LatexError
from ..latex.tree import Chain, Name, Node, Script
from ..meaning import language
from ..meaning.evaluator import Evaluator
from ..meaning.index import Unranged
from ..meaning.instance import Instance, View
from ..meaning.scope import Scope
from ..meaning.value import EvaluationError, Flexible, MeaningError, Value
from .claim import TESTED, Reading, bare, is_one_sided, is_polynomial, is_zero, read, smallest_size
from .compare import compare, indices
from .threeway import Comparison, ThreeWay

TRIALS = 5
ONE_SIDED_TRIALS = 40  # for claims that may be true on most instances and false on some


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
        On how many instances each.
    error : float
        The largest relative difference of two sides that are equal.
    message : str
        Why it is refuted or in error; the reason of a waiver; the counterexample.
    offset : int
        Where in the display.
    comparisons : tuple of Comparison
        Rows of the three-way table.
    last : Node or None
        The term that the next display goes on from.
    """

    status: str
    scope: Scope
    claims: int = 0
    trials: int = 0
    error: float = 0.0
    message: str = ""
    offset: int = 0
    comparisons: tuple[Comparison, ...] = ()
    last: Node | None = field(default=None, repr=False)


class Refuted(Exception):
    """A relation that does not hold on an instance."""

    def __init__(self, message: str, offset: int):
        super().__init__(message)
        self.offset = offset


def judge(latex: str, scope: Scope, before: Verdict | None = None) -> Verdict:
    """Read a display, execute its claims, and say what became of them.

    Parameters
    ----------
    latex : str
        The text between the dollar signs, comments included.
    scope : Scope
    before : Verdict, optional
        That of the preceding display of the same block.

    Returns
    -------
    Verdict
        Never raises for what an author can write.
    """
    last = before.last if before else None
    try:
        reading = read(latex, last)
    except LatexError as error:
        return Verdict("error", scope, message=_pointed(latex, error.message, error.span), offset=error.span[0])
    if reading.waived is not None:
        return Verdict("waived", scope, message=reading.waived, last=reading.last)
    if not reading.chains:
        if reading.false:
            return Verdict("error", scope, message="this display is said to be false, but it states nothing")
        return Verdict("notation", scope, last=reading.last)
    return _judged(latex, scope, reading)


def _judged(latex: str, scope: Scope, reading: Reading) -> Verdict:
    claims, largest, comparisons, defined, trials = 0, 0.0, [], False, ONE_SIDED_TRIALS
    try:
        for chain in reading.chains:
            if ":=" in chain.relations:
                scope, chain = _define(scope, chain, latex)
                defined = True
                if chain is None:
                    continue
            table = ThreeWay(scope, chain, latex)
            error, done = _run(latex, scope, chain, table)
            largest, trials = max(largest, error), min(trials, done)
            comparisons += table.rows()
            claims += len(chain.relations)
    except LatexError as error:
        return Verdict("error", scope, message=_pointed(latex, error.message, error.span), offset=error.span[0], last=reading.last)
    except Refuted as error:
        if reading.false:
            return Verdict("false", scope, len(reading.chains), 1, message=str(error), last=reading.last)
        return Verdict("refuted", scope, message=str(error), offset=error.offset, last=reading.last)
    if reading.false:
        return Verdict("refuted", scope, message="this display is said to be false, but it held in every trial", last=reading.last)
    if defined and not claims:
        return Verdict("defined", scope, last=reading.last)
    return Verdict("checked", scope, claims, trials, largest, comparisons=tuple(comparisons), last=reading.last)


def _define(scope: Scope, chain: Chain, latex: str) -> tuple[Scope, Chain | None]:
    """`a := b` declares a where it is not declared yet; elsewhere it states a = b."""
    target = chain.terms[0]
    relations = tuple("=" if relation == ":=" else relation for relation in chain.relations)
    stated = Chain(chain.terms, relations, chain.link, span=chain.span)
    if not isinstance(target, (Name, Script)) or scope.find(target) is not None:
        return scope, stated
    names = {
        found.declaration.name
        for node in chain.terms[1].walk()
        if isinstance(node, (Name, Script)) and (found := scope.find(node))
    }
    scope = scope.define(target, chain.terms[1], tuple(sorted(names)))
    return scope, stated if len(chain.terms) > 2 else None


def _run(latex: str, scope: Scope, chain: Chain, table: ThreeWay) -> tuple[float, int]:
    """Execute a chain on several instances.

    Returns
    -------
    tuple
        The largest relative error, and the number of instances.
    """
    for relation in chain.relations:
        if relation not in TESTED:
            raise LatexError(f"the relation {relation} cannot be executed; there are {' '.join(sorted(TESTED))}", chain.span)
    for left, right in zip(chain.terms, chain.terms[1:], strict=False):
        if bare(left) == bare(right):
            raise LatexError("both sides are the same formula: this claims nothing", right.span)
    seed, whole, smallest = latex.strip(), is_polynomial(chain, scope), smallest_size(chain)
    one_sided = is_one_sided(chain, scope)
    trials = ONE_SIDED_TRIALS if one_sided else TRIALS
    largest, done = 0.0, 0
    vacuous = [True] * len(chain.relations)
    for draw in range(4 * trials):
        wide = one_sided and draw % 2 == 1
        instance = Instance(scope, seed, draw, smallest, whole, wide)
        evaluator = language.evaluator(View(instance))
        evaluator.claim = chain
        values = _values(evaluator, chain, latex, instance)
        outcomes = []
        for number, relation in enumerate(chain.relations):
            left, right = values[number], values[number + 1]
            outcome = compare(relation, left, right)
            if wide and not (np.all(np.isfinite(left.data)) and np.all(np.isfinite(right.data))):
                outcome = replace(outcome, why="", blunt=True)  # an overflow at an extreme magnitude
            if not outcome.holds and not (outcome.blunt and not outcome.why):
                raise Refuted(
                    _refutation(latex, chain, number, left, right, outcome, evaluator, instance),
                    _offset(chain, number),
                )
            zero = outcome.zero and relation == "=" and is_zero(chain.terms[number]) == is_zero(chain.terms[number + 1])
            vacuous[number] &= zero
            outcomes.append(outcome)
        if any(outcome.blunt for outcome in outcomes):
            continue
        largest = max(largest, *(outcome.error for outcome in outcomes))
        table.add(evaluator, values)
        done += 1
        if done == trials:
            break
    if done < trials:
        raise LatexError(
            f"the formula is so ill-conditioned that only {done} of {4 * trials} instances could decide it",
            chain.span,
        )
    if any(vacuous):
        term = chain.terms[vacuous.index(True) + 1]
        raise LatexError("both sides are zero in every trial: this claims nothing", term.span)
    return largest, done


def _values(evaluator: Evaluator, chain: Chain, latex: str, instance: Instance) -> list:
    """All terms, those with a letter of unknown range after the others."""
    values: list = [None] * len(chain.terms)
    waiting = list(range(len(chain.terms)))
    while waiting:
        left: list[int] = []
        for number in waiting:
            try:
                values[number] = evaluator(chain.terms[number])
            except Unranged as error:
                if number == waiting[-1] and len(left) == len(waiting) - 1:
                    raise error.reason from None
                left.append(number)
            except EvaluationError as error:
                raise LatexError(str(error), chain.terms[number].span) from error
            except MeaningError as error:
                raise Refuted(_meaningless(latex, chain, number, error, instance), _start(chain, number)) from error
        waiting = left
    return _sized(values, chain)


def _sized(values: list, chain: Chain) -> list[Value]:
    """Give `I`, `\\mathbf{0}` and `\\mathbf{1}` the size of another term of the chain."""
    shapes = [value.shape for value in values if isinstance(value, Value)]
    sized = []
    for number, value in enumerate(values):
        if isinstance(value, Flexible):
            if not shapes:
                raise LatexError("no side shows its size: write I_n, or name a declared symbol", chain.span)
            if len(shapes[0]) != 2:
                raise LatexError(f"a number on one side, and {value.name} of unknown size on the other", chain.span)
            try:
                value = value.fit(*shapes[0])
            except EvaluationError as error:
                raise LatexError(str(error), chain.terms[number].span) from error
            except MeaningError as error:
                raise Refuted(f"the equation has no meaning: {error}", _start(chain, number)) from error
        sized.append(value)
    return sized


# -- messages -------------------------------------------------------------------------------


def _pointed(latex: str, message: str, span: tuple[int, int]) -> str:
    """The message, and the piece of the formula underlined."""
    start, end = span
    begin = latex.rfind("\n", 0, start) + 1
    stop = latex.find("\n", start)
    line = latex[begin : stop if stop >= 0 else len(latex)]
    if not line.strip():
        return message
    start, end = start - begin, min(end - begin, len(line))
    cut = max(0, start - 50)
    shown = line[cut : max(end, start + 1) + 30]
    return f"{message}\n    {shown}\n    {' ' * (start - cut)}{'^' * max(1, min(end, start + 60) - start)}"


def _offset(chain: Chain, number: int) -> int:
    """Where the right side of the n-th relation stands."""
    return chain.terms[number + 1].span[0]


def _start(chain: Chain, number: int) -> int:
    """A term that comes from the display before is reported at the start of this one."""
    return chain.terms[number].span[0] if number or chain.terms[0].span[0] >= chain.span[0] else chain.span[0]


def _text(latex: str, chain: Chain, number: int) -> str:
    node = chain.terms[number]
    if number == 0 and not (chain.span[0] <= node.span[0] <= node.span[1] <= chain.span[1]):
        return "(the end of the display before)"
    if number == 0 and chain.span[0] != node.span[0]:
        return "(the end of the display before)"
    text = " ".join(latex[node.span[0] : node.span[1]].split())
    return text if len(text) <= 100 else text[:97] + "…"


def _which(chain: Chain, number: int) -> str:
    relation = chain.relations[number]
    if len(chain.relations) == 1:
        return f"the '{relation}'"
    return f"'{relation}' number {number + 1} of {len(chain.relations)}"


def _meaningless(latex: str, chain: Chain, number: int, error: MeaningError, instance: Instance) -> str:
    return "\n".join(
        [
            f"this formula has no meaning: {error}",
            f"    in {_text(latex, chain, number)}",
            f"    {_sizes(instance)}",
        ]
    )


def _refutation(latex, chain, number, left: Value, right: Value, outcome, evaluator, instance) -> str:
    lines = [f"{_which(chain, number)} is false: {outcome.why or 'the two sides differ'}"]
    lines.append(f"    left   {_text(latex, chain, number)}")
    lines.append(f"    right  {_text(latex, chain, number + 1)}")
    if outcome.place is not None and not outcome.why:
        a, b = np.broadcast_arrays(left.data, right.data)
        where = indices(outcome.place, evaluator.bindings)
        lines.append(
            f"    {_number(a[outcome.place])} against {_number(b[outcome.place])}"
            + (f" at {where}" if where else "")
            + (f", relative difference {outcome.error:.2g}" if outcome.error else "")
        )
    lines.append(f"    {_sizes(instance)}")
    return "\n".join(lines)


def _number(value) -> str:
    return f"{float(np.real(value)):.6g}"


def _sizes(instance: Instance) -> str:
    if not instance.sizes:
        return f"trial {instance.trial + 1}"
    return f"trial {instance.trial + 1}: " + ", ".join(f"{letter}={size}" for letter, size in instance.sizes.items())
