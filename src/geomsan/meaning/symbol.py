"""Names: declared symbols, index letters, dimensions, and what needs no declaration."""

from __future__ import annotations

import numpy as np

from ..latex import LatexError
from ..latex.tree import Fence, Group, Name, Node, Number, Script, is_transpose
from . import algebra
from .call import fence, named, squared_norm
from .declaration import Defined
from .evaluator import Evaluator, Operand
from .function import ENTRYWISE, entrywise
from .functional import defined, jacobian_matrix, jacobian_of, points, primed
from .index import Unranged, member
from .power import is_inverse, raised
from .reduction import whole
from .scope import Found
from .value import AXES, Flexible, Map, MeaningError, Value, exact, scalar


def name(evaluator: Evaluator, node: Name) -> Operand | Map:
    """A letter: a declared symbol, else an index in force, a dimension, or a known constant."""
    found = evaluator.scope.find(node)
    if found:
        return of_declaration(evaluator, found)
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
        reason = evaluator.unknown(node)
        if node.letter.islower():
            reason.message += f"; the range of an index is written {node.letter} = 1, \\dots, n, a condition on it in brackets"
        raise Unranged(reason)
    raise evaluator.unknown(node)


def special(node: Name, size: int | None = None) -> Operand | None:
    """Names with a meaning of their own, unless they are declared."""
    if node.accents:
        return None
    if node.letter in ("0", "1") and node.style:
        number = float(node.letter)
        return Flexible(
            size, None if size is None else 1,
            lambda r, c: _constant(number, r, c),
            f"\\mathbf{{{node.letter}}}",
            factor="column",
        )
    if node.letter == "I":
        return Flexible(size, size, _identity, "I", square=True)
    if node.letter == "\\pi":
        return Value(np.full((1,) * AXES, np.pi), 1e-16)
    if node.letter in ENTRYWISE and node.style:
        return named(node.letter)
    return None


def declared(evaluator: Evaluator, found: Found, node: Script) -> Operand | Map:
    """A declared symbol with its indices and what is raised behind them."""
    value = of_declaration(evaluator, found)
    if found.member is not None:
        value = member(evaluator, value, 0, found.member)
    if isinstance(value, Map):
        if found.items:
            value = component(evaluator, value, found, node)
        if found.primes and found.sup is None:
            return primed(evaluator, value, found.primes)
        return raised(evaluator, value, found.sup, found.primes, node)
    if not found.items:
        return raised(evaluator, value, found.sup, found.primes, node)
    if found.sup is None or found.primes or found.lower and not is_transpose(found.sup):
        value = evaluator.entry(value, found.items, found.commas, node)
        return raised(evaluator, value, found.sup, found.primes, node)
    if found.lower:
        raise LatexError("the transpose of an entry: write (X^T)_{ij}", node.span)
    return raised_entry(evaluator, value, found.sup, found.items, found.commas, node)


def component(evaluator: Evaluator, function: Map, found: Found, node: Script) -> Map:
    """`f_i`: the function whose value is the i-th entry of the value of f."""
    if found.sup is not None:
        raise LatexError("a power of the component, or a component of the power? Write brackets", node.span)

    def applied(*arguments: Value) -> Value:
        value = function.apply(*arguments)
        if not value.shape:
            raise MeaningError(f"{function.name} is a number, and has no components")
        return evaluator.entry(value, found.items, found.commas, node)

    def code(*arrays):
        raise TypeError(f"a component of {function.name} cannot be handed to code")

    return Map(applied, f"{function.name}_i", code, function.symbol)


def of_declaration(evaluator: Evaluator, found: Found) -> Operand | Map:
    """The value of a symbol; one that a formula defined is evaluated in its place."""
    if isinstance(found.declaration, Defined) and found.declaration.parameters:
        return defined(evaluator, found.declaration)
    if isinstance(found.declaration, Defined):
        return evaluator.evaluate(found.declaration.tree)
    return evaluator.view.value(found.declaration.name)


def raised_entry(evaluator: Evaluator, value: Operand, sup: Node, items, commas: bool, node: Script) -> Operand:
    """`X^T_{ij}` and `X^{-1}_{ij}` are entries of the transpose and of the inverse;
    `X^2_{ij}` could be read in two ways where X has a square."""
    square = isinstance(value, Value) and len(value.shape) == 2 and value.shape[0] == value.shape[1]
    if is_transpose(sup) or square and is_inverse(sup):
        return evaluator.entry(raised(evaluator, value, sup, 0, node), items, commas, node)
    if square:
        raise LatexError("a power of the entry, or an entry of the power? Write brackets", node.span)
    return raised(evaluator, evaluator.entry(value, items, commas, node), sup, 0, node)


def script(evaluator: Evaluator, node: Script) -> Operand | Map:
    """A symbol with indices and powers, or a script on something larger."""
    found = evaluator.scope.find(node)
    if found:
        return declared(evaluator, found, node)
    if (function := jacobian_of(evaluator, node)) is not None:
        value = jacobian_matrix(evaluator, function, points(evaluator, function, None, node))
        return raised(evaluator, value, node.sup, node.primes, node)
    if isinstance(node.base, Name) and evaluator.scope.find(node.base) is None:
        return undeclared(evaluator, node)
    if isinstance(node.base, Fence) and node.base.kind == "‖" and node.sup == Number("2") and not node.primes:
        if (value := squared_norm(evaluator, node.base, node.sub)) is not None:
            return value
    if isinstance(node.base, Fence) and node.base.kind in ("<", "‖") and node.sub:
        return raised(evaluator, fence(evaluator, node.base, node.sub), node.sup, node.primes, node)
    value = evaluator.evaluate(node.base)
    if isinstance(node.base, Group) and len(node.base.items) > 1 and is_transpose(node.sup) and not node.sub:
        # every book writes a column as (x_1, …, x_n)^T, to save space
        return algebra.transpose(value) if node.base.fence == "[" else value
    if not node.sub:
        if isinstance(value, Map) and node.primes and node.sup is None:
            return primed(evaluator, value, node.primes)
        return raised(evaluator, value, node.sup, node.primes, node)
    if isinstance(value, Map):
        raise LatexError("a function has no entries", node.span)
    if node.sup is not None and not node.primes:
        return raised_entry(evaluator, value, node.sup, node.sub, node.commas, node)
    return raised(evaluator, evaluator.entry(value, node.sub, node.commas, node), None, node.primes, node)


def undeclared(evaluator: Evaluator, node: Script) -> Operand:
    """`e^x`, `\\delta_{ij}`, `I_n`, `\\mathbf{1}_n`, a power of an index: what needs no declaration."""
    letter = node.base.letter
    if letter == "e" and node.sup is not None and not node.sub and not node.primes:
        return entrywise("exp", evaluator.scalar(node.sup, "an exponent of e"))
    if letter == "\\delta" and len(node.sub) == 2 and node.sup is None:
        one, two = (evaluator.scalar(item, "an index") for item in node.sub)
        return exact((one.data == two.data).astype(float))
    if len(node.sub) == 1 and isinstance(special(node.base), Flexible):
        size = whole(evaluator.scalar(node.sub[0], "a size"))
        value = special(node.base, size)
        if isinstance(value, Flexible):
            return raised(evaluator, value.fit(None, None), node.sup, node.primes, node)
    if node.sub:
        raise evaluator.unknown(node)
    return raised(evaluator, evaluator.evaluate(node.base), node.sup, node.primes, node)


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
