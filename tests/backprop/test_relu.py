"""Relu: worked numbers, its kink, and what it refuses. Its gradients are in test_layer.py."""

import numpy as np
import pytest

from backprop import Relu


def test_worked_instance():
    layer = Relu()
    np.testing.assert_array_equal(layer.forward([[-2.0, 0.0, 3.0]]), [[0, 0, 3]])
    np.testing.assert_array_equal(layer.backward([[5.0, 7.0, 11.0]]), [[0, 0, 11]])


def test_extreme_inputs():
    layer = Relu()
    np.testing.assert_array_equal(layer.forward([-np.inf, -1e4, 1e4, np.inf]), [0, 0, 1e4, np.inf])
    np.testing.assert_array_equal(layer.backward([2.0, 3.0, 5.0, 7.0]), [0, 0, 5, 7])


def test_complex_numbers_are_refused():
    with pytest.raises(TypeError, match="no meaning for complex x"):
        Relu().forward(np.array([1 + 2j]))
