"""The legend: shapes, properties, and the code that computes a symbol."""

import re

import pytest

PAGE = """\
```python exec="on"
from geomsan import Constant, Function, Layer, Matrix, Row, Scalar, Sequence, Vector, given, smooth

def affine(X, W):
    return X @ W, lambda dY: (dY @ W.T, X.T @ dY)

given({})
```
"""


def rows(html):
    """Symbol, shape and meaning of each row as text."""
    table = re.search(r'<table class="legend" id="given-\d">.*?</table>', html, re.S)[0]
    cells = [re.findall(r"<td>(.*?)</td>", row) for row in re.findall(r"<tr>(.*?)</tr>", table)]
    return [tuple(re.sub("<[^>]*>", "", cell) for cell in row) for row in cells if row]


@pytest.mark.parametrize(
    ("declaration", "row"),
    [
        ('X=Matrix("n", "d", about="입력")', ("X", "n×d 행렬", "입력")),
        ('x=Vector("d")', ("x", "d×1 열벡터", "")),
        ('b=Row("m", broadcast=True, about="편향")', ("b", "1×m 행벡터, 모든 표본에 더한다", "편향")),
        ('A=Matrix("n", "n", symmetric=True)', ("A", "n×n 행렬, 대칭", "")),
        ('S=Matrix("n", "n", definite=True)', ("S", "n×n 행렬, 양의 정부호", "")),
        ("c=Scalar(between=(0.2, 0.8))", ("c", "스칼라, 0.2와 0.8 사이", "")),
        ('p=Vector("k", simplex=True, about="$k$개의 확률")', ("p", "k×1 열벡터, 확률", "k개의 확률")),
        ('t=Vector("k", onehot=True, about="값은 $5")', ("t", "k×1 열벡터, 원-핫", "값은 $5")),
        ('c=Sequence(Scalar(positive=True), "T")', ("ct", "스칼라, 양수, 길이 T인 수열", "")),
        ('h=Sequence(Row("k"), "T")', ("ht", "1×k 행벡터, 길이 T인 수열", "")),
        ('h=Sequence(values=[[1, 2, 3], [4, 5, 6]])', ("ht", "3×1 열벡터, 길이 2인 수열", "")),
        (r'X=Matrix("n", "d", rows=r"\mathbf{r}_i")', ("X", "n×d 행렬, 행은 𝐫i", "")),
        ("c=Scalar(positive=True)", ("c", "스칼라, 양수", "")),
        ("c=Constant(3)", ("c", "스칼라, 상수", "")),
        ("C=Constant([[1, 2, 3], [4, 5, 6]])", ("C", "2×3 행렬, 상수", "")),
        ("l=Function(smooth, about='손실함수')", ("l", "함수", "손실함수")),
        (r"w_star=Vector('d', tex=r'\mathbf{w}^{*}')", ("𝐰∗", "d×1 열벡터", "")),
    ],
)
def test_rows(render, declaration, row):
    assert rows(render(PAGE.format(declaration))) == [row]


def test_derived_symbols_show_their_code(render):
    html = render(PAGE.format('X=Matrix("n", "d"), W=Matrix("d", "m"), Y=Layer(affine), Z=lambda X: X + 1, U=lambda X: X - 1'))
    assert [row[2] for row in rows(html)[2:]] == ["affine(X, W)", "X + 1", "X - 1"]


@pytest.mark.parametrize(
    ("code", "shape"),
    [
        ("X @ W", "n×m 행렬"),
        ("smooth(X, W)", "스칼라"),
        ("X @ v", "n×1 열벡터"),
        ("W[:, :2]", "d×2 행렬"),
        ("X[:1, :]", "1×d 행벡터"),
        ("np.kron(X, W)", "⋅×⋅ 행렬"),
    ],
)
def test_derived_symbols_show_the_shape_that_their_code_gives(render, code, shape):
    given = f'import numpy as np\ngiven(X=Matrix("n", "d"), W=Matrix("d", "m"), v=Vector("d"), Y=lambda X, W, v: {code})'
    assert rows(render(PAGE.replace("given({})", given)))[-1] == ("Y", shape, code)


def test_code_that_fails_is_reported_at_its_given_and_nowhere_else(problems):
    given = 'X=Matrix("n", "d"),\n    Y=lambda X: X @ X,\n    Z=lambda Y: Y'
    ((line, message),) = problems(PAGE.format(given) + "\n$$ \\mathbf{Y} = \\mathbf{X}^2 $$\n")
    assert line == 7 and message.startswith("the code of Y failed: ValueError: matmul")


@pytest.mark.parametrize(("option", "word"), [("", "분모 배치"), (', layout="numerator"', "분자 배치")])
def test_the_last_line_states_the_layout(render, option, word):
    assert word in render(PAGE.format(f'X=Matrix("n", "d"){option}'))


def test_a_second_legend_lists_what_is_new(render):
    html = render(PAGE.format('X=Matrix("n", "d")') + '\n```python exec="on"\ngiven(x=Vector("d"))\n```\n')
    assert html.count('<table class="legend"') == 2 and len(rows(html[html.rindex("<table") :])) == 1
