"""Theorem-like blocks."""

import pytest

THEOREM = "/// theorem | 행렬곱 $XW$\n    attrs: {id: product}\n\n글\n///\n\n"


def test_a_theorem_has_title_and_id(render):
    html = render(THEOREM)
    assert '<div class="theorem" id="product"><p class="theorem-title">정리 <span class="theorem-name">(행렬곱 <math>' in html


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
    assert f'<div class="{kind}" id="some"><p class="theorem-title">{word}</p>' in html


def test_a_solution_is_folded(render, given):
    html = render(given + "/// solution | $x$ 의 값\n\n$$ \\mathbf{Y} = 2\\mathbf{X} $$\n///")
    solution = html[html.index('<details class="solution">') :]
    assert solution.startswith('<details class="solution"><summary class="theorem-title">풀이 ')
    assert solution.index("<math>") < solution.index("</summary>") < solution.index('data-status="checked"')
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
    assert '<p class="theorem-title">증명 — <a href="#product">행렬곱 <math>' in render(page)


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
