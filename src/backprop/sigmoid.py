r"""The logistic sigmoid, entry by entry.

    forward      y  = σ(x) = 1 / (1 + e⁻ˣ)
    backward     dx = dy ⊙ y ⊙ (1 − y)

The derivative is written in the output, σ' = σ (1 − σ); so only the output is remembered. x, y, dy and dx have one
shape, and it may be any.
"""

import numpy as np

from backprop.layer import Layer, inexact


class Sigmoid(Layer):
    """The map ``x ↦ 1 / (1 + e⁻ˣ)`` on every entry."""

    def forward(self, x):
        """Return the output, in the shape of x and between 0 and 1."""
        return self._keep(sigmoid(inexact(x)))

    def backward(self, dout):
        """Return dx for dout = ∂L/∂out, both in the shape of x."""
        return self._upstream(dout) * self._out * (1 - self._out)


def sigmoid(x):
    """σ(x) = 1 / (1 + e⁻ˣ) = eˣ / (eˣ + 1): of the two the one whose power cannot overflow."""
    e = np.exp(toward_zero(x))
    return np.where(x.real > 0, 1, e) / (1 + e)


def toward_zero(x):
    """−|x|, written so that complex steps come through."""
    return np.where(x.real > 0, -x, x)
