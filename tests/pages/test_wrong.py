"""Wrong versions on a page: the share beside the ✓, three of them under a theorem, and the option that leaves them out."""

import re

import pytest

from geomsan.pages.wrong import happens
from geomsan.verdict import judge
from geomsan.verdict.teeth import Fate

PAGE = '''```python exec="on"
from geomsan import Function, Matrix, Scalar, given, smooth

given(X=Matrix("n", "d"), W=Matrix("d", "m"), k=Scalar(integer=True), Y=lambda X, W: X @ W, l=Function(smooth), L=lambda l, Y: l(Y))
```

/// theorem | 행렬곱의 미분
    attrs: {id: product}

$$ \\frac{\\partial L}{\\partial \\mathbf{X}} = \\frac{\\partial L}{\\partial \\mathbf{Y}}\\mathbf{W}^\\intercal $$
///
'''

SURVIVES = PAGE + r"""
$$ \sin(\pi k) = 0 $$
"""


def rows(html):
    return re.findall(r"<tr><td>(<math.*?</math>)</td><td>(.*?)</td></tr>", html[html.index('<details class="wrong">') :])


def test_three_wrong_formulas_stand_under_a_theorem(render_with_mutants):
    html = render_with_mutants(PAGE)
    assert html.count('<details class="wrong"><summary>오답</summary>') == 1
    assert html.index('<div class="equation"') < html.index('<details class="wrong">') < html.rindex("</div>")
    found = rows(html)
    assert len(found) == 3 and len({formula for formula, _ in found}) == 3
    assert re.fullmatch(r"모양이 맞지 않는다: \(\d,\d\) · \(\d,\d\)", found[0][1])
    assert any(says.startswith("상대오차 ") for _, says in found)


def test_the_share_stands_beside_the_check(render_with_mutants):
    html = render_with_mutants(PAGE)
    caught, made = re.search(r"✓</a>.*?<summary>(\d)/(\d)</summary>", html).groups()
    assert caught == made and f"틀린 식 {made}개 가운데 {caught}개를 가려냈다" in html


def test_a_survivor_is_shown_with_its_formula(render_with_mutants):
    html = render_with_mutants(SURVIVES)
    caught, made = map(int, re.search(r'<summary><span class="missed">(\d)/(\d)</span></summary>', html).groups())
    assert caught < made and "<p>가려내지 못한 식: <math" in html


def test_a_display_in_a_proof_has_its_share_only(render_with_mutants):
    html = render_with_mutants(PAGE + "\n/// proof\n" + PAGE[PAGE.index("$$") :])
    assert html.count('<details class="wrong">') == 1 and len(re.findall(r"<summary>\d/\d</summary>", html)) == 2


def test_they_can_be_switched_off(render):
    html = render(PAGE)
    assert "오답" not in html and "<summary>15회</summary>" in html


def test_the_affine_page_has_no_survivor(render_with_mutants, root, monkeypatch):
    from geomsan.pages import walk

    verdicts = []
    monkeypatch.setattr(walk, "judge", lambda *given, **options: verdicts.append(judge(*given, **options)) or verdicts[-1])
    html = render_with_mutants((root / "docs/layers/affine.md").read_text("utf-8"))
    checked = [verdict for verdict in verdicts if verdict.status == "checked"]
    assert all(verdict.mutants for verdict in checked)
    assert sum(verdict.mutants for verdict in checked) == sum(verdict.caught for verdict in checked) > 500
    assert html.count('<details class="wrong">') == 4


@pytest.mark.parametrize(
    "why, says",
    [
        ("the shapes do not fit: (3,4) · (2,4)", "모양이 맞지 않는다: (3,4) · (2,4)"), ("the shapes differ: 3×4 and a scalar", "양변의 모양이 다르다: 3×4, 수"),
        ("the index j runs to 2 at one place and to 4 at another", "첨자 j의 범위가 맞지 않는다: 2까지, 4까지"), ("something new", "뜻이 없는 식이다"),
        (r"\mathbf{1} would have to be 2 and 3 long at the same time", "길이가 맞지 않는다: 2, 3"),
        ("a division by 3×1: only a scalar can stand below", "수로만 나눌 수 있다: 3×1"), ("", "참이 아니다"),
    ],
)  # fmt: skip
def test_what_happens_to_a_wrong_formula_is_said_in_korean(why, says):
    assert happens(Fate("sign", "a = b", why)) == says


@pytest.mark.parametrize(
    "formula, says",
    [
        (r"\mathbf{Y} = 2\mathbf{X}\mathbf{W}", r"왼쪽 .* = \S+<br>오른쪽 .* = \S+</p><p>상대오차 0\.5 · \(\d,\d\) 원소에서 · 시행 1: n=\d, d=\d, m=\d"),
        (r"\mathbf{Y} = \mathbf{W}\mathbf{X}", r"<p>모양이 맞지 않는다: \(\d,\d\) · \(\d,\d\)<br>시행 1: n=\d, d=\d, m=\d"),
        (r"\mathbf{Y} = \mathbf{X}\mathbf{W} = \mathbf{X}", r"왼쪽 .*<br>오른쪽 .*</p><p>양변의 모양이 다르다: \d×\d, \d×\d · 시행 1: n=\d, d=\d, m=\d"),
        (r"k < k - 1", r"왼쪽 .* = \S+<br>오른쪽 .* = \S+</p><p>시행 1: n=\d, d=\d, m=\d"),
    ],
)
def test_a_counterexample_is_told_in_korean(render, formula, says):
    html = render(f"{PAGE}\n$$\n% 검산: 거짓\n{formula}\n$$\n")
    assert re.search(rf"<summary>반례</summary>(<p>)?{says}</p>", html), html[html.index("반례") :][:600]
