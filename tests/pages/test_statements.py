"""Theorem-like blocks."""

import re

import pytest

THEOREM = "/// theorem | 행렬곱 $XW$\n    attrs: {id: product}\n\n글\n///\n\n"


def test_a_theorem_has_title_and_id(render):
    html = render(THEOREM)
    assert '<div class="theorem" id="product"><p class="theorem-title">정리 <span class="theorem-name">(행렬곱 <math' in html


@pytest.mark.parametrize(
    ("kind", "word"),
    [
        ("lemma", "보조정리"),
        ("corollary", "따름정리"),
        ("definition", "정의"),
        ("example", "보기"),
        ("exercise", "연습문제"),
    ],
)
def test_each_kind_has_its_word(render, kind, word):
    html = render(f"/// {kind}\n    attrs: {{id: some}}\n\n글\n///")
    assert f'<div class="{kind}" id="some"><p class="theorem-title">{word}<a class="headerlink" href="#some"' in html


def test_a_solution_is_folded(render, given):
    html = render(given + "/// solution | $x$ 의 값\n\n$$ \\mathbf{Y} = 2\\mathbf{X} $$\n///")
    solution = html[html.index('<details class="solution">') :]
    assert solution.startswith('<details class="solution"><summary class="theorem-title">풀이 ')
    assert solution.index("<math") < solution.index("</summary>") < solution.index('data-status="checked"')
    assert solution.rstrip().endswith("</details>")


@pytest.mark.parametrize(
    "page",
    [
        THEOREM + "/// proof\n글\n///",
        THEOREM + "/// proof | product\n글\n///",
        "/// proof | product\n글\n///\n\n" + THEOREM,
    ],
)
def test_a_proof_links_to_its_theorem(render, page):
    assert '<p class="theorem-title">증명 — <a href="#product">행렬곱 <math' in render(page)


@pytest.mark.parametrize(
    ("page", "line", "message"),
    [
        ("글\n\n/// theorem | 이름\n글\n///", 3, "has no id"),
        ("글\n\n/// theorm | 이름\n글\n///", 3, "/// theorm is not read as a block"),
        ("/// theorem | 이름\n    id: product\n\n글\n///", 1, "/// theorem is not read as a block"),
        ("/// theorem | 이름\n    attrs: {id: product}\n\n글", 1, "not closed"),
        (THEOREM.replace("\n///", "") + "/// proof\n글\n///", 6, "or /// theorem on line 1 is not"),
        ("글\n\n/// proof\n글\n///", 3, "nothing to prove"),
        (THEOREM + "/// proof | prodct\n글\n///", 7, "ids here: product"),
        (THEOREM + "/// lemma\n    attrs: {id: product}\n\n글\n///", 8, "used 2 times"),
        ("# 제목 { #product }\n\n" + THEOREM, 4, "used 2 times"),
    ],
)
def test_what_is_wrong_with_a_block_is_a_problem(problems, page, line, message):
    ((found, text),) = problems(page)
    assert found == line and message in text


def test_a_proof_stands_open_and_folds(render, given):
    page = given + THEOREM + "/// proof\n글\n\n$$ \\mathbf{Y} = 2\\mathbf{X} $$\n\n끝\n///\n\n뒤"
    html = render(page)
    folds = r'</p>\s*<details open="open">\s*<summary aria-label="증명 접고 펴기"></summary>\s*<p>글</p>.*<p>끝</p>\s*</details>\s*</div>\s*<p>뒤</p>'
    assert re.search(r'<div class="proof"><p class="theorem-title">증명 — <a href="#product">(?:(?!<p>).)*' + folds, html, re.S)


def test_a_proof_links_to_the_symbols_in_force(render, given):
    again = '```python exec="on"\ngiven(Z=lambda X: 3 * X)\n```\n\n'
    proof = THEOREM + "/// proof\n글\n///\n\n"
    assert 'class="symbols"' not in render(proof)
    assert '<a class="symbols" href="#given-1" data-legends="given-1">기호</a></p>' in render(given + proof)
    assert '<a class="symbols" href="#given-2" data-legends="given-1 given-2">' in render(given + again + proof)
    fresh = '```python exec="on"\nfrom geomsan import Scalar\ngiven(fresh=True, a=Scalar())\n```\n\n'
    assert '<a class="symbols" href="#given-2" data-legends="given-2">' in render(given + fresh + proof)
