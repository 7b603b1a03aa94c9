"""Whether what a mutant dropped, or gave another sign, is nothing: a term that is 0, a factor that is 1.

The second opinion where no law of algebra tells it, since it lies in what a symbol means: with
`Z = Y + B` the factor `∂Z/∂Y` is the identity, and the last term of a sum may be 0. What was dropped
is evaluated by itself, on instances of its own, and must be 0 to the last bit, or 1 within its rounding.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ..latex import LatexError
from ..latex.tree import Big, Fraction, Group, Node, Product, Sum
from ..meaning import language
from ..meaning.instance import Instance, View
from ..meaning.scope import Scope
from ..meaning.value import AXES, MeaningError, Value
from .compare import SAFETY
from .mutant import Mutant

INSTANCES = 5
ZERO, ONE = "zero", "one"


def neutral(mutant: Mutant, scope: Scope) -> str:
    """'zero' or 'one' if a mutant lost only that; else ''."""
    lost = _lost(mutant)
    if lost is None:
        return ""
    wanted = ONE if mutant.kind == "factor dropped" else ZERO
    try:
        if all(_is(wanted, lost, Instance(scope, trial, seed="neutral")) for trial in range(INSTANCES)):
            return wanted
    except (LatexError, MeaningError):
        pass  # it cannot be evaluated by itself, so nothing is known
    return ""


def _lost(mutant: Mutant) -> Node | None:
    """What was there and is not any more."""
    old, new = mutant.old, mutant.new
    match old:
        case Big() if mutant.kind == "bound" and isinstance(new, Big):
            end = old.lower if new.lower is not old.lower else old.upper
            return replace(old, lower=end, upper=end) if old.operator == "sum" else None
        case Sum(terms=parts) if mutant.kind == "sign" and isinstance(new, Sum):
            turned = [part for part, one, two in zip(parts, old.signs, new.signs, strict=True) if one != two]
            return turned[0] if len(turned) == 1 and old.terms == new.terms else None
        case Sum(terms=parts) if mutant.kind == "term dropped":
            pass
        case Product(factors=parts) if mutant.kind == "factor dropped":
            pass
        case Fraction():
            return old.denominator if mutant.kind == "factor dropped" else None
        case _:
            return None
    left = [new, *new.children()]
    gone = [part for part in parts if not any(part is each for each in left)]
    return gone[0] if len(gone) == 1 else Product(tuple(gone), ("",) * (len(gone) - 1)) if isinstance(old, Product) else None


def _is(wanted: str, node: Node, instance: Instance) -> bool:
    evaluator = language.evaluator(View(instance))
    evaluator.claim = node
    value = evaluator(Group((node,)))
    if not isinstance(value, Value):
        return False
    if wanted == ZERO:
        return not np.any(value.data)
    height = int(np.prod(value.shape[: len(value.shape) // 2]))
    square = value.data.reshape(value.data.shape[:AXES] + (height, -1))
    return square.shape[-1] == height and bool(np.all(np.abs(square - np.eye(height)) <= SAFETY * value.error))
