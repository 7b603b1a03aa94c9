"""Affine against derivatives taken from its own forward, by complex step and by central differences.

The scalar is L = Σ out · dout with a random dout, so ∂L/∂out = dout and every gradient has a number to be equal to.
Sizes are all different, except where a test asks for 1.
"""

import numpy as np
import pytest

from backprop import Affine

SHAPES = [(4, 3, 2), (2, 5, 3), (1, 4, 3), (4, 1, 3), (4, 3, 1), (1, 1, 1)]


def complex_step(f, a):
    """∂f/∂a, entry by entry, exact to rounding: Im f(a + ih) / h."""
    h = 1e-30
    grad = np.empty(a.shape)
    for index in np.ndindex(a.shape):
        step = np.zeros(a.shape, complex)
        step[index] = 1j * h
        grad[index] = f(a + step).imag / h
    return grad


def central_difference(f, a):
    """∂f/∂a, entry by entry. f is affine in each entry here, so a large step costs no accuracy."""
    h = 0.5
    grad = np.empty(a.shape)
    for index in np.ndindex(a.shape):
        step = np.zeros(a.shape)
        step[index] = h
        grad[index] = (f(a + step) - f(a - step)) / (2 * h)
    return grad


@pytest.fixture
def rng():
    return np.random.default_rng(20240229)


def instance(rng, n, d, m):
    return rng.normal(size=(n, d)), rng.normal(size=(d, m)), rng.normal(size=m), rng.normal(size=(n, m))


def check(numeric, gradients, x, W, b, dout):
    """Compare the gradients (dx, dW, db) of the layer x W + b with numeric ones."""

    def loss(x, W, b):
        return np.sum(Affine(W, b).forward(x) * dout)

    dx, dW, db = gradients
    np.testing.assert_allclose(dx, numeric(lambda x: loss(x, W, b), x), rtol=1e-12, atol=1e-12)
    np.testing.assert_allclose(dW, numeric(lambda W: loss(x, W, b), W), rtol=1e-12, atol=1e-12)
    if b is not None:
        np.testing.assert_allclose(db, numeric(lambda b: loss(x, W, b), b), rtol=1e-12, atol=1e-12)


def test_worked_instance():
    layer = Affine([[1, 2, 3], [4, 5, 6]], [10, 20, 30])

    np.testing.assert_array_equal(layer.forward([[1, 2]]), [[19, 32, 45]])
    np.testing.assert_array_equal(layer.backward([[1, 10, 100]]), [[321, 654]])
    np.testing.assert_array_equal(layer.dW, [[1, 10, 100], [2, 20, 200]])
    np.testing.assert_array_equal(layer.db, [1, 10, 100])


@pytest.mark.parametrize("n, d, m", SHAPES)
def test_forward_is_the_sum_over_entries(rng, n, d, m):
    x, W, b, _ = instance(rng, n, d, m)
    out = Affine(W, b).forward(x)

    assert out.shape == (n, m)
    for i, j in np.ndindex(n, m):
        assert out[i, j] == pytest.approx(sum(x[i, k] * W[k, j] for k in range(d)) + b[j])


@pytest.mark.parametrize("numeric", [complex_step, central_difference])
@pytest.mark.parametrize("n, d, m", SHAPES)
def test_gradients(rng, numeric, n, d, m):
    x, W, b, dout = instance(rng, n, d, m)
    layer = Affine(W, b)
    layer.forward(x)
    dx = layer.backward(dout)

    assert (dx.shape, layer.dW.shape, layer.db.shape) == (x.shape, W.shape, b.shape)
    check(numeric, (dx, layer.dW, layer.db), x, W, b, dout)


def test_gradients_without_bias(rng):
    x, W, _, dout = instance(rng, 4, 3, 2)
    layer = Affine(W)
    np.testing.assert_array_equal(layer.forward(x), x @ W)

    dx = layer.backward(dout)
    assert layer.db is None
    check(complex_step, (dx, layer.dW, None), x, W, None, dout)


@pytest.mark.parametrize("tail", [(3, 2), (1, 6), (3, 1, 2)])
def test_tensor_is_the_matrix_of_its_rows(rng, tail):
    x, W, b, dout = instance(rng, 4, 6, 5)
    tensor, matrix = Affine(W, b), Affine(W, b)

    np.testing.assert_array_equal(tensor.forward(x.reshape(4, *tail)), matrix.forward(x))
    dx = tensor.backward(dout)
    assert dx.shape == (4, *tail)
    np.testing.assert_array_equal(dx.reshape(4, 6), matrix.backward(dout))
    np.testing.assert_array_equal(tensor.dW, matrix.dW)
    check(complex_step, (dx, tensor.dW, tensor.db), x.reshape(4, *tail), W, b, dout)


def test_a_batch_without_samples(rng):
    layer = Affine(rng.normal(size=(6, 5)), rng.normal(size=5))

    assert layer.forward(np.empty((0, 3, 2))).shape == (0, 5)
    assert layer.backward(np.empty((0, 5))).shape == (0, 3, 2)
    np.testing.assert_array_equal(layer.dW, np.zeros((6, 5)))
    np.testing.assert_array_equal(layer.db, np.zeros(5))


@pytest.mark.parametrize("dtype", [np.float32, np.float64, np.complex64, np.complex128])
def test_types_are_kept(rng, dtype):
    x, W, b, dout = (a.astype(dtype) for a in instance(rng, 4, 3, 2))
    layer = Affine(W, b)

    assert layer.forward(x).dtype == dtype
    assert {layer.backward(dout).dtype, layer.dW.dtype, layer.db.dtype} == {np.dtype(dtype)}


def test_complex_numbers_are_not_conjugated(rng):
    x, W, b, dout = (a + 1j * c for a, c in zip(instance(rng, 4, 3, 2), instance(rng, 4, 3, 2)))
    layer = Affine(W, b)
    layer.forward(x)

    np.testing.assert_allclose(layer.backward(dout), np.einsum("nm,dm->nd", dout, W))
    np.testing.assert_allclose(layer.dW, np.einsum("nd,nm->dm", x, dout))
    np.testing.assert_allclose(layer.db, np.einsum("nm->m", dout))


def test_inputs_are_never_modified(rng):
    arrays = instance(rng, 4, 3, 2)
    before = [a.copy() for a in arrays]
    for a in arrays:
        a.flags.writeable = False

    x, W, b, dout = arrays
    layer = Affine(W, b)
    layer.forward(x)
    layer.backward(dout)
    for a, copy in zip(arrays, before):
        np.testing.assert_array_equal(a, copy)


def test_backward_twice_gives_the_same(rng):
    x, W, b, dout = instance(rng, 4, 3, 2)
    layer = Affine(W, b)
    layer.forward(x)

    first = layer.backward(dout), layer.dW, layer.db
    second = layer.backward(dout), layer.dW, layer.db
    for a, again in zip(first, second):
        np.testing.assert_array_equal(a, again)


def test_backward_follows_the_last_forward(rng):
    x, W, b, dout = instance(rng, 4, 3, 2)
    layer = Affine(W, b)
    layer.forward(rng.normal(size=(5, 3)))
    layer.forward(x)

    check(complex_step, (layer.backward(dout), layer.dW, layer.db), x, W, b, dout)


@pytest.mark.parametrize("shape", [(3,), (2, 3, 4), ()])
def test_weights_must_be_a_matrix(shape):
    with pytest.raises(ValueError, match=r"W must have the shape \(d, m\), got \("):
        Affine(np.zeros(shape))


@pytest.mark.parametrize("shape", [(3,), (1, 2), ()])
def test_bias_must_go_with_the_weights(shape):
    with pytest.raises(ValueError, match=r"b must have the shape \(2,\) to go with W \(3, 2\), got"):
        Affine(np.zeros((3, 2)), np.zeros(shape))


@pytest.mark.parametrize("shape", [(4, 2), (3,), (4, 3, 2), ()])
def test_input_must_go_with_the_weights(shape):
    with pytest.raises(ValueError, match=r"x must have the shape \(n, 3\) to go with W \(3, 2\), got \("):
        Affine(np.zeros((3, 2))).forward(np.zeros(shape))


@pytest.mark.parametrize("shape", [(2, 4), (4, 3), (2,), (1, 2), ()])
def test_upstream_gradient_must_have_the_shape_of_the_output(shape):
    layer = Affine(np.zeros((3, 2)))
    layer.forward(np.zeros((4, 3)))
    with pytest.raises(ValueError, match=r"dout must have the shape \(4, 2\) of the output, got \("):
        layer.backward(np.zeros(shape))


def test_backward_before_forward_says_what_to_do():
    with pytest.raises(RuntimeError, match=r"call forward\(x\) first"):
        Affine(np.zeros((3, 2))).backward(np.zeros((4, 2)))


@pytest.mark.parametrize("numeric", [complex_step, central_difference])
@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param(lambda x, W, b, dout: (dout @ W, x.T @ dout, dout.sum(axis=0)), id="dx without the transpose"),
        pytest.param(lambda x, W, b, dout: (dout @ W.T, x @ dout, dout.sum(axis=0)), id="dW without the transpose"),
        pytest.param(lambda x, W, b, dout: (dout @ W.T, dout.T @ x, dout.sum(axis=0)), id="dW transposed"),
        pytest.param(lambda x, W, b, dout: (dout @ W.T, x.T @ dout, dout.sum(axis=1)), id="db over the wrong axis"),
        pytest.param(lambda x, W, b, dout: (dout @ W.T, x.T @ dout, dout.mean(axis=0)), id="db averaged"),
        pytest.param(lambda x, W, b, dout: (-dout @ W.T, x.T @ dout, dout.sum(axis=0)), id="a sign"),
        pytest.param(lambda x, W, b, dout: (dout @ W.T * (1 + 1e-9), x.T @ dout, dout.sum(axis=0)), id="a billionth"),
    ],
)
def test_the_check_catches_wrong_gradients(rng, numeric, wrong):
    # Square, so that no shape gives the mistake away.
    x, W, b, dout = instance(rng, 3, 3, 3)
    check(numeric, (dout @ W.T, x.T @ dout, dout.sum(axis=0)), x, W, b, dout)

    with pytest.raises(AssertionError, match="Not equal to tolerance"):
        check(numeric, wrong(x, W, b, dout), x, W, b, dout)
