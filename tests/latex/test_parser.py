"""The parser: what stands there, and no other exception than LatexError."""

import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geomsan.latex import LatexError, parse, to_latex
from geomsan.latex.tree import (
    Big,
    Call,
    Cases,
    Derivative,
    Empty,
    Fence,
    Fraction,
    Group,
    Matrix,
    Name,
    Number,
    Product,
    Root,
    Script,
    Sum,
)  # fmt: skip
from geomsan.meaning import Function, Row, Scalar, Scope, Vector, smooth
from geomsan.meaning import Matrix as M
from geomsan.verdict import judge

from .formulas import FORMULAS as WRITTEN


def term(source):
    (chain,) = parse(source).chains
    (term,) = chain.terms
    return term


# -- structure ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "source, kind",
    [
        ("x", Name), ("12.5", Number), ("xy", Product), ("x+y", Sum), ("-x", Sum), ("x_1", Script), ("(x)", Group),
        (r"\|x\|", Fence), (r"\langle x, y \rangle", Fence), (r"\big< x, y \big>", Fence), (r"\frac12", Fraction),
        (r"\frac{\partial L}{\partial x}", Derivative), (r"\frac{d y}{d x}", Derivative), (r"\dfrac{\partial^2 L}{\partial x \partial y}", Derivative),
        (r"\sqrt[3]{x}", Root), (r"\log x", Call), (r"\operatorname{tr}(A)", Call), (r"\sum_{i=1}^n x_i", Big), (r"\max_i x_i", Big),
        (r"\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}", Matrix), (r"\begin{cases} 1 & x > 0 \\ 0 & \text{else} \end{cases}", Cases),
    ],
)  # fmt: skip
def test_kinds(source, kind):
    assert isinstance(term(source), kind)


@pytest.mark.parametrize(
    "one, other",
    [
        (r"\frac{a}{b}", r"\dfrac ab"), (r"\left( x \right)", "( x )"), (r"\bigl[ x \bigr]", "[x]"), (r"x_{1}", "x_1"),
        (r"a\,b\;c\!d", "abcd"), (r"\mathbf{x}_i", r"\mathbf x_i"), (r"a \le b", r"a \leqslant b"), (r"\lVert x \rVert", r"\|x\|"),
        (r"\left\| x \right\|", r"\| x \|"), (r"\Big\langle x, y \Big\rangle_F", r"\bigg< x, y \bigg>_F"), (r"a = b \tag{2.1}", "a = b"),
        ("a + % remark\n b", "a + b"), (r"\text{곧 } a = b", "a = b"), (r"\displaystyle \sum\limits_{i=1}^{n} x", r"\sum_{i=1}^{n} x"), (r"a − b", "a - b"),
        (r"\boxed{a = b}", "a = b"), (r"\underbrace{a}_{b^c}", "a"), (r"\ddots", r"\ddots"),
    ],
)  # fmt: skip
def test_spellings(one, other):
    assert parse(one) == parse(other)


@pytest.mark.parametrize(
    "one, other",
    [
        ("x_{12}", "x_{1,2}"), ("x_{1}2", "x_{12}"), ("x^12", "x^{12}"), (r"\frac12 3", r"\frac{1}{23}"), ("ab", "ba"), ("a^b_c", "a_b^c_"),
        (r"\mathbf{x}", "x"), (r"\hat x", r"\tilde x"), ("a - b - c", "a - (b - c)"), ("a < b", r"a \leq b"), ("a = b", "a := b"), ("x'", "x"),
        (r"\log x y", r"\log(x) y"), (r"\sum_i x_i + y", r"\sum_i (x_i + y)"), (r"\tanh^2 x", r"\tanh x^2"),
    ],
)  # fmt: skip
def test_different_things_differ(one, other):
    try:
        assert parse(one) != parse(other)
    except LatexError:
        pass


def test_scripts_in_either_order():
    assert parse("x_i^2") == parse("x^2_i")


def test_scripts_without_braces_take_one_token():
    assert term("x^12").factors == (term("x^1"), Number("2"))
    assert parse(r"\boxed{x^12} = a") == parse(r"\boxed{x^{1}2} = a")
    assert parse(r"\boxed{\frac12 x} = a") == parse(r"\boxed{\frac{1}{2} x} = a")


def test_chains_and_their_links():
    chains = parse(r"a = b \le c, \quad d = e \implies f = g").chains
    assert [chain.relations for chain in chains] == [("=", "\\leq"), ("=",), ("=",)]
    assert chains[2].link == "\\implies"
    (chain,) = parse("= b").chains
    assert isinstance(chain.terms[0], Empty)


def test_lines_are_chains():
    chains = parse(r"\begin{aligned} a &= b \\ &= c \\ d &= e \end{aligned}").chains
    assert [len(chain.terms) for chain in chains] == [2, 2, 2] and isinstance(chains[1].terms[0], Empty)


def test_spans_point_into_the_source():
    source = r"\frac{\partial L}{\partial x_{ij}} = \sum_{k=1}^{m} y_{ik} w_{jk}"
    for chain in parse(source).chains:
        for node in chain.walk():
            start, end = node.span
            assert 0 <= start <= end <= len(source)
    left, right = parse(source).chains[0].terms
    assert source[slice(*left.span)] == r"\frac{\partial L}{\partial x_{ij}}"
    assert source[slice(*right.span)] == r"\sum_{k=1}^{m} y_{ik} w_{jk}"


def assert_spans_contain_each_other(source):
    tree = parse(source)
    assert tree.span == (0, len(source))
    for node in tree.walk():
        start, end = node.span
        assert 0 <= start <= end <= len(source)
        assert all(start <= child.span[0] and child.span[1] <= end for child in node.children())
        if isinstance(node, Number):
            assert source[start:end] == node.text
        if isinstance(node, Name):
            assert node.letter.replace("_", "\\_") in source[start:end].replace(" ", "")


@pytest.mark.parametrize("source", WRITTEN)
def test_spans_contain_each_other(source):
    assert_spans_contain_each_other(source)


# -- errors ----------------------------------------------------------------------------------

BROKEN = [
    "{", "}", "(", ")", "(a]", "[a", r"\left(a", r"\left", r"\big", r"\bigl x", "a^", "a_", "a_{}", "a^b^c", "a_b_c", "x_{", "x^{2", "&", "a & b =", r"\frac", r"\frac{a}", r"\frac{}{}",
    r"\sqrt", r"\sqrt[3", r"\begin", r"\begin{pmatrix}", r"\begin{pmatrix} 1", r"\end{pmatrix}", r"\begin{pmatrix} 1 \end{bmatrix}", r"\begin{foo} 1 \end{foo}", r"\begin{cases} \end{cases}",
    r"\foo", r"\operatorname", r"\operatorname{tr}", r"\sum", r"\sum_{i}", r"\sum_{i=1}^", r"\log", r"\text", r"\text{", r"\tag", r"|a", r"\|a", r"\|a|", "||a|", r"\langle a, b", r"\rangle",
    "a +", "+", "*", "a * * b", "a = = b", "a = ", "= =", ":=", r"\hat", r"\hat{ab}", r"\mathbf", "()", "a / ", r"\frac{\partial^2 L}{\partial x}", r"\frac{\partial L}{\partial}", r"\frac{\partial}{\partial x}",
    r"\frac{\partial^n L}{\partial x}", "\\", "#", "a # b", "\x00", "~~~^", "☃ = a", "a^{}", "_a", "^a", "'", "a''''", r"\boxed{", r"\boxed", r"\underbrace{a}_{", r"\therefore", r"\\ \\", "a ! b", "“a”",
]  # fmt: skip


@pytest.mark.parametrize("source", BROKEN)
def test_broken_sources(source):
    """Parsed (some are legal after all) or refused with a place inside of the source; nothing else."""
    try:
        parse(source)
    except LatexError as error:
        start, end = error.span
        assert error.message and 0 <= start <= end <= len(source)


# One nesting construct each: opening, core, closing.
NESTS = [
    ("(", "a", ")"), ("[", "a", "]"), ("{", "a", "}"), ("a^{", "b", "}"), ("a_{", "b", "}"), (r"\frac{", "a", "}{b}"), (r"\frac{b}{", "a", "}"), (r"\sqrt{", "a", "}"), (r"\sqrt[", "3", "]{a}"),
    (r"\left(", "a", r"\right)"), (r"\|", "a", r"\|"), ("|", "a", "|"), (r"\langle b,", "a", r"\rangle"), (r"\big<b,", "a", r"\big>"), (r"\begin{pmatrix}", "a", r"\end{pmatrix}"),
    (r"\begin{aligned}", "a", r"\end{aligned}"), (r"\begin{cases}", "a", r"\end{cases}"), (r"\boxed{", "a", "}"), (r"\underbrace{", "a", "}"), (r"\underbrace{a}_{", "b", "}"), (r"\mathbf{", "a", "}"),
    (r"\mathbf", " a", ""), (r"\hat{", "a", "}"), (r"\hat", " a", ""), (r"\sqrt", " a", ""), (r"\frac1", "2", ""), (r"\log", " a", ""), (r"\log(", "a", ")"), (r"\operatorname{tr}", "(a)", ""),
    (r"\operatorname{", "tr", "}"), (r"\sum_{i}", "a", ""), (r"\sum_{i=1}^{n}", "a", ""), (r"\sum_{", "i", "} a"), (r"\max", "(a)", ""), (r"\frac{\partial}{\partial x}", "a", ""),
    (r"\frac{d}{dx}(", "a", ")"), ("-(", "a", ")"), ("a(", "b", ")"), ("a^", "b", ""), ("a_", "b", ""), ("x'", "", ""), (r"\boxed", "a", ""), (r"\text{", "a", "}"), (r"\lVert", "a", r"\rVert"),
    (r"\nabla", " a", ""), (r"\bar", "a", ""),
]  # fmt: skip


@pytest.mark.parametrize("depth", [30, 4_000])
@pytest.mark.parametrize("opening, core, closing", NESTS)
def test_nesting_is_bounded(opening, core, closing, depth):
    source = opening * depth + core + closing * depth
    try:
        parse(source)
    except LatexError as error:
        assert error.message and len(error.message) < 500
    assert judge("a = " + source, Scope()).status in ("error", "notation", "refuted")


LONG = [
    "+a", " a", "a_{ij}^2 +", "a = ", "(a)", "\\,", "a, ", r"\frac{a}{b}", "{a}", "a &", r"a \\", "a'", r"\begin{pmatrix} a & b \end{pmatrix}", "1", "x_{", "}", "(", "|", r"\|", "^", r"\quad", r"\text{word}",
    "a * ", r"\boxed{a} = ", "% remark\n", "12", r"\sum_i ", r"\hat x", r"\big", ":=", "dx",
]  # fmt: skip


@pytest.mark.parametrize("piece", LONG)
def test_parsing_is_linear(piece):
    """Ten times the text takes ten times the calls, not a hundred times."""

    def calls(count):
        made = 0

        def count_call(frame, event, argument):
            nonlocal made
            made += event in ("call", "c_call")

        sys.setprofile(count_call)
        try:
            parse(piece * count)
        except LatexError:
            pass
        finally:
            sys.setprofile(None)
        return made

    assert calls(1_000) < 15 * calls(100)


# -- random sources -----------------------------------------------------------------------------

TOKENS = st.sampled_from(
    r"""\frac \dfrac { } { } ( ) [ ] \left( \right) \left< \right> \big< \big> \langle \rangle | \| _ ^ & \\ , ; . : ' = \le < > \neq := + - * / \cdot \times \odot \otimes \circ
    \partial \nabla d x X Y W L a b i j k n m 0 1 2 12 0.5 \mathbf \hat \mathrm{in} \mathbf{1} \mathbf{0} I \delta \sum \prod \max \min \sum_{k=1}^{n} \log \exp \tanh \det \operatorname{tr} \operatorname{vec}
    \operatorname{diag} \sqrt \begin{pmatrix} \end{pmatrix} \begin{cases} \end{cases} \begin{aligned} \end{aligned} \dots \vdots \ddots \quad \qquad \text{if} \boxed \therefore \iff \intercal ^\top ^T _{ij} _{11} ^{-1}
    \frac{\partial L}{\partial X} \frac{\partial L}{\partial x_{ij}} \frac{d}{dx} \underbrace \tag{1} % ~ \, \foo e^{x} \int \lim""".split()
)  # fmt: skip
SOURCES = st.lists(TOKENS, max_size=25).map(" ".join)
SCOPE = Scope().declare(
    dict(
        X=M("n", "m"), W=M("m", "k"), Y=lambda X, W: X @ W, l=Function(smooth), L=lambda l, Y: l(Y), a=Scalar(), b=Row("k", broadcast=True), x=Vector("n"),
    )
)  # fmt: skip
FORMULAS = [
    r"\frac{\partial L}{\partial \mathbf{X}} = \frac{\partial L}{\partial \mathbf{Y}}\frac{\partial \mathbf{Y}}{\partial \mathbf{X}} = \frac{\partial L}{\partial \mathbf{Y}}\mathbf{W}^{\intercal}",
    r"\frac{\partial L}{\partial x_{ij}} = \bigg< \frac{\partial L}{\partial \mathbf{Y}}, \frac{\partial \mathbf{Y}}{\partial x_{ij}} \bigg>_{\mathbf{F}} = \sum_{p=1}^{k} \frac{\partial L}{\partial y_{ip}} w_{jp}",
    r"X = \begin{pmatrix} x_{11} & \dots & x_{1m} \\ \vdots & \ddots & \vdots \\ x_{n1} & \dots & x_{nm} \end{pmatrix}",
    r"\begin{aligned} (a + 1)^2 &= a^2 \\ &\quad + 2a + 1, \qquad |a| = \begin{cases} a & a > 0 \\ -a & \text{otherwise} \end{cases} \end{aligned}",
    r"\log \sum_{i=1}^{n} e^{x_i} = \max_i x_i + \log \sum_i \exp(x_i - \max_j x_j), \quad Y + b = XW + \mathbf{1} b",
    r"\frac{\partial^2 L}{\partial x_{11}^2} = \nabla L^\top \operatorname{diag}(x) \boxed{\frac12 \|x\|^2}",
]  # fmt: skip
RELAXED = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)


def mangled(formula):
    """The formula with pieces of its text cut out, doubled, swapped or replaced by a token."""
    cuts = st.lists(st.tuples(st.integers(0, len(formula)), st.integers(0, 12), TOKENS, st.sampled_from("cut double swap put".split())), min_size=1, max_size=3)

    def apply(changes):
        text = formula
        for start, length, token, how in changes:
            start = min(start, len(text))
            piece = text[start : start + length]
            new = {"cut": "", "double": piece * 2, "swap": piece[::-1], "put": f" {token} "}[how]
            text = text[:start] + new + text[start + length :]
        return text

    return cuts.map(apply)


@RELAXED
@given(SOURCES | st.text(max_size=40))
def test_random_sources(source):
    try:
        parse(source)
    except LatexError as error:
        start, end = error.span
        assert error.message and 0 <= start <= end <= len(source)


@RELAXED
@given(SOURCES)
def test_judge_never_raises(source):
    assert judge(source, SCOPE).status in ("checked", "refuted", "error", "notation", "waived", "false", "defined")


@RELAXED
@given(st.sampled_from(FORMULAS).flatmap(mangled))
def test_judge_never_raises_for_mangled_formulas(source):
    verdict = judge(source, SCOPE)
    assert verdict.status in ("checked", "refuted", "error", "notation", "waived", "false", "defined")
    assert verdict.status in ("checked", "notation", "defined") or verdict.message


@RELAXED
@given(SOURCES | st.sampled_from(WRITTEN).flatmap(mangled) | st.lists(st.sampled_from(WRITTEN), min_size=2, max_size=3).map(" ".join))
def test_random_sources_have_spans_and_print(source):
    """Parsed: spans nest, and the tree prints to itself. Refused: with a place inside of the source."""
    try:
        tree = parse(source)
    except LatexError as error:
        start, end = error.span
        assert error.message and 0 <= start <= end <= len(source)
        return
    assert_spans_contain_each_other(source)
    assert parse(to_latex(tree)) == tree
