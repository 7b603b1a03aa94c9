"""Verdicts that are kept from one build to the next: one test for every part of their key, that it cannot be stale."""

import os
import sys
from pathlib import Path
from textwrap import dedent

import numpy as np
import pytest
from markdown import Markdown

from geomsan.pages import fingerprint
from geomsan.pages.error import PageError
from geomsan.verdict import cache as cache_of_verdicts

TRUE = r"$$ \mathbf{Y} = 2\mathbf{X} $$"


def page(code="", function="2 * X", displays=TRUE, declarations='X=Matrix("n", "d")'):
    lines = ["from geomsan import *", "import numpy as np", dedent(code).strip(), f"given({declarations}, Y=lambda X: {function})"]
    return '```python exec="on"\n' + "\n".join(lines) + f"\n```\n\n{displays}\n"


@pytest.fixture
def judged(monkeypatch):
    """The displays that were judged, and not taken from the cache."""
    seen, judge = [], cache_of_verdicts.judge
    monkeypatch.setattr(cache_of_verdicts, "judge", lambda latex, *rest: seen.append(latex.strip()) or judge(latex, *rest))
    return seen


@pytest.fixture
def library(tmp_path, monkeypatch):
    """A package beside the pages that every page imports anew."""
    (tmp_path / "lib/books").mkdir(parents=True)
    (tmp_path / "lib/books/__init__.py").write_text("def twice(x):\n    return 2 * x\n")
    monkeypatch.syspath_prepend(str(tmp_path / "lib"))
    yield tmp_path / "lib"
    sys.modules.pop("books", None)


@pytest.fixture
def convert(tmp_path, judged, library):
    """Convert a page; give back its problems and how many displays were judged for it."""

    def run(text, key=None, mutants=False):
        judged.clear()
        options = {"fresh": ["books"], "key": fingerprint(str(library)) if key is None else key, "mutants": mutants}
        options["cache"] = str(tmp_path / "kept/verdicts.sqlite")
        md = Markdown(extensions=["pymdownx.superfences", "geomsan.pages"], extension_configs={"geomsan.pages": options})
        try:
            run.html = md.convert(text)
        except PageError as error:
            return [problem.message for problem in error.problems], len(judged)
        return [], len(judged)

    return run


def test_a_page_that_did_not_change_is_not_judged_again_and_looks_the_same(convert):
    assert convert(page()) == ([], 1)
    html = convert.html
    assert convert(page()) == ([], 0)
    assert convert.html == html


def test_what_is_red_stays_red(convert):
    problems, judged = convert(page(function="3 * X"))
    assert "the two sides differ" in problems[0] and judged == 1
    assert convert(page(function="3 * X")) == (problems, 0)


TRUTHS = {
    "the function": (page(), page(function="3 * X")),
    "a number that it uses": (page("a = 2", "a * X"), page("a = 3", "a * X")),
    "an array that it uses": (page("a = np.full(1, 2.0)", "a * X"), page("a = np.full(1, 3.0)", "a * X")),
    "an array that was changed in place": (page("a = np.full(1, 2.0)", "a * X"), page("a = np.full(1, 2.0); a += 1", "a * X")),
    "a number in a list": (page("a = [1, 2.0]", "a[1] * X"), page("a = [1, 3.0]", "a[1] * X")),
    "a number in a dict": (page("a = {'k': 2.0}", "a['k'] * X"), page("a = {'k': 3.0}", "a['k'] * X")),
    "a function that it calls": (page("f = lambda x: 2 * x", "f(X)"), page("f = lambda x: 3 * x", "f(X)")),
    "a function behind a function": (
        page("f = lambda x: 2 * x\ng = lambda x: f(x)", "g(X)"), page("f = lambda x: 3 * x\ng = lambda x: f(x)", "g(X)"),
    ),
    "a variable closed over": (
        page("def make(a):\n    return lambda x: a * x\nf = make(2)", "f(X)"), page("def make(a):\n    return lambda x: a * x\nf = make(3)", "f(X)"),
    ),
    "a default": (page("def f(x, a=2):\n    return a * x", "f(X)"), page("def f(x, a=3):\n    return a * x", "f(X)")),
    "a keyword's default": (page("def f(x, *, a=2):\n    return a * x", "f(X)"), page("def f(x, *, a=3):\n    return a * x", "f(X)")),
    "an attribute of a function": (
        page("def f(x):\n    return f.a * x\nf.a = 2", "f(X)"), page("def f(x):\n    return f.a * x\nf.a = 3", "f(X)"),
    ),
    "a method": (page("a = np.array(2.0)\nf = a.__mul__", "f(X)"), page("a = np.array(3.0)\nf = a.__mul__", "f(X)")),
    "a part of a function": (
        page("from functools import partial\nf = partial(lambda a, x: a * x, 2)", "f(X)"),
        page("from functools import partial\nf = partial(lambda a, x: a * x, 3)", "f(X)"),
    ),
    "a class": (page("class A:\n    a = 2", "A.a * X"), page("class A:\n    a = 3", "A.a * X")),
    "an object": (
        page("class A:\n    pass\na = A()\na.b = 2", "a.b * X"), page("class A:\n    pass\na = A()\na.b = 3", "a.b * X"),
    ),
    "the shape": (
        page(displays=r"$$ 2\mathbf{X}\mathbf{X} = \mathbf{X}\mathbf{Y} $$", declarations='X=Matrix("n", "n")'),
        page(displays=r"$$ 2\mathbf{X}\mathbf{X} = \mathbf{X}\mathbf{Y} $$"),
    ),
    "what is drawn": (
        page(displays=r"$$ \mathbf{X} = \mathbf{X}^\top $$", declarations='X=Matrix("n", "n", symmetric=True)'),
        page(displays=r"$$ \mathbf{X} = \mathbf{X}^\top $$", declarations='X=Matrix("n", "n")'),
    ),
    "the library": (page("import books", "books.twice(X)"), page("import books", "1.5 * books.twice(X)")),
    "the environment": (
        page("import os\nos.environ['A'] = '2'", "float(os.environ['A']) * X"), page("import os\nos.environ['A'] = '3'", "float(os.environ['A']) * X"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("part", TRUTHS)
def test_a_verdict_is_never_that_of_another_page(convert, part):
    true, false = TRUTHS[part]
    assert convert(true)[0] == []
    assert convert(false)[0], "the first page's verdict was shown"
    assert convert(true)[0] == []


def test_what_a_display_goes_on_from_is_part_of_the_key(convert):
    onward = "\n\n$$ = \\mathbf{X} + \\mathbf{X} $$"
    assert convert(page(displays=TRUE + onward)) == ([], 2)
    problems, judged = convert(page(displays=r"$$ 3\mathbf{X} = \mathbf{Y} + \mathbf{X} $$" + "\n\n$$ 5\\mathbf{X} \\neq 4\\mathbf{X} $$" + onward))
    assert problems and judged == 3


def test_a_symbol_that_a_formula_defines_is_part_of_the_key(convert):
    claim = "\n\n$$ \\mathbf{A} = 2\\mathbf{X} $$"
    assert convert(page(displays=r"$$ \mathbf{A} := \mathbf{Y} $$" + claim))[0] == []
    assert convert(page(displays=r"$$ \mathbf{A} := 2\mathbf{Y} $$" + claim))[0]


def test_conventions_are_part_of_the_key(convert):
    gradient = r"$$ \frac{\partial L}{\partial \mathbf{x}} = 2\mathbf{x} $$"
    declared = 'x=Vector("n"), L=lambda x: x @ x, X=Scalar()'
    assert convert(page(displays=gradient, declarations=declared))[0] == []
    assert convert(page(displays=gradient, declarations=declared + ', layout="numerator"'))[0]


def test_wrong_versions_are_part_of_the_key(convert):
    assert convert(page())[1] == 1
    assert "틀린 식" not in convert.html
    assert convert(page(), mutants=True)[1] == 1
    assert "틀린 식" in convert.html
    assert convert(page(), mutants=True)[1] == 0
    assert "틀린 식" in convert.html


def test_an_edit_of_the_library_shows(convert, library):
    text = page("import books", "books.twice(X)")
    assert convert(text) == ([], 1)
    assert convert(text) == ([], 0)
    (library / "books/__init__.py").write_text("def twice(x):\n    return 3 * x  # a longer line\n")
    problems, judged = convert(text)
    assert problems and judged == 1


def test_an_edit_while_a_build_is_running_keeps_nothing_under_the_old_key(convert, library):
    text, key = page("import books", "books.twice(X)"), fingerprint(str(library))
    (library / "books/__init__.py").write_text("def twice(x):\n    return 3 * x  # a longer line\n")
    assert convert(text, key)[0]
    (library / "books/__init__.py").write_text("def twice(x):\n    return 2 * x\n")
    assert convert(text) == ([], 1)


FINGERPRINT = sys.modules["geomsan.pages.fingerprint"]
TOP = FINGERPRINT.ENGINE


@pytest.mark.parametrize("part", [(np, "__version__", "0.0"), (sys, "version", "0.0"), (FINGERPRINT, "ENGINE", Path(__file__).parent)], ids=["numpy", "python", "engine"])
def test_numpy_python_and_the_engine_are_part_of_the_key(convert, monkeypatch, part):
    assert convert(page())[1] == 1
    monkeypatch.setattr(*part)
    assert convert(page())[1] == 1
    monkeypatch.undo()


def test_every_file_of_the_engine_is_part_of_its_fingerprint(tmp_path, monkeypatch):
    (tmp_path / "meaning").mkdir()
    (tmp_path / "meaning/value.py").write_text("1")
    monkeypatch.setattr(FINGERPRINT, "ENGINE", tmp_path)
    before = fingerprint()
    (tmp_path / "meaning/value.py").write_text("2")
    assert fingerprint() != before
    assert TOP.is_dir() and {path.name for path in TOP.iterdir()} >= {"latex", "meaning", "verdict", "pages"}


def test_without_a_key_nothing_is_kept(convert, tmp_path):
    assert convert(page(), key="")[1] == 0  # the engine's own judge
    assert not (tmp_path / "kept").exists()


OUTSIDE = {
    "a file": ("open('a').read()", "float(open('number').read()) * X"),
    "a file of numbers": ("", "np.loadtxt('number') * X"),
    "the clock": ("import time", "(2 + 0 * time.time()) * X"),
    "the environment": ("import os", "float(os.environ.get('NUMBER', 2)) * X"),
    "an import inside": ("def f(x):\n    import math\n    return 2 * x", "f(X)"),
    "a generator": ("rng = np.random.default_rng(0)", "(2 + 0 * rng.normal()) * X"),
    "eval": ("", "eval('2 * x', {'x': X})"),
    "a class of the page": ("class A:\n    a = 2", "A.a * X"),
}


@pytest.mark.parametrize("way", OUTSIDE)
def test_what_reaches_outside_is_judged_each_time(convert, tmp_path, monkeypatch, way):
    code, function = OUTSIDE[way]
    monkeypatch.chdir(tmp_path)
    Path("number").write_text("2"), Path("a").write_text("")
    for _ in range(2):
        assert convert(page(code, function)) == ([], 1)


def test_a_page_that_changes_what_verdicts_rely_on_leaves_none(convert):
    text = page("def f(x):\n    np.sinc = None\n    return 2 * x", "f(X)")
    for _ in range(2):
        problems, judged = convert(text)
        assert "changes what every page relies on: numpy.sinc" in problems[0] and judged == 1


@pytest.mark.parametrize("damage", [b"", b"SQLite format 3\0 and nothing", os.urandom(5000)], ids=["empty", "head", "noise"])
def test_a_damaged_file_is_begun_anew(convert, tmp_path, damage):
    convert(page())
    (tmp_path / "kept/verdicts.sqlite").write_bytes(damage)
    assert convert(page()) == ([], 1)
    assert convert(page()) == ([], 0)


def test_a_damaged_verdict_is_given_anew(convert, tmp_path):
    import sqlite3

    convert(page())
    with sqlite3.connect(tmp_path / "kept/verdicts.sqlite") as database:
        database.execute("UPDATE verdicts SET verdict = x'80'")
    assert convert(page()) == ([], 1)
    assert convert(page()) == ([], 0)


def test_a_folder_that_takes_nothing_costs_time_only(convert, tmp_path):
    (tmp_path / "kept").write_text("a file")
    for _ in range(2):
        assert convert(page()) == ([], 1)


def test_verdicts_that_nobody_asks_for_are_dropped(convert, tmp_path):
    import sqlite3

    convert(page())
    with sqlite3.connect(tmp_path / "kept/verdicts.sqlite") as database:
        database.execute("UPDATE verdicts SET used = date('now', '-31 days')")
    assert convert(page(function="2.0 * X"))[1] == 1
    assert convert(page())[1] == 1
