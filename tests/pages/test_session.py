"""`given`, `check` and `verify` away from a page: in a notebook, in a script."""

import re

import pytest

from geomsan import Matrix, check, given, verify
from geomsan.meaning import DeclarationError
from geomsan.pages import session
from geomsan.pages.session import Refuted, Session

SAYS = re.compile(r"✓ .*: 시행 \d+회, 최대 오차 (0 \(정확\)|\d\.\d×10⁻\d+)\n")


@pytest.fixture(autouse=True)
def anew(monkeypatch):
    monkeypatch.setattr(session, "session", Session())
    given(X=Matrix("n", "d"), Y=lambda X: 2 * X)


def test_what_holds_is_said(capsys):
    verify(r"\mathbf{Y}^\intercal = 2\mathbf{X}^\intercal")
    assert SAYS.fullmatch(capsys.readouterr().out)
    check(r"\mathbf{Y} = c\mathbf{X}", c=2.0)
    assert SAYS.fullmatch(capsys.readouterr().out)
    check("합", True, "더한 것이다")
    assert capsys.readouterr().out == "✓ 합: 더한 것이다\n"


def test_a_definition_holds_from_there_on(capsys):
    verify(r"Z := 3\mathbf{X}")
    verify(r"2Z = 3\mathbf{Y}")
    assert capsys.readouterr().out.startswith("≔ Z")


@pytest.mark.parametrize(
    ("latex", "message"),
    [
        (r"\mathbf{Y} = 3\mathbf{X}", "is false"),
        (r"\mathbf{Y} = \mathbf{X}^\intercal", "the shapes"),
        (r"\mathbf{Y} = \mathbf{V}", "not declared"),
        (r"\mathbf{Y} =", "expected a term"),
        (r"\mathbf{Y}", "nothing was executed"),
    ],
)
def test_what_does_not_hold_is_an_exception(latex, message):
    with pytest.raises(Refuted, match=message):
        verify(latex)


def test_so_is_a_check():
    with pytest.raises(Refuted, match="3 against 4"):
        check("하나", [1, 2, 3], [1, 2, 4])
    with pytest.raises(Refuted, match="is false"):
        check(r"\mathbf{Y} = c\mathbf{X}", c=3.0)


def test_code_that_has_changed_since_is_run_anew():
    factor = [2.0]
    given(F=lambda X: factor[0] * X)
    verify(r"\mathbf{F} = 2\mathbf{X}")
    factor[0] = 3.0
    verify(r"\mathbf{F} = 3\mathbf{X}")
    with pytest.raises(Refuted, match="is false"):
        verify(r"\mathbf{F} = 2\mathbf{X}")


def test_symbols_are_forgotten_when_asked():
    given(fresh=True, A=Matrix("n", "d"))
    with pytest.raises(Refuted, match="not declared"):
        verify(r"\mathbf{Y} = 2\mathbf{X}")


def test_a_declaration_that_cannot_be_used_is_an_exception():
    with pytest.raises(DeclarationError):
        given(X=object())


def test_a_page_says_its_formulas_between_dollars(problems):
    ((line, text),) = problems('```python exec="on"\nfrom geomsan import verify\nverify("1 = 1")\n```\n')
    assert line == 3 and "between $$ and $$" in text
