"""`check(…)`: what a page's code has measured."""

from contextlib import closing

import pytest

from geomsan import check
from geomsan.pages.world import World

BLOCK = '```python exec="on"\nimport numpy as np\nfrom geomsan import check\n\n{}\n```\n'
LINE = 5


@pytest.mark.parametrize(
    "call",
    [
        'check("합", np.cumsum(np.full(1000, 0.1))[-1], 100.0)',
        'check("배열", np.arange(6).reshape(2, 3), [[0, 1, 2], [3, 4, 5]])',
        'check("틀린 것이 없다", 0, np.sum([0, 0]))',
        'check("셋보다 작다", 2 < 3, "2는 3보다 작다")',
        'check("참", np.bool_(True), "참이다")',
        r'check(r"\epsilon \leq R^2 / \gamma^2", epsilon=3, R=2.5, gamma=0.5)',
        r'check(r"s = \frac{1}{3}", s=sum([0.1] * 10) / 3)',
    ],
)
def test_a_claim_that_holds_has_its_line(render, call):
    html = render(BLOCK.format(call))
    assert '<div class="check" data-status="checked" id="check-1"><div class="claim">' in html and ">✓</a>" in html


def test_latex_is_read_under_the_symbols_of_the_page(render, problems, given):
    block = BLOCK.format(r'check(r"\mathbf{Y} = c\mathbf{X}", c=C)')
    assert render(given + block.replace("C)", "2)")).count('data-status="checked"') == 1
    assert len(problems(given + block.replace("C)", "3)"))) == 1


@pytest.mark.parametrize(
    ("call", "message"),
    [
        ('check("합", 1.0, 1.0 + 1e-11)', "the two sides differ"),
        ('check("하나", [1, 2, 3], [1, 2, 4])', "3 against 4 at [2]"),
        ('check("모양", np.ones(3), np.ones((3, 1)))', "the shapes differ: (3,) and (3, 1)"),
        ('check("하나", np.ones(3), 1.0)', "the shapes differ"),
        ('check("무", np.array([np.nan]), np.array([np.nan]))', "not finite"),
        ('check("무한", [np.inf], [np.inf + 0])', "not finite"),
        ('check("무", np.zeros(3), np.zeros(3) + 0.0)', "this claims nothing"),
        ('check("빈", [], [])', "this claims nothing"),
        ('a = np.ones(3); check("같은 것", a, a)', "one and the same thing"),
        ('check("거짓", 3 < 2, "3은 2보다 작다")', "this is false: 3은 2보다 작다"),
        ('check("참", np.array([True]), "참")', "True or False"),
        ('check("참", 1, "참")', "True or False"),
        ('check("하나", 1, 2, 3)', "check takes"),
        ('check("하나", 1, 1, atol=9)', "check takes"),
        (r'check(r"a \leq 2", a=3)', "is false"),
        (r'check(r"a \leq 2", a=float("nan"))', "not finite"),
        (r'check(r"a \leq b", a=1)', "b is not declared"),
        (r'check(r"a", a=1)', "states nothing"),
        ('check("가", "나", "다")', "True or False"),
        ("check('')", "LaTeX or a title"),
    ],
)
def test_a_claim_that_does_not_hold_is_a_problem(problems, call, message):
    ((line, text),) = problems(BLOCK.format(call))
    assert line == LINE and message in text


def test_what_the_page_does_to_its_arrays_later_does_not_matter(problems):
    call = 'a = np.ones(2); check("둘", a, np.full(2, 2.0)); a[:] = 2'
    assert len(problems(BLOCK.format(call))) == 1


def test_check_belongs_to_a_block_of_the_page():
    with closing(World()), pytest.raises(RuntimeError, match="of a page"):
        check("하나", 1, 1)
