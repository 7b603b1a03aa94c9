r"""How a table of a source's display equations is written, and read.

A row begins with the line of the source and a class, and goes on in indented lines:

    130  false  \inf\|w\| = t   ✓ \|w\| \geq t   — a lower bound is not the greatest one

A line with a letter behind it (`27b`) is a further formula of that line: of a table, or inline and
claimed by the source as loudly as a display.

true
    Executed, and true.
false
    Executed, and refuted: the source errs. Behind ✓ stands the corrected formula, which is
    executed and true; behind — why.
notation
    Claims nothing: a diagram, a list, the name of a thing.
open
    A claim that is not executed; behind — why not.

The LaTeX is the source's; where scanning or Markdown had damaged it, ✎ says what was mended.
A display that begins with a relation goes on from the row before it, as on a page.
"""

import re
from dataclasses import dataclass

from geomsan.meaning import Scope

CLASSES = ("true", "false", "notation", "open")
GOES_ON = re.compile(r"=|\\(geq|leq|iff)\b")
MARKS = {"✓": "corrected", "—": "why", "✎": "mended"}


@dataclass(frozen=True, eq=False)
class Row:
    """One display of a source: where it stands, what it prints, under which declarations, what became of it."""

    place: str
    latex: str
    kind: str
    scope: Scope
    before: "Row | None" = None
    corrected: str = ""
    why: str = ""
    mended: str = ""


def rows(source, given, text, **conventions):
    """The rows of one passage of a source, which share their declarations."""
    scope = Scope().declare(given, **conventions)
    table = []
    for entry in re.split(r"\n(?=\S)", text.strip("\n")):
        line, kind, body = entry.split(maxsplit=2)
        latex, *remarks = re.split(f"([{''.join(MARKS)}])", " ".join(body.split()))
        remarks = {MARKS[mark]: remark.strip() for mark, remark in zip(remarks[::2], remarks[1::2], strict=True)}
        before = table[-1] if GOES_ON.match(latex) else None
        table.append(Row(f"{source}:{line}", latex.strip(), kind, scope, before, **remarks))
    return table
