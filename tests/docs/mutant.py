r"""Wrong versions of a page: every display changed in one place.

A mutant is one display with one change in its LaTeX. Many of them go through the renderer
together, one a display: a page reports all its problems, each with its line.
"""

import re
from dataclasses import dataclass
from itertools import pairwise

DISPLAY = re.compile(r"^\$\$\n(.*?)^\$\$$", re.M | re.S)
MATRIX = re.compile(r"\\begin\{pmatrix\}\n?(.*?)\n?\\end\{pmatrix\}", re.S)
DERIVATIVE = r"\\d?frac\{\\partial [^{}]*(?:\{\w\})?(?:_\{\w+\})?\}\{\\partial [^{}]*(?:\{\w\})?(?:_\{\w+\})?\}"

# kind: what is looked for, and what may stand there instead
CHANGES = {
    "a transpose dropped": (r"\^\{\\intercal\}", lambda m: ""),
    "a sign flipped": (r"[+-](?=[ \w\\(])", lambda m: "-" if m[0] == "+" else "+"),
    "indices swapped": (r"_\{(\w)(?!\1)(\w)\}", lambda m: f"_{{{m[2]}{m[1]}}}"),
    "a number changed": (r"\d+", lambda m: str(int(m[0]) + 1)),
    "a factor dropped": (r"(?<= )[wx]_\{\w+\}|\\delta_\{\w+\}|\\mathbf\{1\}\^\{\\intercal\}", lambda m: ""),
    "a factor too many": (DERIVATIVE, lambda m: f"2{m[0]}"),
    "a bound changed": (r"(?<=\^)\{([ndm])\}", lambda m: {"n": "{d}", "d": "{m}", "m": "{n}"}[m[1]]),
    "another matrix": (r"\\mathbf\{([XW])\}", lambda m: r"\mathbf{W}" if m[1] == "X" else r"\mathbf{X}"),
    "another function": (r"(?<= )l\(", lambda m: r"\ln l("),
}


@dataclass(frozen=True)
class Mutant:
    """One display of a page with one change: ``start`` and ``end`` enclose the display's LaTeX in the page."""

    kind: str
    start: int
    end: int
    latex: str
    before: str
    after: str

    def __str__(self):
        return f"{self.kind}: {self.before} → {self.after} in {' '.join(self.latex.split())}"


def mutants(page, kinds=CHANGES):
    """All mutants of a page by the changes of these kinds."""
    for display in DISPLAY.finditer(page):
        for kind in kinds:
            pattern, change = CHANGES[kind]
            for place in re.finditer(pattern, display[1]):
                yield _mutant(kind, display, place.start(), place.end(), change(place))


def wrong_entries(page):
    """Every entry of every matrix that has an ellipsis: another entry of its row, or one more, in its place."""
    for display in DISPLAY.finditer(page):
        for matrix in MATRIX.finditer(display[1]):
            if "dots" in matrix[1]:
                for start, end, other in _entries(matrix):
                    yield _mutant("a wrong entry", display, start, end, other)


def _entries(matrix):
    for row in re.finditer(r"(?:(?!\\\\).)+", matrix[1], re.S):
        cells = [cell for cell in re.finditer(r"[^&]+", row[0]) if "dots" not in cell[0]]
        for cell, other in zip(cells, [*cells[1:], *cells[:1]], strict=True):
            text = cell[0].strip()
            start = matrix.start(1) + row.start() + cell.start() + cell[0].index(text)
            new = other[0].strip()
            yield start, start + len(text), new if new != text else f"{text} + 1"


def _mutant(kind, display, start, end, new):
    latex = display[1]
    return Mutant(
        kind, display.start(1), display.end(1), latex[:start] + new + latex[end:], latex[start:end], new
    )


def generations(page, mutants):
    """Pages that together hold all mutants, each once: (page, {mutant: (first line, last line)}).

    A display that goes on from the one before is not changed together with it.
    """
    spans = [display.span(1) for display in DISPLAY.finditer(page)]
    goes_on = {after for before, after in pairwise(spans) if page[after[0]] in "=<>"}
    previous = dict(zip(spans[1:], spans, strict=False))
    waiting = {span: [mutant for mutant in mutants if (mutant.start, mutant.end) == span] for span in spans}
    while any(waiting.values()):
        chosen = {}
        for span in spans:
            if waiting[span] and not (span in goes_on and previous[span] in chosen):
                chosen[span] = waiting[span].pop(0)
        text, lines, position = "", {}, 0
        for (start, end), mutant in chosen.items():
            text += page[position:start] + mutant.latex
            last = text.count("\n")
            lines[mutant] = (last - mutant.latex.count("\n"), last + 1)
            position = end
        yield text + page[position:], lines
