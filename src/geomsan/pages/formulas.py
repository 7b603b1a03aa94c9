"""Formulas in Markdown: `$…$` and `$$…$$`, `\\(…\\)`, `\\[…\\]` and `\\begin{…}`, read as arithmatex reads them."""

from __future__ import annotations

from dataclasses import dataclass

from markdown.inlinepatterns import InlineProcessor
from markdown.util import AMP_SUBSTITUTE
from pymdownx.arithmatex import (
    RE_BRACKET_BLOCK,
    RE_BRACKET_INLINE,
    RE_DOLLAR_BLOCK,
    RE_SMART_DOLLAR_INLINE,
    RE_TEX_BLOCK,
    BlockArithmatexProcessor,
    InlineArithmatexPattern,
)

from .error import Place
from .mathematics import LatexError, offset_of, read, typeset
from .page import page_of
from .source import Passage

# arithmatex's own places: right after code spans, right after code blocks.
INLINE_PRIORITY, BLOCK_PRIORITY = 189.91, 79.91


@dataclass(frozen=True)
class Inline:
    """An inline formula, typeset; where only text can stand, as in an image's description, its LaTeX."""

    place: Place
    mathml: str
    latex: str


@dataclass(frozen=True)
class Display:
    """A display, typeset, to be judged: ``latex`` has the author's comments, and the offsets of ``passage``."""

    place: Place
    passage: Passage
    mathml: str
    latex: str
    number: str
    label: str


def explain(error, latex):
    """The message for a formula that does not typeset."""
    reason = str(error).partition(": ")[2] if str(error)[:1].isdigit() else str(error)
    return f"LaTeX error: {reason}\n    {' '.join(latex.split())}"


class InlineFormula(InlineArithmatexPattern):
    """Typesets a formula in running text."""

    def __init__(self, md):
        super().__init__(
            f"(?:{RE_SMART_DOLLAR_INLINE}|{RE_BRACKET_INLINE})", {"generic": True, "tex_inline_wrap": ["", ""]}
        )
        self.md = md

    def handleMatch(self, m, data):
        found, start, end = super().handleMatch(m, data)
        if isinstance(found, str):  # escaped backslashes before a dollar
            return found, start, end
        page = page_of(self.md)
        passage = page.passage(m[0])
        try:
            mathml = typeset(found.text, display=False)
        except LatexError as error:
            page.report(passage.behind(m[0].index(found.text)).place(offset_of(error, found.text)), explain(error, found.text))
            mathml = ""
        return page.mark(Inline(passage.place(), mathml, found.text)), start, end


class LiteralDollar(InlineProcessor):
    """`\\$` is a dollar: written as an entity, so that a bare `$$` in the finished page is a formula nobody read."""

    def __init__(self, md):
        super().__init__(r"(?<!\\)((?:\\\\)*)\\\$", md)

    def handleMatch(self, m, data):
        backslashes = InlineArithmatexPattern.ESCAPED_BSLASH * (len(m[1]) // 2)
        return f"{backslashes}{AMP_SUBSTITUTE}#36;", m.start(0), m.end(0)


class DisplayFormula(BlockArithmatexProcessor):
    """Typesets a display and leaves a mark where it is to be judged."""

    def __init__(self, md):
        super().__init__(
            rf"(?s)^(?:{RE_DOLLAR_BLOCK}|{RE_BRACKET_BLOCK}|{RE_TEX_BLOCK})[ ]*$", {"generic": True}, md
        )
        self.md = md

    def generic_output(self, parent, math):
        page = page_of(self.md)
        whole = page.passage(self.match[0])
        passage = whole.behind(self.match[0].index(math))
        try:
            formula = read(math)
            display = Display(
                whole.place(), passage, typeset(formula.latex, display=True), formula.latex, formula.number, formula.label
            )
        except LatexError as error:
            page.report(passage.place(offset_of(error, math)), explain(error, math))
            return
        page.mark_element(parent, display)


def register(md):
    md.inlinePatterns.register(InlineFormula(md), "geomsan-inline", INLINE_PRIORITY)
    md.inlinePatterns.register(LiteralDollar(md), "geomsan-dollar", INLINE_PRIORITY - 0.001)
    md.parser.blockprocessors.register(DisplayFormula(md), "geomsan-display", BLOCK_PRIORITY)
