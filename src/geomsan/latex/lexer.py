"""LaTeX text → tokens.

A token knows its kind, its normalised text and its span in the source. Sizing commands
(`\\left`, `\\bigg`, ...) are folded into the delimiter behind them, so that the parser
never meets them; spaces, comments, and what only moves an operator to its column (`{}`,
`\\phantom{…}`) are dropped. Signs that look like others are refused here.
"""

from __future__ import annotations

import re
import unicodedata
from string import ascii_letters
from typing import NamedTuple

from .error import LatexError
from .vocabulary import GREEK, INVISIBLE, WORD

SIZES = {
    f"\\{size}{side}"
    for size in ("big", "Big", "bigg", "Bigg")
    for side in ("", "l", "r", "m")
} | {"\\left", "\\right", "\\middle"}

SPACES = {
    *("\\,", "\\;", "\\:", "\\!", "\\ ", "\\>", "~", "\\thinspace", "\\medspace"),
    *("\\displaystyle", "\\textstyle", "\\scriptstyle", "\\limits", "\\nolimits"),
    *("\\nonumber", "\\notag"),
}
WIDE_SPACES = {"\\quad", "\\qquad", "\\enspace"}

ARROW = "\\xrightarrow"  # with a label above it
RELATIONS = {
    **{"=": "=", "<": "<", ">": ">", "\\lt": "<", "\\gt": ">"},
    **{"\\neq": "\\neq", "\\ne": "\\neq", "\\leq": "\\leq", "\\le": "\\leq"},
    **{"\\leqslant": "\\leq", "\\geqslant": "\\geq", "\\geq": "\\geq", "\\ge": "\\geq"},
    **{"\\approx": "\\approx", "\\simeq": "\\simeq", "\\equiv": "=", "\\coloneqq": ":="},
    **{":=": ":=", "\\in": "\\in", "\\to": "\\to", "\\mapsto": "\\mapsto"},
    **{ARROW: ARROW, "\\xleftarrow": ARROW, "\\rightarrow": "\\to"},
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
DOTS = {
    **{dots: dots for dots in ("\\dots", "\\cdots", "\\ldots", "\\vdots", "\\ddots")},
    **{"\\dotsb": "\\dotsb", "\\dotsc": "\\dotsc", "\\dotsm": "\\dotsm", "…": "\\dots"},
}
OPEN = {
    **{"(": "(", "[": "[", "\\{": "{", "\\lbrace": "{", "\\langle": "<", "\\lVert": "‖"},
    **{"\\lvert": "|", "\\lbrack": "[", "\\lfloor": "⌊", "\\lceil": "⌈"},
}
CLOSE = {
    **{")": ")", "]": "]", "\\}": "}", "\\rbrace": "}", "\\rangle": ">", "\\rVert": "‖"},
    **{"\\rvert": "|", "\\rbrack": "]", "\\rfloor": "⌋", "\\rceil": "⌉"},
}
BARS = {"|": "|", "\\|": "‖", "\\Vert": "‖", "\\vert": "|"}
SIGNS = {  # not part of the language: what to write instead
    **{"×": "\\times", "·": "\\cdot", "∙": "\\cdot", "⋅": "\\cdot", "⊙": "\\odot", "⊗": "\\otimes", "÷": "/"},
    **{"∂": "\\partial", "∇": "\\nabla", "∑": "\\sum", "∏": "\\prod", "√": "\\sqrt{…}", "∞": "\\infty"},
    **{"≤": "\\leq", "≥": "\\geq", "≠": "\\neq", "≈": "\\approx", "→": "\\to", "⇒": "\\implies"},
    **{"′": "'", "‖": "\\|", "⟨": "\\langle", "⟩": "\\rangle", "!": "\\prod for a factorial"},
}

_TOKEN = re.compile(
    r"(?P<space>\s+)|(?P<newline>\\\\(?:\[\s*-?[0-9.]+\s*(?:pt|em|ex|mm|cm|in|mu)\s*\])?)"
    r"|(?P<command>\\operatorname\*|\\tag\*|\\(?:[A-Za-z]+|.))|(?P<number>[0-9]+(?:\.[0-9]+)?)"
    r"|(?P<assign>:=)|(?P<char>.)",
    re.DOTALL,
)
_COMMENT = re.compile(r"(?<!\\)((?:\\\\)*)(%[^\n]*)")
_BRACED_TEXT = re.compile(r"\s*\{([^{}]*)\}")
_THOUSANDS = re.compile(r"(?<![0-9,_{.])[0-9]{1,3}(?:,[0-9]{3})+(?![0-9,])")
_OVERPRINT = re.compile(r"(?:\\!\s*){3}")
_TEXTS = {"\\text", "\\textrm", "\\textbf", "\\textit", "\\mbox", "\\hbox"}
_NAMED = {"\\operatorname", "\\operatorname*"}
_UNSEEN = {"\\tag", "\\tag*", "\\label"}
_BRACED = {**{"\\begin": "begin", "\\end": "end-env"}, **dict.fromkeys(_TEXTS, "text"), **dict.fromkeys(_NAMED, "named")}


class Token(NamedTuple):
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
        At a sizing command without a delimiter, a ``\\begin`` without a name, a sign that
        is not part of the language.
    """
    source = _COMMENT.sub(lambda match: match[1] + " " * len(match[2]), source)
    _refuse(_OVERPRINT, source, "negative space prints signs over each other: leave it out")
    _refuse(_THOUSANDS, source, "one number or several? Write it without commas, or a space behind each comma")
    tokens: list[Token] = []
    position = 0
    size: Token | None = None
    while position < len(source):
        match = _TOKEN.match(source, position)
        start, position = position, match.end()
        text = match.group()
        kind = match.lastgroup
        if kind == "space" or text in SPACES:
            continue
        if size is None and kind != "newline" and text in _SIGNS:  # most are
            tokens.append(Token(*_SIGNS[text], start, position))
        elif text in SIZES and size is None:
            size = Token("size", text, start, position)
        elif size is not None:
            tokens.append(_delimiter(size, text, position))
            size = None
        elif text in _BRACED or text in _UNSEEN:
            token = _braced(source, text, start, position)
            position = token.end
            if text not in _UNSEEN:
                tokens.append(token)
        else:
            if kind == "newline" and source.startswith("[", position):
                raise LatexError(
                    "the distance of two lines, as in \\\\[2pt], or a bracket? Write a space before it",
                    (start, position + 1),
                )
            tokens.append(_plain(kind, text, start, position))
    if size is not None:
        raise LatexError(f"{size.text} needs a delimiter behind it", size.span)
    tokens.append(Token("end", "", len(source), len(source)))
    return _without_spacers(tokens)


def _refuse(pattern: re.Pattern, source: str, message: str) -> None:
    if match := pattern.search(source):
        raise LatexError(message, match.span())


def _braced(source: str, text: str, start: int, position: int) -> Token:
    """A command and the words in braces behind it."""
    braced = _BRACED_TEXT.match(source, position)
    if not braced:
        raise LatexError(f"{text} needs plain words in braces behind it", (start, position))
    words = braced.group(1)
    if text in _NAMED:
        words = re.sub(r"\\,|\s", "", words)
        if not WORD.fullmatch(words):
            raise LatexError(f"{text} needs a word of letters: write scripts behind it", braced.span())
        words = words.replace("\\_", "_")
    return Token(_BRACED.get(text, "unseen"), words, start, braced.end())


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


_SIGNS = {  # what a sign or command is, and the text that it is known by
    **{text: (kind, text) for text, kind in _CHARACTERS.items()},
    **{letter: ("letter", letter) for letter in ascii_letters},
    "\\prime": ("prime", "'"),
    **{
        text: (kind, meaning)
        for kind, table in (
            ("bar", BARS), ("close", CLOSE), ("open", OPEN), ("dots", DOTS), ("operator", OPERATORS), ("link", LINKS),
            ("relation", RELATIONS),
        )
        for text, meaning in table.items()
    },
    **{text: ("wide", text) for text in WIDE_SPACES},
    "\\cr": ("newline", "\\cr"),
}


def _plain(kind: str, text: str, start: int, end: int) -> Token:
    if text in _SIGNS:
        return Token(*_SIGNS[text], start, end)
    if kind in ("newline", "number", "command"):
        return Token(kind, text, start, end)
    raise LatexError(f"{text!r} has no meaning in a formula{_instead(text)}", (start, end))


def _instead(sign: str) -> str:
    """What the author of a sign may have meant."""
    if "가" <= sign <= "힣":
        return ": write Korean in \\text{…}"
    plain = unicodedata.normalize("NFKC", sign)
    greek = re.fullmatch(r"GREEK (SMALL|CAPITAL) LETTER (\w+)", unicodedata.name(sign, ""))
    if greek and (name := greek[2].lower() if greek[1] == "SMALL" else greek[2].title()) in GREEK:
        return f": write \\{name}"
    if sign in SIGNS or plain in SIGNS:
        return f": write {SIGNS.get(sign) or SIGNS[plain]}"
    if plain != sign and plain.isascii() and plain.isalnum():
        mark = "^" if sign in "⁰¹²³⁴⁵⁶⁷⁸⁹" else "_" if sign in "₀₁₂₃₄₅₆₇₈₉" else ""
        return f": write {mark}{plain}"
    return ""


def _without_spacers(tokens: list[Token]) -> list[Token]:
    """Without `{}` between a line's start or a sign and a sign, and `\\phantom{…}` at a line's start."""
    kept: list[Token] = []
    place = 0
    while place < len(tokens):
        token = tokens[place]
        before = kept[-1].kind if kept else "newline"
        if token.kind == "lbrace" and tokens[place + 1].kind == "rbrace":
            if before in _BEFORE_SPACER and tokens[place + 2].kind in ("relation", "operator", "amp"):
                place += 2
                continue
        starts_line = before in ("newline", "amp", "wide")
        if token.text in INVISIBLE and starts_line and tokens[place + 1].kind == "lbrace":
            level = 0
            while tokens[place].kind != "end":
                place += 1
                level += {"lbrace": 1, "rbrace": -1}.get(tokens[place].kind, 0)
                if level == 0:
                    break
            place += tokens[place].kind != "end"
            continue
        kept.append(token)
        place += 1
    return kept


_BEFORE_SPACER = {"newline", "amp", "wide", "comma", "relation", "operator", "open", "link"}
