"""A display's claims: which relations it states, and what the author says of them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..latex import LatexError, parse
from ..latex.tree import (
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
from ..meaning.scope import Scope, plain

WAIVED = re.compile(r"%\s*검산\s*제외\s*:\s*(.*)")
FALSE = re.compile(r"%\s*검산\s*:\s*거짓\s*$", re.MULTILINE)
DIRECTIVE = re.compile(r"%\s*검산.*")
TESTED = {"=", "\\neq", "<", ">", "\\leq", "\\geq"}
DRAWN = {"\\to", "\\sim"}  # arrows of a diagram: notation


@dataclass(frozen=True)
class Reading:
    """What a display says.

    Parameters
    ----------
    chains : tuple of Chain
        Those that state something; a chain that goes on from before has its first term.
    last : Node or None
        The term that a following display, beginning with a relation, goes on from.
    waived : str or None
        The reason, if the author waives the display.
    false : bool
        The author says that the display is false.
    """

    chains: tuple[Chain, ...]
    last: Node | None
    waived: str | None
    false: bool


def read(latex: str, last: Node | None) -> Reading:
    """Read a display.

    Parameters
    ----------
    latex : str
    last : Node or None
        The last term of the display before, in the same block.

    Raises
    ------
    LatexError
        If it does not parse, goes on from nothing, or has a directive that is none.
    """
    waived, false = _directives(latex)
    chains: list[Chain] = []
    bare: list[Chain] = []
    for chain in parse(latex).chains:
        if isinstance(chain.terms[0], Empty) and chain.relations:
            if last is None:
                raise LatexError(
                    f"this display begins with '{chain.relations[0]}', but nothing stands before it "
                    "in the same block",
                    (chain.span[0], chain.span[0] + 1),
                )
            chain = Chain((last, *chain.terms[1:]), chain.relations, chain.link, span=chain.span)
        last = chain.terms[-1]
        if isinstance(last, Dots):
            last = None
        if chain.relations and not DRAWN & set(chain.relations):
            chains.append(chain)
        elif not _is_remark(chain):
            bare.append(chain)
    if chains and bare:
        raise LatexError(
            "this stands beside a claim and would not be executed: give it a relation, or a display of its own",
            bare[0].span,
        )
    return Reading(tuple(chains), last, waived, false)


def _is_remark(chain: Chain) -> bool:
    """`\\dots`, or an equation's number in brackets."""
    term = chain.terms[0]
    if isinstance(term, Group) and len(term.items) == 1:
        return isinstance(term.items[0], Number)
    return isinstance(term, Dots)


def _directives(latex: str) -> tuple[str | None, bool]:
    """The author's comment lines: `% 검산 제외: 이유` and `% 검산: 거짓`."""
    waived, false = None, False
    for match in DIRECTIVE.finditer(latex):
        line = match.group().strip()
        if reason := WAIVED.fullmatch(line):
            waived = reason.group(1).strip()
            if not waived:
                raise LatexError("a waiver needs its reason: % 검산 제외: 이유", match.span())
        elif FALSE.fullmatch(line):
            false = True
        else:
            raise LatexError(
                f"{line!r} is no directive; there are '% 검산 제외: 이유' and '% 검산: 거짓'", match.span()
            )
    return waived, false


def is_polynomial(chain: Chain, scope: Scope) -> bool:
    """Whether the claim states equations between sums, products and whole powers of drawn
    symbols: then whole numbers decide it without any rounding."""
    if not set(chain.relations) <= {"=", "\\neq"}:
        return False
    for node in chain.walk():
        if isinstance(node, (Name, Script)) and (found := scope.find(node)):
            if found.declaration.arguments or isinstance(found.declaration, (Function, Defined)):
                return False
        if isinstance(node, (Derivative, Call, Fraction, Root, Fence, Cases)):
            return False
        if isinstance(node, Script) and node.sup is not None and isinstance(node.base, Name):
            if node.base.letter == "e":
                return False
    return True


def is_one_sided(chain: Chain, scope: Scope) -> bool:
    """Whether the claim can be true on many instances and false on some: inequalities,
    absolute values, roots, maxima, cases, signs. It needs more trials, and numbers of all
    magnitudes."""
    for node in chain.walk():
        if isinstance(node, (Name, Script)) and (found := scope.find(node)):
            if isinstance(found.declaration, Array) and found.declaration.signs:
                return True
    if not set(chain.relations) <= {"="}:
        return True
    return any(
        isinstance(node, (Cases, Root))
        or isinstance(node, Fence) and node.kind == "|"
        or isinstance(node, (Call, Big)) and (getattr(node, "function", "") or getattr(node, "operator", "")) in ("max", "min")
        for node in chain.walk()
    )


def smallest_size(chain: Chain) -> int:
    """The smallest size of a dimension on which everything shown stands for something."""
    smallest = 2
    for node in chain.walk():
        if isinstance(node, Dots):
            smallest = max(smallest, 4)
        if isinstance(node, Script):
            for item in node.sub:
                if isinstance(item, Number) and item.text.isdigit():
                    smallest = max(smallest, min(int(item.text), 8))
    return smallest


def bare(node: Node) -> Node:
    """A term without what changes nothing: styles, brackets around the whole, a plus sign."""
    while True:
        if isinstance(node, Group) and len(node.items) == 1:
            node = node.items[0]
        elif isinstance(node, Sum) and node.signs == ("+",):
            node = node.terms[0]
        else:
            return plain(node)


def is_zero(node: Node) -> bool:
    """Whether a term is a written zero."""
    if isinstance(node, Script):
        return is_zero(node.base)
    if isinstance(node, Number):
        return float(node.text) == 0
    return isinstance(node, Name) and node.letter == "0"
