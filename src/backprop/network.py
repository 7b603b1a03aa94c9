r"""A feedforward network: layers in order, and a loss at the end.

    forward      x → F₁ → F₂ → … → Fₖ → E
    backward     dx ← F₁ ← F₂ ← … ← Fₖ ← 1

The network with one hidden layer of the textbooks is::

    network = Network(Affine(W1, b1), Sigmoid(), Affine(W2, b2), Sigmoid(), loss=MeanSquaredError())
    gradient = network.gradient(x, t)  # {"W1": ∂E/∂W1, "b1": ∂E/∂b1, "W2": ∂E/∂W2, "b2": ∂E/∂b2}
"""

from backprop.layer import Layer


class Network(Layer):
    """Layers in order, and the loss of what comes out.

    Parameters
    ----------
    *layers : Layer
        From the input to the output.
    loss : Loss, optional
        Only ``forward`` and ``backward(dout)`` do without it.

    Attributes
    ----------
    parameters : dict
        The arrays ``W1, b1, W2, b2, …``, numbered by the layers that have any.
    gradients : dict
        ∂E/∂W of each under the same name, after ``backward``.
    """

    def __init__(self, *layers, loss=None):
        if not layers:
            raise ValueError("a network needs at least one layer")
        if len(set(map(id, layers))) < len(layers):
            raise ValueError("every layer of a network is an object of its own: each remembers one input")
        self.layers = layers
        self.loss = loss
        self._judged = False  # whether the loss has seen the last output

    def forward(self, x):
        """Return the output (n, r) for the input x (n, d)."""
        self._judged = False
        for layer in self.layers:
            x = layer.forward(x)
        return x

    def error(self, x, t):
        """Return the loss E of the output for the input x (n, d) and the targets t."""
        if self.loss is None:
            raise RuntimeError("this network has no loss: make it with Network(…, loss=…)")
        error = self.loss.forward(self.forward(x), t)
        self._judged = True
        return error

    def backward(self, dout=None):
        """Return dx, and set the gradients of all layers, for dout = ∂L/∂out; by default of the last ``error``."""
        return self.layers[0].backward(self._down_to_first(dout))

    def learn(self, dout=None):
        """Set the gradients of all layers as ``backward`` does, without dx."""
        self.layers[0].learn(self._down_to_first(dout))

    def gradient(self, x, t):
        """Return ∂E/∂W of every parameter by name, for the input x (n, d) and the targets t."""
        self.error(x, t)
        self.learn()
        return self.gradients

    def _down_to_first(self, dout):
        if dout is None:
            if not self._judged:
                raise RuntimeError("backward without dout needs the loss of the last output: call error(x, t) first")
            dout = self.loss.backward()
        for layer in reversed(self.layers[1:]):
            dout = layer.backward(dout)
        return dout

    @property
    def parameters(self):
        return self._numbered("parameters")

    @property
    def gradients(self):
        return self._numbered("gradients")

    def _numbered(self, kind):
        named, number = {}, 0
        for layer in self.layers:
            arrays = getattr(layer, kind)
            number += bool(arrays)
            named |= {f"{name}{number}": array for name, array in arrays.items()}
        return named
