r"""The affine layer: a matrix product, and a bias that is added to every sample.

    forward      Z  = X W + b
    backward     dX = dZ Wᵀ      dW = Xᵀ dZ      db = Σᵢ dZᵢ

======  ==========  =================================================
symbol  shape       meaning
======  ==========  =================================================
x       (n, d)      input X, one sample a row; a tensor (n, d₁, d₂, …)
                    with d₁·d₂·… = d is read as the matrix of its rows
W       (d, m)      weights
b       (m,)        bias
out     (n, m)      output Z
dout    (n, m)      ∂L/∂Z, which comes from the layer above
dx      as x        ∂L/∂X
dW      (d, m)      ∂L/∂W
db      (m,)        ∂L/∂b
======  ==========  =================================================

Numbers of any type pass through: float32 stays float32, and complex numbers are transposed without conjugation.
"""

from math import prod

import numpy as np


class Affine:
    """The map ``x ↦ x W + b``.

    Parameters
    ----------
    W : array (d, m)
        Weights.
    b : array (m,), optional
        Bias. Without it the layer is the matrix product ``x W``.

    Attributes
    ----------
    dW : array (d, m)
        ∂L/∂W, after ``backward``.
    db : array (m,) or None
        ∂L/∂b, after ``backward``; None without a bias.
    """

    def __init__(self, W, b=None):
        self.W = np.asarray(W)
        self.b = None if b is None else np.asarray(b)
        self.dW = None
        self.db = None
        self._x = None
        self._shape = None

        if self.W.ndim != 2:
            raise ValueError(f"W must have the shape (d, m), got {self.W.shape}")
        if self.b is not None and self.b.shape != self.W.shape[1:]:
            raise ValueError(f"b must have the shape {self.W.shape[1:]} to go with W {self.W.shape}, got {self.b.shape}")

    def forward(self, x):
        """Return the output (n, m) for the input x, (n, d) or a tensor (n, d₁, d₂, …)."""
        x = np.asarray(x)
        d, m = self.W.shape
        if x.ndim < 2 or prod(x.shape[1:]) != d:
            raise ValueError(f"x must have the shape (n, {d}) to go with W {self.W.shape}, got {x.shape}")

        self._shape = x.shape
        self._x = x.reshape(x.shape[0], d)
        out = self._x @ self.W
        return out if self.b is None else out + self.b

    def backward(self, dout):
        """Return dx in the shape of x, and set ``dW`` and ``db``, for dout = ∂L/∂out (n, m)."""
        if self._x is None:
            raise RuntimeError("backward needs the input of a forward pass: call forward(x) first")
        dout = np.asarray(dout)
        expected = (self._shape[0], self.W.shape[1])
        if dout.shape != expected:
            raise ValueError(f"dout must have the shape {expected} of the output, got {dout.shape}")

        dx = dout @ self.W.T
        self.dW = self._x.T @ dout
        self.db = None if self.b is None else dout.sum(axis=0)
        return dx.reshape(self._shape)
