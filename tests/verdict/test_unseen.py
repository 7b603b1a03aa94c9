"""Formulas of pages that nobody wrote yet, true, false, and such that a reader reads otherwise."""

import numpy as np
import pytest

from geomsan.meaning import Constant, Function, Matrix, Scalar, Scope, Sequence, Small, Vector, smooth
from geomsan.verdict import judge

from . import unseen_layers, unseen_rules

SCOPE = Scope().declare(
    dict(
        A=Matrix("n", "n"), B=Matrix("n", "m"), x=Vector("n"), y=Vector("n"), t=Scalar(), c=Scalar(),
        f=Function(np.sin), g=Function(smooth), h=Small(),
    )
)  # fmt: skip


def statuses(formulas: list[str], scope: Scope) -> dict[str, str]:
    return {formula: judge(formula, scope).status for formula in formulas}


def expect(status: str, formulas: list[str], scope: Scope) -> None:
    assert statuses(formulas, scope) == dict.fromkeys(formulas, status)


# -- ellipses count by ones ----------------------------------------------------------------


def test_ellipses():
    expect(
        "checked",
        [
            r"t + x_1 + x_2 + \dots + x_n = t + \sum_{i=1}^n x_i",
            r"x_n + x_{n-1} + \dots + x_1 = x_1 + x_2 + \dots + x_{n-1} + x_n",
            r"1 + t + t^2 + \dots + t^n = \frac{1 - t^{n+1}}{1 - t}",
            r"1 \cdot 2 \cdot 3 \cdots n = \prod_{k=1}^n k",
            r"2x_1 \cdot 2x_2 \cdots 2x_n = 2^n x_1 x_2 \cdots x_n",
            r"(x_1 - t)(x_2 - t) \cdots (x_n - t) = \prod_{i=1}^n (x_i - t)",
            r"x_1 x_2 \cdots x_n t = t \prod_i x_i",
        ],
        SCOPE,
    )
    expect("refuted", [r"x_n + x_{n-1} + \dots + x_1 = \sum_{i=2}^n x_i", r"1 \cdot 2 \cdots n = \prod_{k=1}^{n-1} k"], SCOPE)


def test_ellipses_that_count_by_other_steps():
    """The terms that are hidden would not be those that a reader goes on with."""
    expect(
        "error",
        [
            r"1 + 2 + 4 + \dots + n = 3 + \sum_{k=4}^n k",
            r"x_1 + x_3 + \dots + x_n = x_1 + \sum_{k=3}^n x_k",
            r"x_1 + \dots + x_{n-2} + x_n = \sum_{k=1}^{n-2} x_k + x_n",
            r"x_3 + x_2 + \dots + x_n = x_3 + \sum_{k=2}^n x_k",
            r"1 + t^2 + t^4 + \dots + t^n = 1 + t^2 + \sum_{k=4}^n t^k",
            r"x_1 x_3 \cdots x_n = x_1 \prod_{k=3}^n x_k",
            r"2 \cdot 4 \cdots 2n = 48 n",
            r"1 \cdot 3 \cdots (2n-1) = \prod_{k=3}^{2n-1} k",
            r"\mathbf{1}^\top (x_1, x_3, \dots, x_n) = x_1 + \sum_{k=3}^n x_k",
        ],
        SCOPE,
    )


# -- conditions and ranges reach the claims that they stand behind -------------------------

INDEXED = Scope().declare(
    dict(A=Matrix("n", "n"), b=Vector("n"), e=Sequence(Scalar(), "T"), s=Sequence(Scalar(), "T", of=lambda e: np.cumsum(e)))
)


def test_conditions():
    expect(
        "checked",
        [
            r"a_{ij} = a_{ji} \quad (i = j)",
            r"(I_n)_{ij} = 0 \quad (i \neq j), \quad (I_n)_{ii} = 1",
            r"\begin{aligned} (I_n)_{ij} &= 0 && (i \neq j) \\ (I_n)_{ij} &= 1 && (i = j) \end{aligned}",
            r"\begin{aligned} a_{ij} &= \begin{pmatrix} a_{ij} \\ 1 \end{pmatrix}^\top \begin{pmatrix} 1 \\ 0 \end{pmatrix} \\ &= a_{ji} \quad (i = j) \end{aligned}",
            r"s_k = s_{k+1} - e_{k+1} \quad (k = 1, \dots, T-1) \\ s_k = s_{k-1} + e_k \quad (k = 2, \dots, T)",
            r"s_{k+1} - e_{k+1} = s_k, \quad s_{k+1} - s_k = e_{k+1}, \quad k = 1, \dots, T-1",
            r"b_i > b_j \implies b_i - b_j = |b_i - b_j|",
            r"\sum_{j \leq i} a_{ij} + \sum_{j > i} a_{ij} = \sum_j a_{ij}, \quad a_{ij} \delta_{ij} = 0 \quad (j > i)",
        ],
        INDEXED,
    )
    expect(
        "refuted",
        [
            r"a_{ij} = a_{ji} \quad (i = j), \quad a_{ij} = a_{ji}",
            r"a_{ij} = a_{ji} \\ a_{ij} = a_{ji} + 0 \quad (i = j)",
            r"\begin{aligned} s_k &= s_{k+1} - e_{k+1} && k = 2, \dots, T \\ s_k &= s_{k-1} + e_k && k = 2, \dots, T-1 \end{aligned}",
            r"b_i > b_j \implies b_i = |b_i|",
        ],
        INDEXED,
    )


def test_conditions_that_could_be_meant_for_several_claims():
    assert "behind each" in judge(r"a_{ij} = 0, \quad a_{ij} = a_{ji} \quad (i = j)", INDEXED).message
    assert "two ranges" in judge(r"s_k = s_{k-1} + e_k \quad k = 2, \dots, T \quad k = 1, \dots, T-1", INDEXED).message


def test_a_number_where_zeros_were_meant():
    assert r"\mathbf{0}" in judge(r"\nabla g(x) - \nabla g(x) = 0", SCOPE).message
    assert judge(r"x = y \iff x - y = 0", SCOPE).status == "error"


# -- letters that count members of families and entries at once ----------------------------

COUNTED = Scope().declare(
    dict(
        e=Sequence(Scalar(), "T"), u=Vector("T"), b=Vector("n"), v=Sequence(values=[3.0, 1.0, 4.0, 1.5], start=0),
        w=Sequence(values=[1.0, 1.0]), k=Constant([1.0, 1.0, 5.0]), p=Sequence(values=[2.0, 3.0, 4.0]),
    )
)  # fmt: skip


def test_members_and_entries():
    expect(
        "checked",
        [r"\sum_t e_t u_t = \sum_{t=1}^T u_t e_t", r"e_t u_t = \frac{2 u_t e_t}{2}", r"v_0 + v_1 + v_2 + v_3 = \sum_t v_t", r"v_t p_t = \frac{2 p_t v_t}{2}"],
        COUNTED,
    )
    expect(
        "refuted",  # the sum, or the claim, would silently leave out what only one of them has
        [
            r"\sum_t p_t v_t = \sum_{t=1}^{3} v_t p_t",
            r"\sum_t k_t v_t = \sum_{t=1}^{3} v_t k_t",
            r"w_t k_t = w_t",
            r"k_t w_t = w_t",
            r"e_t b_t = \frac{2 b_t e_t}{2}",
        ],
        COUNTED,
    )


# -- a product, or a computed symbol at another place --------------------------------------

COMPUTED = Scope().declare(
    dict(
        a=Scalar(), c=Scalar(), x=Vector("n"), b=Vector("n"), X=Matrix("n", "d"), k=Scalar(of=lambda a: a**3),
        y=Scalar(of=lambda x: x @ x), z=Vector("n", of=lambda x: np.sin(x)), r=Vector(2, of=lambda a: np.array([a, a**2])),
        H=Matrix("n", "n", of=lambda X: X @ np.linalg.inv(X.T @ X) @ X.T), M=Matrix("n", "n", of=lambda b: np.outer(np.sin(b), b)),
    )
)  # fmt: skip


def test_products_with_computed_symbols():
    expect(
        "checked",
        [
            r"H(I - H) = \mathbf{0}", r"z_i(x_i - 1) = z_i x_i - z_i", r"z^\top(x - b) = z^\top x - b^\top z",
            r"k \cdot (a + 1) = ka + k", r"k(c + 1) = kc + k", r"k(a) = a^3", r"z(x)_i = \sin x_i",
        ],
        COMPUTED.declare(dict(X=Matrix(4, 2), H=Matrix(4, 4, of=lambda X: X @ np.linalg.inv(X.T @ X) @ X.T))),
    )
    expect("refuted", [r"k(a) = a^2", r"k \cdot (a + 1) = (a + 1)^3", r"z_i(x_i - 1) = z_i x_i + z_i"], COMPUTED)


def test_brackets_that_could_be_another_place():
    expect(
        "error",
        [
            r"k(a + 1) = ka + k", r"k(2a) = 2ak", r"k[a + 1] = ka + k", r"k\{a + 1\} = ka + k", r"k^2(a + 1) = k^2 a + k^2",
            r"k(a + 1)^2 = k(a^2 + 2a + 1)", r"y(x + \mathbf{1}) = yx + y\mathbf{1}", r"M(x + b) = Mx + Mb", r"r_1(a + 1) = r_1 a + r_1",
        ],
        COMPUTED,
    )


# -- sums ----------------------------------------------------------------------------------

SUMS = Scope().declare(dict(A=Matrix("n", "n"), X=Matrix("n", "d", rows=r"\mathbf{x}_i^\top"), s=Scalar(positive=True)))


def test_sums():
    expect(
        "checked",
        [
            r"\sum_{j=1}^{i} a_{ij} + \sum_{j>i} a_{ij} = (A\mathbf{1})_i",
            r"\sum_{i=1}^{n} \sum_{j=1}^{i-1} a_{ij} = \sum_{j<i} a_{ij}",
            r"\sum_{i=1}^{n} \prod_{j=1}^{i-1} a_{jj} = 1 + \sum_{i=2}^{n} \prod_{j=1}^{i-1} a_{jj}",
            r"\sum_{j=i+1}^{n} a_{jj} + a_{ii} = \sum_{j=i}^{n} a_{jj}",
            r"\sum_{i<j} \|\mathbf{x}_i - \mathbf{x}_j\|^2 = n \sum_{i} \|\mathbf{x}_i\|^2 - \Big\|\sum_i \mathbf{x}_i\Big\|^2",
            r"\sum_{j \neq i} \mathbf{x}_i^\top \mathbf{x}_j = \mathbf{x}_i^\top \sum_j \mathbf{x}_j - \|\mathbf{x}_i\|^2",
            r"\sum_i \sum_{j \neq i} \mathbf{x}_i^\top \mathbf{x}_j = \Big\|\sum_i \mathbf{x}_i\Big\|^2 - \|X\|_F^2",
        ],
        SUMS,
    )
    expect(
        "refuted",
        [
            r"\sum_{j=1}^{i} a_{ij} = (A\mathbf{1})_i",
            r"\sum_{i=1}^{n} \sum_{j=1}^{i-1} a_{ij} = \sum_{j \leq i} a_{ij}",
            r"\sum_{i=1}^{n} \max_{j=1}^{i-1} a_{ij} = \operatorname{tr}A",
            r"\sum_{j=1}^{0} a_{jj} = 0",
            r"\sum_{j=i+1}^{n} a_{jj} + a_{ii} = \sum_{j=i+1}^{n} a_{jj} + a_{11}",
            r"\sum_{i,j} \|\mathbf{x}_i - \mathbf{x}_j\|^2 = n \sum_{i} \|\mathbf{x}_i\|^2 - \Big\|\sum_i \mathbf{x}_i\Big\|^2",
            r"\sum_{j \neq i} \mathbf{x}_i^\top \mathbf{x}_j = \mathbf{x}_i^\top \sum_j \mathbf{x}_j",
        ],
        SUMS,
    )


def test_numbers_beyond_the_range_of_floating_point():
    """On wide instances the exponentials overflow; other instances decide."""
    formula = r"\frac{e^{a_{ij}}}{\sum_{k=1}^{n} e^{a_{ik}}} %s \begin{cases} 1 & j \leq i \\ 1 & j > i \end{cases}"
    assert judge(formula % "<", SUMS).status != "refuted"
    assert judge(formula % ">", SUMS).status == "refuted"


def test_a_range_that_is_written_as_a_claim():
    assert "in brackets" in judge(r"a_{ij} + a_{ji} = a_{ji} + a_{ij}, \quad 1 \leq i, j \leq n", SUMS).message
    assert judge(r"a_{ij} + a_{ji} = a_{ji} + a_{ij} \quad (1 \leq i < j \leq n)", SUMS).status == "checked"


def test_a_case_whose_index_leaves_its_range_where_its_condition_excludes_it():
    scope = Scope().declare(dict(w=Vector(3), T=lambda w: np.array([[w[j - i] if 0 <= j - i < 3 else 0 for j in range(5)] for i in range(3)])))
    toeplitz = r"t_{ij} = \begin{cases} w_{j-i+1} & 1 \leq j-i+1 \leq 3 \\ 0 & \text{otherwise} \end{cases}"
    assert judge(toeplitz, scope).status == "checked"
    assert judge(toeplitz.replace("w_{j-i+1}", "w_{i-j+3}"), scope).status == "refuted"
    assert "the index 4 is outside" in judge(toeplitz.replace(r"\leq 3", r"\leq 4"), scope).message
    assert judge(r"t_{i,i+k-1} = w_k", scope).status == "checked"
    assert judge(r"t_{i,i+k-1} = 2w_k", scope).status == "refuted"


# -- definitions ---------------------------------------------------------------------------


def test_definitions_build_on_each_other():
    scope = Scope().declare(dict(H=Matrix("n", "n", definite=True), s=Vector("n"), y=Vector("n")))
    update = r"\rho := \frac{1}{y^\top s}, \quad V := I_n - \rho y s^\top, \quad D := V^\top H V + \rho s s^\top, \quad "
    assert judge(update + "Dy = s", scope).status == "checked"
    assert judge(update + "Ds = y", scope).status == "refuted"
    later = judge(update + "Dy = s", scope).scope.declare(dict(c=Scalar()))
    assert judge(r"c D y = cs", later).status == "checked"
    assert judge(r"\rho D = 2 D", later.declare(dict(rho=Constant(2.0)))).status == "checked"


# -- differentials, and derivatives at a place ---------------------------------------------

PATHS = Scope().declare(
    dict(
        x=Scalar(), c=Scalar(), y=lambda x: x**2, z=lambda y: np.sin(y), A=Matrix("m", "n"), P=Matrix("n", "n", definite=True), u=Vector("n"),
        g=Function(smooth), F=Function(lambda v: np.sin(v) * v[::-1] + v[0]),
    )
)  # fmt: skip


def test_differentials():
    expect(
        "checked",
        [
            r"\mathrm{d}z = \cos(y)\,\mathrm{d}y = 2x \cos(x^2)\,\mathrm{d}x",
            r"\mathrm{d}y(x) = 2x\,\mathrm{d}x",
            r"\mathrm{d}g(u) = \nabla g(u)^\top \mathrm{d}u, \quad \mathrm{d}F(u) = J_F(u)\,\mathrm{d}u",
            r"\mathrm{d}g(Au) = \nabla g(Au)^\top (\mathrm{d}A\,u + A\,\mathrm{d}u)",
            r"\mathrm{d} \log\det P = \operatorname{tr} P^{-1}\,\mathrm{d}P",
        ],
        PATHS,
    )
    expect(
        "refuted",
        [r"\mathrm{d}z = \cos(x)\,\mathrm{d}y", r"\mathrm{d}y(x) = 2x^2\,\mathrm{d}x", r"\mathrm{d}F(u) = J_F(u)^\top\mathrm{d}u", r"\mathrm{d}g(Au) = \nabla g(Au)^\top A\,\mathrm{d}u + \nabla g(Au)^\top \mathrm{d}A\,A u"],
        PATHS.declare(dict(A=Matrix("n", "n"))),
    )
    expect("error", [r"\mathrm{d}z = \cos y\,\mathrm{d}y", r"\mathrm{d}g(u)^2 = \mathrm{d}g(u)\,\mathrm{d}g(u)"], PATHS)


def test_derivatives_at_a_place():
    expect(
        "checked",
        [r"\left.\frac{dz}{dx}\right|_{x=c} = 2c\cos(c^2)", r"\left.\frac{\partial z}{\partial y}\right|_{y=3} = \cos 3", r"\left.\frac{\partial z}{\partial y}\right|_{x=2} = \cos 4"],
        PATHS,
    )
    expect("refuted", [r"\left.\frac{dz}{dx}\right|_{x=c} = \cos(c^2)", r"\left.\frac{\partial z}{\partial y}\right|_{x=2} = \cos 2"], PATHS)
    expect("error", [r"\left.\frac{dz}{dx}\right|_{y=3} = 0", r"\left.\nabla_x z\right|_{y=3} = 0", r"z(-1) = -z", r"\frac{dy}{dx}(-1) = -2x", r"z(1 - 3) = -2z"], PATHS)


# -- whole pages ----------------------------------------------------------------------------


PAGES = [pytest.param(subject, page, id=page) for subject in (unseen_layers, unseen_rules) for page in subject.PAGES]


@pytest.mark.parametrize(("subject", "page"), PAGES)
def test_a_page_of_true_equations(subject, page):
    expect("checked", subject.PAGES[page][0], getattr(subject, page)())


@pytest.mark.parametrize(("subject", "page"), PAGES)
def test_a_page_of_false_equations(subject, page):
    expect("refuted", subject.PAGES[page][1], getattr(subject, page)())
