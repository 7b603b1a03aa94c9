"""Network: the gradients of a whole network, its names, and the order of its steps."""

import pickle

import numpy as np
import pytest

from backprop import (
    SGD,
    Affine,
    MeanSquaredError,
    Network,
    Relu,
    Sigmoid,
    SigmoidCrossEntropy,
    Softmax,
    SoftmaxCrossEntropy,
    Tanh,
)

from .numeric import assert_gradient


@pytest.fixture
def rng():
    return np.random.default_rng(20240229)


NETWORKS = {
    "sigmoid and mse": (Sigmoid, Sigmoid, MeanSquaredError),
    "tanh and sigmoid cross entropy": (Tanh, None, SigmoidCrossEntropy),
    "sigmoid and softmax cross entropy": (Sigmoid, None, SoftmaxCrossEntropy),
    "relu and softmax and mse": (Relu, Softmax, MeanSquaredError),
}


def instance(rng, name, n=4, p=3, q=5, r=2, reduction="mean"):
    hidden, output, loss = NETWORKS[name]
    layers = [Affine(rng.normal(size=(p, q)), rng.normal(size=q)), hidden(), Affine(rng.normal(size=(q, r)), rng.normal(size=r))]
    network = Network(*layers, *([output()] if output else []), loss=loss(reduction))
    return network, rng.normal(size=(n, p)), rng.dirichlet(np.ones(r), size=n)


def with_parameter(network, name, array):
    copy = pickle.loads(pickle.dumps(network))
    setattr(copy.layers[{"1": 0, "2": 2}[name[-1]]], name[:-1], array)
    return copy


def test_two_lines(rng):
    """The network of S3 (2.7), its gradients by (2.5), (2.6), (2.9) and (2.10) for one sample, as columns there."""
    x, t = rng.normal(size=(1, 3)), rng.normal(size=(1, 2))
    W1, b1, W2, b2 = rng.normal(size=(3, 5)), rng.normal(size=5), rng.normal(size=(5, 2)), rng.normal(size=2)

    network = Network(Affine(W1, b1), Sigmoid(), Affine(W2, b2), Sigmoid(), loss=MeanSquaredError())
    gradient = network.gradient(x, t)

    x1 = 1 / (1 + np.exp(-(x[0] @ W1 + b1)))
    x2 = 1 / (1 + np.exp(-(x1 @ W2 + b2)))
    J1, J2 = np.diag(x1 * (1 - x1)), np.diag(x2 * (1 - x2))
    np.testing.assert_allclose(gradient["b2"], J2 @ (x2 - t[0]))
    np.testing.assert_allclose(gradient["W2"].T, np.outer(J2 @ (x2 - t[0]), x1))
    np.testing.assert_allclose(gradient["b1"], J1 @ W2 @ J2 @ (x2 - t[0]))
    np.testing.assert_allclose(gradient["W1"].T, np.outer(J1 @ W2 @ J2 @ (x2 - t[0]), x[0]))


@pytest.mark.parametrize("reduction", ["mean", "sum"])
@pytest.mark.parametrize("sizes", [(4, 3, 5, 2), (1, 3, 5, 2), (4, 1, 1, 2), (1, 1, 1, 1)])
@pytest.mark.parametrize("name", NETWORKS)
def test_gradients(rng, name, sizes, reduction):
    network, x, t = instance(rng, name, *sizes, reduction)
    gradient = network.gradient(x, t)

    assert list(gradient) == ["W1", "b1", "W2", "b2"]
    for parameter, array in network.parameters.items():
        changed = lambda a, parameter=parameter: with_parameter(network, parameter, a).error(x, t)  # noqa: E731
        assert_gradient(gradient[parameter], changed, array)
    again = pickle.loads(pickle.dumps(network))
    assert_gradient(network.backward(), lambda x: again.error(x, t), x)


def test_names_count_the_layers_that_have_parameters(rng):
    network = Network(Sigmoid(), Affine(rng.normal(size=(3, 4))), Tanh(), Relu(), Affine(rng.normal(size=(4, 2)), rng.normal(size=2)))
    assert list(network.parameters) == list(network.gradients) == ["W1", "W2", "b2"]
    assert network.parameters["W1"] is network.layers[1].W
    assert network.gradients == {"W1": None, "W2": None, "b2": None}


def test_gradient_is_backward_of_the_error(rng):
    network, x, t = instance(rng, "sigmoid and mse")
    gradient = {name: array.copy() for name, array in network.gradient(x, t).items()}
    network.error(x, t)
    network.backward()
    for name, array in network.gradients.items():
        np.testing.assert_array_equal(array, gradient[name])


def test_backward_of_an_output_without_a_loss(rng):
    network = Network(Affine(rng.normal(size=(3, 2))), Tanh())
    x, dout = rng.normal(size=(4, 3)), rng.normal(size=(4, 2))
    network.forward(x)
    again = pickle.loads(pickle.dumps(network))
    assert_gradient(network.backward(dout), lambda x: np.sum(again.forward(x) * dout), x)

    with pytest.raises(RuntimeError, match="this network has no loss"):
        network.error(x, dout)


def test_a_loss_does_not_go_with_a_later_output(rng):
    network, x, t = instance(rng, "sigmoid and mse")
    with pytest.raises(RuntimeError, match=r"call error\(x, t\) first"):
        network.backward()
    network.error(x, t)
    network.forward(rng.normal(size=x.shape))
    with pytest.raises(RuntimeError, match=r"call error\(x, t\) first"):
        network.backward()


def test_what_is_no_network():
    with pytest.raises(ValueError, match="at least one layer"):
        Network()
    relu = Relu()
    with pytest.raises(ValueError, match="an object of its own"):
        Network(relu, Affine(np.zeros((3, 3))), relu)


def test_a_network_is_a_layer(rng):
    inner = Network(Affine(rng.normal(size=(3, 5))), Tanh())
    nested = Network(inner, Affine(rng.normal(size=(5, 2))), loss=MeanSquaredError())
    flat = Network(*inner.layers, nested.layers[1], loss=MeanSquaredError())
    x, t = rng.normal(size=(4, 3)), rng.normal(size=(4, 2))

    np.testing.assert_array_equal(nested.gradient(x, t)["W11"], flat.gradient(x, t)["W1"])


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_types_are_kept_through_a_step(rng, dtype):
    layers = Affine.random(3, 5, seed=rng, dtype=dtype), Relu(), Affine.random(5, 2, seed=rng, dtype=dtype)
    network, x = Network(*layers, loss=SoftmaxCrossEntropy()), rng.normal(size=(4, 3)).astype(dtype)
    gradient = network.gradient(x, [0, 1, 1, 0])
    SGD(0.1, momentum=0.9).step(network.parameters, gradient)
    assert {a.dtype for a in [*gradient.values(), *network.parameters.values()]} == {np.dtype(dtype)}


def test_random_weights_keep_the_size_of_signals():
    x = np.random.default_rng(0).normal(size=(500, 400))
    layer = Affine.random(400, 300, seed=1, gain=1)
    assert (layer.W.shape, layer.b.shape) == ((400, 300), (300,))
    assert layer.forward(x).std() == pytest.approx(1, rel=0.01)
    assert np.sqrt((Relu().forward(Affine.random(400, 300, seed=1).forward(x)) ** 2).mean()) == pytest.approx(1, rel=0.01)
    np.testing.assert_array_equal(layer.W, Affine.random(400, 300, seed=1, gain=1).W)
