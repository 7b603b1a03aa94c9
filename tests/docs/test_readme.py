"""The readme's five lines, in a project that has nothing else."""

import os
import re
import subprocess
import sys

import pytest

pytestmark = pytest.mark.build

PAGE = '# 처음\n\n```python exec="on"\nfrom geomsan import Matrix, given\ngiven(X=Matrix("n", "d"), Y=lambda X: 2 * X)\n```\n\n'
PAGE += "$$ \\mathbf{Y} = 2\\mathbf{X} $$\n"


@pytest.fixture
def project(tmp_path, root):
    """An empty folder with the five lines; the engine is installed in the environment of these tests."""
    section = (root / "README.md").read_text("utf-8").partition("## In another project")[2]
    lines = re.search(r"```yaml\n(.*?)```", section, re.S)[1]
    assert len(lines.splitlines()) == 5
    (tmp_path / "mkdocs.yml").write_text("site_name: 다른 곳\n" + lines, "utf-8")
    (tmp_path / "docs").mkdir()
    return tmp_path


def build(project, page):
    (project / "docs/index.md").write_text(page, "utf-8")
    # -I: nothing of this repository's folder, only what is installed
    return subprocess.run(
        [sys.executable, "-I", "-m", "mkdocs", "build", "--strict"],
        cwd=project, capture_output=True, text=True, encoding="utf-8", env=os.environ,
    )  # fmt: skip


def test_five_lines_are_enough(project):
    done = build(project, PAGE)
    assert done.returncode == 0, done.stderr
    html = (project / "site/index.html").read_text("utf-8")
    assert 'data-status="checked"' in html and html.count('class="tabbed-block"') == 2 and '=== "' not in html
    done = build(project, PAGE.replace("= 2", "= 3"))
    assert done.returncode == 1 and "docs/index.md:8:17: the '=' is false" in done.stderr
    assert 'data-status="checked"' in (project / "site/index.html").read_text("utf-8")  # the old site, whole


def test_what_the_plugin_adds_asks_for_no_theme(project):
    settings = (project / "mkdocs.yml").read_text("utf-8")
    options = "- geomsan: {takeaway: [], policy: true, folder: true}"
    (project / "mkdocs.yml").write_text(settings.replace("- geomsan\n", options + "\n", 1), "utf-8")
    done = build(project, PAGE)
    assert done.returncode == 0, done.stderr
    for name in ("ledger.json", "csp.txt", "index.ipynb", "assets/javascripts/geomsan-folder.js"):
        assert (project / "site" / name).is_file(), name
