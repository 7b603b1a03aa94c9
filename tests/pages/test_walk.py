"""From marks to the finished page: order, scope, verdicts, tables."""

import re

import pytest

from geomsan.pages import walk

TRUE, FALSE = r"$$ \mathbf{Y} = 2\mathbf{X} $$", r"$$ \mathbf{Y} = 3\mathbf{X} $$"


@pytest.fixture
def judged(monkeypatch):
    """What the engine is asked: the formula, and the formula before it."""
    asked, judge = [], walk.judge

    def record(latex, scope, before=None, **options):
        verdict = judge(latex, scope, before=before, **options)
        asked.append((latex.strip(), next((text for text, v in seen if v is before), None)))
        seen.append((latex.strip(), verdict))
        return verdict

    seen = []
    monkeypatch.setattr(walk, "judge", record)
    return asked


def test_a_true_display_opens_to_its_trials(render, given):
    html = render(given + TRUE)
    identity = re.search(r'<div class="equation" data-status="checked" id="(eq-[0-9a-f]{6})"><div class="formula"><math ', html)[1]
    assert f'<a class="sign" href="#{identity}" title="확인한 식의 주소">✓</a><details class="verdict"><summary>' in html
    assert "<p>시행 " in html and "최대 오차" in html


def test_the_address_of_a_display_stays_when_others_come(render, given):
    """Also when only its layout changes; another formula has another address."""
    first = re.search("eq-[0-9a-f]{6}", render(given + TRUE))[0]
    later = r"$$ \mathbf{X} = \mathbf{X} + \mathbf{Y} - 2\mathbf{X} $$" + "\n\n$$\n% 까닭\n\\mathbf{Y} =\n  2\\mathbf{X}\n$$"
    ids = re.findall('id="(eq-[^"]*)"', render(given + later))
    assert len(ids) == len(set(ids)) == 2
    assert re.search("eq-[0-9a-f]{6}", render(given + TRUE.replace("= 2", "=  2")))[0] == first


def test_a_false_display_names_its_line(problems, given):
    ((line, message),) = problems(given + "글\n\n" + TRUE + "\n\n" + FALSE)
    assert line == given.count("\n") + 5 and message


def test_a_false_line_within_a_display_is_named(problems, given):
    page = "$$\n\\begin{aligned}\n\\mathbf{Y} &= 2\\mathbf{X} \\\\\n&= 3\\mathbf{X}\n\\end{aligned}\n$$"
    ((line, _),) = problems(given + page)
    assert line == given.count("\n") + 4


def test_an_undeclared_symbol_is_a_problem(problems, given):
    ((line, message),) = problems(given + r"$$ \mathbf{Y} = 2\mathbf{Q} $$")
    assert line == given.count("\n") + 1 and "Q" in message


def test_a_display_before_its_given_is_a_problem(problems, given):
    assert problems(TRUE + "\n\n" + given)[0][0] == 1


def test_notation_has_no_verdict(render, given):
    html = render(given + r"$$ \mathbf{X} \xrightarrow{f} \mathbf{Y} $$")
    assert 'data-status="notation"' in html and "<details" not in html


def test_a_waiver_gives_its_reason(render, given):
    html = render(given + "$$\n% 검산 제외: 증명이 따로 있다\n\\mathbf{Y} = 3\\mathbf{X}\n$$")
    assert 'data-status="waived"' in html and "<p>검산 제외: 증명이 따로 있다</p>" in html


def test_an_expected_falsehood_shows_its_counterexample(render, given):
    html = render(given + "$$\n% 검산: 거짓\n\\mathbf{Y} = 3\\mathbf{X}\n$$")
    assert 'data-status="false"' in html and ">✗</a>" in html and "<summary>반례</summary>" in html
    assert re.search(r"<p>왼쪽 <math.*</math> = −?[\d.]+<br>오른쪽 <math.*</math> = −?[\d.]+</p><p>상대오차 \S+ · .*시행 1: n=\d, d=\d</p>", html)


def test_an_expected_falsehood_that_is_true_is_a_problem(problems, given):
    ((line, _),) = problems(given + "$$\n% 검산: 거짓\n\\mathbf{Y} = 2\\mathbf{X}\n$$")
    assert line >= given.count("\n") + 1


def test_the_legend_lists_what_was_given(render, given):
    html = render(given)
    assert '<p class="admonition-title">기호</p>' in html and '<table class="legend" id="given-1">' in html
    assert "입력" in html and "분모 배치" in html


def test_a_later_given_is_in_force_from_its_place_on(render, problems, given):
    other = '```python exec="on"\ngiven(Y=lambda X: 3 * X)\n```\n\n'
    render(given + TRUE + "\n\n" + other + FALSE)
    assert len(problems(given + TRUE + "\n\n" + other + TRUE)) == 1


def test_a_given_that_cannot_be_used_names_its_call(problems):
    page = '```python exec="on"\nfrom geomsan import given\n\ngiven(X="n")\n```'
    ((line, message),) = problems(page)
    assert line == 4 and message


def test_a_chain_goes_on_within_its_block_only(render, given, judged):
    first, second = r"\mathbf{Y} = \mathbf{X} + \mathbf{X}", r"= 2\mathbf{X}"
    alone = r"\mathbf{Y} = 2\mathbf{X}"
    render(given + f"/// example\n$$ {first} $$\n\n글\n\n$$ {second} $$\n///\n\n$$ {alone} $$")
    assert judged == [(first, None), (second, first), (alone, None)]


def test_displays_are_judged_in_the_order_of_the_page(render, given, judged):
    page = '=== "가"\n\n    $$ \\mathbf{Y} = 2\\mathbf{X} $$\n\n=== "나"\n\n    - 글\n\n        $$ 2\\mathbf{X} = \\mathbf{Y} $$\n'
    render(given + page)
    assert [latex for latex, _ in judged] == [r"\mathbf{Y} = 2\mathbf{X}", r"2\mathbf{X} = \mathbf{Y}"]


def test_the_same_display_twice_has_two_ids(render, given):
    code = f"print(r'{TRUE}', r'{TRUE}', sep='\\n\\n')"
    html = render(given + f'```python exec="on" result="markdown"\n{code}\n```')
    first = re.search(r'id="(eq-[0-9a-f]{6})"', html)[1]
    assert f'id="{first}-2"' in html


def test_all_problems_of_a_page_are_reported_together(problems, given):
    page = given + FALSE + "\n\n$\\foo$\n\n/// proof\n글\n///"
    assert len(problems(page)) == 3


LAYER = '''\
```python exec="on"
from geomsan import Function, Layer, Matrix, given, smooth

def double(X):
    return 2 * X, lambda dY: (SCALE * dY,)

given(X=Matrix("n", "d"), Y=Layer(double), l=Function(smooth), L=lambda l, Y: l(Y))
```

/// theorem | 두 배
    attrs: {id: double}

$$ \\frac{\\partial L}{\\partial \\mathbf{X}} = 2\\frac{\\partial L}{\\partial \\mathbf{Y}} $$
///
'''


def test_formula_code_and_numbers_are_compared_under_the_theorem(render):
    proof = "\n\n/// proof\n" + LAYER[LAYER.index("$$") :]
    html = render(LAYER.replace("SCALE", "2") + proof)
    theorem = html[html.index('<div class="theorem"') :]
    assert theorem.count('<table class="three-way">') == 1 and "<td>✓</td>" in theorem


def test_a_wrong_backward_is_a_problem(problems):
    ((line, message),) = problems(LAYER.replace("SCALE", "3"))
    assert line == 13 and message.startswith(r"\frac{\partial L}{\partial \mathbf{X}}: the formula and the code")
