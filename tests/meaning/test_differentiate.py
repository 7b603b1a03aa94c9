"""Derivatives in formulas: true ones pass, their near misses do not."""

import numpy as np
import pytest

from geomsan.meaning import Constant, Function, Matrix, Row, Scalar, Scope, Vector, smooth
from geomsan.verdict import judge


def softmax(z):
    e = np.exp(z)
    return e / e.sum()


AFFINE = Scope().declare(
    dict(
        X=Matrix("n", "d"), W=Matrix("d", "m"), b=Row("m", broadcast=True), l=Function(smooth),
        Y=lambda X, W: X @ W, Z=lambda Y, b: Y + b, L=lambda l, Z: l(Z),
    )
)  # fmt: skip
PATHS = Scope().declare(dict(x=Scalar(), u_1=lambda x: x**2, u_2=lambda x, u_1: x + u_1))
VECTORS = Scope().declare(
    dict(
        x=Vector("n"), a=Vector("n"), A=Matrix("n", "n"), B=Matrix("m", "n"), c=Vector("m"),
        S=Matrix("n", "n", symmetric=True), s=Scalar(), p=Scalar(positive=True),
        y=lambda B, x: B @ x, q=lambda y: (y**3).sum(), r=lambda x: (x**3).sum(),
        F=Function(np.tanh), g=Function(smooth),
    )
)  # fmt: skip
MATRICES = Scope().declare(
    dict(
        X=Matrix("n", "n"), A=Matrix("n", "n"), B=Matrix("n", "n"), U=Matrix("m", "n"), V=Matrix("n", "m"),
        a=Vector("n"), b=Vector("n"), t=Scalar(), M=lambda t, A, B: A + t * t * B,
    )
)  # fmt: skip
SOFTMAX = Scope().declare(
    dict(
        z=Vector("k"), t=Vector("k"), y=lambda z: softmax(z),
        C=lambda y, t: -(t * np.log(y)).sum(), f=lambda z: np.log(np.exp(z).sum()),
    )
)  # fmt: skip

TRUE = [
    (AFFINE, r"\frac{\partial L}{\partial \mathbf{X}} = \frac{\partial L}{\partial \mathbf{Y}}\mathbf{W}^\intercal"),
    (AFFINE, r"\frac{\partial L}{\partial X} = \frac{\partial L}{\partial Y}\frac{\partial Y}{\partial X}"),
    (AFFINE, r"\frac{\partial L}{\partial W} = X^{\top} \frac{\partial L}{\partial Z}"),
    (AFFINE, r"\dfrac{\partial L}{\partial \mathbf{b}} = \mathbf{1}^{\mathsf T}\dfrac{\partial L}{\partial \mathbf{Z}}"),
    (AFFINE, r"\frac{\partial L}{\partial x_{ij}} = \sum_{k=1}^{m} \frac{\partial L}{\partial y_{ik}} w_{jk}"),
    (AFFINE, r"\frac{\partial L}{\partial x_{21}} = \sum_{k} \frac{\partial L}{\partial y_{2k}} w_{1k}"),
    (AFFINE, r"\frac{\partial L}{\partial w_{ij}} = \sum_{k=1}^{n} x_{ki} \frac{\partial L}{\partial z_{kj}}"),
    (AFFINE, r"\frac{\partial y_{pq}}{\partial x_{ij}} = \delta_{pi} w_{jq}"),
    (AFFINE, r"\frac{\partial y_{pq}}{\partial w_{ij}} = x_{pi}\delta_{qj}"),
    (AFFINE, r"\frac{\partial z_{pq}}{\partial b_j} = \delta_{qj}"),
    (AFFINE, r"\frac{\partial L}{\partial b_j} = \sum_{i=1}^{n} \frac{\partial L}{\partial z_{ij}}"),
    (AFFINE, r"\Big(\frac{\partial L}{\partial X}\Big)^\top = W \Big(\frac{\partial L}{\partial Y}\Big)^\top"),
    (AFFINE, r"\Big(\frac{\partial L}{\partial X}\Big)_{ij} = \frac{\partial L}{\partial x_{ij}}"),
    (AFFINE, r"\frac{\partial L}{\partial x_{11}} = \bigg< \frac{\partial L}{\partial \mathbf{Y}}, \frac{\partial \mathbf{Y}}{\partial x_{11}} \bigg>_{\mathbf{F}}"),
    (PATHS, r"\frac{\partial u_2}{\partial x} = 1, \qquad \frac{du_2}{dx} = 1 + 2x"),
    (PATHS, r"\frac{d u_2}{d x} = \frac{\partial u_2}{\partial x} + \frac{\partial u_2}{\partial u_1}\frac{d u_1}{d x}"),
    (VECTORS, r"\frac{\partial}{\partial x} (a^\top x) = a"),
    (VECTORS, r"\frac{\partial}{\partial x} (x^\top A x) = (A + A^\top) x"),
    (VECTORS, r"\frac{\partial}{\partial x} (x^\top S x) = 2 S x"),
    (VECTORS, r"\frac{\partial (B x)}{\partial x} = B^\top"),
    (VECTORS, r"\frac{\partial y}{\partial x} = B^\top"),
    (VECTORS, r"\frac{\partial y_i}{\partial x_j} = b_{ij}"),
    (VECTORS, r"\frac{\partial}{\partial x} \| B x - c \|^2 = 2 B^\top (B x - c)"),
    (VECTORS, r"\frac{\partial \|x\|}{\partial x} = \frac{x}{\|x\|}"),
    (VECTORS, r"\frac{\partial q}{\partial x} = \frac{\partial y}{\partial x}\frac{\partial q}{\partial y}"),
    (VECTORS, r"\frac{\partial q}{\partial x_i} = \sum_{k=1}^{m} 3 y_k^2 b_{ki}"),
    (VECTORS, r"\frac{\partial^2 q}{\partial x_i \partial x_j} = \sum_{k=1}^{m} 6 y_k b_{ki} b_{kj}"),
    (VECTORS, r"\frac{\partial}{\partial x_j} \frac{\partial q}{\partial x_i} = \sum_{k=1}^{m} 6 y_k b_{ki} b_{kj}"),
    (VECTORS, r"\frac{\partial^2 r}{\partial x_i \partial x_j} = 6 x_i \delta_{ij}"),
    (VECTORS, r"\frac{\partial^2 r}{\partial x_i^2} = 6 x_i"),
    (VECTORS, r"\frac{d}{dp} \log p = \frac{1}{p}"),
    (VECTORS, r"\frac{d}{ds} e^{s^2} = 2 s e^{s^2}"),
    (VECTORS, r"\frac{d^2}{ds^2} \sin s = -\sin s"),
    (VECTORS, r"\frac{d}{ds} \tanh s = 1 - \tanh^2 s"),
    (VECTORS, r"\frac{\partial}{\partial s} (s a^\top x) = a^\top x"),
    (MATRICES, r"\frac{\partial}{\partial X} \operatorname{tr}(A X) = A^\top"),
    (MATRICES, r"\frac{\partial}{\partial X} \operatorname{tr}(X^\top A X B) = A X B + A^\top X B^\top"),
    (MATRICES, r"\frac{\partial}{\partial X} \operatorname{tr}(X^\top X) = 2X"),
    (MATRICES, r"\frac{\partial}{\partial X} (a^\top X b) = a b^\top"),
    (MATRICES, r"\frac{\partial}{\partial X} \|X\|_F^2 = 2X"),
    (MATRICES, r"\frac{\partial}{\partial X} \det X = \det(X) X^{-\top}"),
    (MATRICES, r"\frac{\partial}{\partial X} \log \det (X^\top X) = 2 X^{-\top}"),
    (MATRICES, r"\frac{\partial}{\partial X} (a^\top X^{-1} b) = -X^{-\top} a b^\top X^{-\top}"),
    (MATRICES, r"\frac{d M}{d t} = 2 t B"),
    (MATRICES, r"\frac{d}{dt} M^{-1} = - M^{-1} \frac{dM}{dt} M^{-1}"),
    (SOFTMAX, r"\frac{\partial y}{\partial z} = \operatorname{diag}(y) - y y^\top"),
    (SOFTMAX, r"\frac{\partial y_i}{\partial z_j} = y_i (\delta_{ij} - y_j)"),
    (SOFTMAX, r"\frac{\partial C}{\partial z} = (\mathbf{1}^\top t)\, y - t"),
    (SOFTMAX, r"\frac{\partial C}{\partial y_i} = -\frac{t_i}{y_i}"),
    (SOFTMAX, r"\frac{\partial f}{\partial z} = y"),
    (SOFTMAX, r"\frac{\partial^2 f}{\partial z_i \partial z_j} = y_i (\delta_{ij} - y_j)"),
]  # fmt: skip

FALSE = [
    (AFFINE, r"\frac{\partial L}{\partial X} = \frac{\partial L}{\partial Y} W"),
    (AFFINE, r"\frac{\partial L}{\partial X} = W^\top \frac{\partial L}{\partial Y}"),
    (AFFINE, r"\frac{\partial L}{\partial X} = -\frac{\partial L}{\partial Y} W^\top"),
    (AFFINE, r"\frac{\partial L}{\partial X} = (1+10^{-7}) \frac{\partial L}{\partial Y} W^\top"),
    (AFFINE, r"\frac{\partial L}{\partial X} = \frac{\partial L}{\partial W}\frac{\partial W}{\partial X}"),
    (AFFINE, r"\frac{\partial L}{\partial W} = X \frac{\partial L}{\partial Z}"),
    (AFFINE, r"\frac{\partial L}{\partial W} = 2 X^\top \frac{\partial L}{\partial Z}"),
    (AFFINE, r"\frac{\partial L}{\partial b} = \frac{\partial L}{\partial Z}"),
    (AFFINE, r"\frac{\partial L}{\partial b} = \mathbf{1} \frac{\partial L}{\partial Z}"),
    (AFFINE, r"\frac{\partial L}{\partial b} = \frac{1}{n} \mathbf{1}^\top \frac{\partial L}{\partial Z}"),
    (AFFINE, r"\frac{\partial L}{\partial x_{ij}} = \sum_{k=1}^{m} \frac{\partial L}{\partial y_{ik}} w_{kj}"),
    (AFFINE, r"\frac{\partial L}{\partial x_{ij}} = \sum_{k=1}^{m-1} \frac{\partial L}{\partial y_{ik}} w_{jk}"),
    (AFFINE, r"\frac{\partial L}{\partial x_{ij}} = \sum_{k=2}^{m} \frac{\partial L}{\partial y_{ik}} w_{jk}"),
    (AFFINE, r"\frac{\partial L}{\partial x_{ij}} = \sum_{k=1}^{n} \frac{\partial L}{\partial y_{ik}} w_{jk}"),
    (AFFINE, r"\frac{\partial L}{\partial x_{ij}} = \sum_{k=1}^{m} \frac{\partial L}{\partial y_{ik}} w_{1k}"),
    (AFFINE, r"\frac{\partial L}{\partial x_{21}} = \sum_{k=1}^{m} \frac{\partial L}{\partial y_{1k}} w_{1k}"),
    (AFFINE, r"\frac{\partial L}{\partial w_{ij}} = \sum_{k=1}^{n} x_{ki} \frac{\partial L}{\partial z_{ki}}"),
    (AFFINE, r"\frac{\partial y_{pq}}{\partial x_{ij}} = w_{jq}"),
    (AFFINE, r"\frac{\partial y_{pq}}{\partial x_{ij}} = \delta_{pi} w_{jp}"),
    (AFFINE, r"\frac{\partial y_{pq}}{\partial x_{ij}} = \delta_{qj} w_{jq}"),
    (AFFINE, r"\frac{\partial z_{pq}}{\partial b_j} = 1"),
    (AFFINE, r"\frac{\partial L}{\partial b_j} = \frac{\partial L}{\partial z_{1j}}"),
    (AFFINE, r"\frac{\partial L}{\partial X} = 0"),
    (PATHS, r"\frac{\partial u_2}{\partial x} = 1 + 2x"),
    (PATHS, r"\frac{du_2}{dx} = 1"),
    (PATHS, r"\frac{d u_2}{d x} = \frac{\partial u_2}{\partial u_1}\frac{d u_1}{d x}"),
    (VECTORS, r"\frac{\partial}{\partial x} (a^\top x) = a^\top"),
    (VECTORS, r"\frac{\partial}{\partial x} (x^\top A x) = 2 A x"),
    (VECTORS, r"\frac{\partial}{\partial x} (x^\top A x) = A x"),
    (VECTORS, r"\frac{\partial}{\partial x} (x^\top S x) = S x"),
    (VECTORS, r"\frac{\partial y}{\partial x} = B"),
    (VECTORS, r"\frac{\partial y_i}{\partial x_j} = b_{i1}"),
    (VECTORS, r"\frac{\partial}{\partial x} \| B x - c \|^2 = 2 B^\top (B x + c)"),
    (VECTORS, r"\frac{\partial}{\partial x} \| B x - c \|^2 = B^\top (B x - c)"),
    (VECTORS, r"\frac{\partial \|x\|}{\partial x} = \frac{x}{\|x\|^2}"),
    (VECTORS, r"\frac{\partial \|x\|^2}{\partial x} = \frac{x}{\|x\|}"),
    (VECTORS, r"\frac{\partial q}{\partial x} = \frac{\partial q}{\partial y}\frac{\partial y}{\partial x}"),
    (VECTORS, r"\frac{\partial q}{\partial x_i} = \sum_{k=1}^{m} 3 y_k^2 b_{k1}"),
    (VECTORS, r"\frac{\partial^2 q}{\partial x_i \partial x_j} = \sum_{k=1}^{m} 6 y_k b_{ki}"),
    (VECTORS, r"\frac{\partial^2 q}{\partial x_i \partial x_j} = 0"),
    (VECTORS, r"\frac{\partial^2 q}{\partial x_i^2} = 0"),
    (VECTORS, r"\frac{\partial}{\partial x_j} \frac{\partial q}{\partial x_i} = 0"),
    (VECTORS, r"\frac{\partial^2 r}{\partial x_i \partial x_j} = 6 x_i"),
    (VECTORS, r"\frac{\partial^2 r}{\partial x_i^2} = 6 (1+10^{-7}) x_i"),
    (VECTORS, r"\frac{d}{dp} \log p = \frac{1}{p^2}"),
    (VECTORS, r"\frac{d}{ds} e^{s^2} = e^{s^2}"),
    (VECTORS, r"\frac{d}{ds} e^{s^2} = s e^{s^2}"),
    (VECTORS, r"\frac{d^2}{ds^2} \sin s = \sin s"),
    (VECTORS, r"\frac{d}{ds} \tanh s = 1 - \tanh s"),
    (VECTORS, r"\frac{d}{ds} \tanh s = 1 + \tanh^2 s"),
    (MATRICES, r"\frac{\partial}{\partial X} \operatorname{tr}(A X) = A"),
    (MATRICES, r"\frac{\partial}{\partial X} \operatorname{tr}(X^\top A X B) = A X B + A^\top X B"),
    (MATRICES, r"\frac{\partial}{\partial X} \operatorname{tr}(X^\top A X B) = 2 A X B"),
    (MATRICES, r"\frac{\partial}{\partial X} (a^\top X b) = b a^\top"),
    (MATRICES, r"\frac{\partial}{\partial X} \|X\|_F^2 = 2X^\top"),
    (MATRICES, r"\frac{\partial}{\partial X} \det X = \det(X) X^{-1}"),
    (MATRICES, r"\frac{\partial}{\partial X} \log \det (X^\top X) = X^{-\top}"),
    (MATRICES, r"\frac{\partial}{\partial X} (a^\top X^{-1} b) = X^{-\top} a b^\top X^{-\top}"),
    (MATRICES, r"\frac{\partial}{\partial X} (a^\top X^{-1} b) = -X^{-1} a b^\top X^{-1}"),
    (MATRICES, r"\frac{d M}{d t} = 2 t A"),
    (MATRICES, r"\frac{d}{dt} M^{-1} = - M^{-2} \frac{dM}{dt}"),
    (SOFTMAX, r"\frac{\partial y}{\partial z} = \operatorname{diag}(y) + y y^\top"),
    (SOFTMAX, r"\frac{\partial y}{\partial z} = \operatorname{diag}(y)"),
    (SOFTMAX, r"\frac{\partial y_i}{\partial z_j} = y_i (\delta_{ij} - y_i)"),
    (SOFTMAX, r"\frac{\partial y_i}{\partial z_j} = y_i (1 - y_j)"),
    (SOFTMAX, r"\frac{\partial C}{\partial z} = y - t"),
    (SOFTMAX, r"\frac{\partial C}{\partial y_i} = \frac{t_i}{y_i}"),
    (SOFTMAX, r"\frac{\partial f}{\partial z} = t"),
    (SOFTMAX, r"\frac{\partial^2 f}{\partial z_i \partial z_j} = y_i y_j"),
]  # fmt: skip


@pytest.mark.parametrize("scope, formula", TRUE)
def test_true(scope, formula):
    verdict = judge(formula, scope)
    assert verdict.status == "checked", verdict.message


@pytest.mark.parametrize("scope, formula", FALSE)
def test_false(scope, formula):
    verdict = judge(formula, scope)
    assert verdict.status == "refuted", verdict.message


NUMERATOR = VECTORS.declare({}, layout="numerator")


@pytest.mark.parametrize(
    "formula, status",
    [
        (r"\frac{\partial}{\partial x} (a^\top x) = a^\top", "checked"),
        (r"\frac{\partial}{\partial x} (a^\top x) = a", "refuted"),
        (r"\frac{\partial y}{\partial x} = B", "checked"),
        (r"\frac{\partial y}{\partial x} = B^\top", "refuted"),
        (r"\frac{\partial}{\partial x} (x^\top A x) = x^\top (A + A^\top)", "checked"),
        (r"\frac{\partial}{\partial x} (x^\top A x) = (A + A^\top) x", "refuted"),
        (r"\frac{\partial q}{\partial x} = \frac{\partial q}{\partial y}\frac{\partial y}{\partial x}", "checked"),
        (r"\frac{\partial q}{\partial x} = \frac{\partial y}{\partial x}\frac{\partial q}{\partial y}", "refuted"),
        (r"\frac{\partial y_i}{\partial x_j} = b_{ij}", "checked"),
        (r"\frac{\partial q}{\partial B} = x \frac{\partial q}{\partial y}", "checked"),
        (r"\frac{\partial q}{\partial B} = \Big(\frac{\partial q}{\partial y}\Big)^\top x^\top", "refuted"),
    ],
)
def test_numerator_layout(formula, status):
    verdict = judge(formula, NUMERATOR)
    assert verdict.status == status, verdict.message


def test_a_transposed_variable_asks_for_the_jacobian():
    """∂(Bx)/∂xᵀ = B in every book, whatever the layout."""
    assert judge(r"\frac{\partial y}{\partial x^\top} = B^\top", VECTORS).status != "checked"
    assert judge(r"\frac{\partial y}{\partial x^\top} = B", VECTORS).status in ("checked", "error")


def test_independent_of_the_variable():
    assert judge(r"\frac{\partial q}{\partial a} = \mathbf{0}", VECTORS).status == "checked"
    assert judge(r"\frac{\partial q}{\partial a} = a", VECTORS).status == "refuted"
    vacuous = judge(r"\frac{\partial q}{\partial a} = \frac{\partial r}{\partial a}", VECTORS)
    assert vacuous.status == "error" and "zero" in vacuous.message


def test_a_matrix_by_a_matrix_is_no_matrix():
    assert judge(r"\frac{\partial Y}{\partial X} W = W", AFFINE).status == "refuted"


@pytest.mark.parametrize("formula", [r"\frac{df}{dx}(0) = 0", r"\frac{df}{dx}(2) = 2\frac{df}{dx}"])
def test_a_derivative_at_a_place_is_no_product(formula):
    scope = Scope().declare(dict(x=Scalar(), f=lambda x: np.sin(x)))
    assert judge(formula, scope).status == "error"


@pytest.mark.parametrize("formula", [r"dY = dX\, W", r"d\mathbf{Y} = d\mathbf{X}\,\mathbf{W}"])
def test_a_differential_is_no_dimension(formula):
    """The d of dX is not the number of columns, although d names that too."""
    assert judge(formula, AFFINE).status in ("refuted", "error")


def test_relu_away_from_its_kink():
    scope = Scope().declare(
        dict(x=Vector("n"), W=Matrix("m", "n"), y=lambda W, x: np.maximum(W @ x, 0.0), L=lambda y: (y**2).sum())
    )
    true = r"\frac{\partial L}{\partial W} = 2 y x^\top"
    assert judge(true, scope).status == "checked"
    assert judge(true.replace("2 y", "2 W x"), scope).status == "refuted"


@pytest.mark.parametrize("slope, status", [("0", "checked"), ("1", "checked"), ("0.5", "checked"), ("2", "refuted"), ("-0.1", "refuted")])
def test_at_a_kink_between_the_one_sided_derivatives(slope, status):
    scope = Scope().declare(dict(x=Constant(0.0), y=lambda x: np.maximum(x, 0.0)))
    assert judge(rf"\frac{{dy}}{{dx}} = {slope}", scope).status == status
