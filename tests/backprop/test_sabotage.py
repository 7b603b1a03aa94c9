"""Negative controls: one line of the library is made wrong, and the tests named beside it must fail.

The tests are run as they are, in this process, on a copy of the library with that line.
"""

import importlib
import shutil
import sys
from pathlib import Path

import pytest

import backprop

HERE = Path(__file__).parent
SOURCE = Path(backprop.__file__).parent

# file, line, wrong line, what must fail: file::test
SABOTAGES = [
    # Affine
    ("affine.py", "dx = dout @ self.W.T", "dx = 2 * dout @ self.W.T", "test_affine::test_gradients"),
    ("affine.py", "dx = dout @ self.W.T", "dx = dout @ self.W.T.conj()", "test_affine::test_complex_numbers_are_not_conjugated"),
    ("affine.py", "dx = dout @ self.W.T", "dx = dout @ self.W", "test_layer::test_gradient_of_the_input"),
    ("affine.py", "self.dW = self._x.T @ dout", "self.dW = -self._x.T @ dout", "test_layer::test_gradients_of_the_parameters"),
    ("affine.py", "self.dW = self._x.T @ dout", "self.dW = self._x.T @ dout / len(dout)", "test_affine::test_gradients"),
    ("affine.py", "dout.sum(axis=0)", "dout.mean(axis=0)", "test_affine::test_gradients"),
    ("affine.py", "dout.sum(axis=0)", "dout.sum()", "test_affine::test_gradients"),
    ("affine.py", "return dx.reshape(self._x_shape)", "return dx", "test_affine::test_tensor_is_the_matrix_of_its_rows"),
    ("affine.py", "else out + self.b", "else out", "test_affine::test_worked_instance"),
    ("affine.py", "self._x = x.reshape(x.shape[0], d)", "self._x = x.reshape(x.shape[0], d) if self._x is None else self._x", "test_affine::test_backward_follows_the_last_forward"),
    ("affine.py", "x = np.asarray(x)", "x = np.asarray(x, float)", "test_affine::test_types_are_kept"),
    ("affine.py", "scale=sqrt(gain / d)", "scale=gain / d", "test_network::test_random_weights_keep_the_size_of_signals"),
    # Layers
    ("layer.py", "if dout.shape != self._shape:", "if dout.ndim != len(self._shape):", "test_layer::test_upstream_gradient_must_have_the_shape_of_the_output"),
    ("layer.py", "if self._shape is None:", "if False:", "test_layer::test_backward_before_forward_says_what_to_do"),
    ("layer.py", "self._out.flags.writeable = False", "pass", "test_layer::test_an_output_that_backward_needs_cannot_be_changed"),
    ("layer.py", "else x.astype(float)", "else x", "test_layer::test_whole_numbers_are_numbers"),
    ("sigmoid.py", "* self._out * (1 - self._out)", "* (1 - self._out)", "test_sigmoid::test_worked_instance"),
    ("sigmoid.py", "* self._out * (1 - self._out)", "* self._out * (1 + self._out)", "test_layer::test_gradient_of_the_input"),
    ("sigmoid.py", "np.where(x.real > 0, 1, e) / (1 + e)", "1 / (1 + np.exp(-x))", "test_sigmoid::test_extreme_inputs"),
    ("sigmoid.py", "return np.where(x.real > 0, -x, x)", "return -abs(x)", "test_layer::test_complex_numbers_pass_through_what_is_analytic"),
    ("tanh.py", "(1 - self._out**2)", "(1 - self._out)", "test_layer::test_gradient_of_the_input"),
    ("relu.py", "np.sign(self._out)", "(self._out >= 0)", "test_relu::test_worked_instance"),
    ("relu.py", "np.sign(self._out)", "(self._out > 0)", "test_layer::test_nan_in_nan_out"),
    ("relu.py", "np.sign(self._out)", "self._out", "test_relu::test_worked_instance"),
    ("relu.py", "if np.iscomplexobj(x):", "if False:", "test_relu::test_complex_numbers_are_refused"),
    ("softmax.py", "(y * dout).sum(axis=-1, keepdims=True)", "(y * dout).sum(axis=0, keepdims=True)", "test_layer::test_the_samples_of_a_batch_do_not_meet"),
    ("softmax.py", "(y * dout).sum(axis=-1, keepdims=True)", "dout.sum(axis=-1, keepdims=True)", "test_softmax::test_backward_is_the_product_with_the_jacobian"),
    ("softmax.py", "return y * (dout - ", "return (dout - ", "test_layer::test_gradient_of_the_input"),
    ("softmax.py", "return x - x.real.max(axis=-1, keepdims=True)", "return x", "test_softmax::test_extreme_logits"),
    # Losses
    ("mean_squared_error.py", "(t - x) ** 2 / 2", "(t - x) ** 2", "test_mean_squared_error::test_worked_instance"),
    ("mean_squared_error.py", "return x - t", "return t - x", "test_loss::test_gradient"),
    ("loss.py", "self.terms(self._x, self._t).sum() / self.divisor", "self.terms(self._x, self._t).mean()", "test_loss::test_mean_and_sum"),
    ("loss.py", "return dout / self.divisor *", "return dout *", "test_loss::test_gradient"),
    ("loss.py", "return dout / self.divisor *", "return 1 / self.divisor *", "test_loss::test_gradient"),
    ("loss.py", "if t.shape != x.shape:", "if t.shape[-1:] != x.shape[-1:]:", "test_loss::test_no_row_of_targets_is_spread_over_the_batch"),
    ("loss.py", "return t * np.log(np.where((t == 0) & (x == 0), 1, x))", "return t * np.log(x)", "test_binary_cross_entropy::test_certain_outputs"),
    ("loss.py", "return t / np.where((t == 0) & (x == 0), 1, x)", "return t / x", "test_categorical_cross_entropy::test_certain_outputs"),
    ("binary_cross_entropy.py", "return ratio(1 - t, 1 - x) - ratio(t, x)", "return -ratio(t, x)", "test_loss::test_gradient"),
    ("binary_cross_entropy.py", "return sigmoid(x) - t", "return (sigmoid(x) - t) * sigmoid(x)", "test_loss::test_the_fused_losses_are_their_two_parts"),
    ("binary_cross_entropy.py", "np.log1p(np.exp(toward_zero(x)))", "np.log(1 + np.exp(toward_zero(x)))", "test_binary_cross_entropy::test_small_losses_are_not_lost"),
    ("binary_cross_entropy.py", "np.exp(toward_zero(x))", "np.exp(-x)", "test_binary_cross_entropy::test_extreme_logits"),
    ("categorical_cross_entropy.py", "return -ratio(t, x)", "return ratio(t, x)", "test_loss::test_gradient"),
    ("categorical_cross_entropy.py", "return -t * log_softmax(x)", "return -t * np.log(softmax(x))", "test_categorical_cross_entropy::test_extreme_logits"),
    ("categorical_cross_entropy.py", "np.eye(r, dtype=dtype)[labels.astype(int)]", "np.eye(r, dtype=dtype)[labels.astype(int) - 1]", "test_categorical_cross_entropy::test_worked_instance"),
    ("categorical_cross_entropy.py", "if labels.size and not (0 <= labels.min() and labels.max() < r):", "if labels.size and labels.max() >= r:", "test_loss::test_labels_must_be_classes"),
    ("categorical_cross_entropy.py", "if not labels and", "if labels and", "test_categorical_cross_entropy::test_targets_of_the_fused_loss_are_probabilities"),
    # Networks and training
    ("network.py", "for layer in reversed(self.layers[1:]):", "for layer in self.layers[1:]:", "test_network::test_gradients"),
    ("network.py", "for layer in reversed(self.layers[1:]):", "for layer in reversed(self.layers[2:]):", "test_network::test_gradients"),
    ("network.py", "if not self._judged:", "if False:", "test_network::test_a_loss_does_not_go_with_a_later_output"),
    ("network.py", "number += bool(arrays)", "number += 1", "test_network::test_names_count_the_layers_that_have_parameters"),
    ("sgd.py", "W -= self.rate * v", "W += self.rate * v", "test_sgd::test_worked_instance"),
    ("sgd.py", "self._v.get(name, 0) + v", "self._v.get(name, 0) + (1 - self.momentum) * v", "test_sgd::test_momentum"),
    ("sgd.py", "v = self._v[name] =", "v = self._v[0] =", "test_sgd::test_momentum"),
    ("training.py", "batches(rng.permutation(len(x)), batch)", "batches(np.arange(len(x)), batch)", "test_training::test_epochs_are_shuffled_anew"),
    ("training.py", "for start in range(0, len(order), size)", "for start in range(0, len(order) - size + 1, size)", "test_training::test_batches_hold_every_sample_once"),
    ("training.py", "* network.loss.divisor", "* len(rows)", "test_training::test_the_loss_of_the_history_is_that_of_a_sample"),
    ("training.py", "disable=None", "disable=False", "test_training::test_no_bar_without_a_terminal"),
    # The rest
    ("columns.py", "{name: np.transpose(array) for name, array in self.layer.gradients.items()}", "self.layer.gradients", "test_columns::test_worked_instance"),
    ("perceptron.py", "w = w + y[k] * x[k]", "w = w + x[k]", "test_perceptron::test_every_line_of_the_theorem"),
    ("perceptron.py", "np.where(z > 0, 1, -1)", "np.where(z >= 0, 1, -1)", "test_perceptron::test_worked_instance"),
    ("perceptron.py", "np.searchsorted(wrong, k + 1) % wrong.size", "0", "test_perceptron::test_it_goes_round_and_round"),
    ("perceptron.py", "/ np.linalg.norm(w)", "", "test_perceptron::test_the_bound_does_not_depend_on_the_length_of_w"),
    ("perceptron.py", "return largest(x) ** 2 / margins[k] ** 2", "return largest(x) / margins[k]", "test_perceptron::test_every_line_of_the_theorem"),
    ("perceptron.py", "if w.tobytes() in seen:", "if False:", "test_perceptron::test_whole_numbers_that_nothing_separates_are_proved_so"),
    ("neuron.py", "self.backward(-2 * v / len(v))", "self.backward(-v / len(v))", "test_neuron::test_gradient_of_the_cost"),
    ("neuron.py", "self._affine.backward(self._relu.backward(dout[:, None]))", "self._affine.backward(dout[:, None])", "test_neuron::test_gradient_of_the_cost"),
    ("dataset.py", "order[test:], order[:test]", "order[test:], order[: test + 1]", "test_dataset::test_a_split_keeps_samples_with_their_targets_and_loses_none"),
]  # fmt: skip


class Outcomes:
    """A pytest plugin that writes down which tests ran and which of them failed."""

    def __init__(self):
        self.ran, self.failed = [], []

    def pytest_runtest_logreport(self, report):
        if report.when == "call":
            self.ran.append(report.nodeid)
            if report.failed:
                self.failed.append(report.nodeid)


def imported():
    """What is to be imported anew: the library, and the tests that import it."""
    return {name: sys.modules[name] for name in sys.modules if name.startswith(("backprop", "tests.backprop"))}


def forget():
    for name in imported():
        del sys.modules[name]


@pytest.fixture
def library(tmp_path, monkeypatch):
    """A copy of the library that is imported in place of the real one."""
    copy, real = tmp_path / "backprop", imported()
    shutil.copytree(SOURCE, copy, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))  # for tests that start a Python of their own
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")  # a third of a second a run
    forget()
    yield copy
    forget()
    sys.modules.update(real)


def run(copy, *targets):
    """Run some tests on the copy."""
    importlib.invalidate_caches()
    outcomes, tests = Outcomes(), [str(HERE / target.replace("::", ".py::")) for target in targets]
    options = ["-q", "-x", "--no-summary", "--noconftest", "-o", "addopts=--import-mode=importlib", "-p", "no:cacheprovider"]
    options += ["--assert=plain", "-p", "no:unraisableexception"]  # what a failure would say is not read: half of the time
    pytest.main([*options, *tests], plugins=[outcomes])
    assert Path(sys.modules["backprop"].__file__).parent == copy, "the copy was not the one that was tested"
    return outcomes


@pytest.mark.parametrize(
    "file, line, wrong, target", SABOTAGES, ids=[f"{number}-{file}" for number, (file, *_) in enumerate(SABOTAGES, start=1)]
)
def test_caught(library, capsys, file, line, wrong, target):
    source = (library / file).read_text("utf-8")
    assert line != wrong and "\n" not in line + wrong
    assert source.count(line) == 1, f"{line!r} stands {source.count(line)} times in {file}"
    (library / file).write_text(source.replace(line, wrong), "utf-8")

    assert run(library, target).failed, f"{target} does not see {wrong!r} in place of {line!r}"


def test_nothing_is_caught_where_nothing_is_wrong(library, capsys):
    targets = sorted({target for *_, target in SABOTAGES})
    outcomes = run(library, *targets)
    assert len(outcomes.ran) >= len(targets) and not outcomes.failed
