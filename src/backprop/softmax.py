r"""The softmax of every row.

    forward      Y  = e^X / Σⱼ e^Xⱼ
    backward     dX = Y ⊙ (dY − Σⱼ Yⱼ ⊙ dYⱼ)

The sums run over the entries of a row. The Jacobian of a row is diag(y) − y yᵀ; applied to dy it leaves the formula
above, so no Jacobian is built.

======  ==========  =================================================
symbol  shape       meaning
======  ==========  =================================================
x       (n, d)      input X, one sample a row; also (d,) or (…, d)
out     as x        output Y: positive, and every row sums to 1
dout    as x        ∂L/∂Y
dx      as x        ∂L/∂X
======  ==========  =================================================
"""

import numpy as np

from backprop.layer import Layer, inexact


class Softmax(Layer):
    """The map of every row ``x ↦ eˣ / Σ eˣ``."""

    def forward(self, x):
        """Return the output, in the shape of x: positive, and every row sums to 1."""
        return self._keep(softmax(inexact(x)))

    def backward(self, dout):
        """Return dx for dout = ∂L/∂out, both in the shape of x."""
        dout, y = self._upstream(dout), self._out
        return y * (dout - (y * dout).sum(axis=-1, keepdims=True))


def softmax(x):
    """eˣ / Σ eˣ."""
    e = np.exp(shifted(x))
    return e / e.sum(axis=-1, keepdims=True)


def log_softmax(x):
    """log softmax(x) = x − log Σ eˣ, finite also where softmax(x) is too small for a number."""
    x = shifted(x)
    return x - np.log(np.exp(x).sum(axis=-1, keepdims=True))


def shifted(x):
    """x less the largest entry of its row: the same softmax, and no power overflows."""
    if x.ndim == 0 or x.shape[-1] == 0:
        raise ValueError(f"x must have the shape (n, d) with d > 0, got {x.shape}")
    return x - x.real.max(axis=-1, keepdims=True)
