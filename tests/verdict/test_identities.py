"""Identities of reference works are checked, and what a student gets wrong in them is refuted."""

import pytest

from geomsan.verdict import judge

from .identities import IDENTITIES

REFUSED = {  # true, and not checked
    "PRML-4.91": "Φ_i, the row of a matrix",
    "W-vector-by-vector-numerator-xH": "books disagree on the derivative of a row by a column",
}


def marks(identity):
    return [pytest.mark.xfail(reason=REFUSED[identity.id], strict=True)] if identity.id in REFUSED else []


@pytest.mark.parametrize("identity", [pytest.param(each, id=each.id, marks=marks(each)) for each in IDENTITIES])
def test_identity(identity):
    verdict = judge(identity.true, identity.scope)
    assert verdict.status == "checked", f"{identity.source}: {identity.true}\n{verdict.message}"


@pytest.mark.parametrize(
    ("identity", "latex"),
    [
        pytest.param(each, latex, id=f"{each.id}-{place}")
        for each in IDENTITIES
        for place, latex in enumerate(each.false)
    ],
)
def test_wrong_variant(identity, latex):
    """What is not understood may be an error; a ✓ it may never be."""
    verdict = judge(latex, identity.scope)
    expected = ("refuted", "error") if identity.id in REFUSED else ("refuted",)
    assert verdict.status in expected, f"{identity.source}: {latex}\n{verdict.status}: {verdict.message}"
