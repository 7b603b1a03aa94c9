"""The real build in a process of its own: red is red, also when quiet or optimised."""

import pytest

pytestmark = pytest.mark.build


def test_a_true_page_is_published(build, good):
    done, published = build(good, fresh=True)
    assert done.returncode == 0, done.stderr
    assert 'data-status="checked"' in published.read_text("utf-8")


@pytest.mark.parametrize("options", [(), ("-q",)])
@pytest.mark.parametrize("variables", [{}, {"PYTHONOPTIMIZE": "1"}])
def test_a_false_page_is_not(build, good, options, variables):
    done, published = build(good.replace("= 2", "= 3"), *options, fresh=True, **variables)
    line = good[: good.index("$$")].count("\n") + 1
    assert done.returncode == 1
    assert f"docs/layers/affine.md:{line}:17: " in done.stderr
    assert "Traceback" not in done.stderr
    assert not published.exists()


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("assert 1 == 2", "affine.md:2:1: AssertionError"),
        ("import sys; sys.exit(0)", "affine.md:2:1: SystemExit: 0"),
        ("import numpy as np; print(np.ones(1) / 0)", "affine.md:2:1: FloatingPointError"),
        ("print(left_by_another_page)", "affine.md:2:1: NameError"),
    ],
)
def test_code_that_fails_fails_the_build(build, code, message):
    how = {"fresh": True, "PYTHONOPTIMIZE": "1"} if "assert" in code else {}
    done, published = build(f'```python exec="on"\n{code}\n```\n', "-q", **how)
    assert done.returncode == 1 and message in done.stderr
    assert not published.exists()


def test_links_that_a_block_prints_are_links_of_the_page(build):
    page = '```python exec="on" result="markdown"\nprint("[글](../{})")\n```\n'
    done, published = build(page.format("index.md"))
    assert done.returncode == 0 and '<a href="../../">글</a>' in published.read_text("utf-8")
    done, _ = build(page.format("nowhere.md"))
    assert done.returncode == 1 and "nowhere.md" in done.stderr


def test_docstrings_are_shown_with_the_formulas_of_their_page(build):
    page = '```python exec="on"\nimport backprop\n```\n\nA\n\n::: backprop.Affine\n\n$$ 1 + 1 = {} $$\n'
    done, published = build(page.format(2))
    assert done.returncode == 0, done.stderr
    assert "∂L/∂W" in published.read_text("utf-8") and 'data-status="checked"' in published.read_text("utf-8")
    done, _ = build(page.format(3))
    assert done.returncode == 1 and "affine.md:9:12: " in done.stderr


@pytest.mark.parametrize(
    ("formula", "says"),
    [("$$ 1 + 1 = 2 $$", "line 3 of a docstring on this page: a display is not executed here"), ("$1 + 1 = 2$", ""), ("$\\frac{$", "LaTeX error")],
)
def test_a_docstring_states_nothing(build, folder, formula, says):
    (folder / "src").mkdir()
    (folder / "src/lesson.py").write_text(f'r"""A lesson.\n\n{formula}\n"""\n', "utf-8")
    done, published = build("# 글\n\n::: lesson\n", "-q", PYTHONPATH=str(folder / "src"))
    assert done.returncode == bool(says) and says in done.stderr, done.stderr
    assert says or "<math" in published.read_text("utf-8")


def test_a_figure_is_drawn_alike_in_every_build_and_has_ids_of_its_own(build):
    page = """
```python exec="on" html="on"
from geomsan.pages.figure import ACCENT, drawing, html, shades
for height in (1, 2):
    axes = drawing(300, 200)
    axes.plot([0, 1], [0, height])
    axes.pcolormesh([[0, 1], [1, 0]], cmap=shades(ACCENT))
    axes.set(title="손실", xlabel="세대 $10^{-2}$")
    print(html(axes.figure, alt="곡선 <하나>"))
```
"""
    pages = []
    for _ in range(2):
        done, published = build(page)
        assert done.returncode == 0, done.stderr
        pages.append(published.read_text("utf-8").partition("<article")[2].partition("</article")[0])
    assert pages[0] == pages[1]
    assert pages[0].count('role="img" aria-label="곡선 &lt;하나&gt;"') == 2
    assert ">손실</text>" in pages[0] and "currentColor" in pages[0] and "var(--geomsan-true)" in pages[0]
    for forgotten in ("#00000", "DejaVu"):
        assert forgotten not in pages[0]


def test_a_figure_needs_words(build):
    done, _ = build('```python exec="on" html="on"\nfrom geomsan.pages.figure import drawing, html\nhtml(drawing(300, 200).figure, alt=" ")\n```\n')
    assert done.returncode == 1 and "affine.md:3:1: ValueError: a figure needs alt=" in done.stderr
