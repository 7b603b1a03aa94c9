"""Equations as pages on these subjects would write them: for each scope the true ones, and false ones beside them."""

import numpy as np

from geomsan.meaning import Function, Matrix, Row, Scalar, Scope, Sequence, Small, Vector, smooth


def softmax(z):
    e = np.exp(z)
    return e / e.sum(axis=-1, keepdims=True)


def scope(**symbols):
    return Scope().declare(symbols)


def layer_norm():
    return scope(
        x=Vector("n"), g=Vector("n", tex=r"\gamma"), b=Vector("n", tex=r"\beta"), eps=Scalar(positive=True, tex=r"\epsilon"),
        mu=lambda x: x.mean(), v=Scalar(tex=r"\sigma^2", of=lambda x, mu: ((x - mu) ** 2).mean()),
        s=lambda v, eps: np.sqrt(v + eps), xh=Vector("n", tex=r"\hat{x}", of=lambda x, mu, s: (x - mu) / s),
        y=Vector("n", of=lambda g, xh, b: g * xh + b), l=Function(smooth), L=lambda l, y: l(y),
    )


def batch_norm():
    return scope(
        X=Matrix("m", "d"), g=Row("d", tex=r"\gamma", broadcast=True), b=Row("d", tex=r"\beta", broadcast=True), eps=Scalar(positive=True, tex=r"\epsilon"),
        mu=Row("d", of=lambda X: X.mean(axis=0)), v=Row("d", of=lambda X, mu: ((X - mu) ** 2).mean(axis=0)),
        H=Matrix("m", "d", tex=r"\hat{X}", of=lambda X, mu, v, eps: (X - mu) / np.sqrt(v + eps)),
        Y=Matrix("m", "d", of=lambda g, H, b: g * H + b), l=Function(smooth), L=lambda l, Y: l(Y),
    )


def attention():
    return scope(
        Q=Matrix("n", "k"), K=Matrix("m", "k"), V=Matrix("m", "v"), S=lambda Q, K: Q @ K.T / np.sqrt(K.shape[1]),
        A=Matrix("n", "m", of=lambda S: softmax(S)), O=lambda A, V: A @ V, softmax=Function(softmax),
        l=Function(smooth), L=lambda l, O: l(O),
    )


def convolution():
    def full(w, x):
        return np.convolve(x, w[::-1], "valid")

    return scope(
        x=Vector("n"), w=Vector(3), u=Vector(4), T=Matrix(4, 6, of=lambda w: np.array([[w[j - i] if 0 <= j - i < 3 else 0 * w[0] for j in range(6)] for i in range(4)])),
        z=Vector(6), c=Vector(4, of=lambda w, z: np.array([w @ z[i : i + 3] for i in range(4)])), l=Function(smooth), L=lambda l, c: l(c),
    )


def recurrent():
    return scope(
        W=Matrix("h", "h"), U=Matrix("h", "d"), b=Vector("h"), x=Sequence(Vector("d"), "T"),
        h_0=Vector("h"), h=Sequence(Vector("h"), "T", of=lambda W, U, b, x, h_0: _run(W, U, b, x, h_0)),
    )


def _run(W, U, b, x, h):
    out = []
    for each in x:
        h = np.tanh(W @ h + U @ each + b)
        out.append(h)
    return np.array(out)


def lstm():
    sigma = lambda z: 1 / (1 + np.exp(-z))
    return scope(
        sigma=Function(sigma), a=Scalar(), c0=Vector("h", tex="c_{t-1}"), zf=Vector("h", tex="z_f"), zi=Vector("h", tex="z_i"), zg=Vector("h", tex="z_g"), zo=Vector("h", tex="z_o"),
        f=lambda zf: sigma(zf), i_t=Vector("h", tex="i", of=lambda zi: sigma(zi)), g=lambda zg: np.tanh(zg), o=lambda zo: sigma(zo),
        c=Vector("h", tex="c_t", of=lambda f, c0, i_t, g: f * c0 + i_t * g), hh=Vector("h", tex="h_t", of=lambda o, c: o * np.tanh(c)),
        l=Function(smooth), L=lambda l, hh: l(hh),
    )


def newton():
    return scope(
        A=Matrix("n", "n", definite=True), x=Vector("n"), b=Vector("n"), q=lambda A, x, b: 0.5 * x @ A @ x - b @ x, f=Function(lambda t: t**3 + 2 * t), t=Scalar(), a=Scalar(positive=True),
        F=Function(smooth), h=Small(), p=Small(Vector("n")),
    )


def gaussian():
    return scope(
        x=Vector("d"), mu=Vector("d", tex=r"\mu"), S=Matrix("d", "d", definite=True, tex=r"\Sigma"),
        N=Scalar(tex="p", of=lambda x, mu, S: np.exp(-0.5 * (x - mu) @ np.linalg.solve(S, x - mu)) / np.sqrt(np.linalg.det(2 * np.pi * S))),
        l=Scalar(tex=r"\ell", of=lambda x, mu, S: -0.5 * (x - mu) @ np.linalg.solve(S, x - mu) - 0.5 * np.log(np.linalg.det(S))),
        z=Scalar(), m=Scalar(), s=Scalar(positive=True), g=Scalar(of=lambda z, m, s: -np.log(s) - (z - m) ** 2 / (2 * s**2)),
        X=Matrix("n", "d", rows=r"\mathbf{r}_i^\top"),
    )


def least_squares():
    return scope(
        X=Matrix("n", "d"), w=Vector("d"), y=Vector("n"), lam=Scalar(positive=True, tex=r"\lambda"), J=lambda X, w, y: ((X @ w - y) ** 2).sum(),
        R=lambda X, w, y, lam: ((X @ w - y) ** 2).sum() + lam * (w @ w), ws=Vector("d", tex="w^*", of=lambda X, y, lam: np.linalg.solve(X.T @ X + lam * np.eye(X.shape[1]), X.T @ y)),
        u=Vector("d", unit=True),
    )


def divergence():
    return scope(
        p=Vector("n", simplex=True), q=Vector("n", simplex=True), r=Vector("n", simplex=True), z=Vector("n"), s=Vector("n", of=lambda z: softmax(z)),
        D=Scalar(of=lambda p, q: (p * np.log(p / q)).sum()), H=Scalar(of=lambda p: -(p * np.log(p)).sum()), m=Scalar(), c=Scalar(), a=Scalar(positive=True), b=Scalar(positive=True),
    )


def matrices():
    return scope(
        A=Matrix("n", "n"), B=Matrix("n", "n"), C=Matrix("n", "m"), D=Matrix("m", "n"), X=Matrix("n", "m"), Y=Matrix("n", "n"), S=Matrix("n", "n", symmetric=True), P=Matrix("n", "n", definite=True),
        a=Vector("n"), b=Vector("n"), c=Vector("m"), x=Vector("n"), t=Scalar(),
    )


PAGES = {
    "layer_norm": (
        [
            r"\mu = \frac{1}{n} \sum_{i=1}^n x_i", r"\sigma^2 = \frac{1}{n} \sum_{i=1}^n (x_i - \mu)^2", r"\sigma^2 = \frac{1}{n}\|x\|^2 - \mu^2",
            r"\hat{x}_i = \frac{x_i - \mu}{\sqrt{\sigma^2 + \epsilon}}", r"\mathbf{1}^\top \hat{x} = 0", r"\sum_i \hat{x}_i^2 = \frac{n \sigma^2}{\sigma^2 + \epsilon}",
            r"\hat{x} = \frac{1}{s} \left( I - \frac{1}{n} \mathbf{1}\mathbf{1}^\top \right) x", r"\frac{\partial \mu}{\partial x_j} = \frac{1}{n}",
            r"\frac{d \sigma^2}{d x_j} = \frac{2}{n} (x_j - \mu)", r"\frac{\partial \sigma^2}{\partial \mu} = 0",
            r"\frac{d \hat{x}_i}{d x_j} = \frac{1}{s}\left( \delta_{ij} - \frac{1}{n} - \frac{\hat{x}_i \hat{x}_j}{n} \right)",
            r"\frac{\partial L}{\partial x} = \frac{1}{n s} \left( n \frac{\partial L}{\partial \hat{x}} - \mathbf{1}\mathbf{1}^\top \frac{\partial L}{\partial \hat{x}} - \hat{x} \hat{x}^\top \frac{\partial L}{\partial \hat{x}} \right)",
            r"\frac{\partial L}{\partial \gamma} = \frac{\partial L}{\partial y} \odot \hat{x}", r"\frac{\partial L}{\partial \beta} = \frac{\partial L}{\partial y}",
            r"\frac{\partial L}{\partial \hat{x}} = \gamma \odot \frac{\partial L}{\partial y}", r"\frac{\partial L}{\partial \hat{x}_i} = \gamma_i \frac{\partial L}{\partial y_i}",
            r"\|\hat{x}\|^2 \leq n", r"\|\hat x\|^2 < n",
        ],
        [
            r"\mu = \frac{1}{n} \sum_{i=2}^n x_i", r"\sigma^2 = \frac{1}{n} \|x\|^2 + \mu^2", r"\sum_i \hat{x}_i^2 = n", r"\hat{x}_i = \frac{x_i - \mu}{\sqrt{\sigma^2}}",
            r"\frac{d \hat{x}_i}{d x_j} = \frac{1}{s}\left( \delta_{ij} - \frac{1}{n} \right)",
            r"\frac{d \hat{x}_i}{d x_j} = \frac{1}{s}\left( \delta_{ij} - \frac{1}{n} + \frac{\hat{x}_i \hat{x}_j}{n} \right)",
            r"\frac{d \hat{x}_i}{d x_j} = \frac{1}{s}\left( 1 - \frac{1}{n} - \frac{\hat{x}_i \hat{x}_j}{n} \right)",
            r"\frac{\partial L}{\partial x} = \frac{1}{n s} \left( n \frac{\partial L}{\partial y} - \mathbf{1}\mathbf{1}^\top \frac{\partial L}{\partial y} - \hat{x} \hat{x}^\top \frac{\partial L}{\partial y} \right)",
            r"\frac{\partial L}{\partial \gamma} = \frac{\partial L}{\partial \hat{x}} \odot \hat{x}", r"\frac{\partial L}{\partial \gamma} = \frac{\partial L}{\partial y} \odot x",
            r"\frac{d \sigma^2}{d x_j} = \frac{2}{n} x_j", r"\|\hat{x}\|^2 \geq n",
        ],
    ),
    "batch_norm": (
        [
            r"\mu_j = \frac{1}{m} \sum_{i=1}^m x_{ij}", r"\mu = \frac{1}{m} \mathbf{1}^\top X", r"v_j = \frac{1}{m} \sum_{i=1}^m (x_{ij} - \mu_j)^2",
            r"\hat{X}_{ij} = \frac{x_{ij} - \mu_j}{\sqrt{v_j + \epsilon}}", r"y_{ij} = \gamma_j \hat{X}_{ij} + \beta_j",
            r"\frac{\partial L}{\partial \gamma_j} = \sum_{i=1}^m \frac{\partial L}{\partial y_{ij}} \hat{X}_{ij}",
            r"\frac{\partial L}{\partial \beta} = \mathbf{1}^\top \frac{\partial L}{\partial Y}",
            r"\frac{\partial L}{\partial \hat{X}} = \frac{\partial L}{\partial Y} \operatorname{diag}(\gamma)",
            r"\frac{\partial L}{\partial \hat{X}_{ij}} = \frac{\partial L}{\partial y_{ij}} \gamma_j",
            r"\frac{\partial L}{\partial x_{ij}} = \frac{\gamma_j}{m \sqrt{v_j + \epsilon}} \left( m \frac{\partial L}{\partial y_{ij}} - \sum_{k=1}^m \frac{\partial L}{\partial y_{kj}} - \hat{X}_{ij} \sum_{k=1}^m \frac{\partial L}{\partial y_{kj}} \hat{X}_{kj} \right)",
            r"\sum_{i=1}^m \hat{X}_{ij} = 0", r"\mathbf{1}^\top \hat{X} = \mathbf{0}^\top", r"\sum_{i=1}^m \frac{\partial L}{\partial x_{ij}} = 0",
            r"\frac{d v_j}{d x_{ij}} = \frac{2}{m} (x_{ij} - \mu_j)", r"Y = \hat{X} \operatorname{diag}(\gamma) + \mathbf{1}\beta",
        ],
        [
            r"\mu_j = \frac{1}{d} \sum_{i=1}^m x_{ij}", r"\mu = \frac{1}{m} X^\top \mathbf{1}", r"v_j = \frac{1}{m-1} \sum_{i=1}^m (x_{ij} - \mu_j)^2",
            r"y_{ij} = \gamma_j \hat{X}_{ij} - \beta_j", r"\frac{\partial L}{\partial \gamma_j} = \sum_{i=1}^m \frac{\partial L}{\partial y_{ij}} x_{ij}",
            r"\frac{\partial L}{\partial \beta} = \frac{\partial L}{\partial Y}", r"\frac{\partial L}{\partial \hat{X}} = \operatorname{diag}(\gamma) \frac{\partial L}{\partial Y}",
            r"\frac{\partial L}{\partial x_{ij}} = \frac{\gamma_j}{m \sqrt{v_j + \epsilon}} \left( m \frac{\partial L}{\partial y_{ij}} - \sum_{k=1}^m \frac{\partial L}{\partial y_{kj}} \right)",
            r"\frac{\partial L}{\partial x_{ij}} = \frac{\gamma_j}{m} \left( m \frac{\partial L}{\partial y_{ij}} - \sum_{k=1}^m \frac{\partial L}{\partial y_{kj}} - \hat{X}_{ij} \sum_{k=1}^m \frac{\partial L}{\partial y_{kj}} \hat{X}_{kj} \right)",
            r"\sum_{j=1}^d \hat{X}_{ij} = 0", r"\frac{d v_j}{d x_{ij}} = \frac{1}{m} (x_{ij} - \mu_j)",
        ],
    ),
    "attention": (
        [
            r"S = \frac{Q K^\top}{\sqrt{k}}", r"a_{ij} = \frac{\exp(s_{ij})}{\sum_{p=1}^m \exp(s_{ip})}", r"A = \operatorname{softmax}\left( \frac{Q K^\top}{\sqrt{k}} \right)",
            r"O = \operatorname{softmax}\left( \frac{Q K^\top}{\sqrt{k}} \right) V", r"A \mathbf{1} = \mathbf{1}", r"\sum_{j=1}^m a_{ij} = 1", r"o_{ij} = \sum_{p=1}^m a_{ip} v_{pj}",
            r"\frac{\partial L}{\partial V} = A^\top \frac{\partial L}{\partial O}", r"\frac{\partial L}{\partial A} = \frac{\partial L}{\partial O} V^\top",
            r"\frac{\partial a_{ij}}{\partial s_{ip}} = a_{ij} (\delta_{jp} - a_{ip})", r"\frac{\partial a_{ij}}{\partial s_{qp}} = \delta_{iq} a_{ij} (\delta_{jp} - a_{ip})",
            r"\frac{\partial L}{\partial s_{ij}} = a_{ij} \left( \frac{\partial L}{\partial a_{ij}} - \sum_{p=1}^m \frac{\partial L}{\partial a_{ip}} a_{ip} \right)",
            r"\frac{\partial L}{\partial S} = A \odot \left( \frac{\partial L}{\partial A} - \left( \left( \frac{\partial L}{\partial A} \odot A \right) \mathbf{1} \right) \mathbf{1}_m^\top \right)",
            r"\frac{\partial L}{\partial Q} = \frac{1}{\sqrt{k}} \frac{\partial L}{\partial S} K",
            r"\frac{\partial L}{\partial K} = \frac{1}{\sqrt{k}} \left( \frac{\partial L}{\partial S} \right)^\top Q", r"\frac{\partial L}{\partial S} \mathbf{1} = \mathbf{0}",
        ],
        [
            r"S = \frac{Q K^\top}{\sqrt{m}}", r"a_{ij} = \frac{\exp(s_{ij})}{\sum_{p=1}^n \exp(s_{pj})}", r"A = \operatorname{softmax}\left( Q K^\top \right)",
            r"A^\top \mathbf{1} = \mathbf{1}", r"\sum_{i=1}^n a_{ij} = 1", r"\frac{\partial L}{\partial V} = \left( \frac{\partial L}{\partial O} \right)^\top A",
            r"\frac{\partial L}{\partial V} = A \frac{\partial L}{\partial O}", r"\frac{\partial L}{\partial A} = \frac{\partial L}{\partial O} V",
            r"\frac{\partial a_{ij}}{\partial s_{qp}} = a_{ij} (\delta_{jp} - a_{ip})", r"\frac{\partial a_{ij}}{\partial s_{ip}} = a_{ip} (\delta_{jp} + a_{ij})",
            r"\frac{\partial L}{\partial S} = A \odot \left( \frac{\partial L}{\partial A} - A \right)", r"\frac{\partial L}{\partial Q} = \frac{\partial L}{\partial S} K",
            r"\frac{\partial L}{\partial K} = \frac{1}{\sqrt{k}} \frac{\partial L}{\partial S} Q", r"\frac{\partial L}{\partial S} \mathbf{1} = \mathbf{1}",
            r"\left(\frac{\partial L}{\partial S}\right)^\top \mathbf{1} = \mathbf{0}",
        ],
    ),
    "convolution": (
        [
            r"c_i = \sum_{j=1}^{3} w_j z_{i+j-1}", r"c = T z", r"t_{ij} = w_{j-i+1} \quad (i \leq j \leq i + 2)", r"c_i = \sum_{j=1}^{3} w_j z_{i+j-1} \quad (1 \leq i \leq 4)",
            r"c = \begin{pmatrix} w_1 & w_2 & w_3 & 0 & 0 & 0 \\ 0 & w_1 & w_2 & w_3 & 0 & 0 \\ 0 & 0 & w_1 & w_2 & w_3 & 0 \\ 0 & 0 & 0 & w_1 & w_2 & w_3 \end{pmatrix} z",
            r"\frac{\partial L}{\partial w_j} = \sum_{i=1}^{4} \frac{\partial L}{\partial c_i} z_{i+j-1}", r"\frac{\partial L}{\partial z} = T^\top \frac{\partial L}{\partial c}",
            r"\frac{\partial c_i}{\partial w_j} = z_{i+j-1}", r"\frac{\partial c_i}{\partial z_j} = t_{ij}",
            r"\frac{\partial L}{\partial z_k} = \sum_{j=\max(1, k-3)}^{\min(3, k)} w_j \frac{\partial L}{\partial c_{k-j+1}}",
            r"\frac{\partial L}{\partial z_k} = \sum_{\substack{1 \leq j \leq 3 \\ 1 \leq k-j+1 \leq 4}} w_j \frac{\partial L}{\partial c_{k-j+1}}",
            r"\frac{\partial L}{\partial z_k} = \sum_{i=1}^{4} \sum_{j=1}^{3} \frac{\partial L}{\partial c_i} w_j \delta_{k, i+j-1}",
        ],
        [
            r"c_i = \sum_{j=1}^{3} w_j z_{i-j+3}", r"c_i = \sum_{j=1}^{3} w_{4-j} z_{i+j-1}", r"c_i = \sum_{j=1}^{3} w_j z_{i+j}", r"c = T^\top z",
            r"\frac{\partial L}{\partial w_j} = \sum_{i=1}^{4} \frac{\partial L}{\partial c_i} z_{i+j}",
            r"\frac{\partial L}{\partial w_j} = \sum_{i=1}^{3} \frac{\partial L}{\partial c_i} z_{i+j-1}", r"\frac{\partial L}{\partial z} = T \frac{\partial L}{\partial c}",
            r"\frac{\partial L}{\partial z_k} = \sum_{i=1}^{4} \sum_{j=1}^{3} \frac{\partial L}{\partial c_i} w_j \delta_{k, i+j}",
            r"\frac{\partial L}{\partial z_k} = \sum_{j=\max(1, k-3)}^{\min(3, k)} w_{4-j} \frac{\partial L}{\partial c_{k-j+1}}",
        ],
    ),
    "recurrent": (
        [
            r"h_t = \tanh(W h_{t-1} + U x_t + b) \quad (t = 2, \dots, T)", r"h_2 = \tanh(W h_1 + U x_2 + b)", r"h_t = \tanh(W h_{t-1} + U x_t + b)",
            r"h_{t+1} = \tanh(W h_t + U x_{t+1} + b), \quad t = 1, \dots, T-1", r"h_t = \tanh(W h_{t-1} + U x_t + b), \quad 2 \leq t \leq T",
            r"h_t = \tanh(W h_{t-1} + U x_t + b) \quad \text{for } t = 2, \ldots, T",
        ],
        [
            r"h_t = \tanh(W h_{t-1} + U x_{t-1} + b)", r"h_t = \tanh(W h_{t-1} + U x_t - b)", r"h_t = \tanh(W^\top h_{t-1} + U x_t + b)",
            r"h_{t+1} = \tanh(W h_t + U x_t + b), \quad t = 1, \dots, T-1", r"h_t = \tanh(W h_{t-1} + U x_t) \quad (2 \leq t \leq T)",
        ],
    ),
    "lstm": (
        [
            r"c_t = f \odot c_{t-1} + i \odot g", r"h_t = o \odot \tanh(c_t)",
            r"\frac{\partial L}{\partial c_t} = \frac{\partial L}{\partial h_t} \odot o \odot (\mathbf{1} - \tanh(c_t) \odot \tanh(c_t))",
            r"\frac{\partial L}{\partial f} = \frac{\partial L}{\partial c_t} \odot c_{t-1}", r"\frac{\partial L}{\partial c_{t-1}} = f \odot \frac{\partial L}{\partial c_t}",
            r"\frac{\partial L}{\partial z_f} = \frac{\partial L}{\partial c_t} \odot c_{t-1} \odot f \odot (\mathbf{1} - f)",
            r"\frac{\partial L}{\partial z_g} = \frac{\partial L}{\partial c_t} \odot i \odot (\mathbf{1} - g \odot g)",
            r"\frac{\partial L}{\partial z_o} = \frac{\partial L}{\partial h_t} \odot \tanh(c_t) \odot \sigma(z_o) \odot (\mathbf{1} - \sigma(z_o))",
            r"\frac{\partial h_t}{\partial c_{t-1}} = \operatorname{diag}(o \odot (\mathbf{1} - \tanh(c_t) \odot \tanh(c_t)) \odot f)", r"\sigma'(a) = \sigma(a)(1 - \sigma(a))",
            r"\sigma(-a) = 1 - \sigma(a)", r"\tanh a = 2\sigma(2a) - 1", r"\sigma'(a) \leq \frac{1}{4}", r"\sigma''(a) = \sigma(a)(1 - \sigma(a))(1 - 2\sigma(a))",
        ],
        [
            r"c_t = f \odot c_{t-1} + g", r"c_t = i \odot c_{t-1} + f \odot g",
            r"\frac{\partial L}{\partial c_t} = \frac{\partial L}{\partial h_t} \odot o \odot (\mathbf{1} - c_t \odot c_t)",
            r"\frac{\partial L}{\partial f} = \frac{\partial L}{\partial h_t} \odot c_{t-1}",
            r"\frac{\partial L}{\partial z_g} = \frac{\partial L}{\partial c_t} \odot i \odot (\mathbf{1} - g)", r"\sigma'(a) = \sigma(a)(1 + \sigma(a))", r"\tanh a = 2\sigma(a) - 1",
            r"\sigma'(a) < \frac{1}{4}", r"\sigma(-a) = -\sigma(a)", r"\frac{\partial h_t}{\partial c_{t-1}} = o \odot (\mathbf{1} - \tanh(c_t) \odot \tanh(c_t)) \odot f",
        ],
    ),
    "newton": (
        [
            r"\nabla_x q = A x - b", r"\nabla_x^2 q = A", r"x - (\nabla_x^2 q)^{-1} \nabla_x q = A^{-1} b", r"\left. q \right|_{x = A^{-1} b} = -\frac{1}{2} b^\top A^{-1} b",
            r"t - \frac{f(t)}{f'(t)} = \frac{2 t^3}{3 t^2 + 2}", r"f''(t) = 6t", r"F(x + p) \simeq F(x) + \nabla F(x)^\top p",
            r"F(x + p) \simeq F(x) + \nabla F(x)^\top p + \frac{1}{2} p^\top \nabla^2 F(x)\, p", r"\frac{1}{2}\left( t + \frac{a}{t} \right) = t - \frac{t^2 - a}{2t}",
            r"\nabla F(x + p) \simeq \nabla F(x) + \nabla^2 F(x) p", r"f(t + h) - f(t) \simeq f'(t) h", r"\frac{f(t+h) - f(t)}{h} \simeq f'(t)", r"\frac{f(t+h) - f(t-h)}{2h} \simeq f'(t)",
            r"q \geq -\frac12 b^\top A^{-1} b",
        ],
        [
            r"\nabla_x q = A x + b", r"\nabla_x q = \frac{1}{2} A x - b", r"\nabla_x^2 q = 2A", r"x + (\nabla_x^2 q)^{-1} \nabla_x q = A^{-1} b",
            r"\left. q \right|_{x = A^{-1} b} = \frac{1}{2} b^\top A^{-1} b", r"t - \frac{f(t)}{f'(t)} = \frac{2 t^3}{3 t^2 - 2}",
            r"F(x + p) \simeq F(x) + \nabla F(x)^\top p + p^\top \nabla^2 F(x)\, p", r"F(x + p) \simeq F(x) - \nabla F(x)^\top p", r"\frac{f(t+h) - f(t)}{h} \simeq 2 f'(t)",
            r"\frac{f(t+h) - f(t-h)}{h} \simeq f'(t)", r"\frac{1}{2}\left( t + \frac{a}{t} \right) = t - \frac{t^2 - a}{t}", r"\frac{f(t+h) - f(t)}{h} \simeq f'(t) + h f''(t)",
            r"q > -\frac12 b^\top A^{-1} b",
        ],
    ),
    "gaussian": (
        [
            r"p = \frac{1}{\sqrt{(2\pi)^d |\Sigma|}} \exp\left( -\frac{1}{2} (x - \mu)^\top \Sigma^{-1} (x - \mu) \right)",
            r"\log p = -\frac{d}{2} \log(2\pi) - \frac{1}{2} \log \det \Sigma - \frac{1}{2} (x - \mu)^\top \Sigma^{-1} (x - \mu)",
            r"\frac{\partial \ell}{\partial \mu} = \Sigma^{-1} (x - \mu)", r"\frac{\partial \ell}{\partial x} = -\Sigma^{-1} (x - \mu)",
            r"\frac{\partial \ell}{\partial \Sigma} = -\frac{1}{2} \left( \Sigma^{-1} - \Sigma^{-1} (x - \mu)(x - \mu)^\top \Sigma^{-1} \right)",
            r"\frac{\partial^2 \ell}{\partial \mu\, \partial \mu^\top} = -\Sigma^{-1}", r"\frac{\partial g}{\partial m} = \frac{z - m}{s^2}",
            r"\frac{\partial g}{\partial s} = -\frac{1}{s} + \frac{(z - m)^2}{s^3}", r"\sum_{i=1}^n \mathbf{r}_i \mathbf{r}_i^\top = X^\top X",
            r"\sum_{i=1}^n (\mathbf{r}_i - \mu)^\top \Sigma^{-1} (\mathbf{r}_i - \mu) = \operatorname{tr}\left( \Sigma^{-1} \sum_{i=1}^n (\mathbf{r}_i - \mu)(\mathbf{r}_i - \mu)^\top \right)",
            r"\log |\Sigma| = -\log |\Sigma^{-1}|", r"\ell = -\frac12 \operatorname{tr}(\Sigma^{-1} (x-\mu)(x-\mu)^\top) - \frac12 \log|\Sigma|",
            r"\frac{\partial \log |\Sigma|}{\partial \Sigma} = \Sigma^{-1}",
        ],
        [
            r"p = \frac{1}{\sqrt{2\pi |\Sigma|}} \exp\left( -\frac{1}{2} (x - \mu)^\top \Sigma^{-1} (x - \mu) \right)", r"\frac{\partial \ell}{\partial \mu} = -\Sigma^{-1} (x - \mu)",
            r"\frac{\partial \ell}{\partial \mu} = \Sigma (x - \mu)",
            r"\frac{\partial \ell}{\partial \Sigma} = -\frac{1}{2} \left( \Sigma^{-1} + \Sigma^{-1} (x - \mu)(x - \mu)^\top \Sigma^{-1} \right)",
            r"\frac{\partial^2 \ell}{\partial \mu\, \partial \mu^\top} = \Sigma^{-1}", r"\frac{\partial g}{\partial m} = \frac{z - m}{s}",
            r"\frac{\partial g}{\partial s} = -\frac{1}{s} + \frac{(z - m)^2}{2 s^3}", r"\sum_{i=1}^n \mathbf{r}_i \mathbf{r}_i^\top = X X^\top",
            r"\log p = -\frac{1}{2} \log(2\pi) - \frac{1}{2} \log \det \Sigma - \frac{1}{2} (x - \mu)^\top \Sigma^{-1} (x - \mu)", r"\log |\Sigma| = \log |\Sigma^{-1}|",
        ],
    ),
    "least_squares": (
        [
            r"\frac{\partial J}{\partial w} = 2 X^\top (X w - y)", r"J = w^\top X^\top X w - 2 y^\top X w + y^\top y", r"\frac{\partial R}{\partial w} = 2 X^\top (X w - y) + 2 \lambda w",
            r"w^* = (X^\top X + \lambda I)^{-1} X^\top y", r"w^* = X^\top (X X^\top + \lambda I_n)^{-1} y", r"\nabla_w^2 R = 2 (X^\top X + \lambda I)",
            r"\left. \frac{\partial R}{\partial w} \right|_{w = w^*} = \mathbf{0}", r"X^\top (y - X w^*) = \lambda w^*", r"\frac{\partial}{\partial u} u^\top X^\top X u = 2 X^\top X u",
            r"u^\top X^\top X u = \|X u\|^2", r"\|X - X u u^\top\|_F^2 = \|X\|_F^2 - \|X u\|^2", r"(I - u u^\top)^2 = I - u u^\top", r"\|X w\|^2 \geq 0",
            r"\frac{\partial J}{\partial X} = 2 (X w - y) w^\top", r"\frac{\partial J}{\partial y} = -2 (X w - y)",
            r"\mathrm{d}J = 2 (X w - y)^\top (X\, \mathrm{d}w + \mathrm{d}X\, w - \mathrm{d}y)", r"R - J = \lambda \sum_{j=1}^d w_j^2",
        ],
        [
            r"\frac{\partial J}{\partial w} = 2 X (X w - y)", r"\frac{\partial J}{\partial w} = X^\top (X w - y)", r"\frac{\partial J}{\partial w} = 2 X^\top (y - X w)",
            r"\frac{\partial R}{\partial w} = 2 X^\top (X w - y) + \lambda w", r"w^* = (X^\top X - \lambda I)^{-1} X^\top y", r"w^* = (X^\top X)^{-1} X^\top y",
            r"w^* = X^\top (X X^\top + \lambda I_n) y", r"\nabla_w^2 R = 2 X^\top X + \lambda I", r"\|X - X u u^\top\|_F^2 = \|X\|_F^2 + \|X u\|^2", r"(I - u u^\top)^2 = I + u u^\top",
            r"X^\top (y - X w^*) = -\lambda w^*", r"\frac{\partial J}{\partial X} = 2 w (X w - y)^\top", r"\frac{\partial J}{\partial y} = 2 (X w - y)", r"u u^\top = I",
            r"J = w^\top X^\top X w - y^\top X w + y^\top y", r"X^\top (y - X w^*) = \mathbf{0}",
        ],
    ),
    "divergence": (
        [
            r"D = \sum_{i=1}^n p_i \log \frac{p_i}{q_i}", r"D \geq 0", r"H = -\sum_i p_i \log p_i", r"D = -\sum_i p_i \log q_i - H", r"\frac{\partial D}{\partial q_i} = -\frac{p_i}{q_i}",
            r"\frac{\partial D}{\partial p_i} = \log \frac{p_i}{q_i} + 1", r"\frac{\partial}{\partial z_j} \left( -\sum_i p_i \log s_i \right) = s_j - p_j",
            r"\frac{\partial s_i}{\partial z_j} = s_i (\delta_{ij} - s_j)", r"\frac{\partial s}{\partial z} = \operatorname{diag}(s) - s s^\top",
            r"\frac{\partial}{\partial z_j} \log \sum_{i=1}^n e^{z_i} = s_j", r"H \leq \log n", r"\log a - \log b = \log \frac{a}{b}", r"\log a \leq a - 1", r"H \geq 0",
            r"\sum_i p_i \log p_i \geq \sum_i p_i \log q_i", r"\frac{\partial H}{\partial p_i} = -\log p_i - 1", r"\log s_i - \log s_j = z_i - z_j",
        ],
        [
            r"D = \sum_{i=1}^n q_i \log \frac{p_i}{q_i}", r"D = \sum_{i=1}^n p_i \log \frac{q_i}{p_i}", r"D \leq 0", r"D = -\sum_i p_i \log q_i + H",
            r"\frac{\partial D}{\partial q_i} = \frac{p_i}{q_i}", r"\frac{\partial D}{\partial p_i} = \log \frac{p_i}{q_i}", r"\frac{\partial s_i}{\partial z_j} = s_i (1 - s_j)",
            r"\frac{\partial s}{\partial z} = \operatorname{diag}(s) - s^\top s", r"\frac{\partial s}{\partial z} = s - s s^\top",
            r"\frac{\partial}{\partial z_j} \log \sum_{i=1}^n e^{z_i} = e^{z_j}", r"H \geq \log n", r"\frac{\partial}{\partial z_j} \left( -\sum_i p_i \log s_i \right) = p_j - s_j",
            r"\log a + \log b = \log (a + b)", r"\log a \leq a - 2", r"D > 0", r"D < 1", r"\sum_i p_i \log p_i \leq \sum_i p_i \log q_i", r"\log a < a - 1", r"H < \log n",
        ],
    ),
    "matrices": (
        [
            r"\frac{\partial a^\top X c}{\partial X} = a c^\top", r"\frac{\partial}{\partial A} \operatorname{tr}(A^2) = 2 A^\top",
            r"\frac{\partial \det(A)}{\partial A} = \det(A) A^{-\top}", r"\frac{\partial \log |\det A|}{\partial A} = A^{-\top}",
            r"\frac{\partial a^\top A^{-1} b}{\partial A} = -A^{-\top} a b^\top A^{-\top}", r"\frac{\partial}{\partial X} \operatorname{tr}(X^\top A X) = (A + A^\top) X",
            r"\frac{\partial}{\partial X} \|X\|_F^2 = 2X", r"\operatorname{tr}(ABY) = \operatorname{tr}(BYA)", r"(A + CD)^{-1} = A^{-1} - A^{-1} C (I + D A^{-1} C)^{-1} D A^{-1}",
            r"\det(I + a b^\top) = 1 + a^\top b", r"\det(I_n + CD) = \det(I_m + DC)", r"(A \otimes B)(Y \otimes S) = (AY) \otimes (BS)",
            r"\operatorname{vec}(A X) = (I_m \otimes A) \operatorname{vec}(X)", r"\operatorname{tr}(A^\top B) = \operatorname{vec}(A)^\top \operatorname{vec}(B)", r"a^\top S b = b^\top S a",
            r"x^\top P x \geq 0", r"\operatorname{tr}(a b^\top) = a^\top b", r"\frac{\partial (x - A b)^\top P (x - A b)}{\partial b} = -2 A^\top P (x - A b)",
            r"\mathrm{d} \log \det P = \operatorname{tr}(P^{-1} \mathrm{d} P)", r"\frac{d}{dt} (A + tB)^{-1} = -(A + tB)^{-1} B (A + tB)^{-1}", r"\operatorname{diag}(a) b = a \odot b",
            r"(a \odot b)^\top x = a^\top \operatorname{diag}(b) x", r"\|A B\|_F \leq \|A\|_F \|B\|_F", r"|a^\top b| \leq \|a\| \|b\|", r"\operatorname{tr}(A)^2 \leq n \|A\|_F^2",
            r"(A^{-1})^\top = (A^\top)^{-1}", r"e^t e^{-t} = 1", r"\operatorname{tr}(t) = t", r"(A \otimes B)^\top = A^\top \otimes B^\top", r"(A \otimes B)^{-1} = A^{-1} \otimes B^{-1}",
            r"\|a - b\|^2 = \|a\|^2 - 2 a^\top b + \|b\|^2",
        ],
        [
            r"\frac{\partial a^\top X c}{\partial X} = c a^\top", r"\frac{\partial}{\partial A} \operatorname{tr}(A^2) = 2 A", r"\frac{\partial \det(A)}{\partial A} = \det(A) A^{-1}",
            r"\frac{\partial a^\top A^{-1} b}{\partial A} = -A^{-\top} b a^\top A^{-\top}", r"\frac{\partial a^\top A^{-1} b}{\partial A} = A^{-\top} a b^\top A^{-\top}",
            r"\frac{\partial}{\partial X} \operatorname{tr}(X^\top A X) = 2 A X", r"\operatorname{tr}(ABY) = \operatorname{tr}(BAY)",
            r"(A + CD)^{-1} = A^{-1} - A^{-1} C (I - D A^{-1} C)^{-1} D A^{-1}", r"\det(I + a b^\top) = 1 - a^\top b", r"(A \otimes B)(Y \otimes S) = (AY) \otimes (SB)",
            r"\operatorname{vec}(A X) = (A \otimes I_m) \operatorname{vec}(X)", r"a^\top A b = b^\top A a", r"x^\top S x \geq 0", r"\operatorname{tr}(a b^\top) = a b^\top",
            r"\frac{d}{dt} (A + tB)^{-1} = (A + tB)^{-1} B (A + tB)^{-1}", r"\frac{d}{dt} (A + tB)^{-1} = -(A + tB)^{-2} B", r"\|A B\|_F \geq \|A\|_F \|B\|_F",
            r"|a^\top b| \geq \|a\| \|b\|", r"|a^\top b| < \|a\| \|b\|", r"\operatorname{tr}(A)^2 \leq \|A\|_F^2", r"(AB)^{-1} = A^{-1} B^{-1}", r"(A + B)^{-1} = A^{-1} + B^{-1}",
            r"(A \otimes B)^\top = B^\top \otimes A^\top", r"(A B)^\top = A^\top B^\top", r"\mathrm{d} \log \det P = \operatorname{tr}(P\, \mathrm{d} P)", r"\det(A + B) = \det A + \det B",
            r"\operatorname{diag}(a) b = a^\top b", r"(A + B)^2 = A^2 + 2AB + B^2", r"\|a + b\| = \|a\| + \|b\|", r"\|a + b\| < \|a\| + \|b\|", r"\operatorname{tr}(t) = t^2",
            r"\frac{\partial (x - A b)^\top P (x - A b)}{\partial b} = 2 A^\top P (x - A b)", r"a^\top a > 0",
        ],
    ),
}  # fmt: skip
