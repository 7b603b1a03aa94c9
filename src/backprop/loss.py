"""What all losses share: targets, and the reduction over the batch."""

import numpy as np

from backprop.layer import Layer, inexact

REDUCTIONS = ("mean", "sum")


class Loss(Layer):
    """A number E that says how far the outputs x of a network are from the targets t.

    Subclasses give two functions of arrays: ``terms(x, t)``, whose sum over all entries is E, and
    ``slope(x, t)``, which is ∂E/∂x; both before the reduction.

    Parameters
    ----------
    reduction : "mean" or "sum"
        Over the samples of the batch. The entries of one sample are always added up. With "sum" the
        formulas are those of a textbook without a batch; with "mean" a step of the same learning rate
        is as long for a large batch as for a small one.
    """

    def __init__(self, reduction="mean"):
        if reduction not in REDUCTIONS:
            raise ValueError(f"reduction must be one of {REDUCTIONS}, got {reduction!r}")
        self.reduction = reduction
        self._x = None
        self._t = None

    def forward(self, x, t):
        """Return E for the outputs x (n, r) and the targets t."""
        x = inexact(x)
        if x.ndim != 2 or x.size == 0:
            raise ValueError(f"x must have the shape (n, r) with n, r > 0, got {x.shape}")
        self._x, self._t = x, self.targets(x, np.asarray(t))
        return self.terms(self._x, self._t).sum() / self.divisor

    def backward(self, dout=1):
        """Return dx (n, r) for dout = ∂L/∂E, which is 1 where E is the end."""
        if self._x is None:
            raise RuntimeError("backward needs the input of a forward pass: call forward(x, t) first")
        return dout / self.divisor * self.slope(self._x, self._t)

    def targets(self, x, t):
        """The targets in the shape of x."""
        if t.shape != x.shape:
            raise ValueError(f"t must have the shape {x.shape} of x, got {t.shape}")
        return t

    @property
    def divisor(self):
        """What the sum over the batch is divided by: the number of samples, or 1."""
        return len(self._x) if self.reduction == "mean" else 1


def weighted_log(t, x):
    """t log x, and 0 where t and x are both 0, as probabilities have it."""
    with np.errstate(divide="ignore"):  # an infinite loss is the right one for what was held impossible
        return t * np.log(np.where((t == 0) & (x == 0), 1, x))


def ratio(t, x):
    """t / x, the slope of the above."""
    with np.errstate(divide="ignore"):
        return t / np.where((t == 0) & (x == 0), 1, x)
