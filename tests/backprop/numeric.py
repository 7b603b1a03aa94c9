"""Gradients to compare with: the oracle of the engine, which knows values only."""

import numpy as np

from geomsan.meaning.derivative import jacobian
from geomsan.meaning.value import AXES, EvaluationError, Value, lift


def numeric(f, a):
    """∂f/∂a of a scalar function of an array, entry by entry, and the bound of its error."""
    a = np.asarray(a, float)
    shape = a.shape

    def values(moved):
        points = moved.data.reshape(-1, *shape)
        try:
            with np.errstate(invalid="ignore"):  # a wide step may leave the domain: then a narrower one is taken
                found = np.array([f(point) for point in points])
        except TypeError as error:  # complex numbers are refused: real differences then
            raise EvaluationError(str(error)) from error
        return Value(found.reshape(moved.data.shape[:AXES]))

    # The oracle knows numbers and matrices: the array is a column of its entries.
    flat = lift(a.reshape(-1, 1))

    def of_column(moved):
        return values(Value(moved.data.reshape(moved.data.shape[:AXES] + shape)))

    found = jacobian(of_column, flat, 0, np.random.default_rng(0))
    return found.data.reshape(shape), found.error


def assert_gradient(gradient, f, a):
    """Compare a gradient with that of the function's values, to 12 digits or to what the oracle can tell."""
    expected, error = numeric(f, a)
    size = max(1.0, np.abs(expected).max())
    assert np.shape(gradient) == np.shape(a), f"gradient {np.shape(gradient)} of an array {np.shape(a)}"
    assert error < 1e-9 * size, f"the oracle is too coarse here to tell anything: {error}"
    np.testing.assert_allclose(gradient, expected, rtol=0, atol=max(1e-12 * size, 8 * error))
