"""The library against PyTorch's autograd, where it is installed: pip install -e ".[torch]"

Every case is computed by both from the same numbers, and all values and gradients are compared.
"""

import numpy as np
import pytest

from backprop import (
    SGD,
    Affine,
    BinaryCrossEntropy,
    CategoricalCrossEntropy,
    MeanSquaredError,
    Network,
    Neuron,
    Relu,
    Sigmoid,
    SigmoidCrossEntropy,
    Softmax,
    SoftmaxCrossEntropy,
    Tanh,
)

torch = pytest.importorskip("torch", reason="PyTorch is not installed")

SHAPES = [(4, 3, 5), (1, 3, 5), (4, 1, 2), (7, 6, 1), (1, 1, 1)]
TOLERANCE = {np.float32: 1e-6, np.float64: 1e-12}
every_type = pytest.mark.parametrize("dtype", TOLERANCE, ids=lambda dtype: dtype.__name__)
every_shape = pytest.mark.parametrize("n, d, m", SHAPES)


@pytest.fixture
def rng():
    return np.random.default_rng(20240229)


def leaf(a):
    return torch.tensor(a, requires_grad=True)


def assert_same(ours, theirs, dtype):
    """Equal to the tolerance, relative to the largest entry."""
    theirs = theirs.detach().numpy()
    assert (np.shape(ours), np.asarray(ours).dtype) == (theirs.shape, theirs.dtype)
    size = max(1, np.abs(theirs).max())
    np.testing.assert_allclose(ours, theirs, rtol=0, atol=TOLERANCE[dtype] * size)


@every_type
@every_shape
def test_affine(rng, dtype, n, d, m):
    x, W, b, dout = (rng.normal(size=s).astype(dtype) for s in [(n, d), (d, m), (m,), (n, m)])
    layer = Affine(W, b)
    tx, tW, tb = leaf(x), leaf(W), leaf(b)
    out = torch.nn.functional.linear(tx, tW.T, tb)
    assert_same(layer.forward(x), out, dtype)

    out.backward(torch.tensor(dout))
    assert_same(layer.backward(dout), tx.grad, dtype)
    assert_same(layer.dW, tW.grad, dtype)
    assert_same(layer.db, tb.grad, dtype)


@every_type
@every_shape
@pytest.mark.parametrize("ours, theirs", [
    (Sigmoid, torch.sigmoid), (Tanh, torch.tanh), (Relu, torch.relu), (Softmax, lambda x: torch.softmax(x, dim=1)),
], ids=["Sigmoid", "Tanh", "Relu", "Softmax"])  # fmt: skip
def test_activations(rng, dtype, n, d, m, ours, theirs):
    x, dout = (rng.normal(scale=3, size=(n, m)).astype(dtype) for _ in range(2))
    layer, tx = ours(), leaf(x)
    out = theirs(tx)
    assert_same(layer.forward(x), out, dtype)
    out.backward(torch.tensor(dout))
    assert_same(layer.backward(dout), tx.grad, dtype)


F = torch.nn.functional
LOSSES = {
    MeanSquaredError: lambda x, t: F.mse_loss(x, t, reduction="sum") / 2,
    BinaryCrossEntropy: lambda x, t: F.binary_cross_entropy(x, t, reduction="sum"),
    SigmoidCrossEntropy: lambda x, t: F.binary_cross_entropy_with_logits(x, t, reduction="sum"),
    CategoricalCrossEntropy: lambda x, t: -(t * torch.log(x)).sum(),
    SoftmaxCrossEntropy: lambda x, t: F.cross_entropy(x, t, reduction="sum"),
}


@every_type
@every_shape
@pytest.mark.parametrize("reduction", ["mean", "sum"])
@pytest.mark.parametrize("loss", LOSSES, ids=lambda loss: loss.__name__)
def test_losses(rng, dtype, n, d, m, reduction, loss):
    on_logits = loss in (MeanSquaredError, SigmoidCrossEntropy, SoftmaxCrossEntropy)
    x = rng.normal(size=(n, m)) if on_logits else rng.uniform(0.05, 0.95, size=(n, m))
    t = rng.dirichlet(np.ones(m), size=n)
    x, t = x.astype(dtype), t.astype(dtype)
    layer, tx = loss(reduction), leaf(x)
    value = LOSSES[loss](tx, torch.tensor(t)) / (n if reduction == "mean" else 1)
    assert_same(layer.forward(x, t), value, dtype)
    value.backward()
    assert_same(layer.backward(), tx.grad, dtype)


@every_type
@pytest.mark.parametrize("size", [1, 100, 1e4])
def test_logits_of_any_size(rng, dtype, size):
    x, labels = (size * rng.normal(size=(6, 4))).astype(dtype), rng.integers(0, 4, size=6)
    for layer, theirs, t in [
        (SoftmaxCrossEntropy(), F.cross_entropy, labels),
        (SigmoidCrossEntropy("sum"), lambda x, t: F.binary_cross_entropy_with_logits(x, t, reduction="sum"), np.eye(4, dtype=dtype)[labels]),
    ]:
        tx = leaf(x)
        value = theirs(tx, torch.tensor(t))
        assert_same(layer.forward(x, t), value, dtype)
        value.backward()
        assert_same(layer.backward(), tx.grad, dtype)


@every_type
@every_shape
def test_neuron(rng, dtype, n, d, m):
    x, w, t = (rng.normal(size=s).astype(dtype) for s in [(n, d), (d,), (n,)])
    b = np.asarray(rng.normal(), dtype)
    neuron, tw, tb = Neuron(w, b), leaf(w), leaf(b)
    cost = ((torch.tensor(t) - torch.relu(torch.tensor(x) @ tw + tb)) ** 2).mean()
    assert_same(neuron.cost(x, t), cost, dtype)
    cost.backward()
    dw, db = neuron.gradient(x, t)
    assert_same(dw, tw.grad, dtype)
    assert_same(db, tb.grad, dtype)


@every_type
@pytest.mark.parametrize("momentum", [0, 0.9])
def test_training(rng, dtype, momentum):
    """Ten steps of a whole network: the last gradients and the weights after them."""
    x, labels = rng.normal(size=(12, 6)).astype(dtype), rng.integers(0, 4, size=12)
    network = Network(
        Affine.random(6, 5, seed=rng, dtype=dtype), Tanh(), Affine.random(5, 4, seed=rng, dtype=dtype), loss=SoftmaxCrossEntropy()
    )
    parameters = {name: leaf(array) for name, array in network.parameters.items()}
    ours, theirs = SGD(0.1, momentum=momentum), torch.optim.SGD(parameters.values(), lr=0.1, momentum=momentum)
    for _ in range(10):
        gradient = network.gradient(x, labels)
        ours.step(network.parameters, gradient)

        theirs.zero_grad()
        hidden = torch.tanh(torch.tensor(x) @ parameters["W1"] + parameters["b1"])
        F.cross_entropy(hidden @ parameters["W2"] + parameters["b2"], torch.tensor(labels)).backward()
        theirs.step()
    for name, tensor in parameters.items():
        assert_same(gradient[name], tensor.grad, dtype)
        assert_same(network.parameters[name], tensor, dtype)
