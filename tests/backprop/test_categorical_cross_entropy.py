"""Categorical cross entropy: worked numbers, certain outputs, logits of any size. Its gradients are in test_loss.py."""

import numpy as np
import pytest

from backprop import CategoricalCrossEntropy, SoftmaxCrossEntropy


def test_worked_instance():
    loss = CategoricalCrossEntropy("sum")
    assert loss.forward([[1 / 8, 2 / 8, 5 / 8]], [1]) == pytest.approx(np.log(4))
    np.testing.assert_allclose(loss.backward(), [[0, -4, 0]])

    fused = SoftmaxCrossEntropy("sum")
    assert fused.forward([[0, np.log(2), np.log(5)]], [1]) == pytest.approx(np.log(4))
    np.testing.assert_allclose(fused.backward(), [[1 / 8, -6 / 8, 5 / 8]])


def test_certain_outputs():
    """Right ones cost nothing; wrong ones cost infinitely much, and that is no accident to warn of."""
    loss = CategoricalCrossEntropy("sum")
    with np.errstate(all="raise"):
        assert loss.forward([[0.0, 1.0]], [1]) == 0
        np.testing.assert_array_equal(loss.backward(), [[0, -1]])
        assert loss.forward([[0.0, 1.0]], [0]) == np.inf
        np.testing.assert_array_equal(loss.backward(), [[-np.inf, 0]])


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_extreme_logits(dtype):
    loss, x = SoftmaxCrossEntropy("sum"), np.array([[1e4, 0, -1e4], [1e4, 0, -1e4], [-1e4, 1e4, 1e4]], dtype)
    with np.errstate(all="raise", under="ignore"):
        value = loss.forward(x, np.array([[1, 0, 0], [0, 0.5, 0.5], [0, 1, 0]], dtype))
        dx = loss.backward()
    assert value == pytest.approx(0 + 0.5 * (1e4 + 2e4) + np.log(2), rel=1e-7 if dtype is np.float32 else 1e-15)
    np.testing.assert_array_equal(dx, [[0, 0, 0], [1, -0.5, -0.5], [0, -0.5, 0.5]])


def test_targets_of_the_fused_loss_are_probabilities():
    loss = SoftmaxCrossEntropy()
    loss.forward(np.zeros((2, 3)), np.array([[0.5, 0.5, 0], [0.1, 0.2, 0.7]]))
    with pytest.raises(ValueError, match=r"t must be probabilities that add up to 1, got 1.5 in row 1"):
        loss.forward(np.zeros((2, 3)), np.array([[0.5, 0.5, 0], [0.5, 0.5, 0.5]]))
