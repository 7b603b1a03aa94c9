"""Formulas in Markdown, wherever Markdown may put them."""

import re

import pytest

CHAIN = r"\mathbf{Y} = 2\mathbf{X}"


def texts(html):
    """The text of each formula."""
    return [re.sub("<[^>]*>", "", math) for math in re.findall(r"<math.*?</math>", html, re.S)]


@pytest.mark.parametrize(
    "page",
    [
        "글 $a<b>c$는",
        "- 목록\n- $a<b>c$\n",
        "!!! note\n\n    $a<b>c$ 그리고 <b>굵게</b>\n",
        '=== "탭"\n\n    $a<b>c$\n',
        "| 가 | 나 |\n|---|---|\n| 1 | $a<b>c$ |\n",
        "/// example\n$a<b>c$\n///",
        "> $a<b>c$",
        r"\(a<b>c\)",
        "# 제목 $a<b>c$",
    ],
)
def test_inequalities_survive_html(render, page):
    assert texts(render(page)) == ["a&lt;b&gt;c"]


@pytest.mark.parametrize(
    "page",
    [
        "$$\n{}\n$$",
        "$$ {} $$",
        "\\[\n{}\n\\]",
        "- 목록\n\n    $$\n    {}\n    $$\n",
        '=== "탭"\n\n    글\n\n    $$ {} $$\n',
        "!!! note\n\n    $$ {} $$\n",
        "/// example\n$$\n{}\n$$\n///",
        "> $$\n> {}\n> $$",
        "\\begin{{align}}\n{}\n\\end{{align}}",
    ],
)
def test_displays_are_typeset_and_judged_anywhere(render, given, page):
    html = render(given + page.format(CHAIN))
    assert html.count('data-status="checked"') == 1
    assert '<math display="block">' in html


@pytest.mark.parametrize(
    "page",
    [
        "- 목록\n\n    $$\n    {}\n    $$\n",
        '=== "탭"\n\n    글\n\n    $$ {} $$\n',
        "!!! note\n\n    $$ {} $$\n",
        "/// example\n$$\n{}\n$$\n///",
        "> $$\n> {}\n> $$",
        "1. 하나\n\n    - 둘\n\n        $$ {} $$\n",
    ],
)
def test_a_false_display_is_refuted_anywhere(problems, given, page):
    (problem,) = problems(given + page.format(r"\mathbf{Y} = 3\mathbf{X}"))
    assert problem[0] > given.count("\n")


def test_a_dollar_stays_a_dollar(render):
    assert render(r"\$5, \$\$ 그리고 `$$`") == "<p>&#36;5, &#36;&#36; 그리고 <code>$$</code></p>"


def test_a_formula_stands_alone_in_its_paragraph(render):
    assert render("$x$").startswith("<p><math>")


def test_no_space_before_a_particle(render):
    assert "</math>는" in render("$x$는")


def test_an_address_is_made_of_the_formula_as_read(render):
    assert '<h2 id="행렬-𝐗">' in render(r"## 행렬 $\mathbf{X}$")


@pytest.mark.parametrize(
    ("page", "line"),
    [
        ("글\n\n$$ x = 1\n\n글", 3),
        ("글 $$ x = 1 $$ 글", 1),
        ("글 $$x = 1$$ 글", 1),
        ("글\n$$\nx = 1\n$$\n글", 2),
        ("$$\nx = 1\n\n= 2\n$$", 1),
        ("<div>\n$$ x = 1 $$\n</div>", 2),
        ("$$\na\n<p\n> 0\n$$", 1),
        (r"글 \begin{align} x \end{align}", 1),
        ("---\n\n글\n\n$$ x = 1", 5),
    ],
)
def test_a_display_that_was_not_read_is_a_problem(problems, page, line):
    ((found, message),) = problems(page)
    assert found == line and "not read" in message


def test_two_displays_in_one_paragraph_are_a_problem(problems):
    ((line, message),) = problems("$$ a = 1 $$ 글 $$ b = 1 $$")
    assert line == 1 and "LaTeX error" in message


def test_latex_errors_name_line_and_formula(problems):
    found = problems("`$\\foo$` $\\foo$\n\n<!-- $\\foo$ -->\n\n- $\\foo$\n\n    $$\n    \\frac{a}{\n    $$")
    assert [line for line, _ in found] == [1, 5, 8]
    assert all("LaTeX error" in message for _, message in found)
    assert r"\foo" in found[0][1] and r"\frac{a}{" in found[2][1]


def test_numbers_and_references_also_to_what_follows(render, given):
    html = render(given + "식 $\\eqref{eq:a}$ 과 $\\eqref{eq:b}$\n\n$$ " + CHAIN + r" \tag{2.5} \label{eq:a} $$"
                  "\n\n$$ " + CHAIN + r" \label{eq:b} $$")
    assert '<a href="#eq:a">(2.5)</a>' in html and '<a href="#eq:b">(2)</a>' in html
    assert 'id="eq:a"' in html and '<span class="equation-number">(2.5)</span>' in html


def test_a_reference_to_nothing_is_a_problem(problems):
    assert problems("글\n\n$\\eqref{eq:a}$") == [(3, r"no display of this page has \label{eq:a}")]


@pytest.mark.parametrize(
    ("page", "attribute"),
    [('![그림 $x<y$](a.svg)', 'alt="그림 x&lt;y"'), ('[글](a.md "제목 $x<y$")', 'title="제목 x&lt;y"')],
)
def test_where_only_text_can_stand_a_formula_is_its_latex(render, page, attribute):
    assert attribute in render(page)
