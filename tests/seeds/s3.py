r"""S3: the report on error backpropagation, equations (1.1) to (3.9), and section 4 on batches."""

import numpy as np

from geomsan.meaning import Function, Matrix, Row, Scalar, Vector, smooth

from .table import rows


def logistic(z):
    return 1 / (1 + np.exp(-z))


def softmax(z):
    """Of a vector; of every column of a matrix."""
    e = np.exp(z)
    return e / e.sum(axis=0)


def coupled(z):
    """An activation whose every entry depends on all entries, as softmax does."""
    return np.tanh(z) * np.sum(np.exp(0.2 * z))


COMPOSITION = dict(
    A=Matrix("q", "p"), x=Vector("p"), F=Function(of=lambda A: lambda x: np.sin(A @ x)), g=Function(smooth),
    y=lambda F, x: F(x), z=lambda g, y: g(y),
)  # fmt: skip

# The network of (2.1): any activations, any loss.
NETWORK = dict(
    x_0=Vector("p", tex=r"\mathbf{x}^0"), W_1=Matrix("q", "p", tex="W^1"), F_1=Function(coupled, tex="F^1"),
    z_1=Vector("q", of=lambda W_1, x_0: W_1 @ x_0, tex=r"\mathbf{z}^1"), x_1=Vector("q", of=lambda F_1, z_1: F_1(z_1), tex=r"\mathbf{x}^1"),
    W_2=Matrix("r", "q", tex="W^2"), F_2=Function(coupled, tex="F^2"),
    z_2=Vector("r", of=lambda W_2, x_1: W_2 @ x_1, tex=r"\mathbf{z}^2"), x_2=Vector("r", of=lambda F_2, z_2: F_2(z_2), tex=r"\mathbf{x}^2"),
    g=Function(smooth), E=lambda g, x_2: g(x_2), t=Vector("r"),
    phi=Function(of=lambda x_1: lambda W_2: W_2 @ x_1, tex=r"\phi^2"),
)  # fmt: skip

# The same with the entries of W² in one vector, row by row.
FLAT = dict(
    x_1=Vector(3, tex=r"\mathbf{x}^1"), W_2=Vector(6, tex="W^2"), phi=Function(of=lambda x_1: lambda W_2: W_2.reshape(2, 3) @ x_1, tex=r"\phi^2"),
    F_2=Function(coupled, tex="F^2"), g=Function(smooth), z_2=Vector(2, of=lambda phi, W_2: phi(W_2), tex=r"\mathbf{z}^2"),
    x_2=Vector(2, of=lambda F_2, z_2: F_2(z_2), tex=r"\mathbf{x}^2"), E=lambda g, x_2: g(x_2),
)  # fmt: skip

BIAS = dict(
    NETWORK, b_1=Vector("q", tex="b^1"), b_2=Vector("r", tex="b^2"),
    z_1=Vector("q", of=lambda b_1, W_1, x_0: b_1 + W_1 @ x_0, tex=r"\mathbf{z}^1"),
    z_2=Vector("r", of=lambda b_2, W_2, x_1: b_2 + W_2 @ x_1, tex=r"\mathbf{z}^2"),
)  # fmt: skip

# Activations that work entry by entry.
ENTRYWISE = dict(
    BIAS, f_1=Function(np.sin, tex="f^1"), F_1=Function(lambda z: np.sin(z), tex="F^1"),
    f_2=Function(np.tanh, tex="f^2"), F_2=Function(lambda z: np.tanh(z), tex="F^2"),
)  # fmt: skip
LOGISTIC = dict(
    sigma=Function(logistic), x=Scalar(), f_k=Function(logistic, tex="f^k"), z_k=Vector("q", tex=r"\mathbf{z}^k"),
    x_k=Vector("q", of=lambda f_k, z_k: f_k(z_k), tex=r"\mathbf{x}^k"),
)  # fmt: skip
TANH = dict(LOGISTIC, f_k=Function(lambda z: (np.exp(z) - np.exp(-z)) / (np.exp(z) + np.exp(-z)), tex="f^k"))
SOFTMAX = dict(
    z_2=Vector("r", tex=r"\mathbf{z}^2"), F_2=Function(softmax, tex="F^2"), x_2=Vector("r", of=lambda F_2, z_2: F_2(z_2), tex=r"\mathbf{x}^2"),
)  # fmt: skip

SQUARED = dict(
    x_2=Vector("r", tex=r"\mathbf{x}^2"), t=Vector("r"), g=Function(of=lambda t: lambda x: 0.5 * np.sum((t - x) ** 2)),
)  # fmt: skip
BINARY = dict(
    z_2=Vector("r", tex=r"\mathbf{z}^2"), F_2=Function(logistic, tex="F^2"), x_2=Vector("r", of=lambda F_2, z_2: F_2(z_2), tex=r"\mathbf{x}^2"),
    t=Vector("r", between=(0.0, 1.0)), g=Function(of=lambda t: lambda x: -np.sum(t * np.log(x) + (1 - t) * np.log(1 - x))),
)  # fmt: skip
CATEGORICAL = dict(
    BINARY, F_2=Function(softmax, tex="F^2"), t=Vector("r", simplex=True), g=Function(of=lambda t: lambda x: -np.sum(t * np.log(x))), other=Vector("c"),
)  # fmt: skip

# Section 4.1: samples are columns; every entry of E depends on all samples.
COLUMNS = dict(
    X_0=Matrix("p", "n", tex="X^0"), T=Matrix("r", "n"), W_1=Matrix("q", "p", tex="W^1"), b_1=Vector("q", tex="b^1", broadcast=True),
    W_2=Matrix("r", "q", tex="W^2"), b_2=Vector("r", tex="b^2", broadcast=True),
    f_1=Function(np.sin, tex="f^1"), F_1=Function(lambda Z: np.sin(Z), tex="F^1"), f_2=Function(np.tanh, tex="f^2"), F_2=Function(lambda Z: np.tanh(Z), tex="F^2"),
    Z_1=Matrix("q", "n", of=lambda b_1, W_1, X_0: b_1[:, None] + W_1 @ X_0, tex="Z^1"), X_1=Matrix("q", "n", of=lambda F_1, Z_1: F_1(Z_1), tex="X^1"),
    Z_2=Matrix("r", "n", of=lambda b_2, W_2, X_1: b_2[:, None] + W_2 @ X_1, tex="Z^2"), X_2=Matrix("r", "n", of=lambda F_2, Z_2: F_2(Z_2), tex="X^2"),
    g=Function(smooth), E=lambda g, X_2: g(X_2), A=Matrix("m", "n"),
    row_sum=Function(lambda A: A.sum(axis=1), tex=r"\text{row\_sum}"),
)  # fmt: skip

# Section 4.2: samples are rows.
BATCH = dict(
    X_0=Matrix("n", "p", tex="X^0"), T=Matrix("n", "r"), W_1=Matrix("p", "q", tex="W^1"), b_1=Row("q", tex="b^1", broadcast=True),
    W_2=Matrix("q", "r", tex="W^2"), b_2=Row("r", tex="b^2", broadcast=True),
    f_1=Function(np.sin, tex="f^1"), F_1=Function(lambda Z: np.sin(Z), tex="F^1"), f_2=Function(np.tanh, tex="f^2"), F_2=Function(lambda Z: np.tanh(Z), tex="F^2"),
    Z_1=Matrix("n", "q", of=lambda b_1, W_1, X_0: b_1 + X_0 @ W_1, tex="Z^1"), X_1=Matrix("n", "q", of=lambda F_1, Z_1: F_1(Z_1), tex="X^1"),
    Z_2=Matrix("n", "r", of=lambda b_2, W_2, X_1: b_2 + X_1 @ W_2, tex="Z^2"), X_2=Matrix("n", "r", of=lambda F_2, Z_2: F_2(Z_2), tex="X^2"),
    g=Function(smooth), E=lambda g, X_2: g(X_2), A=Matrix("m", "n"),
    column_sum=Function(lambda A: A.sum(axis=0, keepdims=True), tex=r"\text{column\_sum}"),
)  # fmt: skip

# Section 4.3: softmax of every column.
COLUMNWISE = dict(
    X=Matrix("p", "n", columns="x_i"), Y=Matrix("p", "n", of=lambda X: softmax(X), columns="y_i"), g=Function(smooth), E=lambda g, Y: g(Y), softmax=Function(softmax, tex=r"\text{softmax}"),
    sum=Function(lambda x: np.sum(x), tex=r"\text{sum}"),
    column_sum=Function(lambda A: A.sum(axis=0, keepdims=True), tex=r"\text{column\_sum}"),
)  # fmt: skip

ROWS = [
    *rows("S3", COMPOSITION, r"""
15   notation  \mathbb{R}^p \xrightarrow{F} \mathbb{R}^q \xrightarrow{g} \mathbb{R}
19   true  \mathbf{y} = F(\mathbf{x}), \quad z = g(\mathbf{y})
23   true  F(\mathbf{x}) = (f_1(\mathbf{x}), \dots, f_q(\mathbf{x}))
27   true  F(\mathbf{x}) = [f_1(\mathbf{x}) \dots f_q(\mathbf{x})]^T
33   true  \nabla g(\mathbf{y}) = \begin{bmatrix} \frac{\partial z}{\partial y_1} \\ \vdots \\ \frac{\partial z}{\partial
      y_q} \end{bmatrix}, \quad \nabla (g \circ F)(\mathbf{x}) = \begin{bmatrix} \frac{\partial z}{\partial x_1} \\
      \vdots \\ \frac{\partial z}{\partial x_p} \end{bmatrix}
37   true  \begin{bmatrix} \frac{\partial z}{\partial x_1} \\ \vdots \\ \frac{\partial z}{\partial x_p} \end{bmatrix} =
      \begin{bmatrix} \frac{\partial y_1}{\partial x_1} & \dots & \frac{\partial y_q}{\partial x_1} \\ \vdots &
      \ddots & \vdots \\ \frac{\partial y_1}{\partial x_p} & \dots & \frac{\partial y_q}{\partial x_p} \end{bmatrix}
      \begin{bmatrix} \frac{\partial z}{\partial y_1} \\ \vdots \\ \frac{\partial z}{\partial y_q} \end{bmatrix}
      \quad (1.1)
41   true  \nabla (g \circ F)(\mathbf{x}) = J_F(\mathbf{x})^T \nabla g(\mathbf{y})
45   true  \nabla (g \circ F) = J_F^T \nabla g \quad (1.2)
51   notation  \mathbb{R}^{p_1} \xrightarrow{F_1} \dots \xrightarrow{F_{n-1}} \mathbb{R}^{p_n} \xrightarrow{F_n} \mathbb{R}^q
      \xrightarrow{g} \mathbb{R} \quad (1.3)
55   open  \nabla (g \circ F_n \circ \dots \circ F_1) = J_{F_1}^T \dots J_{F_n}^T \nabla g
      — a chain of functions with an ellipsis
61   notation  \nabla (g \circ F_n \circ \dots \circ F_1) \xleftarrow{J_{F_1}^T} \dots \xleftarrow{J_{F_{n-1}}^T} \nabla (g
      \circ F_n) \xleftarrow{J_{F_n}^T} \nabla g \quad (1.4)
"""),
    *rows("S3", NETWORK, r"""
73   notation  \begin{bmatrix} x_1^0 \\ \vdots \\ x_p^0 \end{bmatrix} \xrightarrow{W^1} \begin{bmatrix} z_1^1 \\ \vdots \\
      z_q^1 \end{bmatrix} \xrightarrow{F^1} \begin{bmatrix} x_1^1 \\ \vdots \\ x_q^1 \end{bmatrix} \xrightarrow{W^2}
      \begin{bmatrix} z_1^2 \\ \vdots \\ z_r^2 \end{bmatrix} \xrightarrow{F^2} \begin{bmatrix} x_1^2 \\ \vdots \\
      x_r^2 \end{bmatrix} \quad (2.1)
77   notation  \mathbb{R}^p \xrightarrow{W^1} \mathbb{R}^q \xrightarrow{F^1} \mathbb{R}^q \xrightarrow{W^2} \mathbb{R}^r
      \xrightarrow{F^2} \mathbb{R}^r \xrightarrow{g} \mathbb{R} \quad (2.2)
83   true  \begin{aligned} \mathbf{x}^0 &= [x_1^0 \dots x_p^0]^T \\ \mathbf{z}^1 &= [z_1^1 \dots z_q^1]^T \end{aligned}
87   true  \begin{aligned} \mathbf{z}^1 &= W^1 \mathbf{x}^0 \\ \mathbf{x}^1 &= F^1(\mathbf{z}^1) \end{aligned}
91   true  \mathbf{t} = [t_1 \dots t_r]^T
95   true  E = g(\mathbf{x}^2)
101  true  W^1 = \begin{bmatrix} w_{11}^1 & \dots & w_{1p}^1 \\ \vdots & \ddots & \vdots \\ w_{q1}^1 & \dots & w_{qp}^1
      \end{bmatrix}
109  notation  \nabla (g \circ F^2 \circ W^2 \circ F^1) \xleftarrow{J_{F^1}^T} \nabla (g \circ F^2 \circ W^2)
      \xleftarrow{J_{W^2}^T} \nabla (g \circ F^2) \xleftarrow{J_{F^2}^T} \nabla g \quad (2.3)
117  true  \phi^2(W^2) = W^2 \mathbf{x}^1
121  true  E = (g \circ F^2 \circ \phi^2)(W^2) \quad (2.4)
125  notation  \mathbb{R}^q \xrightarrow{\phi^2} \mathbb{R}^r \xrightarrow{F^2} \mathbb{R}^r \xrightarrow{g} \mathbb{R}^r
131  true  \nabla_{W^2} E = \nabla(g \circ F^2 \circ \phi^2)(W^2)
135  true  \begin{aligned} \frac{\partial E}{\partial w_{ij}^2} &= \frac{\partial E}{\partial z_i^2} \frac{\partial
      z_i^2}{\partial w_{ij}^2} \\ &= \frac{\partial E}{\partial z_i^2} x_j^1 \end{aligned}
139  true  \begin{bmatrix} \frac{\partial E}{\partial w_{11}^2} & \cdots & \frac{\partial E}{\partial w_{1q}^2} \\ \vdots
      & \ddots & \vdots \\ \frac{\partial E}{\partial w_{r1}^2} & \cdots & \frac{\partial E}{\partial w_{rq}^2}
      \end{bmatrix} = \begin{bmatrix} \frac{\partial E}{\partial z_1^2} \\ \vdots \\ \frac{\partial E}{\partial
      z_r^2} \end{bmatrix} [x_1^1 \cdots x_q^1] = \nabla(g \circ F^2) \mathbf{x}^{1T}
143  true  \nabla_{W^2} E = J_{F^2}^T \nabla g \mathbf{x}^{1T} \quad (2.5)
"""),
    *rows("S3", FLAT, r"""
149  false \nabla_{W^2} E = J_{\phi^2} J_{F^2}^T \nabla g
      ✓ \nabla_{W^2} E = J_{\phi^2}^T J_{F^2}^T \nabla g
      — every Jacobian of the chain is transposed
"""),
    *rows("S3", NETWORK, r"""
155  notation  \mathbb{R}^p \xrightarrow{\phi^1} \mathbb{R}^q \xrightarrow{F^1} \mathbb{R}^q \xrightarrow{W^2} \mathbb{R}^r
      \xrightarrow{F^2} \mathbb{R}^r \xrightarrow{g} \mathbb{R}
159  true  \nabla_{W^1} E = J_{F^1}^T W^{2T} J_{F^2}^T \nabla g \mathbf{x}^{0T} \quad (2.6)
"""),
    *rows("S3", BIAS, r"""
169  notation  \begin{bmatrix} x_1^0 \\ \vdots \\ x_p^0 \end{bmatrix} \xrightarrow{(b^1, W^1)} \begin{bmatrix} z_1^1 \\
      \vdots \\ z_q^1 \end{bmatrix} \xrightarrow{F^1} \begin{bmatrix} x_1^1 \\ \vdots \\ x_q^1 \end{bmatrix}
      \xrightarrow{(b^2, W^2)} \begin{bmatrix} z_1^2 \\ \vdots \\ z_r^2 \end{bmatrix} \xrightarrow{F^2}
      \begin{bmatrix} x_1^2 \\ \vdots \\ x_r^2 \end{bmatrix} \quad (2.7)
171  notation  \mathbb{R}^p \xrightarrow{(b^1, W^1)} \mathbb{R}^q \xrightarrow{F^1} \mathbb{R}^q \xrightarrow{(b^2, W^2)}
      \mathbb{R}^r \xrightarrow{F^2} \mathbb{R}^r \xrightarrow{g} \mathbb{R} \quad (2.8)
175  true  b^1 = \begin{bmatrix} b_1^1 \\ \vdots \\ b_q^1 \end{bmatrix}, \quad b^2 = \begin{bmatrix} b_1^2 \\ \vdots \\
      b_r^2 \end{bmatrix}
179  open  \begin{aligned} (b^1, W^1)(\mathbf{x}^0) &= b^1 + W^1 \mathbf{x}^0 \\ (b^2, W^2)(\mathbf{x}^1) &= b^2 + W^2
      \mathbf{x}^1 \end{aligned}
      — a pair as the name of a function
187  true  \begin{aligned} \frac{\partial E}{\partial b_i^2} &= \frac{\partial E}{\partial z_i^2} \frac{\partial
      z_i^2}{\partial b_i^2} \\ &= \frac{\partial E}{\partial z_i^2} \end{aligned}
191  true  \begin{bmatrix} \frac{\partial E}{\partial b_1^2} \\ \vdots \\ \frac{\partial E}{\partial b_r^2} \end{bmatrix}
      = \begin{bmatrix} \frac{\partial E}{\partial z_1^2} \\ \vdots \\ \frac{\partial E}{\partial z_r^2}
      \end{bmatrix}
195  true  \nabla_{b^2} E = J_{F^2}^T \nabla g \quad (2.9)
199  true  \nabla_{b^1} E = J_{F^1}^T W^{2T} J_{F^2}^T \nabla g \quad (2.10)
203  open  J_{(b^2, W^2)} = J_{W^2} = W^2
      — a pair, and a matrix, as the name of a function
"""),
    *rows("S3", ENTRYWISE, r"""
215  true  \begin{aligned} F^1(\mathbf{z}^1) &= (f^1(z_1^1), \dots, f^1(z_q^1)) \\ F^2(\mathbf{z}^2) &= (f^2(z_1^2),
      \dots, f^2(z_r^2)) \end{aligned} \quad (3.1)
221  true  J_{F^2} = \begin{bmatrix} f^{2'}(z_1^2) & \dots & 0 \\ \vdots & \ddots & \vdots \\ 0 & \dots & f^{2'}(z_r^2)
      \end{bmatrix}
225  true  J_{F^2}^T \nabla g = \begin{bmatrix} f^{2'}(z_1^2) \\ \vdots \\ f^{2'}(z_r^2) \end{bmatrix} * \nabla g \quad
      (3.2)
"""),
    *rows("S3", LOGISTIC, r"""
233  true  \sigma'(x) = \sigma(x)(1 - \sigma(x))
237  true  f^{k'}(z_i^k) = x_i^k(1 - x_i^k) \quad (3.3)
"""),
    *rows("S3", TANH, r"""
243  true  \tanh'(x) = 1 - \tanh(x)^2
247  true  f^{k'}(z_i^k) = 1 - (x_i^k)^2
"""),
    *rows("S3", SOFTMAX, r"""
253  true  F^2(z_1^2, \dots, z_r^2) = \left( \frac{e^{z_1^2}}{e^{z_1^2} + \dots + e^{z_r^2}}, \dots,
      \frac{e^{z_r^2}}{e^{z_1^2} + \dots + e^{z_r^2}} \right) \quad (3.4)
257  true  x_i^2 = \frac{e^{z_i^2}}{e^{z_1^2} + \dots + e^{z_r^2}}, \quad i = 1, \dots, r  ✎ k = 1, …, r, though k stands nowhere
261  true  J_{F^2} = \begin{bmatrix} x_1^2(1-x_1^2) & \dots & -x_1^2 x_r^2 \\ \vdots & \ddots & \vdots \\ -x_r^2 x_1^2 &
      \dots & x_r^2(1-x_r^2) \end{bmatrix} \quad (3.5)
"""),
    *rows("S3", SQUARED, r"""
273  true  g(\mathbf{x}^2) = \frac{1}{2} \|\mathbf{t} - \mathbf{x}^2\|^2 = \frac{1}{2} \sum_{i=1}^r (t_i - x_i^2)^2
277  true  \nabla g(\mathbf{x}^2) = \mathbf{x}^2 - \mathbf{t} = \begin{bmatrix} x_1^2 - t_1 \\ \vdots \\ x_r^2 - t_r
      \end{bmatrix}
"""),
    *rows("S3", BINARY, r"""
283  true  g(\mathbf{x}^2) = - \sum_{i=1}^r (t_i \log x_i^2 + (1-t_i) \log (1-x_i^2))
287  true  \nabla g(\mathbf{x}^2) = \begin{bmatrix} \frac{x_1^2 - t_1}{x_1^2(1-x_1^2)} \\ \vdots \\ \frac{x_r^2 -
      t_r}{x_r^2(1-x_r^2)} \end{bmatrix} \quad (3.6)
293  true  \nabla(g \circ F^2)(\mathbf{z}^2) = \mathbf{x}^2 - \mathbf{t} \quad (3.7)
"""),
    *rows("S3", CATEGORICAL, r"""
299  false g(\mathbf{x}^2) = - \sum_{k=1}^c t_k \log x_k^2
      ✓ g(\mathbf{x}^2) = - \sum_{k=1}^r t_k \log x_k^2
      — c is defined nowhere; there are r entries
303  true  \nabla g(\mathbf{x}^2) = - \begin{bmatrix} t_1/x_1^2 \\ \vdots \\ t_r/x_r^2 \end{bmatrix} \quad (3.8)
307  true  \nabla(g \circ F^2)(\mathbf{z}^2) = \mathbf{x}^2 - \mathbf{t} \quad (3.9)
"""),
    *rows("S3", COLUMNS, r"""
321  true  X^0 = \begin{bmatrix} x_{11}^0 & \cdots & x_{1n}^0 \\ \vdots & \ddots & \vdots \\ x_{p1}^0 & \cdots & x_{pn}^0
      \end{bmatrix}, \quad T = \begin{bmatrix} t_{11} & \cdots & t_{1n} \\ \vdots & \ddots & \vdots \\ t_{r1} &
      \cdots & t_{rn} \end{bmatrix}
325  true  Z^1 = \begin{bmatrix} z_{11}^1 & \cdots & z_{1n}^1 \\ \vdots & \ddots & \vdots \\ z_{q1}^1 & \cdots & z_{qn}^1
      \end{bmatrix}, \quad X^1 = \begin{bmatrix} x_{11}^1 & \cdots & x_{1n}^1 \\ \vdots & \ddots & \vdots \\
      x_{q1}^1 & \cdots & x_{qn}^1 \end{bmatrix}
329  true  Z^1 = b^1 + W^1 X^0, \quad X^1 = F^1(Z^1), \dots
333  true  \nabla g = \nabla_{X^2} E = \begin{bmatrix} \frac{\partial E}{\partial x_{11}^2} & \cdots & \frac{\partial
      E}{\partial x_{1n}^2} \\ \vdots & \ddots & \vdots \\ \frac{\partial E}{\partial x_{r1}^2} & \cdots &
      \frac{\partial E}{\partial x_{rn}^2} \end{bmatrix}
337  true  F^1(Z^1) = \begin{bmatrix} f^1(z_{11}^1) & \cdots & f^1(z_{1n}^1) \\ \vdots & \ddots & \vdots \\ f^1(z_{q1}^1)
      & \cdots & f^1(z_{qn}^1) \end{bmatrix}
341  true  F^{1'}(Z^1) = \begin{bmatrix} f^{1'}(z_{11}^1) & \cdots & f^{1'}(z_{1n}^1) \\ \vdots & \ddots & \vdots \\
      f^{1'}(z_{q1}^1) & \cdots & f^{1'}(z_{qn}^1) \end{bmatrix}
347  true  \nabla_{Z^2} E = F^{2'}(Z^2) * \nabla g
349  true  \nabla_{X^1} E = W^{2T} \nabla_{Z^2} E
351  true  \nabla_{Z^1} E = F^{1'}(Z^1) * \nabla_{X^1} E
357  true  \nabla_{W^2} E = \nabla_{Z^2} E X^{1T}
359  true  \nabla_{b^2} E = \text{row\_sum}(\nabla_{Z^2} E)
361  true  \nabla_{W^1} E = \nabla_{Z^1} E X^{0T}
363  true  \nabla_{b^1} E = \text{row\_sum}(\nabla_{Z^1} E)
367  true  \text{row\_sum} \begin{bmatrix} a_{11} & \cdots & a_{1n} \\ \vdots & \ddots & \vdots \\ a_{m1} & \cdots &
      a_{mn} \end{bmatrix} = \begin{bmatrix} a_{11} + \cdots + a_{1n} \\ \vdots \\ a_{m1} + \cdots + a_{mn}
      \end{bmatrix}
"""),
    *rows("S3", BATCH, r"""
377  true  X^0 = \begin{bmatrix} x_{11}^0 & \cdots & x_{1p}^0 \\ \vdots & \ddots & \vdots \\ x_{n1}^0 & \cdots & x_{np}^0
      \end{bmatrix}, \quad T = \begin{bmatrix} t_{11} & \cdots & t_{1r} \\ \vdots & \ddots & \vdots \\ t_{n1} &
      \cdots & t_{nr} \end{bmatrix}
381  true  Z^1 = \begin{bmatrix} z_{11}^1 & \cdots & z_{1q}^1 \\ \vdots & \ddots & \vdots \\ z_{n1}^1 & \cdots & z_{nq}^1
      \end{bmatrix}, \quad X^1 = \begin{bmatrix} x_{11}^1 & \cdots & x_{1q}^1 \\ \vdots & \ddots & \vdots \\
      x_{n1}^1 & \cdots & x_{nq}^1 \end{bmatrix}
385  true  b^1 = [b_1^1 \cdots b_q^1], \quad W^1 = \begin{bmatrix} w_{11}^1 & \cdots & w_{1q}^1 \\ \vdots & \ddots &
      \vdots \\ w_{p1}^1 & \cdots & w_{pq}^1 \end{bmatrix}
389  true  Z^1 = b^1 + X^0 W^1, \quad X^1 = F^1(Z^1), \quad \dots
393  true  \nabla g = \nabla_{X^2} E = \begin{bmatrix} \frac{\partial E}{\partial x_{11}^2} & \cdots & \frac{\partial
      E}{\partial x_{1r}^2} \\ \vdots & \ddots & \vdots \\ \frac{\partial E}{\partial x_{n1}^2} & \cdots &
      \frac{\partial E}{\partial x_{nr}^2} \end{bmatrix}, \quad F^{1'}(Z^1) = \begin{bmatrix} f^{1'}(z_{11}^1) & \cdots
      & f^{1'}(z_{1q}^1) \\ \vdots & \ddots & \vdots \\ f^{1'}(z_{n1}^1) & \cdots & f^{1'}(z_{nq}^1) \end{bmatrix}
      ✎ f' is printed for f^{1'}; an f without a number is nowhere
397  true  \nabla_{Z^2} E = F^{2'}(Z^2) * \nabla g
401  true  \nabla_{X^1} E = \nabla_{Z^2} E W^{2T}
405  true  \nabla_{Z^1} E = F^{1'}(Z^1) * \nabla_{X^1} E
409  true  \nabla_{W^2} E = X^{1T} \nabla_{Z^2} E
411  true  \nabla_{b^2} E = \text{column\_sum}(\nabla_{Z^2} E)
413  true  \nabla_{W^1} E = X^{0T} \nabla_{Z^1} E
415  true  \nabla_{b^1} E = \text{column\_sum}(\nabla_{Z^1} E)
"""),
    *rows("S3", COLUMNWISE, r"""
425  true  y_i = \text{softmax}(x_i),
429  true  X = [x_1 \cdots x_n] = \begin{bmatrix} x_{11} & \cdots & x_{1n} \\ \vdots & \ddots & \vdots \\ x_{p1} & \cdots
      & x_{pn} \end{bmatrix}
433  true  Y = [y_1 \cdots y_n] = \begin{bmatrix} y_{11} & \cdots & y_{1n} \\ \vdots & \ddots & \vdots \\ y_{p1} & \cdots
      & y_{pn} \end{bmatrix}
438  true  \nabla_{x_i} E = J_{\text{softmax}}(x_i)^T \nabla_{y_i} E
442  true  \begin{aligned} \begin{bmatrix} \frac{\partial E}{\partial x_{1i}} \\ \vdots \\ \frac{\partial E}{\partial
      x_{pi}} \end{bmatrix} &= \begin{bmatrix} y_{1i}(1-y_{1i}) & \cdots & -y_{1i}y_{pi} \\ \vdots & \ddots & \vdots
      \\ -y_{pi}y_{1i} & \cdots & y_{pi}(1-y_{pi}) \end{bmatrix} \begin{bmatrix} \frac{\partial E}{\partial y_{1i}}
      \\ \vdots \\ \frac{\partial E}{\partial y_{pi}} \end{bmatrix} \\ &= y_i * \left( \nabla_{y_i} E -
      \begin{bmatrix} y_{1i}\frac{\partial E}{\partial y_{1i}} + \cdots + y_{pi}\frac{\partial E}{\partial y_{pi}}
      \\ \vdots \\ y_{1i}\frac{\partial E}{\partial y_{1i}} + \cdots + y_{pi}\frac{\partial E}{\partial y_{pi}}
      \end{bmatrix} \right) \\ &= y_i * \left( \nabla_{y_i} E - \left( y_{1i}\frac{\partial E}{\partial y_{1i}} +
      \cdots + y_{pi}\frac{\partial E}{\partial y_{pi}} \right) \begin{bmatrix} 1 \\ \vdots \\ 1 \end{bmatrix}
      \right) \\ &= y_i * \left( \nabla_{y_i} E - \text{sum}(y_i * \nabla_{y_i} E) \begin{bmatrix} 1 \\ \vdots \\ 1
      \end{bmatrix} \right) \end{aligned}
      ✎ the asterisk of the Hadamard product was read as a superscript; the second and third line are 442b
442b open  \begin{aligned} \begin{bmatrix} \frac{\partial E}{\partial x_{1i}} \\ \vdots \\ \frac{\partial E}{\partial
      x_{pi}} \end{bmatrix} &= \begin{bmatrix} y_{1i}(1-y_{1i})\frac{\partial E}{\partial y_{1i}} - \cdots -
      y_{1i}y_{pi}\frac{\partial E}{\partial y_{pi}} \\ \vdots \\ -y_{pi}y_{1i}\frac{\partial E}{\partial y_{1i}} -
      \cdots + y_{pi}(1-y_{pi})\frac{\partial E}{\partial y_{pi}} \end{bmatrix} \\ &= y_i * \begin{bmatrix}
      (1-y_{1i})\frac{\partial E}{\partial y_{1i}} - \cdots - y_{pi}\frac{\partial E}{\partial y_{pi}} \\ \vdots \\
      -y_{1i}\frac{\partial E}{\partial y_{1i}} - \cdots + (1-y_{pi})\frac{\partial E}{\partial y_{pi}}
      \end{bmatrix} \end{aligned}
      — sums with an ellipsis whose first or last term is of another form
      ✎ as 442
446  true  \nabla_X E = Y * \left( \nabla_Y E - \begin{bmatrix} 1 \\ \vdots \\ 1 \end{bmatrix} \text{column\_sum}(Y *
      \nabla_Y E) \right)
      ✎ the asterisk of the Hadamard product was read as a superscript
"""),
]
