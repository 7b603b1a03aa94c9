r"""The hyperbolic tangent, entry by entry.

    forward      y  = tanh(x)
    backward     dx = dy ⊙ (1 − y²)

The derivative is written in the output, tanh' = 1 − tanh²; so only the output is remembered. x, y, dy and dx have one
shape, and it may be any.
"""

import numpy as np

from backprop.layer import Layer, inexact


class Tanh(Layer):
    """The map ``x ↦ tanh(x)`` on every entry."""

    def forward(self, x):
        """Return the output, in the shape of x and between −1 and 1."""
        return self._keep(np.tanh(inexact(x)))

    def backward(self, dout):
        """Return dx for dout = ∂L/∂out, both in the shape of x."""
        return self._upstream(dout) * (1 - self._out**2)
