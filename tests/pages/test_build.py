"""The real build in a process of its own: red is red, also when quiet or optimised."""

import os
import subprocess
import sys

import pytest

pytestmark = pytest.mark.build

CONFIG = """\
site_name: 시험
INHERIT: {root}/mkdocs.yml
docs_dir: docs
nav: [index.md, layers/affine.md]
extra_css: []
watch: []
"""


@pytest.fixture
def good(given):
    return "---\ntitle: 제목\n---\n\n" + given + "$$ \\mathbf{Y} = 2\\mathbf{X} $$\n"


@pytest.fixture
def build(tmp_path, root):
    """Build a site of two pages and give back the process and the folder."""
    (tmp_path / "mkdocs.yml").write_text(CONFIG.format(root=root), "utf-8")
    (tmp_path / "docs/layers").mkdir(parents=True)
    (tmp_path / "docs/index.md").write_text("# 처음\n", "utf-8")

    def run(page, *options, **variables):
        (tmp_path / "docs/layers/affine.md").write_text(page, "utf-8")
        command = [sys.executable, "-m", "mkdocs", "build", "--strict", *options]
        done = subprocess.run(
            command, cwd=tmp_path, env=os.environ | variables, capture_output=True, text=True, encoding="utf-8"
        )
        return done, tmp_path / "site/layers/affine/index.html"

    return run


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
