r"""The rectified linear unit, entry by entry.

    forward      y  = max(0, x)
    backward     dx = dy ⊙ [x > 0]

At x = 0 there is no derivative, and 0 is taken. Only the output is remembered: [x > 0] is its sign, which is 0, 1, or
NaN where x is NaN. x, y, dy and dx have one shape, and it may be any. Complex numbers have no order, so they are
refused.
"""

import numpy as np

from backprop.layer import Layer


class Relu(Layer):
    """The map ``x ↦ max(0, x)`` on every entry."""

    def forward(self, x):
        """Return the output, in the shape of x."""
        if np.iscomplexobj(x):
            raise TypeError("max(0, x) has no meaning for complex x")
        return self._keep(np.maximum(0, x))

    def backward(self, dout):
        """Return dx for dout = ∂L/∂out, both in the shape of x."""
        return self._upstream(dout) * np.sign(self._out)
