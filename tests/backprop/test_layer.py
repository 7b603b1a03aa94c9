"""What holds for every layer: gradients, types, memory, errors. Sizes are all different, except where a test asks for 1.

The scalar is L = Σ out · dout with a random dout, so ∂L/∂out = dout and every gradient has a number to be equal to.
"""

import pickle

import numpy as np
import pytest

from backprop import Affine, Network, Neuron, Relu, Sigmoid, Softmax, Tanh
from backprop.layer import Layer

from .numeric import assert_gradient, numeric

SHAPES = [(4, 3), (2, 5), (1, 4), (4, 1), (1, 1)]
LAYERS = {
    "Affine": lambda rng, d: Affine(rng.normal(size=(d, 2)), rng.normal(size=2)),
    "Affine without bias": lambda rng, d: Affine(rng.normal(size=(d, 2))),
    "Sigmoid": lambda rng, d: Sigmoid(),
    "Tanh": lambda rng, d: Tanh(),
    "Relu": lambda rng, d: Relu(),
    "Softmax": lambda rng, d: Softmax(),
    "Neuron": lambda rng, d: Neuron(rng.normal(size=d), rng.normal()),
    "Network": lambda rng, d: Network(Affine.random(d, 6, seed=rng), Tanh(), Affine.random(6, 2, seed=rng), Softmax()),
}
ANALYTIC = [name for name in LAYERS if name not in ("Relu", "Neuron")]
every_layer = pytest.mark.parametrize("make", LAYERS.values(), ids=LAYERS)
every_shape = pytest.mark.parametrize("n, d", SHAPES)


@pytest.fixture
def rng():
    return np.random.default_rng(20240229)


def passed(layer, rng, x):
    """A random dout for the output of x, and dx."""
    dout = rng.normal(size=np.shape(layer.forward(x)))
    return dout, layer.backward(dout)


def with_parameter(layer, name, array):
    """A copy of the layer in which one parameter is another array."""
    copy = pickle.loads(pickle.dumps(layer))
    if isinstance(layer, Network):
        setattr([each for each in copy.layers if each.parameters][int(name[-1]) - 1], name[:-1], array)
    else:
        setattr(copy, name, array)
    return copy


@every_shape
@every_layer
def test_gradient_of_the_input(rng, make, n, d):
    layer, x = make(rng, d), rng.normal(size=(n, d))
    dout, dx = passed(layer, rng, x)

    assert_gradient(dx, lambda x: np.sum(make_again(layer).forward(x) * dout), x)


@every_shape
@every_layer
def test_gradients_of_the_parameters(rng, make, n, d):
    layer, x = make(rng, d), rng.normal(size=(n, d))
    dout, _ = passed(layer, rng, x)

    assert layer.gradients.keys() == layer.parameters.keys()
    for name, array in layer.parameters.items():
        assert_gradient(
            layer.gradients[name], lambda a, name=name: np.sum(with_parameter(layer, name, a).forward(x) * dout), array
        )


def make_again(layer):
    """A copy, so that the numeric derivative does not disturb what the layer remembers."""
    return pickle.loads(pickle.dumps(layer))


@every_layer
def test_learn_sets_the_gradients_of_backward(rng, make):
    layer, x = make(rng, 3), rng.normal(size=(4, 3))
    dout, _ = passed(layer, rng, x)
    expected = {name: np.array(gradient) for name, gradient in layer.gradients.items()}

    layer.forward(x)
    assert layer.learn(3 * dout) is None
    for name, gradient in layer.gradients.items():
        np.testing.assert_allclose(gradient, 3 * expected[name], rtol=1e-14)


@every_layer
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_types_are_kept(rng, make, dtype):
    layer, x = make(rng, 3), rng.normal(size=(4, 3)).astype(dtype)
    for name, array in layer.parameters.items():
        layer = with_parameter(layer, name, array.astype(dtype))
    out = layer.forward(x)
    dx = layer.backward(rng.normal(size=out.shape).astype(dtype))

    assert {out.dtype, dx.dtype, *(gradient.dtype for gradient in layer.gradients.values())} == {np.dtype(dtype)}


@pytest.mark.parametrize("name", ANALYTIC)
def test_complex_numbers_pass_through_what_is_analytic(rng, name):
    """Along i the derivative is the same: f(x + ih) = f(x) + ih f'(x)."""
    layer, x, h = LAYERS[name](rng, 3), rng.normal(size=(4, 3)), 1e-30
    dout, dx = passed(layer, rng, x)
    direction = rng.normal(size=x.shape)

    moved = np.sum(make_again(layer).forward(x + 1j * h * direction) * dout)
    assert moved.imag / h == pytest.approx(np.sum(dx * direction), rel=1e-13)


@pytest.mark.parametrize("dtype", [np.complex64, np.complex128])
@pytest.mark.parametrize("name", ANALYTIC)
def test_complex_types_are_kept(rng, name, dtype):
    layer, x = LAYERS[name](rng, 3), (rng.normal(size=(4, 3)) + 1j * rng.normal(size=(4, 3))).astype(dtype)
    for parameter, array in layer.parameters.items():
        layer = with_parameter(layer, parameter, array.astype(dtype))
    out = layer.forward(x)

    assert {out.dtype, layer.backward(np.ones(out.shape, dtype)).dtype} == {np.dtype(dtype)}


@every_layer
def test_whole_numbers_are_numbers(rng, make):
    x = rng.integers(0, 5, size=(4, 3))
    for dtype in (np.int64, np.uint8):
        np.testing.assert_allclose(make(np.random.default_rng(1), 3).forward(x.astype(dtype)), make(np.random.default_rng(1), 3).forward(x * 1.0))


@every_layer
def test_inputs_are_never_modified(rng, make):
    layer, x = make(rng, 3), rng.normal(size=(4, 3))
    dout = rng.normal(size=layer.forward(x).shape)
    arrays = [x, dout, *layer.parameters.values()]
    before = [array.copy() for array in arrays]

    layer.forward(x)
    layer.backward(dout)
    for array, copy in zip(arrays, before, strict=True):
        np.testing.assert_array_equal(array, copy)


@every_layer
def test_backward_twice_gives_the_same_twice(rng, make):
    layer, x = make(rng, 3), rng.normal(size=(4, 3))
    dout, first = passed(layer, rng, x)
    gradients = {name: np.array(gradient) for name, gradient in layer.gradients.items()}

    np.testing.assert_array_equal(layer.backward(dout), first)
    for name, gradient in layer.gradients.items():
        np.testing.assert_array_equal(gradient, gradients[name])


@every_layer
def test_backward_follows_the_last_forward(rng, make):
    layer, x = make(rng, 3), rng.normal(size=(4, 3))
    dout, expected = passed(layer, rng, x)
    layer.forward(rng.normal(size=(5, 3)))
    layer.forward(x)

    np.testing.assert_array_equal(layer.backward(dout), expected)


@every_layer
def test_the_samples_of_a_batch_do_not_meet(rng, make):
    layer, x = make(rng, 3), rng.normal(size=(4, 3))
    dout, dx = passed(layer, rng, x)

    for i in range(4):
        layer.forward(x[i : i + 1])
        np.testing.assert_allclose(layer.backward(dout[i : i + 1]), dx[i : i + 1], rtol=1e-12, atol=1e-14)


@every_layer
def test_nan_in_nan_out(rng, make):
    layer, x = make(rng, 3), rng.normal(size=(4, 3))
    x[1, 2] = np.nan
    with np.errstate(all="raise", under="ignore"):  # and no warning on the way
        out = layer.forward(x)
        dx = layer.backward(np.ones(out.shape))

    bad = [np.isnan(each).reshape(4, -1).any(axis=1) for each in (out, dx)]
    np.testing.assert_array_equal(bad[0], [False, True, False, False])
    if not isinstance(layer, Affine):  # dX = dZ Wᵀ does not see X
        np.testing.assert_array_equal(bad[1], [False, True, False, False])
    for name, gradient in layer.gradients.items():
        if not (isinstance(layer, Affine) and name == "b"):  # db = Σ dZ neither
            assert np.isnan(gradient).any()


@every_layer
def test_backward_before_forward_says_what_to_do(rng, make):
    with pytest.raises(RuntimeError, match=r"call forward\(x\) first"):
        make(rng, 3).backward(np.zeros((4, 2)))


@every_layer
def test_upstream_gradient_must_have_the_shape_of_the_output(rng, make):
    layer = make(rng, 3)
    shape = layer.forward(rng.normal(size=(4, 3))).shape
    for wrong in [(4, 7), (5, *shape[1:]), (), (1, *shape)]:
        with pytest.raises(ValueError, match=r"dout must have the shape \(4,.*\) of the output, got \("):
            layer.backward(np.zeros(wrong))


@every_layer
def test_layers_pickle(rng, make):
    layer, x = make(rng, 3), rng.normal(size=(4, 3))
    dout, dx = passed(layer, rng, x)

    np.testing.assert_array_equal(make_again(layer).backward(dout), dx)
    np.testing.assert_array_equal(make_again(layer).forward(x), layer.forward(x))


@pytest.mark.parametrize("layer", [Sigmoid(), Tanh(), Relu(), Softmax()])
def test_an_output_that_backward_needs_cannot_be_changed(rng, layer):
    out = layer.forward(rng.normal(size=(4, 3)))
    with pytest.raises(ValueError, match="read-only"):
        out[0, 0] = 7


@pytest.mark.parametrize("layer", [Sigmoid(), Tanh(), Relu(), Softmax()])
def test_of_a_batch_only_one_array_is_remembered(rng, layer):
    layer.forward(rng.normal(size=(100, 30)))
    assert len(pickle.dumps(layer)) < 100 * 30 * 8 + 500


@pytest.mark.parametrize("layer", [Sigmoid(), Tanh(), Relu()])
@pytest.mark.parametrize("shape", [(), (3,), (2, 3, 4)])
def test_entrywise_layers_take_any_shape(rng, layer, shape):
    x = rng.normal(size=shape)
    dout, dx = passed(layer, rng, x)
    assert_gradient(dx, lambda x: np.sum(make_again(layer).forward(x) * dout), x)


class Wrong(Layer):
    """y = x³ with a backward that is wrong by a millionth of a millionth."""

    def forward(self, x):
        self._x = x
        return self._keep(x**3)

    def backward(self, dout):
        return self._upstream(dout) * 3 * self._x**2 * (1 + 1e-11)


def test_the_check_catches_a_wrong_gradient(rng):
    layer, x = Wrong(), rng.normal(size=(4, 3))
    dout, dx = passed(layer, rng, x)

    assert_gradient(dx / (1 + 1e-11), lambda x: np.sum(x**3 * dout), x)
    with pytest.raises(AssertionError, match="Not equal to tolerance"):
        assert_gradient(dx, lambda x: np.sum(x**3 * dout), x)


def test_the_oracle_says_when_it_cannot_tell():
    with pytest.raises(AssertionError, match="too coarse"):
        assert_gradient(np.array(0.5), lambda a: np.maximum(0, a.real), np.array(0.0))


def test_the_oracle_knows_a_kink(rng):
    """Real differences, where complex numbers are refused."""
    gradient, error = numeric(lambda x: Relu().forward(x).sum(), np.array([[-1.5, 0.3]]))
    np.testing.assert_allclose(gradient, [[0, 1]], rtol=0, atol=1e-12)
    assert error < 1e-9
