"""What becomes of mutants: caught, survived, or the same by a second argument. And a checker without teeth."""

from dataclasses import replace

import numpy as np
import pytest

from geomsan.latex import parse
from geomsan.meaning import Function, Layer, Matrix, Scalar, Scope, Small, Vector, language, smooth
from geomsan.meaning.instance import Instance, View
from geomsan.verdict import corner, judge, teeth, trial
from geomsan.verdict.change import Shapes
from geomsan.verdict.normal import same

SCOPE = Scope().declare(
    dict(
        A=Matrix("n", "n"), B=Matrix("n", "n"), S=Matrix("n", "n", symmetric=True), X=Matrix("n", "d"), W=Matrix("d", "m"),
        Y=lambda X, W: X @ W, Z=lambda Y: Y + 1, l=Function(smooth), L=lambda l, Z: l(Z), x=Vector("n"), y=Vector("n"), u=Vector("n", unit=True), t=Vector("n", simplex=True),
        a=Scalar(), c=Scalar(), h=Small(), f=Function(np.sin),
    )
)  # fmt: skip


def bitten(latex):
    verdict = judge(latex, SCOPE, mutants=True)
    assert verdict.status == "checked", verdict.message
    return verdict


# -- caught --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "latex",
    [
        r"\frac{\partial L}{\partial X} = \frac{\partial L}{\partial Y} W^\top", r"y_{ij} = \sum_{k=1}^{d} x_{ik} w_{kj}",
        r"(a + c)^2 = a^2 + 2ac + c^2", r"\operatorname{tr}(A^\top B) = \langle A, B \rangle", r"\|x\|^2 = x^\top x",
        r"f(a + h) \simeq f(a) + f'(a)h", r"a > c \implies a + 1 > c + 1", r"a + 1 > c \iff a > c - 1", r"e^{a + c} = e^a e^c",
        r"\sin^2 a + \cos^2 a = 1", r"\|x + y\| \leq \|x\| + \|y\|", r"\frac{\partial y_{pq}}{\partial x_{ij}} = \delta_{pi} w_{jq}",
    ],
)  # fmt: skip
def test_every_mutant_is_refuted(latex):
    verdict = bitten(latex)
    assert 0 < verdict.mutants == verdict.caught <= teeth.LIMIT and verdict.survivors == ()


def test_a_mutant_tells_what_happens():
    fates = {fate.latex: fate for fate in bitten(r"\frac{\partial L}{\partial X} = \frac{\partial L}{\partial Y} W^\top").wrong}
    forgotten = fates[r"\frac{\partial L}{\partial X} = \frac{\partial L}{\partial Y} W"]
    assert forgotten.kind == "transpose dropped" and forgotten.why.startswith("the shapes do not fit: (")
    turned = fates[r"\frac{\partial L}{\partial X} = -\frac{\partial L}{\partial Y} W^\intercal".replace("intercal", "top")]
    assert turned.kind == "sign" and turned.error == pytest.approx(2)


def test_the_same_every_time():
    latex = r"(a + c)^2 = a^2 + 2ac + c^2, \qquad (AB)^\top = B^\top A^\top"
    assert judge(latex, SCOPE, mutants=True).wrong == judge(latex, SCOPE, mutants=True).wrong


def test_kinds_take_turns():
    kinds = [fate.kind for fate in bitten(r"y_{ij} = \sum_{k=1}^{d} x_{ik} w_{kj} + 2a - 2a").wrong]
    assert len(set(kinds)) >= 6


@pytest.mark.parametrize("latex", ["XW", "% 검산 제외: 까닭\na = 2", "% 검산: 거짓\na = 2a", "q := 2a", "a = 2a"])
def test_only_what_held_has_mutants(latex):
    verdict = judge(latex, SCOPE, mutants=True)
    assert verdict.mutants == verdict.caught == 0


def test_they_can_be_left_out():
    assert judge("a + c = c + a", SCOPE).mutants == 0 < judge("a + c = c + a", SCOPE, mutants=True).mutants


def test_a_change_that_is_no_formula_does_not_count():
    """`x_1 - x_2 + … + x_n` has no pattern: no reader could be misled by it."""
    verdict = bitten(r"x_1 + x_2 + \dots + x_n = \sum_{i=1}^{n} x_i")
    assert verdict.mutants == verdict.caught > 0
    assert not any("- x_2" in fate.latex for fate in verdict.wrong)


# -- the same formula ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "latex, law",
    [
        (r"(S x)_i = \sum_{j=1}^{n} s_{ij} x_j", "symmetric"), (r"\sum_{i=1}^{n}\sum_{j=1}^{n} x_i a_{ij} x_j = x^\top A x", "dummy"),
        (r"\operatorname{tr}(AB) = \sum_{i=1}^{n}\sum_{j=1}^{n} a_{ij} b_{ji}", "trace"),
        (r"\frac{\partial L}{\partial Y} = \frac{\partial L}{\partial Z} \frac{\partial Z}{\partial Y}", "one"),
        (r"\frac{\partial L}{\partial x_{11}} = \sum_{i=1}^{n}\sum_{j=1}^{m} \frac{\partial L}{\partial y_{ij}} \frac{\partial y_{ij}}{\partial x_{11}}", "zero"),
        (r"\begin{pmatrix} 0 \\ 0 \end{pmatrix} + \begin{pmatrix} 1 \\ 2 \end{pmatrix} = \begin{pmatrix} 1 \\ 2 \end{pmatrix}", "zero"),
        (r"\sin(2a) \sum_{i=1}^{n} t_i = 2 \sin(a) \cos(a)", "one"), ("(-a)^2 = a a", "even"), (r"\mathrm{d} \|A\|_F^2 = 2 \operatorname{tr}(\mathrm{d}A^\top A)", "trace"), (r"\frac{\partial x}{\partial x^\top} = I_n", "symmetric"), (r"\frac{\partial}{\partial x^\top} (x \odot x) = \operatorname{diag}(2x)", "symmetric"),
    ],
)  # fmt: skip
def test_what_changes_nothing_is_recognised_by_another_argument(latex, law, monkeypatch):
    monkeypatch.setattr(teeth, "LIMIT", 60)  # all there are
    verdict = bitten(latex)
    assert law in {fate.why for fate in verdict.same} and verdict.survivors == ()


TRUE_LAWS = [
    (r"(AB)^\top", r"B^\top A^\top"), (r"(ABS)^\top", r"S B^\top A^\top"), (r"((AB) X)^\top", r"X^\top (B^\top A^\top)"),
    (r"a A c B", r"c a A B"), (r"x^\top A y", r"y^\top A^\top x"), (r"\operatorname{tr}(ABS)", r"\operatorname{tr}(SAB)"),
    (r"\operatorname{tr}(AB)", r"\operatorname{tr}(A^\top B^\top)"), (r"(a - c)^2", r"(c - a)^2"), (r"s_{ij}", r"s_{ji}"),
    (r"\langle x, y \rangle", r"\langle y, x \rangle"), (r"\det(AB)", r"|B| |A|"), (r"2(A + B)", r"2(B + A)"), (r"I_n A", "A"),
    (r"(x y^\top) x", r"(y^\top x) x"), (r"x (y^\top A y) x^\top", r"(y^\top A^\top y) x x^\top"), (r"c \|u\|^3", r"c \|u\|^2"),
    (r"\frac{d}{da} 2", r"\frac{d}{da} 3"), (r"\operatorname{diag}(x)^\top", r"\operatorname{diag}(x)"),
    
    (r"\operatorname{diag}(x) \operatorname{diag}(y)", r"\operatorname{diag}(y) \operatorname{diag}(x)"),
    (r"\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix} \begin{pmatrix} 0 \\ 5 \end{pmatrix}", r"\begin{pmatrix} 7 & 2 \\ -9 & 4 \end{pmatrix} \begin{pmatrix} 0 \\ 5 \end{pmatrix}"),
    (r"\begin{pmatrix} 1 \\ 0 \end{pmatrix} \odot \begin{pmatrix} 2 \\ 3 \end{pmatrix}", r"\begin{pmatrix} 1 \\ 0 \end{pmatrix} \odot \begin{pmatrix} 2 \\ 4 \end{pmatrix}"),
    (r"x \cdot y", r"x^\top y"), (r"x \cdot y", r"y \cdot x"), (r"\delta_{ij} x_j", r"\delta_{ij} x_i"),
    (r"(x^\top y) (x^\top A y)", r"(y^\top A^\top x) (y^\top x)"),
]  # fmt: skip
FALSE_LAWS = [
    ("AB", "BA"), (r"(AB)^\top", r"A^\top B^\top"), (r"A^\top", "A"), (r"\operatorname{tr}(ABS)", r"\operatorname{tr}(BAS)"),
    ("(a - c)^3", "(c - a)^3"), ("a_{ij}", "a_{ji}"), ("(-a)^3", "a^3"), (r"\det(2A)", r"2\det(A)"), (r"\det(A + B)", r"\det(A) + \det(B)"),
    (r"x^\top A y", r"y^\top A x"), (r"\sum_{i=1}^{n}\sum_{j=1}^{n} a_{ij} x_i", r"\sum_{i=1}^{n}\sum_{j=1}^{n} a_{ij} x_j"),
    (r"((AB) X)^\top", r"X^\top (A^\top B^\top)"), ("2a", "3a"), ("a + c", "a - c"), (r"x \cdot y", r"x \cdot x"), ("|-2a|", "|a|"),
    (r"\sum_{i=1}^{n} x_i", r"\sum_{i=2}^{n} x_i"), (r"SA", "AS"), (r"(SA)^\top", r"SA^\top"),
    (r"\delta_{ij} a_{ij}", "a_{ij}"), (r"(x \cdot y) x", r"(x \cdot x) y"),
    (r"\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix} \begin{pmatrix} 0 \\ 5 \end{pmatrix}", r"\begin{pmatrix} 1 & 3 \\ 3 & 4 \end{pmatrix} \begin{pmatrix} 0 \\ 5 \end{pmatrix}"),
    (r"(x^\top y) (x^\top y)", r"(x^\top x) (y^\top y)"), (r"(x y^\top) x", r"(x^\top y) y"), (r"\|x\|^3", r"\|x\|^2"), (r"x y^\top A", r"y x^\top A"),
    (r"\operatorname{diag}(x) A", r"A \operatorname{diag}(x)"), (r"\operatorname{tr}(A^\top A)", r"\operatorname{tr}(A A)"),
    (r"\det(A^\top S)", r"\det(A) + \det(S)"), (r"x (y^\top A y) x^\top", r"x (y^\top y) x^\top A"),
]  # fmt: skip


def shapes():
    return Shapes(language.evaluator(View(Instance(SCOPE, 0))))


def sides(pair):
    return [parse(each).chains[0].terms[0] for each in pair]


@pytest.mark.parametrize("pair", TRUE_LAWS)
def test_laws_find_what_is_the_same(pair):
    assert same(*sides(pair), shapes())


@pytest.mark.parametrize("pair", FALSE_LAWS)
def test_laws_make_nothing_the_same_that_is_not(pair):
    assert not same(*sides(pair), shapes())
    assert judge(" = ".join(pair), SCOPE).status == "refuted"


WHOLE = SCOPE.declare(dict(k=Scalar(integer=True)))
EXCUSE = "% 검산 오답 아님: {} 까닭: k = 1일 때의 식이다\n\\sin(\\pi k) = 0"


@pytest.mark.parametrize("formula", [r"\sin(\pi) = 0", r"\sin( \pi ) =0"])
def test_an_author_may_say_why_a_survivor_is_not_wrong(formula):
    verdict = judge(EXCUSE.format(formula), WHOLE, mutants=True)
    assert verdict.status == "checked" and verdict.survivors == () and verdict.caught > 0
    assert [(fate.latex, fate.why) for fate in verdict.same] == [(r"\sin(\pi) = 0", "k = 1일 때의 식이다")]


@pytest.mark.parametrize("formula", [r"\cos(\pi k) = 0", r"\sin(k) = 0", r"\sin(\pi k) = 0", "", r"\frac{"])
def test_an_excuse_is_for_a_survivor_and_for_nothing_else(formula):
    """One that was caught, one that was never made, the claim itself, and what is no formula."""
    assert judge(EXCUSE.format(formula), WHOLE, mutants=True).status == "error"


def test_an_excuse_without_a_reason_is_none():
    assert judge("% 검산 오답 아님: \\sin(\\pi) = 0 까닭:\n\\sin(\\pi k) = 0", WHOLE, mutants=True).status == "error"


# -- survivors, and a checker that lost its teeth --------------------------------------------------


def test_a_survivor_is_listed():
    """`sin(πk)` is 0 for whole numbers k, and so is `sin π`: true, but no law that is known here says so."""
    scope = SCOPE.declare(dict(k=Scalar(integer=True)))
    verdict = judge(r"\sin(\pi k) = 0", scope, mutants=True)
    assert r"\sin(\pi) = 0" in [fate.latex for fate in verdict.survivors]
    assert verdict.mutants == verdict.caught + len(verdict.survivors)


@pytest.mark.parametrize(
    "weak",
    [
        lambda outcome: replace(outcome, holds=True),  # everything holds
        lambda outcome: outcome if outcome.why else replace(outcome, holds=True),  # only shapes are compared
        lambda outcome: replace(outcome, holds=True) if outcome.why else outcome,  # shapes are not compared
    ],
)
def test_a_checker_without_teeth_is_seen(weak, monkeypatch):
    real = trial.outcome_of

    def blind(*arguments):
        return weak(real(*arguments))

    monkeypatch.setattr(trial, "outcome_of", blind)
    monkeypatch.setattr(teeth, "outcome_of", blind)
    monkeypatch.setattr(corner, "outcome_of", blind)
    verdict = judge(r"(Ax)^\top = x^\top A^\top, \qquad (a + c)^2 = a^2 + 2ac + c^2", SCOPE, mutants=True)
    assert verdict.status == "checked" and verdict.survivors and verdict.caught < verdict.mutants


def test_a_vacuous_backward_does_not_hide():
    """The table of three ways is not touched by mutants: it has its own rows only."""
    scope = Scope().declare(dict(X=Matrix("n", "d"), Y=Layer(lambda X: (2 * X, lambda dY: (2 * dY,))), l=Function(smooth), L=lambda l, Y: l(Y)))
    latex = r"\frac{\partial L}{\partial X} = 2\frac{\partial L}{\partial Y}"
    assert len(judge(latex, scope, mutants=True).comparisons) == len(judge(latex, scope).comparisons) == 1


def test_a_function_of_what_has_no_size_is_an_error_of_the_author():
    """A mutant that drops the factor of a vector of ones in an argument asks for it."""
    assert judge(r"f(\mathbf{1}) = a", SCOPE).status == "error"


@pytest.mark.parametrize(
    "latex", [r"a - \sin(a) \frac{a}{\sin(a)} = 0", r"\sin(\pi k) = 0", r"2 \sin(\pi k) = 0"]
)
def test_no_factor_of_what_is_zero_is_dropped(latex):
    verdict = judge(latex, WHOLE, mutants=True)
    assert not any(fate.latex in (r"\sin(\pi k) = 0", r"2 = 0") and fate.kind == "factor dropped" for fate in (*verdict.wrong, *verdict.survivors))
