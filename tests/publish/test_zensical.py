"""Zensical as the host: the same settings, the same ledger, and red is red, also where it keeps finished pages."""

import json
import re
import shutil
from html import unescape

import pytest

from .test_ledger import PROOF, THEOREM, WHOLE
from .test_reproducible import contents

pytestmark = [pytest.mark.build, pytest.mark.xdist_group("zensical")]
pytest.importorskip("zensical", reason="Zensical is not installed: requirements-test.txt")

HOME = "# 처음\n\n[정리](layers/affine.md#double)\n\n"
HOME += "\n\n".join(f"/// ledger | {part}\n///" for part in ("totals", "theorems", "map", "waivers", "survivors", "file"))
USER = '/// lemma | 그 뒤\n    attrs: {id: user}\n\n$$ \\mathbf{Y} - \\mathbf{X} = \\mathbf{X} $$\n///\n\n/// proof | user\n\n[두 배](#double)에서\n\n'
USER += "$$ \\mathbf{Y} - \\mathbf{X} = 2\\mathbf{X} - \\mathbf{X} = \\mathbf{X} $$\n///\n\n"
PRINTED = '```python exec="on"\nprint("안녕")\n```\n\n'
WAIVED = "$$\n% 검산: 거짓\n\\mathbf{Y} = 3\\mathbf{X}\n$$\n\n$$\n% 검산 제외: 까닭\n\\mathbf{Y} = 3\\mathbf{X}\n$$\n\n"
LESSON = '```python exec="on"\nfrom geomsan import Matrix, given\nimport lesson\nfactor = lesson.factor\n'
LESSON += 'given(X=Matrix("n", "d"), Y=lambda X: factor * X)\n```\n\n$$ \\mathbf{Y} = 2\\mathbf{X} $$\n'
ARTICLE = re.compile(r"<article\b[^>]*>(.*?)</article>", re.S)


@pytest.fixture
def zensical(folder, run):
    """Build with Zensical, and give back the process and what was published of the page."""

    def build(page, *options, strict=True, **how):
        (folder / "docs/layers/affine.md").write_text(page, "utf-8")
        done = run("zensical", "build", *["--strict"] * strict, *options, cwd=folder, **how)
        return done, folder / "site/layers/affine/index.html"

    return build


def body(html):
    """What the theme frames: between its own additions, in one line."""
    (article,) = ARTICLE.findall(html)
    return " ".join(article.partition("<h1")[2].partition("<!--")[0].split()).removesuffix("</form>")


def test_the_site_is_that_of_mkdocs(build, zensical, folder, given):
    """The same ledger to the byte; the same pages, with the ledger filled in; the same files to take away."""
    (folder / "docs/index.md").write_text(HOME, "utf-8")
    page = "# 어파인\n\n" + given + THEOREM + PROOF + USER + PRINTED + WAIVED
    found = []
    for host in (build, zensical):
        done, published = host(page)
        assert done.returncode == 0, done.stderr
        found.append(contents(folder / "site"))
        shutil.rmtree(folder / "site")
    mkdocs, ours = found
    wheel = next(name for name in mkdocs if name.endswith(".whl"))
    for name in ("ledger.json", "layers/affine/affine.ipynb", "layers/affine/affine.py", wheel):
        assert ours[name] == mkdocs[name], name
    for name in ("index.html", "layers/affine/index.html"):
        assert body(ours[name].decode()) == body(mkdocs[name].decode()), name
    home = ours["index.html"].decode()
    assert "<strong>2</strong> 정리" in home and 'class="proof-map"' in home and 'href="ledger.json"' in home and 'data-part="' not in home
    assert '<p class="used-in">쓰이는 곳: ' in ours["layers/affine/index.html"].decode()
    found = {item["location"]: unescape(item["text"]) for item in json.loads(ours["search.json"])["items"]}
    assert found == {section["location"]: section["text"] for section in json.loads(mkdocs["search/pages.json"])}
    assert not any(b"<!-- geomsan" in text for text in ours.values())
    assert sorted(path.name for path in folder.iterdir()) == [".cache", "docs", "mkdocs.yml"]


@pytest.mark.parametrize(
    ("old", "new", "line", "column"),
    [("= 2", "= 3", 11, 17), ("from geomsan", "assert False\nfrom geomsan", 6, 1), ("exec=", "exce=", 5, 1), ("\\mathbf{Y}", "\\frac{a}{", 11, 14)],
)
def test_a_false_page_is_not_published(zensical, folder, good, old, new, line, column):
    done, published = zensical(good.replace(old, new), PYTHONOPTIMIZE="1")
    assert done.returncode == 1 and f"\ndocs/layers/affine.md:{line}:{column}: " in done.stderr and "Traceback" not in done.stderr
    assert not (folder / "site").exists()


def test_the_red_pages_are_reported_together_and_the_old_site_stays_whole(zensical, folder, good):
    done, published = zensical(good)
    assert done.returncode == 0, done.stderr
    before = contents(folder / "site")
    (folder / "docs/index.md").write_text("글\n\n$\\foo$\n", "utf-8")
    (folder / "docs/hidden.md").write_text("# 숨은 쪽\n", "utf-8")
    done, _ = zensical(good.replace("= 2", "= 3"))
    assert done.returncode == 1 and "Problems: 3\n" in done.stderr
    assert "\ndocs/hidden.md:1:1: no reader finds this page" in done.stderr
    assert "\ndocs/index.md:3:2: " in done.stderr and "\ndocs/layers/affine.md:11:17: " in done.stderr
    assert contents(folder / "site") == before and not (folder / "site.old").exists()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (THEOREM, ":13:1: theorem 'double' has no proof"),  # the ledger's business
        ("[글](#nowhere)\n", "anchor does not exist"),  # Zensical's
    ],
)
def test_a_build_that_fails_leaves_the_old_site_whole(zensical, folder, good, text, message):
    done, published = zensical(good)
    before = contents(folder / "site")
    done, _ = zensical(good + "\n" + text)
    assert done.returncode != 0 and message in done.stderr
    assert contents(folder / "site") == before and published.exists()


def test_what_a_killed_build_left_is_put_back(zensical, folder, good):
    done, published = zensical(good)
    before = contents(folder / "site")
    killed, _ = zensical('```python exec="on"\nimport os, signal\nos.kill(os.getpid(), signal.SIGKILL)\n```\n')
    done, _ = zensical(good.replace("= 2", "= 3"))
    assert killed.returncode != 0 and done.returncode == 1
    assert contents(folder / "site") == before and not (folder / "site.old").exists()


def test_nothing_that_zensical_kept_is_counted(zensical, folder, good):
    """Each build reads every page itself, so what a page reads shows too."""
    reading = good.replace("given(X", "assert open('number.txt').read() == '2'\ngiven(X")
    (folder / "number.txt").write_text("2")
    assert zensical(reading)[0].returncode == 0
    assert zensical(reading)[0].returncode == 0  # the ledger is whole although nothing has changed
    (folder / "number.txt").write_text("3")
    done, _ = zensical(reading)
    assert done.returncode == 1 and "AssertionError" in done.stderr


def test_a_survivor_stops_a_strict_build(zensical, folder):
    page = WHOLE + "$$\n\\sin(\\pi k) = 0\n$$\n"
    done, published = zensical(page)
    assert done.returncode == 1 and "docs/layers/affine.md:6:1: this wrong version" in done.stderr and not published.exists()
    assert zensical(page, strict=False)[0].returncode == 0 and published.exists()


def test_an_edit_of_the_library_is_seen(zensical, folder):
    (folder / "src").mkdir()
    (folder / "src/lesson.py").write_text("factor = 2\n")
    done, published = zensical(LESSON, PYTHONPATH=str(folder / "src"))
    assert done.returncode == 0 and published.exists(), done.stderr
    (folder / "src/lesson.py").write_text("factor = 3\n")
    done, published = zensical(LESSON, PYTHONPATH=str(folder / "src"))
    assert done.returncode == 1 and "the '=' is false" in done.stderr


WITHOUT = "markdown_extensions:\n  - pymdownx.superfences\n  - geomsan.pages{}\nplugins: []\n"


@pytest.mark.parametrize("key", ["", ": {key: !!python/object/apply:geomsan.pages.fingerprint {args: [src]}}"])
def test_the_extension_alone_stops_at_the_first_red_page(zensical, folder, good, key):
    """As in a project that does not list `geomsan.publish.zensical`; Zensical keeps pages, so it needs a key."""
    settings = (folder / "mkdocs.yml").read_text("utf-8")
    (folder / "mkdocs.yml").write_text(re.sub("INHERIT.*\n", "theme: {name: material}\n", settings) + WITHOUT.format(key), "utf-8")
    for page, red in ((good, not key), (good.replace("= 2", "= 3"), True), (good, not key)):
        done, published = zensical(page)
        assert (done.returncode != 0) == red and published.exists() != red, done.stderr
    assert bool(key) != ("would not see an edit of the engine" in done.stderr)


def test_a_library_that_is_not_under_the_key_is_refused(zensical, folder):
    (folder / "elsewhere").mkdir()
    (folder / "elsewhere/lesson.py").write_text("factor = 2\n")
    done, published = zensical(LESSON, PYTHONPATH=str(folder / "elsewhere"))
    assert done.returncode == 1 and "would not see an edit of" in done.stderr and not published.exists()
