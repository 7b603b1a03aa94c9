"""Equations on layers as pages would write them: for each scope the true ones, and false ones beside them."""

import numpy as np

from geomsan.meaning import Function, Matrix, Row, Scalar, Scope, Sequence, Vector, smooth


def softmax(z):
    e = np.exp(z)
    return e / e.sum(axis=-1, keepdims=True)


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def scope(**symbols):
    return Scope().declare(symbols)


def layer_norm():
    return scope(
        x=Vector("n"), g=Vector("n", tex=r"\gamma"), b=Vector("n", tex=r"\beta"), eps=Scalar(positive=True, tex=r"\epsilon"), mu=lambda x: x.mean(),
        v=Scalar(tex=r"\sigma^2", of=lambda x, mu: ((x - mu) ** 2).mean()), s=lambda v, eps: np.sqrt(v + eps),
        xh=Vector("n", tex=r"\hat{x}", of=lambda x, mu, s: (x - mu) / s), y=Vector("n", of=lambda g, xh, b: g * xh + b), l=Function(smooth),
        L=lambda l, y: l(y),
    )  # fmt: skip


def batch_norm():
    return scope(
        X=Matrix("m", "d"), g=Row("d", tex=r"\gamma", broadcast=True), b=Row("d", tex=r"\beta", broadcast=True),
        eps=Scalar(positive=True, tex=r"\epsilon"), mu=Row("d", of=lambda X: X.mean(axis=0)),
        v=Row("d", of=lambda X, mu: ((X - mu) ** 2).mean(axis=0)),
        H=Matrix("m", "d", tex=r"\hat{X}", of=lambda X, mu, v, eps: (X - mu) / np.sqrt(v + eps)), Y=Matrix("m", "d", of=lambda g, H, b: g * H + b),
        l=Function(smooth), L=lambda l, Y: l(Y),
    )  # fmt: skip


def attention():
    return scope(
        Q=Matrix("n", "k"), K=Matrix("m", "k"), V=Matrix("m", "v"), S=lambda Q, K: Q @ K.T / np.sqrt(K.shape[1]),
        A=Matrix("n", "m", of=lambda S: softmax(S)), O=lambda A, V: A @ V, softmax=Function(softmax), l=Function(smooth), L=lambda l, O: l(O),
    )  # fmt: skip


def cross_entropy():
    return scope(
        Z=Matrix("n", "k"), T=Matrix("n", "k", onehot=True), Y=Matrix("n", "k", of=lambda Z: softmax(Z)),
        L=lambda T, Y: -(T * np.log(Y)).sum() / T.shape[0], X=Matrix("n", "d"), W=Matrix("d", "k"), b=Row("k", broadcast=True),
    )  # fmt: skip


def affine_net():
    return scope(
        X=Matrix("n", "d"), W=Matrix("d", "m"), V=Matrix("m", "k"), b=Row("m", broadcast=True), c=Row("k", broadcast=True),
        A=Matrix("n", "m", of=lambda X, W, b: X @ W + b), H=Matrix("n", "m", of=lambda A: np.tanh(A)),
        O=Matrix("n", "k", of=lambda H, V, c: H @ V + c), l=Function(smooth), L=lambda l, O: l(O),
    )  # fmt: skip


def convolution():
    return scope(
        x=Vector("n"), w=Vector(3), u=Vector(4),
        T=Matrix(4, 6, of=lambda w: np.array([[w[j - i] if 0 <= j - i < 3 else 0 * w[0] for j in range(6)] for i in range(4)])), z=Vector(6),
        c=Vector(4, of=lambda w, z: np.array([w @ z[i : i + 3] for i in range(4)])), l=Function(smooth), L=lambda l, c: l(c),
    )  # fmt: skip


def recurrent():
    return scope(
        W=Matrix("h", "h"), U=Matrix("h", "d"), b=Vector("h"), x=Sequence(Vector("d"), "T"), h_0=Vector("h"),
        h=Sequence(Vector("h"), "T", of=lambda W, U, b, x, h_0: _run(W, U, b, x, h_0)),
    )  # fmt: skip


def _run(W, U, b, x, h):
    out = []
    for each in x:
        h = np.tanh(W @ h + U @ each + b)
        out.append(h)
    return np.array(out)


def through_time():
    return scope(
        w=Scalar(), u=Scalar(), h0=Scalar(tex="h_0"), x1=Scalar(tex="x_1"), x2=Scalar(tex="x_2"), x3=Scalar(tex="x_3"),
        h1=Scalar(tex="h_1", of=lambda w, u, h0, x1: np.tanh(w * h0 + u * x1)), h2=Scalar(tex="h_2", of=lambda w, u, h1, x2: np.tanh(w * h1 + u * x2)),
        h3=Scalar(tex="h_3", of=lambda w, u, h2, x3: np.tanh(w * h2 + u * x3)), l=Function(smooth), L=lambda l, h3: l(h3),
    )  # fmt: skip


def lstm():
    return scope(
        sigma=Function(sigmoid), a=Scalar(), c0=Vector("h", tex="c_{t-1}"), zf=Vector("h", tex="z_f"), zi=Vector("h", tex="z_i"),
        zg=Vector("h", tex="z_g"), zo=Vector("h", tex="z_o"), f=lambda zf: sigmoid(zf), i_t=Vector("h", tex="i", of=lambda zi: sigmoid(zi)),
        g=lambda zg: np.tanh(zg), o=lambda zo: sigmoid(zo), c=Vector("h", tex="c_t", of=lambda f, c0, i_t, g: f * c0 + i_t * g),
        hh=Vector("h", tex="h_t", of=lambda o, c: o * np.tanh(c)), l=Function(smooth), L=lambda l, hh: l(hh),
    )  # fmt: skip


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
    "cross_entropy": (
        [
            r"y_{ij} = \frac{e^{z_{ij}}}{\sum_{l=1}^{k} e^{z_{il}}}", r"L = -\frac{1}{n} \sum_{i=1}^n \sum_{j=1}^k t_{ij} \log y_{ij}",
            r"\frac{\partial L}{\partial Z} = \frac{1}{n} (Y - T)", r"\frac{\partial L}{\partial z_{ij}} = \frac{y_{ij} - t_{ij}}{n}",
            r"\frac{\partial L}{\partial y_{ij}} = -\frac{t_{ij}}{n y_{ij}}", r"\frac{\partial y_{ij}}{\partial z_{il}} = y_{ij}(\delta_{jl} - y_{il})",
            r"\frac{\partial L}{\partial Z}\mathbf{1} = \mathbf{0}", r"T \mathbf{1} = \mathbf{1}", r"\sum_{j=1}^k t_{ij}^2 = 1", r"\operatorname{tr}(T T^\top) = n",
            r"L = -\frac{1}{n} \operatorname{tr}(T^\top \log(Y))", r"\|T\|_F^2 = n", r"L \geq 0",
            r"\frac{\partial L}{\partial z_{ij}} = \frac{1}{n} \sum_{l=1}^k (y_{ij} - \delta_{jl}) t_{il}",
        ],
        [
            r"y_{ij} = \frac{e^{z_{ij}}}{\sum_{l=1}^{n} e^{z_{lj}}}", r"L = -\frac{1}{k} \sum_{i=1}^n \sum_{j=1}^k t_{ij} \log y_{ij}",
            r"L = -\frac{1}{n} \sum_{i=1}^n \sum_{j=1}^k y_{ij} \log t_{ij}", r"\frac{\partial L}{\partial Z} = Y - T", r"\frac{\partial L}{\partial Z} = \frac{1}{n} (T - Y)",
            r"\frac{\partial L}{\partial y_{ij}} = -\frac{t_{ij}}{y_{ij}}", r"\frac{\partial y_{ij}}{\partial z_{il}} = y_{ij}(\delta_{jl} - y_{ij})",
            r"\mathbf{1}^\top \frac{\partial L}{\partial Z} = \mathbf{0}^\top", r"T^\top T = I_k", r"T^\top \mathbf{1} = \mathbf{1}", r"\|T\|_F = n", r"L > 1", r"L < 5",
        ],
    ),
    "affine_net": (
        [
            r"\frac{\partial L}{\partial V} = H^\top \frac{\partial L}{\partial O}", r"\frac{\partial L}{\partial H} = \frac{\partial L}{\partial O} V^\top",
            r"\frac{\partial L}{\partial A} = \frac{\partial L}{\partial H} \odot (\mathbf{1}\mathbf{1}^\top - H \odot H)",
            r"\frac{\partial L}{\partial A} = \left( \frac{\partial L}{\partial O} V^\top \right) \odot (\mathbf{1}\mathbf{1}^\top - H \odot H)",
            r"\frac{\partial L}{\partial W} = X^\top \frac{\partial L}{\partial A}", r"\frac{\partial L}{\partial b} = \mathbf{1}^\top \frac{\partial L}{\partial A}",
            r"\frac{\partial L}{\partial b_j} = \sum_{i=1}^n \frac{\partial L}{\partial a_{ij}}",
            r"\frac{\partial L}{\partial W} = X^\top \left( \left( \frac{\partial L}{\partial O} V^\top \right) \odot (\mathbf{1}\mathbf{1}^\top - H \odot H) \right)",
            r"\frac{\partial L}{\partial w_{ij}} = \sum_{p=1}^n x_{pi} \frac{\partial L}{\partial a_{pj}}",
            r"\frac{\partial h_{ij}}{\partial a_{pq}} = \delta_{ip} \delta_{jq} (1 - h_{ij}^2)",
            r"\mathrm{d}L = \operatorname{tr}\left( \left(\frac{\partial L}{\partial O}\right)^\top \mathrm{d}O \right)",
            r"\mathrm{d}A = \mathrm{d}X\, W + X\, \mathrm{d}W + \mathbf{1} \mathrm{d}b", r"\frac{\partial L}{\partial X} = \frac{\partial L}{\partial A} W^\top",
            r"\frac{\partial o_{ij}}{\partial h_{pq}} = \delta_{ip} v_{qj}",
        ],
        [
            r"\frac{\partial L}{\partial V} = \left(\frac{\partial L}{\partial O}\right)^\top H", r"\frac{\partial L}{\partial H} = \frac{\partial L}{\partial O} V",
            r"\frac{\partial L}{\partial A} = \frac{\partial L}{\partial H} \odot (\mathbf{1}\mathbf{1}^\top - H)",
            r"\frac{\partial L}{\partial A} = \frac{\partial L}{\partial H} (\mathbf{1}\mathbf{1}^\top - H \odot H)",
            r"\frac{\partial L}{\partial A} = \frac{\partial L}{\partial H} \odot (\mathbf{1}\mathbf{1}^\top + H \odot H)", r"\frac{\partial L}{\partial b} = \frac{\partial L}{\partial A}",
            r"\frac{\partial L}{\partial b} = \frac{1}{n} \mathbf{1}^\top \frac{\partial L}{\partial A}", r"\frac{\partial L}{\partial W} = X^\top \frac{\partial L}{\partial H}",
            r"\frac{\partial h_{ij}}{\partial a_{pq}} = \delta_{ip} (1 - h_{ij}^2)", r"\frac{\partial h_{ij}}{\partial a_{pq}} = \delta_{iq} \delta_{jp} (1 - h_{ij}^2)",
            r"\mathrm{d}A = \mathrm{d}X\, \mathrm{d}W", r"\mathrm{d}L = \operatorname{tr}\left( \frac{\partial L}{\partial O} \mathrm{d}O \right)",
            r"\frac{\partial o_{ij}}{\partial h_{pq}} = \delta_{ip} v_{jq}", r"\frac{\partial L}{\partial X} = W \frac{\partial L}{\partial A}",
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
    "through_time": (
        [
            r"\frac{d h_3}{d h_1} = \frac{\partial h_3}{\partial h_2} \frac{\partial h_2}{\partial h_1}",
            r"\frac{d h_3}{d w} = \frac{\partial h_3}{\partial w} + \frac{\partial h_3}{\partial h_2} \frac{\partial h_2}{\partial w} + \frac{\partial h_3}{\partial h_2} \frac{\partial h_2}{\partial h_1} \frac{\partial h_1}{\partial w}",
            r"\frac{\partial h_2}{\partial h_1} = w (1 - h_2^2)", r"\frac{\partial h_3}{\partial w} = h_2 (1 - h_3^2)",
            r"\frac{d L}{d w} = \frac{\partial L}{\partial h_3} \frac{d h_3}{d w}", r"\frac{d h_3}{d u} = (1 - h_3^2)\left( x_3 + w \frac{d h_2}{d u} \right)",
            r"\frac{d L}{d u} = \frac{dL}{dh_3}(1-h_3^2) x_3 + \frac{dL}{dh_2}(1-h_2^2) x_2 + \frac{dL}{dh_1}(1-h_1^2) x_1", r"\frac{d h_3}{d h_1} = w^2 (1 - h_3^2)(1 - h_2^2)",
        ],
        [
            r"\frac{d h_3}{d w} = \frac{\partial h_3}{\partial w}", r"\frac{d h_3}{d w} = h_2 (1 - h_3^2)",
            r"\frac{d h_3}{d w} = \frac{\partial h_3}{\partial w} + \frac{\partial h_3}{\partial h_2} \frac{\partial h_2}{\partial w}", r"\frac{d h_3}{d h_1} = w^2 (1 - h_3^2)",
            r"\frac{\partial h_2}{\partial h_1} = w (1 + h_2^2)", r"\frac{d L}{d w} = \frac{\partial L}{\partial h_3} \frac{\partial h_3}{\partial w}",
            r"\frac{d h_3}{d u} = (1 - h_3^2)\left( x_3 + u \frac{d h_2}{d u} \right)", r"\frac{d L}{d u} = \frac{dL}{dh_3}(1-h_3^2) x_3 + \frac{dL}{dh_2}(1-h_2^2) x_2",
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
}  # fmt: skip
