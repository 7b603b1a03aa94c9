"""SGD: the update by hand, and what it changes."""

import numpy as np
import pytest

from backprop import SGD


def test_worked_instance():
    W = np.array([1.0, 2.0])
    SGD(0.5).step({"W": W}, {"W": np.array([4.0, -2.0])})
    np.testing.assert_array_equal(W, [-1, 3])


def test_momentum():
    """v = 4, then 0.5 · 4 + 2 = 4, then 0.5 · 4 + 0 = 2; and W falls by a tenth of each."""
    W, sgd = np.array(10.0), SGD(0.1, momentum=0.5)
    values = []
    for dW in (4.0, 2.0, 0.0):
        sgd.step({"W": W}, {"W": np.array(dW)})
        values.append(W.item())
    np.testing.assert_allclose(values, [9.6, 9.2, 9.0])


def test_every_parameter_has_a_velocity_of_its_own():
    W, b, sgd = np.array([1.0]), np.array([1.0]), SGD(1, momentum=0.5)
    for _ in range(2):
        sgd.step({"W": W, "b": b}, {"W": np.array([8.0]), "b": np.array([0.0])})
    np.testing.assert_array_equal([W, b], [[1 - 8 - 12], [1]])


def test_gradients_are_not_changed():
    dW, sgd = np.array([3.0]), SGD(0.1, momentum=0.9)
    for _ in range(3):
        sgd.step({"W": np.array([1.0])}, {"W": dW})
    assert dW == [3]


@pytest.mark.parametrize("arguments, message", [
    ((0,), "rate must be positive, got 0"), ((-1,), "rate must be positive"), ((np.nan,), "rate must be positive"),
    ((1, 1), r"momentum must lie in \[0, 1\), got 1"), ((1, -0.1), "momentum must lie"),
])  # fmt: skip
def test_rates_that_cannot_be(arguments, message):
    with pytest.raises(ValueError, match=message):
        SGD(*arguments)


def test_what_cannot_be_stepped():
    with pytest.raises(RuntimeError, match="W1 has no gradient yet"):
        SGD(1).step({"W1": np.zeros(2)}, {"W1": None})
    with pytest.raises(TypeError, match="W1 must hold fractions to be changed in place, got int64"):
        SGD(1).step({"W1": np.zeros(2, np.int64)}, {"W1": np.ones(2)})
