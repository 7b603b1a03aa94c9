"""Ellipses: the pattern is found, or refused; a wrong entry beside it is seen."""

import numpy as np
import pytest

from geomsan.meaning import Function, Matrix, Row, Scope, Vector, smooth
from geomsan.verdict import judge


def softmax(z):
    e = np.exp(z)
    return e / e.sum()


SCOPE = Scope().declare(
    dict(
        X=Matrix("n", "d"), W=Matrix("d", "m"), A=Matrix("n", "n"), x=Vector("d"), y=Vector("n"), u=Vector("n"),
        b=Row("m", broadcast=True), Y=lambda X, W: X @ W, l=Function(smooth), L=lambda l, Y: l(Y),
        z=Vector("c"), p=lambda z: softmax(z),
    )
)  # fmt: skip




WHOLE = r"""\begin{pmatrix}
x_{11} & x_{12} & \dots & x_{1d} \\
x_{21} & x_{22} & \dots & x_{2d} \\
\vdots & \vdots & \ddots & \vdots \\
x_{n1} & x_{n2} & \dots & x_{nd}
\end{pmatrix}"""
CORNERS = r"\begin{pmatrix} x_{11} & \cdots & x_{1d} \\ \vdots & \ddots & \vdots \\ x_{n1} & \cdots & x_{nd} \end{pmatrix}"
FIRST_ROW = r"""\begin{pmatrix}
w_{11} & w_{12} & \dots & w_{1m} \\
0 & 0 & \dots & 0 \\
\vdots & \vdots & \ddots & \vdots \\
0 & 0 & \dots & 0
\end{pmatrix}"""
GRADIENT = r"""\begin{pmatrix}
\dfrac{\partial L}{\partial y_{11}} & \dots & \dfrac{\partial L}{\partial y_{1m}} \\
\vdots & \ddots & \vdots \\
\dfrac{\partial L}{\partial y_{n1}} & \dots & \dfrac{\partial L}{\partial y_{nm}}
\end{pmatrix}""".replace("y_", "Y_")
SUMS = r"""\begin{pmatrix}
\displaystyle\sum_{k=1}^{d} x_{1k} w_{k1} & \dots & \displaystyle\sum_{k=1}^{d} x_{1k} w_{km} \\
\vdots & \ddots & \vdots \\
\displaystyle\sum_{k=1}^{d} x_{nk} w_{k1} & \dots & \displaystyle\sum_{k=1}^{d} x_{nk} w_{km}
\end{pmatrix}"""
JACOBIAN = r"\begin{pmatrix} p_1(1-p_1) & \dots & -p_1 p_c \\ \vdots & \ddots & \vdots \\ -p_c p_1 & \dots & p_c(1-p_c) \end{pmatrix}"
JACOBIAN_OF_THREE = r"""\begin{pmatrix}
p_1(1-p_1) & -p_1 p_2 & \dots & -p_1 p_c \\
-p_2 p_1 & p_2(1-p_2) & \dots & -p_2 p_c \\
\vdots & \vdots & \ddots & \vdots \\
-p_c p_1 & -p_c p_2 & \dots & p_c(1-p_c)
\end{pmatrix}"""
DIAGONAL = r"\begin{pmatrix} y_1 & \dots & 0 \\ \vdots & \ddots & \vdots \\ 0 & \dots & y_n \end{pmatrix}"
STACKED = r"""\begin{pmatrix} b_1 & b_2 & \dots & b_m \\ \vdots & \vdots & \ddots & \vdots \\ b_1 & b_2 & \dots & b_m \end{pmatrix}"""

TRUE = [
    f"X = {WHOLE}",
    f"X = {CORNERS}",
    f"Y = {SUMS}",
    rf"\frac{{\partial L}}{{\partial Y}} = {GRADIENT}",
    rf"\frac{{\partial Y}}{{\partial x_{{11}}}} = {FIRST_ROW}",
    rf"\frac{{\partial L}}{{\partial x_{{11}}}} = \Bigg< {GRADIENT}, {FIRST_ROW} \Bigg>_{{\mathbf F}}",
    rf"Y + b = Y + {STACKED}",
    r"x = \begin{pmatrix} x_1 \\ \vdots \\ x_d \end{pmatrix}",
    r"x^\top = \begin{bmatrix} x_1 & x_2 & \cdots & x_d \end{bmatrix}",
    r"y^\top \mathbf{1} = \begin{pmatrix} 1 & \dots & 1 \end{pmatrix} y",
    rf"\operatorname{{diag}}(y) = {DIAGONAL}",
    rf"\frac{{\partial p}}{{\partial z}} = {JACOBIAN}",
    r"y u^\top = \begin{pmatrix} y_1 u_1 & \dots & y_1 u_n \\ \vdots & \ddots & \vdots \\ y_n u_1 & \dots & y_n u_n \end{pmatrix}",
    r"\sum_{i=1}^n y_i = y_1 + y_2 + \dots + y_n",
    r"\sum_{i=1}^n y_i = y_1 + \cdots + y_n",
    r"\operatorname{tr} A = a_{11} + a_{22} + \dots + a_{nn}",
    r"x^\top x = x_1^2 + x_2^2 + \dots + x_d^2",
    r"(XW)_{ij} = x_{i1} w_{1j} + x_{i2} w_{2j} + \dots + x_{id} w_{dj}",
    r"-\sum_{i=1}^n y_i = -y_1 - y_2 - \dots - y_n",
    r"1 + 2 + \dots + n = \frac{n(n+1)}{2}",
    r"\frac{\partial L}{\partial x_{11}} = \frac{\partial L}{\partial Y_{11}} w_{11} + \frac{\partial L}{\partial Y_{12}} w_{12} + \dots + \frac{\partial L}{\partial Y_{1m}} w_{1m}",
]  # fmt: skip

# True as well; a reader sees the pattern at once, so an engine should, and may at most decline.
HARDER = [
    r"I_n = \begin{pmatrix} 1 & \dots & 0 \\ \vdots & \ddots & \vdots \\ 0 & \dots & 1 \end{pmatrix}",
    r"A I = A \begin{pmatrix} 1 & 0 & \dots & 0 \\ 0 & 1 & \dots & 0 \\ \vdots & \vdots & \ddots & \vdots \\ 0 & 0 & \dots & 1 \end{pmatrix}",
    r"\operatorname{diag}(y) = \begin{pmatrix} y_1 & & 0 \\ & \ddots & \\ 0 & & y_n \end{pmatrix}",
    r"\operatorname{diag}(y) = \begin{pmatrix} y_1 & 0 & \dots & 0 \\ 0 & y_2 & \dots & 0 \\ \vdots & \vdots & \ddots & \vdots \\ 0 & 0 & \dots & y_n \end{pmatrix}",
    rf"\frac{{\partial p}}{{\partial z}} = {JACOBIAN_OF_THREE}",
    r"\frac{1}{n} (y y^\top - \operatorname{diag}(y)) = \begin{pmatrix} \frac{1}{n} y_1(y_1 - 1) & \dots & \frac{1}{n} y_1 y_n \\ \vdots & \ddots & \vdots \\ \frac{1}{n} y_n y_1 & \dots & \frac{1}{n} y_n(y_n - 1) \end{pmatrix}",
    r"\sum_{i=1}^n y_i = y_1 + \dots + y_{n-1} + y_n",
    r"\sum_{i=1}^n y_i = y_n + y_{n-1} + \dots + y_1",
    r"x = (x_1, x_2, \dots, x_d)^\top",
    r"e^{y^\top \mathbf{1}} = e^{y_1} e^{y_2} \cdots e^{y_n}",
    r"\sum_{i=1}^{n} (-1)^{i} y_i = -y_1 + y_2 - \dots + (-1)^n y_n",
]  # fmt: skip

FALSE = [
    "X = " + WHOLE.replace("x_{22}", "x_{21}"),
    "X = " + WHOLE.replace("x_{22}", "x_{32}"),
    "X = " + WHOLE.replace("x_{12}", "x_{21}"),
    "X = " + WHOLE.replace("x_{n1}", "x_{11}"),
    "X = " + WHOLE.replace("x_{n2}", "x_{n1}"),
    "X = " + WHOLE.replace("x_{nd}", "x_{nn}"),
    "X = " + WHOLE.replace("x_{1d}", "x_{1n}"),
    "X = " + WHOLE.replace("x_{2d}", "-x_{2d}"),
    "X = " + WHOLE.replace("x_{nd}", "x_{dn}"),
    "X = " + WHOLE.replace("x_{11}", "w_{11}"),
    "X^\\top = " + WHOLE,
    "X = " + CORNERS.replace("x_{nd}", "x_{dd}"),
    "X = " + CORNERS.replace("x_{1d}", "x_{d1}").replace("x_{n1}", "x_{1n}"),
    "Y = " + SUMS.replace("x_{nk} w_{k1}", "x_{nk} w_{1k}"),
    "Y = " + SUMS.replace("x_{1k} w_{km}", "x_{1k} w_{mk}"),
    "Y = " + SUMS.replace(r"\sum_{k=1}^{d} x_{nk} w_{km}", r"\sum_{k=1}^{n} x_{nk} w_{km}"),
    "Y = " + SUMS.replace("k=1", "k=2"),
    rf"\frac{{\partial L}}{{\partial Y}} = {GRADIENT.replace('Y_{n1}', 'Y_{1n}')}",
    rf"\frac{{\partial L}}{{\partial Y}} = {GRADIENT.replace('Y_{nm}', 'Y_{mn}')}",
    rf"\frac{{\partial L}}{{\partial X}} = {GRADIENT}",
    rf"\frac{{\partial Y}}{{\partial x_{{11}}}} = {FIRST_ROW.replace('w_{12}', 'w_{21}')}",
    rf"\frac{{\partial Y}}{{\partial x_{{11}}}} = {FIRST_ROW.replace('w_{1m}', 'w_{m1}')}",
    rf"\frac{{\partial Y}}{{\partial x_{{12}}}} = {FIRST_ROW}",
    rf"\frac{{\partial Y}}{{\partial x_{{21}}}} = {FIRST_ROW}",
    rf"\frac{{\partial Y}}{{\partial x_{{11}}}} = {FIRST_ROW.replace('0', '1')}",
    rf"Y + b = {STACKED}",
    rf"Y + b = Y + {STACKED.replace('b_m', 'b_1')}",
    r"x = \begin{pmatrix} x_1 & \dots & x_d \end{pmatrix}",
    r"x = \begin{pmatrix} x_1 \\ x_1 \\ \vdots \\ x_d \end{pmatrix}",
    r"x = \begin{pmatrix} x_1 \\ \vdots \\ x_n \end{pmatrix}",
    r"x = \begin{pmatrix} x_2 \\ \vdots \\ x_d \end{pmatrix}",
    r"x = \begin{pmatrix} x_1 \\ \vdots \\ x_1 \end{pmatrix}",
    rf"\operatorname{{diag}}(y) = {DIAGONAL.replace('0', '1')}",
    rf"\operatorname{{diag}}(y) = {DIAGONAL.replace('y_n', 'u_n')}",
    rf"\operatorname{{diag}}(y) = {DIAGONAL.replace('0', 'y_1', 1)}",
    rf"\frac{{\partial p}}{{\partial z}} = {JACOBIAN.replace('-p_1 p_c', 'p_1 p_c')}",
    rf"\frac{{\partial p}}{{\partial z}} = {JACOBIAN.replace('-p_', 'p_')}",
    rf"\frac{{\partial p}}{{\partial z}} = {JACOBIAN.replace('(1-p_', '(1+p_')}",
    rf"\frac{{\partial p}}{{\partial z}} = {JACOBIAN.replace('p_c(1-p_c)', 'p_c(1-p_1)')}",
    rf"\frac{{\partial p}}{{\partial z}} = {JACOBIAN.replace('-p_1 p_c', '-p_1 p_1')}",
    rf"\frac{{\partial p}}{{\partial z}} = {JACOBIAN_OF_THREE.replace('-p_1 p_2', '-p_1 p_1')}",
    r"\sum_{i=1}^n y_i = y_2 + y_3 + \dots + y_n",
    r"\sum_{i=1}^n y_i = y_1 + y_2 + \dots + y_{n-1}",
    r"\sum_{i=1}^n y_i = y_1 + y_1 + \dots + y_n",
    r"\sum_{i=1}^n y_i = y_1 + y_2 + \dots + u_n",
    r"\sum_{i=1}^n y_i = y_1 - y_2 - \dots - y_n",
    r"\operatorname{tr} A = a_{11} + a_{12} + \dots + a_{1n}",
    r"\operatorname{tr} A = a_{11} + a_{22} + \dots + a_{n1}",
    r"x^\top x = x_1^2 + x_2^2 + \dots + x_d",
    r"(XW)_{ij} = x_{i1} w_{1j} + x_{i2} w_{2j} + \dots + x_{id} w_{jd}",
    r"(XW)_{ij} = x_{i1} w_{1j} + x_{i2} w_{2j} + \dots + x_{in} w_{nj}",
    r"1 + 2 + \dots + n = \frac{n(n-1)}{2}",
    r"\frac{\partial L}{\partial x_{11}} = \frac{\partial L}{\partial Y_{11}} w_{11} + \frac{\partial L}{\partial Y_{12}} w_{21} + \dots + \frac{\partial L}{\partial Y_{1m}} w_{m1}",
]  # fmt: skip

AMBIGUOUS = [
    r"y_1 - y_2 + \dots + y_n = y_1 - y_2 + \sum_{k=3}^{n} y_k",
    r"\begin{pmatrix} 0 & \dots & 1 \end{pmatrix} = \begin{pmatrix} 0 & 1 \end{pmatrix}",
    r"y_1 u_n + \dots + y_n u_1 = y^\top u",
    r"y_1 + \dots + y_1 = n y_1",
    r"\dots + y_n = y_n",
    r"y_1 + \dots = y_1",
    r"y_1 + \dots + \dots + y_n = \sum_i y_i",
    r"\begin{pmatrix} \dots \end{pmatrix} = y",
    r"\begin{pmatrix} y_1 \\ \vdots \end{pmatrix} = y",
    r"y = \dots",
    r"y = \vdots + u",
]


@pytest.mark.parametrize("formula", TRUE)
def test_true(formula):
    verdict = judge(formula, SCOPE)
    assert verdict.status == "checked", verdict.message


@pytest.mark.parametrize("formula", HARDER)
def test_true_or_declined(formula):
    verdict = judge(formula, SCOPE)
    assert verdict.status in ("checked", "error"), verdict.message


@pytest.mark.parametrize("formula", FALSE)
def test_false(formula):
    """Refuted; or refused, where what is shown follows no pattern any more."""
    verdict = judge(formula, SCOPE)
    assert verdict.status in ("refuted", "error")


def test_a_pattern_that_fits_is_executed():
    """Where the entries do follow a pattern, but the wrong one, both values are shown."""
    for formula in [f"X^\\top = {WHOLE}", "Y = " + SUMS.replace("k=1", "k=2"), f"Y + b = {STACKED}", rf"\frac{{\partial L}}{{\partial X}} = {GRADIENT}"]:
        assert judge(formula, SCOPE).status == "refuted"


@pytest.mark.parametrize("formula", AMBIGUOUS)
def test_ambiguous(formula):
    verdict = judge(formula, SCOPE)
    assert verdict.status == "error" and verdict.message
