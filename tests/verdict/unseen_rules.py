"""Equations on optimisation, statistics and matrices as pages would write them: true ones, and false ones beside them."""

import numpy as np

from geomsan.meaning import Function, Matrix, Row, Scalar, Scope, Sequence, Small, Vector, smooth

from .unseen_layers import scope, softmax


def newton():
    return scope(
        A=Matrix("n", "n", definite=True), x=Vector("n"), b=Vector("n"), q=lambda A, x, b: 0.5 * x @ A @ x - b @ x, f=Function(lambda t: t**3 + 2 * t),
        t=Scalar(), a=Scalar(positive=True), F=Function(smooth), h=Small(), p=Small(Vector("n")),
    )  # fmt: skip


def least_squares():
    return scope(
        X=Matrix("n", "d"), w=Vector("d"), y=Vector("n"), lam=Scalar(positive=True, tex=r"\lambda"), J=lambda X, w, y: ((X @ w - y) ** 2).sum(),
        R=lambda X, w, y, lam: ((X @ w - y) ** 2).sum() + lam * (w @ w),
        ws=Vector("d", tex="w^*", of=lambda X, y, lam: np.linalg.solve(X.T @ X + lam * np.eye(X.shape[1]), X.T @ y)), u=Vector("d", unit=True),
    )  # fmt: skip


def pca():
    return scope(
        X=Matrix("n", "d"), u=Vector("d", unit=True), v=Vector("d", unit=True), C=Matrix("d", "d", of=lambda X: X.T @ X / X.shape[0]),
        m=Row("d", of=lambda X: X.mean(axis=0)), K=Matrix("d", "d", of=lambda X: (X - X.mean(axis=0)).T @ (X - X.mean(axis=0)) / X.shape[0]),
        lam=Scalar(tex=r"\lambda"), w=Vector("d"), H=Matrix("n", "n", of=lambda X: np.eye(X.shape[0]) - np.ones((X.shape[0],) * 2) / X.shape[0]),
    )  # fmt: skip


def gaussian():
    return scope(
        x=Vector("d"), mu=Vector("d", tex=r"\mu"), S=Matrix("d", "d", definite=True, tex=r"\Sigma"),
        N=Scalar(tex="p", of=lambda x, mu, S: np.exp(-0.5 * (x - mu) @ np.linalg.solve(S, x - mu)) / np.sqrt(np.linalg.det(2 * np.pi * S))),
        l=Scalar(tex=r"\ell", of=lambda x, mu, S: -0.5 * (x - mu) @ np.linalg.solve(S, x - mu) - 0.5 * np.log(np.linalg.det(S))), z=Scalar(),
        m=Scalar(), s=Scalar(positive=True), g=Scalar(of=lambda z, m, s: -np.log(s) - (z - m) ** 2 / (2 * s**2)),
        X=Matrix("n", "d", rows=r"\mathbf{r}_i^\top"),
    )  # fmt: skip


def divergence():
    return scope(
        p=Vector("n", simplex=True), q=Vector("n", simplex=True), r=Vector("n", simplex=True), z=Vector("n"), s=Vector("n", of=lambda z: softmax(z)),
        D=Scalar(of=lambda p, q: (p * np.log(p / q)).sum()), H=Scalar(of=lambda p: -(p * np.log(p)).sum()), m=Scalar(), c=Scalar(),
        a=Scalar(positive=True), b=Scalar(positive=True),
    )  # fmt: skip


def calculus():
    return scope(
        a=Scalar(), b=Scalar(), t=Scalar(positive=True), x=Vector("n"), y=Vector("n"), f=Function(lambda z: np.sin(z) * z),
        g=Function(lambda z: np.exp(-z * z)), A=Matrix("n", "n"), B=Matrix("n", "n"), relu=Function(lambda z: np.maximum(z, 0)), h=Small(),
        u=lambda a: a**2, v=lambda a, u: a * u, s=Sequence(Scalar(), "T"), r=Sequence(Scalar(), "T", of=lambda s: np.cumsum(s)),
    )  # fmt: skip


def numerator():
    return Scope().declare(
        dict(
            A=Matrix("m", "n"), x=Vector("n"), y=lambda A, x: A @ x, f=lambda x: x @ x, g=Function(smooth), W=Matrix("m", "n"),
            z=lambda W, x: np.tanh(W @ x), L=lambda l, z: l(z), l=Function(smooth), F=Function(lambda v: np.array([v[0] * v[1], v[1]])), v=Vector(2),
        ),
        layout="numerator",
    )  # fmt: skip


def matrices():
    return scope(
        A=Matrix("n", "n"), B=Matrix("n", "n"), C=Matrix("n", "m"), D=Matrix("m", "n"), X=Matrix("n", "m"), Y=Matrix("n", "n"),
        S=Matrix("n", "n", symmetric=True), P=Matrix("n", "n", definite=True), a=Vector("n"), b=Vector("n"), c=Vector("m"), x=Vector("n"), t=Scalar(),
    )  # fmt: skip


def kron():
    return scope(
        A=Matrix("m", "n"), B=Matrix("p", "q"), C=Matrix("n", "k"), D=Matrix("q", "r"), X=Matrix("n", "q"), a=Vector("m"), b=Vector("p"),
        S=Matrix("n", "n"), R=Matrix("n", "n"), x=Vector("n"), y=Vector("n"),
    )  # fmt: skip


PAGES = {
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
    "pca": (
        [
            r"u^\top C u = \frac{1}{n} \|X u\|^2", r"u^\top C u = \frac{1}{n} \sum_{i=1}^n \left( \sum_{j=1}^d x_{ij} u_j \right)^2", r"\operatorname{tr}(C) = \frac{1}{n} \|X\|_F^2",
            r"K = C - m^\top m", r"K = \frac{1}{n} X^\top H X", r"H^2 = H", r"H \mathbf{1} = \mathbf{0}",
            r"\frac{\partial}{\partial w} \left( w^\top C w - \lambda (w^\top w - 1) \right) = 2 C w - 2 \lambda w",
            r"\frac{\partial}{\partial w} \frac{w^\top C w}{w^\top w} = \frac{2}{w^\top w} \left( C w - \frac{w^\top C w}{w^\top w} w \right)", r"u^\top C u \geq 0",
            r"u^\top C u \leq \operatorname{tr}(C)", r"\|X - X u u^\top\|_F^2 = n \operatorname{tr}(C) - n u^\top C u", r"C^\top = C", r"(I - u u^\top) u = \mathbf{0}",
            r"\operatorname{tr}(u u^\top) = 1", r"|u^\top v| \leq 1", r"\operatorname{tr}(H) = n - 1",
        ],
        [
            r"u^\top C u = \frac{1}{d} \|X u\|^2", r"u^\top C u = \|X u\|^2", r"\operatorname{tr}(C) = \|X\|_F^2", r"K = C + m^\top m", r"K = C - m m^\top", r"K = \frac{1}{n} X H X^\top",
            r"H^2 = I", r"H X = X", r"\frac{\partial}{\partial w} \left( w^\top C w - \lambda (w^\top w - 1) \right) = 2 C w + 2 \lambda w",
            r"\frac{\partial}{\partial w} \frac{w^\top C w}{w^\top w} = \frac{2 C w}{w^\top w}", r"u^\top C u > 0", r"u^\top C u < \operatorname{tr}(C)", r"|u^\top v| < 1",
            r"\operatorname{tr}(H) = n", r"u^\top v = 0", r"C u = \lambda u", r"\|X - X u u^\top\|_F^2 = n \operatorname{tr}(C) + n u^\top C u",
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
    "calculus": (
        [
            r"\frac{d}{da} (f(a) g(a)) = f'(a) g(a) + f(a) g'(a)", r"(f \circ g)'(a) = f'(g(a)) g'(a)", r"\frac{d}{da} \frac{f(a)}{g(a)} = \frac{f'(a) g(a) - f(a) g'(a)}{g(a)^2}",
            r"\frac{dv}{da} = 3 a^2", r"\frac{\partial v}{\partial a} = a^2", r"\frac{dv}{da} = \frac{\partial v}{\partial a} + \frac{\partial v}{\partial u} \frac{du}{da}",
            r"\mathrm{relu}(a) = \max(0, a)", r"\mathrm{relu}(a) - \mathrm{relu}(-a) = a", r"\mathrm{relu}(a) = \frac{a + |a|}{2}", r"\|\mathrm{relu}(x)\| \leq \|x\|",
            r"\mathrm{relu}'(a) = \begin{cases} 1 & a > 0 \\ 0 & a < 0 \end{cases}", r"r_k = r_{k-1} + s_k", r"\sum_{k=1}^{T} (r_k - r_1) = \sum_{k=2}^T (T - k + 1) s_k",
            r"g(a + h) \simeq g(a) + h g'(a) + \frac{h^2}{2} g''(a)", r"\sin(a+b) = \sin a \cos b + \cos a \sin b", r"\cosh^2 a - \sinh^2 a = 1", r"e^{a+b} = e^a e^b",
            r"\frac{d}{dt} t^t = t^t (\log t + 1)", r"\frac{d}{dt} \sqrt{t} = \frac{1}{2\sqrt{t}}", r"\frac{d}{da} \arctan a = \frac{1}{1+a^2}",
            r"\frac{\partial}{\partial x_i} \|x\| = \frac{x_i}{\|x\|}", r"\frac{\partial}{\partial x} \|x - y\|^2 = 2(x - y)",
            r"\frac{\partial}{\partial x_i} \sum_{j \neq i} x_i x_j = \sum_{j \neq i} x_j", r"\max_i x_i \leq \log \sum_i e^{x_i}", r"\log \sum_i e^{x_i} \leq \max_i x_i + \log n",
            r"a > b \implies e^a > e^b", r"|a + b| \leq |a| + |b|", r"\tanh'(a) = 1 - \tanh^2 a",
        ],
        [
            r"\frac{d}{da} (f(a) g(a)) = f'(a) g'(a)", r"(f \circ g)'(a) = f'(a) g'(a)", r"(f \circ g)'(a) = f'(g(a))", r"(f \circ g)(a) = g(f(a))",
            r"\frac{d}{da} \frac{f(a)}{g(a)} = \frac{f'(a) g(a) + f(a) g'(a)}{g(a)^2}", r"\frac{\partial v}{\partial a} = 3 a^2", r"\frac{dv}{da} = a^2",
            r"\mathrm{relu}(a) + \mathrm{relu}(-a) = a", r"\mathrm{relu}(a) = |a|", r"\mathrm{relu}(a + b) = \mathrm{relu}(a) + \mathrm{relu}(b)", r"\mathrm{relu}'(a) = 1",
            r"\mathrm{relu}(a) > 0", r"r_k = r_{k+1} + s_k", r"\sum_{k=1}^{T} r_k = \sum_{k=1}^T (T - k) s_k", r"g(a + h) \simeq g(a) + h g'(a) + h^2 g''(a)", r"\sin(a+b) = \sin a + \sin b",
            r"\cosh^2 a + \sinh^2 a = 1", r"e^{ab} = e^a e^b", r"\frac{d}{dt} t^t = t^t \log t", r"\frac{d}{dt} t^t = t \cdot t^{t-1}",
            r"\frac{\partial}{\partial x_i} \|x\| = \frac{x_i}{\|x\|^2}", r"\log \sum_i e^{x_i} \leq \max_i x_i", r"\log \sum_i e^{x_i} < \max_i x_i + \log n", r"a > b \implies a^2 > b^2",
            r"|a + b| = |a| + |b|", r"|a + b| < |a| + |b|", r"a^2 + b^2 > 2ab", r"\tanh'(a) = 1 - \tanh a", r"\tanh a < a", r"a \leq e^a - 2", r"\sqrt{a^2} = a", r"|a| = a",
            r"\max(a, b) = a", r"\frac{\partial}{\partial x_i} \sum_{j \neq i} x_i x_j = \sum_{j} x_j",
        ],
    ),
    "numerator": (
        [
            r"\frac{\partial y}{\partial x} = A", r"\nabla_x f = 2 x^\top", r"\frac{\partial f}{\partial x} = 2x^\top",
            r"\frac{\partial L}{\partial x} = \frac{\partial L}{\partial z} \frac{\partial z}{\partial x}", r"\frac{\partial z}{\partial x} = \operatorname{diag}(\mathbf{1} - z \odot z) W",
            r"\frac{\partial L}{\partial x} = \frac{\partial L}{\partial z} \operatorname{diag}(\mathbf{1} - z \odot z) W",
            r"\frac{\partial L}{\partial W} = x \frac{\partial L}{\partial z} \operatorname{diag}(\mathbf{1} - z \odot z)", r"J_F(v) = \frac{\partial F(v)}{\partial v}",
            r"\nabla g(x) = \frac{\partial g(x)}{\partial x}", r"\nabla^2 g(x) = \frac{\partial}{\partial x} (\nabla g(x))^\top", r"\mathrm{d}f = \frac{\partial f}{\partial x} \mathrm{d}x",
            r"\frac{\partial x^\top A^\top A x}{\partial x} = 2 x^\top A^\top A",
        ],
        [
            r"\frac{\partial y}{\partial x} = A^\top", r"\nabla_x f = 2 x", r"\frac{\partial L}{\partial x} = \frac{\partial z}{\partial x} \frac{\partial L}{\partial z}",
            r"\frac{\partial z}{\partial x} = W \operatorname{diag}(\mathbf{1} - z \odot z)",
            r"\frac{\partial L}{\partial W} = \operatorname{diag}(\mathbf{1} - z \odot z) \left(\frac{\partial L}{\partial z}\right)^\top x^\top",
            r"J_F(v) = \left(\frac{\partial F(v)}{\partial v}\right)^\top", r"\mathrm{d}f = \mathrm{d}x^\top \frac{\partial f}{\partial x}",
            r"\frac{\partial x^\top A^\top A x}{\partial x} = 2 A^\top A x", r"\frac{\partial x^\top A^\top A x}{\partial x} = x^\top A^\top A",
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
    "kron": (
        [
            r"(A \otimes B)(C \otimes D) = (AC) \otimes (BD)", r"\operatorname{vec}(A X B^\top) = (B \otimes A) \operatorname{vec}(X)", r"a \otimes b = \operatorname{vec}(b a^\top)",
            r"\operatorname{tr}(S \otimes R) = \operatorname{tr}(S) \operatorname{tr}(R)", r"\|A \otimes B\|_F = \|A\|_F \|B\|_F", r"\operatorname{vec}(x y^\top) = y \otimes x",
            r"x^\top S y = (y \otimes x)^\top \operatorname{vec}(S)", r"\frac{\partial \operatorname{vec}(AC)}{\partial \operatorname{vec}(C)^\top} = I_k \otimes A",
            r"\frac{\partial \operatorname{vec}(AC)}{\partial \operatorname{vec}(A)^\top} = C^\top \otimes I_m", r"\operatorname{diag}(x) y = \operatorname{diag}(y) x",
            r"(x \odot y)_i = x_i y_i", r"S \odot R = R \odot S", r"x^\top (S \odot R) y = \operatorname{tr}(\operatorname{diag}(x) S \operatorname{diag}(y) R^\top)",
        ],
        [
            r"(A \otimes B)(C \otimes D) = (AB) \otimes (CD)", r"\operatorname{vec}(A X B^\top) = (A \otimes B) \operatorname{vec}(X)", r"a \otimes b = \operatorname{vec}(a b^\top)",
            r"\operatorname{tr}(S \otimes R) = \operatorname{tr}(S) + \operatorname{tr}(R)", r"\det(S \otimes R) = \det(S) \det(R)", r"\operatorname{vec}(x y^\top) = x \otimes y",
            r"x^\top S y = (x \otimes y)^\top \operatorname{vec}(S)", r"\frac{\partial \operatorname{vec}(AC)}{\partial \operatorname{vec}(C)^\top} = A \otimes I_k",
            r"\frac{\partial \operatorname{vec}(AC)}{\partial \operatorname{vec}(A)^\top} = C \otimes I_m", r"S \otimes R = R \otimes S",
            r"x^\top (S \odot R) y = \operatorname{tr}(\operatorname{diag}(x) S \operatorname{diag}(y) R)", r"S R = S \odot R",
            r"\operatorname{diag}(S R) = \operatorname{diag}(S) \odot \operatorname{diag}(R)", r"\operatorname{diag}(\operatorname{diag}(S)) = S",
        ],
    ),
}  # fmt: skip
