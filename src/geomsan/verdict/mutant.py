"""Mutants: wrong versions of a claim, each with one change in its syntax tree.

What a declared name is made of is never changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from ..latex.tree import (
    At,
    Big,
    Call,
    Chain,
    Derivative,
    Dots,
    Fence,
    Group,
    Matrix,
    Node,
    Product,
    Script,
    Sum,
    is_transpose,
)
from .change import EVERYWHERE, IN_NAMES, OPERATORS, TRANSPOSES, Shapes, pieces_of
from .claim import Claim, is_zero

REVERSED = {"<": ">", ">": "<", "\\leq": "\\geq", "\\geq": "\\leq", "\\neq": "="}
EQUAL = {"=", "\\approx", "\\simeq"}


@dataclass(frozen=True)
class Mutant:
    """One wrong version of a claim.

    Parameters
    ----------
    kind : str
        The operator that made it.
    claim : Claim
        With the changed chain.
    place : int
        Which term of the chain is changed; for a changed relation, the term behind it.
    old, new : Node or None
        What was changed in that term.
    """

    kind: str
    claim: Claim
    place: int
    old: Node | None = None
    new: Node | None = None


def mutants(claim: Claim, shapes: Shapes) -> dict[str, list[Callable[[], Mutant]]]:
    """All mutants of a claim by their kind, each to be made when it is wanted.

    Only sides of equations are changed. An inequality that a change makes weaker stays true, so
    of an inequality the relation is turned round, and nothing else is changed. An expansion
    without its last term is a true one of a lower degree, so its terms are not dropped; nor are
    factors of what is 0.
    """
    chain = claim.chain
    found: dict[str, list[Callable[[], Mutant]]] = {kind: [] for kind in (*OPERATORS, "relation")}

    def add(kind: str, place: int, old: Node, new: Node) -> None:
        found[kind].append(lambda: Mutant(kind, replace(claim, chain=_changed(chain, place, old, new)), place, old, new))

    for place, term in enumerate(chain.terms):
        relations = {*chain.relations[max(place - 1, 0) : place + 1]}
        if place == 0 and chain.carried or not relations & EQUAL:
            continue
        beside_zero = any(map(is_zero, chain.terms[max(place - 1, 0) : place + 2]))
        for node, kinds in _places(term, shapes):
            for kind, operator in OPERATORS.items():
                if kind not in kinds or kind == "term dropped" and "\\simeq" in relations:
                    continue
                if kind == "factor dropped" and beside_zero and node is term:  # what is 0 is so without it
                    continue
                for new in operator(node, shapes):
                    add(kind, place, node, new)
        if not isinstance(term, Sum) and not beside_zero:
            add("sign", place, term, Sum((term,), ("-",)))
    for number, relation in enumerate(chain.relations):
        if relation in REVERSED:
            turned = (*chain.relations[:number], REVERSED[relation], *chain.relations[number + 1 :])
            mutant = Mutant("relation", replace(claim, chain=replace(chain, relations=turned)), number + 1)
            found["relation"].append(lambda mutant=mutant: mutant)
    return found


def _places(node: Node, shapes: Shapes, kinds: frozenset[str] = EVERYWHERE) -> Iterator[tuple[Node, frozenset[str]]]:
    """The nodes that are no part of a name, and what may be changed at each."""
    yield node, kinds
    direct = kinds - TRANSPOSES  # norms, traces, determinants and code do not tell a row from a column
    below: list[tuple[Node, frozenset[str]]]
    found = shapes.scope.find(node) if isinstance(node, Script) else None
    if found:
        parts = [*((found.member.index,) if found.member else ()), *found.items]
        below = [(part, IN_NAMES) for part in parts]
        below += [(found.sup, kinds)] if found.sup is not None else []
        below = [each for each in below if any(each[0] is part for part in node.walk())]
    elif isinstance(node, Script):
        entry = isinstance(node.base, Group) and len(node.sub) == 1  # of a vector: lying or standing
        below = [(node.base, direct if entry else kinds), *((item, IN_NAMES) for item in node.sub), *(() if node.sup is None else ((node.sup, kinds),))]
    elif isinstance(node, (At, Big)):
        below = [(node.body, kinds)]
    elif isinstance(node, Derivative):
        below = [(child, IN_NAMES) for child in node.children()]
    elif isinstance(node, (Call, Fence)) or isinstance(node, Group) and kinds & TRANSPOSES != TRANSPOSES:
        below = [(child, direct) for child in node.children()]
    elif isinstance(node, Product):
        pieces, between = pieces_of(node, shapes)
        heads = {id(factor) for piece in pieces for factor in piece[1:]}
        if "\\cdot" in between:  # x · y of two columns does not tell them from rows either
            columns = [factor for factor in node.factors if isinstance(shape := shapes(factor), tuple) and 1 in shape]
            heads |= {id(factor) for factor in columns if len(columns) == 2 and shapes(columns[0]) == shapes(columns[1])}
        below = [(child, direct if id(child) in heads else kinds) for child in node.factors]
    elif isinstance(node, Matrix) and any(isinstance(part, Dots) for part in node.children()):
        below = []  # a pattern with one change in it is none, and an error of the author
    else:
        below = [(child, kinds) for child in node.children()]
    for child, allowed in below:
        if not is_transpose(child):
            yield from _places(child, shapes, allowed)


def _changed(chain: Chain, place: int, old: Node, new: Node) -> Chain:
    """The chain with one node of one term replaced; all that is not above it stays the same object."""
    return replace(chain, terms=(*chain.terms[:place], _with(chain.terms[place], old, new), *chain.terms[place + 1 :]))


def _with(value, old: Node, new: Node):
    if value is old:
        return new
    if isinstance(value, tuple):
        items = tuple(_with(item, old, new) for item in value)
        return value if all(a is b for a, b in zip(items, value, strict=True)) else items
    if not isinstance(value, Node):
        return value
    changes = {}
    for name in value.__dataclass_fields__:
        before = getattr(value, name)
        after = _with(before, old, new) if isinstance(before, (Node, tuple)) and name != "span" else before
        if after is not before:
            changes[name] = after
    return replace(value, **changes) if changes else value
