r"""The mean squared error, with the ½ that its gradient likes.

    forward      E  = ½ Σ (t − x)²
    backward     dx = x − t

======  ==========  =================================================
symbol  shape       meaning
======  ==========  =================================================
x       (n, r)      outputs, one sample a row
t       (n, r)      targets
E       ()          ½ ‖t − x‖² of every sample, then their mean or sum
dx      (n, r)      ∂E/∂x; with the mean, 1/n of the above
======  ==========  =================================================
"""

from backprop.loss import Loss


class MeanSquaredError(Loss):
    """The loss ``½ ‖t − x‖²`` of a sample, and its mean or sum over the batch.

    Parameters
    ----------
    reduction : "mean" or "sum"
        Over the samples of the batch; the entries of one sample are always added up.
    """

    def terms(self, x, t):
        return (t - x) ** 2 / 2

    def slope(self, x, t):
        return x - t
