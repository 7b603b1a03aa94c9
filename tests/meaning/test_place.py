"""Evaluation at a place, Hessians, and products with an ellipsis."""

import numpy as np
import pytest

from geomsan.meaning import Function, Matrix, Scalar, Scope, Vector
from geomsan.verdict import judge

SCOPE = Scope().declare(
    dict(
        x=Scalar(), a=Scalar(), y=lambda x: x**2, z=lambda y: 3 * y, f=lambda x: x**3, g=Function(np.sin), h=Scalar(tex=r"\eta"),
        w=Vector("d"), u=Vector("d"), L=lambda w: (w**3).sum(), A=Matrix("d", "d"), q=lambda A, w: w @ A @ w,
        c=Function(lambda v: (v**3).sum()), p=Vector("n", positive=True), e=Vector("n"),
    )
)  # fmt: skip

TRUE = [
    r"\left. \frac{df}{dx} \right|_{x=a} = 3a^2, \quad \frac{df}{dx}\Big|_{x=a} = 3a^2, \quad \frac{df}{dx}\bigr|_{x=a} = 3a^2",
    r"\frac{d}{dx} x^3 \Big|_{x=2} = 12",
    r"\left. x^2 + a \right|_{x=a+1} = (a+1)^2 + a",
    r"w - \eta \frac{\partial L}{\partial w}\bigg|_{w=u} = w - 3\eta u \odot u",
    r"w - \eta \left.\frac{\partial L}{\partial w}\right\rvert_{w=u} = w - 3\eta u \odot u",
    r"\left.z\right|_{y=a} = 3a, \qquad \left.z\right|_{x=a} = 3a^2, \qquad \left. z + x \right|_{x=1} = 4",
    r"\left. xa \right|_{x=2, a=3} = 6, \qquad \left. g'(x) \right|_{x=a} = \cos a",
    r"\left. L + x \right|_{w=\mathbf{0}} = x",
    r"\nabla^2 L = 6\operatorname{diag}(w), \qquad \nabla_w^2 q = A + A^T, \qquad \nabla^2_w q = A^T + A",
    r"w - [\nabla^2 c(w)]^{-1} \nabla c(w) = \frac12 w",
    r"p_1 p_2 \cdots p_n = p_1 \cdot p_2 \cdot \ldots \cdot p_n = \prod_{i=1}^n p_i",
    r"(1+p_1)(1+p_2) \cdots (1+p_n) = \prod_i (1+p_i)",
    r"p_1^{e_1} p_2^{e_2} \cdots p_n^{e_n} = \prod_{i=1}^n p_i^{e_i}",
    r"\log (p_1 p_2 \cdots p_n) = \log p_1 + \log p_2 + \dots + \log p_n",
]
FALSE = [
    r"\left. \frac{df}{dx} \right|_{x=a} = 3x^2",
    r"\frac{d}{dx} x^3 \Big|_{x=2} = 3x^2",
    r"w - \eta \frac{\partial L}{\partial w}\bigg|_{w=u} = w - 3\eta w \odot w",
    r"\left.z\right|_{x=a} = 3a",
    r"\left. L \right|_{w=x} = L",
    r"\nabla_w^2 q = 2A",
    r"w - [\nabla^2 c(w)]^{-1} \nabla c(w) = \frac13 w",
    r"p_1 p_2 \cdots p_n = \prod_{i=1}^{n-1} p_i",
    r"p_2 p_3 \cdots p_n = \prod_{i=1}^n p_i",
]
NOT_UNDERSTOOD = [
    r"x^2 + a |_{x=a+1} = (a+1)^2 + a",  # of how much?
    r"ax\Big|_{x=2} = 2a",
    r"\left. \frac{df}{dx} \right|_a = 3a^2",
    r"\left. \frac{df}{dx} \right|_{x^2=a} = 3a",
    r"\left. g \right|_{g=a} = a",
    r"\nabla^3 L = 6",
    r"1/p_1 p_2 \cdots p_n = \prod_i \frac{1}{p_i}",  # how much stands below?
    r"g(e_1) g(e_2) \cdots g(e_n) = \prod_i g(e_i)",
    r"AA \cdots A = A^d",
    r"p_1 e_1 p_2 e_2 \cdots p_n e_n = \prod_i p_i e_i",
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
