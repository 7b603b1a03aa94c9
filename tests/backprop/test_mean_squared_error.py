"""MeanSquaredError: worked numbers. Its gradients are in test_loss.py."""

import numpy as np

from backprop import MeanSquaredError


def test_worked_instance():
    total, mean = MeanSquaredError("sum"), MeanSquaredError()
    x, t = [[1, 2, 3], [4, 5, 6]], [[0, 4, 3], [7, 5, 5]]

    assert total.forward(x, t) == (1 + 4 + 0 + 9 + 0 + 1) / 2
    np.testing.assert_array_equal(total.backward(), [[1, -2, 0], [-3, 0, 1]])
    assert mean.forward(x, t) == (1 + 4 + 0 + 9 + 0 + 1) / 4
    np.testing.assert_array_equal(mean.backward(), [[0.5, -1, 0], [-1.5, 0, 0.5]])
