"""Entries, indices, sums, products and brackets: what a formula of plain algebra means."""

import numpy as np
import pytest

from geomsan.meaning import Constant, Function, Matrix, Row, Scalar, Scope, Vector, smooth
from geomsan.verdict import judge

SCOPE = Scope().declare(
    dict(
        X=Matrix("n", "d"), W=Matrix("d", "m"), V=Matrix("n", "d"), A=Matrix("n", "n"), B=Matrix("n", "n"),
        S=Matrix("n", "n", symmetric=True), b=Row("m", broadcast=True), r=Row("m"),
        x=Vector("d"), y=Vector("n"), u=Vector("n"), z=Vector("d"), a=Scalar(), c=Scalar(), p=Scalar(positive=True),
        q=Scalar(positive=True), s=Scalar(signs=True), e_1=Vector("d", unit=True), Y=lambda X, W: X @ W,
        F=Function(np.sin), l=Function(smooth), t=Constant(3), K=Constant([[1, 2], [3, 4]]),
    )
)  # fmt: skip

TRUE = [
    # products by shape
    r"\mathbf{Y} = \mathbf{X}\mathbf{W}",
    r"(XW)^\top = W^\top X^\top",
    r"(XW)^{\mathsf T} = W^T X^{\intercal}",
    r"y^\top A u = u^\top A^\top y",
    r"x \cdot z = x^\top z",
    r"\langle x, z \rangle = \sum_{k=1}^{d} x_k z_k",
    r"\big< X, V \big>_F = \sum_{i=1}^{n} \sum_{j=1}^{d} x_{ij} v_{ij}",
    r"\left< X, V \right> = \operatorname{tr}(X^\top V)",
    r"\bigg< \mathbf{X}, \mathbf{V} \bigg>_{\mathbf{F}} = \sum_{i,j} x_{ij} v_{ij}",
    r"\langle X, V \rangle_{\mathrm{F}} = \operatorname{vec}(X)^\top \operatorname{vec}(V)",
    r"\Bigl\langle X, V \Bigr\rangle_F = \mathbf{1}^\top (X \odot V) \mathbf{1}",
    r"(X \odot V)_{ij} = x_{ij} v_{ij}",
    r"X * V = V \circ X",
    r"\operatorname{vec}(A B S) = (S^\top \otimes A) \operatorname{vec}(B)",
    r"(A \otimes B)(S \otimes A) = (A S) \otimes (B A)",
    r"(A \otimes B)^\top = A^\top \otimes B^\top",
    r"\operatorname{tr}(A B) = \operatorname{tr}(B A)",
    r"\det(A B) = \det(A) \det(B)",
    r"|A| = \det A",
    r"A A^{-1} = I",
    r"A^{-1} A = I_n",
    r"(A B)^{-1} = B^{-1} A^{-1}",
    r"A^{-\top} = (A^\top)^{-1}",
    r"A^3 = A A A",
    r"A^{-2} = A^{-1} A^{-1}",
    r"\operatorname{diag}(y) u = y \odot u",
    r"\operatorname{diag}(y) \mathbf{1} = y",
    r"\operatorname{diag}(\operatorname{diag}(y)) = y",
    r"\|y\|^2 = y^\top y",
    r"\|X\|_F^2 = \operatorname{tr}(X^\top X)",
    r"\|y\|_1 = \sum_{i=1}^{n} |y_i|",
    r"\left\| y \right\|_2 = \sqrt{\sum_i y_i^2}",
    r"\|y\|_\infty = \max_i |y_i|",
    r"\|y\|_{\infty} \leq \|y\|_2 \leq \|y\|_1",
    r"\mathrm{tr}(AB) = \text{tr}(BA)",
    r"\mathrm{vec}(A)^\top \mathrm{vec}(B) = \mathrm{tr}(A^\top B)",
    r"XI = X",
    r"I_n X = X",
    r"X \mathbf{1} = \begin{pmatrix} \sum_j x_{1j} \\ \vdots \\ \sum_j x_{nj} \end{pmatrix}",
    r"\mathbf{1}^\top y = \sum_{i=1}^n y_i",
    r"y - \mathbf{0} = y",
    r"X + \mathbf{0} = X",
    r"e_1^\top e_1 = 1",
    r"s^2 = 1",
    r"t = 3, \qquad t^2 + 1 = 10",
    r"K = \begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}",
    r"\det K = -2",
    r"S^\top = S",
    # broadcast rows
    r"XW + b = XW + \mathbf{1} b",
    r"(XW + b)_{ij} = \sum_{k=1}^{d} x_{ik} w_{kj} + b_j",
    # entries
    r"Y_{ij} = \sum_{k=1}^{d} x_{ik} w_{kj}",
    r"Y_{ij} = \sum_k x_{ik} w_{kj}",
    r"(\mathbf{XW})_{21} = \sum_{k=1}^{d} x_{2k} w_{k1}",
    r"(XW)_{ij} = \sum_{k=1}^{d-1} x_{ik} w_{kj} + x_{id} w_{dj}",
    r"(X^\top)_{ij} = x_{ji}",
    r"(A^{-1} A)_{ij} = \delta_{ij}",
    r"\sum_{j=1}^{n} \delta_{ij} y_j = y_i",
    r"\sum_{i=1}^{n} \sum_{k=1}^{i} y_k = \sum_{k=1}^{n} (n - k + 1) y_k",
    r"\sum_{i=1}^{n} i = \frac{n(n+1)}{2}",
    r"\sum_{i=1}^{n} y_i u_i - \sum_{i=1}^{n} u_i y_i + a = a + 0",
    r"\prod_{i=1}^{n} e^{y_i} = e^{\sum_{i=1}^{n} y_i}",
    r"\max_i y_i = -\min_i (-y_i)",
    r"x_d = \sum_{k=1}^{d} x_k - \sum_{k=1}^{d-1} x_k",
    # scalars
    r"(a+c)^2 = a^2 + 2ac + c^2",
    r"\frac{a^2 - c^2}{a - c} = a + c",
    r"\log(pq) = \log p + \log q",
    r"\ln p^2 = 2 \ln p",
    r"\log_2 p = \frac{\ln p}{\ln 2}",
    r"\log_{10} 100 = 2",
    r"\cot a \sin a = \cos a",
    r"\csc a \sin a = 1",
    r"\exp(a + c) = e^a e^c",
    r"\sin^2 a + \cos^2 a = 1",
    r"\tanh a = \frac{e^a - e^{-a}}{e^a + e^{-a}}",
    r"\sqrt{p^2} = p",
    r"\sqrt[3]{p^3} = p",
    r"p^{a} = e^{a \log p}",
    r"\frac12 a + \tfrac{1}{2} a = a",
    r"F(a) = \sin a, \quad F(y)_i = \sin(y_i)",
    r"a x + c x = (a + c) x",
    r"-(a - c) = c - a",
    r"1 + 10^{-9} - 10^{-9} = 1",
    # frames
    r"\boxed{(a+c)c = ac + c^2}",
    r"\therefore\; \boxed{\frac12 a} = 0.5 a",
    r"\underbrace{X W}_{n \times m} = Y",
    r"\left( a + c \right) c = ac + c^2 \tag{2.1}",
    r"\begin{aligned} (a+c)^2 &= (a+c)(a+c) \\ &= a^2 + ac + ca + c^2 \\ &= a^2 + 2ac + c^2 \end{aligned}",
    r"\begin{aligned} (a+c)^2 &= a^2 \\ &\quad + 2ac \\ &\qquad + c^2 \end{aligned}",
    r"\begin{align*} Y &= XW, \\ Y^\top &= W^\top X^\top \end{align*}",
    r"a + c = c + a,\quad ac = ca \text{ and } a - c = -(c - a)",
    r"|a| = \begin{cases} a & \text{if } a \geq 0 \\ -a & \text{otherwise} \end{cases}",
    r"|a| = \begin{cases} a & (a \geq 0) \\ -a & (a < 0) \end{cases}",
    # ranges and conditions beside a claim
    r"y_{i+1} - y_i = -(y_i - y_{i+1}) \quad (i = 1, 2, \dots, n-1)",
    r"y_i^2 \geq 0 \quad (i = 1, \ldots, n)",
    r"y_i + u_j = u_j + y_i \quad \forall i, j",
    # relations
    r"a^2 \geq 0",
    r"a^2 + c^2 \geq 2ac",
    r"a < a + 1",
    r"|y^\top u| \leq \|y\| \|u\|",
    r"\log p \leq p - 1",
    r"a \neq a + 1",
]  # fmt: skip

FALSE = [
    r"Y = W X",
    r"Y = X W^\top",
    r"Y = -XW",
    r"Y = (1+10^{-7}) XW",
    r"(XW)^\top = X^\top W^\top",
    r"(XW)^\top = XW",
    r"y^\top A u = y^\top A^\top u",
    r"x \cdot z = x z^\top",
    r"\langle x, z \rangle = \sum_{k=1}^{d-1} x_k z_k",
    r"\langle x, z \rangle = \sum_{k=1}^{d} x_k z_1",
    r"\langle x, z \rangle = 2\sum_{k=1}^{d} x_k z_k",
    r"\big< X, V \big>_F = \sum_{i=1}^{n} \sum_{j=1}^{d} x_{ij} v_{1j}",
    r"\big< X, V \big>_F = \operatorname{tr}(X V)",
    r"\big< A, B \big>_F = \operatorname{tr}(A B)",
    r"\big< X, X \big>_F = \|X\|_F",
    r"(X \odot V)_{ij} = x_{ij} + v_{ij}",
    r"A \odot B = A B",
    r"\operatorname{vec}(A B S) = (A \otimes S) \operatorname{vec}(B)",
    r"\operatorname{vec}(A B A) = (A \otimes A) \operatorname{vec}(B)",
    r"A \otimes B = B \otimes A",
    r"(A \otimes B)^\top = B^\top \otimes A^\top",
    r"\operatorname{tr}(A B) = \operatorname{tr}(A) \operatorname{tr}(B)",
    r"\operatorname{tr}(A B S) = \operatorname{tr}(B A S)",
    r"\det(A + B) = \det A + \det B",
    r"\det(2A) = 2 \det A",
    r"(A B)^{-1} = A^{-1} B^{-1}",
    r"A^{-1} = A^\top",
    r"A^3 = A A",
    r"A B = B A",
    r"\operatorname{diag}(y) u = y u",
    r"\operatorname{diag}(y) = y y^\top",
    r"\|y\|^2 = y y^\top",
    r"\|y\| = y^\top y",
    r"\|y + u\| = \|y\| + \|u\|",
    r"\|X\|_F = \operatorname{tr}(X^\top X)",
    r"\|y\|_\infty = |y_1|",
    r"\|y\|_1 = \sum_i y_i",
    r"\mathrm{tr}(AB) = \mathrm{tr}(A)\mathrm{tr}(B)",
    r"\mathrm{vec}(A) = \mathrm{vec}(A^\top)",
    r"XI = V",
    r"X I_n = X",
    r"X \mathbf{1} = \mathbf{1}^\top X",
    r"\mathbf{1}^\top y = \sum_{i=2}^n y_i",
    r"A + \mathbf{1} y^\top = A + y \mathbf{1}^\top",
    r"y + \mathbf{1} = y",
    r"e_1 = \mathbf{1}",
    r"s = 1",
    r"t = 3 + 10^{-9}",
    r"K = \begin{pmatrix} 1 & 3 \\ 2 & 4 \end{pmatrix}",
    r"\det K = 2",
    r"A^\top = A",
    r"XW + b = XW",
    r"XW + b = XW + \mathbf{1} b^\top",
    r"XW + r = XW + \mathbf{1} r",
    r"XW + b + r = XW + \mathbf{1} b + \mathbf{1} r",
    r"Y_{ij} = \sum_{k=1}^{d} x_{ik} w_{jk}",
    r"Y_{ij} = \sum_{k=1}^{d} x_{ki} w_{kj}",
    r"Y_{ij} = \sum_{k=1}^{d} x_{ik} w_{k1}",
    r"Y_{ij} = x_{ik} w_{kj}",
    r"Y_{ij} = \sum_{k=1}^{d+1} x_{ik} w_{kj}",
    r"Y_{ij} = \sum_{k=1}^{n} x_{ik} w_{kj}",
    r"Y_{ij} = \sum_{k=0}^{d} x_{ik} w_{kj}",
    r"Y_{ij} = Y_{11}",
    r"(X^\top)_{ij} = x_{ij}",
    r"(A^{-1})_{ij} = \frac{1}{a_{ij}}",
    r"(A^2)_{ij} = a_{ij}^2",
    r"u_i \sum_{j=1}^{n} \delta_{ij} y_j = u_i u_i",
    r"u_i \sum_{j=1}^{n} \delta_{ij} y_j = u_i y_1",
    r"\sum_{i=1}^{n} \sum_{k=1}^{i} y_k = \sum_{k=1}^{n} (n - k) y_k",
    r"\sum_{i=1}^{n} i = \frac{n(n-1)}{2}",
    r"\sum_{i=1}^{n} (y_i + 10^{-9}) = \sum_{i=1}^{n} y_i",
    r"\prod_{i=1}^{n} e^{y_i} = \sum_{i=1}^{n} e^{y_i}",
    r"\max_i y_i = \min_i y_i",
    r"\max_i y_i = y_1",
    r"(a+c)^2 = a^2 + c^2",
    r"(a+c)^2 = a^2 + 2ac + c^2 + 10^{-9}",
    r"\log(p+q) = \log p + \log q",
    r"\log p = \log q",
    r"\log_2 p = \ln p",
    r"\log_{10} 10 = 10",
    r"\cot a = \csc a",
    r"|a| = \begin{cases} a & (a \geq 1) \\ -a & (a < 1) \end{cases}",
    r"y_{i+1} - y_i = -(y_i - y_{i+1}) \quad (i = 1, 2, \dots, n)",
    r"y_i^2 \geq 1 \quad (i = 1, \ldots, n)",
    r"y_i = u_j \quad \forall i, j",
    r"\sin a = \cos a",
    r"\sin 2a = 2 \sin a",
    r"\tanh a = \frac{e^a + e^{-a}}{e^a - e^{-a}}",
    r"\sqrt{p^2} = -p",
    r"\sqrt{p + q} = \sqrt p + \sqrt q",
    r"e^{ac} = e^a e^c",
    r"F(a + c) = F(a) + F(c)",
    r"F(y)_i = \sin(y_1)",
    r"l(X) = l(V)",
    r"\begin{aligned} (a+c)^2 &= (a+c)(a+c) \\ &= a^2 + ac - ca + c^2 \\ &= a^2 + 2ac + c^2 \end{aligned}",
    r"\begin{aligned} (a+c)^2 &= a^2 + 2ac + c^2 \\ &\quad + ac \end{aligned}",
    r"\begin{aligned} (a+c)^2 &= a^2 \\ &\quad - 2ac \\ &\qquad + c^2 \end{aligned}",
    r"\begin{align*} Y &= XW, \\ Y^\top &= X^\top W^\top \end{align*}",
    r"a + c = c + a,\quad ac = -ca",
    r"\boxed{a + c = a - c}",
    r"|a| = \begin{cases} a & a \geq 0 \\ a & a < 0 \end{cases}",
    r"a + c = \begin{cases} a - c & a > c \\ a + c & \text{otherwise} \end{cases}",
    # relations
    r"a^2 \leq 0",
    r"a^2 + c^2 > 2ac + 1",
    r"a > a + 1",
    r"a \cdot 3 < a + a + a",
    r"0.3 < 0.1 + 0.2",
    r"0.1 + 0.2 \neq 0.3",
    r"|y^\top u| \geq \|y\| \|u\|",
    r"\log p \leq p - 1.5",
    r"y_i \neq y_1",
    r"y_i u_j \neq y_j u_i",
    r"X \leq V",
    r"A = a",
    r"y = 3",
    r"y + a = a + y",
    r"y = y^\top",
    r"X = \mathbf{0}",
    r"a = \mathbf{1}",
    r"x_0 = x_1",
    r"y_{n+1} = y_n",
    r"\sum_{k=1}^{0} y_k = 0",
    r"\sum_{k=1}^{1-n} y_k = 0",
    r"x_i y_i = y_i x_i",
    r"x + y = y + x",
    r"\frac{1}{a - a} = \frac{1}{c - c}",
    r"\log(-p) = \log(-q)",
    r"\sqrt{-p} = \sqrt{-p} + 0",
]  # fmt: skip

ERROR = [
    r"X = X",
    r"X = \mathbf{X}",
    r"X = (X)",
    r"\frac{a}{c} = \dfrac{\mathbf{a}}{c}",
    r"0 = 0",
    r"X - X = V - V",
    r"0 a = a - a",
    r"\alpha = a",
    r"\alpha = \alpha + 0",
    r"XG = Y",
    r"\hat{y} = y + y",
    r"x^{(\tau)} = a",
    r"\sum_{k=1}^{N} y_k = a",
    r"\sum_{n=1}^{d} x_n = a",
    r"\sum_{a=1}^{n} y_a = c",
    r"\sum_{k=1}^{5/2} k = 3",
    r"\sum_{k=1}^{2.7} k = 3",
    r"\sum_k k = 3",
    r"a \approx c",
    r"a \propto c",
    r"a \in c",
    r"a \pm c = c \pm a",
    r"1\,000 = 0",
    r"2 3 = 6",
    r"3\frac12 = 1.5",
    r"a + c = c + a, 000",
    r"\sin^{-1}(a) = \frac{1}{\sin a}",
    r"a / c a = 1",
    r"\mathbf{1}^\top \mathbf{1} = n",
    r"F = F + 0",
    r"F a = a F",
    r"\operatorname{frob}(X) = a",
    r"\|X\|_2 = a",
    r"\|X\|_\infty = a",
    r"\log_{2a} p = \log_2 p",
    r"y_i^2 \geq 0 \quad \forall a",
    r"y_i^2 \geq 0 \quad \forall",
    r"y_i^2 \geq 0 \quad (i \neq j)",
    r"y_i^2 \geq 0 \quad (i < y)",
    r"y_i^2 \geq 0 \quad (i < \frac{1}{0})",
    r"y_i^2 \geq 0 \quad (i = 1, \dots, y)",
    r"y_i^2 \geq 0, \quad i = 1, \dots, N",
    r"a! = a",
    r"\left. a \right|_{0} = a",
    r"= a",
    r"a = ",
    r"a == c",
    r"a = \foo c",
    r"\begin{pmatrix} 1 & 2 \\ 3 \end{pmatrix} = K",
    r"\boxed{a = c",
]  # fmt: skip


@pytest.mark.parametrize("formula", TRUE)
def test_true(formula):
    verdict = judge(formula, SCOPE)
    assert verdict.status == "checked", verdict.message


@pytest.mark.parametrize("formula", FALSE)
def test_false(formula):
    verdict = judge(formula, SCOPE)
    assert verdict.status == "refuted", verdict.message


@pytest.mark.parametrize("formula", ERROR)
def test_not_understood(formula):
    verdict = judge(formula, SCOPE)
    assert verdict.status == "error" and verdict.message


@pytest.mark.parametrize(
    "formula, status",
    [
        (r"(XW)^\top_{ij} = (XW)_{ji}", "checked"),
        (r"(XW)^\top_{ij} = (XW)_{ij}", "refuted"),
        (r"W^\intercal_{jk} = w_{kj}", "checked"),
        (r"W^\intercal_{jk} = w_{jk}", "refuted"),
        (r"A^{-1}_{ij} = (A^{-1})_{ij}", "checked"),
        (r"A^{-1}_{ij} = \frac{1}{a_{ij}}", "refuted"),
        (r"a_{ij}^2 = a_{ij} a_{ij}", "checked"),
        (r"A^2_{ij} = a_{ij}^2", "refuted"),
    ],
)
def test_an_entry_of_a_transpose_or_a_power(formula, status):
    """The superscript is the matrix's, the subscript picks from what it makes; an error is honest too."""
    verdict = judge(formula, SCOPE)
    assert verdict.status in {"checked": ("checked", "error"), "refuted": ("refuted", "error")}[status], verdict.message


@pytest.mark.parametrize("formula", [r"f(0) = 0", r"f(2) = 2f", r"f(1) = \sin x", r"f(a) = af", r"f(x + 1) = f \cdot (x+1)", r"f[0] = 0", r"f\{0\} = 0", r"f\left(0\right) = 0", r"g_i(0) = 0", r"g(\mathbf{0}) = \mathbf{0}"])
def test_a_derived_symbol_at_a_place_is_no_product(formula):
    scope = Scope().declare(dict(x=Scalar(), a=Scalar(), u=Vector("n"), f=lambda x: np.sin(x), g=lambda u: np.cos(u)))
    assert judge(formula, scope).status == "error"


def test_a_derived_symbol_times_a_bracket_of_itself():
    scope = Scope().declare(dict(x=Scalar(), y=lambda x: 1 / (1 + np.exp(-x))))
    assert judge(r"\frac{dy}{dx} = y(1-y)", scope).status == "checked"
    assert judge(r"\frac{dy}{dx} = y(1+y)", scope).status == "refuted"
    assert judge(r"y(x) = \frac{1}{1+e^{-x}}", scope).status == "checked"


def test_a_letter_that_is_both_a_scalar_and_a_transpose():
    scope = Scope().declare(dict(T=Scalar(positive=True), a=Scalar(positive=True), X=Matrix("n", "n")))
    assert judge("a^T = a", scope).status == "error"
    assert judge(r"X^\top = X", scope).status == "refuted"


@pytest.mark.parametrize("factor", ["10^{-12}", "10^{12}", "10^{-100}", "10^{100}"])
def test_magnitude_does_not_matter(factor):
    assert judge(rf"{factor} (a + c) = {factor} a + {factor} c", SCOPE).status == "checked"
    assert judge(rf"{factor} (a + c) = {factor} a + {factor} c (1 + 10^{{-7}})", SCOPE).status == "refuted"
    assert judge(rf"{factor} a = {factor} c", SCOPE).status == "refuted"
    assert judge(rf"{factor} a = 0", SCOPE).status == "refuted"


def test_cancellation_does_not_hide_a_difference():
    """What is left of 10¹² - 10¹² is known to four digits: seen, or too little to decide."""
    true = judge(r"(10^{12} + \sin a) - 10^{12} = \sin a", SCOPE)
    assert true.status in ("checked", "error"), true.message
    assert judge(r"(10^{12} + \sin a) - 10^{12} = \sin c", SCOPE).status in ("refuted", "error")
    assert judge(r"(10^{16} + 1) - 10^{16} = 0", SCOPE).status == "error"  # undecidable in float64
    assert judge(r"(10^{16} + \sin a) - 10^{16} = \sin c", SCOPE).status != "checked"
    for zero in [r"(10^{20} + \sin a) - 10^{20} = 0", r"(10^{16} + 1) - 10^{16} = 0", r"a (10^{16} + 1) - a 10^{16} = 0"]:
        assert judge(zero, SCOPE).status != "checked"


def test_what_rounding_swallows_is_not_decided():
    assert judge(r"1 + 10^{-9} \cdot 10^{-9} = 1", SCOPE).status != "checked"


def test_every_value_of_an_index_is_a_claim_of_its_own():
    """A large entry does not widen the tolerance of a small one."""
    scope = Scope().declare(dict(c=Constant([1e14, 0.5, 0.25]), d=Constant([1e14, 0.75, 0.25])))
    assert judge(r"\frac{c_i}{3} = \frac{d_i}{3}", scope).status in ("refuted", "error")
    assert judge(r"2 c_i = c_i + c_i", scope).status != "refuted"


def test_whole_numbers_are_exact():
    assert judge(r"(a + c)(a - c) = a^2 - c^2", SCOPE).error == 0.0


@pytest.mark.parametrize("bound", [r"a < 10", r"a \leq 9", r"a^2 \leq 81", r"a > -10", r"\frac{p}{1} \leq 2.5", r"p > 0.25", r"\|y\| < 100"])
def test_a_bound_is_not_true_because_of_the_range_that_is_drawn(bound):
    assert judge(bound, SCOPE).status == "refuted"


@pytest.mark.parametrize("claim", ["a \\geq 0", "|a| = a", r"\max(0, a) = a", r"\sqrt{a^2} = a", "a \\leq c", "s = 1"])
def test_half_true_is_false(claim):
    """What holds for half of all numbers must not pass by luck, however it is spelt."""
    assert {judge(claim + r"\," * count, SCOPE).status for count in range(60)} == {"refuted"}


def test_saturated_code_proves_nothing():
    """Large whole numbers would drive tanh to ±1, where every power of it looks alike."""
    scope = Scope().declare(
        dict(x=Vector("d"), W=Matrix("m", "d"), U=Matrix("k", "m"), h=lambda x, W, U: np.tanh(U @ (W @ x)))
    )
    assert {judge(r"h_i^2 = 1" + r"\," * count, scope).status for count in range(20)} == {"refuted"}


DEEP = Scope().declare(
    dict(
        x=Vector("d"), f=lambda x: np.sin(x), g=lambda f: f**2 + 1, h=lambda g: np.exp(g),
        k=lambda h: 100 * np.log(h), v=lambda k: k + 1, w=lambda v: 2 * v,
    )
)  # fmt: skip


@pytest.mark.parametrize("symbol", "fghkvw")
def test_a_chain_of_code_is_still_judged(symbol):
    right = {"f": r"\sin x_i", "g": r"\sin^2 x_i + 1", "h": r"e^{\sin^2 x_i + 1}", "k": r"100(\sin^2 x_i + 1)",
             "v": r"100\sin^2 x_i + 101", "w": r"200\sin^2 x_i + 202"}[symbol]  # fmt: skip
    true = judge(f"{symbol}_i = {right}", DEEP)
    assert true.status == "checked", true.message
    assert judge(f"{symbol}_i = (1+10^{{-7}})({right})", DEEP).status == "refuted"
    assert judge(f"{symbol}_i = 0", DEEP).status == "refuted"
    assert judge(rf"{symbol}_1 \leq -1000", DEEP).status == "refuted"
