r"""LaTeX to MathML, when the page is built.

math-core does the work. What authors type and math-core does not take is
bridged here, LaTeX to LaTeX, so that an author never meets the gap.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from math_core import LatexError, LatexToMathML

from geomsan.latex import LatexError as ParseError
from geomsan.latex import parse

__all__ = ["Formula", "LatexError", "read", "typeset"]

BRIDGES = [
    # \big < … \big >: math-core sizes only what it knows as a bracket.
    (re.compile(r"(\\(?:[bB]igg?[lrm]?|left|right|middle))\s*<"), r"\1\\langle "),
    (re.compile(r"(\\(?:[bB]igg?[lrm]?|left|right|middle))\s*>"), r"\1\\rangle "),
    # split is to equation what aligned is to any display.
    (re.compile(r"\\(begin|end)\{split\}"), r"\\\1{aligned}"),
    # What stands below a sum on two lines, and a small matrix, are matrices.
    (re.compile(r"\\substack\s*\{((?:[^{}]|\{[^{}]*\})*)\}"), r"\\begin{matrix}\1\\end{matrix}"),
    (re.compile(r"\\(begin|end)\{smallmatrix\}"), r"\\\1{matrix}"),
    # The dots of amsmath: between commas low, between operators raised.
    (re.compile(r"\\dots[co](?![a-zA-Z])"), r"\\ldots "),
    (re.compile(r"\\dots[bim](?![a-zA-Z])"), r"\\cdots "),
    # math-core would number every display by itself, each from (1).
    (re.compile(r"\\(begin|end)\{(equation|align|gather|multline|flalign)\}"), r"\\\1{\2*}"),
    # A row break before the end of an environment opens no row in LaTeX.
    (re.compile(r"\\\\\s*(?=\\end\{)"), " "),
]
# menclose is not in MathML Core: browsers other than Firefox draw no box.
BOX = ('<menclose notation="box">', '<mrow style="border: 1px solid; padding: 0.2em 0.3em">')
# Chromium does not stretch a bracket that is itself the base of a script.
SCRIPTED = re.compile(r"(<m(?:sub|sup|subsup)>)(<mo [^>]*minsize[^>]*>[^<]*</mo>)")
TEXT = re.compile(r"(\\text(?:rm|bf|it)?)\{([^{}]*\$[^{}]*)\}")
NAMES = re.compile(r"\\(tag\*?|label)\s*\{([^{}]*)\}")
COMMENT = re.compile(r"(?<!\\)((?:\\\\)*)%.*")
REFERENCE = re.compile(r'<a href="#([^"]*)">\(\?\?\)</a>')

# Fonts draw the wide accents that math-core holds to be unreliable well enough to read.
convert = LatexToMathML(fancy_error=False, allow_unreliable_rendering=True).convert_with_local_state


@dataclass(frozen=True)
class Formula:
    r"""A formula as typed, without the names that LaTeX gives it.

    Attributes
    ----------
    latex : str
        The text; ``\tag`` and ``\label`` are blanked, so offsets are those of the author.
    number : str
        What ``\tag`` says, "" without one.
    label : str
        What ``\label`` says, "" without one.
    """

    latex: str
    number: str = ""
    label: str = ""


def read(latex):
    r"""Take ``\tag{…}`` and ``\label{…}`` out of a formula."""
    formula = Formula(latex)
    for match in NAMES.finditer(_blank_comments(latex)):
        field = "label" if match[1] == "label" else "number"
        if getattr(formula, field):
            raise LatexError(f"a display has one \\{match[1]}; write two displays, or remove \\{match[1]}{{{match[2]}}}")
        value = f"({match[2]})" if match[1] == "tag" else match[2]
        start, end = match.span()
        latex = latex[:start] + " " * (end - start) + latex[end:]
        formula = replace(formula, latex=latex, **{field: value})
    return formula


@lru_cache(maxsize=4096)
def typeset(latex, *, display):
    """MathML of a formula.

    Raises
    ------
    LatexError
        The formula does not parse; the message says where and why.
    """
    mathml = convert(_bridge(_blank_comments(latex)), displaystyle=display)
    mathml = SCRIPTED.sub(r"\1<mrow>\2</mrow>", mathml)
    return mathml.replace(*BOX).replace("</menclose>", "</mrow>")


def offset_of(error, latex):
    """Where in the author's text the typesetter found an error; None where the bridges do not let that be known."""
    where = str(error).partition(":")[0]
    if not where.isdigit():
        return None
    typed, bridged = _blank_comments(latex), _bridge(_blank_comments(latex))
    before, behind = bridged[: int(where)], bridged[int(where) :]
    if not behind.strip():  # something is not closed, and the parser knows where it was opened
        try:
            parse(latex)
        except ParseError as unread:
            return unread.offset
        return None
    if typed.startswith(before):
        return len(before)
    return len(typed) - len(behind) if typed.endswith(behind) else None


def refer(mathml, numbers):
    r"""Fill in what ``\eqref`` refers to; ``numbers`` maps labels to equation numbers.

    Raises
    ------
    LatexError
        A label that no display of the page has.
    """

    def number(match):
        if match[1] not in numbers:
            raise LatexError(f"no display of this page has \\label{{{match[1]}}}")
        return f'<a href="#{match[1]}">{numbers[match[1]]}</a>'

    return REFERENCE.sub(number, mathml)


def references(mathml):
    r"""The links that ``\eqref`` makes."""
    return [f"#{match[1]}" for match in REFERENCE.finditer(mathml)]


def _blank_comments(latex):
    return COMMENT.sub(lambda m: m[1] + " " * (len(m[0]) - len(m[1])), latex)


def _bridge(latex):
    for pattern, replacement in BRIDGES:
        latex = pattern.sub(replacement, latex)
    return TEXT.sub(_leave_text, latex)


def _leave_text(match):
    r"""``\text{if $x$ holds}`` is ``\text{if }x\text{ holds}``."""
    command, parts = match[1], match[2].split("$")
    return "{" + "".join(part if i % 2 else f"{command}{{{part}}}" for i, part in enumerate(parts)) + "}"
