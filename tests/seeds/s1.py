r"""S1: the lecture on the linear layer, with numbers; read by a machine, and damaged in places.

Left out are the displays that the scan has shuffled or cut off so that their formula is lost: lines 26, 57,
79, 104 and 171. All of them stand elsewhere on the slides in one piece.
"""

from geomsan.meaning import Constant, Function, Matrix, Vector, smooth

from .table import rows

LAYER = dict(W=Matrix(2, 3), x=Vector(3), y=lambda W, x: W @ x, l=Function(smooth), L=lambda l, y: l(y))

# The slides' numbers, under any loss of y.
WEIGHTS = dict(LAYER, W=Constant([[1, 2, 3], [4, 5, 6]]))

# All numbers; a loss that is not linear, and whose gradient is (7, 8) at y = Wx = (62, 152).
NUMBERS = dict(
    W=Constant([[1, 2, 3], [4, 5, 6]]), x=Constant([9, 10, 11]), y=lambda W, x: W @ x,
    L=lambda y: 7 * y[0] + 8 * y[1] + (y[0] - 62) ** 2 + (y[0] - 62) * (y[1] - 152),
)  # fmt: skip

ROWS = [
    *rows("S1", LAYER, r"""
15   true  y = Wx
29   true  \mathbf{y} = W\mathbf{x}
33   true  \frac{d\mathcal{L}}{d\mathbf{x}} = \begin{bmatrix} \frac{\partial y_1}{\partial x_1} & \frac{\partial
      y_2}{\partial x_1} \\ \frac{\partial y_1}{\partial x_2} & \frac{\partial y_2}{\partial x_2} \\ \frac{\partial
      y_1}{\partial x_3} & \frac{\partial y_2}{\partial x_3} \end{bmatrix} \begin{bmatrix} \frac{\partial
      \mathcal{L}}{\partial y_1} \\ \frac{\partial \mathcal{L}}{\partial y_2} \end{bmatrix}
53   true  y = Wx
75   true  y = Wx
102  true  y = Wx
118  true  \mathbf{y} = W\mathbf{x}
126  true  y = Wx
135  true  \frac{d\mathcal{L}}{dW} = \begin{bmatrix} \frac{d\mathcal{L}}{dw_{1,1}} & \frac{d\mathcal{L}}{dw_{1,2}} &
      \frac{d\mathcal{L}}{dw_{1,3}} \\ \frac{d\mathcal{L}}{dw_{2,1}} & \frac{d\mathcal{L}}{dw_{2,2}} &
      \frac{d\mathcal{L}}{dw_{2,3}} \end{bmatrix}
      ✎ the second matrix, which is cut off, is left out; it stands in line 151
140  true  \mathbf{y} = W\mathbf{x}
144  true  \frac{d\mathcal{L}}{dW} = \begin{bmatrix} \frac{\partial \mathcal{L}}{\partial y_{1}} \frac{\partial
      y_{1}}{\partial w_{1,1}} & \frac{\partial \mathcal{L}}{\partial y_{1}} \frac{\partial y_{1}}{\partial w_{1,2}}
      & \frac{\partial \mathcal{L}}{\partial y_{1}} \frac{\partial y_{1}}{\partial w_{1,3}} \\ \frac{\partial
      \mathcal{L}}{\partial y_{2}} \frac{\partial y_{2}}{\partial w_{2,1}} & \frac{\partial \mathcal{L}}{\partial
      y_{2}} \frac{\partial y_{2}}{\partial w_{2,2}} & \frac{\partial \mathcal{L}}{\partial y_{2}} \frac{\partial
      y_{2}}{\partial w_{2,3}} \end{bmatrix}
      ✎ the two factors of an entry are one entry
151  true  \frac{d\mathcal{L}}{dW} = \begin{bmatrix} \frac{\partial \mathcal{L}}{\partial y_{1}} \frac{\partial
      y_{1}}{\partial w_{1,1}} & \frac{\partial \mathcal{L}}{\partial y_{1}} \frac{\partial y_{1}}{\partial w_{1,2}}
      & \frac{\partial \mathcal{L}}{\partial y_{1}} \frac{\partial y_{1}}{\partial w_{1,3}} \\ \frac{\partial
      \mathcal{L}}{\partial y_{2}} \frac{\partial y_{2}}{\partial w_{2,1}} & \frac{\partial \mathcal{L}}{\partial
      y_{2}} \frac{\partial y_{2}}{\partial w_{2,2}} & \frac{\partial \mathcal{L}}{\partial y_{2}} \frac{\partial
      y_{2}}{\partial w_{2,3}} \end{bmatrix}
      ✎ the display that has run into it stands in line 159
157  true  \frac{\partial y_{1}}{\partial w_{1,1}} = x_{1}, \quad \frac{\partial y_{1}}{\partial w_{1,2}} = x_{2}, \quad
      \frac{\partial y_{1}}{\partial w_{1,3}} = x_{3}
159  true  y_{1} = w_{1,1}x_{1} + w_{1,2}x_{2} + w_{1,3}x_{3}
161  true  \frac{\partial y_{1}}{\partial w_{1,1}} = x_{1}, \quad \frac{\partial y_{1}}{\partial w_{1,2}} = x_{2}, \quad
      \frac{\partial y_{1}}{\partial w_{1,3}} = x_{3}
163  true  \frac{\partial y_{2}}{\partial w_{2,1}} = x_{1}, \quad \frac{\partial y_{2}}{\partial w_{2,2}} = x_{2}, \quad
      \frac{\partial y_{2}}{\partial w_{2,3}} = x_{3}
166  true  \mathbf{y} = W\mathbf{x}
175  true  \mathbf{y} = W\mathbf{x}
179  true  \frac{d\mathcal{L}}{dW} = \begin{bmatrix} \frac{\partial \mathcal{L}}{\partial y_1} x_1 & \frac{\partial
      \mathcal{L}}{\partial y_1} x_2 & \frac{\partial \mathcal{L}}{\partial y_1} x_3 \\ \frac{\partial
      \mathcal{L}}{\partial y_2} x_1 & \frac{\partial \mathcal{L}}{\partial y_2} x_2 & \frac{\partial
      \mathcal{L}}{\partial y_2} x_3 \end{bmatrix}
183  true  y_{1} = w_{1,1}x_{1} + w_{1,2}x_{2} + w_{1,3}x_{3}
186  true  \frac{\partial y_{1}}{\partial w_{1,1}} = x_{1}, \quad \frac{\partial y_{1}}{\partial w_{1,2}} = x_{2}, \quad
      \frac{\partial y_{1}}{\partial w_{1,3}} = x_{3}
188  true  y_{2} = w_{2,1}x_{1} + w_{2,2}x_{2} + w_{2,3}x_{3}
190  true  \frac{\partial y_{2}}{\partial w_{2,1}} = x_{1}, \quad \frac{\partial y_{2}}{\partial w_{2,2}} = x_{2}, \quad
      \frac{\partial y_{2}}{\partial w_{2,3}} = x_{3}
194  true  \mathbf{y} = W\mathbf{x}
203  true  y = Wx
207  true  \frac{d\mathcal{L}}{d\mathbf{x}} = W^{\mathsf{T}} \frac{d\mathcal{L}}{d\mathbf{y}} , \qquad
      \frac{d\mathcal{L}}{dW} = \frac{d\mathcal{L}}{d\mathbf{y}} \mathbf{x}^{\mathsf{T}}
"""),
    *rows("S1", WEIGHTS, r"""
43   true  y_1 = 1 \times x_1 + 2x_2 + 3x_3
45   true  \frac{\partial y_1}{\partial x_1} = 1, \quad \frac{\partial y_1}{\partial x_2} = 2, \quad \frac{\partial
      y_1}{\partial x_3} = 3
47   true  y_2 = 4x_1 + 5x_2 + 6x_3
49   true  \frac{\partial y_2}{\partial x_1} = 4, \quad \frac{\partial y_2}{\partial x_2} = 5, \quad \frac{\partial
      y_2}{\partial x_3} = 6
72   true  \frac{\partial y_2}{\partial x_1} = 4, \quad \frac{\partial y_2}{\partial x_2} = 5, \quad \frac{\partial
      y_2}{\partial x_3} = 6
95   true  \frac{\partial y_1}{\partial x_2} = 2, \quad \frac{\partial y_1}{\partial x_3} = 3
97   true  y_2 = 4x_1 + 5x_2 + 6x_3
99   false \frac{\partial y_2}{\partial x_2} = 4, \quad \frac{\partial y_2}{\partial x_2} = 5, \quad \frac{\partial
      y_2}{\partial x_3} = 6
      ✓ \frac{\partial y_2}{\partial x_1} = 4, \quad \frac{\partial y_2}{\partial x_2} = 5, \quad
      \frac{\partial y_2}{\partial x_3} = 6
      — the first is by x_1, as in line 49
106  true  \frac{d\mathcal{L}}{d\mathbf{x}} = \begin{bmatrix} 1 & 4 \\ 2 & 5 \\ 3 & 6 \end{bmatrix} \begin{bmatrix}
      \frac{\partial \mathcal{L}}{\partial y_1} \\ \frac{\partial \mathcal{L}}{\partial y_2} \end{bmatrix}
109  true  y_1 = 1 \times x_1 + 2x_2 + 3x_3
111  true  \frac{\partial y_1}{\partial x_1} = 1, \qquad \frac{\partial y_1}{\partial x_2} = 2, \qquad \frac{\partial
      y_1}{\partial x_3} = 3
113  true  y_2 = 4x_1 + 5x_2 + 6x_3
115  true  \frac{\partial y_2}{\partial x_1} = 4, \qquad \frac{\partial y_2}{\partial x_2} = 5, \qquad \frac{\partial
      y_2}{\partial x_3} = 6
"""),
    *rows("S1", NUMBERS, r"""
17   true  \begin{bmatrix} y_1 \\ y_2 \end{bmatrix} = \begin{bmatrix} w_{1,1} & w_{1,2} & w_{1,3} \\ w_{2,1} & w_{2,2} & w_{2,3} \end{bmatrix}
      \begin{bmatrix} x_1 \\ x_2 \\ x_3 \end{bmatrix}
      = \begin{bmatrix} 1 & 2 & 3 \\ 4 & 5 & 6 \end{bmatrix} \begin{bmatrix} 9 \\ 10 \\ 11 \end{bmatrix}
      ✎ the numbers, which stand below their letters, stand behind them; x_3 = 11 is cut off
20   true  \frac{d\mathcal{L}}{d\mathbf{x}} = \begin{bmatrix} \frac{d\mathcal{L}}{dx_1} \\ \frac{d\mathcal{L}}{dx_2} \\
      \frac{d\mathcal{L}}{dx_3} \end{bmatrix} \qquad \frac{d\mathcal{L}}{d\mathbf{y}} = \begin{bmatrix}
      \frac{d\mathcal{L}}{dy_1} \\ \frac{d\mathcal{L}}{dy_2} \end{bmatrix} = \begin{bmatrix} 7 \\ 8 \end{bmatrix}
      ✎ dx_3 was read as d\mathcal{L}
24   true  \begin{bmatrix} y_1 \\ y_2 \end{bmatrix} = \begin{bmatrix} w_{1,1} & w_{1,2} & w_{1,3} \\ w_{2,1} & w_{2,2} & w_{2,3} \end{bmatrix}
      \begin{bmatrix} x_1 \\ x_2 \\ x_3 \end{bmatrix}
      = \begin{bmatrix} 1 & 2 & 3 \\ 4 & 5 & 6 \end{bmatrix} \begin{bmatrix} 9 \\ 10 \\ 11 \end{bmatrix}
      ✎ the numbers, which stand below their letters, stand behind them; the heading has run into it
122  true  \frac{d\mathcal{L}}{d\mathbf{x}} = \begin{bmatrix} w_{1,1} & w_{2,1} \\ w_{1,2} & w_{2,2} \\ w_{1,3} & w_{2,3}
      \end{bmatrix} \begin{bmatrix} \frac{\partial \mathcal{L}}{\partial y_1} \\ \frac{\partial
      \mathcal{L}}{\partial y_2} \end{bmatrix} = W^{\mathsf{T}} \frac{d\mathcal{L}}{d\mathbf{y}} = \begin{bmatrix} 1
      & 4 \\ 2 & 5 \\ 3 & 6 \end{bmatrix} \begin{bmatrix} 7 \\ 8 \end{bmatrix} = \begin{bmatrix} 39 \\ 54 \\ 69
      \end{bmatrix}
128  true  x_1 = 9
130  true  x_2 = 10
132  true  x_3 = 11
142  true  \begin{bmatrix} y_1 \\ y_2 \end{bmatrix} = \begin{bmatrix} w_{1,1} & w_{1,2} & w_{1,3} \\ w_{2,1} & w_{2,2} & w_{2,3} \end{bmatrix}
      \begin{bmatrix} x_1 \\ x_2 \\ x_3 \end{bmatrix}
      = \begin{bmatrix} 1 & 2 & 3 \\ 4 & 5 & 6 \end{bmatrix} \begin{bmatrix} 9 \\ 10 \\ 11 \end{bmatrix}
      ✎ the numbers, which stand below their letters, stand behind them; x_3 = 11 is cut off
177  true  \begin{bmatrix} y_1 \\ y_2 \end{bmatrix} = \begin{bmatrix} w_{1,1} & w_{1,2} & w_{1,3} \\ w_{2,1} & w_{2,2} & w_{2,3} \end{bmatrix}
      \begin{bmatrix} x_1 \\ x_2 \\ x_3 \end{bmatrix}
      = \begin{bmatrix} 1 & 2 & 3 \\ 4 & 5 & 6 \end{bmatrix} \begin{bmatrix} 9 \\ 10 \\ 11 \end{bmatrix}
      ✎ the numbers, which stand below their letters, stand behind them; x_3 = 11 is cut off
196  true  \begin{bmatrix} y_1 \\ y_2 \end{bmatrix} = \begin{bmatrix} w_{1,1} & w_{1,2} & w_{1,3} \\ w_{2,1} & w_{2,2} & w_{2,3} \end{bmatrix}
      \begin{bmatrix} x_1 \\ x_2 \\ x_3 \end{bmatrix}
      = \begin{bmatrix} 1 & 2 & 3 \\ 4 & 5 & 6 \end{bmatrix} \begin{bmatrix} 9 \\ 10 \\ 11 \end{bmatrix}
      ✎ the numbers, which stand below their letters, stand behind them; x_3 = 11 is cut off
200  false \frac{d\mathcal{L}}{dW} = \begin{bmatrix} \frac{\partial \mathcal{L}}{\partial y_1} x_1 & \frac{\partial
      \mathcal{L}}{\partial y_2} x_2 & \frac{\partial \mathcal{L}}{\partial y_1} x_3 \\ \frac{\partial
      \mathcal{L}}{\partial y_2} x_1 & \frac{\partial \mathcal{L}}{\partial y_2} x_2 & \frac{\partial
      \mathcal{L}}{\partial y_2} x_3 \end{bmatrix} = \begin{bmatrix} \frac{\partial \mathcal{L}}{\partial y_1} \\
      \frac{\partial \mathcal{L}}{\partial y_2} \end{bmatrix} [x_1 \quad x_2 \quad x_3] =
      \frac{d\mathcal{L}}{d\mathbf{y}} \mathbf{x}^{\mathsf{T}} = \begin{bmatrix} 7 \\ 8 \end{bmatrix} [9 \quad 10
      \quad 11]
      ✓ \frac{d\mathcal{L}}{dW} = \begin{bmatrix} \frac{\partial \mathcal{L}}{\partial y_1} x_1 & \frac{\partial
      \mathcal{L}}{\partial y_1} x_2 & \frac{\partial \mathcal{L}}{\partial y_1} x_3 \\ \frac{\partial
      \mathcal{L}}{\partial y_2} x_1 & \frac{\partial \mathcal{L}}{\partial y_2} x_2 & \frac{\partial
      \mathcal{L}}{\partial y_2} x_3 \end{bmatrix} = \begin{bmatrix} \frac{\partial \mathcal{L}}{\partial y_1} \\
      \frac{\partial \mathcal{L}}{\partial y_2} \end{bmatrix} [x_1 \quad x_2 \quad x_3] =
      \frac{d\mathcal{L}}{d\mathbf{y}} \mathbf{x}^{\mathsf{T}} = \begin{bmatrix} 7 \\ 8 \end{bmatrix} [9 \quad 10
      \quad 11]
      — in the first row every entry has the factor of y_1, as in line 179
"""),
]
