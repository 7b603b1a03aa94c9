r"""Categorical cross entropy: of probabilities, and of logits through a softmax.

    CategoricalCrossEntropy     E = −Σ t log x                dx = −t / x
    SoftmaxCrossEntropy         the same of softmax(x)        dx = softmax(x) − t

======  ==========  ==================================================
symbol  shape       meaning
======  ==========  ==================================================
x       (n, r)      outputs: probabilities, or logits, one sample a row
t       (n, r)      targets: probabilities of the r classes;
        (n,)        or class labels 0, 1, …, r − 1
E       ()          summed over a sample, then the mean or sum of them
dx      (n, r)      ∂E/∂x; with the mean, 1/n of the above
======  ==========  ==================================================
"""

import numpy as np

from backprop.loss import Loss, ratio, weighted_log
from backprop.softmax import log_softmax, softmax


class CategoricalCrossEntropy(Loss):
    """The loss ``−Σ t log x`` of probabilities x.

    Parameters
    ----------
    reduction : "mean" or "sum"
        Over the samples of the batch; the entries of one sample are always added up.
    """

    def targets(self, x, t):
        """The targets in the shape of x: labels become probabilities 0 and 1."""
        return super().targets(x, one_hot(t, x.shape[1], x.real.dtype) if t.ndim == 1 else t)

    def terms(self, x, t):
        return -weighted_log(t, x)

    def slope(self, x, t):
        return -ratio(t, x)


class SoftmaxCrossEntropy(CategoricalCrossEntropy):
    """The loss `CategoricalCrossEntropy` of softmax(x), in one: for logits of any size.

    Parameters
    ----------
    reduction : "mean" or "sum"
        Over the samples of the batch; the entries of one sample are always added up.
    """

    def targets(self, x, t):
        """The targets in the shape of x. They are probabilities: else softmax(x) − t would not be the gradient."""
        labels, t = t.ndim == 1, super().targets(x, t)
        if not labels and (off := abs(t.sum(axis=1) - 1) > 1e-3).any():
            raise ValueError(f"t must be probabilities that add up to 1, got {t[off][0].sum()} in row {off.argmax()}")
        return t

    def terms(self, x, t):
        return -t * log_softmax(x)

    def slope(self, x, t):
        return softmax(x) - t


def one_hot(labels, r, dtype=float):
    """The rows of the identity that the labels name: (n,) becomes (n, r)."""
    if labels.dtype.kind not in "iub":
        raise ValueError(f"labels must be whole numbers, got {labels.dtype}")
    if labels.size and not (0 <= labels.min() and labels.max() < r):
        raise ValueError(f"labels must lie between 0 and {r - 1}, got {labels.min()} to {labels.max()}")
    return np.eye(r, dtype=dtype)[labels.astype(int)]
