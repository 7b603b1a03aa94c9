"""Ellipses: the general term of what is shown.

Between two shown neighbours an ellipsis stands for the terms that follow the same pattern:
the neighbours are equal but for numbers and letters that count (1, 2, …, n). What is shown is
always evaluated as it is shown; the pattern fills only what is hidden. If no pattern fits, or
if more than one does, that is an error.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from functools import lru_cache

from ..latex import LatexError
from ..latex.tree import Dots, Empty, Matrix, Name, Node, Number, Sum, rebuilt


def hole(direction: str) -> Name:
    """The letter that counts along a gap; no author can type it."""
    return Name(f"⟨{direction}⟩")


def general(before: Node, after: Node, direction: str) -> tuple[Node, Node | None, Node | None]:
    """What two neighbours of an ellipsis have in common.

    Parameters
    ----------
    before, after : Node
        The terms on either side of the gap.
    direction : str
        Names the letter that counts.

    Returns
    -------
    tuple
        The term with the counting letter in it, the label before and the label after the
        gap; both labels are None where the two terms are equal.

    Raises
    ------
    LatexError
        If the terms differ by more than one pair of labels.
    """
    pairs: set[tuple[Node, Node]] = set()
    tree = unify(before, after, lambda one, two: pairs.add((one, two)) or hole(direction))
    if tree is None or len(pairs) > 1:
        raise LatexError(
            "no pattern fits this ellipsis: its neighbours differ by more than a count "
            "that runs from one to the other",
            (before.span[0], max(after.span[1], before.span[1])),
        )
    if not pairs:
        return tree, None, None
    (first, last) = next(iter(pairs))
    if not hides(first, last):
        raise LatexError(
            "this ellipsis hides nothing: its neighbours follow each other, or run backwards",
            (before.span[0], max(after.span[1], before.span[1])),
        )
    return tree, first, last


def unify(a: Node, b: Node, count: Callable[[Node, Node], Node | None]) -> Node | None:
    """The tree that two terms share, with what `count` returns where two labels differ.

    Returns
    -------
    Node or None
        None if they differ elsewhere, or if `count` refuses two labels.
    """
    if a == b and not isinstance(a, Dots):
        return a
    if label(a) and label(b):
        counting = count(a, b)
        return None if counting is None else replace(counting, span=a.span)
    if type(a) is not type(b):
        return None
    changes = {}
    for each in fields(a):
        if each.name != "span":
            changes[each.name] = _unify_field(getattr(a, each.name), getattr(b, each.name), count)
    return None if _DIFFERENT in changes.values() else replace(a, **changes)


_DIFFERENT = object()


def _unify_field(mine, other, count):
    if isinstance(mine, Node) and isinstance(other, Node):
        merged = unify(mine, other, count)
        return _DIFFERENT if merged is None else merged
    if isinstance(mine, tuple) and isinstance(other, tuple) and len(mine) == len(other):
        items = tuple(_unify_field(one, two, count) for one, two in zip(mine, other, strict=True))
        return _DIFFERENT if _DIFFERENT in items else items
    return mine if mine == other else _DIFFERENT


def substitute(tree: Node, values: dict[Name, Node]) -> Node:
    """The tree with nodes in the place of counting letters."""
    if isinstance(tree, Name) and tree in values:
        return values[tree]
    return rebuilt(tree, lambda child: substitute(child, values))


def label(node: Node) -> tuple[str, int] | None:
    """What can count along a gap, as letter and offset: 2, n, n-1; None for anything else."""
    if isinstance(node, Number) and node.text.isdigit():
        return "", int(node.text)
    if isinstance(node, Name) and not node.accents and len(node.letter) == 1:
        return node.letter, 0
    if isinstance(node, Sum) and len(node.terms) == 2 and node.signs[0] == "" and node.signs[1] in "+-":
        first, second = label(node.terms[0]), label(node.terms[1])
        if first and second and first[0] and not second[0] and not first[1]:
            return first[0], second[1] if node.signs[1] == "+" else -second[1]
    return None


def hides(first: Node, last: Node) -> bool:
    """Whether something can stand between two labels: not between 1 and 2, nor n-1 and n."""
    (letter, start), (other, end) = label(first), label(last)
    return letter != other or abs(end - start) > 1


@dataclass(frozen=True)
class Pattern:
    """A matrix with ellipses, read.

    Parameters
    ----------
    shown : dict
        (row, column) among the shown rows and columns, to the entry.
    rows, columns : Axis
    body : Node
        The general entry where both directions are hidden.
    across : dict
        Shown row to its general entry along the hidden columns.
    down : dict
        Shown column to its general entry along the hidden rows.
    """

    shown: tuple[tuple[Node, ...], ...]
    rows: Axis
    columns: Axis
    across: tuple[Node | None, ...]
    down: tuple[Node | None, ...]
    body: Node | None
    diagonal: Node | None = None


@dataclass(frozen=True)
class Axis:
    """One direction of a matrix: how many lines are shown before and after the gap.

    `before` and `after` are the labels next to the gap: None when there is no gap, or when
    the entries do not tell how long it is.
    """

    leading: int
    trailing: int
    gap: bool
    before: Node | None = None
    after: Node | None = None


def read(matrix: Matrix) -> Pattern:
    """Find the pattern of a matrix with ellipses.

    Raises
    ------
    LatexError
        If no pattern fits the entries that are shown, or two do.
    """
    return _read(matrix, matrix.span)


@lru_cache(maxsize=256)  # every trial asks again; the span tells equal matrices of other places apart
def _read(matrix: Matrix, span: tuple[int, int]) -> Pattern:
    rows = matrix.rows
    row_gap = _gap([all(_blank(cell) for cell in row) and any(isinstance(cell, Dots) for cell in row) for row in rows], matrix)
    body_rows = [index for index in range(len(rows)) if index != row_gap]
    column_gap = _gap(
        [
            all(_blank(rows[index][column]) for index in body_rows)
            and any(isinstance(rows[index][column], Dots) for index in body_rows)
            for column in range(len(rows[0]))
        ],
        matrix,
    )
    body_columns = [index for index in range(len(rows[0])) if index != column_gap]
    if not body_rows or not body_columns:
        raise LatexError("an ellipsis needs an entry on either side", matrix.span)
    shown = tuple(tuple(rows[i][j] for j in body_columns) for i in body_rows)
    for row in shown:
        for cell in row:
            if _blank(cell):
                raise LatexError("an ellipsis or an empty cell where an entry was expected", cell.span)
    lead_rows = row_gap if row_gap is not None else len(shown)
    lead_columns = column_gap if column_gap is not None else len(shown[0])
    if 0 in (lead_rows, lead_columns) or lead_rows == len(shown) and row_gap is not None or lead_columns == len(shown[0]) and column_gap is not None:
        raise LatexError("an ellipsis needs an entry on either side", matrix.span)
    return _Reader(matrix, shown, row_gap, column_gap, lead_rows, lead_columns).pattern()


def _blank(cell: Node) -> bool:
    return isinstance(cell, (Dots, Empty))


def _gap(lines: list[bool], matrix: Matrix) -> int | None:
    gaps = [index for index, blank in enumerate(lines) if blank]
    if len(gaps) > 1:
        raise LatexError("a matrix may have one row and one column of ellipses", matrix.span)
    return gaps[0] if gaps else None


class _Reader:
    def __init__(self, matrix, shown, row_gap, column_gap, lead_rows, lead_columns):
        self.matrix = matrix
        self.shown = shown
        self.row_gap = row_gap
        self.column_gap = column_gap
        self.r = lead_rows
        self.c = lead_columns

    def pattern(self) -> Pattern:
        labels_across: set = set()
        labels_down: set = set()
        has_columns, has_rows = self.column_gap is not None, self.row_gap is not None
        diagonal = None
        across: list[Node | None] = [None] * len(self.shown)
        down: list[Node | None] = [None] * len(self.shown[0])
        body = None
        try:
            if has_columns:
                across = [self._general(row[self.c - 1], row[self.c], "column", labels_across) for row in self.shown]
            if has_rows:
                above, below = self.shown[self.r - 1], self.shown[self.r]
                down = [self._general(one, two, "row", labels_down) for one, two in zip(above, below, strict=True)]
            if has_columns and has_rows:
                body = self._general(across[self.r - 1], across[self.r], "row", labels_down)
        except LatexError:
            if not (has_columns and has_rows and self.r == self.c and len(self.shown) == len(self.shown[0])):
                raise
            return self._diagonal()
        self._check_lines(down, self.r, len(self.shown), lambda line, place: self.shown[line][place])
        self._check_lines(across, self.c, len(self.shown[0]), lambda line, place: self.shown[place][line])
        return Pattern(
            self.shown,
            self._axis(self.r, len(self.shown), has_rows, labels_down),
            self._axis(self.c, len(self.shown[0]), has_columns, labels_across),
            tuple(across), tuple(down), body, diagonal,
        )

    def _diagonal(self) -> Pattern:
        """A square matrix whose diagonal follows one pattern and whose other entries another."""
        labels: set = set()
        diagonal = self._general(self.shown[self.r - 1][self.r - 1], self.shown[self.r][self.r], "row", labels)
        off, first, last = _mirrored(self.shown[0][-1], self.shown[-1][0])
        if labels:
            before, after = next(iter(labels))
            letter, offset = label(before)
            if letter or first is not None and (label(first), label(last)) != (("", offset - self.r + 1), label(after)):
                raise LatexError("the diagonal and the other entries count differently", self.matrix.span)
        else:
            before, after = Number(str(label(first)[1] + self.r - 1)) if first else None, last
        if before is not None:
            self._check_diagonal(diagonal, off, label(before)[1] - self.r + 1, after)
        axis = Axis(self.r, len(self.shown) - self.r, True, before, after)
        lines = (off,) * len(self.shown)
        return Pattern(self.shown, axis, axis, lines, lines, off, diagonal)

    def _check_diagonal(self, diagonal: Node, off: Node, first: int, last: Node) -> None:
        """Every entry that is shown is the one that the two patterns give."""
        names = [Number(str(first + line)) for line in range(self.r)] + [last]
        for i, row in enumerate(names):
            for j, column in enumerate(names):
                tree = diagonal if i == j else off
                if self.shown[i][j] != substitute(tree, {hole("row"): row, hole("column"): column}):
                    raise LatexError("this entry does not fit the pattern of the matrix", self.shown[i][j].span)

    def _check_lines(self, generals, leading: int, count: int, entry) -> None:
        """The lines that are shown beside the neighbours of the gap go on with the count.

        A line before the gap may be an exception as a whole (a first row that differs from
        the zeros below it); one that fits in some places and not in others, or that counts by
        other steps, is a slip.
        """
        counting = [
            place
            for place, tree in enumerate(generals)
            if tree is not None and entry(leading - 1, place) != entry(leading, place)
        ]
        labels = set()
        for place in counting:
            _, before, after = general(entry(leading - 1, place), entry(leading, place), "line")
            labels |= {label(before), label(after)}
        for place, tree in enumerate(generals):
            if tree is not None and place not in counting and labels & {label(node) for node in tree.walk()}:
                raise LatexError(
                    "no one pattern fits: this line does not count where the lines beside it do",
                    entry(leading - 1, place).span,
                )
        for line in range(count):
            if line in (leading - 1, leading) or not counting:
                continue
            near = leading - 1 if line < leading else leading
            steps = [moved(entry(near, place), entry(line, place)) for place in counting]
            fits = [step == line - near for step in steps]
            if not all(fits) and (any(fits) or any(step is not None for step in steps) or line > leading):
                wrong = counting[fits.index(False)]
                raise LatexError("this entry does not fit the pattern of its line", entry(line, wrong).span)

    def _general(self, one: Node, two: Node, direction: str, labels: set) -> Node:
        tree, before, after = general(one, two, direction)
        if before is not None:
            labels.add((before, after))
        return tree

    def _axis(self, leading: int, shown: int, gap: bool, labels: set) -> Axis:
        if not gap:
            return Axis(shown, 0, False)
        if len(labels) > 1:
            raise LatexError(
                "the entries beside this ellipsis count differently: no one pattern fits",
                self.matrix.span,
            )
        before, after = next(iter(labels)) if labels else (None, None)
        return Axis(leading, shown - leading, True, before, after)


def moved(near: Node, entry: Node) -> int | None:
    """By how much the count of an entry is ahead of its neighbour's; None if they differ elsewhere."""
    pairs: set[tuple[Node, Node]] = set()
    tree = unify(near, entry, lambda one, two: pairs.add((one, two)) or hole("line"))
    if tree is None or len(pairs) != 1:
        return None
    (one, two), *_ = [(label(first), label(last)) for first, last in pairs]
    return two[1] - one[1] if one[0] == two[0] else None


def _mirrored(right: Node, left: Node) -> tuple[Node, Node | None, Node | None]:
    """The entry (row, column) behind two mirrored corners such as -x_1 x_n and -x_n x_1.

    Returns
    -------
    tuple
        The entry, and the labels of the first and the last line; None for equal corners.
    """
    if right == left:
        return right, None, None
    ends: list[tuple[Node, Node]] = []

    def count(upper: Node, lower: Node) -> Node | None:
        if not ends:
            ends.append((upper, lower) if isinstance(upper, Number) else (lower, upper))
        if (upper, lower) == ends[0]:
            return hole("row")
        return hole("column") if (lower, upper) == ends[0] else None

    tree = unify(right, left, count)
    if tree is None or not {hole("row"), hole("column")} <= set(tree.walk()):
        raise LatexError(
            "no pattern fits this matrix: its corners are not mirror images",
            (min(right.span[0], left.span[0]), max(right.span[1], left.span[1])),
        )
    return tree, *ends[0]
