from contextlib import closing

import pytest

from geomsan.pages.given import given, recording
from geomsan.pages.world import World


def test_given_outside_a_block_says_where_it_belongs():
    with closing(World()), pytest.raises(RuntimeError, match="python exec"):
        given(X=1)


def test_given_is_recorded_with_its_line():
    declared = []
    with recording(declared):
        given(X=1, layout="numerator")
    assert declared[0].symbols == {"X": 1} and declared[0].options == {"layout": "numerator"}
    assert declared[0].line > 1
