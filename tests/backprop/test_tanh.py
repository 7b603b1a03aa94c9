"""Tanh: worked numbers, and inputs of any size. Its gradients are in test_layer.py."""

import numpy as np

from backprop import Sigmoid, Tanh


def test_worked_instance():
    layer = Tanh()
    # tanh(log 2) = (2 − 1/2) / (2 + 1/2) = 3/5, and 1 − (3/5)² = 16/25
    np.testing.assert_allclose(layer.forward([[np.log(2), 0, -np.log(2)]]), [[3 / 5, 0, -3 / 5]], rtol=1e-15)
    np.testing.assert_allclose(layer.backward([[25, 7, 50]]), [[16, 7, 32]], rtol=1e-14)


def test_extreme_inputs():
    layer = Tanh()
    with np.errstate(all="raise", under="ignore"):
        np.testing.assert_array_equal(layer.forward([-np.inf, -1e4, 1e4, np.inf]), [-1, -1, 1, 1])
        np.testing.assert_array_equal(layer.backward(np.ones(4)), np.zeros(4))


def test_it_is_a_stretched_sigmoid():
    x = np.random.default_rng(0).normal(size=(4, 3))
    np.testing.assert_allclose(Tanh().forward(x), 2 * Sigmoid().forward(2 * x) - 1, rtol=0, atol=1e-15)
