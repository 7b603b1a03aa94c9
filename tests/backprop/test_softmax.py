"""Softmax: worked numbers, its Jacobian, and logits of any size. Its gradients are in test_layer.py."""

import numpy as np
import pytest

from backprop import Softmax


@pytest.fixture
def rng():
    return np.random.default_rng(20240229)


def test_worked_instance():
    layer = Softmax()
    # e^x = (1, 2, 5), so y = (1/8, 2/8, 5/8); with dy = (8, 16, 8) the mean Σ y dy is 10
    np.testing.assert_allclose(layer.forward([[0, np.log(2), np.log(5)]]), [[1 / 8, 2 / 8, 5 / 8]], rtol=1e-15)
    np.testing.assert_allclose(layer.backward([[8, 16, 8]]), [[-2 / 8, 12 / 8, -10 / 8]], rtol=1e-14)


def test_backward_is_the_product_with_the_jacobian(rng):
    """diag(y) − y yᵀ of every row, which the layer does not build."""
    layer, x, dout = Softmax(), rng.normal(size=(4, 3)), rng.normal(size=(4, 3))
    y = layer.forward(x)
    expected = [(np.diag(row) - np.outer(row, row)) @ drow for row, drow in zip(y, dout, strict=True)]
    np.testing.assert_allclose(layer.backward(dout), expected, rtol=1e-13, atol=1e-16)


def test_rows_sum_to_one_and_their_gradients_to_zero(rng):
    layer = Softmax()
    np.testing.assert_allclose(layer.forward(rng.normal(size=(4, 3))).sum(axis=1), np.ones(4), rtol=1e-15)
    np.testing.assert_allclose(layer.backward(rng.normal(size=(4, 3))).sum(axis=1), np.zeros(4), atol=1e-15)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_extreme_logits(dtype):
    layer = Softmax()
    with np.errstate(all="raise", under="ignore"):
        out = layer.forward(np.array([[1e4, 0, -1e4], [-1e4, -1e4, -2e4], [0, -np.inf, 0]], dtype))
        dx = layer.backward(np.array([[2, 3, 5], [7, 11, 13], [17, 19, 23]], dtype))
    np.testing.assert_array_equal(out, [[1, 0, 0], [0.5, 0.5, 0], [0.5, 0, 0.5]])
    np.testing.assert_array_equal(dx, [[0, 0, 0], [-1, 1, 0], [-1.5, 0, 1.5]])


@pytest.mark.parametrize("shape", [(3,), (2, 4, 3)])
def test_rows_of_any_array(rng, shape):
    x, dout, matrix, tensor = rng.normal(size=shape), rng.normal(size=shape), Softmax(), Softmax()
    np.testing.assert_allclose(tensor.forward(x), matrix.forward(x.reshape(-1, 3)).reshape(shape))
    np.testing.assert_allclose(tensor.backward(dout), matrix.backward(dout.reshape(-1, 3)).reshape(shape))


@pytest.mark.parametrize("shape", [(), (4, 0)])
def test_rows_must_have_entries(shape):
    with pytest.raises(ValueError, match=r"x must have the shape \(n, d\) with d > 0, got \("):
        Softmax().forward(np.zeros(shape))
