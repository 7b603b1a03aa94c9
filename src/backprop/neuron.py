r"""One neuron: a weighted sum, a bias and a ReLU; and its cost over a batch.

    forward      a  = max(0, w · x + b)
    backward     dz = da [z > 0]         dw = Σᵢ dzᵢ xᵢ       db = Σᵢ dzᵢ
    cost         C  = 1/N Σᵢ (tᵢ − aᵢ)²
    gradient     da = 2/N (a − t)        and from it dw and db as above

======  ==========  ==================================================
symbol  shape       meaning
======  ==========  ==================================================
x       (N, d)      input, one sample a row
w       (d,)        weights
b       ()          bias
out     (N,)        activations a
t       (N,)        targets
dout    (N,)        ∂L/∂a
dx      (N, d)      ∂L/∂x
dw, db  (d,), ()    ∂L/∂w, ∂L/∂b
======  ==========  ==================================================

It is an `Affine` layer with one output, and a `Relu`.
"""

import numpy as np

from backprop.affine import Affine
from backprop.layer import Layer
from backprop.relu import Relu


class Neuron(Layer):
    """The map ``x ↦ max(0, w · x + b)``.

    Parameters
    ----------
    w : array (d,)
        Weights.
    b : number
        Bias.

    Attributes
    ----------
    dw : array (d,)
        ∂L/∂w, after ``backward`` or ``gradient``.
    db : number
        ∂L/∂b, after ``backward`` or ``gradient``.
    """

    names = "w", "b"

    def __init__(self, w, b):
        self.w = np.asarray(w)
        self.b = np.asarray(b)
        self.dw = None
        self.db = None
        self._affine = None
        self._relu = Relu()

        if self.w.ndim != 1:
            raise ValueError(f"w must have the shape (d,), got {self.w.shape}")
        if self.b.ndim != 0:
            raise ValueError(f"b must be a number, got the shape {self.b.shape}")

    def forward(self, x):
        """Return the activations (N,) for the input x (N, d)."""
        self._affine = Affine(np.reshape(self.w, (-1, 1)), np.reshape(self.b, 1))
        a = self._relu.forward(self._affine.forward(x))
        self._shape = a.shape[:1]
        return a[:, 0]

    def backward(self, dout):
        """Return dx (N, d), and set ``dw`` and ``db``, for dout = ∂L/∂out (N,)."""
        dout = self._upstream(dout)
        dx = self._affine.backward(self._relu.backward(dout[:, None]))
        self.dw, self.db = self._affine.dW[:, 0], self._affine.db[0]
        return dx

    def cost(self, x, t):
        """Return C for the input x (N, d) and the targets t (N,)."""
        return (self._error(x, t) ** 2).mean()

    def gradient(self, x, t):
        """Return ∂C/∂w (d,) and ∂C/∂b for the input x (N, d) and the targets t (N,)."""
        v = self._error(x, t)
        self.backward(-2 * v / len(v))
        return self.dw, self.db

    def _error(self, x, t):
        """v = t − a."""
        t, a = np.asarray(t), self.forward(x)
        if t.shape != a.shape or not t.size:
            raise ValueError(f"t must have the shape {a.shape} to go with x {np.shape(x)}, and N > 0, got {t.shape}")
        return t - a
