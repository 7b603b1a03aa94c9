"""What all layers share: their parameters by name, and what forward leaves for backward."""

import numpy as np


class Layer:
    """A map with a derivative.

    Subclasses define ``forward(x)`` and ``backward(dout)``. A layer remembers what its backward
    needs of the last forward, and nothing else; ``backward`` only reads it, so that calling it
    twice gives the same twice.

    Attributes
    ----------
    names : tuple of str
        The parameters; the gradient of ``W`` is ``dW``.
    """

    names = ()
    _out = None
    _shape = None  # of the last output

    @property
    def parameters(self):
        """The arrays of the parameters by name."""
        return {name: getattr(self, name) for name in self.names if getattr(self, name) is not None}

    @property
    def gradients(self):
        """∂L/∂W under the name W, for every parameter; None before the first ``backward``."""
        return {name: getattr(self, f"d{name}") for name in self.names if getattr(self, name) is not None}

    def learn(self, dout):
        """Set the gradients of the parameters, as ``backward`` does, where nobody needs dx."""
        self.backward(dout)

    def _keep(self, out):
        """Remember the output, which the caller gets to see but not to change: backward reads it."""
        self._out, self._shape = np.asarray(out), np.shape(out)
        self._out.flags.writeable = False
        return out

    def _upstream(self, dout):
        """dout = ∂L/∂out as an array, when it goes with the last output."""
        if self._shape is None:
            raise RuntimeError("backward needs the input of a forward pass: call forward(x) first")
        dout = np.asarray(dout)
        if dout.shape != self._shape:
            raise ValueError(f"dout must have the shape {self._shape} of the output, got {dout.shape}")
        return dout


def inexact(x):
    """x as an array of numbers that can vary a little: whole numbers become float64."""
    x = np.asarray(x)
    return x if x.dtype.kind in "fc" else x.astype(float)
