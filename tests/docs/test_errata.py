"""Every erratum has what the source says, refuted or refused, and what is right; only a gap that is filled has no former."""

import re

import pytest

from .sources import anchors

DISPLAY = re.compile(r"^\$\$\n(.*?)^\$\$$", re.M | re.S)
REFUSED = re.compile(r"^/// refused\n\$\$\n.*?^///$", re.M | re.S)
# What is wrong there is a word, or something is missing: no formula of the source is false.
FILLED = {"s0-6", "s0-332", "s0-402", "s0-292", "s2-105", "s3-317"}


def errata(text):
    """(what is false, what is right) of every erratum, each a number of displays."""
    lines, places = text.splitlines(), anchors(text)
    starts = [line for line, *_ in places] + [len(lines) + 1]
    found = {}
    for (line, level, name), end in zip(places, starts[1:], strict=True):
        if level == 9:
            part = "\n".join(lines[line : end - 1])
            refused, rest = len(REFUSED.findall(part)), REFUSED.sub("", part)
            displays = DISPLAY.findall(rest)
            false = sum("% 검산: 거짓" in display for display in displays)
            found[name] = false + refused, len(displays) - false + rest.count("\ncheck(")
    return found


@pytest.fixture(scope="module")
def page(root):
    return (root / "docs/errata.md").read_text("utf-8")


def test_every_erratum_is_refuted_and_corrected(page):
    found = errata(page)
    assert len(found) >= 75 and FILLED <= found.keys()
    assert {name for name, (false, _) in found.items() if not false} == FILLED
    assert {name for name, (_, right) in found.items() if not right} == set()


@pytest.mark.parametrize("name", ["s0-76", "s3-329", "s4-403"])
def test_an_erratum_without_a_half_is_seen(page, name):
    """Negative control: the false formula is taken away, then the right one."""
    start = page.index(f"{{: #{name} }}")
    halves = [match.span() for match in DISPLAY.finditer(page, start)][:2]
    for half, (begin, end) in enumerate(halves):
        false, right = errata(page[:begin] + page[end:])[name]
        assert (false, right)[half] == errata(page)[name][half] - 1


def test_every_source_has_errata(page):
    assert {name[:2] for name in errata(page)} == {"s0", "s1", "s2", "s3", "s4"}
