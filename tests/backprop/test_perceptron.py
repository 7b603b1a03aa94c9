"""Perceptron: its updates by hand, the theorem along its history, and samples that nothing separates."""

import time

import numpy as np
import pytest

from backprop import NotSeparable, Perceptron, bound


def separable(seed, n=40, d=3, margin=0.1):
    """Samples at a distance from the plane of a random w* of length 1."""
    rng = np.random.default_rng(seed)
    w = rng.normal(size=d)
    w /= np.linalg.norm(w)
    x = rng.normal(size=(n * 10, d))
    x = x[abs(x @ w) > margin][:n]
    return x, np.where(x @ w > 0, 1, -1), w


def test_worked_instance():
    """h(0) = −1, so the first mistake is the first sample of class 1."""
    x, y = [[1, -1, 0], [1, 2, 1], [1, 0, -2]], [-1, 1, -1]
    perceptron = Perceptron().fit(x, y)
    # (1, 2, 1) is missed; then (1, 0, −2) gives −1 and is right; then (1, −1, 0) gives −1 and is right.
    np.testing.assert_array_equal(perceptron.mistakes, [1])
    np.testing.assert_array_equal(perceptron.weights, [[0, 0, 0], [1, 2, 1]])
    np.testing.assert_array_equal(perceptron.w, [1, 2, 1])
    np.testing.assert_array_equal(perceptron.predict(x), y)


def test_it_goes_round_and_round():
    """The same as the loop that a textbook writes down."""
    x, y, _ = separable(1)
    w, mistakes, right = np.zeros(3), [], 0
    while right < len(x):
        for k in range(len(x)):
            right += 1
            if (1 if w @ x[k] > 0 else -1) != y[k]:
                w, right = w + y[k] * x[k], 0
                mistakes.append(k)
    np.testing.assert_array_equal(Perceptron().fit(x, y).mistakes, mistakes)


@pytest.mark.parametrize("seed", range(10))
def test_every_line_of_the_theorem(seed):
    x, y, w = separable(seed)
    perceptron = Perceptron().fit(x, y)
    weights, mistakes = perceptron.weights, perceptron.mistakes
    R, gamma, T = np.linalg.norm(x, axis=1).max(), (y * (x @ w)).min(), len(mistakes)

    np.testing.assert_array_equal(perceptron.predict(x), y)
    np.testing.assert_array_equal(weights[0], 0)
    for t, k in enumerate(mistakes, start=1):
        assert y[k] * (weights[t - 1] @ x[k]) <= 0  # a mistake
        np.testing.assert_array_equal(weights[t], weights[t - 1] + y[k] * x[k])
        assert weights[t] @ w >= t * gamma - 1e-12
        assert weights[t] @ weights[t] <= t * R**2 + 1e-12
    assert 0 < T <= bound(x, y, w) == pytest.approx(R**2 / gamma**2)


def test_the_bound_does_not_depend_on_the_length_of_w():
    x, y, w = separable(0)
    assert bound(x, y, 7 * w) == pytest.approx(bound(x, y, w))
    assert bound([[3, 4]], [1], [1, 0]) == pytest.approx(25 / 9)


XOR = [[1, 0, 0], [1, 0, 1], [1, 1, 0], [1, 1, 1]], [-1, 1, 1, -1]


def test_whole_numbers_that_nothing_separates_are_proved_so():
    start = time.perf_counter()
    with pytest.raises(NotSeparable, match="no weights separate these samples: after 6 updates the perceptron is back at w ="):
        Perceptron().fit(*XOR)
    assert time.perf_counter() - start < 1


def test_a_limit_ends_what_does_not_come_back():
    rng = np.random.default_rng(0)
    x, y = rng.normal(size=(30, 2)), rng.choice([-1, 1], size=30)
    with pytest.raises(NotSeparable, match="1000 updates have not separated the samples: .* its margin is at most R/√1000 = 0.0"):
        Perceptron().fit(x, y, updates=1000)


def test_a_failed_fit_leaves_nothing_half_learnt():
    perceptron = Perceptron()
    with pytest.raises(NotSeparable):
        perceptron.fit(*XOR)
    with pytest.raises(RuntimeError, match=r"call fit\(x, y\) first"):
        perceptron.predict(XOR[0])


def test_a_bound_needs_weights_that_separate():
    with pytest.raises(NotSeparable, match="w does not separate the samples: .* = -1 for sample 1"):
        bound([[2, 0], [1, 0]], [1, -1], [1, 0])


def test_inputs_are_not_changed():
    x, y, _ = separable(0)
    copies = x.copy(), y.copy()
    Perceptron().fit(x, y)
    np.testing.assert_array_equal(x, copies[0])
    np.testing.assert_array_equal(y, copies[1])


@pytest.mark.parametrize("x, y, message", [
    (np.zeros(3), [1, 1, 1], r"x must have the shape \(n, d\)"),
    (np.zeros((0, 3)), [], r"with n, d > 0, got \(0, 3\)"),
    ([[np.nan, 1]], [1], "x must be finite"),
    (np.ones((3, 2)), [1, 1], r"y must have the shape \(3,\) to go with x \(3, 2\), got \(2,\)"),
    (np.ones((3, 2)), [0, 1, 1], r"y must hold 1 and −1, got \[0 1\]"),
])  # fmt: skip
def test_what_cannot_be_learnt(x, y, message):
    with pytest.raises(ValueError, match=message):
        Perceptron().fit(x, y)


def test_what_cannot_be_predicted():
    perceptron = Perceptron().fit([[1.0, 2.0]], [1])
    with pytest.raises(ValueError, match=r"x must have the shape \(n, 2\) to go with w \(2,\), got \(4, 3\)"):
        perceptron.predict(np.zeros((4, 3)))
    with pytest.raises(ValueError, match="x must be finite"):
        perceptron.predict([[np.nan, 1]])
