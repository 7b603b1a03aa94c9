"""What stands beside claims: ranges and conditions of index letters, and which claims they reach."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from ..latex import LatexError
from ..latex.tree import Big, Chain, Dots, Group, Name, Node, Number, Product, Script, Sum

REALS = Name("R", "bb")
FOR_ALL = Name("\\forall")
RISING = {">": "<", "\\geq": "\\leq"}


@dataclass(frozen=True)
class Range:
    """`k = 1, …, r` beside a claim."""

    letter: Name
    lower: Node
    upper: Node
    counts: bool = True  # its form says that the letter counts; `0 \\leq p \\leq 1` may be meant of numbers


def free_letters(node: Node, bound: frozenset[str] = frozenset()) -> set[str]:
    """The letters of a tree that no sum in it binds."""
    if isinstance(node, Name):
        return {node.letter} - bound
    if isinstance(node, Big):
        bound = bound | {part.letter for each in node.index for part in each.walk() if isinstance(part, Name)}
    return set().union(*(free_letters(child, bound) for child in node.children()))


def split_ranges(chains: tuple[Chain, ...], is_index: Callable[[Name], bool]) -> tuple[list[Chain], tuple[Range, ...]]:
    """Take `k = 1, …, r`, `1 \\leq k \\leq r` and `k \\in \\{1, …, r\\}` out of the chains.

    Parameters
    ----------
    chains : tuple of Chain
    is_index : callable
        Whether a name is no symbol and no dimension, so that it can only be an index.
    """
    left, ranges = [each for chain in chains for each in _opened(chain)], []
    place = 0
    while place < len(left):
        found, end = _counted(left, place) or (_between(left[place], is_index) or _among(left[place], is_index), place + 1)
        if not found:
            place += 1
            continue
        start = _with_letters(left, place, is_index)
        shared = [replace(found[0], letter=chain.terms[0]) for chain in left[start:place]]
        ranges += [*shared, *found]
        left[start:end] = rest = _rest(left[place])
        place = start + len(rest)
    return left, tuple(ranges)


def _counted(chains: list[Chain], place: int) -> tuple[list[Range], int] | None:
    """`k = 1, 2, …, r`, and where it ends."""
    chain, end = chains[place], place + 1
    if chain.relations != ("=",) or not isinstance(chain.terms[0], Name) or not isinstance(chain.terms[1], Number):
        return None
    while end < len(chains) and not chains[end].relations and isinstance(chains[end].terms[0], Number):
        end += 1
    if end + 1 >= len(chains) or not isinstance(chains[end].terms[0], Dots) or chains[end].relations or chains[end + 1].relations:
        return None
    return [Range(chain.terms[0], chain.terms[1], chains[end + 1].terms[0])], end + 2


def _is_letter(node: Node, is_index: Callable[[Name], bool]) -> bool:
    return isinstance(node, Name) and is_index(node)


def _with_letters(chains: list[Chain], place: int, is_index: Callable[[Name], bool]) -> int:
    """Where the letters begin that share a range: at the i of `i, j = 1, …, n`."""
    while place and not chains[place - 1].relations and _is_letter(chains[place - 1].terms[0], is_index):
        place -= 1
    return place


def _between(chain: Chain, is_index: Callable[[Name], bool]) -> list[Range]:
    """`1 \\leq i \\leq n`, also in brackets, also of several letters."""
    chain = _unbracketed(chain)
    if set(chain.relations) <= set(RISING):
        chain = replace(chain, terms=chain.terms[::-1], relations=tuple(RISING[relation] for relation in chain.relations[::-1]))
    lower, *letters, upper = chain.terms if len(chain.terms) > 1 else (*chain.terms, chain.terms[0])
    known = not any(_is_letter(part, is_index) for end in (lower, upper) for part in end.walk())
    if not letters or not known or not set(chain.relations) <= {"<", "\\leq"} or not all(_is_letter(each, is_index) for each in letters):
        return []
    if chain.relations[0] == "<":
        lower = Sum((lower, Number("1")), ("", "+"), span=lower.span)
    if chain.relations[-1] == "<":
        upper = Sum((upper, Number("1")), ("", "-"), span=upper.span)
    return [Range(letter, lower, upper, counts=False) for letter in letters]


def _rest(chain: Chain) -> list[Chain]:
    """What `1 \\leq i < j \\leq n` says beyond the ranges: the condition that i < j."""
    chain = _unbracketed(chain)
    if len(chain.terms) < 4:
        return []
    inner = replace(chain, terms=chain.terms[1:-1], relations=chain.relations[1:-1])
    return [Chain((Group((inner,), span=chain.span),), (), span=chain.span)]


def _unbracketed(chain: Chain) -> Chain:
    term = chain.terms[0]
    alone = not chain.relations and isinstance(term, Group) and term.fence == "(" and len(term.items) == 1
    return term.items[0] if alone and isinstance(term.items[0], Chain) else chain


def _among(chain: Chain, is_index: Callable[[Name], bool]) -> list[Range]:
    """`i \\in \\{1, …, n\\}`: an ellipsis, or numbers that rise by one."""
    chain = _unbracketed(chain)
    letter, items = chain.terms[0], getattr(chain.terms[-1], "items", ())
    if isinstance(letter, Product) and letter.factors[0] == FOR_ALL and len(letter.factors) == 2:
        letter = letter.factors[1]
    if chain.relations != ("\\in",) or not _is_letter(letter, is_index) or getattr(chain.terms[-1], "fence", "") != "{":
        return []
    numbers = [int(item.text) for item in items if isinstance(item, Number) and item.text.isdigit()]
    listed = items[:-2] if len(items) > 2 and isinstance(items[-2], Dots) else items
    if not listed or len(numbers) < len(listed) or numbers[: len(listed)] != list(range(numbers[0], numbers[0] + len(listed))):
        return []
    return [Range(letter, items[0], items[-1])]


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


def is_membership(chain: Chain) -> bool:
    """Whether a chain says in which space of real numbers something lies."""
    if chain.relations != ("\\in",):
        return False
    space = chain.terms[1]
    return space == REALS or isinstance(space, Script) and space.base == REALS and not (space.sub or space.primes)


def each_alone(chains: list[Chain]) -> list[Chain]:
    """`x, y \\in \\mathbb{R}^n` says it of both."""
    found: list[Chain] = []
    for chain in chains:
        place = len(found)
        while is_membership(chain) and place and not found[place - 1].relations and isinstance(found[place - 1].terms[0], (Name, Script)):
            place -= 1
            name = found[place]
            found[place] = replace(chain, terms=(name.terms[0], chain.terms[1]), span=name.span)
        found.append(chain)
    return found


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
    counts : callable
        Whether a letter is an index in a chain.
    """

    def __init__(self, latex: str, chains: list[Chain], claims: list[tuple[Chain, ...]], counts: Callable[[Chain, Name], bool]):
        self.claims = claims
        self.counts = counts
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
            if not each.counts and not any(self.counts(chain, each.letter) for place in named for chain in self.claims[place]):
                raise LatexError(
                    f"{each.letter.letter} is not declared, and counts nothing here: declare it, as in Scalar(between=(0, 1))", each.letter.span
                )
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
