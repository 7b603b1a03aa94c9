"""Zensical as the host: the same settings, the same verdicts, and red is red, also where it keeps finished pages."""

import os
import re
import shutil
import subprocess
import sys

import pytest

pytestmark = pytest.mark.build
pytest.importorskip("zensical", reason="Zensical is not installed: requirements-test.txt")

LESSON = '```python exec="on"\nfrom geomsan import Matrix, given\nimport lesson\nfactor = lesson.factor\n'
LESSON += 'given(X=Matrix("n", "d"), Y=lambda X: factor * X)\n```\n\n$$ \\mathbf{Y} = 2\\mathbf{X} $$\n'


@pytest.fixture
def zensical(folder):
    """Build with Zensical, and give back the process and what was published of the page."""

    def run(page, *options, **variables):
        (folder / "docs/layers/affine.md").write_text(page, "utf-8")
        done = subprocess.run(
            [sys.executable, "-m", "zensical", "build", "--strict", *options],
            cwd=folder, env=os.environ | variables, capture_output=True, text=True, encoding="utf-8",
        )  # fmt: skip
        return done, folder / "site/layers/affine/index.html"

    return run


def test_the_verdicts_are_those_of_mkdocs(build, zensical, good):
    page = good + "\n$$\n% 검산: 거짓\n\\mathbf{Y} = 3\\mathbf{X}\n$$\n\n$$\n% 검산 제외: 까닭\n\\mathbf{Y} = 3\\mathbf{X}\n$$\n"
    found = []
    for host in (build, zensical):
        done, published = host(page)
        assert done.returncode == 0, done.stderr
        found.append(re.findall(r'data-status="(\w+)"|최대 오차 ([^<]*)', published.read_text("utf-8")))
        shutil.rmtree(published.parents[2])
    assert found[0] == found[1] and len(found[0]) == 4


@pytest.mark.parametrize("variables", [{}, {"PYTHONOPTIMIZE": "1"}])
@pytest.mark.parametrize(
    ("old", "new", "line", "column"),
    [("= 2", "= 3", 11, 17), ("from geomsan", "assert False\nfrom geomsan", 6, 1), ("exec=", "exce=", 5, 1), ("\\mathbf{Y}", "\\frac{a}{", 11, 14)],
)
def test_a_false_page_is_not_published(zensical, good, old, new, line, column, variables):
    done, published = zensical(good.replace(old, new), **variables)
    assert done.returncode != 0 and f"docs/layers/affine.md:{line}:{column}: " in done.stderr
    assert not published.exists()


def test_a_false_page_that_was_true_is_not_taken_from_the_cache(zensical, good):
    assert zensical(good)[0].returncode == 0
    assert zensical(good.replace("= 2", "= 3"))[0].returncode != 0
    assert zensical(good)[0].returncode == 0


def test_a_red_build_beside_the_old_site_leaves_it_whole(zensical, folder, good):
    """As `make zensical` builds."""
    done, published = zensical(good)
    before = published.read_bytes()
    done, _ = zensical(good + "\n글\n", SITE_DIR="site.new")
    assert done.returncode == 0 and (folder / "site.new/layers/affine/index.html").exists(), done.stderr
    assert zensical(good.replace("= 2", "= 3"), SITE_DIR="site.new")[0].returncode != 0
    assert published.read_bytes() == before


def test_an_edit_of_the_library_is_seen_through_the_cache(zensical, folder):
    (folder / "src").mkdir()
    (folder / "src/lesson.py").write_text("factor = 2\n")
    done, published = zensical(LESSON, PYTHONPATH=str(folder / "src"))
    assert done.returncode == 0 and published.exists(), done.stderr
    (folder / "src/lesson.py").write_text("factor = 3\n")
    done, published = zensical(LESSON, PYTHONPATH=str(folder / "src"))
    assert done.returncode != 0 and "the '=' is false" in done.stderr and not published.exists()


def test_a_library_that_the_cache_would_not_see_is_refused(zensical, folder):
    (folder / "elsewhere").mkdir()
    (folder / "elsewhere/lesson.py").write_text("factor = 2\n")
    done, published = zensical(LESSON, PYTHONPATH=str(folder / "elsewhere"))
    assert done.returncode != 0 and "would not see an edit of" in done.stderr and not published.exists()


def test_a_host_without_the_key_is_refused(zensical, folder, good):
    settings = (folder / "mkdocs.yml").read_text("utf-8")
    extensions = "markdown_extensions:\n  - pymdownx.superfences\n  - geomsan.pages\nplugins: []\n"
    (folder / "mkdocs.yml").write_text(re.sub("INHERIT.*\n", "theme: {name: material}\n", settings) + extensions, "utf-8")
    done, published = zensical(good)
    assert done.returncode != 0 and "would not see an edit of the engine" in done.stderr
    assert not published.exists()
