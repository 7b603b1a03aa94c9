"""A smooth scalar function without any symmetry, to stand for "any loss"."""

from __future__ import annotations

from functools import lru_cache

import numpy as np


def smooth(*arrays: np.ndarray) -> np.ndarray:
    """Any smooth scalar: a fixed, analytic, asymmetric function of all entries.

    Every entry has its own coefficients, so that no transposed, permuted or scaled gradient
    agrees with the true one by accident, and all entries are coupled, so that the second
    derivative is not diagonal.

    Parameters
    ----------
    *arrays : ndarray
        Real or complex, of any shape.

    Returns
    -------
    ndarray
        A 0-D array: Σ aₖ sin(bₖ zₖ + cₖ) + ½ (Σ eₖ zₖ)².
    """
    z = np.concatenate([np.ravel(array) for array in arrays])
    a, b, c, e = _coefficients(z.size)
    return np.asarray(a @ np.sin(b * z + c) + 0.5 * (e @ z) ** 2)


@lru_cache(maxsize=64)
def _coefficients(size: int) -> tuple[np.ndarray, ...]:
    """Weyl sequences of the square roots of primes: no two coefficients agree."""
    k = np.arange(1, size + 1)
    a, b, c, e = (np.sqrt(prime) * k % 1.0 for prime in (2, 3, 5, 7))
    return 0.5 + a, 0.5 + b, c, e - 0.4
