"""Neuron: worked numbers, its cost and its gradients. Its backward is in test_layer.py."""

import numpy as np
import pytest

from backprop import SGD, Neuron

from .numeric import assert_gradient


def test_worked_instance():
    neuron = Neuron([2.0, -1.0], 1.0)
    x, t = [[1, 1], [0, 3], [2, 1]], [1, 5, 5]
    # z = (2, −2, 4), a = (2, 0, 4), v = t − a = (−1, 5, 1)
    np.testing.assert_array_equal(neuron.forward(x), [2, 0, 4])
    assert neuron.cost(x, t) == (1 + 25 + 1) / 3
    # 2/3 (1 · (1, 1) − 1 · (2, 1)): the second sample is cut off
    dw, db = neuron.gradient(x, t)
    np.testing.assert_allclose(dw, [-2 / 3, 0], atol=1e-16)
    assert db == pytest.approx(0, abs=1e-16)


@pytest.mark.parametrize("n, d", [(5, 3), (1, 3), (5, 1), (1, 1)])
def test_gradient_of_the_cost(n, d):
    rng = np.random.default_rng(n + d)
    w, b, x, t = rng.normal(size=d), 1.3, rng.normal(size=(n, d)), rng.normal(size=n)
    dw, db = Neuron(w, b).gradient(x, t)

    assert_gradient(dw, lambda w: Neuron(w, b).cost(x, t), w)
    assert_gradient(db, lambda b: Neuron(w, b).cost(x, t), b)


def test_descent_to_a_plane():
    rng = np.random.default_rng(0)
    x = rng.uniform(size=(30, 2))
    neuron, sgd = Neuron(np.array([0.5, 0.5]), np.array(0.5)), SGD(0.5)
    for _ in range(500):
        neuron.gradient(x, x @ [2.0, 3.0] + 1)
        sgd.step(neuron.parameters, neuron.gradients)
    np.testing.assert_allclose([*neuron.w, neuron.b], [2, 3, 1], rtol=1e-6)


def test_shapes():
    with pytest.raises(ValueError, match=r"w must have the shape \(d,\), got \(3, 1\)"):
        Neuron(np.zeros((3, 1)), 0)
    with pytest.raises(ValueError, match=r"b must be a number, got the shape \(1,\)"):
        Neuron(np.zeros(3), [0])
    with pytest.raises(ValueError, match=r"t must have the shape \(4,\) to go with x \(4, 3\), and N > 0, got \(4, 1\)"):
        Neuron(np.zeros(3), 0).cost(np.zeros((4, 3)), np.zeros((4, 1)))
