"""Binary cross entropy: worked numbers, certain outputs, logits of any size. Its gradients are in test_loss.py."""

import numpy as np
import pytest

from backprop import BinaryCrossEntropy, SigmoidCrossEntropy


def test_worked_instance():
    loss = BinaryCrossEntropy("sum")
    assert loss.forward([[0.25, 0.5]], [[1, 0]]) == pytest.approx(np.log(4) + np.log(2))
    np.testing.assert_allclose(loss.backward(), [[-4, 2]])

    fused = SigmoidCrossEntropy("sum")
    assert fused.forward([[-np.log(3), 0]], [[1, 0]]) == pytest.approx(np.log(4) + np.log(2))
    np.testing.assert_allclose(fused.backward(), [[-0.75, 0.5]])


@pytest.mark.parametrize("loss", [BinaryCrossEntropy, SigmoidCrossEntropy])
def test_labels_of_one_output(loss):
    x, labels = np.full((4, 1), 0.3), np.array([0, 1, 1, 0])
    assert loss().forward(x, labels) == loss().forward(x, labels[:, None])


def test_certain_outputs():
    """Right ones cost nothing; wrong ones cost infinitely much, and that is no accident to warn of."""
    loss = BinaryCrossEntropy("sum")
    with np.errstate(all="raise"):
        assert loss.forward([[0.0, 1.0]], [[0, 1]]) == 0
        np.testing.assert_array_equal(loss.backward(), [[1, -1]])
        assert loss.forward([[0.0, 1.0]], [[1, 0]]) == np.inf
        np.testing.assert_array_equal(loss.backward(), [[-np.inf, np.inf]])


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_extreme_logits(dtype):
    loss, x = SigmoidCrossEntropy("sum"), np.array([[1e4, -1e4, 1e4, -1e4, 1e4]], dtype)
    with np.errstate(all="raise", under="ignore"):
        value = loss.forward(x, np.array([[1, 0, 0, 1, 0.25]], dtype))
        dx = loss.backward()
    assert value == 0 + 0 + 1e4 + 1e4 + 7500
    np.testing.assert_array_equal(dx, [[0, 0, 1, -1, 0.75]])


def test_small_losses_are_not_lost():
    np.testing.assert_allclose(SigmoidCrossEntropy("sum").forward([[40.0, -40.0]], [[1, 0]]), 2 * np.exp(-40), rtol=1e-14)
