"""Tests of a group run in one worker, so that what they share is made once."""

import pytest


@pytest.mark.xdist_group("together")
def test_the_workers_know_the_groups(request):
    """Where pytest and pytest-xdist do not understand each other, groups are forgotten without a word."""
    assert request.node.nodeid.endswith("@together") == bool(request.config.getoption("loadgroup", False))
