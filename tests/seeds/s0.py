r"""S0: the guide to writing mathematics, with the perceptron's convergence and the affine layer's backward pass."""

import numpy as np

from geomsan.meaning import Function, Matrix, Scalar, Vector, smooth

from .table import rows


def trained(X, w_star, steps):
    """Rosenblatt's rule from w = 0, at most so many corrections; labels and margin are those of w_star.

    Returns
    -------
    list of tuple
        For each correction: the weights before it, the input and the label that were missed.
    """
    labels = np.sign(X @ w_star)
    weights, corrections = np.zeros(X.shape[1]), []
    while len(corrections) < steps:
        missed = np.flatnonzero(labels * (X @ weights) <= 0)
        if not missed.size:
            break
        k = missed[len(corrections) % missed.size]
        corrections.append((weights, X[k], labels[k]))
        weights = weights + labels[k] * X[k]
    return corrections


def weights_after(X, w_star, steps):
    if not steps:
        return np.zeros(X.shape[1])
    before, x, y = trained(X, w_star, steps)[-1]
    return before + y * x


def separated(V, w_star):
    """Inputs moved away from the line, so that there is a margin."""
    return V + 0.5 * np.sign(V @ w_star)[:, None] * np.linalg.norm(V, axis=1)[:, None] * w_star


# One training run on separable data: t corrections, the t-th of them by the input x_k. The source writes γ
# for the margin and R for the largest input.
TRAINING = dict(
    V=Matrix("n", "d"), w_star=Vector("d", unit=True, tex=r"\mathbf{w}^{*}"), X=separated,
    s=Scalar(integer=True, positive=True), t=lambda X, w_star, s: float(len(trained(X, w_star, s))),
    gamma=lambda X, w_star: np.min(np.abs(X @ w_star)), R=lambda X: np.max(np.linalg.norm(X, axis=1)),
    w=Vector("d", of=lambda X, w_star, t: weights_after(X, w_star, t), tex=r"\mathbf{w}^{(t)}"),
    w_before=Vector("d", of=lambda X, w_star, t: weights_after(X, w_star, t - 1), tex=r"\mathbf{w}^{(t-1)}"),
    x=Vector("d", of=lambda X, w_star, t: trained(X, w_star, t)[-1][1], tex=r"\mathbf{x}_k"),
    y=Scalar(of=lambda X, w_star, t: trained(X, w_star, t)[-1][2], tex="y_k"),
    w_0=Vector("d", of=lambda X, w_star: weights_after(X, w_star, 0), tex=r"\mathbf{w}^0"),
    w_1=Vector("d", of=lambda X, w_star: weights_after(X, w_star, 1), tex=r"\mathbf{w}^1"),
    w_2=Vector("d", of=lambda X, w_star: weights_after(X, w_star, 2), tex=r"\mathbf{w}^2"),
    epsilon=lambda X, w_star: float(len(trained(X, w_star, 10_000))),
)  # fmt: skip

PLANE = dict(
    b=Scalar(), w_1=Scalar(), w_2=Scalar(), x_1=Scalar(), x_2=Scalar(),
    w_star=Vector(3, of=lambda b, w_1, w_2: np.array([b, w_1, w_2]), tex=r"\mathbf{w}^{*}"),
    x=Vector(3, of=lambda x_1, x_2: np.array([1.0, x_1, x_2]), tex=r"\mathbf{x}"),
)  # fmt: skip

RULE = dict(
    w=Vector("d", tex=r"\mathbf{w}^{(t-1)}"), eta=Scalar(positive=True), y_k=Scalar(signs=True), x=Vector("d", tex=r"\mathbf{x}_k"),
    yhat=Scalar(of=lambda w, x: np.where(w @ x > 0, 1.0, -1.0), tex=r"\hat{y}_k"),
    w_t=Vector("d", of=lambda w, eta, y_k, yhat, x: w + eta * (y_k - yhat) * x, tex=r"\mathbf{w}^{(t)}"),
)  # fmt: skip

NUMBERS = dict(
    w=Vector("d", tex=r"\mathbf{w}^{(t)}"), t=Scalar(integer=True, positive=True), gamma=Scalar(positive=True), R=Scalar(positive=True),
)  # fmt: skip

PRODUCT = dict(
    X=Matrix("n", "d"), W=Matrix("d", "m"), Y=lambda X, W: X @ W, l=Function(smooth), L=lambda l, Y: l(Y),
)  # fmt: skip
ADDITION = dict(
    Y=Matrix("n", "m"), B=Matrix("n", "m"), Z=lambda Y, B: Y + B, l=Function(smooth), L=lambda l, Z: l(Z),
)  # fmt: skip

ROWS = [
    *rows("S0", dict(A=Matrix("m", "n"), B=Matrix("n", "p")), r"""
28   true  \mathbf{AB} = \begin{pmatrix} \sum_{k=1}^{n}A _{1k}B _{k1}& \sum_{k=1}^{n}A _{1k}B _{k2}& \dots&
      \sum_{k=1}^{n}A _{1k}B _{kp} \\ \sum_{k=1}^{n}A _{2k}B _{k1}& \sum_{k=1}^{n}A _{2k}B _{k2}& \dots&
      \sum_{k=1}^{n}A _{2k}B _{kp} \\ \vdots& \vdots& \ddots& \vdots \\ \sum_{k=1}^{n}A _{mk}B _{k1}&
      \sum_{k=1}^{n}A _{mk}B _{k2}& \dots& \sum_{k=1}^{n}A _{mk}B _{kp} \\ \end{pmatrix}
"""),
    *rows("S0", PLANE, r"""
72   true  \mathbf{w} ^{*}\cdot \mathbf{x} = b + w_1x_1 + w_2x_2
      ✎ the = 0 behind it is left out: it says which points lie on the line, and holds for no others
"""),
    *rows("S0", RULE, r"""
100  true  \mathbf{w} ^{(t)} := \mathbf{w}^{(t-1)} + \eta (y _{k} - \hat{y} _{k})\mathbf{x}_{k}
"""),
    *rows("S0", TRAINING, r"""
62   true  \epsilon \leq \dfrac{R ^{2}}{\gamma ^{2}}
104  true  \mathbf{w}^{(t)} := \mathbf{w}^{(t-1)} + y _{k}\mathbf{x}_{k}
108  true  \mathbf{w}^{*}\cdot \mathbf{w}^{(t)} = \mathbf{w}^{*}\cdot (\mathbf{w}^{(t-1)}+y _{k} \mathbf{x}_{k})
110  true  = \mathbf{w}^{*}\cdot \mathbf{w}^{(t-1)}+y _{k} \mathbf{w}^{*}\cdot \mathbf{x}_{k}
112  true  \geq \mathbf{w}^{*}\cdot \mathbf{w}^{(t-1)} + \gamma \ \ (\because y_k(\mathbf{x}_{k}\cdot \mathbf{w}^{*})
      \geq \gamma )
118  true  \mathbf{w}^{*}\cdot \mathbf{w}^{(t)} \geq t \gamma
122  true  \|\mathbf{w}^{*}\|\|\mathbf{w}^{(t)}\| \geq \mathbf{w}^{*}\cdot \mathbf{w}^{(t)}
126  true  \|\mathbf{w}^{(t)}\| \geq t \gamma
130  open  \therefore \inf \| \mathbf{w}^{(t)}\| = t \gamma
      — the infimum of what is not said; what was shown is a lower bound
136  true  \|\mathbf{w}^{(t)}\|^{2} = \|\mathbf{w}^{(t-1)} + y _{k} \mathbf{x} _{k}\|^{2}
138  true  = \|\mathbf{w}^{(t-1)}\| ^{2} + y _{k} ^{2} \|\mathbf{x} _{k}\| ^{2} + 2y _{k} \mathbf{w}^{(t-1)}\cdot
      \mathbf{x} _{k}
142  true  \|\mathbf{w}^{(t)}\| ^{2} \leq \|\mathbf{w}^{(t-1)}\| ^{2} + R ^{2}
146  true  \|\mathbf{w}^{1}\|^{2} - \|\mathbf{w}^{0}\| ^{2} \leq R ^{2}
148  true  \|\mathbf{w}^{2}\|^{2} - \|\mathbf{w}^{1}\| ^{2} \leq R ^{2}
150  notation \dots
152  true  \|\mathbf{w}^{(t)}\|^{2} - \|\mathbf{w}^{(t-1)}\| ^{2} \leq R ^{2}
156  true  \|\mathbf{w}^{(t)}\|^{2} \leq t R ^{2}
160  open  \sup \|\mathbf{w}^{(t)}\| ^{2} = t R ^{2}
      — the supremum of what is not said; what was shown is an upper bound
166  open  (\inf \|\mathbf{w}^{(t)}\|) ^{2} \leq \|\mathbf{w}^{(t)}\|^{2} \leq \sup \|\mathbf{w}^{(t)}\|^{2}
      — infimum and supremum of what is not said
168  true  t ^{2} \gamma ^{2} \leq \|\mathbf{w}^{(t)}\|^{2} \leq t R ^{2}
      ✎ the \iff, which goes on from the display before, is left out
"""),
    *rows("S0", NUMBERS, r"""
172  false t ^{2} \gamma ^{2} \leq \|\mathbf{w}^{(t)}\|^{2} \leq t R ^{2} \iff t \leq \dfrac{R ^{2}}{\gamma ^{2}}
      ✓ t ^{2} \gamma ^{2} \leq \|\mathbf{w}^{(t)}\|^{2} \leq t R ^{2} \implies t \leq \dfrac{R ^{2}}{\gamma ^{2}}
      — that t is small enough says nothing of the length of w
      ✎ the left side stands in the display before
"""),
    *rows("S0", PRODUCT, r"""
203  true  \dfrac{\partial L}{\partial \mathbf{X}} = \dfrac{\partial L}{\partial \mathbf{Y}}\cdot \mathbf{W} ^{\intercal }, \dfrac{\partial L}{\partial \mathbf{W}} = \mathbf{X}^{\intercal } \dfrac{\partial L}{\partial \mathbf{Y}}
268  true  \dfrac{\partial L}{\partial \mathbf{X}} = \dfrac{\partial L}{\partial \mathbf{Y}}\dfrac{\partial
      \mathbf{Y}}{\partial \mathbf{X}} = \dfrac{\partial L}{\partial \mathbf{Y}}\mathbf{W}^{\intercal }
274  true  \dfrac{\partial L}{\partial \mathbf{W}} = \dfrac{\partial L}{\partial \mathbf{Y}}\dfrac{\partial
      \mathbf{Y}}{\partial \mathbf{W}} = \mathbf{X}^{\intercal } \dfrac{\partial L}{\partial \mathbf{Y}}
282  true  \mathbf{Y} = \mathbf{XW} = \begin{pmatrix} x _{11}&x _{12}&\dots&x _{1d}\\ x _{21}&x _{22}&\dots&x _{2d}\\
      \vdots & \vdots & \ddots & \vdots \\ x _{n1}&x _{n2}&\dots&x _{nd}\\ \end{pmatrix} \begin{pmatrix} w _{11} & w
      _{12} &\dots & w _{1m} \\ w _{21} & w _{22} &\dots & w _{2m} \\ \vdots & \vdots & \ddots & \vdots \\ w _{d1} &
      w _{d2} &\dots & w _{dm} \\ \end{pmatrix}
284  true  = \begin{pmatrix} \displaystyle \sum_{k=1}^{d}x _{1k} w _{k1} & \displaystyle \sum_{k=1}^{d}x _{1k} w _{k2} &
      \dots & \displaystyle \sum_{k=1}^{d}x _{1k} w _{km} \\ \displaystyle \sum_{k=1}^{d}x _{2k} w _{k1} &
      \displaystyle \sum_{k=1}^{d}x _{2k} w _{k2} & \dots & \displaystyle \sum_{k=1}^{d}x _{2k} w _{km} \\ \vdots &
      \vdots & \ddots & \vdots \\ \displaystyle \sum_{k=1}^{d}x _{nk} w _{k1} & \displaystyle \sum_{k=1}^{d}x _{nk}
      w _{k2} & \dots & \displaystyle \sum_{k=1}^{d}x _{nk} w _{km} \\ \end{pmatrix}
288  true  L = l(\mathbf{Y}) = l(\mathbf{XW})
294  true  \dfrac{\partial L}{\partial \mathbf{Y}} = \begin{pmatrix} \dfrac{\partial L}{\partial y _{11}}&
      \dfrac{\partial L}{\partial y _{12}}& \dots& \dfrac{\partial L}{\partial y _{1m}}\\ \dfrac{\partial
      L}{\partial y _{21}}& \dfrac{\partial L}{\partial y _{22}}& \dots& \dfrac{\partial L}{\partial y _{2m}}\\
      \vdots & \vdots & \ddots & \vdots \\ \dfrac{\partial L}{\partial y _{n1}}& \dfrac{\partial L}{\partial y
      _{n2}}& \dots& \dfrac{\partial L}{\partial y _{nm}}\\ \end{pmatrix}
298  true  \dfrac{\partial L}{\partial \mathbf{X}} = \dfrac{\partial L}{\partial \mathbf{Y}}\dfrac{\partial
      \mathbf{Y}}{\partial \mathbf{X}}, \dfrac{\partial L}{\partial \mathbf{W}} = \dfrac{\partial L}{\partial
      \mathbf{Y}}\dfrac{\partial \mathbf{Y}}{\partial \mathbf{W}}
302  true  \dfrac{\partial L}{\partial \mathbf{X}} = \begin{pmatrix} \dfrac{\partial L}{\partial x _{11}}&
      \dfrac{\partial L}{\partial x _{12}}& \dots& \dfrac{\partial L}{\partial x _{1d}}\\ \dfrac{\partial
      L}{\partial x _{21}}& \dfrac{\partial L}{\partial x _{22}}& \dots& \dfrac{\partial L}{\partial x _{2d}}\\
      \vdots & \vdots & \ddots & \vdots \\ \dfrac{\partial L}{\partial x _{n1}}& \dfrac{\partial L}{\partial x
      _{n2}}& \dots& \dfrac{\partial L}{\partial x _{nd}}\\ \end{pmatrix}
308  true  \dfrac{\partial L}{\partial x _{11}} = \sum_{i=1}^{n}\sum_{j=1}^{m}\dfrac{\partial L}{\partial y
      _{ij}}\dfrac{\partial y _{ij}}{\partial x _{11}}
312  true  = \bigg < \dfrac{\partial L}{\partial \mathbf{Y}} , \dfrac{\partial \mathbf{Y}}{\partial x _{11}} \bigg >
      _{\mathbf{F}}
316  true  \dfrac{\partial \mathbf{Y}}{\partial x _{11}} = \begin{pmatrix} w _{11}& w _{12}& \dots& w _{1m} \\ 0& 0&
      \dots& 0\\ \vdots & \vdots & \ddots & \vdots \\ 0& 0& \dots& 0\\ \end{pmatrix}
320  true  \bigg < \dfrac{\partial L}{\partial Y} , \dfrac{\partial Y}{\partial x _{11}} \bigg > _{\mathbf{F}} = \Bigg <
      \begin{pmatrix} \dfrac{\partial L}{\partial y _{11}}& \dfrac{\partial L}{\partial y _{12}}& \dots&
      \dfrac{\partial L}{\partial y _{1m}}\\ \dfrac{\partial L}{\partial y _{21}}& \dfrac{\partial L}{\partial y
      _{22}}& \dots& \dfrac{\partial L}{\partial y _{2m}}\\ \vdots & \vdots & \ddots & \vdots \\ \dfrac{\partial
      L}{\partial y _{n1}}& \dfrac{\partial L}{\partial y _{n2}}& \dots& \dfrac{\partial L}{\partial y _{nm}}\\
      \end{pmatrix}, \begin{pmatrix} w _{11}& w _{12}& \dots& w _{1m} \\ 0& 0& \dots& 0\\ \vdots & \vdots & \ddots &
      \vdots \\ 0& 0& \dots& 0\\ \end{pmatrix} \Bigg > _{\mathbf{F}}
322  true  = \dfrac{\partial L}{\partial y _{11}} w _{11} + \dfrac{\partial L}{\partial y _{12}} w _{12} + \dots+
      \dfrac{\partial L}{\partial y _{1m}} w _{1m} = \sum_{k=1}^{m}\dfrac{\partial L}{\partial y _{1k}}w _{1k}
326  true  \displaystyle \dfrac{\partial L}{\partial x _{12}} = \bigg < \dfrac{\partial L}{\partial \mathbf{Y}} ,
      \dfrac{\partial \mathbf{Y}}{\partial x _{12}} \bigg > _{\mathbf{F}}= \sum_{k=1}^{m}\dfrac{\partial L}{\partial
      y _{1k}}w _{2k}
328  true  \displaystyle \dfrac{\partial L}{\partial x _{21}} = \bigg < \dfrac{\partial L}{\partial \mathbf{Y}} ,
      \dfrac{\partial \mathbf{Y}}{\partial x _{21}} \bigg > _{\mathbf{F}}= \sum_{k=1}^{m}\dfrac{\partial L}{\partial
      y _{2k}}w _{1k}
330  notation \vdots
332  true  \displaystyle \dfrac{\partial L}{\partial x _{ij}} = \bigg < \dfrac{\partial L}{\partial \mathbf{Y}} ,
      \dfrac{\partial \mathbf{Y}}{\partial x _{ij}} \bigg > _{\mathbf{F}}= \sum_{k=1}^{m}\dfrac{\partial L}{\partial
      y _{ik}}w _{jk}
336  true  \therefore \dfrac{\partial L}{\partial \mathbf{X}} = \begin{pmatrix} \displaystyle
      \sum_{k=1}^{m}\dfrac{\partial L}{\partial y _{1k}}w _{1k}& \displaystyle \sum_{k=1}^{m}\dfrac{\partial
      L}{\partial y _{1k}}w _{2k}& \dots& \displaystyle \sum_{k=1}^{m}\dfrac{\partial L}{\partial y _{1k}}w _{dk} \\
      \displaystyle \sum_{k=1}^{m}\dfrac{\partial L}{\partial y _{2k}}w _{1k}& \displaystyle
      \sum_{k=1}^{m}\dfrac{\partial L}{\partial y _{2k}}w _{2k}& \dots& \displaystyle \sum_{k=1}^{m}\dfrac{\partial
      L}{\partial y _{2k}}w _{dk} \\ \vdots & \vdots & \ddots & \vdots \\ \displaystyle
      \sum_{k=1}^{m}\dfrac{\partial L}{\partial y _{nk}}w _{1k}& \displaystyle \sum_{k=1}^{m}\dfrac{\partial
      L}{\partial y _{nk}}w _{2k}& \dots& \displaystyle \sum_{k=1}^{m}\dfrac{\partial L}{\partial y _{nk}}w _{dk} \\
      \end{pmatrix}
338  true  = \begin{pmatrix} \dfrac{\partial L}{\partial y _{11}}& \dfrac{\partial L}{\partial y _{12}}& \dots&
      \dfrac{\partial L}{\partial y _{1m}}\\ \dfrac{\partial L}{\partial y _{21}}& \dfrac{\partial L}{\partial y
      _{22}}& \dots& \dfrac{\partial L}{\partial y _{2m}}\\ \vdots & \vdots & \ddots & \vdots \\ \dfrac{\partial
      L}{\partial y _{n1}}& \dfrac{\partial L}{\partial y _{n2}}& \dots& \dfrac{\partial L}{\partial y _{nm}}\\
      \end{pmatrix}\begin{pmatrix} w_{11}& w_{21}& \dots & w_{d1} \\ w_{12}& w_{22}& \dots & w_{d2} \\ \vdots &
      \vdots & \ddots & \vdots \\ w_{1m}& w_{2m}& \dots & w_{dm} \\ \end{pmatrix}
340  true  = \boxed{\dfrac{\partial L}{\partial \mathbf{Y}}\mathbf{W}^{\intercal } }
348  true  \dfrac{\partial L}{\partial \mathbf{W}} = \begin{pmatrix} \dfrac{\partial L}{\partial w_{11}}& \dfrac{\partial
      L}{\partial w_{12}}& \dots& \dfrac{\partial L}{\partial w_{1m}}\\ \dfrac{\partial L}{\partial w_{21}}&
      \dfrac{\partial L}{\partial w_{22}}& \dots& \dfrac{\partial L}{\partial w_{2m}}\\ \vdots & \vdots & \ddots &
      \vdots \\ \dfrac{\partial L}{\partial w_{d1}}& \dfrac{\partial L}{\partial w_{d2}}& \dots& \dfrac{\partial
      L}{\partial w_{dm}}\\ \end{pmatrix}
354  true  \dfrac{\partial L}{\partial w_{11}} = \sum_{i=1}^{n}\sum_{j=1}^{m}\dfrac{\partial L}{\partial y
      _{ij}}\dfrac{\partial y _{ij}}{\partial w_{11}}
358  true  = \bigg < \dfrac{\partial L}{\partial \mathbf{Y}} , \dfrac{\partial \mathbf{Y}}{\partial w _{11}} \bigg >
      _{\mathbf{F}}
362  true  \dfrac{\partial \mathbf{Y}}{\partial w _{11}} = \begin{pmatrix} x _{11}& 0& \dots& 0 \\ x _{21}& 0& \dots& 0\\
      \vdots & \vdots & \ddots & \vdots \\ x _{n1}& 0& \dots& 0\\ \end{pmatrix}
366  true  \bigg < \dfrac{\partial L}{\partial \mathbf{Y}} , \dfrac{\partial \mathbf{Y}}{\partial w _{11}} \bigg >
      _{\mathbf{F}} = \Bigg < \begin{pmatrix} \dfrac{\partial L}{\partial y _{11}}& \dfrac{\partial L}{\partial y
      _{12}}& \dots& \dfrac{\partial L}{\partial y _{1m}}\\ \dfrac{\partial L}{\partial y _{21}}& \dfrac{\partial
      L}{\partial y _{22}}& \dots& \dfrac{\partial L}{\partial y _{2m}}\\ \vdots & \vdots & \ddots & \vdots \\
      \dfrac{\partial L}{\partial y _{n1}}& \dfrac{\partial L}{\partial y _{n2}}& \dots& \dfrac{\partial L}{\partial
      y _{nm}}\\ \end{pmatrix}, \begin{pmatrix} x _{11}& 0& \dots& 0 \\ x _{21}& 0& \dots& 0\\ \vdots & \vdots &
      \ddots & \vdots \\ x _{n1}& 0& \dots& 0\\ \end{pmatrix} \Bigg > _{\mathbf{F}}
368  true  = \dfrac{\partial L}{\partial y _{11}}x _{11} + \dfrac{\partial L}{\partial y _{21}}x _{21} + \dots+
      \dfrac{\partial L}{\partial y _{n1}}x _{n1} = \sum_{k=1}^{n} \dfrac{\partial L}{\partial y _{k1}}x _{k1}
372  true  \displaystyle \dfrac{\partial L}{\partial w _{12}} = \bigg < \dfrac{\partial L}{\partial \mathbf{Y}} ,
      \dfrac{\partial \mathbf{Y}}{\partial w _{12}} \bigg > _{\mathbf{F}}= \sum_{k=1}^{n}\dfrac{\partial L}{\partial
      y _{k2}}x_{k1}
374  true  \displaystyle \dfrac{\partial L}{\partial w _{21}} = \bigg < \dfrac{\partial L}{\partial \mathbf{Y}} ,
      \dfrac{\partial \mathbf{Y}}{\partial w _{21}} \bigg > _{\mathbf{F}}= \sum_{k=1}^{n}\dfrac{\partial L}{\partial
      y _{k1}}x_{k2}
376  notation \vdots
378  true  \displaystyle \dfrac{\partial L}{\partial w _{ij}} = \bigg < \dfrac{\partial L}{\partial \mathbf{Y}} ,
      \dfrac{\partial \mathbf{Y}}{\partial w _{ij}} \bigg > _{\mathbf{F}}= \sum_{k=1}^{n}\dfrac{\partial L}{\partial
      y _{kj}}x_{ki}
382  true  \therefore \dfrac{\partial L}{\partial \mathbf{W}} = \begin{pmatrix} \displaystyle
      \sum_{k=1}^{n}\dfrac{\partial L}{\partial y_{k1}}x_{k1}& \displaystyle \sum_{k=1}^{n}\dfrac{\partial
      L}{\partial y_{k2}}x_{k1}& \dots& \displaystyle \sum_{k=1}^{n}\dfrac{\partial L}{\partial y_{km}}x_{k1} \\
      \displaystyle \sum_{k=1}^{n}\dfrac{\partial L}{\partial y_{k1}}x_{k2}& \displaystyle
      \sum_{k=1}^{n}\dfrac{\partial L}{\partial y_{k2}}x_{k2}& \dots& \displaystyle \sum_{k=1}^{n}\dfrac{\partial
      L}{\partial y_{km}}x_{k2} \\ \vdots & \vdots & \ddots & \vdots \\ \displaystyle \sum_{k=1}^{n}\dfrac{\partial
      L}{\partial y_{k1}}x_{kd}& \displaystyle \sum_{k=1}^{n}\dfrac{\partial L}{\partial y_{k2}}x_{kd}& \dots&
      \displaystyle \sum_{k=1}^{n}\dfrac{\partial L}{\partial y_{km}}x_{kd} \\ \end{pmatrix}
384  true  = \begin{pmatrix} x_{11}& x_{21}& \dots & x_{n1} \\ x_{12}& x_{22}& \dots & x_{n2} \\ \vdots & \vdots & \ddots
      & \vdots \\ x_{1d}& x_{2d}& \dots & x_{nd} \\ \end{pmatrix}\begin{pmatrix} \dfrac{\partial L}{\partial y
      _{11}}& \dfrac{\partial L}{\partial y _{12}}& \dots& \dfrac{\partial L}{\partial y _{1m}}\\ \dfrac{\partial
      L}{\partial y _{21}}& \dfrac{\partial L}{\partial y _{22}}& \dots& \dfrac{\partial L}{\partial y _{2m}}\\
      \vdots & \vdots & \ddots & \vdots \\ \dfrac{\partial L}{\partial y _{n1}}& \dfrac{\partial L}{\partial y
      _{n2}}& \dots& \dfrac{\partial L}{\partial y _{nm}}\\ \end{pmatrix}
386  true  = \boxed{\mathbf{X}^{\intercal }\dfrac{\partial L}{\partial \mathbf{Y}}}
324  true \displaystyle \dfrac{\partial L}{\partial x _{11}} = \bigg < \dfrac{\partial L}{\partial \mathbf{Y}} , \dfrac{\partial \mathbf{Y}}{\partial x _{11}} \bigg  > _{\mathbf{F}}= \sum_{k=1}^{m}\dfrac{\partial L}{\partial y _{1k}}w _{1k}
370  true \displaystyle \dfrac{\partial L}{\partial w _{11}} = \bigg < \dfrac{\partial L}{\partial \mathbf{Y}} , \dfrac{\partial \mathbf{Y}}{\partial w _{11}} \bigg  > _{\mathbf{F}}= \sum_{k=1}^{n}\dfrac{\partial L}{\partial y _{k1}}x _{k1}
"""),
    *rows("S0", ADDITION, r"""
396  true  \dfrac{\partial L}{\partial \mathbf{Y}} = \dfrac{\partial L}{\partial \mathbf{Z}}
402  true  \dfrac{\partial L}{\partial \mathbf{B}} = \dfrac{\partial L}{\partial \mathbf{Z}}
410  true  \mathbf{Z} = \mathbf{Y + B} = \begin{pmatrix} y_{11}&y_{12}&\dots&y_{1m}\\ y_{21}&y_{22}&\dots&y_{2m}\\ \vdots
      & \vdots & \ddots & \vdots \\ y_{n1}&y_{n2}&\dots&y_{nm}\\ \end{pmatrix} + \begin{pmatrix} b_{11} & b_{12}
      &\dots & b_{1m} \\ b_{21} & b_{22} &\dots & b_{2m} \\ \vdots & \vdots & \ddots & \vdots \\ b_{n1} & b_{n2}
      &\dots & b_{nm} \\ \end{pmatrix}
412  true  = \begin{pmatrix} \displaystyle y_{11}+b_{11} & \displaystyle y_{12}+b_{12} & \dots & \displaystyle
      y_{1m}+b_{1m} \\ \displaystyle y_{21}+b_{21} & \displaystyle y_{22}+b_{22} & \dots & \displaystyle
      y_{2m}+b_{2m} \\ \vdots & \vdots & \ddots & \vdots \\ \displaystyle y_{n1}+b_{n1} & \displaystyle
      y_{n2}+b_{n2} & \dots & \displaystyle y_{nm}+b_{nm} \\ \end{pmatrix}
416  true  L = l(\mathbf{Z}) = l(\mathbf{Y + B})
422  true  \dfrac{\partial L}{\partial \mathbf{Z}} = \begin{pmatrix} \dfrac{\partial L}{\partial z_{11}}& \dfrac{\partial
      L}{\partial z_{12}}& \dots& \dfrac{\partial L}{\partial z_{1m}}\\ \dfrac{\partial L}{\partial z_{21}}&
      \dfrac{\partial L}{\partial z_{22}}& \dots& \dfrac{\partial L}{\partial z_{2m}}\\ \vdots & \vdots & \ddots &
      \vdots \\ \dfrac{\partial L}{\partial z_{n1}}& \dfrac{\partial L}{\partial z_{n2}}& \dots& \dfrac{\partial
      L}{\partial z_{nm}}\\ \end{pmatrix}
426  true  \dfrac{\partial L}{\partial \mathbf{Y}} = \dfrac{\partial L}{\partial \mathbf{Z}}\dfrac{\partial
      \mathbf{Z}}{\partial \mathbf{Y}}, \dfrac{\partial L}{\partial \mathbf{B}} = \dfrac{\partial L}{\partial
      \mathbf{Z}}\dfrac{\partial \mathbf{Z}}{\partial \mathbf{B}}
430  true  \dfrac{\partial L}{\partial \mathbf{Y}} = \begin{pmatrix} \dfrac{\partial L}{\partial y_{11}}& \dfrac{\partial
      L}{\partial y_{12}}& \dots& \dfrac{\partial L}{\partial y_{1m}}\\ \dfrac{\partial L}{\partial y_{21}}&
      \dfrac{\partial L}{\partial y_{22}}& \dots& \dfrac{\partial L}{\partial y_{2m}}\\ \vdots & \vdots & \ddots &
      \vdots \\ \dfrac{\partial L}{\partial y_{n1}}& \dfrac{\partial L}{\partial y_{n2}}& \dots& \dfrac{\partial
      L}{\partial y_{nm}}\\ \end{pmatrix}
436  true  \dfrac{\partial L}{\partial y_{11}} = \sum_{i=1}^{n}\sum_{j=1}^{m}\dfrac{\partial L}{\partial z
      _{ij}}\dfrac{\partial z _{ij}}{\partial y_{11}}
440  true  = \bigg < \dfrac{\partial L}{\partial \mathbf{Z}} , \dfrac{\partial \mathbf{Z}}{\partial y_{11}} \bigg >
      _{\mathbf{F}}
444  true  \dfrac{\partial \mathbf{Z}}{\partial y_{11}} = \begin{pmatrix} 1 & 0& \dots& 0 \\ 0& 0& \dots& 0\\ \vdots &
      \vdots & \ddots & \vdots \\ 0& 0& \dots& 0\\ \end{pmatrix}
448  true  \bigg < \dfrac{\partial L}{\partial \mathbf{Z}} , \dfrac{\partial \mathbf{Z}}{\partial y _{11}} \bigg >
      _{\mathbf{F}} = \Bigg < \begin{pmatrix} \dfrac{\partial L}{\partial z_{11}}& \dfrac{\partial L}{\partial
      z_{12}}& \dots& \dfrac{\partial L}{\partial z_{1m}}\\ \dfrac{\partial L}{\partial z_{21}}& \dfrac{\partial
      L}{\partial z_{22}}& \dots& \dfrac{\partial L}{\partial z_{2m}}\\ \vdots & \vdots & \ddots & \vdots \\
      \dfrac{\partial L}{\partial z_{n1}}& \dfrac{\partial L}{\partial z_{n2}}& \dots& \dfrac{\partial L}{\partial
      z_{nm}}\\ \end{pmatrix}, \begin{pmatrix} 1& 0& \dots& 0 \\ 0& 0& \dots& 0\\ \vdots & \vdots & \ddots & \vdots
      \\ 0& 0& \dots& 0\\ \end{pmatrix} \Bigg > _{\mathbf{F}}
450  true  = \dfrac{\partial L}{\partial z_{11}}
454  true  \displaystyle \dfrac{\partial L}{\partial y _{ij}} = \bigg < \dfrac{\partial L}{\partial \mathbf{Z}} ,
      \dfrac{\partial \mathbf{Z}}{\partial y _{ij}} \bigg > _{\mathbf{F}}= \dfrac{\partial L}{\partial z _{ij}}
458  true  \therefore \dfrac{\partial L}{\partial \mathbf{Y}} = \begin{pmatrix} \dfrac{\partial L}{\partial z _{11}}&
      \dfrac{\partial L}{\partial z _{12}}& \dots& \dfrac{\partial L}{\partial z _{1m}}\\ \dfrac{\partial
      L}{\partial z _{21}}& \dfrac{\partial L}{\partial z _{22}}& \dots& \dfrac{\partial L}{\partial z _{2m}}\\
      \vdots & \vdots & \ddots & \vdots \\ \dfrac{\partial L}{\partial z _{n1}}& \dfrac{\partial L}{\partial z
      _{n2}}& \dots& \dfrac{\partial L}{\partial z _{nm}}\\ \end{pmatrix} = \dfrac{\partial L}{\partial \mathbf{Z}}
452  true \displaystyle \dfrac{\partial L}{\partial y _{11}} = \bigg < \dfrac{\partial L}{\partial \mathbf{Z}} , \dfrac{\partial \mathbf{Z}}{\partial y _{11}} \bigg  > _{\mathbf{F}}= \dfrac{\partial L}{\partial z _{11}}
"""),
]
