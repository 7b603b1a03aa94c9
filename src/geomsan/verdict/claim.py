"""A display's claims: which relations it states, and what the author says of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from ..latex import LatexError, parse
from ..latex.tree import (
    At,
    Big,
    Call,
    Cases,
    Chain,
    Derivative,
    Dots,
    Empty,
    Fence,
    Fraction,
    Group,
    Name,
    Node,
    Number,
    Root,
    Script,
    Sum,
)
from ..meaning.declaration import Array, Defined, Function
from ..meaning.ellipsis import label
from ..meaning.scope import Scope, plain
from .beside import Range, Reach, each_alone, sorted_out, split_ranges

WAIVED = re.compile(r"%\s*검산\s*제외\s*:\s*(.*)")
FALSE = re.compile(r"%\s*검산\s*:\s*거짓\s*$", re.MULTILINE)
EXCUSED = re.compile(r"%\s*검산\s*오답\s*아님\s*:\s*(.*?)\s*까닭\s*:\s*(.*)")
DIRECTIVE = re.compile(r"%\s*검산.*")
ONE, INFINITY = (Number("1"),), (Name("\\infty"),)  # norms with kinks
DRAWN = {"\\to", "\\mapsto", "\\sim"}  # arrows of a diagram: notation


@dataclass(frozen=True)
class Claim:
    """One chain that is stated, with all that it is stated under.

    Parameters
    ----------
    chain : Chain
    hypothesis : tuple of Chain
        What stands before `\\implies` or `\\iff`.
    equivalent : bool
        The hypothesis follows too.
    conditions : tuple of Chain
        Conditions on the indices: `(i \\neq j)`.
    ranges : tuple of Range
    mentions : tuple of Name
        Letters named beside the claim, as in "for all i, j".
    """

    chain: Chain
    hypothesis: tuple[Chain, ...] = ()
    equivalent: bool = False
    conditions: tuple[Chain, ...] = ()
    ranges: tuple[Range, ...] = ()
    mentions: tuple[Name, ...] = ()


@dataclass(frozen=True)
class Reading:
    """What a display says.

    Parameters
    ----------
    claims : tuple of Claim
    last : Chain or None
        What a following display, beginning with a relation or `\\iff`, goes on from.
    waived : str or None
        The reason, if the author waives the display.
    false : bool
        The author says that the display is false.
    excused : tuple of (str, str)
        Wrong versions that are not wrong, says the author: each as LaTeX, and the reason.
    """

    claims: tuple[Claim, ...]
    last: Chain | None
    waived: str | None
    false: bool
    excused: tuple[tuple[str, str], ...] = ()


def read(latex: str, last: Chain | None, scope: Scope) -> Reading:
    """Read a display.

    Parameters
    ----------
    latex : str
    last : Chain or None
        The last chain of the display before, in the same block.
    scope : Scope
        Says which letters can only be indices.

    Raises
    ------
    LatexError
        If it does not parse, goes on from nothing, states something beside its claims that
        would not be executed, or has a directive that is none.
    """
    waived, false, excused = _directives(latex)
    claims: list[Claim] = []
    beside: list[Chain] = []
    chains, ranges = split_ranges(parse(latex).chains, lambda name: is_index(name, scope))
    chains = each_alone(chains)
    for chain in chains:
        before, chain = last, _continued(chain, last)
        if chain.link != "\\because":  # an aside: what follows goes on from what stands before it
            last = None if isinstance(chain.terms[-1], Dots) else chain
        if drawn := DRAWN & set(chain.relations):
            if drawn != set(chain.relations):
                raise LatexError("an arrow in a claim would not be executed: give the claim a display of its own", chain.span)
            beside.append(chain)
        elif not chain.relations:
            beside.append(chain)
        elif chain.link in ("\\implies", "\\iff"):
            if before is None or not before.relations:
                raise LatexError(f"nothing stands before this {chain.link}", chain.span)
            if claims and claims[-1].chain is before and not claims[-1].hypothesis:
                claims.pop()
            claims.append(Claim(chain, (before,), chain.link == "\\iff"))
        else:
            claims.append(Claim(chain))
    if ranges and not claims:
        raise LatexError("a range says nothing by itself: write it beside its claim", ranges[0].letter.span)
    if claims:
        conditions, mentions = sorted_out(beside)
        stated = [(claim.chain, *claim.hypothesis) for claim in claims]
        reach = Reach(latex, chains, stated, lambda chain, name: name.letter in index_letters(chain, scope))
        stated = reach.conditions(conditions), reach.ranges(ranges)
        claims = [
            replace(claim, conditions=stated[0][place], ranges=stated[1][place], mentions=mentions)
            for place, claim in enumerate(claims)
        ]
    return Reading(tuple(claims), last, waived, false, excused)


def is_index(name: Name, scope: Scope) -> bool:
    """Whether a letter is nothing that is declared."""
    return len(name.letter) == 1 and not name.accents and name.letter not in scope.letters and scope.find(name) is None


def index_letters(node: Node, scope: Scope) -> set[str]:
    """The letters of a tree that pick an entry or a member, or bound a sum, and that no sum in it binds."""
    picks: tuple[Node, ...] = ()
    if isinstance(node, Script):
        symbol = scope.find(node)
        picks = node.sub if symbol is None else (*symbol.items, symbol.member.index) if symbol.member else symbol.items
    if isinstance(node, Big):
        picks = tuple(each for each in (node.lower, node.upper, *node.index) if each is not None)
    found = {part.letter for each in picks for part in each.walk() if isinstance(part, Name) and is_index(part, scope)}
    for child in node.children():
        found |= index_letters(child, scope)
    if isinstance(node, Big):
        found -= {part.letter for each in node.index if not isinstance(each, Chain) for part in each.walk() if isinstance(part, Name)}
    return found


def _continued(chain: Chain, last: Chain | None) -> Chain:
    """A chain that begins with a relation, with the last term before it."""
    if not (isinstance(chain.terms[0], Empty) and chain.relations):
        return chain
    if last is None:
        raise LatexError(
            f"this display begins with '{chain.relations[0]}', but nothing stands before it in the same block",
            (chain.span[0], chain.span[0] + 1),
        )
    return replace(chain, terms=(last.terms[-1], *chain.terms[1:]), carried=True)


def rounding(*terms: Node) -> float:
    """What `\\approx` allows: half a unit in the last place of the decimal that it is stated with.

    Raises
    ------
    LatexError
        If neither side is a written decimal.
    """
    for term in terms:
        number = term.terms[0] if isinstance(term, Sum) and len(term.terms) == 1 else term
        if isinstance(number, Number):
            decimals = len(number.text.partition(".")[2])
            return 0.5 * 10.0**-decimals
    raise LatexError(
        "\\approx needs a decimal on one side, which says how close; for an expansion write \\simeq", terms[0].span
    )


def _directives(latex: str) -> tuple[str | None, bool, tuple[tuple[str, str], ...]]:
    """The author's comment lines: `% 검산 제외: 이유`, `% 검산: 거짓`, `% 검산 오답 아님: 식 까닭: 이유`."""
    waived, false, excused = None, False, []
    for match in DIRECTIVE.finditer(latex):
        line = match.group().strip()
        if reason := WAIVED.fullmatch(line):
            waived = reason.group(1).strip()
            if not waived:
                raise LatexError("a waiver needs its reason: % 검산 제외: 이유", match.span())
        elif FALSE.fullmatch(line):
            false = True
        elif (excuse := EXCUSED.fullmatch(line)) and all(excuse.groups()):
            excused.append(excuse.groups())
        else:
            raise LatexError(
                f"{line!r} is no directive; there are '% 검산 제외: 이유', '% 검산: 거짓' and '% 검산 오답 아님: 식 까닭: 이유'",
                match.span(),
            )
    return waived, false, tuple(excused)


def is_polynomial(chain: Chain, scope: Scope) -> bool:
    """Whether the claim states equations between sums, products and whole powers of drawn
    symbols: then whole numbers decide it without any rounding."""
    if set(chain.relations) != {"="}:  # small whole numbers are equal by chance too often for ≠
        return False
    if is_computed(chain, scope):
        return False
    for node in chain.walk():
        if isinstance(node, Big) and (node.lower is not None or node.upper is not None):
            bounds = [part for each in (node.lower, node.upper) if each is not None for part in each.walk()]
            if any(isinstance(part, (Name, Script)) and scope.find(part) for part in bounds):
                return False
        if isinstance(node, (At, Derivative, Call, Fraction, Root, Fence, Cases)):
            return False
        if isinstance(node, Script) and node.sup is not None:
            if isinstance(node.base, Name) and node.base.letter == "e":
                return False
            found = scope.find(node)
            sup = found.sup if found else node.sup
            if sup and any(isinstance(part, (Name, Script)) and scope.find(part) for part in sup.walk()):
                return False
    return True


def is_computed(chain: Chain, scope: Scope) -> bool:
    """Whether code stands behind a symbol of the claim."""
    return any(found.declaration.arguments or isinstance(found.declaration, (Function, Defined)) for found in scope.named_in(chain))


def names_size(chain: Chain, scope: Scope) -> bool:
    """Whether a dimension letter stands in the claim."""
    return any(isinstance(node, Name) and node.letter in scope.letters for node in chain.walk())


def computed(chain: Chain, scope: Scope) -> tuple[str, ...]:
    """The symbols of the claim that stand for what code has computed as a whole, from random numbers."""
    names = {
        found.declaration.name
        for found in scope.named_in(chain)
        if not found.member and found.declaration.arguments and not isinstance(found.declaration, (Function, Defined))
        if scope.is_drawn(found.declaration.name)
    }
    return tuple(sorted(names))


def is_one_sided(chain: Chain, scope: Scope) -> bool:
    """Whether the claim can be true on many instances and false on some: inequalities,
    absolute values, roots, maxima, cases, signs. It needs more trials, and numbers of all
    magnitudes."""
    if any(isinstance(found.declaration, Array) and found.declaration.signs for found in scope.named_in(chain)):
        return True
    if not set(chain.relations) <= {"="}:
        return True
    return any(
        isinstance(node, Cases)
        or isinstance(node, Root) and any(isinstance(part, (Name, Script)) and scope.find(part) for part in node.walk())
        or isinstance(node, Script) and isinstance(node.base, Fence) and node.base.kind == "‖" and node.sub in (ONE, INFINITY)
        or isinstance(node, Fence) and node.kind == "|" and not _holds_matrix(node, scope)
        or isinstance(node, (Call, Big)) and (getattr(node, "function", "") or getattr(node, "operator", "")) in ("max", "min")
        for node in chain.walk()
    )


def _holds_matrix(node: Node, scope: Scope) -> bool:
    """Whether a whole matrix is named in a term: then the bars are a determinant."""
    for part in node.walk():
        if isinstance(part, (Name, Script)) and (found := scope.find(part)):
            if not found.items and isinstance(found.declaration, Array) and len(found.declaration.dimensions) == 2:
                return True
    return False


def smallest_size(claim: Claim) -> int:
    """The smallest size of a dimension on which everything shown stands for something."""
    smallest = 2
    offsets: dict[str, set[int]] = {}
    for node in (node for chain in (claim.chain, *claim.hypothesis) for node in chain.walk()):
        if isinstance(node, Dots):
            smallest = max(smallest, 4)
        if isinstance(node, Script):
            above = node.sup.items if isinstance(node.sup, Group) else ()
            for letter, offset in filter(None, map(label, (*node.sub, *above))):
                if letter:
                    offsets.setdefault(letter, {0}).add(offset)
                else:
                    smallest = max(smallest, min(offset, 8))
    return smallest + max((max(each) - min(each) for each in offsets.values() if max(each) - min(each) < 8), default=0)


def bare(node: Node, scope: Scope) -> Node:
    """A term without what changes nothing: styles, brackets around the whole, a plus sign."""
    while True:
        if isinstance(node, Group) and len(node.items) == 1:
            node = node.items[0]
        elif isinstance(node, Sum) and node.signs == ("+",):
            node = node.terms[0]
        else:
            return node if scope.tells_styles else plain(node)


def is_zero(node: Node) -> bool:
    """Whether a term is a written zero."""
    if isinstance(node, Script):
        return is_zero(node.base)
    if isinstance(node, Number):
        return float(node.text) == 0
    return isinstance(node, Name) and node.letter == "0"
