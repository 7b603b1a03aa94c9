"""Sums under conditions, matrices with blanks, functions differentiated without their argument."""

import numpy as np
import pytest

from geomsan.meaning import Function, Matrix, Scalar, Scope, Vector
from geomsan.verdict import judge

SCOPE = Scope().declare(
    dict(
        x=Vector("n"), A=Matrix("n", "n"), a=Scalar(), b=Scalar(between=(-20, 20)), s=Function(lambda z: 1 / (1 + np.exp(-z)), tex=r"\sigma"),
        F=Function(lambda v: np.stack([v[0] ** 2 * v[1], np.sin(v[0]), v[2] * v[1]])), v=Vector(3), G=Function(np.sin), t=lambda G, a: 2 * G(a), H=Function(np.cos), q=lambda H, a, b: H(a * b),
    )
)  # fmt: skip

TRUE = [
    r"(\sum_i x_i)^2 = \sum_i x_i^2 + 2\sum_{i<j} x_i x_j",
    r"(\sum_i x_i)^2 = \sum_i x_i^2 + 2\sum_{1 \leq i < j \leq n} x_i x_j",
    r"\sum_{j \neq i} x_j = \sum_{j=1, j \neq i}^{n} x_j + 0 = \sum_{\substack{j=1 \\ j \neq i}}^n x_j = \sum_j x_j - x_i",
    r"\sum_i \sum_{j \neq i} a_{ij} = \sum_{i,j} a_{ij} - \operatorname{tr} A",
    r"\sum_{k<i} a_{ik} x_k = \sum_k a_{ik} x_k - \sum_{k \geq i} a_{ik} x_k",
    r"x_i \prod_{j \neq i} x_j = \prod_j x_j",
    r"\operatorname{diag}(x) = \begin{pmatrix} x_1 & & 0 \\ & \ddots & \\ 0 & & x_n \end{pmatrix} = \begin{pmatrix} x_1 & & & \\ & x_2 & & \\ & & \ddots & \\ & & & x_n \end{pmatrix}",
    r"\begin{pmatrix} a & \\ & b \end{pmatrix} \begin{pmatrix} 1 \\ 1 \end{pmatrix} = \begin{pmatrix} a \\ b \end{pmatrix}",
    r"\frac{\partial F_i}{\partial v_j} = J_F(v)_{ij}, \qquad \frac{\partial F}{\partial v} = J_F(v)^T, \qquad \frac{dG}{da} = \cos a, \qquad \frac{dt}{da} = 2\cos a",
    r"0 < \sigma(b) < 1",
]
FALSE = [
    r"(\sum_i x_i)^2 = \sum_i x_i^2 + 2\sum_{i \leq j} x_i x_j",
    r"(\sum_i x_i)^2 = \sum_i x_i^2 + 2\sum_{1 \leq i < j < n} x_i x_j",
    r"(\sum_i x_i)^2 = \sum_i x_i^2 + 2\sum_{1 \leq i < j \leq n+1} x_i x_j",
    r"\sum_{j \neq i} x_j = \sum_j x_j - x_i + x_1",
    r"\prod_{j \neq i} x_j = x_i \prod_j x_j",
    r"\operatorname{diag}(x) = \begin{pmatrix} x_1 & & \\ & \ddots & \\ & & x_1 \end{pmatrix}",
    r"\frac{\partial F_i}{\partial v_j} = J_F(v)_{ji}",
    r"\frac{dG}{da} = 2\cos a",
    r"0 < \sigma(b) < 0.9",
    r"a - a < 0",
]
NOT_UNDERSTOOD = [
    r"\frac{dG}{db} = \cos a",
    r"\operatorname{diag}(x) = \begin{pmatrix} x_1 & & 1 \\ & \ddots & \\ 0 & & x_n \end{pmatrix}",
    r"\sum_{i \neq j} a_{ij} = \sum_{i,j} a_{ij} - \operatorname{tr} A",  # over both, or over one?
    r"\sum_{i<j} x_i = \sum_i (n-i) x_i",  # the range of j does not show
    r"\begin{pmatrix} & a \\ b & \end{pmatrix} \begin{pmatrix} 1 \\ 1 \end{pmatrix} = \begin{pmatrix} a \\ b \end{pmatrix}",
    r"\frac{dH}{da} = -\sin a",  # at a, or at ab, where q takes it?
    r"0 < \sigma(a) < 1",  # at 40 it is 1, within rounding
]


@pytest.mark.parametrize("formula", TRUE)
def test_true(formula):
    verdict = judge(formula, SCOPE)
    assert verdict.status == "checked", verdict.message


@pytest.mark.parametrize("formula", FALSE)
def test_false(formula):
    assert judge(formula, SCOPE).status == "refuted"


@pytest.mark.parametrize("formula", NOT_UNDERSTOOD)
def test_not_understood(formula):
    assert judge(formula, SCOPE).status == "error"


@pytest.mark.parametrize(
    "conditions, status",
    [(("> 0", "< 0"), "checked"), ((r"\geq 0", r"\leq 0"), "checked"), (("> 0", "< 1"), "refuted"), ((r"\geq -1", r"\leq 0"), "refuted")],
)
def test_two_cases_that_hold_at_once_have_one_value(conditions, status):
    """Where the first case would win, a reader who begins with the second reads another value."""
    first, second = conditions
    latex = rf"|a| = \begin{{cases}} a & a {first} \\ -a & a {second} \end{{cases}}"
    assert judge(latex, Scope().declare(dict(a=Scalar()))).status == status
