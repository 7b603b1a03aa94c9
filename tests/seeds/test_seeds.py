"""The display equations of the five lecture notes that the site is made from: all of them."""

import warnings
from collections import Counter

import pytest

from geomsan.verdict import judge

from .s0 import ROWS as S0
from .s1 import ROWS as S1
from .s2 import ROWS as S2
from .s3 import ROWS as S3
from .s4 import ROWS as S4
from .s4_neuron import ROWS as S4_NEURON
from .table import CLASSES

ROWS = [*S0, *S1, *S2, *S3, *S4, *S4_NEURON]
STATUS = {"true": "checked", "false": "refuted", "notation": "notation"}
EXECUTED = 0.95  # of what is claimed, at least


FOUND = {}  # sources repeat themselves


def verdict(row, latex):
    key = latex, id(row.scope), row.before
    if key not in FOUND:
        before = verdict(row.before, row.before.latex) if row.before else None
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", RuntimeWarning)
            FOUND[key] = judge(latex, row.scope, before)
    return FOUND[key]


@pytest.mark.parametrize("row", [pytest.param(row, id=row.place) for row in ROWS])
def test_row(row):
    """What is said to be true holds; what is said to be false is refuted, and holds when corrected."""
    found = verdict(row, row.latex)
    said = f"{row.place}: {row.latex}\n{found.status}: {found.message}"
    if row.kind == "open":
        assert found.status in ("error", "refuted"), said
        assert row.why, f"{row.place}: why is it not executed?"
        return
    assert found.status == STATUS[row.kind], said
    if row.kind == "false":
        corrected = verdict(row, row.corrected)
        assert corrected.status == "checked", f"{row.place}: {row.corrected}\n{corrected.status}: {corrected.message}"
        assert row.why, f"{row.place}: why is it false?"


def test_most_claims_are_executed():
    counts = Counter(row.kind for row in ROWS)
    assert set(counts) <= set(CLASSES)
    for source in ("S0", "S1", "S2", "S3", "S4"):
        print(source, dict(Counter(row.kind for row in ROWS if row.place.startswith(source))))
    print("all", dict(counts))
    claims = len(ROWS) - counts["notation"]
    assert counts["true"] + counts["false"] >= EXECUTED * claims


def test_every_row_has_its_place():
    places = [row.place for row in ROWS]
    assert len(set(places)) == len(places)
