"""Columns: the forms of S3 §4.1, and worked numbers of a lecture that writes y = Wx."""

import pickle

import numpy as np
import pytest

from backprop import SGD, Affine, CategoricalCrossEntropy, Columns, MeanSquaredError, Network, Sigmoid, Softmax


@pytest.fixture
def rng():
    return np.random.default_rng(20240229)


def test_worked_instance():
    """W = [[1, 2, 3], [4, 5, 6]], x = (9, 10, 11), dL/dy = (7, 8)."""
    layer = Columns(Affine(np.array([[1, 2, 3], [4, 5, 6]]).T))

    np.testing.assert_array_equal(layer.forward([[9], [10], [11]]), [[62], [152]])
    np.testing.assert_array_equal(layer.backward([[7], [8]]), [[39], [54], [69]])
    np.testing.assert_array_equal(layer.gradients["W"], [[63, 70, 77], [72, 80, 88]])
    np.testing.assert_array_equal(layer.parameters["W"], [[1, 2, 3], [4, 5, 6]])


def test_affine(rng):
    W, b, x, dout = rng.normal(size=(2, 3)), rng.normal(size=2), rng.normal(size=(3, 4)), rng.normal(size=(2, 4))
    layer = Columns(Affine(W.T, b))

    np.testing.assert_allclose(layer.forward(x), W @ x + b[:, None])
    np.testing.assert_allclose(layer.backward(dout), W.T @ dout)
    np.testing.assert_allclose(layer.gradients["W"], dout @ x.T)
    np.testing.assert_allclose(layer.gradients["b"], dout.sum(axis=1))


def test_softmax(rng):
    """∇X = Y ∗ (∇Y − column sums of Y ∗ ∇Y)."""
    layer, x, dout = Columns(Softmax()), rng.normal(size=(3, 4)), rng.normal(size=(3, 4))
    y = layer.forward(x)
    np.testing.assert_allclose(y, np.exp(x) / np.exp(x).sum(axis=0))
    np.testing.assert_allclose(layer.backward(dout), y * (dout - (y * dout).sum(axis=0)))


def test_losses(rng):
    x, t = rng.dirichlet(np.ones(3), size=4), rng.normal(size=(4, 3))
    columns, rows = Columns(MeanSquaredError()), MeanSquaredError()
    assert columns.forward(x.T, t.T) == rows.forward(x, t)
    np.testing.assert_array_equal(columns.backward(), rows.backward().T)
    np.testing.assert_array_equal(columns.backward(3), rows.backward(3).T)
    assert Columns(CategoricalCrossEntropy()).forward(x.T, [0, 2, 1, 1]) == CategoricalCrossEntropy().forward(x, [0, 2, 1, 1])


def test_networks_and_steps(rng):
    def network():
        rng = np.random.default_rng(1)
        return Network(Affine.random(3, 5, seed=rng), Sigmoid(), Affine.random(5, 2, seed=rng))

    x, dout = rng.normal(size=(4, 3)), rng.normal(size=(4, 2))
    columns, rows = Columns(network()), network()
    np.testing.assert_array_equal(columns.forward(x.T), rows.forward(x).T)
    np.testing.assert_array_equal(columns.backward(dout.T), rows.backward(dout).T)
    for layer in (columns, rows):
        SGD(0.1).step(layer.parameters, layer.gradients)
    for name, array in rows.parameters.items():
        np.testing.assert_array_equal(columns.parameters[name], array.T)
    assert list(columns.gradients) == list(rows.gradients)


def test_they_pickle(rng):
    layer, dout = Columns(Softmax()), rng.normal(size=(3, 4))
    layer.forward(rng.normal(size=(3, 4)))
    np.testing.assert_array_equal(pickle.loads(pickle.dumps(layer)).backward(dout), layer.backward(dout))


def test_a_tensor_has_no_columns():
    with pytest.raises(ValueError, match=r"columns are those of a matrix, got the shape \(4, 3, 2\)"):
        Columns(Sigmoid()).forward(np.zeros((4, 3, 2)))
