"""Identities of reference works are checked, and what a student gets wrong in them is refuted."""

import pytest

from geomsan.verdict import judge

from .identities import IDENTITIES

NOT_YET = {  # true, and refused
    **dict.fromkeys(
        ["MC-91", "MC-122", "W-scalar-by-matrix-numerator-powers", "W-differential-powers", "MN-§9.14-powers"],
        "a matrix power whose exponent is a summation index",
    ),
    **dict.fromkeys(["W-differential-aX", "W-differential-trAX"], "what stands in d(…) and is meant to be constant"),
    **dict.fromkeys(["MC-34", "MC-37", "MC-40", "MC-42", "MC-44"], "∂X as a differential"),
    "MC-126": "an instance at which differences do not settle",
    "W-by-scalar-det''": "bars of a determinant count as an absolute value, which is tried at all magnitudes",
    "MN-§9.14-D": "the derivative by vec X",
    "PRML-4.91": "the row of a matrix, Φ_i",
    "W-vector-by-vector-numerator-xH": "sources contradict each other on the derivative of a row by a column",
}
WRONGLY_CHECKED = {  # false, and not refused
    "W-vector-by-vector-numerator-xH-0": "true in the other convention",
    "PH-§4-reduction-0": "\\mathbf{1} is fitted to a row",
}


def known(name, table):
    return [pytest.mark.xfail(reason=table[name], strict=True)] if name in table else []


@pytest.mark.parametrize(
    "identity", [pytest.param(each, id=each.id, marks=known(each.id, NOT_YET)) for each in IDENTITIES]
)
def test_identity(identity):
    verdict = judge(identity.true, identity.scope)
    assert verdict.status == "checked", f"{identity.source}: {identity.true}\n{verdict.message}"


@pytest.mark.parametrize(
    ("identity", "latex"),
    [
        pytest.param(each, latex, id=f"{each.id}-{place}", marks=known(f"{each.id}-{place}", WRONGLY_CHECKED))
        for each in IDENTITIES
        for place, latex in enumerate(each.false)
    ],
)
def test_wrong_variant(identity, latex):
    verdict = judge(latex, identity.scope)
    refused = ("refuted", "error") if identity.id in NOT_YET else ("refuted",)
    assert verdict.status in refused, f"{identity.source}: {latex}\n{verdict.status}: {verdict.message}"
