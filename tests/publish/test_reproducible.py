"""The same pages are the same site, byte for byte: in another folder, in another order, on another day."""

import os
import shutil
import subprocess
import sys

import pytest

from .test_ledger import PROOF, THEOREM

pytestmark = pytest.mark.build

PARTS = "# 처음\n\n" + "\n\n".join(f"/// ledger | {part}\n///" for part in ("totals", "theorems", "map", "waivers"))
FIGURE = """
```python exec="on" html="on"
import numpy as np
from geomsan.pages.figure import drawing, html
axes = drawing(300, 200)
axes.plot(np.random.rand(5))
print(html(axes.figure, alt="곡선"))
```
"""
OTHER = "from mkdocs.structure.files import Files\n\n\ndef on_files(files, config):\n    return Files(list(files)[::-1])\n"


def contents(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def published(folder, hooks=""):
    settings = folder / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8") + f"site_url: https://example.org/\n{hooks}", "utf-8")
    variables = os.environ | {"GEOMSAN_CACHE": "", "PYTHONHASHSEED": str(len(hooks))}  # what is kept would be the same anyway
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "-q"], cwd=folder, env=variables, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return contents(folder / "site")


def test_two_builds_give_the_same_bytes(folder, given, tmp_path_factory):
    (folder / "docs/index.md").write_text(PARTS, "utf-8")
    (folder / "docs/layers/affine.md").write_text(given + THEOREM + PROOF + FIGURE, "utf-8")
    other = tmp_path_factory.mktemp("elsewhere") / "deeper"
    shutil.copytree(folder, other)
    (other / "reverse.py").write_text(OTHER, "utf-8")
    for path in other.rglob("*.md"):
        os.utime(path, (10**9, 10**9))
    first, second = published(folder), published(other, "hooks: [reverse.py]\n")
    assert first.keys() == second.keys() and {"sitemap.xml.gz", "ledger.json", "search/search_index.json"} <= first.keys()
    assert [name for name in first if first[name] != second[name]] == []
    assert first["sitemap.xml.gz"][4:8] == bytes(4)  # no day in its header
    assert b"https://example.org/layers/affine/" in first["sitemap.xml"] and b"lastmod" not in first["sitemap.xml"]


def test_another_text_is_another_site(folder, good):
    """Negative control: the comparison sees a change."""
    (folder / "docs/layers/affine.md").write_text(good, "utf-8")
    first = published(folder)
    (folder / "docs/layers/affine.md").write_text(good + "\n글\n", "utf-8")
    assert first["layers/affine/index.html"] != published(folder)["layers/affine/index.html"]
