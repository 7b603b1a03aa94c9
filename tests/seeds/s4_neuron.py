r"""S4, second half: the gradient of a neuron and of its loss, in numerator layout.

Names of several letters, which the slides print as if they were products, stand in \text{…}.
"""

import numpy as np

from geomsan.meaning import Function, Matrix, Scalar, Vector

from .table import rows

AFFINE = dict(w=Vector("n"), x=Vector("n"), b=Scalar(), y=lambda w, x: w @ x)
NEURON = dict(
    w=Vector("n"), x=Vector("n"), b=Scalar(), z=lambda w, b, x: w @ x + b,
    activation=Scalar(of=lambda z: np.maximum(0, z), tex=r"\text{activation}"), y=Scalar(),
    u=lambda w, b, x: np.maximum(0, w @ x + b), v=lambda y, u: y - u,
)  # fmt: skip

# All samples: x_i is a row of X, stood up.
BATCH = dict(
    w=Vector("n"), b=Scalar(), X=Matrix("N", "n", rows=r"\mathbf{x}_i^T"), y=Vector("N"),
    activation=Function(of=lambda w, b: lambda x: np.maximum(0, w @ x + b), tex=r"\text{activation}"),
    u=Vector("N", of=lambda w, b, X: np.maximum(0, X @ w + b)), v=Vector("N", of=lambda y, u: y - u), C=lambda v: np.mean(v**2),
)  # fmt: skip
ACTIVE = dict(
    BATCH, w=Vector("n", positive=True), b=Scalar(positive=True), X=Matrix("N", "n", positive=True, rows=r"\mathbf{x}_i^T"),
    e=Vector("N", of=lambda w, b, X, y: X @ w + b - y),
)  # fmt: skip


def slopes(w, b, X, y):
    """How the loss changes with the net input of each sample."""
    z = X @ w + b
    return 2 * (z > 0) * (z - y) / len(y)


STEP = dict(
    BATCH, eta=Scalar(positive=True), t=Scalar(),
    w_t=Vector("n", of=lambda w: w, tex=r"\mathbf{w}_t"), b_t=Scalar(of=lambda b: b, tex="b_t"),
    w_next=Vector("n", of=lambda w, b, X, y, eta: w - eta * X.T @ slopes(w, b, X, y), tex=r"\mathbf{w}_{t+1}"),
    b_next=Scalar(of=lambda w, b, X, y, eta: b - eta * slopes(w, b, X, y).sum(), tex="b_{t+1}"),
)  # fmt: skip

ROWS = [
    *rows("S4", NEURON, r"""
308  true  \text{activation}(\mathbf{x}) = max(0, \mathbf{w} \cdot \mathbf{x} + b)
310  true  z(\mathbf{x}) = \sum_{i}^{n} w_{i} x_{i} + b = \mathbf{w} \cdot \mathbf{x} + b.
314  notation \frac{\partial}{\partial \mathbf{w}}(\mathbf{w} \cdot \mathbf{x} + b)
320  true  \mathbf{w} \cdot \mathbf{x} = \mathbf{w}^T \mathbf{x}
329  true  \mathbf{w} \cdot \mathbf{x} = \mathbf{w}^T \mathbf{x}.
      ✎ two derivatives that run into it, and claim nothing, are left out
343  true  \begin{split} z(\mathbf{w}, b, \mathbf{x}) &= \mathbf{w} \cdot \mathbf{x} + b \\ & \text{activation}(z) = max(0, z)
      \\ & \frac{\partial \text{activation}}{\partial \mathbf{w}} = \frac{\partial \text{activation}}{\partial z} \frac{\partial
      z}{\partial \mathbf{w}} \end{split}
345  true  \frac{\partial \text{activation}}{\partial \mathbf{w}} = \begin{cases} \vec{\mathbf{0}}^T & z \leq 0 \\
      \mathbf{x}^T & z > 0 \end{cases}
      ✎ the equations inside of the cases are 345b and 345c; the remark is left out
345b true  0 \frac{\partial z}{\partial \mathbf{w}} = \vec{\mathbf{0}}^T
345c true  1 \frac{\partial z}{\partial \mathbf{w}} = \frac{\partial z}{\partial \mathbf{w}} = \mathbf{x}^T
349  true  \frac{\partial \text{activation}}{\partial \mathbf{w}} = \begin{cases} \vec{\mathbf{0}}^T & \mathbf{w} \cdot
      \mathbf{x} + b \leq 0 \\ \mathbf{x}^T & \mathbf{w} \cdot \mathbf{x} + b > 0 \end{cases}
351  true  \frac{\partial \text{activation}}{\partial b} = \begin{cases} 0 & \mathbf{w} \cdot
      \mathbf{x} + b \le 0 \\ 1 & \mathbf{w} \cdot \mathbf{x} + b > 0 \end{cases}
      ✎ the equations inside of the cases are 351b
351b true  1 \frac{\partial z}{\partial b} = 1
373  true  \frac{\partial}{\partial \mathbf{w}} u(\mathbf{w}, b, \mathbf{x}) = \begin{cases} \vec{\mathbf{0}}^T &
      \mathbf{w} \cdot \mathbf{x} + b \le 0 \\ \mathbf{x}^T & \mathbf{w} \cdot \mathbf{x} + b > 0 \end{cases}
387  true  \frac{\partial}{\partial \mathbf{w}} u(\mathbf{w}, b, \mathbf{x}) = \begin{cases} \vec{\mathbf{0}}^T &
      \mathbf{w} \cdot \mathbf{x} + b \le 0 \\ \mathbf{x}^T & \mathbf{w} \cdot \mathbf{x} + b > 0 \end{cases}
365  true  \begin{array}{rcl} u(\mathbf{w}, b, \mathbf{x}) &=& max(0, \mathbf{w} \cdot \mathbf{x} + b) \\ v(y, u) &=& y -
      u \end{array}
      ✎ the last line is 365b
375  true  \begin{array}{rcl} u(\mathbf{w}, b, \mathbf{x}) & = & max(0, \mathbf{w} \cdot \mathbf{x} + b) \\ v(y, u) & = &
      y - u \end{array}
      ✎ the last line is 375b
389  true  \begin{array}{rcl} u(\mathbf{w}, b, \mathbf{x}) & = & max(0, \mathbf{w} \cdot \mathbf{x} + b) \\ v(y, u) & = &
      y - u \end{array}
      ✎ the last line is 389b
377  true  \frac{\partial v(y,u)}{\partial \mathbf{w}} = \frac{\partial}{\partial \mathbf{w}}(y-u) = \vec{0}^T -
      \frac{\partial u}{\partial \mathbf{w}} = -\frac{\partial u}{\partial \mathbf{w}} = \begin{cases} \vec{0}^T &
      \mathbf{w} \cdot \mathbf{x} + b \le 0 \\ -\mathbf{x}^T & \mathbf{w} \cdot \mathbf{x} + b > 0 \end{cases}
391  true  \frac{\partial v(y,u)}{\partial \mathbf{w}} = \frac{\partial}{\partial \mathbf{w}}(y-u) = \vec{0}^T -
      \frac{\partial u}{\partial \mathbf{w}} = -\frac{\partial u}{\partial \mathbf{w}} = \begin{cases} \vec{0}^T &
      \mathbf{w} \cdot \mathbf{x} + b \leq 0 \\ -\mathbf{x}^T & \mathbf{w} \cdot \mathbf{x} + b > 0 \end{cases}
419  true  \frac{\partial u}{\partial b} = \begin{cases} 0 & \mathbf{w} \cdot \mathbf{x} + b \leq 0 \\ 1 &
      \mathbf{w} \cdot \mathbf{x} + b > 0 \end{cases}
      ✎ several displays of a slide have run into one another: 419 to 419f
419b true  u(\mathbf{w}, b, \mathbf{x}) = \max(0, \mathbf{w} \cdot \mathbf{x} + b), \quad v(y, u) = y - u
419c true  \frac{\partial v(y,
      u)}{\partial b} = \frac{\partial}{\partial b} (y - u) = 0 - \frac{\partial u}{\partial b} = -\frac{\partial
      u}{\partial b} = \begin{cases} 0 & \mathbf{w} \cdot \mathbf{x} + b \leq 0 \\ -1 & \mathbf{w} \cdot \mathbf{x}
      + b > 0 \end{cases}
""", layout="numerator"),
    *rows("S4", dict(u=Vector("n"), v=Vector("n"), x=Vector("m")), r"""
317  true  d(u^{T}v) = du^{T}v + u^{T}dv = v^{T}du + u^{T}dv
318  true  d(x^{T}x) = dx^{T}x + x^{T}dx = x^{T}dx + x^{T}dx
323  true  = (2x)^{T} dx
"""),
    *rows("S4", AFFINE, r"""
331  true  y = \mathbf{w} \cdot \mathbf{x} = \sum_{i}^{n} (w_i x_i)
333  true  \frac{\partial y}{\partial w_j} = \frac{\partial}{\partial w_j} \sum_{i} (w_i x_i) = \sum_{i}
      \frac{\partial}{\partial w_j} (w_i x_i) = \frac{\partial}{\partial w_j} (w_j x_j) = x_j
""", layout="numerator"),
    *rows("S4", dict(AFFINE, y=lambda w, x, b: w @ x + b), r"""
335  true  \frac{\partial y}{\partial \mathbf{w}} = \frac{\partial}{\partial \mathbf{w}} \mathbf{w} \cdot \mathbf{x} +
      \frac{\partial}{\partial \mathbf{w}} b = \mathbf{x}^T + \vec{0}^T = \mathbf{x}^T
337  true  \frac{\partial y}{\partial b} = \frac{\partial}{\partial b} \mathbf{w} \cdot \mathbf{x} +
      \frac{\partial}{\partial b} b = 0 + 1 = 1
""", layout="numerator"),
    *rows("S4", BATCH, r"""
361  true  C(\mathbf{w}, b, X, \mathbf{y}) = \frac{1}{N} \sum_{i=1}^{N} (y_i - \text{activation}(\mathbf{x}_i))^2 = \frac{1}{N}
      \sum_{i=1}^{N} (y_i - max(0, \mathbf{w} \cdot \mathbf{x}_i + b))^2
365b false C(v) = \frac{1}{N} \sum_{i=1}^{N} v^2
      ✓ C(v) = \frac{1}{N} \sum_{i=1}^{N} v_i^2
      — the summand has lost its index
375b false C(v) = \frac{1}{N} \sum_{i=1}^{N} v^2
      ✓ C(v) = \frac{1}{N} \sum_{i=1}^{N} v_i^2
      — the summand has lost its index
389b false C(v) = \frac{1}{N} \sum_{i=1}^{N} v^2
      ✓ C(v) = \frac{1}{N} \sum_{i=1}^{N} v_i^2
      — the summand has lost its index
419d false C(v) = \frac{1}{N} \sum_{i=1}^{N} v^2
      ✓ C(v) = \frac{1}{N} \sum_{i=1}^{N} v_i^2
      — the summand has lost its index
379  false \begin{split} \frac{\partial C(v)}{\partial \mathbf{w}} &= \frac{\partial}{\partial \mathbf{w}} \frac{1}{N}
      \sum_{i=1}^{N} v^2 \\ &= \frac{1}{N} \sum_{i=1}^{N} \frac{\partial}{\partial \mathbf{w}} v^2 \\ &= \frac{1}{N}
      \sum_{i=1}^{N} 2v \frac{\partial v}{\partial \mathbf{w}} \\ &= \frac{1}{N} \sum_{i=1}^{N} \frac{\partial
      v^2}{\partial v} \frac{\partial v}{\partial \mathbf{w}} \\ &= \frac{1}{N} \sum_{i=1}^{N} \begin{cases}
      \overrightarrow{\mathbf{0}}^T & \mathbf{w} \cdot \mathbf{x}_i + b \leq 0 \\
      -2v \mathbf{x}_i^T & \mathbf{w} \cdot \mathbf{x}_i + b > 0 \end{cases} \end{split}
      ✓ \begin{split} \frac{\partial C(v)}{\partial \mathbf{w}} &= \frac{\partial}{\partial \mathbf{w}} \frac{1}{N}
      \sum_{i=1}^{N} v_i^2 \\ &= \frac{1}{N} \sum_{i=1}^{N} \frac{\partial}{\partial \mathbf{w}} v_i^2 \\ &= \frac{1}{N}
      \sum_{i=1}^{N} 2v_i \frac{\partial v_i}{\partial \mathbf{w}} \\ &= \frac{1}{N} \sum_{i=1}^{N} \frac{\partial
      v_i^2}{\partial v_i} \frac{\partial v_i}{\partial \mathbf{w}} \\ &= \frac{1}{N} \sum_{i=1}^{N} \begin{cases}
      \overrightarrow{\mathbf{0}}^T & \mathbf{w} \cdot \mathbf{x}_i + b \leq 0 \\
      -2v_i \mathbf{x}_i^T & \mathbf{w} \cdot \mathbf{x}_i + b > 0 \end{cases} \end{split}
      — the summands have lost their index
      ✎ the opening of the cases was lost; 2v0 = 0 inside of them is left out
393  false \frac{\partial C(v)}{\partial \mathbf{w}} = \frac{1}{N} \sum_{i=1}^{N} \begin{cases} \vec{0}^{T} & \mathbf{w}
      \cdot \mathbf{x}_{i} + b \leq 0 \\ -2(y_{i} - u)\mathbf{x}_{i}^{T} & \mathbf{w} \cdot \mathbf{x}_{i} + b > 0
      \end{cases}
      ✓ \frac{\partial C(v)}{\partial \mathbf{w}} = \frac{1}{N} \sum_{i=1}^{N} \begin{cases} \vec{0}^{T} & \mathbf{w}
      \cdot \mathbf{x}_{i} + b \leq 0 \\ -2(y_{i} - u_i)\mathbf{x}_{i}^{T} & \mathbf{w} \cdot \mathbf{x}_{i} + b > 0
      \end{cases}
      — u has lost its index
      ✎ three lines of one display: 393, 394, 395
394  false \frac{\partial C(v)}{\partial \mathbf{w}}
      = \frac{1}{N} \sum_{i=1}^{N} \begin{cases} \vec{0}^{T} & \mathbf{w} \cdot \mathbf{x}_{i} + b
      \leq 0 \\ -2(y_{i} - max(0, \mathbf{w} \cdot \mathbf{x}_{i} + b))\mathbf{x}_{i}^{T} & \mathbf{w} \cdot
      \mathbf{x}_{i} + b > 0 \end{cases} = \begin{cases} \vec{0}^{T} & \mathbf{w} \cdot \mathbf{x}_{i} + b \leq 0 \\
      \frac{-2}{N} \sum_{i=1}^{N} (y_{i} - (\mathbf{w} \cdot \mathbf{x}_{i} + b))\mathbf{x}_{i}^{T} & \mathbf{w}
      \cdot \mathbf{x}_{i} + b > 0 \end{cases}
      ✓ \frac{\partial C(v)}{\partial \mathbf{w}}
      = \frac{1}{N} \sum_{i=1}^{N} \begin{cases} \vec{0}^{T} & \mathbf{w} \cdot \mathbf{x}_{i} + b
      \leq 0 \\ -2(y_{i} - max(0, \mathbf{w} \cdot \mathbf{x}_{i} + b))\mathbf{x}_{i}^{T} & \mathbf{w} \cdot
      \mathbf{x}_{i} + b > 0 \end{cases} = \frac{-2}{N} \sum_{i=1}^{N} \begin{cases} \vec{0}^{T} & \mathbf{w} \cdot
      \mathbf{x}_{i} + b \leq 0 \\ (y_{i} - (\mathbf{w} \cdot \mathbf{x}_{i} + b))\mathbf{x}_{i}^{T} & \mathbf{w}
      \cdot \mathbf{x}_{i} + b > 0 \end{cases}
      — each sample has its own case, so the cases cannot be drawn out of the sum
395  false \frac{\partial C(v)}{\partial \mathbf{w}}
      = \frac{1}{N} \sum_{i=1}^{N} \begin{cases} \vec{0}^{T} & \mathbf{w} \cdot \mathbf{x}_{i} + b \leq 0 \\ -2(y_{i} -
      (\mathbf{w} \cdot \mathbf{x}_{i} + b))\mathbf{x}_{i}^{T} & \mathbf{w} \cdot \mathbf{x}_{i} + b > 0 \end{cases} =
      \begin{cases} \vec{0}^{T} & \mathbf{w} \cdot \mathbf{x}_{i} + b \leq 0 \\ \frac{2}{N} \sum_{i=1}^{N} (\mathbf{w}
      \cdot \mathbf{x}_{i} + b - y_{i})\mathbf{x}_{i}^{T} & \mathbf{w} \cdot \mathbf{x}_{i} + b > 0 \end{cases}
      ✓ \frac{\partial C(v)}{\partial \mathbf{w}}
      = \frac{1}{N} \sum_{i=1}^{N} \begin{cases} \vec{0}^{T} & \mathbf{w} \cdot \mathbf{x}_{i} + b \leq 0 \\ -2(y_{i} -
      (\mathbf{w} \cdot \mathbf{x}_{i} + b))\mathbf{x}_{i}^{T} & \mathbf{w} \cdot \mathbf{x}_{i} + b > 0 \end{cases} =
      \frac{2}{N} \sum_{i=1}^{N} \begin{cases} \vec{0}^{T} & \mathbf{w} \cdot \mathbf{x}_{i} + b \leq 0 \\ (\mathbf{w}
      \cdot \mathbf{x}_{i} + b - y_{i})\mathbf{x}_{i}^{T} & \mathbf{w} \cdot \mathbf{x}_{i} + b > 0 \end{cases}
      — as in line 394
419e false \frac{\partial C(v)}{\partial b} = \frac{\partial}{\partial b} \frac{1}{N} \sum_{i=1}^{N} v^2
      = \begin{cases} 0 & \mathbf{w} \cdot \mathbf{x}_i + b \leq 0 \\ \frac{2}{N} \sum_{i=1}^{N}
      (\mathbf{w} \cdot \mathbf{x}_i + b - y_i) & \mathbf{w} \cdot \mathbf{x}_i + b > 0 \end{cases}
      ✓ \frac{\partial C(v)}{\partial b} = \frac{\partial}{\partial b} \frac{1}{N} \sum_{i=1}^{N} v_i^2
      = \frac{2}{N} \sum_{i=1}^{N} \begin{cases} 0 & \mathbf{w} \cdot \mathbf{x}_i + b \leq 0 \\
      \mathbf{w} \cdot \mathbf{x}_i + b - y_i & \mathbf{w} \cdot \mathbf{x}_i + b > 0 \end{cases}
      — the summand has lost its index, and the cases cannot be drawn out of the sum
419f false \frac{\partial C(v)}{\partial b} = \frac{1}{N} \sum_{i=1}^{N} \frac{\partial v^2}{\partial v} \frac{\partial v}{\partial b}
      ✓ \frac{\partial C(v)}{\partial b} = \frac{1}{N} \sum_{i=1}^{N} \frac{\partial v_i^2}{\partial v_i} \frac{\partial v_i}{\partial b}
      — the summand has lost its index
""", layout="numerator"),
    *rows("S4", ACTIVE, r"""
401  true  \frac{\partial C}{\partial \mathbf{w}} = \frac{2}{N} \sum_{i=1}^{N} e_i \mathbf{x}_i^T \quad \text{(for the
      nonzero activation case)}
""", layout="numerator"),
    *rows("S4", STEP, r"""
413  false \mathbf{w}_{t+1} = \mathbf{w}_t - \eta \frac{\partial C}{\partial \mathbf{w}}
      ✓ \mathbf{w}_{t+1} = \mathbf{w}_t - \eta \left(\frac{\partial C}{\partial \mathbf{w}}\right)^T
      — in the layout of the slides the derivative is a row, and w is a column
419g true  b_{t+1} = b_t - \eta \frac{\partial C}{\partial b}
""", layout="numerator"),
]
