r"""S4: slides on matrix calculus, after Parr and Howard: rules, chain rules and Jacobians, in numerator layout.

The two sides of a rule stand in two columns of a table.
"""

import numpy as np

from geomsan.meaning import Function, Matrix, Scalar, Small, Vector, smooth

from .table import rows

RULES = dict(x=Scalar(), n=Scalar(integer=True, positive=True), c=Scalar(), f=lambda x: np.sin(x) + x * x, g=lambda x: np.exp(0.5 * x))
COMPOSED = dict(x=Scalar(), u=lambda x: np.sin(x) + x * x, f=lambda u: np.exp(0.3 * u))
CURVE = dict(x_0=Scalar(), dx=Small(tex=r"\mathrm{dx}"), f=Function(lambda x: 9 * (x + x * x)))
PARTIAL = dict(x=Scalar(), y=Scalar(), f=Function(lambda x, y: 3 * x**2 * y))

# m functions of n variables.
FUNCTIONS = dict(
    A=Matrix("m", "n"), x=Vector("n"), f=Function(of=lambda A: lambda x: np.sin(A @ x) * np.sum(x**2)), y=lambda f, x: f(x),
)  # fmt: skip

CHAIN = dict(x=Scalar(), f=Function(np.sin), g=Function(lambda x: x * x), u=lambda g, x: g(x), y=lambda f, u: f(u))

FOUR = dict(
    x=Scalar(), f_1=Function(lambda x: x**3), f_2=Function(np.sin), f_3=Function(lambda u: u * u), f_4=Function(np.log),
    u_1=lambda f_1, x: f_1(x), u_2=lambda f_2, u_1: f_2(u_1), u_3=lambda f_3, u_2: f_3(u_2), u_4=lambda f_4, u_3: f_4(u_3),
    y=lambda u_4: u_4, f=Function(lambda x: np.log(np.sin(x**3) ** 2)),
)  # fmt: skip

# y = x + x² in two steps; `d` goes through both, `∂` holds the other argument.
TOTAL = dict(x=Scalar(), u_1=lambda x: x * x, u_2=lambda x, u_1: x + u_1, f=lambda x: x + x * x, y=lambda u_2: u_2)
HELD = dict(x=Scalar(), u_1=Scalar(), u_2=lambda x, u_1: x + u_1)
GENERAL = dict(x=Scalar(), a=Vector("n"), u=lambda x, a: np.sin(a * x) + a, f=lambda x, u: smooth(u) * np.cos(x))
EXTENDED = dict(
    x=Scalar(), a=Vector("n"), u=lambda x, a: np.concatenate([np.sin(a * x) + a, np.reshape(x, 1)]), f=lambda u: smooth(u),
)  # fmt: skip
SINE = dict(TOTAL, u_3=lambda u_2: np.sin(u_2), f=lambda x: np.sin(x + x * x))

VECTOR = dict(
    x=Scalar(), f=Function(lambda x: np.stack([np.log(x * x), np.sin(3 * x)])), y=lambda f, x: f(x),
)  # fmt: skip
STEPS = dict(
    x=Scalar(), g=lambda x: np.stack([x * x, 3 * x]), f=lambda g: np.stack([np.log(g[0]), np.sin(g[1])]), y=lambda f: f,
)  # fmt: skip
MAPS = dict(
    x=Vector("n"), A=Matrix("k", "n"), B=Matrix("m", "k"), g=lambda A, x: np.sin(A @ x), f=lambda B, g: np.tanh(B @ g) * np.sum(g**2),
)  # fmt: skip
ENTRYWISE = dict(x=Vector("n"), a=Vector("n"), g=lambda a, x: np.sin(a * x), f=lambda a, g: np.exp(g) * a)

ROWS = [
    *rows("S4", RULES, r"""
27   true  \frac{d}{dx}99 = 0
28   true  \frac{d}{dx}3x = 3
28b  true  \frac{d}{dx}cf = c\frac{df}{dx}
      ✎ the two columns of the rule are its two sides
30   true  \frac{d}{dx}x^3 = 3x^2
30b  true  \frac{d}{dx}x^n = nx^{n-1}
      ✎ the two columns of the rule are its two sides
31   true  \frac{d}{dx}(x^2 + 3x) = 2x + 3
31b  true  \frac{d}{dx}(f + g) = \frac{df}{dx} + \frac{dg}{dx}
      ✎ the two columns of the rule are its two sides
32   true  \frac{d}{dx}(x^2 - 3x) = 2x - 3
32b  true  \frac{d}{dx}(f - g) = \frac{df}{dx} - \frac{dg}{dx}
      ✎ the two columns of the rule are its two sides
33   true  \frac{d}{dx}x^{2}x = x^{2} + x \cdot 2x = 3x^{2}
      ✎ a dot before the number that stands behind a letter
33b  true  \frac{d}{dx}(fg) = f\frac{dg}{dx} + \frac{df}{dx}g
      ✎ the two columns of the rule are its two sides
34   true  \frac{d}{dx}ln(x^2) = \frac{1}{x^2}2x = \frac{2}{x}
36   true  \frac{d}{dx}9(x+x^2) = 9\frac{d}{dx}(x+x^2) = 9(\frac{d}{dx}x + \frac{d}{dx}x^2) = 9(1+2x) = 9+18x
"""),
    *rows("S4", CURVE, r"""
42   false f(x_0 + \mathrm{dx}) = f(x_0) + f'(x_0)\mathrm{dx}
      ✓ f(x_0 + \mathrm{dx}) \simeq f(x_0) + f'(x_0)\mathrm{dx}
      — the tangent is not the curve
      ✎ plain text
"""),
    *rows("S4", PARTIAL, r"""
68   true  f(x,y) = 3x^2y.
70   true  \frac{\partial}{\partial x}3yx^2 = 3y\frac{\partial}{\partial x}x^2 = 3y \cdot 2x = 6yx.
      ✎ a dot before the number that stands behind a letter
72   true  \frac{\partial}{\partial y}3x^2y = 3x^2\frac{\partial}{\partial y}y = 3x^2\frac{\partial y}{\partial y} = 3x^2
      \times 1 = 3x^2.
76   true  \nabla f(x,y) = \left[\frac{\partial f(x,y)}{\partial x}, \frac{\partial f(x,y)}{\partial y}\right] =
      \left[6yx, 3x^2\right]
""", layout="numerator"),
    *rows("S4", FUNCTIONS, r"""
118  true  y_1 = f_1(\mathbf{x})
120  true  y_2 = f_2(\mathbf{x})
122  notation \vdots
124  true  y_m = f_m(\mathbf{x})
127  true  \mathbf{x} = \begin{bmatrix} x_1 \\ x_2 \\ \vdots \\ x_n \end{bmatrix}
129  true  \frac{\partial \mathbf{y}}{\partial \mathbf{x}} = \begin{bmatrix} \nabla f_1(\mathbf{x}) \\ \nabla
      f_2(\mathbf{x}) \\ \dots \\ \nabla f_m(\mathbf{x}) \end{bmatrix} = \begin{bmatrix} \frac{\partial}{\partial
      \mathbf{x}} f_1(\mathbf{x}) \\ \frac{\partial}{\partial \mathbf{x}} f_2(\mathbf{x}) \\ \dots \\
      \frac{\partial}{\partial \mathbf{x}} f_m(\mathbf{x}) \end{bmatrix} = \begin{bmatrix} \frac{\partial}{\partial
      \mathbf{x}_1} f_1(\mathbf{x}) & \frac{\partial}{\partial \mathbf{x}_2} f_1(\mathbf{x}) & \dots &
      \frac{\partial}{\partial \mathbf{x}_n} f_1(\mathbf{x}) \\ \frac{\partial}{\partial \mathbf{x}_1}
      f_2(\mathbf{x}) & \frac{\partial}{\partial \mathbf{x}_2} f_2(\mathbf{x}) & \dots & \frac{\partial}{\partial
      \mathbf{x}_n} f_2(\mathbf{x}) \\ \dots & \dots & \dots & \dots \\ \frac{\partial}{\partial \mathbf{x}_1}
      f_m(\mathbf{x}) & \frac{\partial}{\partial \mathbf{x}_2} f_m(\mathbf{x}) & \dots & \frac{\partial}{\partial
      \mathbf{x}_n} f_m(\mathbf{x}) \end{bmatrix}
""", layout="numerator"),
    *rows("S4", CHAIN, r"""
145  true  \frac{dy}{dx} = \frac{dy}{du}\frac{du}{dx}
147  true  y = f(g(x)) = sin(x^2)
150  true  u = x^2
152  true  y = f(u) = sin(u)
      ✎ it stands in brackets behind a definition that it repeats
154  true  \frac{du}{dx} = 2x
      ✎ the left sides of this line and the next were read as one fraction
156  true  \frac{dy}{du} = \cos(u)
158  true  \frac{dy}{dx} = \frac{dy}{du}\frac{du}{dx} = \cos(u)2x
160  true  \frac{dy}{dx} = \frac{dy}{du}\frac{du}{dx} = \cos(x^2)2x = 2x\cos(x^2)
170  true  \frac{dy}{dx} = \frac{du}{dx} \frac{dy}{du}
172  true  \frac{dy}{dx} = \frac{dy}{du} \frac{du}{dx}
"""),
    *rows("S4", FOUR, r"""
176  true  y = f(x) = ln(sin(x^3)^2)
179  true  u_1 = f_1(x) = x^3
181  true  u_2 = f_2(u_1) = sin(u_1)
182  true  u_3 = f_3(u_2) = u_2^2
183  true  u_4 = f_4(u_3) = ln(u_3), y = u_4
189  true  \begin{array}{rcl} \frac{d}{dx}u_1 & = & \frac{d}{dx}x^3 & = & 3x^2 \\ \frac{d}{du_1}u_2 & = &
      \frac{d}{du_1}sin(u_1) & = & cos(u_1) \\ \frac{d}{du_2}u_3 & = & \frac{d}{du_2}u_2^2 & = & 2u_2 \\
      \frac{d}{du_3}u_4 & = & \frac{d}{du_3}ln(u_3) & = & \frac{1}{u_3} \end{array}
      ✎ the d below was lost: u_x, x, u_1, u_2, u_3
193  true  \frac{dy}{dx} = \frac{du_4}{dx} = \frac{du_4}{du_3} \frac{du_3}{du_2} \frac{du_2}{du_1} \frac{du_1}{dx} =
      \frac{1}{u_3} 2u_2 cos(u_1) 3x^2 = \frac{6u_2 x^2 cos(u_1)}{u_3}
197  true  \frac{dy}{dx} = \frac{6sin(u_1)x^2cos(x^3)}{u_2^2} = \frac{6sin(x^3)x^2cos(x^3)}{sin(u_1)^2} =
      \frac{6sin(x^3)x^2cos(x^3)}{sin(x^3)^2} = \frac{6x^2cos(x^3)}{sin(x^3)}
"""),
    *rows("S4", TOTAL, r"""
201  true  \frac{dy}{dx}=\frac{d}{dx}x+\frac{d}{dx}x^2=1+2x
203  false \frac{dy}{dx} = \frac{du_2}{dx} = \frac{du_2}{du_1} \frac{du_1}{dx} = 2x
      ✓ \frac{dy}{dx} = \frac{du_2}{dx} = \frac{\partial u_2}{\partial x} + \frac{\partial u_2}{\partial u_1} \frac{du_1}{dx} = 1 + 2x
      — a path is forgotten; the slide says so itself
205  true  \frac{\partial u_1(x)}{\partial x} = 2x = \frac{du_1(x)}{dx}
      ✎ the last = was a remark in words
219  true  y = f(x) = x + x^2
221  false \frac{dy}{dx} = \frac{\partial f(x)}{\partial x} = \frac{\partial u_2(x, u_1)}{\partial x} = \frac{\partial
      u_2}{\partial x} \frac{\partial x}{\partial x} + \frac{\partial u_2}{\partial u_1} \frac{\partial
      u_1}{\partial x} = \frac{\partial u_2}{\partial x} + \frac{\partial u_2}{\partial u_1} \frac{\partial
      u_1}{\partial x}
      ✓ \frac{dy}{dx} = \frac{\partial f(x)}{\partial x} = \frac{d u_2(x, u_1)}{d x} = \frac{\partial
      u_2}{\partial x} \frac{d x}{d x} + \frac{\partial u_2}{\partial u_1} \frac{\partial
      u_1}{\partial x} = \frac{\partial u_2}{\partial x} + \frac{\partial u_2}{\partial u_1} \frac{\partial
      u_1}{\partial x}
      — the total and the partial derivative of u_2 are both written ∂u_2/∂x
223  true  \frac{dy}{dx} = \frac{\partial f(x)}{\partial x} = \frac{\partial u_2}{\partial x} + \frac{\partial
      u_2}{\partial u_1} \frac{\partial u_1}{\partial x} = 1 + 1 \times 2x = 1 + 2x
"""),
    *rows("S4", HELD, r"""
207  true  \frac{\partial u_2(x,u_1)}{\partial u_1} = \frac{\partial}{\partial u_1}(x+u_1) = 0+1=1
209  true  \frac{\partial u_2(x,u_1)}{\partial x} = \frac{\partial}{\partial x}(x+u_1) = 1+0=1
      ✎ the = was read as a stack of arrows; the remark is left out
"""),
    *rows("S4", GENERAL, r"""
225  false \frac{\partial f}{\partial x} = \frac{\partial f}{\partial x} + \frac{\partial f}{\partial
      u_1} \frac{\partial u_1}{\partial x} + \frac{\partial f}{\partial u_2} \frac{\partial u_2}{\partial x} + \dots
      + \frac{\partial f}{\partial u_n} \frac{\partial u_n}{\partial x} = \frac{\partial f}{\partial x} +
      \sum_{i=1}^n \frac{\partial f}{\partial u_i} \frac{\partial u_i}{\partial x}
      ✓ \frac{d f}{d x} = \frac{\partial f}{\partial x} + \frac{\partial f}{\partial
      u_1} \frac{\partial u_1}{\partial x} + \frac{\partial f}{\partial u_2} \frac{\partial u_2}{\partial x} + \dots
      + \frac{\partial f}{\partial u_n} \frac{\partial u_n}{\partial x} = \frac{\partial f}{\partial x} +
      \sum_{i=1}^n \frac{\partial f}{\partial u_i} \frac{\partial u_i}{\partial x}
      — the total and the partial derivative of f are both written ∂f/∂x
      ✎ the arguments (x, u_1, …, u_n) behind the first f are left out
243  false \frac{\partial f}{\partial x} = \frac{\partial f}{\partial x} + \sum_{i=1}^n
      \frac{\partial f}{\partial u_i} \frac{\partial u_i}{\partial x}
      ✓ \frac{d f}{d x} = \frac{\partial f}{\partial x} + \sum_{i=1}^n
      \frac{\partial f}{\partial u_i} \frac{\partial u_i}{\partial x}
      — as in line 225
      ✎ the arguments behind the first f are left out; what stands behind the arrow is 243b
""", layout="numerator"),
    *rows("S4", EXTENDED, r"""
243b true  \frac{\partial f}{\partial x} = \sum_{i=1}^{n+1} \frac{\partial f}{\partial u_i} \frac{\partial
      u_i}{\partial x} \qquad u_{n+1} = x.
      ✎ the arguments behind the first f are left out
""", layout="numerator"),
    *rows("S4", SINE, r"""
231  true  f(x)=sin(x+x^2)
235  true  \frac{\partial u_1}{\partial x} = 2x
237  false \frac{\partial u_2}{\partial x} = \frac{\partial x}{\partial x} + \frac{\partial u_2}{\partial u_1}
      \frac{\partial u_1}{\partial x} = 1 + 1 \times 2x = 1 + 2x
      ✓ \frac{du_2}{dx} = \frac{dx}{dx} + \frac{\partial u_2}{\partial u_1}
      \frac{\partial u_1}{\partial x} = 1 + 1 \times 2x = 1 + 2x
      — the total derivative is written ∂u_2/∂x, which is 1
239  false \frac{\partial f(x)}{\partial x} = \frac{\partial u_3}{\partial x} + \frac{\partial u_3}{\partial u_2}
      \frac{\partial u_2}{\partial x} = 0 + \cos(u_2) \frac{\partial u_2}{\partial x} = \cos(x + x^2)(1 + 2x)
      ✓ \frac{\partial f(x)}{\partial x} = \frac{du_3}{dx} = \frac{\partial u_3}{\partial u_2}
      \frac{du_2}{dx} = \cos(u_2) \frac{du_2}{dx} = \cos(x + x^2)(1 + 2x)
      — ∂ is the partial derivative where it is to be 0, and the total one beside it
"""),
    *rows("S4", VECTOR, r"""
247  true  \mathbf{y} = \mathbf{f}(x),
249  true  \begin{bmatrix} y_1(x) \\ y_2(x) \end{bmatrix} = \begin{bmatrix} f_1(x) \\ f_2(x) \end{bmatrix} =
      \begin{bmatrix} ln(x^2) \\ sin(3x) \end{bmatrix}
283  true  \mathbf{y} = \mathbf{f}(x),
285  true  \begin{bmatrix} y_1(x) \\ y_2(x) \end{bmatrix} = \begin{bmatrix} f_1(x) \\ f_2(x) \end{bmatrix} =
      \begin{bmatrix} ln(x^2) \\ sin(3x) \end{bmatrix}
""", layout="numerator"),
    *rows("S4", STEPS, r"""
251  true  \mathbf{y} = \mathbf{f}(\mathbf{g}(x))
254  true  \begin{bmatrix} g_1(x) \\ g_2(x) \end{bmatrix} = \begin{bmatrix} x^2 \\ 3x \end{bmatrix}
256  true  \begin{bmatrix} f_1(\mathbf{g}) \\ f_2(\mathbf{g}) \end{bmatrix} = \begin{bmatrix} ln(g_1) \\ sin(g_2)
      \end{bmatrix}
258  true  \frac{\partial \mathbf{y}}{\partial x} = \begin{bmatrix} \frac{\partial f_1(\mathbf{g})}{\partial x} \\
      \frac{\partial f_2(\mathbf{g})}{\partial x} \end{bmatrix} = \begin{bmatrix} \frac{\partial f_1}{\partial g_1}
      \frac{\partial g_1}{\partial x} + \frac{\partial f_1}{\partial g_2} \frac{\partial g_2}{\partial x} \\
      \frac{\partial f_2}{\partial g_1} \frac{\partial g_1}{\partial x} + \frac{\partial f_2}{\partial g_2}
      \frac{\partial g_2}{\partial x} \end{bmatrix} = \begin{bmatrix} \frac{1}{g_1} 2x + 0 \\ 0 + \cos(g_2) 3
      \end{bmatrix} = \begin{bmatrix} \frac{2x}{x^2} \\ 3\cos(3x) \end{bmatrix} = \begin{bmatrix} \frac{2}{x} \\
      3\cos(3x) \end{bmatrix}
262  notation \begin{bmatrix} \frac{\partial f_1}{\partial g_1} \frac{\partial g_1}{\partial x} + \frac{\partial
      f_1}{\partial g_2} \frac{\partial g_2}{\partial x} \\ \frac{\partial f_2}{\partial g_1} \frac{\partial
      g_1}{\partial x} + \frac{\partial f_2}{\partial g_2} \frac{\partial g_2}{\partial x} \end{bmatrix}
264  true  \begin{bmatrix} \frac{\partial f_1}{\partial g_1} & \frac{\partial f_1}{\partial g_2} \\ \frac{\partial
      f_2}{\partial g_1} & \frac{\partial f_2}{\partial g_2} \end{bmatrix} \begin{bmatrix} \frac{\partial
      g_1}{\partial x} \\ \frac{\partial g_2}{\partial x} \end{bmatrix} = \frac{\partial \mathbf{f}}{\partial
      \mathbf{g}} \frac{\partial \mathbf{g}}{\partial x}
266  true  \frac{\partial \mathbf{f}}{\partial \mathbf{g}} \frac{\partial \mathbf{g}}{\partial x} = \begin{bmatrix}
      \frac{1}{g_1} & 0\\ 0 & \cos(g_2) \end{bmatrix} \begin{bmatrix} 2x\\ 3 \end{bmatrix} = \begin{bmatrix}
      \frac{1}{g_1} 2x + 0\\ 0 + \cos(g_2) 3 \end{bmatrix} = \begin{bmatrix} \frac{2}{x}\\ 3\cos(3x) \end{bmatrix}
268  true  \frac{\partial}{\partial x}\mathbf{f}(\mathbf{g}(x)) = \frac{\partial \mathbf{f}}{\partial
      \mathbf{g}}\frac{\partial \mathbf{g}}{\partial x}
279  true  \frac{\partial \mathbf{f}}{\partial \mathbf{g}} \frac{\partial \mathbf{g}}{\partial x} = \begin{bmatrix}
      \frac{1}{g_1} & 0\\ 0 & \cos(g_2) \end{bmatrix} \begin{bmatrix} 2x\\ 3 \end{bmatrix}
288  true  \mathbf{y} = \mathbf{f}(\mathbf{g}(x))
291  true  \begin{bmatrix} g_1(x) \\ g_2(x) \end{bmatrix} = \begin{bmatrix} x^2 \\ 3x \end{bmatrix}
293  true  \begin{bmatrix} f_1(\mathbf{g}) \\ f_2(\mathbf{g}) \end{bmatrix} = \begin{bmatrix} ln(g_1) \\ sin(g_2)
      \end{bmatrix}
296  true  \frac{\partial \mathbf{y}}{\partial x} = \begin{bmatrix} \frac{\partial f_1(\mathbf{g})}{\partial x} \\
      \frac{\partial f_2(\mathbf{g})}{\partial x} \end{bmatrix} = \begin{bmatrix} \frac{\partial f_1}{\partial g_1}
      \frac{\partial g_1}{\partial x} + \frac{\partial f_1}{\partial g_2} \frac{\partial g_2}{\partial x} \\
      \frac{\partial f_2}{\partial g_1} \frac{\partial g_1}{\partial x} + \frac{\partial f_2}{\partial g_2}
      \frac{\partial g_2}{\partial x} \end{bmatrix} = \begin{bmatrix} \frac{1}{g_1} 2x + 0 \\ 0 + \cos(g_2) 3
      \end{bmatrix} = \begin{bmatrix} \frac{2x}{x^2} \\ 3\cos(3x) \end{bmatrix} = \begin{bmatrix} \frac{2}{x} \\
      3\cos(3x) \end{bmatrix}
""", layout="numerator"),
    *rows("S4", dict(x=Scalar(), g=lambda x: np.sin(x) + x, f=lambda g: np.exp(0.3 * g)), r"""
269  true  \frac{d}{dx}f(g(x)) = \frac{df}{dg}\frac{dg}{dx}
"""),
    *rows("S4", MAPS, r"""
273  true  \frac{\partial}{\partial \mathbf{x}} \mathbf{f}(\mathbf{g}(\mathbf{x})) = \frac{\partial \mathbf{f}}{\partial
      \mathbf{g}} \frac{\partial \mathbf{g}}{\partial \mathbf{x}}
275  true  \frac{\partial}{\partial \mathbf{x}} \mathbf{f}(\mathbf{g}(\mathbf{x})) = \begin{bmatrix} \frac{\partial
      f_1}{\partial g_1} & \frac{\partial f_1}{\partial g_2} & \dots & \frac{\partial f_1}{\partial g_k} \\
      \frac{\partial f_2}{\partial g_1} & \frac{\partial f_2}{\partial g_2} & \dots & \frac{\partial f_2}{\partial
      g_k} \\ \vdots & \vdots & & \vdots \\ \frac{\partial f_m}{\partial g_1} & \frac{\partial f_m}{\partial g_2} & \dots &
      \frac{\partial f_m}{\partial g_k} \end{bmatrix} \begin{bmatrix} \frac{\partial g_1}{\partial x_1} &
      \frac{\partial g_1}{\partial x_2} & \dots & \frac{\partial g_1}{\partial x_n} \\ \frac{\partial g_2}{\partial
      x_1} & \frac{\partial g_2}{\partial x_2} & \dots & \frac{\partial g_2}{\partial x_n} \\ \vdots & \vdots & & \vdots \\
      \frac{\partial g_k}{\partial x_1} & \frac{\partial g_k}{\partial x_2} & \dots & \frac{\partial g_k}{\partial
      x_n} \end{bmatrix}
      ✎ the dots of a row were lost
""", layout="numerator"),
    *rows("S4", ENTRYWISE, r"""
277  true  \frac{\partial}{\partial \mathbf{x}} \mathbf{f}(\mathbf{g}(\mathbf{x})) = diag(\frac{\partial f_i}{\partial
      g_i}) diag(\frac{\partial g_i}{\partial x_i}) = diag(\frac{\partial f_i}{\partial g_i} \frac{\partial
      g_i}{\partial x_i})
""", layout="numerator"),
]
