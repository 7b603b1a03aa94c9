"""Under a theorem: its formulas, the code's backward and the numeric derivative, each against each."""

from __future__ import annotations

from .mathematics import typeset
from .number import scientific


def three_way(comparisons):
    """A table with one row a derivative; "" if there is none."""
    if not comparisons:
        return ""
    rows = "".join(map(_row, comparisons))
    return (
        '<table class="three-way"><thead><tr><th>도함수</th><th>식–코드</th><th>식–수치</th><th>코드–수치</th>'
        f"<th></th></tr></thead><tbody>{rows}</tbody></table>"
    )


def _row(comparison):
    errors = (comparison.formula_code, comparison.formula_numeric, comparison.code_numeric)
    cells = "".join(f"<td>{scientific(error)}</td>" for error in errors)
    sign = "✓" if comparison.ok else "✗"
    return f"<tr><td>{typeset(comparison.derivative, display=False)}</td>{cells}<td>{sign}</td></tr>"
