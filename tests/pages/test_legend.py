"""The legend: shapes, properties, and the code that computes a symbol."""

import re

import pytest

PAGE = """\
```python exec="on"
from geomsan import Constant, Function, Layer, Matrix, Row, Scalar, Vector, given, smooth

def affine(X, W):
    return X @ W, lambda dY: (dY @ W.T, X.T @ dY)

given({})
```
"""


def rows(html):
    """Symbol, shape and meaning of each row as text."""
    table = re.search(r'<table class="legend">.*?</table>', html, re.S)[0]
    cells = [re.findall(r"<td>(.*?)</td>", row) for row in re.findall(r"<tr>(.*?)</tr>", table)]
    return [tuple(re.sub("<[^>]*>", "", cell) for cell in row) for row in cells if row]


@pytest.mark.parametrize(
    ("declaration", "row"),
    [
        ('X=Matrix("n", "d", about="입력")', ("X", "n×d 행렬", "입력")),
        ('x=Vector("d")', ("x", "d×1 열벡터", "")),
        ('b=Row("m", broadcast=True, about="편향")', ("b", "1×m 행벡터, 표본마다 더한다", "편향")),
        ('A=Matrix("n", "n", symmetric=True)', ("A", "n×n 행렬, 대칭", "")),
        ("c=Scalar(positive=True)", ("c", "스칼라, 양수", "")),
        ("l=Function(smooth, about='손실함수')", ("l", "함수", "손실함수")),
        (r"w_star=Vector('d', tex=r'\mathbf{w}^{*}')", ("𝐰∗", "d×1 열벡터", "")),
    ],
)
def test_rows(render, declaration, row):
    assert rows(render(PAGE.format(declaration))) == [row]


def test_derived_symbols_show_their_code(render):
    html = render(PAGE.format('X=Matrix("n", "d"), W=Matrix("d", "m"), Y=Layer(affine), Z=lambda X: X + 1, U=lambda X: X - 1'))
    assert [row[2] for row in rows(html)[2:]] == ["affine(X, W)", "X + 1", "X - 1"]


@pytest.mark.parametrize(("option", "word"), [("", "분모 배치"), (', layout="numerator"', "분자 배치")])
def test_the_last_line_states_the_layout(render, option, word):
    assert word in render(PAGE.format(f'X=Matrix("n", "d"){option}'))


def test_a_second_legend_lists_what_is_new(render):
    html = render(PAGE.format('X=Matrix("n", "d")') + '\n```python exec="on"\ngiven(x=Vector("d"))\n```\n')
    assert html.count('<table class="legend">') == 2 and len(rows(html[html.rindex("<table") :])) == 1
