"""What the pages of these tests start with, and a site of their own to build."""

import os
import subprocess
import sys

import pytest

# Y is twice X; every test that needs symbols needs no more than these.
GIVEN = """\
```python exec="on"
from geomsan import Matrix, given

given(X=Matrix("n", "d", about="입력"), Y=lambda X: 2 * X)
```

"""

CONFIG = """\
site_name: 시험
INHERIT: {root}/mkdocs.yml
docs_dir: docs
nav: [index.md, layers/affine.md]
extra_css: []
extra_javascript: []
watch: []
"""


@pytest.fixture
def given():
    return GIVEN


@pytest.fixture
def good(given):
    return "---\ntitle: 제목\n---\n\n" + given + "$$ \\mathbf{Y} = 2\\mathbf{X} $$\n"


@pytest.fixture
def folder(tmp_path, root):
    """A folder with the settings of this site and one page."""
    (tmp_path / "mkdocs.yml").write_text(CONFIG.format(root=root), "utf-8")
    (tmp_path / "docs/layers").mkdir(parents=True)
    (tmp_path / "docs/index.md").write_text("# 처음\n", "utf-8")
    return tmp_path


@pytest.fixture
def build(folder):
    """Build the site with this second page, and give back the process and what was published of the page."""

    def run(page, *options, strict=True, **variables):
        (folder / "docs/layers/affine.md").write_text(page, "utf-8")
        command = [sys.executable, "-m", "mkdocs", "build", *["--strict"] * strict, *options]
        done = subprocess.run(
            command, cwd=folder, env=os.environ | variables, capture_output=True, text=True, encoding="utf-8"
        )
        return done, folder / "site/layers/affine/index.html"

    return run
