"""The real build in a process of its own: red is red, also when quiet or optimised."""

import pytest

pytestmark = pytest.mark.build


def test_a_true_page_is_published(build, good):
    done, published = build(good)
    assert done.returncode == 0, done.stderr
    assert 'data-status="checked"' in published.read_text("utf-8")


@pytest.mark.parametrize("options", [(), ("-q",)])
@pytest.mark.parametrize("variables", [{}, {"PYTHONOPTIMIZE": "1"}])
def test_a_false_page_is_not(build, good, options, variables):
    done, published = build(good.replace("= 2", "= 3"), *options, **variables)
    line = good[: good.index("$$")].count("\n") + 1
    assert done.returncode == 1
    assert f"docs/layers/affine.md:{line}: " in done.stderr
    assert "Traceback" not in done.stderr
    assert not published.exists()


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("assert 1 == 2", "affine.md:2: AssertionError"),
        ("import sys; sys.exit(0)", "affine.md:2: SystemExit: 0"),
        ("import numpy as np; print(np.ones(1) / 0)", "affine.md:2: FloatingPointError"),
        ("print(left_by_another_page)", "affine.md:2: NameError"),
    ],
)
def test_code_that_fails_fails_the_build(build, code, message):
    done, published = build(f'```python exec="on"\n{code}\n```\n', "-q", PYTHONOPTIMIZE="1")
    assert done.returncode == 1 and message in done.stderr
    assert not published.exists()


def test_links_that_a_block_prints_are_links_of_the_page(build):
    page = '```python exec="on" result="markdown"\nprint("[글](../{})")\n```\n'
    done, published = build(page.format("index.md"))
    assert done.returncode == 0 and '<a href="../../">글</a>' in published.read_text("utf-8")
    done, _ = build(page.format("nowhere.md"))
    assert done.returncode == 1 and "nowhere.md" in done.stderr
