"""The 8×8 digits: 1,797 images of handwritten digits, with the digit that each shows.

They are the test set of *Optical Recognition of Handwritten Digits* by E. Alpaydin and C. Kaynak (UCI Machine Learning
Repository, 1998, https://doi.org/10.24432/C50P49), under CC BY 4.0; see ``data/digits.txt``.
"""

from pathlib import Path

import numpy as np

DIGITS = Path(__file__).parent / "data" / "digits.npz"
INK = 16  # the pixel values are whole numbers from 0, for paper, to this


def digits(dtype=float):
    """Return the images (1797, 64), with pixels from 0 to 1, row after row; and the digits (1797,) that they show."""
    with np.load(DIGITS) as data:
        return data["images"].astype(dtype) / INK, data["digits"].astype(int)


def split(x, t, *, test, seed=0):
    """Shuffle samples and put some aside for a test.

    Parameters
    ----------
    x, t : array (n, …)
        Samples and their targets.
    test : int
        How many are put aside.
    seed : int
        Of the shuffling.

    Returns
    -------
    tuple
        x and t to learn from, and x and t to be tested with.
    """
    if not 0 < test < len(x):
        raise ValueError(f"test must lie between 1 and {len(x) - 1}, got {test}")
    order = np.random.default_rng(seed).permutation(len(x))
    learn, tested = order[test:], order[:test]
    return x[learn], t[learn], x[tested], t[tested]
