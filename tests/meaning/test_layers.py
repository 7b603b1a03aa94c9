"""Equations of whole chapters, in the notation of a reader's textbook, with their near misses."""

import numpy as np
import pytest

from geomsan.meaning import Constant, Function, Matrix, Scalar, Scope, Vector, smooth
from geomsan.verdict import judge


def softmax(z):
    e = np.exp(z)
    return e / e.sum(axis=-1, keepdims=True)


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


LAYER_NORM = Scope().declare(
    dict(
        x=Vector("n"), g=Vector("n", tex=r"\gamma"), b=Vector("n", tex=r"\beta"), eps=Constant(1e-5, tex=r"\epsilon"),
        mu=lambda x: x.mean(), v=lambda x: ((x - x.mean()) ** 2).mean(), s=lambda v, eps: np.sqrt(v + eps),
        h=lambda x, mu, s: (x - mu) / s, y=lambda g, h, b: g * h + b, l=Function(smooth), L=lambda l, y: l(y),
    )
)  # fmt: skip
ATTENTION = Scope().declare(
    dict(
        Q=Matrix("n", "d"), K=Matrix("m", "d"), V=Matrix("m", "p"), S=lambda Q, K: Q @ K.T / np.sqrt(Q.shape[1]),
        A=lambda S: softmax(S), O=lambda A, V: A @ V, l=Function(smooth), L=lambda l, O: l(O),
    )
)  # fmt: skip
RECURRENT = Scope().declare(
    dict(
        x=Vector("d"), h=Vector("m"), W=Matrix("m", "d"), U=Matrix("m", "m"), b=Vector("m"), z=lambda W, x, U, h, b: W @ x + U @ h + b,
        a=lambda z: np.tanh(z), l=Function(smooth), L=lambda l, a: l(a),
    )
)  # fmt: skip
LOGISTIC = Scope().declare(
    dict(
        X=Matrix("n", "d"), w=Vector("d"), t=Vector("n"), z=lambda X, w: X @ w, y=lambda z: sigmoid(z),
        L=lambda y, t: -(t * np.log(y) + (1 - t) * np.log(1 - y)).sum(), sigma=Function(sigmoid),
    )
)  # fmt: skip
GAUSS = Scope().declare(
    dict(
        x=Vector("n"), m=Scalar(tex=r"\mu"), s=Scalar(positive=True, tex=r"\sigma"), r=Scalar(positive=True, tex=r"\tau"),
        L=lambda x, m, s: (-0.5 * np.log(2 * np.pi * s**2) - (x - m) ** 2 / (2 * s**2)).sum(),
    )
)  # fmt: skip
QUADRATIC = Scope().declare(
    dict(
        A=Matrix("n", "n"), S=Matrix("n", "n", symmetric=True), x=Vector("n"), b=Vector("n"), c=Scalar(),
        f=lambda S, x, b, c: x @ S @ x / 2 - b @ x + c, X=Matrix("k", "n"), y=Vector("k"), w=Vector("n"),
        E=lambda X, w, y: ((X @ w - y) ** 2).sum() / 2, lam=Scalar(positive=True, tex=r"\lambda"),
    )
)  # fmt: skip
CONVOLUTION = Scope().declare(
    dict(x=Vector(5), k=Vector(3), y=lambda x, k: np.array([x[i : i + 3] @ k for i in range(3)]), l=Function(smooth), L=lambda l, y: l(y))
)
TOEPLITZ = r"\begin{pmatrix} k_1 & k_2 & k_3 & 0 & 0 \\ 0 & k_1 & k_2 & k_3 & 0 \\ 0 & 0 & k_1 & k_2 & k_3 \end{pmatrix}"

# (scope, true, its near misses)
TABLE = [
    (LAYER_NORM, r"\mu = \frac{1}{n} \sum_{i=1}^{n} x_i", [r"\mu = \frac{1}{n-1} \sum_{i=1}^{n} x_i", r"\mu = \sum_{i=1}^{n} x_i"]),
    (LAYER_NORM, r"v = \frac{1}{n} \sum_{i=1}^{n} (x_i - \mu)^2", [r"v = \frac{1}{n-1} \sum_{i=1}^{n} (x_i - \mu)^2", r"v = \frac1n \sum_{i=1}^{n} x_i^2 + \mu^2"]),
    (LAYER_NORM, r"v = \frac1n \sum_{i=1}^{n} x_i^2 - \mu^2", [r"v = \frac1n \sum_{i=1}^{n} x_i^2 - \mu"]),
    (LAYER_NORM, r"h_i = \frac{x_i - \mu}{\sqrt{v + \epsilon}}", [r"h_i = \frac{x_i - \mu}{\sqrt{v}}", r"h_i = \frac{x_i - \mu}{v + \epsilon}", r"h_i = \frac{x_i}{\sqrt{v + \epsilon}}"]),
    (LAYER_NORM, r"y = \gamma \odot h + \beta", [r"y = \beta \odot h + \gamma", r"y = \gamma^\top h + \beta"]),
    (LAYER_NORM, r"\frac{\partial L}{\partial \gamma} = \frac{\partial L}{\partial y} \odot h", [r"\frac{\partial L}{\partial \gamma} = \frac{\partial L}{\partial y} \odot x", r"\frac{\partial L}{\partial \gamma} = \frac{\partial L}{\partial y}"]),
    (LAYER_NORM, r"\frac{\partial \mu}{\partial x_i} = \frac{1}{n}", [r"\frac{\partial \mu}{\partial x_i} = 1"]),
    (LAYER_NORM, r"\frac{\partial v}{\partial x_i} = \frac{2}{n} (x_i - \mu)", [r"\frac{\partial v}{\partial x_i} = \frac{2}{n} x_i", r"\frac{\partial v}{\partial x_i} = \frac{1}{n} (x_i - \mu)"]),
    (LAYER_NORM, r"\frac{d h_i}{d x_j} = \frac{1}{s} \Big( \delta_{ij} - \frac{1}{n} - \frac{1}{n} h_i h_j \Big)", [r"\frac{d h_i}{d x_j} = \frac{1}{s} \Big( \delta_{ij} - \frac{1}{n} + \frac{1}{n} h_i h_j \Big)", r"\frac{d h_i}{d x_j} = \frac{1}{s} \Big( \delta_{ij} - \frac{1}{n} \Big)"]),
    (LAYER_NORM, r"\frac{d L}{d x} = \frac{1}{s} \Big( \frac{\partial L}{\partial h} - \frac{1}{n} \mathbf{1}\mathbf{1}^\top \frac{\partial L}{\partial h} - \frac{1}{n} h h^\top \frac{\partial L}{\partial h} \Big)", [r"\frac{d L}{d x} = \frac{1}{s} \Big( \frac{\partial L}{\partial h} - \frac{1}{n} \mathbf{1}\mathbf{1}^\top \frac{\partial L}{\partial h} \Big)", r"\frac{d L}{d x} = \frac{1}{s} \frac{\partial L}{\partial h}"]),
    (ATTENTION, r"S = \frac{1}{\sqrt{d}} Q K^\top", [r"S = \frac{1}{d} Q K^\top", r"S = \frac{1}{\sqrt{d}} K Q^\top", r"S = Q K^\top"]),
    (ATTENTION, r"a_{ij} = \frac{e^{s_{ij}}}{\sum_{k=1}^{m} e^{s_{ik}}}", [r"a_{ij} = \frac{e^{s_{ij}}}{\sum_{k=1}^{n} e^{s_{kj}}}", r"a_{ij} = \frac{s_{ij}}{\sum_{k=1}^{m} s_{ik}}", r"a_{ij} = \frac{e^{s_{ij}}}{\sum_{k=1}^{m-1} e^{s_{ik}}}"]),
    (ATTENTION, r"A \mathbf{1} = \mathbf{1}", [r"A^\top \mathbf{1} = \mathbf{1}", r"A \mathbf{1} = \mathbf{0}"]),
    (ATTENTION, r"O = A V", [r"O = A^\top V", r"O = S V"]),
    (ATTENTION, r"\frac{\partial L}{\partial V} = A^\top \frac{\partial L}{\partial O}", [r"\frac{\partial L}{\partial V} = A \frac{\partial L}{\partial O}", r"\frac{\partial L}{\partial V} = S^\top \frac{\partial L}{\partial O}"]),
    (ATTENTION, r"\frac{\partial L}{\partial A} = \frac{\partial L}{\partial O} V^\top", [r"\frac{\partial L}{\partial A} = V \frac{\partial L}{\partial O}"]),
    (ATTENTION, r"\frac{\partial L}{\partial s_{ij}} = a_{ij} \Big( \frac{\partial L}{\partial a_{ij}} - \sum_{k=1}^{m} \frac{\partial L}{\partial a_{ik}} a_{ik} \Big)", [r"\frac{\partial L}{\partial s_{ij}} = a_{ij} \Big( \frac{\partial L}{\partial a_{ij}} + \sum_{k=1}^{m} \frac{\partial L}{\partial a_{ik}} a_{ik} \Big)", r"\frac{\partial L}{\partial s_{ij}} = a_{ij} (1 - a_{ij}) \frac{\partial L}{\partial a_{ij}}"]),
    (ATTENTION, r"\frac{\partial L}{\partial Q} = \frac{1}{\sqrt{d}} \frac{\partial L}{\partial S} K", [r"\frac{\partial L}{\partial Q} = \frac{1}{\sqrt{d}} \frac{\partial L}{\partial S} K^\top", r"\frac{\partial L}{\partial Q} = \frac{\partial L}{\partial S} K"]),
    (ATTENTION, r"\frac{\partial L}{\partial K} = \frac{1}{\sqrt{d}} \Big( \frac{\partial L}{\partial S} \Big)^\top Q", [r"\frac{\partial L}{\partial K} = \frac{1}{\sqrt{d}} \frac{\partial L}{\partial S} Q"]),
    (RECURRENT, r"a_i = \tanh(z_i)", [r"a_i = \tanh(z_1)", r"a_i = \sin(z_i)"]),
    (RECURRENT, r"\frac{\partial L}{\partial z} = (\mathbf{1} - a \odot a) \odot \frac{\partial L}{\partial a}", [r"\frac{\partial L}{\partial z} = (\mathbf{1} + a \odot a) \odot \frac{\partial L}{\partial a}", r"\frac{\partial L}{\partial z} = (\mathbf{1} - a) \odot \frac{\partial L}{\partial a}"]),
    (RECURRENT, r"\frac{\partial L}{\partial h} = U^\top \operatorname{diag}(\mathbf{1} - a \odot a) \frac{\partial L}{\partial a}", [r"\frac{\partial L}{\partial h} = U \operatorname{diag}(\mathbf{1} - a \odot a) \frac{\partial L}{\partial a}", r"\frac{\partial L}{\partial h} = \operatorname{diag}(\mathbf{1} - a \odot a) U^\top \frac{\partial L}{\partial a}"]),
    (RECURRENT, r"\frac{\partial L}{\partial U} = \frac{\partial L}{\partial z} h^\top", [r"\frac{\partial L}{\partial U} = h \Big(\frac{\partial L}{\partial z}\Big)^\top", r"\frac{\partial L}{\partial U} = \frac{\partial L}{\partial a} h^\top"]),
    (RECURRENT, r"\frac{\partial L}{\partial W} = \frac{\partial L}{\partial z} x^\top", [r"\frac{\partial L}{\partial W} = \frac{\partial L}{\partial z} h^\top"]),
    (LOGISTIC, r"L = -\sum_{i=1}^{n} \big( t_i \log y_i + (1 - t_i) \log (1 - y_i) \big)", [r"L = -\sum_{i=1}^{n} \big( t_i \log y_i + (1 + t_i) \log (1 - y_i) \big)", r"L = \sum_{i=1}^{n} \big( t_i \log y_i + (1 - t_i) \log (1 - y_i) \big)"]),
    (LOGISTIC, r"\frac{\partial L}{\partial w} = X^\top (y - t)", [r"\frac{\partial L}{\partial w} = X^\top (t - y)", r"\frac{\partial L}{\partial w} = X^\top (y + t)", r"\frac{\partial L}{\partial w} = X^\top (z - t)"]),
    (LOGISTIC, r"\frac{\partial y_i}{\partial z_j} = y_i (1 - y_i) \delta_{ij}", [r"\frac{\partial y_i}{\partial z_j} = y_i (1 - y_i)", r"\frac{\partial y_i}{\partial z_j} = y_i \delta_{ij}"]),
    (LOGISTIC, r"\frac{\partial^2 L}{\partial w_i \partial w_j} = \sum_{k=1}^{n} y_k (1 - y_k) x_{ki} x_{kj}", [r"\frac{\partial^2 L}{\partial w_i \partial w_j} = \sum_{k=1}^{n} y_k x_{ki} x_{kj}", r"\frac{\partial^2 L}{\partial w_i \partial w_j} = 0"]),
    (LOGISTIC, r"\sigma(z)_i = y_i", [r"\sigma(z)_i = z_i"]),
    (LOGISTIC, r"\sigma(-z_i) = 1 - \sigma(z_i)", [r"\sigma(-z_i) = -\sigma(z_i)", r"\sigma(-z_i) = \sigma(z_i)"]),
    (GAUSS, r"L = -\frac{n}{2} \log(2\pi\sigma^2) - \frac{1}{2\sigma^2} \sum_{i=1}^{n} (x_i - \mu)^2", [r"L = -\frac{n}{2} \log(2\pi\sigma) - \frac{1}{2\sigma^2} \sum_{i=1}^{n} (x_i - \mu)^2", r"L = -\frac{1}{2} \log(2\pi\sigma^2) - \frac{1}{2\sigma^2} \sum_{i=1}^{n} (x_i - \mu)^2", r"L = -\frac{n}{2} \log(2\pi\sigma^2) - \frac{1}{\sigma^2} \sum_{i=1}^{n} (x_i - \mu)^2"]),
    (GAUSS, r"L = \sum_{i=1}^{n} \log \Big( \frac{1}{\sqrt{2\pi}\,\sigma} e^{-\frac{(x_i - \mu)^2}{2\sigma^2}} \Big)", [r"L = \sum_{i=1}^{n} \log \Big( \frac{1}{\sqrt{2\pi}\,\sigma} e^{-\frac{(x_i - \mu)^2}{\sigma^2}} \Big)", r"L = \sum_{i=1}^{n} \log \Big( \frac{1}{\sqrt{2\pi\sigma}} e^{-\frac{(x_i - \mu)^2}{2\sigma^2}} \Big)"]),
    (GAUSS, r"\frac{\partial L}{\partial \mu} = \frac{1}{\sigma^2} \sum_{i=1}^{n} (x_i - \mu)", [r"\frac{\partial L}{\partial \mu} = \frac{1}{\sigma} \sum_{i=1}^{n} (x_i - \mu)", r"\frac{\partial L}{\partial \mu} = \frac{1}{\sigma^2} \sum_{i=1}^{n} (\mu - x_i)"]),
    (GAUSS, r"\frac{\partial L}{\partial \sigma} = -\frac{n}{\sigma} + \frac{1}{\sigma^3} \sum_{i=1}^{n} (x_i - \mu)^2", [r"\frac{\partial L}{\partial \sigma} = -\frac{n}{\sigma} + \frac{1}{\sigma^2} \sum_{i=1}^{n} (x_i - \mu)^2", r"\frac{\partial L}{\partial \sigma} = -\frac{n}{2\sigma} + \frac{1}{\sigma^3} \sum_{i=1}^{n} (x_i - \mu)^2"]),
    (GAUSS, r"\frac{\partial^2 L}{\partial \mu^2} = -\frac{n}{\sigma^2}", [r"\frac{\partial^2 L}{\partial \mu^2} = \frac{n}{\sigma^2}", r"\frac{\partial^2 L}{\partial \mu^2} = -\frac{1}{\sigma^2}"]),
    (GAUSS, r"\log \frac{\sigma}{\tau} + \frac{\tau^2}{2\sigma^2} - \frac12 \geq 0", [r"\log \frac{\tau}{\sigma} + \frac{\tau^2}{2\sigma^2} - \frac12 \geq 0", r"\log \frac{\sigma}{\tau} + \frac{\tau^2}{2\sigma^2} - 1 \geq 0"]),
    (QUADRATIC, r"\frac{\partial f}{\partial x} = S x - b", [r"\frac{\partial f}{\partial x} = 2 S x - b", r"\frac{\partial f}{\partial x} = S x + b", r"\frac{\partial f}{\partial x} = \frac12 S x - b"]),
    (QUADRATIC, r"\frac{\partial^2 f}{\partial x_i \partial x_j} = s_{ij}", [r"\frac{\partial^2 f}{\partial x_i \partial x_j} = \frac12 s_{ij}", r"\frac{\partial^2 f}{\partial x_i \partial x_j} = \delta_{ij}"]),
    (QUADRATIC, r"x^\top A x = \frac12 x^\top (A + A^\top) x", [r"x^\top A x = x^\top (A + A^\top) x", r"x^\top A x = \frac12 x^\top (A - A^\top) x"]),
    (QUADRATIC, r"x - S^{-1} \frac{\partial f}{\partial x} = S^{-1} b", [r"x - S \frac{\partial f}{\partial x} = S^{-1} b", r"x + S^{-1} \frac{\partial f}{\partial x} = S^{-1} b"]),
    (QUADRATIC, r"\frac{\partial E}{\partial w} = X^\top (X w - y)", [r"\frac{\partial E}{\partial w} = X^\top (y - X w)", r"\frac{\partial E}{\partial w} = 2 X^\top (X w - y)"]),
    (QUADRATIC, r"\frac{d}{dw} \Big( E + \frac{\lambda}{2} \|w\|^2 \Big) = X^\top (X w - y) + \lambda w", [r"\frac{d}{dw} \Big( E + \frac{\lambda}{2} \|w\|^2 \Big) = X^\top (X w - y) + 2 \lambda w", r"\frac{d}{dw} \Big( E + \frac{\lambda}{2} \|w\|^2 \Big) = \lambda w"]),
    (QUADRATIC, r"\log \sum_{i=1}^{n} e^{x_i} = c + \log \sum_{i=1}^{n} e^{x_i - c}", [r"\log \sum_{i=1}^{n} e^{x_i} = c + \log \sum_{i=1}^{n} e^{x_i + c}", r"\log \sum_{i=1}^{n} e^{x_i} = \log \sum_{i=1}^{n} e^{x_i - c}", r"\log \sum_{i=1}^{n} e^{x_i} = \sum_{i=1}^{n} x_i"]),
    (QUADRATIC, r"\max_i x_i \leq \log \sum_{i=1}^{n} e^{x_i} \leq \max_i x_i + \log n", [r"\log \sum_{i=1}^{n} e^{x_i} \leq \max_i x_i", r"\log \sum_{i=1}^{n} e^{x_i} \leq \max_i x_i + \log (n - 1)"]),
    (CONVOLUTION, rf"y = {TOEPLITZ} x", [rf"y = {TOEPLITZ.replace('k_2 & k_3 & 0 & 0', 'k_3 & k_2 & 0 & 0')} x", rf"y = {TOEPLITZ}^\top x", rf"y = {TOEPLITZ.replace('0 & 0 & k_1', '0 & k_1 & 0')} x"]),
    (CONVOLUTION, r"y_i = \sum_{j=1}^{3} k_j x_{i+j-1}", [r"y_i = \sum_{j=1}^{3} k_j x_{i-j+3}", r"y_i = \sum_{j=1}^{2} k_j x_{i+j-1}", r"y_i = \sum_{j=1}^{3} k_j x_{i+j}", r"y_i = \sum_{j=1}^{3} k_j x_{j}"]),
    (CONVOLUTION, rf"\frac{{\partial L}}{{\partial x}} = {TOEPLITZ}^\top \frac{{\partial L}}{{\partial y}}", [rf"\frac{{\partial L}}{{\partial x}} = {TOEPLITZ} \frac{{\partial L}}{{\partial y}}"]),
    (CONVOLUTION, r"\frac{\partial L}{\partial k_j} = \sum_{i=1}^{3} \frac{\partial L}{\partial y_i} x_{i+j-1}", [r"\frac{\partial L}{\partial k_j} = \sum_{i=1}^{3} \frac{\partial L}{\partial y_i} x_{i}", r"\frac{\partial L}{\partial k_j} = \sum_{i=1}^{2} \frac{\partial L}{\partial y_i} x_{i+j-1}"]),
]  # fmt: skip


@pytest.mark.parametrize("scope, formula", [(scope, true) for scope, true, _ in TABLE])
def test_true(scope, formula):
    verdict = judge(formula, scope)
    assert verdict.status == "checked", verdict.message


@pytest.mark.parametrize("scope, formula", [(scope, false) for scope, _, misses in TABLE for false in misses])
def test_near_misses(scope, formula):
    verdict = judge(formula, scope)
    assert verdict.status == "refuted", verdict.message


@pytest.mark.parametrize("scope, formula", [(scope, true) for scope, true, _ in TABLE if " = " in true])
def test_a_factor_that_is_hardly_one(scope, formula):
    left, right = formula.split(" = ", 1)
    verdict = judge(rf"{left} = \Big({right}\Big) (1 + 10^{{-7}})", scope)
    assert verdict.status == "refuted", verdict.message


def test_a_penalty_does_not_hold_the_loss_fixed():
    """In a bracket ∂ could mean either; it may be declined, but the loss does not vanish."""
    assert judge(r"\frac{\partial}{\partial w} \Big( E + \frac{\lambda}{2} \|w\|^2 \Big) = \lambda w", QUADRATIC).status != "checked"
