"""What stands beside claims: ranges and conditions of index letters, and which claims they reach."""

from __future__ import annotations

from dataclasses import dataclass

from ..latex import LatexError
from ..latex.tree import Big, Chain, Dots, Group, Name, Node, Number, Product

FOR_ALL = Name("\\forall")


@dataclass(frozen=True)
class Range:
    """`k = 1, …, r` beside a claim."""

    letter: Name
    lower: Node
    upper: Node


def free_letters(node: Node, bound: frozenset[str] = frozenset()) -> set[str]:
    """The letters of a tree that no sum in it binds."""
    if isinstance(node, Name):
        return {node.letter} - bound
    if isinstance(node, Big):
        bound = bound | {part.letter for each in node.index for part in each.walk() if isinstance(part, Name)}
    return set().union(*(free_letters(child, bound) for child in node.children()))


def split_ranges(chains: tuple[Chain, ...]) -> tuple[list[Chain], tuple[Range, ...]]:
    """Take `k = 1, …, r` and `k = 1, 2, …, r` out of the chains."""
    left, ranges = [each for chain in chains for each in _opened(chain)], []
    place = 0
    while place < len(left):
        chain = left[place]
        end = place + 1
        while end < len(left) and not left[end].relations and isinstance(left[end].terms[0], Number):
            end += 1
        if (
            chain.relations == ("=",)
            and isinstance(chain.terms[0], Name)
            and isinstance(chain.terms[1], Number)
            and end + 1 < len(left)
            and isinstance(left[end].terms[0], Dots)
            and not left[end].relations
            and not left[end + 1].relations
        ):
            ranges.append(Range(chain.terms[0], chain.terms[1], left[end + 1].terms[0]))
            del left[place : end + 2]
        else:
            place += 1
    return left, tuple(ranges)


def _opened(chain: Chain) -> tuple[Chain, ...]:
    """The parts of `(i = 1, …, n)`, which is read as it is without the brackets."""
    term = chain.terms[0]
    if chain.relations or not isinstance(term, Group) or term.fence != "(" or not isinstance(term.items[0], Chain):
        return (chain,)
    if not any(isinstance(item, Dots) for item in term.items):
        return (chain,)
    return tuple(item if isinstance(item, Chain) else Chain((item,), (), span=item.span) for item in term.items)


def _names(chain: Chain, letter: Name) -> bool:
    return any(isinstance(part, Name) and part.letter == letter.letter for part in chain.walk())


def sorted_out(chains: list[Chain]) -> tuple[tuple[Chain, ...], tuple[Name, ...]]:
    """What stands beside claims: conditions in brackets, equation numbers, index letters."""
    conditions: list[Chain] = []
    mentions: list[Name] = []
    for chain in chains:
        term = chain.terms[0]
        inner = term.items[0] if isinstance(term, Group) and len(term.items) == 1 else None
        if isinstance(term, Product) and term.factors[0] == FOR_ALL and len(term.factors) == 2:
            term = term.factors[1]
        if isinstance(inner, Chain):
            conditions.append(inner)
        elif isinstance(term, Name) and len(term.letter) == 1 and not chain.relations:
            mentions.append(term)
        elif not isinstance(term, Dots) and not isinstance(inner, Number):
            raise LatexError(
                "this stands beside a claim and would not be executed: give it a relation, or a display of its own",
                chain.span,
            )
    return tuple(conditions), tuple(mentions)


class Reach:
    """Which claims of a display a range or a condition beside them is meant for.

    One that stands before all claims is for all of them. One that stands behind claims is for
    those before it in its line, or in all lines above if it has a line of its own; never for
    what follows it. A chain over several lines is one claim.

    Parameters
    ----------
    latex : str
    chains : list of Chain
        All chains of the display.
    claims : list of tuple of Chain
        Of each claim, what it states and what it states it under.
    """

    def __init__(self, latex: str, chains: list[Chain], claims: list[tuple[Chain, ...]]):
        self.claims = claims
        for chain in chains:  # the line breaks of matrices are none of the display
            start, end = chain.span
            latex = latex[:start] + " " * (end - start) + latex[end:]
        self.outside = latex

    def conditions(self, conditions: tuple[Chain, ...]) -> list[tuple[Chain, ...]]:
        """The conditions of each claim.

        Raises
        ------
        LatexError
            If a condition could be meant for one claim or for several.
        """
        found: list[list[Chain]] = [[] for _ in self.claims]
        for condition in conditions:
            reached = self._reached(condition.span)
            letters = {part.letter for part in condition.walk() if isinstance(part, Name)}
            free = [letters & set().union(*(free_letters(chain) for chain in self.claims[place])) for place in reached]
            named = [place for place, each in zip(reached, free, strict=True) if each and each == set().union(*free)]
            behind = [place for place in named if self.claims[place][0].span[0] < condition.span[0]]
            if sum(not self.claims[place][0].carried for place in behind) > 1:
                raise LatexError("a condition on the claim before it, or on several? Write it behind each, or give it its own display", condition.span)
            for place in named or reached:
                found[place].append(condition)
        return [tuple(each) for each in found]

    def ranges(self, ranges: tuple[Range, ...]) -> list[tuple[Range, ...]]:
        """The ranges of each claim.

        Raises
        ------
        LatexError
            If a letter has a range and stands nowhere, or has two.
        """
        found: list[list[Range]] = [[] for _ in self.claims]
        for each in ranges:
            named = [place for place in self._reached(each.letter.span) if self._names(place, each.letter)]
            if not named:
                raise LatexError(f"{each.letter.letter} has a range, but stands nowhere in the claim", each.letter.span)
            for place in named:
                if any(other.letter == each.letter for other in found[place]):
                    raise LatexError(f"{each.letter.letter} has two ranges", each.letter.span)
                found[place].append(each)
        return [tuple(each) for each in found]

    def _reached(self, span: tuple[int, int]) -> list[int]:
        before = [place for place, claim in enumerate(self.claims) if claim[0].span[0] < span[0]]
        if not before:
            return list(range(len(self.claims)))
        line = [place for place in before if "\\\\" not in self.outside[self.claims[place][0].span[1] : span[0]]]
        reached = line or before
        while reached[0] and self.claims[reached[0]][0].carried:
            reached = [reached[0] - 1, *reached]
        return reached

    def _names(self, place: int, letter: Name) -> bool:
        return any(_names(chain, letter) for chain in self.claims[place])
