"""Away from the site, in a notebook or a script: `given`, `check` and `verify` without a page.

The symbols that `given` declares hold for the whole session. What does not hold is an exception, not a remark.
"""

from __future__ import annotations

from geomsan.meaning import Scope
from geomsan.verdict import Verdict, judge

from .check import Checked, judged
from .given import Declared
from .number import scientific
from .world import is_building


class Refuted(AssertionError):
    """A formula or a check that is false, or that could not be executed."""


class Session:
    """The symbols declared so far, as a page has them from top to bottom."""

    def __init__(self) -> None:
        self.scope = Scope()

    def append(self, call: Declared | Checked) -> None:
        """Take one call of `given` or `check`."""
        if isinstance(call, Checked):
            _say(judged(call, self.scope.anew()), call.claim)
            return
        before = self.scope.empty() if call.fresh else self.scope
        self.scope = before.declare(call.symbols, **call.options)

    def verify(self, latex: str) -> None:
        verdict = judge(latex, self.scope.anew())
        self.scope = verdict.scope
        _say(verdict, " ".join(latex.split()))


def _say(verdict: Verdict, claim: str) -> None:
    match verdict.status:
        case "checked" | "false":
            print(f"✓ {claim}: {verdict.message or f'시행 {verdict.trials}회, 최대 오차 {scientific(verdict.error)}'}")
        case "defined":
            print(f"≔ {claim}")
        case status:
            raise Refuted(f"{claim}: {verdict.message or f'nothing was executed ({status})'}")


session = Session()


def verify(latex: str) -> None:
    r"""Execute a formula under the symbols that `given` has declared, and print its verdict.

    For notebooks and scripts: a page says a formula by showing it, between dollars.

    Parameters
    ----------
    latex : str
        What stands between the dollars of a page: ``verify(r"\mathbf{Y} = \mathbf{X}\mathbf{W}")``.

    Raises
    ------
    Refuted
        If it is false, is not understood, or states nothing that could be executed.
    """
    if is_building():
        raise RuntimeError("verify(...) is for notebooks and scripts; on a page the formula stands between $$ and $$")
    session.verify(latex)
