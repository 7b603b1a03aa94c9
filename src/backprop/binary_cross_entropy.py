r"""Binary cross entropy: of probabilities, and of logits through a sigmoid.

    BinaryCrossEntropy      E = −Σ t log x + (1 − t) log(1 − x)            dx = (x − t) / (x (1 − x))
    SigmoidCrossEntropy     the same of σ(x)                               dx = σ(x) − t

======  ==========  ==================================================
symbol  shape       meaning
======  ==========  ==================================================
x       (n, r)      outputs: probabilities, or logits, one sample a row
t       (n, r)      targets: probabilities, or the classes 0 and 1;
                    with r = 1 also (n,)
E       ()          summed over a sample, then the mean or sum of them
dx      (n, r)      ∂E/∂x; with the mean, 1/n of the above
======  ==========  ==================================================
"""

import numpy as np

from backprop.loss import Loss, ratio, weighted_log
from backprop.sigmoid import sigmoid, toward_zero


class BinaryCrossEntropy(Loss):
    """The loss ``−Σ t log x + (1 − t) log(1 − x)`` of probabilities x.

    Parameters
    ----------
    reduction : "mean" or "sum"
        Over the samples of the batch; the entries of one sample are always added up.
    """

    def targets(self, x, t):
        """The targets in the shape of x; of one output, labels may come as (n,)."""
        return super().targets(x, t[:, None] if t.ndim == 1 and x.shape[1] == 1 else t)

    def terms(self, x, t):
        return -weighted_log(t, x) - weighted_log(1 - t, 1 - x)

    def slope(self, x, t):
        # (x − t) / (x (1 − x)), in two parts: they are right also for x = t = 0 and x = t = 1.
        return ratio(1 - t, 1 - x) - ratio(t, x)


class SigmoidCrossEntropy(BinaryCrossEntropy):
    """The loss `BinaryCrossEntropy` of σ(x), in one: for logits of any size.

    Parameters
    ----------
    reduction : "mean" or "sum"
        Over the samples of the batch; the entries of one sample are always added up.
    """

    def terms(self, x, t):
        # −log σ(x) = log(1 + e⁻ˣ) and −log(1 − σ(x)) = log(1 + e⁻ˣ) + x: no power that overflows, no log of 0.
        return np.where(x.real > 0, (1 - t) * x, -t * x) + np.log1p(np.exp(toward_zero(x)))

    def slope(self, x, t):
        return sigmoid(x) - t
