"""Notations that pages use beside the plain ones: each true, and false in one place."""

import numpy as np
import pytest

from geomsan.meaning import Function, Matrix, Row, Scalar, Scope, Small, Vector
from geomsan.verdict import judge

SCOPE = Scope().declare(
    dict(
        A=Matrix("n", "n"), X=Matrix("n", "d"), w=Vector("d"), x=Vector("n"), y=Vector("n"), r=Row("d"), a=Scalar(), b=Scalar(), z=Scalar(),
        t=Scalar(positive=True), sigma=Function(lambda z: 1 / (1 + np.exp(-z))), f=Function(lambda z: z**3 + z), h=Small(),
        q=lambda A, x: x @ A @ x, c_t=Vector("n", of=lambda x: np.tanh(x)), pair=Function(lambda z: (z, z)), u=lambda a: a**2,
    )
)  # fmt: skip


@pytest.mark.parametrize(
    ("true", "false"),
    [
        (r"A + A^\top =: S, \quad S^\top = S", r"A + A^\top =: S, \quad S = 2A"),
        (r"ab = ba =: c, \quad c = ab", r"ab = ba =: c, \quad c = 2ab"),
        (r"m^* := A^{-1} x, \quad A m^* = x", r"m^* := A^{-1} x, \quad m^* = A x"),
        (r"g(a) := a^2 + 1, \quad g(2) = 5, \quad g'(b) = 2b", r"g(a) := a^2 + 1, \quad g(2) = 4"),
        (r"g(x) := x^\top A x, \quad \nabla g(y) = (A + A^\top) y", r"g(x) := x^\top A x, \quad \nabla g(y) = 2 A y"),
        (r"g(a, b) := a - b, \quad g(b, a) = -g(a, b)", r"g(a, b) := a - b, \quad g(b, a) = g(a, b)"),
        (r"g(a) := a^2, \quad \sum_i g(x_i) = \|x\|^2", r"g(a) := a^2, \quad \sum_i g(x_i) = \|x\|"),
        (r"\log \sigma(z) = -\log(1 + e^{-z})", r"\log \sigma(z) = \log(1 + e^{-z})"),
        (r"\log \sigma(-z) + \log \sigma(z) = \log(\sigma(z) \sigma(-z))", r"\log \sigma(-z) = -\log \sigma(z)"),
        (r"\max(x_1, x_2, \dots, x_n) = \max_i x_i", r"\max(x_1, x_2, \dots, x_n) = \min_i x_i"),
        (r"\min(x_1, \dots, x_n) = -\max(-x_1, \dots, -x_n)", r"\min(x_1, \dots, x_n) = \max(-x_1, \dots, -x_n)"),
        (r"n + (n-1) + \cdots + 1 = \frac{n(n+1)}{2}", r"n + (n-1) + \cdots + 1 = \frac{n(n-1)}{2}"),
        (r"n(n-1) \cdots 1 = \prod_{k=1}^{n} k", r"n(n-1) \cdots 2 = \prod_{k=3}^{n} k"),
        (r"q = \operatorname{tr}(q) = \operatorname{tr}(A x x^\top)", r"q = \operatorname{tr}(q) = \operatorname{tr}(A^\top A x x^\top)"),
        (r"\operatorname{diag}(c_t \odot x)\, y = c_t \odot x \odot y", r"\operatorname{diag}(c_t \odot x)\, y = c_t \odot x"),
        (r"\|x - x\| = 0, \quad \|\mathbf{0}_n\| = 0", r"\|\mathbf{0}_n\| = 1"),
        (r"\frac{f(a + h) - f(a - h)}{2h} \simeq f'(a)", r"\frac{f(a + h) - f(a - h)}{h} \simeq f'(a)"),
        (r"X \in \mathbb{R}^{n \times d}", r"X \in \mathbb{R}^{d \times n}"),
        (r"x, y, X w \in \mathbb{R}^n, \quad a, x_i \in \mathbb{R}", r"x, w \in \mathbb{R}^n"),
        (r"\frac{\partial q}{\partial A} \in \mathbb{R}^{n \times n}, \quad r \in \mathbb{R}^d", r"\frac{\partial q}{\partial x} \in \mathbb{R}^{n \times n}"),
        (r"X w = x + (X w - x), \quad w \in \mathbb{R}^d", r"X w = x + (X w - x), \quad w \in \mathbb{R}"),
        (r"\left. \frac{d}{da} (a - b)^2 \right|_{a = b} = 0", r"\left. \frac{d}{da} (a - b)^2 \right|_{a = 2b} = 0"),
        (r"(A + x y^\top)^{-1} = A^{-1} - \frac{A^{-1} x y^\top A^{-1}}{1 + y^\top A^{-1} x}", r"(A + x y^\top)^{-1} = A^{-1} - \frac{A^{-1} x y^\top A^{-1}}{1 - y^\top A^{-1} x}"),
    ],
)
def test_true_and_false(true, false):
    assert judge(true, SCOPE).status == "checked"
    assert judge(false, SCOPE).status == "refuted"


@pytest.mark.parametrize(
    ("formula", "says"),
    [
        (r"\log z(a + b) = a", "where the argument of log ends"), (r"\log z(a) = a", "where the argument of log ends"),
        (r"f^2(a) = f(a)^2", r"Write f(x)^2, or f(f(x))"), (r"f^{-1}(a) = a", r"Write f(x)^2, or f(f(x))"),
        (r"\mathrm{pair}(a) = a", "returns 2 things"), (r"f : x \mapsto x^2", "write f(x) = …"),
        (r"g(k) := k^2", "declared symbols"), (r"g(a) := a x_i", "the index i"), (r"v := x_i", "the index i"), (r"g(a) := u + a", "is computed from a"),
        (r"X \in \mathbb{R}^{n \times d \times n}", "of vectors or of matrices"), (r"X \in \mathbb{R}^{p \times d}", "p is not declared"), (r"a \in \mathbb{Z}", "cannot be executed"),
    ],
)  # fmt: skip
def test_what_is_not_understood_says_what_to_write(formula, says):
    verdict = judge(formula, SCOPE)
    assert verdict.status == "error" and says in verdict.message


def test_an_arrow_alone_is_notation():
    assert [judge(formula, SCOPE).status for formula in (r"x \longmapsto A x", r"a \mapsto f(a)", r"f : \mathbb{R} \to \mathbb{R}")] == ["notation"] * 3


def test_the_gradient_follows_the_layout():
    rows = SCOPE.declare({}, layout="numerator")
    for scope, true, false in ((SCOPE, r"\nabla_x\, q = (A + A^\top) x", r"\nabla_x\, q = x^\top (A + A^\top)"), (rows, r"\nabla_x\, q = x^\top (A + A^\top)", r"\nabla_x\, q = (A + A^\top) x")):
        assert judge(true, scope).status == "checked" and judge(false, scope).status == "refuted"
