"""Names: declared symbols, index letters, dimensions, and what needs no declaration."""

from __future__ import annotations

import numpy as np

from ..latex import LatexError
from ..latex.tree import Fence, Name, Node, Script
from .call import fence
from .evaluator import Evaluator, Operand
from .function import ENTRYWISE, entrywise
from .index import Unranged
from .power import raised
from .scope import Found
from .value import AXES, Flexible, Map, MeaningError, Value, exact, scalar


def name(evaluator: Evaluator, node: Name) -> Operand | Map:
    """A letter: a declared symbol, else an index in force, a dimension, or a known constant."""
    found = evaluator.scope.find(node)
    if found:
        return evaluator.view.value(found.declaration.name)
    binding = evaluator.bindings.get(node.letter) if not node.accents else None
    if binding is not None:
        if binding.length is None:
            raise Unranged(
                LatexError(f"the range of {node.letter} does not show before it is used", node.span)
            )
        return binding.values()
    if node.letter in evaluator.view.instance.sizes and not node.accents:
        return scalar(float(evaluator.view.instance.sizes[node.letter]))
    value = special(node)
    if value is not None:
        return value
    if len(node.letter) == 1 and not node.accents:
        raise Unranged(evaluator.unknown(node))
    raise evaluator.unknown(node)


def special(node: Name, size: int | None = None) -> Operand | None:
    """Names with a meaning of their own, unless they are declared."""
    if node.accents:
        return None
    if node.letter in ("0", "1") and node.style:
        number = float(node.letter)
        return Flexible(
            size, 1 if number == 1 or size is not None else None,
            lambda r, c: _constant(number, r, c),
            f"\\mathbf{{{node.letter}}}",
        )
    if node.letter == "I":
        return Flexible(size, size, _identity, "I")
    if node.letter == "\\pi":
        return Value(np.full((1,) * AXES, np.pi), 1e-16)
    if node.letter in ENTRYWISE and node.style:
        name = node.letter
        return Map(lambda value: entrywise(name, value), name, ENTRYWISE[name][0])
    return None


def found_value(evaluator: Evaluator, found: Found, node: Node) -> Operand | Map:
    """A declared symbol with its indices."""
    value = evaluator.view.value(found.declaration.name)
    if not found.items:
        return value
    if isinstance(value, Map):
        raise LatexError(f"the function {found.declaration.tex} has no entries", node.span)
    return evaluator.entry(value, found.items, found.commas, node)


def script(evaluator: Evaluator, node: Script) -> Operand | Map:
    """A symbol with indices and powers, or a script on something larger."""
    found = evaluator.scope.find(node)
    if found:
        value = found_value(evaluator, found, node)
        return raised(evaluator, value, found.sup, found.primes, node)
    if isinstance(node.base, Name):
        letter = node.base.letter
        if letter in ("I", "1", "0") and len(node.sub) == 1 and evaluator.scope.find(node.base) is None:
            size = evaluator.scalar(node.sub[0], "a size")
            value = special(node.base, int(size.data.flat[0]))
            if value is not None:
                return raised(evaluator, value.fit(None, None), node.sup, node.primes, node)
        if letter == "\\delta" and len(node.sub) == 2 and evaluator.scope.find(node.base) is None:
            one, two = (evaluator.scalar(item, "an index") for item in node.sub)
            return exact((one.data == two.data).astype(float))
        if letter == "e" and node.sup is not None and not node.sub and evaluator.scope.find(node.base) is None:
            return entrywise("exp", evaluator.scalar(node.sup, "an exponent of e"))
    if isinstance(node.base, Fence) and node.base.kind in ("<", "‖") and node.sub:
        value = fence(evaluator, node.base, node.sub)
    elif node.sub:
        if isinstance(node.base, Name) and evaluator.scope.find(node.base) is None:
            raise evaluator.unknown(node)
        value = evaluator.evaluate(node.base)
        if isinstance(value, Map):
            raise LatexError("a function has no entries", node.span)
        value = evaluator.entry(value, node.sub, node.commas, node)
    else:
        value = evaluator.evaluate(node.base)
    return raised(evaluator, value, node.sup, node.primes, node)


def _constant(number: float, rows: int, columns: int) -> Value:
    if number == 1 and rows == columns == 1:
        raise MeaningError("\\mathbf{1} would be 1×1 in this place: it would change nothing")
    return exact(np.full((1,) * AXES + (rows, columns), number))


def _identity(rows: int, columns: int) -> Value:
    if rows != columns:
        raise MeaningError(f"I would have to be {rows}×{columns}")
    if rows == 1:
        raise MeaningError("I would be 1×1 in this place: it would change nothing")
    return exact(np.eye(rows).reshape((1,) * AXES + (rows, rows)))
