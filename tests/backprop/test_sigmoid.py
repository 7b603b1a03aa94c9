"""Sigmoid: worked numbers, and inputs of any size. Its gradients are in test_layer.py."""

import numpy as np
import pytest

from backprop import Sigmoid


def test_worked_instance():
    layer = Sigmoid()
    # e^(log 3) = 3, so σ = 3/4 and σ' = 3/4 · 1/4
    np.testing.assert_allclose(layer.forward([[np.log(3), 0, -np.log(3)]]), [[3 / 4, 1 / 2, 1 / 4]], rtol=1e-15)
    np.testing.assert_allclose(layer.backward([[16, 4, 32]]), [[3, 1, 6]], rtol=1e-15)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_extreme_inputs(dtype):
    layer, x = Sigmoid(), np.array([-np.inf, -1e4, -40, 40, 1e4, np.inf], dtype)
    with np.errstate(all="raise", under="ignore"):
        out = layer.forward(x)
        dx = layer.backward(np.ones_like(x))

    # σ(−40) = e⁻⁴⁰ / (1 + e⁻⁴⁰), small but not lost
    np.testing.assert_allclose(out, [0, 0, np.exp(-40.0), 1, 1, 1], rtol=1e-6)
    assert np.isfinite(dx).all()


def test_symmetry():
    x = np.random.default_rng(0).normal(scale=10, size=(4, 3))
    np.testing.assert_allclose(Sigmoid().forward(-x), 1 - Sigmoid().forward(x), rtol=0, atol=1e-15)
