"""fit: what it learns, that it can be repeated, what it writes down, and the bar."""

import os
import struct
import subprocess
import sys
from time import perf_counter

import numpy as np
import pytest

from backprop import SGD, Affine, MeanSquaredError, Network, Relu, SoftmaxCrossEntropy, digits, fit, split
from backprop.training import batches


def line(seed=0, loss="mean"):
    """y = 2x₁ − 3x₂ + 1, and a network that can learn it."""
    x = np.random.default_rng(seed).normal(size=(50, 2))
    return Network(Affine(np.zeros((2, 1)), np.zeros(1)), loss=MeanSquaredError(loss)), x, x @ [[2.0], [-3.0]] + 1


def test_it_learns_a_line():
    network, x, t = line()
    history = fit(network, x, t, optimizer=SGD(0.1), epochs=60, batch=8)
    np.testing.assert_allclose(network.layers[0].W, [[2], [-3]], rtol=1e-6)
    np.testing.assert_allclose(network.layers[0].b, [1], rtol=1e-6)
    assert len(history["loss"]) == 60 and history["loss"][-1] < 1e-12 < history["loss"][0]


def test_one_batch_is_gradient_descent():
    network, x, t = line()
    fit(network, x, t, optimizer=SGD(0.1), epochs=1, batch=50)
    np.testing.assert_allclose(network.layers[0].W, 0.1 * x.T @ t / 50)


def test_batches_hold_every_sample_once():
    order = np.random.default_rng(0).permutation(10)
    cut = batches(order, 4)
    assert [len(each) for each in cut] == [4, 4, 2]
    np.testing.assert_array_equal(np.concatenate(cut), order)


@pytest.mark.parametrize("reduction", ["mean", "sum"])
def test_the_loss_of_the_history_is_that_of_a_sample(reduction):
    """At a rate that changes next to nothing it is the loss of the data, whatever the batches."""
    network, x, t = line(loss=reduction)
    history = fit(network, x, t, optimizer=SGD(1e-300), epochs=1, batch=7)
    assert history["loss"] == [pytest.approx((t**2 / 2).mean())]


def test_the_seed_decides():
    def weights(seed):
        network, x, t = line()
        fit(network, x, t, optimizer=SGD(0.01), epochs=2, batch=8, seed=seed)
        return network.layers[0].W

    np.testing.assert_array_equal(weights(1), weights(1))
    assert (weights(1) != weights(2)).any()


def test_epochs_are_shuffled_anew():
    network, x, t = line()
    seen = []
    forward, network.layers[0].forward = network.layers[0].forward, lambda x: (seen.append(x), forward(x))[1]
    fit(network, x, t, optimizer=SGD(0.01), epochs=2, batch=50)
    assert (seen[0] != seen[1]).any()
    np.testing.assert_array_equal(np.sort(seen[0], axis=0), np.sort(seen[1], axis=0))


def test_watching():
    network, x, t = line()
    history = fit(network, x, t, optimizer=SGD(0.1), epochs=3, watch={"slope": lambda network: network.layers[0].W[0, 0].item()})
    assert list(history) == ["loss", "slope"]
    assert len(history["slope"]) == 3 and history["slope"][-1] == network.layers[0].W[0, 0]


def test_the_data_are_not_changed():
    network, x, t = line()
    copies = x.copy(), t.copy()
    fit(network, x, t, optimizer=SGD(0.1, momentum=0.9), epochs=2)
    np.testing.assert_array_equal(x, copies[0])
    np.testing.assert_array_equal(t, copies[1])


@pytest.mark.parametrize("change, message", [
    (dict(t=np.zeros((49, 1))), r"as many rows, and at least one, got \(50, 2\) and \(49, 1\)"),
    (dict(x=np.zeros((0, 2)), t=np.zeros((0, 1))), "at least one"),
    (dict(batch=0), "batch must be at least 1"), (dict(epochs=-1), "epochs at least 0"),
])  # fmt: skip
def test_what_cannot_be_fitted(change, message):
    network, x, t = line()
    with pytest.raises(ValueError, match=message):
        fit(network, **dict(x=x, t=t, optimizer=SGD(0.1), epochs=1) | change)


TRAINING = """
import numpy as np
from backprop import SGD, Affine, MeanSquaredError, Network, fit
network = Network(Affine(np.zeros((2, 1))), loss=MeanSquaredError())
fit(network, np.ones((4, 2)), np.ones((4, 1)), optimizer=SGD(0.1), epochs=30)
"""


def test_no_bar_without_a_terminal():
    run = subprocess.run([sys.executable, "-c", TRAINING], capture_output=True, text=True, check=True)
    assert (run.stdout, run.stderr) == ("", "")


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals on Windows")
def test_a_bar_on_a_terminal():
    import fcntl
    import pty
    import termios

    reader, terminal = pty.openpty()
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))  # a terminal of no width shows no bar
    run = subprocess.Popen([sys.executable, "-c", TRAINING], stdout=terminal, stderr=terminal)
    os.close(terminal)
    shown = b""
    try:
        while piece := os.read(reader, 4096):
            shown += piece
    except OSError:  # the other end is closed
        pass
    os.close(reader)
    assert run.wait() == 0
    assert b"0/30" in shown


def test_the_digits_are_learnt():
    """97 of 100 new digits, in less than five seconds: what docs/learning/digits.md shows."""
    x, t, x_test, t_test = split(*digits(), test=360)
    rng = np.random.default_rng(0)
    network = Network(Affine.random(64, 256, seed=rng), Relu(), Affine.random(256, 10, seed=rng, gain=1), loss=SoftmaxCrossEntropy())
    start = perf_counter()
    fit(network, x, t, optimizer=SGD(0.1, momentum=0.9), epochs=20, batch=16)
    assert perf_counter() - start < 5
    assert (network.forward(x_test).argmax(axis=1) == t_test).mean() >= 0.97
