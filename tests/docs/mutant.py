r"""Wrong versions of a page: every display changed in one place.

A mutant is one display with one change in its LaTeX. Many of them go through the renderer
together, one a display: a page reports all its problems, each with its line.
"""

import re
from dataclasses import dataclass

DISPLAY = re.compile(r"^\$\$\n(.*?)^\$\$$", re.M | re.S)
MATRIX = re.compile(r"\\begin\{pmatrix\}\n?(.*?)\n?\\end\{pmatrix\}", re.S)
DERIVATIVE = r"\\d?frac\{\\partial [^{}]*(?:\{\w\})?(?:_\{\w+\})?\}\{\\partial [^{}]*(?:\{\w\})?(?:_\{\w+\})?\}"

# kind: what is looked for, and what stands there instead. Every one of these is false
# (δ is symmetric: its indices stay).
CHANGES = {
    "a transpose dropped": (r"\^\{\\intercal\}", lambda m: ""),
    "a sign flipped": (r"[+-](?=[ \w\\(])", lambda m: "-" if m[0] == "+" else "+"),
    "indices swapped": (r"(?<!\\delta)_\{(\w)(?!\1)(\w)\}", lambda m: f"_{{{m[2]}{m[1]}}}"),
    "a number changed": (r"\d+", lambda m: str(int(m[0]) + 1)),
    "a factor dropped": (r"(?<= )[wx]_\{\w+\}|\\delta_\{\w+\}|\\mathbf\{1\}\^\{\\intercal\}", lambda m: ""),
    "a factor too many": (DERIVATIVE, lambda m: f"2{m[0]}"),
    "a bound changed": (r"(?<=\^)\{([ndm])\}", lambda m: {"n": "{d}", "d": "{m}", "m": "{n}"}[m[1]]),
    "another matrix": (r"\\mathbf\{([XW])\}", lambda m: r"\mathbf{W}" if m[1] == "X" else r"\mathbf{X}"),
    "another gradient": (r"(?<=intercal\}\\frac\{\\partial L\}\{\\partial )\\mathbf\{Z\}", lambda m: r"\mathbf{b}"),
    "rows out of order": (r"([^\n]*_\{2\w\}[^\n]*\n)(\\vdots[^\n]*\n)", lambda m: m[2] + m[1]),
    "another function": (r"(?<= )l\([^()]+\)", lambda m: rf"\tanh({m[0]})"),
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


def displays(page):
    """The displays of a page that state something: a diagram has arrows, no relation."""
    return [display for display in DISPLAY.finditer(page) if "arrow" not in display[1]]


def mutants(page, kind):
    """All mutants of a page by one kind of change."""
    pattern, change = CHANGES[kind]
    for display in displays(page):
        for place in re.finditer(pattern, display[1]):
            yield _mutant(kind, display, place.start(), place.end(), change(place))


def wrong_entries(page):
    """Every entry of every matrix that has an ellipsis: another entry of its row, or one more, in its place."""
    for display in displays(page):
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
    """Pages that together hold all mutants, each once: (page, {mutant: its lines}).

    All mutants of a display stand one behind the other in its place, but for a display that goes on from the one before:
    of such a one there is one mutant a page, and the one before it is as it was. Displays that nobody changed, and from
    which nobody goes on, are left out: they cost time.
    """
    spans = [display.span(1) for display in displays(page)]
    goes_on = [page[start] in "=<>" for start, _ in spans]
    waiting = [[mutant for mutant in mutants if (mutant.start, mutant.end) == span] for span in spans]
    while any(waiting):
        chosen, kept = {}, set()
        for number, queue in enumerate(waiting):
            if queue and not (goes_on[number] and number - 1 in chosen):
                chosen[number], queue[:] = (queue[:1], queue[1:]) if goes_on[number] else (queue[:], [])
        for number in chosen:
            while goes_on[number] and number not in kept:
                kept.add(number)
                number -= 1
            kept.add(number)
        text, lines, position = "", {}, 0
        for number, (start, end) in enumerate(spans):
            text += page[position : start - len("$$\n")]
            for mutant in chosen.get(number, ()):
                first = text.count("\n") + 1
                text += f"$$\n{mutant.latex}$$"
                lines[mutant] = range(first, text.count("\n") + 2)
                text += "\n\n"
            if number not in chosen:
                text += f"$$\n{page[start:end]}$$" if number in kept else re.sub(r"[^\n]", "", page[start:end]) + "\n"
            position = end + len("$$")
        yield text + page[position:], lines
