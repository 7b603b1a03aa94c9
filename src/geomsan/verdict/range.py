"""Ranges of index letters: what a display states beside its claim, and what families leave."""

from __future__ import annotations

from ..latex import LatexError
from ..latex.tree import Big, Chain, Name, Node, Script
from ..meaning.ellipsis import label
from ..meaning.evaluator import Evaluator
from ..meaning.family import Family
from ..meaning.index import Binding
from ..meaning.reduction import stands_free, whole
from ..meaning.value import MeaningError
from .claim import Claim


def bind(evaluator: Evaluator, claim: Claim) -> None:
    """Bind the letters whose range is known before the claim is evaluated.

    Raises
    ------
    LatexError
        If a range is empty, or families of different length share a letter.
    """
    for each in claim.ranges:
        try:
            start, end = (whole(evaluator.scalar(bound, "a bound")) for bound in (each.lower, each.upper))
        except MeaningError as error:
            raise LatexError(f"a range that cannot be calculated: {error}", each.upper.span) from error
        _bind(evaluator, each.letter.letter, start, end, each.letter)
    for letter, places in _counted(evaluator, claim).items():
        if not evaluator.knows(letter):
            start, end, last = _common(evaluator, letter, places)
            _bind(evaluator, letter, start, end, places[-1][2], last)


def _bind(evaluator: Evaluator, letter: str, start: int, end: int, node: Node, place: int | None = None) -> None:
    if end < start:
        raise LatexError(f"the range of {letter} is empty", node.span)
    evaluator.bindings[letter] = Binding(letter, evaluator.new_axis(), end - start + 1, start, bounded=True, place=place)


def _counted(evaluator: Evaluator, claim: Claim) -> dict[str, list[tuple[Family, int, Node]]]:
    """The letters that index members of families, with what is added to them."""
    counted: dict[str, list[tuple[Family, int, Node]]] = {}
    if not evaluator.scope.has_families:
        return counted
    for chain in (claim.chain, *claim.hypothesis, *claim.conditions):
        for node in _free(chain, frozenset(), chain):
            found = evaluator.scope.find(node)
            if found and found.member and (place := label(found.member.index)) and place[0]:
                counted.setdefault(place[0], []).append((found.member.family, place[1], node))
    return counted


def _free(node: Node, bound: frozenset[str], chain: Chain):
    """The scripts in a part of a chain, but for those whose letter a sum binds there."""
    if isinstance(node, Script) and not any(isinstance(part, Name) and part.letter in bound for part in node.walk()):
        yield node
    if isinstance(node, Big):
        bound = bound | {each.letter for each in node.index if isinstance(each, Name)}
        names = (term for each in node.index if isinstance(each, Chain) for term in each.terms if isinstance(term, Name))
        bound |= {name.letter for name in names if not stands_free(chain, name.letter, node)}
    for child in node.children():
        yield from _free(child, bound, chain)


def _common(evaluator: Evaluator, letter: str, places: list[tuple[Family, int, Node]]) -> tuple[int, int, int]:
    """`w^{(t)}` beside `w^{(t-1)}` is stated for all t where both exist: the first and the last
    of these, and the last index of the families."""
    lengths = [evaluator.view.value(family.declaration.name).shape[family.axis] for family, _, _ in places]
    firsts = [family.start for family, _, _ in places]
    lasts = [first + length - 1 for first, length in zip(firsts, lengths, strict=True)]
    if len(set(lasts)) > 1:  # steps may begin at 0 or at 1, but they end together
        raise LatexError(
            f"the families that {letter} indexes differ in length: write its range, as in {letter} = 1, \\dots, T", places[-1][2].span
        )
    offsets = [offset for _, offset, _ in places]
    return max(map(int.__sub__, firsts, offsets)), min(map(int.__sub__, lasts, offsets)), lasts[0]
