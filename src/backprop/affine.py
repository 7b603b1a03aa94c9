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

from math import prod, sqrt

import numpy as np

from backprop.layer import Layer


class Affine(Layer):
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

    names = "W", "b"

    def __init__(self, W, b=None):
        self.W = np.asarray(W)
        self.b = None if b is None else np.asarray(b)
        self.dW = None
        self.db = None
        self._x = None
        self._x_shape = None

        if self.W.ndim != 2:
            raise ValueError(f"W must have the shape (d, m), got {self.W.shape}")
        if self.b is not None and self.b.shape != self.W.shape[1:]:
            raise ValueError(f"b must have the shape {self.W.shape[1:]} to go with W {self.W.shape}, got {self.b.shape}")

    @classmethod
    def random(cls, d, m, *, seed, gain=2.0, dtype=float):
        """A layer with zero bias and normal weights of variance gain / d, so that signals keep their size.

        Parameters
        ----------
        d, m : int
            Width of the input and of the output.
        seed : int or numpy.random.Generator
            A generator goes on from layer to layer.
        gain : float
            2 before a ReLU, which drops half of the signal (He et al., ICCV 2015); 1 before a tanh or nothing.
        """
        W = np.random.default_rng(seed).normal(scale=sqrt(gain / d), size=(d, m))
        return cls(W.astype(dtype), np.zeros(m, dtype))

    def forward(self, x):
        """Return the output (n, m) for the input x, (n, d) or a tensor (n, d₁, d₂, …)."""
        x = np.asarray(x)
        d, m = self.W.shape
        if x.ndim < 2 or prod(x.shape[1:]) != d:
            raise ValueError(f"x must have the shape (n, {d}) to go with W {self.W.shape}, got {x.shape}")

        self._x_shape, self._shape = x.shape, (x.shape[0], m)
        self._x = x.reshape(x.shape[0], d)
        out = self._x @ self.W
        return out if self.b is None else out + self.b

    def backward(self, dout):
        """Return dx in the shape of x, and set ``dW`` and ``db``, for dout = ∂L/∂out (n, m)."""
        self.learn(dout)
        dx = dout @ self.W.T
        return dx.reshape(self._x_shape)

    def learn(self, dout):
        """Set ``dW`` and ``db`` only: dx is a third of the work, and no layer below the first needs it."""
        dout = self._upstream(dout)
        self.dW = self._x.T @ dout
        self.db = None if self.b is None else dout.sum(axis=0)
