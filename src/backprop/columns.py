r"""The column-vector forms: one sample a column, as textbooks write them.

    rows         Z  = X W + b        dX = dZ Wᵀ       dW = Xᵀ dZ       db = Σᵢ dZᵢ
    columns      Z  = W X + b        dX = Wᵀ dZ       dW = dZ Xᵀ       db = the row sums of dZ

Every matrix of the one is the transpose of the matrix of the same name of the other. So there is one code, and this
transposes what goes in and what comes out.
"""

import numpy as np

from backprop.layer import Layer


class Columns(Layer):
    """A layer, a loss or a network that takes and gives one sample a column.

    Parameters
    ----------
    layer : Layer or Loss
        Of rows. ``Columns(Affine(W.T, b))`` is the map ``x ↦ W x + b`` for W (m, d) and x (d, n).

    Attributes
    ----------
    parameters : dict
        The transposed parameters of the layer: ``W`` is (m, d).
    gradients : dict
        The transposed gradients of the layer, in the shapes of the parameters.
    """

    def __init__(self, layer):
        self.layer = layer

    def forward(self, *arrays):
        """Return what the layer returns for the transposes of x, and of t where it is a loss, transposed."""
        return np.transpose(self.layer.forward(*map(matrix, arrays)))

    def backward(self, *dout):
        """Return dx (d, n), for dout = ∂L/∂out (m, n); of a loss, without dout."""
        return np.transpose(self.layer.backward(*map(matrix, dout)))

    @property
    def parameters(self):
        return {name: np.transpose(array) for name, array in self.layer.parameters.items()}

    @property
    def gradients(self):
        return {name: np.transpose(array) for name, array in self.layer.gradients.items()}


def matrix(a):
    """The transpose of a matrix; a row of labels and a number stay as they are."""
    if np.ndim(a) > 2:
        raise ValueError(f"columns are those of a matrix, got the shape {np.shape(a)}")
    return np.transpose(a)
