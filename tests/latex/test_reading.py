"""What a reader would read otherwise than it is calculated is an error."""

import pytest

from geomsan.latex import LatexError, parse, to_latex
from geomsan.latex.tree import Call, Cases, Group, Matrix, Name, Number, Product, Script

REFUSED = {
    "braces that TeX does not print": [
        r"2{a+b}", r"{a+b}c", r"c-{a+b}", r"c+{-a}", r"{-a}b", r"{ab}^2", r"{a/b}c", r"a/{bc}", r"\mathbf{a+b}c", r"\mathbf{XW}^\top",
        r"{\sum_i x_i}y", r"{\log x}y", r"{\log x}^2", r"\sum_i{x_i+y}", r"\frac{d}{dx}{f+g}", r"x^{2}{}^3", r"{x^2}^3", r"{x_i}_j",
        r"\boxed{a+b}c", r"2\boxed{a+b}", r"\boxed{a+b}^2", r"\underbrace{a+b}_{k}c", r"\smash{a+b}c", r"\smash{\sum_i x_i}y", r"\mathbf{\log x}y", r"\mathop{\log x}^2",
        r"\log{a+b}", r"\log{ab}c", r"\boxed{= b}",
    ],
    "signs that print nothing, or over each other": [
        r"a\phantom{+1} = b", r"x\phantom{-}", r"x_\phantom{i} y", r"a\!\!\!b", r"=\!\!\!/", r"\llap{-}x", r"\rlap{/}=", r"\color{white}+1", r"\hspace{-1em}x", r"\raisebox{1em}{2}",
    ],
    "relations that are turned round": [r"a \not= b", r"\not a = b", r"\cancel{=}", r"a \stackrel{?}{=} b", r"a \overset{!}{=} b", r"a != b", r"a =/ b"],
    "numbers that run together": [
        r"1 2", r"1{}2", r"1\,2", r"1{2}", r"{1}2", r"1 2^3", r"1{2x}", r"2\frac12", r"2\frac{1}{3}x", r"1,000", r"x = 10,000", r"x^1.5", r"\frac1.5", r"a = 3. 5", r"a = .5", r"\mathbf{1}2", r"x_{1 2}",
        "1%\n2",
    ],
    "separators that look like operators": [r"a = b : c", r"a : b = c", r"a . b = c", r"a_1 + ... + a_n", r"1, 2, ..., n"],
    "words that are mathematics": [
        r"a = b \text{ = c}", r"a = b \text{²}", r"a = b \text{−1}", r"a = b \text{ plus one}", r"a = b \quad \text{times two}", r"a = b \text{ loss}", r"a = b \text{(2)}", r"\text{not } a = b",
        r"\text{it is false that } a = b", r"\text{다음은 거짓이다: } a = b", r"a = b \text{이 아니다}", r"a = b \text{ unless c}", r"\text{ 2}x",
        "a = b \\text{ % } + {c\n}",
    ],
    "claims that would not be executed": [r"\underbrace{a}_{= 0}", r"\underbrace{a}_{\text{b = 0}}", r"a \xrightarrow{b = c} d", r"a \implies", r"a = b \because"],
    "claims that run together": [
        r"a = 2 \begin{aligned} b &= 3 \end{aligned}", r"\begin{aligned} a &= 2 \end{aligned} b = 3", r"\begin{aligned} a &= 2 \\ b &= 3 \end{aligned} = c", r"a = 2 & b = 3", r"a = b \quad + c", r"a = b \quad -c = d",
        r"\begin{align} a &= b, & c &= d \\ &= e & &= f \end{align}",
    ],
    "cases without their condition": [
        r"\begin{cases} 1 & \text{if x is positive} \\ 0 & \text{otherwise} \end{cases}", r"\begin{cases} 1 \\ 0 \end{cases}", r"\begin{cases} 1 & \\ 0 & x > 0 \end{cases}", r"\begin{cases} 1 & \text{unless } x > 0 \\ 0 & \text{else} \end{cases}",
        r"\begin{cases} 1 & \text{if not } x > 0 \\ 0 & \text{else} \end{cases}", r"\begin{cases} 1 & \text{otherwise} \\ 0 & \text{otherwise} \end{cases}", r"f = \begin{cases} 1 & > 0 \\ 0 & < 0 \end{cases}", r"\begin{cases} 1 & x > 0 \end{cases}^2",
    ],
    "matrices without brackets, and lines that look like bars": [
        r"2\begin{matrix} a+b \end{matrix}", r"\begin{matrix} 1 & 2 \end{matrix} = a", r"2\left(\begin{matrix} a \end{matrix} + b\right)", r"\begin{array}{|c|} a \end{array}", r"\left[\begin{array}{c|c} a & b \end{array}\right]",
        r"\left(\begin{array}{c} a \\ \hline b \end{array}\right)",
    ],
    "brackets that do not belong together": [r"(a]", r"[0, 1)", r"\{a)", r"\left. a \right|", r"\left( a \right.", r"|a", r"\|a|", r"||a| - |b||", r"\left| a", r"|a & b|"],
    "scripts of which one would be lost": [r"\sum_{i=1}_{j=1}^n x", r"\sum^n^m x", r"\log_2_3 x", r"\sin^2^3 x", r"x^2'", r"x^a^b", r"x_a_b", r"\tanh'^2 x"],
    "names that hide something": [r"\operatorname{log_2} x", r"\operatorname{t2r} x", r"\operatorname{\mathrm{tr}} x", r"\operatorname{tr+} x", r"\operatorname{} x", r"\overline{ab}", r"\hat{ab}"],
    "arguments whose end is not clear": [r"\log x(y)^2", r"\log x(y)z", r"\log x(y)/z", r"\log xy(z)", r"\log x/y", r"\log {x}{y}(z)"],
    "look-alikes": ["ｘ = y", "х = y", "\\sum_{і=1}^n x_i", "α = β", "a × b", "a · b", "∂f", "∑x", "x²", "x₁", "２x", "a ≤ b", "각 = 1", "ª", "a‐b", "a\u200bb", "𝐱 = y", "√2", "a′", "a！", "“a”", r"\omicron = o"],
    "line breaks that swallow": [r"a = b \\[x] = c", r"a = b \\[1] c = d", r"\begin{aligned}[t] a &= b \end{aligned}", r"a + \\ b", r"(a \\ b)", r"{a \quad b}c"],
    "orders without end": [r"\frac{\partial^{99999999} f}{\partial x^{99999999}}", r"\frac{\partial^2 f}{\partial x^{0}}", r"\frac{d^n f}{dx^n}", r"\frac{\partial^{" + "9" * 5000 + r"} f}{\partial x}"],
}  # fmt: skip


@pytest.mark.parametrize("source", [pytest.param(source, id=f"{what}: {source[:40]!a}") for what, sources in REFUSED.items() for source in sources])
def test_refused(source):
    with pytest.raises(LatexError) as error:
        parse(source)
    start, end = error.value.span
    assert 0 <= start <= end <= len(source) and error.value.message


ALIKE = [
    # what TeX prints alike
    (r"{x_i}^2", "x_i^2"), (r"{x^2}_i", "x_i^2"), (r"{ab}c", "abc"), (r"a+{b-c}", "a+b-c"), (r"{-a}+b", "-a+b"), (r"{a}{b}", "ab"), (r"a{}b", "ab"), (r"f^\prime(x)", "f'(x)"), (r"f^{'}", "f'"), (r"\boxed{ab}c", "abc"),
    (r"\underbrace{ab}_{\text{곱}}c", "abc"), (r"\mathrm{1}", "1"), (r"\mathbf{\mathrm{x}}", r"\mathrm{x}"), (r"\mathbf{x_i^T}", r"\mathbf{x}_i^T"), (r"a\!b", "ab"), (r"a \to {b}", r"a \to b"),
    (r"\left( \begin{matrix} a & b \end{matrix} \right)", r"\begin{pmatrix} a & b \end{pmatrix}"), (r"\left| \begin{array}{cc} a & b \end{array} \right|", r"\begin{vmatrix} a & b \end{vmatrix}"),
    (r"\operatorname{arg\,max} x", r"\operatorname{argmax} x"), (r"\operatorname{row\_sum}(x)", r"\operatorname{row\_sum}(x)"),
    # what only moves it
    (r"{} = {} - b", "= -b"), (r"a = b \\ &\phantom{= 1} + c", "a = b + c"), (r"a = b \\ & \quad + c", "a = b + c"), ("a = b % = c", "a = b"), (r"a = b \\[2pt] c = d", "a = b, c = d"), ("1 + % 2\n3", "1 + 3"), (r"a \nonumber = b.", "a = b"),
    # words
    (r"a = b \text{ and } c = d", "a = b, c = d"), (r"a = b \text{ 이고 } c = d", "a = b, c = d"), (r"a = b \quad \text{for any smooth loss}", "a = b"), (r"a = \text{loss} b", r"a = \mathrm{loss} b"), (r"\text{loss} = a", r"\mathrm{loss} = a"),
    (r"\begin{cases} 1 & \text{if } x > 0, \\ 0 & \text{그 외} \end{cases}", r"\begin{cases} 1 & x > 0 \\ 0 & \end{cases}"),
    # systems of claims
    (r"\begin{array}{rcl} a &=& b \\ c &\leq& d \end{array}", r"a = b \\ c \leq d"), (r"\left\{ \begin{aligned} a &= b \\ c &= d \end{aligned} \right.", "a = b, c = d"), (r"\begin{cases} a = b \\ c = d \end{cases}", "a = b, c = d"),
    (r"\left\{ \begin{array}{l} a = b \\ c = d \end{array} \right.", "a = b, c = d"), (r"f = \left\{ \begin{array}{ll} a & x > 0 \\ b & \text{otherwise} \end{array} \right.", r"f = \begin{cases} a & x > 0 \\ b & \text{otherwise} \end{cases}"),
    (r"a = b (\because c \geq d)", r"a = b, \because c \geq d"), (r"\begin{align} a &= b & (\because c = d) \end{align}", r"a = b, \because c = d"), (r"a = b && c = d", "a = b, c = d"), (r"a &= b, & c &= d", "a = b, c = d"),
    # brackets
    (r"\Big\{ a + b \Big\} c", r"\{a + b\} c"), (r"[x_1 \dots x_n]", r"[x_1, \dots, x_n]"), (r"[f(a) \dots g(b)]^T", r"[f(a), \dots, g(b)]^T"), (r"[a \quad b]", "[a, b]"), (r"\sum_{i=1,j=2} x", r"\sum_{i=1,j=2} x"),
]  # fmt: skip


@pytest.mark.parametrize("one, other", ALIKE)
def test_read_alike(one, other):
    assert parse(one) == parse(other)


DIFFERENT = [
    ("f'^2", "f^{2'}"), ("x_{i,j}", "x_{ij}"), (r"\mathbf{1}", "1"), (r"\tanh(x)^2", r"\tanh (x^2)"), (r"\log x \cdot y", r"\log(x \cdot y)"), ("sin(x)", "s i n(x)"), ("tr(A)", r"\operatorname{tr}(A)"),
    (r"\left| x|y|z \right|", r"|x| y |z|"), (r"a = b \\ - c = d", "a = b - c = d"), (r"[a \dots b]", r"(a \dots b)"), (r"\sum_{i,j=1}^n x", r"\sum_{i,j}^n x"), (r"\{a\}", "(a)"),
]  # fmt: skip


@pytest.mark.parametrize("one, other", DIFFERENT)
def test_read_differently(one, other):
    assert parse(one) != parse(other)


def term(source):
    return parse(source).chains[0].terms[0]


@pytest.mark.parametrize("name", "ln sin cos tan tanh exp log max min diag vec tr det".split())
def test_functions_in_plain_letters(name):
    x = Group((Name("x"),))
    assert term(f"{name}(x)") == term(rf"{name}\left(x\right)") == term(rf"{name}\bigl(x\bigr)") == Call(name, x, spelled=True)
    assert term(f"2{name}(x)y").factors == (Number("2"), Call(name, x, spelled=True), Name("y"))
    assert term(f"u_1{name}(x)^2") == Product((term("u_1"), Script(Call(name, x, spelled=True), sup=Number("2"))), ("",))
    for other in (f"{name} x", f"{name}_1(x)", f"a{name}(x)", f"{name}a(x)", f"{name}[x]", rf"\mathbf{{{name}}}(x)", " ".join(name) + "(x)"):
        assert not any(isinstance(node, Call) for node in term(other).walk())
    assert to_latex(term(f"{name}(x)")) == f"{name}(x)"


def test_an_aside_is_marked():
    """What stands in an aside is not what the next line goes on from."""
    chains = parse(r"a = b (\because c = d, e = f) \\ = g").chains
    assert [chain.link for chain in chains] == ["", "\\because", "\\because", ""]


def test_kinds_of_what_was_taught():
    assert isinstance(term(r"\left\{\begin{array}{ll} a & x > 0 \\ b & x < 0 \end{array}\right. + 1").terms[0], Cases)
    assert isinstance(term(r"\left[\begin{matrix} a \end{matrix}\right]"), Matrix)
    assert [len(chain.terms) for chain in parse(r"\begin{array}{rcl} a &=& b \\ &=& c \end{array}").chains] == [2, 2]
