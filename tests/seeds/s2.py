r"""S2: chapters 10 to 12 of a blog post; row vectors, and derivatives by the transposed variable.

The source prints every formula as a picture. Left out are those that stand as a word in a sentence: lines 14,
24, 30, 40, 42, 54, 70, 77, 103, 109, 116 and 144.
"""

import numpy as np

from geomsan.meaning import Function, Matrix, Row, Small, smooth

from .table import rows

TWO_NUMBERS = dict(x=Row(2), f=lambda x: smooth(x))

STEP = dict(
    L=Function(smooth), w_k=Row("d"), Delta=Small(Row("d")),
    w_next=Row("d", of=lambda w_k, Delta: w_k + Delta, tex="w_{k+1}"), w=Row("d", of=lambda w_k, Delta: w_k + Delta),
)  # fmt: skip

VECTORS = dict(
    A=Matrix("d", "m", constant=True), B=Matrix("m", "p", constant=True), x=Row("d"), y=lambda x, A: np.sin(x @ A), z=lambda y, B: np.tanh(y @ B) * y.sum(),
)  # fmt: skip

MATRICES = dict(X=Matrix("n", "m"), f=lambda X: smooth(X), A=Matrix("q", "n", constant=True), F=lambda A, X: np.sin(A @ X))

LAYER = dict(x=Row(2), w=Row(4), W=lambda w: w.reshape(2, 2), y=lambda x, W: x @ W)

ROWS = [
    *rows("S2", TWO_NUMBERS, r"""
19   true  df=\frac{\partial f}{\partial x_1}dx_1+\frac{\partial f}{\partial
      x_2}dx_2=\begin{bmatrix}dx_1&dx_2\\\end{bmatrix}\begin{bmatrix} \frac{\partial f}{\partial x_1}\\
      \frac{\partial f}{\partial x_2} \end{bmatrix}=d\underline{x}\frac{\partial f}{\partial x^T}
"""),
    *rows("S2", STEP, r"""
47   true  L(w)\simeq L(w_k)+(w-w_k)\left.\frac{\partial L}{\partial w^T}\right|_{w=w_k}
      ✎ a matrix without brackets around the derivative is left out, and w_k was typed w^k
56   true  w_{k+1}=w_k+\Delta
61   false L(w+1)\simeq L(w_k)+\Delta\left.\frac{\partial L}{\partial w^T}\right|_{w=w_k}
      ✓ L(w_{k+1})\simeq L(w_k)+\Delta\left.\frac{\partial L}{\partial w^T}\right|_{w=w_k}
      — w + 1 stands for w_(k+1)
      ✎ a matrix without brackets around the derivative is left out, and w_k was typed w^k
68   false L(w+1)-L(w_k)\simeq \Delta\left.\frac{\partial L}{\partial w^T}\right|_{w=w_k}
      ✓ L(w_{k+1})-L(w_k)\simeq \Delta\left.\frac{\partial L}{\partial w^T}\right|_{w=w_k}
      — w + 1 stands for w_(k+1)
      ✎ a matrix without brackets around the derivative is left out, and w_k was typed w^k
"""),
    *rows("S2", dict(x=Row(2), C=Matrix(2, 2), f=lambda x, C: np.sin(x @ C)), r"""
91   true  df=\begin{bmatrix} df_1&df_2  \\ \end{bmatrix}=\begin{bmatrix} dx_1&dx_2  \\ \end{bmatrix}\begin{bmatrix}
      \frac{\partial f_1}{\partial x_1} & \frac{\partial f_2}{\partial x_1} \\ \frac{\partial f_1}{\partial x_2} &
      \frac{\partial f_2}{\partial x_2} \\ \end{bmatrix}=dx\frac{\partial f}{\partial x^T}
      ✎ the last x_2 was typed x2
"""),
    *rows("S2", VECTORS, r"""
98   notation  x\to y\to z
105  true  \partial y=\partial x\frac{\partial y}{\partial x^T}
111  true  \partial z=\partial y\frac{\partial z}{\partial y^T}
118  true  \partial z=\partial x\frac{\partial y}{\partial x^T}\frac{\partial z}{\partial y^T}
"""),
    *rows("S2", MATRICES, r"""
125  true  df=tr(dX\frac{\partial f}{\partial X^T})
131  true  d\operatorname{vec}(F)=d\operatorname{vec}(X)\frac{\partial \operatorname{vec}(F)}{\partial \operatorname{vec}^T(X)}
      ✎ the name of vec was typed as letters
""", vec="rows"),
    *rows("S2", dict(X=Matrix(2, 2)), r"""
133  true  vec(\begin{bmatrix} x_{11} & x_{12} \\ x_{21} & x_{22} \\ \end{bmatrix})=\begin{bmatrix} x_{11}& x_{12} & x_{21} & x_{22} \\
      \end{bmatrix}
      ✎ the asterisk of a footnote stood before it, and x_{12} was typed x_12
""", vec="rows"),
    *rows("S2", LAYER, r"""
140  true  y=\begin{bmatrix} y_1&y_2  \\ \end{bmatrix}, x=\begin{bmatrix} x_1&x_2  \\ \end{bmatrix}, W = \begin{bmatrix}
      w_{11}&w_{12}  \\ w_{21}&w_{22}\end{bmatrix}
142  true  y=xW
148  true  \begin{bmatrix} y_1&y_2  \\ \end{bmatrix}=\begin{bmatrix} x_1&x_2  \\ \end{bmatrix}
      \begin{bmatrix}w_{11}&w_{12}  \\ w_{21}&w_{22}\end{bmatrix}=\begin{bmatrix}
      x_1w_{11}+x_2w_{21}&x_1w_{12}+x_2w_{22}  \\ \end{bmatrix}
150  true  \frac{\partial y}{\partial w^T}=\begin{bmatrix} \frac{\partial y_1}{\partial w_{11}}& \frac{\partial
      y_2}{\partial w_{11}} \\ \frac{\partial y_1}{\partial w_{12}}& \frac{\partial y_2}{\partial w_{12}} \\
      \frac{\partial y_1}{\partial w_{21}} & \frac{\partial y_2}{\partial w_{21}} \\ \frac{\partial y_1}{\partial
      w_{22}}& \frac{\partial y_2}{\partial w_{22}} \\ \end{bmatrix}=\begin{bmatrix} x_1 & 0 \\ 0 & x_1 \\ x_2 & 0
      \\ 0 & x_2 \\ \end{bmatrix} = x^T \bigotimes I_2
"""),
]
