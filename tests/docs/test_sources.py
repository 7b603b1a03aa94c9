"""Every section of the five sources has its place in the book: `sources.txt` says which."""

import re
from pathlib import Path

import pytest

ROWS = [line.rsplit(" → ", 1) for line in (Path(__file__).parent / "sources.txt").read_text("utf-8").splitlines()]


@pytest.mark.parametrize(("section", "place"), ROWS, ids=[f"{section}: {place}" for section, place in ROWS])
def test_the_place_of_a_section_is_there(root, section, place):
    page, anchor = place.split("#")
    text = (root / "docs" / page).read_text("utf-8")
    assert re.search(rf"\{{ ?#{anchor} ?\}}|\bid: {anchor}\b|\\label\{{{anchor}\}}", text), f"{section}: no #{anchor} in {page}"


def test_every_source_has_places():
    assert {section[:2] for section, _ in ROWS} >= {"S0", "S1", "S2", "S3", "S4"}
