"""Numbers as a reader reads them."""

from __future__ import annotations

import math

SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def scientific(value):
    """An error: 3.1e-16 is ``3.1×10⁻¹⁶``, and 0 is ``0 (정확)``."""
    if value == 0:
        return "0 (정확)"
    if not math.isfinite(value):
        return "∞"
    mantissa, exponent = f"{value:.1e}".split("e")
    return f"{mantissa}×10{str(int(exponent)).translate(SUPERSCRIPTS)}"
