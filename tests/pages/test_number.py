import math

import pytest

from geomsan.pages.number import scientific


@pytest.mark.parametrize(
    ("value", "text"),
    [(3.1e-16, "3.1×10⁻¹⁶"), (0.0, "0 (정확)"), (2.5, "2.5×10⁰"), (9.96e-9, "1.0×10⁻⁸"), (1e12, "1.0×10¹²")],
)
def test_numbers_as_read(value, text):
    assert scientific(value) == text


@pytest.mark.parametrize("value", [math.nan, math.inf])
def test_no_number_looks_small_that_is_none(value):
    assert scientific(value) == "∞"
