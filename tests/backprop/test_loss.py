"""What holds for every loss: gradients, reductions, types, targets, errors."""

import pickle

import numpy as np
import pytest

from backprop import (
    BinaryCrossEntropy,
    CategoricalCrossEntropy,
    MeanSquaredError,
    Sigmoid,
    SigmoidCrossEntropy,
    Softmax,
    SoftmaxCrossEntropy,
)
from backprop.loss import REDUCTIONS

from .numeric import assert_gradient

SHAPES = [(4, 3), (2, 5), (1, 4), (4, 1), (1, 1)]


def numbers(rng, shape):
    return rng.normal(size=shape)


def fractions(rng, shape):
    return rng.uniform(0.05, 0.95, size=shape)


def probabilities(rng, shape):
    return rng.dirichlet(np.ones(shape[1]), size=shape[0])


# loss: how its outputs and its targets are drawn
LOSSES = {
    MeanSquaredError: (numbers, numbers),
    BinaryCrossEntropy: (fractions, fractions),
    CategoricalCrossEntropy: (fractions, probabilities),
    SigmoidCrossEntropy: (numbers, fractions),
    SoftmaxCrossEntropy: (numbers, probabilities),
}
ON_LABELS = [CategoricalCrossEntropy, SoftmaxCrossEntropy]
every_loss = pytest.mark.parametrize("loss", LOSSES, ids=lambda loss: loss.__name__)
every_reduction = pytest.mark.parametrize("reduction", REDUCTIONS)


@pytest.fixture
def rng():
    return np.random.default_rng(20240229)


def instance(rng, loss, shape=(4, 3)):
    outputs, targets = LOSSES[loss]
    return outputs(rng, shape), targets(rng, shape)


@pytest.mark.parametrize("shape", SHAPES)
@every_reduction
@every_loss
def test_gradient(rng, loss, reduction, shape):
    x, t = instance(rng, loss, shape)
    layer = loss(reduction)
    layer.forward(x, t)

    assert_gradient(layer.backward(), lambda x: loss(reduction).forward(x, t), x)
    assert_gradient(layer.backward(-1.7), lambda x: -1.7 * loss(reduction).forward(x, t), x)


@every_loss
def test_mean_and_sum(rng, loss):
    x, t = instance(rng, loss)
    mean, total = loss("mean"), loss("sum")

    assert total.forward(x, t) == pytest.approx(sum(total.forward(x[i : i + 1], t[i : i + 1]) for i in range(4)))
    assert mean.forward(x, t) == pytest.approx(total.forward(x, t) / 4)
    np.testing.assert_allclose(mean.backward(), total.backward() / 4)


@every_loss
def test_the_mean_is_the_default_and_nothing_else_is_known(loss):
    assert loss().reduction == "mean"
    with pytest.raises(ValueError, match=r"reduction must be one of \('mean', 'sum'\), got 'none'"):
        loss("none")


@every_loss
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_types_are_kept(rng, loss, dtype):
    layer, (x, t) = loss(), (a.astype(dtype) for a in instance(rng, loss))
    assert {layer.forward(x, t).dtype, layer.backward().dtype} == {np.dtype(dtype)}


@pytest.mark.parametrize("loss", ON_LABELS)
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_labels_keep_the_type_too(rng, loss, dtype):
    layer, x = loss(), fractions(rng, (4, 3)).astype(dtype)
    assert {layer.forward(x, [0, 2, 1, 2]).dtype, layer.backward().dtype} == {np.dtype(dtype)}


@every_loss
def test_complex_numbers_pass_through(rng, loss):
    layer, (x, t), h = loss(), instance(rng, loss), 1e-30
    layer.forward(x, t)
    dx, direction = layer.backward(), rng.normal(size=x.shape)
    assert loss().forward(x + 1j * h * direction, t).imag / h == pytest.approx(np.sum(dx * direction), rel=1e-12)


@every_loss
def test_inputs_are_never_modified(rng, loss):
    layer, arrays = loss(), instance(rng, loss)
    before = [array.copy() for array in arrays]
    layer.forward(*arrays)
    layer.backward()
    for array, copy in zip(arrays, before, strict=True):
        np.testing.assert_array_equal(array, copy)


@every_loss
def test_backward_twice_gives_the_same_twice_and_pickles(rng, loss):
    layer, (x, t) = loss(), instance(rng, loss)
    layer.forward(x, t)
    np.testing.assert_array_equal(layer.backward(), layer.backward())
    np.testing.assert_array_equal(pickle.loads(pickle.dumps(layer)).backward(), layer.backward())


@every_loss
def test_backward_follows_the_last_forward(rng, loss):
    layer, (x, t) = loss(), instance(rng, loss)
    layer.forward(x, t)
    expected = layer.backward()
    layer.forward(*instance(rng, loss, (5, 3)))
    layer.forward(x, t)
    np.testing.assert_array_equal(layer.backward(), expected)


@every_loss
@pytest.mark.parametrize("which", ["x", "t"])
def test_nan_in_nan_out(rng, loss, which):
    layer, (x, t) = loss(), instance(rng, loss)
    (x if which == "x" else t)[1, 2] = np.nan
    with np.errstate(all="raise", under="ignore"):
        assert np.isnan(layer.forward(x, t))
        bad = np.isnan(layer.backward()).any(axis=1)
    np.testing.assert_array_equal(bad, [False, True, False, False])


@every_loss
def test_backward_before_forward_says_what_to_do(loss):
    with pytest.raises(RuntimeError, match=r"call forward\(x, t\) first"):
        loss().backward()


@every_loss
@pytest.mark.parametrize("shape", [(), (3,), (0, 3), (4, 0), (4, 3, 2)])
def test_outputs_must_be_a_matrix_with_entries(loss, shape):
    with pytest.raises(ValueError, match=r"x must have the shape \(n, r\) with n, r > 0, got \("):
        loss().forward(np.zeros(shape), np.zeros(shape))


@every_loss
@pytest.mark.parametrize("shape", [(), (3, 4), (1, 3), (4, 1), (4, 2), (4, 3, 1)])
def test_targets_must_have_the_shape_of_the_outputs(loss, shape):
    with pytest.raises(ValueError, match=r"t must have the shape \(4, 3\) of x, got \("):
        loss().forward(np.full((4, 3), 0.5), np.zeros(shape))


@pytest.mark.parametrize("loss", [MeanSquaredError, BinaryCrossEntropy, SigmoidCrossEntropy])
def test_no_row_of_targets_is_spread_over_the_batch(loss):
    """NumPy would: (4, 3) and (3,) have a common shape."""
    with pytest.raises(ValueError, match=r"t must have the shape \(4, 3\) of x, got \(3,\)"):
        loss().forward(np.full((4, 3), 0.5), np.zeros(3))


@pytest.mark.parametrize("loss", ON_LABELS)
def test_labels_are_probabilities_of_one_and_zero(rng, loss):
    x, labels = fractions(rng, (4, 3)), np.array([2, 0, 2, 1])
    by_labels, by_rows = loss(), loss()

    assert by_labels.forward(x, labels) == by_rows.forward(x, np.eye(3)[labels])
    np.testing.assert_array_equal(by_labels.backward(), by_rows.backward())
    assert by_labels.forward(x, labels.astype(np.uint8)) == by_rows.forward(x, np.eye(3)[labels])


@pytest.mark.parametrize("loss", ON_LABELS)
@pytest.mark.parametrize("labels, message", [
    ([0, 1, 3, 2], "labels must lie between 0 and 2, got 0 to 3"),
    ([0, -1, 1, 2], "labels must lie between 0 and 2, got -1 to 2"),
    ([0.0, 1.0, 2.0, 1.0], "labels must be whole numbers, got float64"),
    ([0, 1, 2], r"t must have the shape \(4, 3\) of x, got \(3, 3\)"),
])  # fmt: skip
def test_labels_must_be_classes(loss, labels, message):
    with pytest.raises(ValueError, match=message):
        loss().forward(np.full((4, 3), 0.5), labels)


@pytest.mark.parametrize("fused, loss, activation", [
    (SigmoidCrossEntropy, BinaryCrossEntropy, Sigmoid), (SoftmaxCrossEntropy, CategoricalCrossEntropy, Softmax),
])  # fmt: skip
@every_reduction
def test_the_fused_losses_are_their_two_parts(rng, fused, loss, activation, reduction):
    x, t = instance(rng, fused)
    one, first, second = fused(reduction), activation(), loss(reduction)

    assert one.forward(x, t) == pytest.approx(second.forward(first.forward(x), t), rel=1e-14)
    np.testing.assert_allclose(one.backward(), first.backward(second.backward()), rtol=1e-13, atol=1e-15)
