r"""The perceptron, with the history of its learning.

    output       ŷ = h(w · x)       h(z) = 1 if z > 0, else −1
    update       w ← w + yₖ xₖ      for a sample k with ŷₖ ≠ yₖ

It starts at w = 0 and goes through the samples round and round, until it has gone round without a mistake. If a w* of
length 1 separates the classes with the margin γ, that is yₖ (w* · xₖ) ≥ γ > 0 for all k, and if no sample is longer
than R, then it makes at most R² / γ² mistakes (Novikoff, 1962).

========  ==========  =================================================
symbol    shape       meaning
========  ==========  =================================================
x         (n, d)      samples, one a row; a first column of ones makes
                      w₀ the bias
y         (n,)        classes, each 1 or −1
w         (d,)        weights
weights   (T + 1, d)  w⁽⁰⁾ = 0, w⁽¹⁾, …, w⁽ᵀ⁾: before and after each update
mistakes  (T,)        the sample k of each update
========  ==========  =================================================
"""

import numpy as np


class NotSeparable(ValueError):
    """No weights were found that separate the classes."""


class Perceptron:
    """The classifier ``x ↦ h(w · x)``, which learns from its mistakes.

    Attributes
    ----------
    w : array (d,)
        The weights after the last update.
    weights : array (T + 1, d)
        The weights before the first update, and after each.
    mistakes : array (T,)
        The sample that was misclassified, for each update.
    """

    def __init__(self):
        self.w = self.weights = self.mistakes = None

    def fit(self, x, y, *, updates=100_000):
        """Learn the samples x (n, d) of the classes y (n,), and return self.

        Raises
        ------
        NotSeparable
            When weights come back, which proves that nothing separates the samples; or after so many updates.
        """
        x, y = samples(x), classes(x, y)
        w, k = np.zeros(x.shape[1]), -1
        weights, mistakes, seen = [w], [], {w.tobytes()}
        while True:
            wrong = np.flatnonzero(sign(x @ w) != y)
            if not wrong.size:
                break
            if len(mistakes) == updates:
                margin = largest(x) / np.sqrt(updates)
                raise NotSeparable(
                    f"{updates} updates have not separated the samples: if anything does, its margin is at most "
                    f"R/√{updates} = {margin:.3g}"
                )
            k = wrong[np.searchsorted(wrong, k + 1) % wrong.size]  # the next on the round
            w = w + y[k] * x[k]
            weights.append(w)
            mistakes.append(k)
            # w* · w grows by at least γ an update; so where a w* exists, no w comes back.
            if w.tobytes() in seen:
                raise NotSeparable(
                    f"no weights separate these samples: after {len(mistakes)} updates the perceptron is back at w = {w}"
                )
            seen.add(w.tobytes())
        self.w, self.weights, self.mistakes = w, np.array(weights), np.array(mistakes, int)
        return self

    def predict(self, x):
        """Return the classes (n,) of the samples x (n, d)."""
        if self.w is None:
            raise RuntimeError("the perceptron has learnt nothing yet: call fit(x, y) first")
        x = samples(x)
        if x.shape[1:] != self.w.shape:
            raise ValueError(f"x must have the shape (n, {len(self.w)}) to go with w {self.w.shape}, got {x.shape}")
        return sign(x @ self.w)


def bound(x, y, w):
    """R² / γ²: how many mistakes a perceptron makes at most, by weights w (d,) that separate the samples."""
    x, y, w = samples(x), classes(x, y), np.asarray(w, float)
    margins = y * (x @ w) / np.linalg.norm(w)
    k = margins.argmin()
    if not margins[k] > 0:
        raise NotSeparable(f"w does not separate the samples: y (w · x) / ‖w‖ = {margins[k]:.3g} for sample {k}")
    return largest(x) ** 2 / margins[k] ** 2


def sign(z):
    """h(z): 1 for z > 0, else −1."""
    return np.where(z > 0, 1, -1)


def largest(x):
    """R, the length of the longest sample."""
    return np.linalg.norm(x, axis=1).max()


def samples(x):
    """x as a matrix of finite numbers, one sample a row."""
    x = np.asarray(x, float)
    if x.ndim != 2 or x.size == 0:
        raise ValueError(f"x must have the shape (n, d) with n, d > 0, got {x.shape}")
    if not np.isfinite(x).all():
        raise ValueError("x must be finite: NaN and infinity lie on no side of a line")
    return x


def classes(x, y):
    """y as the classes of the samples x."""
    y = np.asarray(y)
    if y.shape != np.shape(x)[:1]:
        raise ValueError(f"y must have the shape {np.shape(x)[:1]} to go with x {np.shape(x)}, got {y.shape}")
    if not np.isin(y, (-1, 1)).all():
        raise ValueError(f"y must hold 1 and −1, got {np.unique(y)}")
    return y
