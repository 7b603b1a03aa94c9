"""LaTeX text → tokens.

A token knows its kind, its normalised text and its span in the source. Sizing commands
(`\\left`, `\\bigg`, ...) are folded into the delimiter behind them, so that the parser
never meets them; spaces and comments are dropped.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from .error import LatexError

SIZES = {
    f"\\{size}{side}"
    for size in ("big", "Big", "bigg", "Bigg")
    for side in ("", "l", "r", "m")
} | {"\\left", "\\right", "\\middle"}

SPACES = {
    *("\\,", "\\;", "\\:", "\\!", "\\ ", "\\>", "~", "\\thinspace", "\\medspace"),
    *("\\displaystyle", "\\textstyle", "\\scriptstyle", "\\limits", "\\nolimits"),
    *("\\nonumber", "\\notag", "\\hline"),
}
WIDE_SPACES = {"\\quad", "\\qquad", "\\enspace"}

RELATIONS = {
    **{"=": "=", "<": "<", ">": ">", "\\lt": "<", "\\gt": ">"},
    **{"\\neq": "\\neq", "\\ne": "\\neq", "\\leq": "\\leq", "\\le": "\\leq"},
    **{"\\leqslant": "\\leq", "\\geqslant": "\\geq", "\\geq": "\\geq", "\\ge": "\\geq"},
    **{"\\approx": "\\approx", "\\simeq": "\\simeq", "\\equiv": "=", "\\coloneqq": ":="},
    **{":=": ":=", "\\in": "\\in", "\\to": "\\to", "\\mapsto": "\\mapsto"},
    **{"\\xrightarrow": "\\to", "\\xleftarrow": "\\to", "\\rightarrow": "\\to"},
    **{"\\ll": "\\ll", "\\gg": "\\gg", "\\sim": "\\sim", "\\propto": "\\propto"},
}
LINKS = {
    **{"\\iff": "\\iff", "\\Leftrightarrow": "\\iff", "\\Longleftrightarrow": "\\iff"},
    **{"\\implies": "\\implies", "\\Rightarrow": "\\implies", "\\Longrightarrow": "\\implies"},
    **{"\\therefore": "\\therefore", "\\because": "\\because"},
}
OPERATORS = {
    **{"+": "+", "-": "-", "−": "-", "/": "/", "*": "*", "\\ast": "*", "\\cdot": "\\cdot"},
    **{"\\times": "\\times", "\\odot": "\\odot", "\\circ": "\\circ", "\\otimes": "\\otimes"},
    **{"\\bigotimes": "\\otimes", "\\div": "/", "\\pm": "\\pm", "\\mp": "\\mp"},
}
DOTS = {"\\dots", "\\cdots", "\\ldots", "\\vdots", "\\ddots", "\\dotsb", "\\dotsc", "\\dotsm", "…"}
OPEN = {
    **{"(": "(", "[": "[", "\\{": "{", "\\lbrace": "{", "\\langle": "<", "\\lVert": "‖"},
    **{"\\lvert": "|", "\\lbrack": "[", "\\lfloor": "⌊", "\\lceil": "⌈"},
}
CLOSE = {
    **{")": ")", "]": "]", "\\}": "}", "\\rbrace": "}", "\\rangle": ">", "\\rVert": "‖"},
    **{"\\rvert": "|", "\\rbrack": "]", "\\rfloor": "⌋", "\\rceil": "⌉"},
}
BARS = {"|": "|", "\\|": "‖", "\\Vert": "‖", "\\vert": "|"}

_TOKEN = re.compile(
    r"(?P<comment>%[^\n]*)|(?P<space>\s+)|(?P<newline>\\\\(?:\[[^\]]*\])?)"
    r"|(?P<command>\\(?:[A-Za-z]+\*?|.))|(?P<number>\d+(?:\.\d+)?)|(?P<assign>:=)|(?P<char>.)",
    re.DOTALL,
)
_BRACED_TEXT = re.compile(r"\s*\{([^{}]*)\}")
_TEXT_COMMANDS = {"\\text", "\\textrm", "\\textbf", "\\textit", "\\mbox", "\\hbox"}


@dataclass(frozen=True, slots=True)
class Token:
    """One token: its kind, its normalised text, and where it stands."""

    kind: str
    text: str
    start: int
    end: int

    @property
    def span(self) -> tuple[int, int]:
        return self.start, self.end


def tokenize(source: str) -> list[Token]:
    """Split LaTeX into tokens, ending with one of kind ``end``.

    Parameters
    ----------
    source : str
        The text between the dollar signs.

    Raises
    ------
    LatexError
        At a sizing command without a delimiter, or a ``\\begin`` without a name.
    """
    tokens: list[Token] = []
    position = 0
    size: Token | None = None
    while position < len(source):
        match = _TOKEN.match(source, position)
        start, position = position, match.end()
        text = match.group()
        kind = match.lastgroup
        if kind in ("comment", "space") or text in SPACES:
            continue
        if kind == "command" and text.endswith("*") and len(text) > 2 and text[1] != "*":
            if text not in ("\\operatorname*", "\\tag*"):
                text, position = text[:-1], position - 1
        if text in SIZES and size is None:
            size = Token("size", text, start, position)
            continue
        if text in ("\\begin", "\\end") or text in _TEXT_COMMANDS or text in ("\\tag", "\\tag*", "\\label"):
            braced = _BRACED_TEXT.match(source, position)
            if not braced:
                raise LatexError(f"{text} needs a name in braces behind it", (start, position))
            position = braced.end()
            name = braced.group(1)
            if text in ("\\tag", "\\tag*", "\\label"):
                continue
            kind = {"\\begin": "begin", "\\end": "end-env"}.get(text, "text")
            tokens.append(Token(kind, name, start, position))
            continue
        if size is not None:
            token = _delimiter(size, text, position)
            size = None
        else:
            token = _plain(kind, text, start, position)
        tokens.append(token)
    if size is not None:
        raise LatexError(f"{size.text} needs a delimiter behind it", size.span)
    tokens.append(Token("end", "", len(source), len(source)))
    return tokens


def _delimiter(size: Token, text: str, end: int) -> Token:
    """The delimiter behind a sizing command; `<` and `>` are brackets there."""
    side = "close" if size.text == "\\right" or size.text.endswith("r") else ""
    if size.text == "\\left" or (size.text.endswith("l") and size.text != "\\left"):
        side = "open"
    if text == ".":
        return Token("open" if side == "open" else "close", ".", size.start, end)
    if text == "<" or text in OPEN:
        return Token("open", OPEN.get(text, "<"), size.start, end)
    if text == ">" or text in CLOSE:
        return Token("close", CLOSE.get(text, ">"), size.start, end)
    if text in BARS:
        return Token(side or "bar", BARS[text], size.start, end)
    raise LatexError(f"{size.text} needs a delimiter behind it, not {text}", (size.start, end))


_CHARACTERS = {
    **{"{": "lbrace", "}": "rbrace", "^": "sup", "_": "sub", "&": "amp", ",": "comma"},
    **{";": "comma", "'": "prime", ".": "stop", ":": "colon"},
}


def _plain(kind: str, text: str, start: int, end: int) -> Token:
    if kind == "newline" or text == "\\cr":
        return Token("newline", text, start, end)
    if text in WIDE_SPACES:
        return Token("wide", text, start, end)
    for table, name in ((RELATIONS, "relation"), (LINKS, "link"), (OPERATORS, "operator")):
        if text in table:
            return Token(name, table[text], start, end)
    if text in DOTS:
        return Token("dots", text, start, end)
    for table, name in ((OPEN, "open"), (CLOSE, "close"), (BARS, "bar")):
        if text in table:
            return Token(name, table[text], start, end)
    if kind == "number":
        return Token("number", text, start, end)
    if text == "\\prime":
        return Token("prime", "'", start, end)
    if text in _CHARACTERS:
        return Token(_CHARACTERS[text], text, start, end)
    if kind == "command":
        return Token("command", text, start, end)
    if text.isalpha():
        return Token("letter", text, start, end)
    raise LatexError(f"{text!r} has no meaning in a formula", (start, end))
