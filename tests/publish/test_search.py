"""What the search gets of a page: words and formulas as readers type them, nothing else."""

import pytest

from geomsan.pages.mathematics import typeset
from geomsan.publish.search import entries, own_worker, plain

PAGE = r"""
# 야코비 행렬 { #jacobian }

**야코비 행렬**(Jacobian matrix)은 $\mathbf{J}$이다. `code`, 그리고 x<y.

```python exec="on"
from geomsan import Matrix, given
given(X=Matrix("n", "d", about="비밀"), Y=lambda X: 2 * X)
```

## 둘째 절 $\mathbf{Y}$ { #second }

$$ \mathbf{Y} = 2\mathbf{X} $$

뒤의 글.

```python
listing = 1
```

| 하나 | 둘 |
|---|---|
| 셋 | 넷 |
"""


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"\frac{\partial L}{\partial \mathbf{X}} = \frac{\partial L}{\partial \mathbf{Y}}\mathbf{W}^\intercal", "∂L/∂X = ∂L/∂Y Wᵀ"),
        (r"\frac{a+b}{2}\sqrt{x}", "(a+b)/2 √x"),
        (r"\sum_{i=1}^{n} x_{ik} w_{kj}^2", "∑x_ik w_kj^2"),
        (r"\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}\boldsymbol{\sigma}", "(⋯)σ"),
        (r"\log\hat{y}", "log y"),
        (r"\mathbf{A}\otimes\mathbf{B}", "A⊗B"),
        (r"x < y", "x < y"),
    ],
)
def test_a_formula_is_a_line(latex, text):
    assert plain(typeset(latex, display=True)) == text


def test_a_page_is_its_sections(render):
    first, second = entries("a/", render(PAGE))
    assert first == {
        "location": "a/",
        "title": "야코비 행렬",
        "text": "야코비 행렬(Jacobian matrix)은 J이다. code, 그리고 x<y.",
    }
    assert second == {"location": "a/#second", "title": "둘째 절 Y", "text": "Y = 2X 뒤의 글. 하나 둘 셋 넷"}


def test_what_is_left_out_was_on_the_page(render):
    """Negative control: legend, verdict and listing are there to be left out."""
    html = render(PAGE)
    for word in ("비밀", "시행", "listing", "<math"):
        assert word in html
        assert word not in str(entries("a/", html))


def test_what_is_found_is_what_the_page_says_now():
    for word in ("하나", "둘", "하나"):
        assert word in entries("a/", f'<h1 id="a">A</h1>{word}')[0]["text"]


def test_a_page_may_count_for_less():
    assert entries("a/", '<h1 id="a">A</h1>', 0.5)[0]["boost"] == 0.5


def test_the_theme_calls_our_script():
    assert own_worker('"search": "../assets/javascripts/workers/search.a76.min.js"') == '"search": "../assets/javascripts/geomsan-search.js"'


def test_what_stands_behind_a_listing_or_a_drawing_is_found():
    html = '<h1 id="a">A</h1>앞<pre>code</pre>사이<svg><text>그림</text></svg><template><p>딴 쪽</p></template>뒤<pre>code</pre>끝'
    assert entries("a/", html)[0]["text"] == "앞 사이 뒤 끝"
