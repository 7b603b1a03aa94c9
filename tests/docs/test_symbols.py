"""The page of declarations shows what an author is told of a wrong one."""

import re

import pytest


@pytest.fixture(scope="module")
def shown(root):
    section = (root / "docs/guide/symbols.md").read_text("utf-8").partition("{ #errors }")[2]
    return re.findall(r"```python\n(.*?)```\n\n```text\n(.*?)\n```", section, re.S)


def test_the_errors_are_those_that_are_shown(shown, problems):
    assert len(shown) >= 4
    for code, message in shown:
        assert problems(f'```python exec="on"\nfrom geomsan import *\n\n{code}```\n') == [(4, message)]
