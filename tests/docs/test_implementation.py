"""What `make mutants` says of a library whose mistakes are known, and of those that no page can see."""

import pytest

from . import implementation

LIBRARY = '''\
"""Small enough to know what becomes of every wrong line."""

import numpy as np


def double(x):
    return 2 * x


def unseen(x):
    return x + 1


def counted(n):
    count = 0
    while count < n:
        count += 1
    return count


def measured(x):
    return -x


def printed(x):
    return np.sqrt(x)
'''
PAGE = r"""
```python exec="on"
import numpy as np
from backprop.small import counted, double, measured, printed
from geomsan import Constant, Matrix, Scalar, given

print(f"{printed(4.0):.3f}")
given(X=Matrix("n", "d"), Y=lambda X: double(X), c=Constant(float(measured(3.0))), a=Scalar(), N=lambda a: counted(3) * a)
```

$$ (a + 1)^2 = a^2 + 2a + 1 $$

$$ \mathbf{Y}\mathbf{Y}^\intercal = (\mathbf{Y}\mathbf{Y}^\intercal)^\intercal $$

$$ \mathbf{Y} = 2\mathbf{X} $$

$$ c + 4 = 1 $$

$$ N = 3a $$
"""


@pytest.fixture
def make(tmp_path, monkeypatch, capsys):
    """Run it on this library and on one page."""
    library = tmp_path / "src/backprop"
    library.mkdir(parents=True)
    (library / "__init__.py").write_text("")
    (library / "small.py").write_text(LIBRARY, "utf-8")
    (tmp_path / "docs").mkdir()
    monkeypatch.setattr(implementation, "LIBRARY", library)
    monkeypatch.setattr(implementation, "DOCS", tmp_path / "docs")
    monkeypatch.setattr(implementation, "PATIENCE", 1)
    monkeypatch.setattr(implementation, "EXPLAINED", {})
    monkeypatch.setattr(implementation.Page, "report", implementation.Page.report)

    def run(page=PAGE, explained=()):
        (tmp_path / "docs/page.md").write_text(page, "utf-8")
        for before, after in explained:
            monkeypatch.setitem(implementation.EXPLAINED, ("small", before, after), "까닭")
        code = implementation.main([])
        return code, capsys.readouterr().out

    return run


def test_each_wrong_line_is_caught_or_survives_as_it_must(make):
    code, said = make()
    fate = {line.partition(": ")[2].partition("  ·")[0]: line for line in said.splitlines() if "  ·  " in line}
    assert code and len(fate) == 8, said
    assert fate["2 * x → 2 / x"].startswith("caught") and "page.md:15:" in fate["2 * x → 2 / x"]
    assert fate["2 * x → 3 * x"].startswith("caught")  # not by the display that meets Y first
    assert fate["-x → x"].startswith("caught") and "page.md:17:" in fate["-x → x"]  # through the page's code
    assert fate["count < n → count > n"].startswith("caught")
    assert fate["count += 1 → count -= 1"].startswith("endless") and "does not end: after 1 s in small.py:1" in fate["count += 1 → count -= 1"]
    for unseen in ("x + 1 → x - 1", "x + 1 → x + 2"):
        assert fate[unseen].startswith("SURVIVED") and "pages that execute it: 0" in fate[unseen]
    assert fate["np.sqrt(x) → np.exp(x)"].startswith("SURVIVED") and "pages that execute it: 1" in fate["np.sqrt(x) → np.exp(x)"]
    assert "caught 5 of 8 (62%), 1 of them because a page does not end" in said and "Controls with displays left out: 2, all green" in said, said
    assert said.count("NOT EXPLAINED") == 3


def test_the_right_library_has_to_be_green(make):
    with pytest.raises(SystemExit, match="red before anything is sabotaged:\npage.md:15:"):
        make(PAGE.replace("= 2", "= 3"))


def test_an_explanation_is_for_a_survivor_and_for_nothing_else(make):
    unseen = [("x + 1", "x - 1"), ("x + 1", "x + 2"), ("np.sqrt(x)", "np.exp(x)")]
    code, said = make(explained=unseen)
    assert code == 0 and "NOT EXPLAINED" not in said and said.count(": 까닭") == 3
    code, said = make(explained=[*unseen, ("-x", "x")])
    assert code and "Explained, but caught or gone: ('small', '-x', 'x')" in said
