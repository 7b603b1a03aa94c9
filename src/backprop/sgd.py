r"""Stochastic gradient descent with momentum.

    v ← μ v + dW        W ← W − η v

With μ = 0 this is W ← W − η dW.
"""


class SGD:
    """The update ``v ← μ v + dW``, ``W ← W − η v`` of every parameter.

    The arrays of the parameters are changed in place: whoever holds them sees the new values.

    Parameters
    ----------
    rate : float
        The learning rate η.
    momentum : float
        How much of the last step stays, μ in [0, 1).
    """

    def __init__(self, rate, momentum=0.0):
        if not rate > 0:
            raise ValueError(f"rate must be positive, got {rate}")
        if not 0 <= momentum < 1:
            raise ValueError(f"momentum must lie in [0, 1), got {momentum}")
        self.rate = float(rate)
        self.momentum = float(momentum)
        self._v = {}

    def step(self, parameters, gradients):
        """Change the parameters, by name, along their gradients; no gradient is changed."""
        for name, W in parameters.items():
            v = gradients[name]
            if v is None:
                raise RuntimeError(f"{name} has no gradient yet: call backward first")
            if W.dtype.kind not in "fc":
                raise TypeError(f"{name} must hold fractions to be changed in place, got {W.dtype}")
            if self.momentum:
                v = self._v[name] = self.momentum * self._v.get(name, 0) + v
            W -= self.rate * v
