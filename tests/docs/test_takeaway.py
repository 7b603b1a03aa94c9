"""What readers take away runs without the site, and is what the page is."""

import ast
import json
import shutil
import subprocess

import nbformat
import pytest

from geomsan.pages.source import Source

from .takeaway import DRAWS, differences, environment

pytestmark = [pytest.mark.build, pytest.mark.xdist_group("takeaway")]

RUN = {"steepest", "math", "mean-squared-error", "affine", "backprop"}  # `make takeaway` runs them all
CONFIG = """\
INHERIT: {root}/mkdocs.yml
docs_dir: docs
nav: {pages}
watch: []
validation: {{links: {{not_found: ignore, anchors: ignore, unrecognized_links: ignore}}}}
"""
HOME = r"""---
title: 처음
---

# 처음 { #first }

`$$`는 코드이고 [`Affine` 층](layers/affine.md#code)은 링크이다. [밖](https://example.org/a)도, [없는 곳](none.md)도 있다.

```python exec="on"
from geomsan import Matrix, check, given

given(A=Matrix("n", "m"), B=lambda A: 2 * A)
check(r"B = kA", k=2.0)
print("셋", 1 + 2)
```

/// theorem | 두 배
    attrs: {id: twice}
    검산 제외: 말로 보인다

$$
% 검산: 거짓
B = 3A
$$

///

/// proof
    검산 제외: 말로 보인다

[정리](#twice)에서 $B[1](2)$이다.
///

!!! info "둘레"

    안에도 코드가 있다.

    ```python exec="on"
    print("안")
    ```

```python
# 실행하지 않는 코드
/// theorem | 아니다
```

/// show
보인다.
///
"""
SITE = "https://example.org/book/"


@pytest.fixture(scope="module")
def build(root, run):
    def built(folder, pages, SITE_URL="", **how):
        """A site of these pages."""
        (folder / "docs").mkdir(parents=True)
        for page, text in pages.items():
            (folder / "docs" / page).write_text(text, "utf-8")
        shutil.copytree(root / "docs/assets", folder / "docs/assets")
        (folder / "mkdocs.yml").write_text(CONFIG.format(root=root, pages=[*pages]), "utf-8")
        done = run("mkdocs", "build", "--strict", "--quiet", cwd=folder, GEOMSAN_MUTANTS="false", SITE_URL=SITE_URL, **how)
        assert done.returncode == 0, done.stderr
        return folder / "site"

    return built


@pytest.fixture(scope="module")
def small(build, tmp_path_factory):
    return build(tmp_path_factory.mktemp("small"), {"index.md": HOME, "plain.md": "# 글\n\n글뿐이다.\n"})


def cells(path):
    return nbformat.read(path, as_version=nbformat.NO_CONVERT).cells


def executes(page):
    return any('exec="on"' in fence.header for fence in Source(page).fences)


def text(path):
    return [cell.source for cell in cells(path) if cell.cell_type == "markdown"]


def test_notebooks_and_scripts_do_what_they_say(published, small):
    found = dict(differences(published, RUN)) | dict(differences(small))
    assert len(found) == len(RUN) + 1
    assert [says for says in found.values() if says] == []


def test_every_page_with_code_has_a_notebook_that_is_valid_and_a_script_that_is_python(published, root):
    found = sorted(published.rglob("*.ipynb"))
    assert len(found) == sum(executes(page.read_text("utf-8")) for page in (root / "docs").rglob("*.md"))
    for path in found:
        nbformat.validate(json.loads(path.read_text("utf-8")))
        ast.parse(path.with_suffix(".py").read_text("utf-8"))


def test_what_the_page_was_is_in_the_notebook(published, root):
    """The blocks in their order, with what they printed and drew, and every display between them."""
    page = (root / "docs/calculus/steepest.md").read_text("utf-8")
    found = cells(published / "calculus/steepest/steepest.ipynb")
    code = [cell.source for cell in found if cell.cell_type == "code"]
    assert len(code) == page.count('exec="on"') and all(f"\n{each}\n```" in page for each in code)
    assert "변화율  5.00" in found[1].outputs[0].text
    drawn = [output for cell in found if DRAWS in cell.source for output in cell.outputs]
    assert [each.output_type for each in drawn] == ["display_data", "stream"]
    assert drawn[0].data["image/svg+xml"].startswith("<svg ") and "var(" not in drawn[0].data["image/svg+xml"]
    assert sum(each.count("$$") for each in text(published / "calculus/steepest/steepest.ipynb")) == page.count("$$")


def test_what_only_the_site_understands_is_plain_markdown(small):
    first, *rest = text(small / "index.ipynb")
    assert first.startswith("# 처음\n\n사이트 검산의 한 쪽이다.") and "pip install geomsan_notebook-" in first
    assert first.endswith("`$$`는 코드이고 `Affine` 층은 링크이다. [밖](https://example.org/a)도, 없는 곳도 있다.")
    assert rest == [
        "**정리 (두 배)**\n\n*검산 제외: 말로 보인다*\n\n$$\n% 검산: 거짓\nB = 3A\n$$\n\n*거짓인 식이다. 반례가 있다.*\n\n---\n\n"
        "**증명 — 두 배**\n\n*검산 제외: 말로 보인다*\n\n정리에서 $B[1](2)$이다.\n\n■\n\n**둘레**\n\n안에도 코드가 있다.",
        "```python\n# 실행하지 않는 코드\n/// theorem | 아니다\n```\n\n보인다.",
    ]


def test_the_page_links_to_its_files(published):
    page = (published / "guide/math/index.html").read_text("utf-8")
    offered = page[page.index('<p class="takeaway"') :].partition("</p>")[0]
    links = [part.partition('"')[0] for part in offered.split('href="')[1:]]
    assert links[:2] == ["math.ipynb", "math.py"] and len(links) == 3
    assert all((published / "guide/math" / link).is_file() for link in links)
    assert "내려받기" not in (published / "search/pages.json").read_text("utf-8")


def test_a_page_without_code_offers_nothing(small):
    assert not (small / "plain/plain.ipynb").exists() and "takeaway" not in (small / "plain/index.html").read_text("utf-8")


def test_two_builds_give_the_same_bytes_with_links_into_a_site_that_knows_its_address(build, tmp_path):
    sites = [build(tmp_path / name, {"index.md": HOME}, SITE_URL=SITE, fresh=name == "two") for name in ("one", "two")]
    first, second = ({path.name: path.read_bytes() for path in site.rglob("*") if path.suffix in (".ipynb", ".py", ".whl")} for site in sites)
    assert len(first) == 3 and first == second
    introduction, rest, *_ = text(sites[0] / "index.ipynb")
    assert f"사이트 [검산]({SITE})의 한 쪽이다" in introduction and f"pip install {SITE}assets/geomsan_notebook-" in introduction
    assert f"[정리]({SITE}#twice)에서" in rest


def test_a_notebook_that_needs_the_site_is_noticed(build, tmp_path):
    pages = {
        "index.md": ('assert __name__ == "__page__"', "AssertionError"),  # a name that only the page has
        "markdown.md": ('__import__("markdown")', "No module named 'markdown'"),  # what it does not ask for
        "random.md": ('import random\nprint("셋", random.random())', "says that it prints"),  # what only the page knows
        "file.md": ('print(open("docs/index.md").read(1))', "No such file"),
        "good.md": ("import markdown\nimport math\nprint(math.pi, markdown.__name__)", ""),
    }
    site = build(tmp_path, {page: f'# 쪽\n\n```python exec="on"\n{code}\n```\n' for page, (code, _) in pages.items()})
    found = {path.stem: says for path, says in differences(site)}
    for page, (_, says) in pages.items():
        assert says in found[page.removesuffix(".md")] and bool(found[page.removesuffix(".md")]) == bool(says)
    assert "-py3-none-any.whl Markdown\n" in text(site / "good/good.ipynb")[0]


def test_a_drawing_that_is_another_is_noticed(published, tmp_path):
    for name in ("assets", "calculus/steepest"):
        shutil.copytree(published / name, tmp_path / name)
    path = tmp_path / "calculus/steepest/steepest.ipynb"
    path.write_text(path.read_text("utf-8").replace("#0d6e4f", "#0d6e4e"), "utf-8")
    ((_, found),) = differences(tmp_path)
    assert "draws 2 figures" in found


def test_a_wheel_with_another_byte_is_refused(published, tmp_path):
    (wheel,) = published.glob("assets/*.whl")
    content = bytearray(wheel.read_bytes())
    place = content.index(b"geomsan/cli.py") + 200
    content[place] ^= 1
    (tmp_path / wheel.name).write_bytes(content)
    with pytest.raises(subprocess.CalledProcessError):
        environment(tmp_path / "env", tmp_path / wheel.name, "numpy")
