r"""LaTeX to MathML: what authors type is taken, what is wrong is refused."""

import re
from base64 import b64encode

import pytest

from geomsan.pages.mathematics import LatexError, read, refer, typeset

AS_TYPED = [
    r"\bigg < \dfrac{\partial L}{\partial \mathbf{Y}} , \dfrac{\partial \mathbf{Y}}{\partial x _{11}} \bigg  > _{\mathbf{F}}",
    r"\mathbf{x} = \big <1, x_1, x_2\big >",
    r"\Bigg < \begin{pmatrix} 1& 0\\ 0& 0\\ \end{pmatrix} \Bigg > _{\mathbf{F}}",
    r"\left< x \middle| y \right>",
    r"\therefore  \dfrac{\partial L}{\partial \mathbf{X}} = \boxed{\dfrac{\partial L}{\partial \mathbf{Y}}\mathbf{W}^{\intercal } }",
    r"y = h(x) = \begin{cases} 1 &x > 0\\ -1 &x \leq 0\\ \end{cases}",
    r"\geq \gamma \ \ (\because y_k(\mathbf{x}_{k}\cdot \mathbf{w}^{*}) \geq \gamma )",
    r"\begin{split} a &= b \\ &= c \end{split}",
    r"\begin{align} a &= b \\ &= c \end{align}",
    r"\sum_{\substack{i = 1 \\ i \neq j}}^{n} a_{i}",
    r"a_1, \dotsc, a_n",
    r"x \text{ if $x > 0$, 아니면 } 0",
    r"\mathbf{X} \xrightarrow{\ \times\,\mathbf{W}\ } \mathbf{Y}",
    "% 검산 제외: 이유\na = 50\\% % 끝",
]


@pytest.mark.parametrize("latex", AS_TYPED)
def test_formulas_are_taken_as_authors_type_them(latex):
    assert typeset(latex, display=True).startswith('<math display="block">')


@pytest.mark.parametrize("latex", [r"\frac{a}{", r"\undefined", r"\begin{pmatrix} 1", "a $$ b", r"\left( x"])
def test_formulas_that_do_not_parse_are_refused(latex):
    with pytest.raises(LatexError):
        typeset(latex, display=True)


def test_display_and_inline_differ():
    assert typeset("x", display=False) == "<math><mi>x</mi></math>"
    assert typeset("x", display=True) == '<math display="block"><mi>x</mi></math>'


def test_bold_is_a_bold_letter():
    assert "𝐗" in typeset(r"\mathbf{X}", display=False)


def test_angles_become_brackets_and_relations_stay():
    mathml = typeset(r"\big < a \big > < b", display=True)
    assert [mathml.count(sign) for sign in ("⟨", "⟩", "&lt;")] == [1, 1, 1]


def test_a_bracket_that_carries_a_script_is_a_row_of_its_own():
    mathml = typeset(r"\bigg< a \bigg>_{\mathbf{F}}", display=True)
    assert re.search(r"<msub><mrow><mo [^>]*minsize[^>]*>⟩</mo></mrow><mi>𝐅</mi></msub>", mathml)


def test_a_row_break_at_the_end_opens_no_row():
    rows = typeset(r"\begin{pmatrix} 1 & 2 \\ 3 & 4 \\ \end{pmatrix}", display=True).count("<mtr>")
    assert rows == 2


def test_a_box_is_drawn_in_every_browser():
    mathml = typeset(r"\boxed{x}", display=True)
    assert "menclose" not in mathml and "border" in mathml


def test_displays_number_themselves_only_when_told():
    assert "(1)" not in typeset(r"\begin{align} a &= b \end{align}", display=True)


def test_tag_and_label_are_taken_out_and_offsets_stay():
    latex = r"a = b \tag{2.5} \label{eq:a} = c"
    formula = read(latex)
    assert (formula.number, formula.label) == ("(2.5)", "eq:a")
    assert formula.latex.index("= c") == latex.index("= c") and "tag" not in formula.latex


def test_starred_tag_has_no_parentheses():
    assert read(r"a \tag*{가}").number == "가"


def test_a_tag_in_a_comment_is_no_tag():
    assert read("a % \\tag{1}\n").number == ""


def test_two_tags_in_one_display_are_refused():
    with pytest.raises(LatexError, match="one"):
        read(r"a \tag{1} \tag{2}")


def test_references_are_filled_in():
    mathml = typeset(r"\eqref{eq:a}", display=False)
    assert '<a href="#eq:a">(2.5)</a>' in refer(mathml, {"eq:a": "(2.5)"})
    with pytest.raises(LatexError, match="eq:a"):
        refer(mathml, {})


@pytest.mark.browser
def test_both_brackets_of_a_pair_are_equally_tall(browser, root):
    font = b64encode((root / "docs/assets/fonts/stix-two-math.woff2").read_bytes()).decode()
    style = f"<style>@font-face {{font-family: M; src: url(data:font/woff2;base64,{font})}} math {{font-family: M}}</style>"
    page = browser.new_page()
    page.set_content(style + typeset(r"\bigg< \frac{a}{b} \bigg>_{\mathbf{F}}", display=True))
    page.evaluate("document.fonts.load('1em M')")
    opening, closing = (page.locator("mo", has_text=bracket).bounding_box()["height"] for bracket in "⟨⟩")
    page.close()
    assert opening == closing > 30
