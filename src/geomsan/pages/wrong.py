"""Under a theorem: three wrong versions of it, and what happens to each."""

from __future__ import annotations

from html import escape

from .korean import reason
from .mathematics import LatexError, typeset

SHOWN = 3
# What teaches most comes first: what is forgotten and confused when such formulas are derived.
INSTRUCTIVE = [
    *("transpose dropped", "factors swapped", "index", "term dropped", "sign", "factor dropped"),
    *("bound", "function", "relation", "constant", "transpose added"),
]
LAWS = {
    "symmetric": "대칭행렬의 전치행렬은 자기 자신이다",
    "inner": "내적은 순서를 바꾸어도 같다",
    "trace": "대각합과 행렬식은 곱의 순서를 바꾸어도 같다",
    "even": "부호가 바뀌어도 같은 값이다",
    "dummy": "합의 첨자는 이름을 바꾸어도 같다",
    "unit": "단위벡터의 길이는 1이다",
    "constant": "수를 미분하면 0이다",
    "diagonal": "대각행렬끼리는 곱의 순서를 바꾸어도 같다",
    "delta": "첨자가 다르면 δ가 0이므로 어느 첨자로 적어도 같다",
    "numbers": "계산하면 같은 수이다",
    "order": "같은 식을 달리 적은 것이다",
    "zero": "빠진 것이 0이다",
    "one": "빠진 것이 1이거나 항등사상이다",
}


def wrong(fates):
    """The three most instructive wrong versions, folded; "" if there is none."""
    rows = "".join(_row(fate, mathml) for fate, mathml in _instructive(fates))
    if not rows:
        return ""
    return (
        '<details class="wrong"><summary>오답</summary><table class="wrong-formulas"><thead><tr>'
        f"<th>틀린 식</th><th>무슨 일이 일어나는가</th></tr></thead><tbody>{rows}</tbody></table></details>"
    )


def happens(fate):
    """What happens when a wrong formula is executed."""
    if why := fate.why.partition("\n")[0]:
        return reason(why)
    return f"상대오차 {fate.error:.2g}" if fate.error else "참이 아니다"


def listed(title, fates, reason):
    """The formulas of some mutants in one paragraph; "" if there is none."""
    shown = ", ".join(f"{written(fate.latex) or escape(fate.latex)}{reason(fate)}" for fate in fates)
    return f"<p>{title}: {shown}</p>" if shown else ""


def law(fate):
    """Why a change leaves the formula the same: a law, or what the author says."""
    return f" ({escape(LAWS.get(fate.why, fate.why))})"


def _instructive(fates):
    """The first of each kind, a wrong right side before a wrong left one; then more of the same kinds."""
    ordered = sorted(fates, key=lambda fate: (INSTRUCTIVE.index(fate.kind), fate.left, len(fate.latex)))
    kinds = [fate.kind for fate in ordered]
    turns = [kinds[:place].count(kind) for place, kind in enumerate(kinds)]
    ordered = [fate for _, fate in sorted(zip(turns, ordered, strict=True), key=lambda each: each[0])]
    typed = ((fate, written(fate.latex)) for fate in ordered)
    return [(fate, mathml) for fate, mathml in typed if mathml][:SHOWN]


def _row(fate, mathml):
    return f"<tr><td>{mathml}</td><td>{escape(happens(fate))}</td></tr>"


def written(latex):
    """MathML of a formula of the engine's; "" for one that the printer writes, but the typesetter does not take."""
    try:
        return typeset(latex, display=False)
    except LatexError:
        return ""
