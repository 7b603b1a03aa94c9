"""Functions and computed symbols with their arguments: made from other symbols, by component, listed, nested."""

import numpy as np
import pytest

from geomsan.meaning import DeclarationError, Function, Matrix, Row, Scalar, Scope, Vector, smooth
from geomsan.verdict import judge

SCOPE = Scope().declare(
    dict(
        A=Matrix("q", "p"), B=Matrix("q", "q"), X=Matrix("p", "n"), x=Vector("p"), v=Vector("q"), b=Vector("q", broadcast=True), a=Scalar(),
        r=Row("p", broadcast=True), c=Scalar(), F=Function(of=lambda A: lambda x: np.sin(A @ x)), phi=Function(of=lambda x: lambda M: M @ x),
        g=Function(smooth), y=lambda F, x: F(x), z=lambda y: smooth(y), m=Function(lambda M: M.sum(axis=1)), s=Function(lambda t: t * t),
        u=lambda a, c: a * c * c, h=lambda u, a: np.sin(u) + a, k=Scalar(of=lambda a: a**3), N=Matrix("p", "n", columns="n_i"),
    )
)  # fmt: skip
NUMERATOR = SCOPE.declare(dict(G=Matrix("q", "q"), t=Vector("q"), e=lambda t: np.exp(t), f=lambda e, v: np.sin(e) * v), layout="numerator")

TRUE = [
    # a function that is made from other symbols
    r"F(x)_i = \sin(\sum_{j=1}^{p} A_{ij} x_j)",
    r"\phi(A) = Ax",
    r"y = F(x)",
    r"\nabla(g \circ F)(x) = J_F(x)^T \nabla g(y)",
    r"\nabla_x z = J_F(x)^T \nabla_y z",
    r"\nabla(g \circ \phi)(A) = \nabla g(Ax) x^T",
    r"\frac{\partial F(x)_i}{\partial A_{ij}} = \cos((Ax)_i) x_j",
    # components
    r"y_i = F_i(x)",
    r"y_1 = f_1(x), \quad y_q = f_q(x)",
    r"F(x) = (f_1(x), \dots, f_q(x))",
    r"F(x) = [f_1(x) \dots f_q(x)]^T",
    r"\frac{\partial f_i(x)}{\partial x_j} = \cos((Ax)_i) A_{ij}",
    # a function of listed entries, and of a matrix without brackets of its own
    r"F(x_1, \dots, x_p) = \begin{pmatrix} y_1 \\ \vdots \\ y_q \end{pmatrix}",
    r"m \begin{bmatrix} a & c \\ c & a \end{bmatrix} = \begin{bmatrix} a + c \\ a + c \end{bmatrix}",
    # a Jacobian that stands alone
    r"J_F^T = \Big(\frac{\partial y}{\partial x}\Big)",
    r"(J_F)_{ij} = \cos((Ax)_i) A_{ij}",
    # computed symbols with their arguments behind them
    r"u(a, c) = ac^2",
    r"h(u(a, c), a) = \sin(ac^2) + a",
    r"y_1(x) = \sin(\sum_{j=1}^{p} A_{1j} x_j)",
    r"k(a) = a^3",
    r"\frac{\partial h(u, a)}{\partial a} = 1",
    r"\frac{d}{da} h(u(a, c), a) = \cos(u)c^2 + 1",
    r"\frac{d h(u, a)}{da} = \frac{\partial h}{\partial u}\frac{\partial u}{\partial a} + 1",
    # columns and rows that are added to all others
    r"AX + b = AX + b\mathbf{1}_n^T",
    r"X^T + r = X^T + \mathbf{1}_n r",
    # numbers behind brackets and fractions
    r"\cos(a)2c = 2c\cos(a)",
    r"\frac{1}{a}2c + (a + c)3 = \frac{2c}{a} + 3a + 3c",
    # the zeros among cases
    r"\begin{cases} \mathbf{0} & a \leq 0 \\ x & a > 0 \end{cases} = x \max(0, \frac{a}{|a|})",
    # an entry of X is one also where its columns have names
    r"N_{12} = n_{12}",
    r"(n_2)_1 = n_{12}",
]
FALSE = [
    r"F(x)_i = \sin(\sum_{j=1}^{p} A_{ij} x_1)",
    r"\phi(A) = 2Ax",
    r"\nabla(g \circ F)(x) = J_F(x)^T \nabla g(x)",
    r"\nabla_x z = J_F(x)^T y",
    r"\nabla(g \circ \phi)(A) = x \nabla g(Ax)^T",
    r"y_1 = f_2(x)",
    r"y_i = F_1(x)",
    r"F(x) = (f_1(2x), \dots, f_q(2x))",
    r"\frac{\partial f_i(x)}{\partial x_j} = \cos((Ax)_i) A_{i1}",
    r"F(2x_1, \dots, 2x_p) = \begin{pmatrix} y_1 \\ \vdots \\ y_q \end{pmatrix}",
    r"m \begin{bmatrix} a & c \\ c & a \end{bmatrix} = \begin{bmatrix} a + c \\ a - c \end{bmatrix}",
    r"J_F = \Big(\frac{\partial y}{\partial x}\Big)",
    r"u(a, c) = ac",
    r"h(u(a, c), a) = \sin(ac) + a",
    r"y_1(x) = \sin(\sum_{j=1}^{p} A_{2j} x_j)",
    r"k(a) = a^4",
    r"\frac{\partial h(u, a)}{\partial a} = \cos(u)c^2 + 1",
    r"\frac{d}{da} h(u(a, c), a) = 1",
    r"AX + b = AX",
    r"AX + b = AX + (b + b)\mathbf{1}_n^T",
    r"\cos(a)2c = \cos(2ac)",
    r"\frac{1}{a}2c = \frac{1}{2ac}",
    r"\begin{cases} \mathbf{0} & a \leq 0 \\ x & a > 0 \end{cases} = x",
    r"\begin{cases} \mathbf{0} & a \leq 0 \\ x & a > 0 \end{cases} = \mathbf{0}",
    r"(n_1)_2 = n_{12}",
]
ERRORS = [
    "a2 = 2a", "x2 = 2x", r"g_1(x) = z", r"F_1 = 3", r"u(2a, c) = 2ac^2", r"h(a) = 3", r"y_1(2x) = 3", "h(2u, a) = 3", r"k(2) = 8",
    r"\frac{dy}{dA} = 3", r"h_1(u, a) = 3", r"F_1^2(x) = y_1^2",
]  # fmt: skip


@pytest.mark.parametrize("formula", TRUE)
def test_true(formula):
    verdict = judge(formula, SCOPE)
    assert verdict.status == "checked", verdict.message


@pytest.mark.parametrize("formula", FALSE)
def test_false(formula):
    verdict = judge(formula, SCOPE)
    assert verdict.status == "refuted", verdict.message


@pytest.mark.parametrize("formula", ERRORS)
def test_errors(formula):
    verdict = judge(formula, SCOPE)
    assert verdict.status in ("error", "refuted") and verdict.message


DIAGONAL = r"\frac{\partial f}{\partial t} = diag(\frac{\partial f_i}{\partial e_i}) diag(\frac{\partial e_i}{\partial t_i})"


def test_a_diagonal_of_an_index():
    assert judge(DIAGONAL, NUMERATOR).status == "checked"
    assert judge(r"\operatorname{diag}(v_i t_i) = \operatorname{diag}(v * t)", NUMERATOR).status == "checked"
    assert judge(r"\operatorname{diag}(v_i t_i)_{jl} = v_j t_l \delta_{jl}", NUMERATOR).status == "checked"
    assert judge(r"\operatorname{diag}(\sum_{j=1}^{q} G_{ij} t_j) = \operatorname{diag}(Gt)", NUMERATOR).status == "checked"


@pytest.mark.parametrize(
    "formula",
    [
        DIAGONAL.replace("e_i}{", "t_i}{"), DIAGONAL.replace("f_i", "e_i"), r"\operatorname{diag}(v_i t_i) = \operatorname{diag}(v) + \operatorname{diag}(t)",
        r"\operatorname{diag}(v_i t_1) = \operatorname{diag}(v * t)", r"\operatorname{diag}(\sum_{i=1}^{q} G_{ij} t_i) = \operatorname{diag}(Gt)",
    ],
)  # fmt: skip
def test_a_wrong_diagonal(formula):
    assert judge(formula, NUMERATOR).status == "refuted"


@pytest.mark.parametrize("formula", [r"\operatorname{diag}(v_i t_j) = vt^T", r"v_i = \operatorname{diag}(v_i)", r"\operatorname{diag}(3) = 3"])
def test_no_diagonal(formula):
    assert judge(formula, NUMERATOR).status in ("error", "refuted")


ROW = r"\operatorname{vec}(A) = \begin{pmatrix} A_{11} & A_{12} & A_{21} & A_{22} \end{pmatrix}"


def test_vec_of_rows_is_a_row():
    rows = Scope().declare(dict(A=Matrix(2, 2)), vec="rows")
    columns = Scope().declare(dict(A=Matrix(2, 2)))
    assert judge(ROW, rows).status == "checked"
    assert judge(ROW, columns).status == "refuted"
    assert judge(ROW.replace("A_{12} & A_{21}", "A_{21} & A_{12}"), rows).status == "refuted"
    assert judge(r"\operatorname{vec}(A)^T = \begin{pmatrix} A_{11} & A_{21} & A_{12} & A_{22} \end{pmatrix}", columns).status == "checked"


def test_differentials_of_vec_of_rows():
    scope = Scope().declare(dict(X=Matrix("n", "m"), A=Matrix("q", "n", constant=True), F=lambda A, X: np.sin(A @ X)), vec="rows")
    true = r"d\operatorname{vec}(F) = d\operatorname{vec}(X)\frac{\partial \operatorname{vec}(F)}{\partial \operatorname{vec}^T(X)}"
    assert judge(true, scope).status == "checked"
    assert judge(true.replace("= d", "= 2d"), scope).status == "refuted"
    assert judge(true.replace("vec}(F)}", "vec}(2F)}"), scope).status == "refuted"


def test_declarations():
    for wrong in [dict(), dict(function=np.sin, of=lambda a: np.sin), dict(of=3)]:
        with pytest.raises(DeclarationError):
            Function(**wrong)
    with pytest.raises(DeclarationError):
        Scope().declare(dict(F=Function(of=lambda unknown: np.sin)))
    with pytest.raises(DeclarationError):
        Matrix("n", "m", broadcast=True)
    scope = Scope().declare(dict(a=Scalar(), F=Function(of=lambda a: 3), G=Function(of=lambda a: a.nothing)))
    assert judge("F(a) = a", scope).status == "error" and judge("G(a) = a", scope).status == "error"
