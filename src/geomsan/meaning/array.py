"""Matrices in a formula: entry by entry, in blocks, or with ellipses."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ..latex import LatexError
from ..latex.tree import Dots, Empty, Matrix, Node, Number
from . import algebra
from .ellipsis import Axis, Pattern, read
from .value import AXES, EvaluationError, Flexible, MeaningError, Value


def matrix(evaluator, node: Matrix) -> Value | Flexible:
    """The value of a matrix environment; `vmatrix` is a determinant."""
    node = blanks_filled(node)
    if any(isinstance(cell, Dots) for row in node.rows for cell in row):
        value = _patterned(evaluator, read(node), node)
    else:
        value = _blocks([[evaluator(cell) for cell in row] for row in node.rows])
    if node.environment == "vmatrix":
        return algebra.determinant(value)
    return value


def blanks_filled(node: Matrix) -> Matrix:
    """A square matrix whose diagonal is shown, with the zeros that blank cells stand for; beside
    the `\\ddots` of a diagonal a blank stands for hidden entries."""
    size = len(node.rows)
    blank = any(isinstance(cell, Empty) for row in node.rows for cell in row)
    if not blank or any(len(row) != size or isinstance(row[i], Empty) for i, row in enumerate(node.rows)):
        return node
    gaps = {i for i in range(size) if isinstance(node.rows[i][i], Dots)}
    rows = []
    for i, row in enumerate(node.rows):
        fill = [Dots("\\dots") if {i, j} & gaps else Number("0") for j in range(size)]
        rows.append(tuple(replace(fill[j], span=cell.span) if isinstance(cell, Empty) else cell for j, cell in enumerate(row)))
    return replace(node, rows=tuple(rows))


def _blocks(cells: list[list[Value | Flexible]]) -> Value:
    """Scalars and matrices side by side and below each other."""
    for row in cells:
        for cell in row:
            if isinstance(cell, Flexible):
                raise EvaluationError(f"{cell.name} in a matrix: write its size")
    lead = np.broadcast_shapes(*(cell.data.shape[:AXES] for row in cells for cell in row))
    rows = []
    for row in cells:
        blocks = [_block(cell, lead) for cell in row]
        if len({block.shape[-2] for block in blocks}) > 1:
            raise MeaningError(
                f"blocks of {' and '.join(str(block.shape[-2]) for block in blocks)} rows stand side by side"
            )
        rows.append(np.concatenate(blocks, axis=-1))
    if len({row.shape[-1] for row in rows}) > 1:
        raise MeaningError(
            f"rows of {' and '.join(str(row.shape[-1]) for row in rows)} columns stand below each other"
        )
    error = max(cell.error for row in cells for cell in row)
    return Value(np.concatenate(rows, axis=-2), error)


def _block(cell: Value, lead: tuple[int, ...]) -> np.ndarray:
    data = cell.data[..., None, None] if cell.is_scalar else cell.data
    return np.broadcast_to(data, lead + data.shape[AXES:])


def _patterned(evaluator, pattern: Pattern, node: Matrix) -> Value | Flexible:
    rows = _labels(evaluator, pattern.rows)
    columns = _labels(evaluator, pattern.columns)
    if rows is None or columns is None:
        if pattern.diagonal is not None:
            return Flexible(None, None, lambda r, c: _square(evaluator, pattern, r, c, node), "a diagonal matrix", square=True)
        return Flexible(
            None if rows is None else len(rows),
            None if columns is None else len(columns),
            lambda r, c: _filled(
                evaluator, pattern, rows or _unlabelled(pattern.rows, r), columns or _unlabelled(pattern.columns, c), node
            ),
            "a matrix whose ellipsis does not tell its size",
        )
    return _filled(evaluator, pattern, rows, columns, node)


def _square(evaluator, pattern: Pattern, rows: int, columns: int, node: Matrix) -> Value:
    if rows != columns:
        raise MeaningError(f"a diagonal pattern would have to be {rows}×{columns}")
    lines = _unlabelled(pattern.rows, rows)
    return _filled(evaluator, pattern, lines, lines, node)


def _labels(evaluator, axis: Axis) -> list[int | None] | None:
    """For every line its label if it is hidden, None if it is shown; None if the number of
    lines does not show."""
    if not axis.gap:
        return [None] * axis.leading
    if axis.before is None:
        return None
    first, last = (_whole(evaluator, label) for label in (axis.before, axis.after))
    if last <= first:
        raise EvaluationError(f"the ellipsis runs backwards, from {first} to {last}")
    return [None] * axis.leading + list(range(first + 1, last)) + [None] * axis.trailing


def _unlabelled(axis: Axis, length: int) -> list[int | None]:
    hidden = length - axis.leading - axis.trailing
    if hidden < 0:
        raise MeaningError(f"the matrix shows more than {length} lines")
    return [None] * axis.leading + [0] * hidden + [None] * axis.trailing


def _whole(evaluator, label: Node) -> int:
    value = evaluator.scalar(label, "the label of an ellipsis")
    number = float(value.data.flat[0].real)
    if value.data.size != 1 or not number.is_integer():
        raise LatexError("the label of an ellipsis must be one whole number", label.span)
    return int(number)


def _filled(evaluator, pattern: Pattern, rows: list, columns: list, node: Matrix) -> Value:
    """All entries: the shown ones as shown, the hidden ones by their pattern."""
    place = {}
    shown_rows = [index for index, label in enumerate(rows) if label is None]
    shown_columns = [index for index, label in enumerate(columns) if label is None]
    for i, row in zip(shown_rows, pattern.shown, strict=True):
        for j, cell in zip(shown_columns, row, strict=True):
            place[i, j] = _entry(evaluator, cell)
    hidden_rows = [label for label in rows if label is not None]
    hidden_columns = [label for label in columns if label is not None]
    if hidden_columns:
        for i, tree in zip(shown_rows, pattern.across, strict=True):
            with _counting(evaluator, "⟨column⟩", hidden_columns) as line, _counting(evaluator, "⟨row⟩", [i + 1]):
                place.update(_spread(_entry(evaluator, tree), {}, i, None, columns, line))
    if hidden_rows:
        for j, tree in zip(shown_columns, pattern.down, strict=True):
            with _counting(evaluator, "⟨row⟩", hidden_rows) as line, _counting(evaluator, "⟨column⟩", [j + 1]):
                place.update(_spread_down(_entry(evaluator, tree), j, rows, line))
    if hidden_rows and hidden_columns:
        with _counting(evaluator, "⟨row⟩", hidden_rows) as down, _counting(evaluator, "⟨column⟩", hidden_columns) as across:
            value = _entry(evaluator, pattern.body)
            for a, i in enumerate(_hidden(rows)):
                for b, j in enumerate(_hidden(columns)):
                    place[i, j] = _at(_at(value, down.axis, a), across.axis, b)
            if pattern.diagonal is not None:
                value = _entry(evaluator, pattern.diagonal)
                for a, i in enumerate(_hidden(rows)):
                    place[i, i] = _at(_at(value, down.axis, a), across.axis, 0)
    if not all(value.is_scalar for value in place.values()):
        return _blocks([[place[i, j] for j in range(len(columns))] for i in range(len(rows))])
    lead = np.broadcast_shapes(*(value.data.shape for value in place.values()))
    dtype = complex if any(np.iscomplexobj(value.data) for value in place.values()) else float
    data = np.empty(lead + (len(rows), len(columns)), dtype=dtype)
    for (i, j), value in place.items():
        data[..., i, j] = value.data
    return Value(data, max(value.error for value in place.values()))


def _entry(evaluator, cell: Node) -> Value:
    value = evaluator(cell)
    if isinstance(value, Flexible):
        raise EvaluationError(f"{value.name} in a matrix with ellipses: write its size")
    return value


def _counting(evaluator, letter: str, labels: list[int]):
    return evaluator.bound(letter, len(labels), labels[0])


def _hidden(labels: list) -> list[int]:
    return [index for index, label in enumerate(labels) if label is not None]


def _spread(value: Value, place: dict, i: int, j: None, columns: list, line) -> dict:
    return {(i, j): _at(value, line.axis, b) for b, j in enumerate(_hidden(columns))}


def _spread_down(value: Value, j: int, rows: list, line) -> dict:
    return {(i, j): _at(value, line.axis, a) for a, i in enumerate(_hidden(rows))}


def _at(value: Value, axis: int, position: int) -> Value:
    """The value at one label of a counting letter."""
    length = value.data.shape[axis]
    index = [slice(None)] * value.data.ndim
    index[axis] = slice(position, position + 1) if length > 1 else slice(0, 1)
    return Value(value.data[tuple(index)], value.error)
