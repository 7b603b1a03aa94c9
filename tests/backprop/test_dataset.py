"""The digits, and how they are split."""

import numpy as np
import pytest

from backprop import digits, split


def test_the_digits():
    images, labels = digits()
    assert (images.shape, labels.shape) == ((1797, 64), (1797,))
    assert (images.min(), images.max(), images.dtype) == (0, 1, np.float64)
    np.testing.assert_array_equal(np.bincount(labels), [178, 182, 177, 183, 181, 182, 181, 179, 174, 180])
    # The first image is a zero: ink around an empty middle.
    np.testing.assert_array_equal(images[0].reshape(8, 8)[3] * 16, [0, 4, 12, 0, 0, 8, 8, 0])
    assert labels[0] == 0
    assert digits(np.float32)[0].dtype == np.float32


def test_a_split_keeps_samples_with_their_targets_and_loses_none():
    x = np.arange(20).reshape(10, 2)
    a, ta, b, tb = split(x, x[:, 0] // 2, test=3, seed=4)
    assert (a.shape, ta.shape, b.shape, tb.shape) == ((7, 2), (7,), (3, 2), (3,))
    np.testing.assert_array_equal(np.concatenate([a, b])[:, 0] // 2, np.concatenate([ta, tb]))
    np.testing.assert_array_equal(np.sort(np.concatenate([ta, tb])), np.arange(10))
    np.testing.assert_array_equal(split(x, x[:, 0] // 2, test=3, seed=4)[0], a)
    assert (split(x, x[:, 0] // 2, test=3, seed=5)[0] != a).any()


@pytest.mark.parametrize("test", [0, 10, -1])
def test_both_parts_have_samples(test):
    with pytest.raises(ValueError, match="test must lie between 1 and 9"):
        split(np.zeros((10, 2)), np.zeros(10), test=test)
