"""Code of a page: what it prints, and how it fails."""

import inspect
import os
import subprocess
import sys

import numpy as np
import pytest
from markdown import Markdown

from geomsan.pages import PagesExtension
from geomsan.pages.execution import Failure, execute, fresh_namespace


def run(code, line=10):
    return execute(code, fresh_namespace(), page="page.md", line=line)


def test_output_is_captured():
    assert run("print(1)\nprint(2)")[0] == "1\n2\n"


def test_blocks_share_a_namespace():
    namespace = fresh_namespace()
    execute("x = 1", namespace, page="page.md", line=1)
    assert execute("print(x)", namespace, page="page.md", line=5)[0] == "1\n"


@pytest.mark.parametrize(
    ("code", "line", "message"),
    [
        ("x = 1\nassert x == 2", 12, "AssertionError\n    assert x == 2"),
        ("raise SystemExit(0)", 11, "SystemExit: 0"),
        ("raise KeyboardInterrupt", 11, "KeyboardInterrupt"),
        ("def f():\n    1 / 0\n\nf()", 12, "ZeroDivisionError"),
        ("x = 1\ny = (", 12, "SyntaxError"),
        ("import numpy as np\nnp.ones(2) / 0", 12, "FloatingPointError"),
        ("import json\njson.loads('{')", 12, "decoder.py"),
    ],
)
def test_failures_name_the_line_of_the_page(code, line, message):
    with pytest.raises(Failure) as failure:
        run(code)
    assert failure.value.line == line and message in str(failure.value)


def test_asserts_also_count_under_optimisation():
    code = (
        "from geomsan.pages.execution import execute, Failure\n"
        "try: execute('assert False', {}, page='page.md', line=1)\n"
        "except Failure: print('caught')"
    )
    done = subprocess.run([sys.executable, "-OO", "-c", code], capture_output=True, text=True)
    assert done.stdout == "caught\n", done.stderr


def test_what_a_block_sets_in_numpy_ends_with_it():
    before = np.geterr()
    run("import numpy as np\nnp.seterr(all='ignore')")
    assert np.geterr() == before


def test_what_watches_the_process_ends_with_the_block():
    before = sys.gettrace(), sys.getprofile(), os.umask(0o022)
    run("import os, sys\nos.umask(0o777)\nsys.setprofile(lambda *_: None)\nsys.settrace(lambda *_: None)")
    assert (sys.gettrace(), sys.getprofile()) == before[:2] and os.umask(before[2]) == 0o022


def test_random_numbers_begin_anew_with_each_page():
    code = "import random, numpy\nprint(random.random(), numpy.random.rand())"
    assert run(code)[0] == run(code)[0]


def test_the_source_of_a_function_can_be_read():
    namespace = fresh_namespace()
    execute("f = lambda X, W: X @ W", namespace, page="page.md", line=3)
    assert inspect.getsource(namespace["f"]) == "f = lambda X, W: X @ W\n"


def test_every_page_imports_fresh_packages_anew(tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(tmp_path)
    (tmp_path / "lesson").mkdir()
    (tmp_path / "lesson/__init__.py").write_text("from .number import number")
    page = '```python exec="on"\nimport lesson\nprint("number", lesson.number)\nlesson.number.clear()\n```'
    renderer = Markdown(extensions=["pymdownx.superfences", PagesExtension(fresh=["lesson"])])
    for number in ("[1]", "[22]", "[22]"):
        (tmp_path / "lesson/number.py").write_text(f"number = {number}")
        assert f"number {number}" in renderer.reset().convert(page)
