"""A place in the token list, with what every part of the parser needs to know there."""

from __future__ import annotations

from contextlib import contextmanager

from .error import LatexError
from .lexer import Token

LEVELS = {"lbrace": 1, "open": 1, "begin": 1, "rbrace": -1, "close": -1, "end-env": -1}
DEPTH = 90  # more than any page nests; keeps the recursion bounded


class Cursor:
    """Walks over tokens, never backwards.

    Attributes
    ----------
    bars : list of str
        The bars (`|`, `‖`) that are open here, so that the next one closes.
    aligned : bool
        `&` and line breaks align lines here; elsewhere they end cells and rows.
    """

    def __init__(self, tokens: list[Token]):
        self.tokens = tokens
        self.position = 0
        self.end = 0
        self.depth = 0
        self.bars: list[str] = []
        self.aligned = True

    @property
    def token(self) -> Token:
        return self.tokens[self.position]

    def ahead(self, count: int = 1) -> Token:
        return self.tokens[min(self.position + count, len(self.tokens) - 1)]

    def advance(self) -> Token:
        token = self.token
        if token.kind != "end":
            self.position += 1
            self.end = token.end
        return token

    def at(self, kind: str, *texts: str) -> bool:
        token = self.tokens[self.position]
        return token.kind == kind and (not texts or token.text in texts)

    def skip(self, *kinds: str) -> None:
        while self.token.kind in kinds:
            self.advance()

    def expect(self, kind: str, what: str, opened: Token | None = None) -> Token:
        if self.token.kind != kind:
            behind = f" (opened at {opened.text!r})" if opened else ""
            self.fail(f"expected {what}{behind}, found {self.shown()}", opened)
        return self.advance()

    def shown(self) -> str:
        return "the end of the formula" if self.token.kind == "end" else repr(self.token.text)

    def fail(self, message: str, opened: Token | None = None):
        """Raise with the span of the token here, or from the bracket that is not closed."""
        start, end = self.token.span
        if self.token.kind == "end":  # the last sign, or all since the bracket
            start = opened.start if opened else max(0, self.end - 1)
        raise LatexError(message, (start, end))

    def since(self, start: int) -> tuple[int, int]:
        """The span from an offset to the end of what was read."""
        return start, max(start, self.end)

    def closes_bar(self) -> bool:
        return self.at("bar") and bool(self.bars) and self.bars[-1] == self.token.text

    def nested(self) -> Nested:
        """One level deeper."""
        return Nested(self)

    @contextmanager
    def enclosed(self):
        """Inside brackets or cells: bars outside do not close here, `&` does not align."""
        bars, aligned = self.bars, self.aligned
        self.bars, self.aligned = [], False
        yield
        self.bars, self.aligned = bars, aligned

    def label(self) -> None:
        """What stands above an arrow or below a brace: words or a name, never a claim."""
        if not self.at("lbrace"):
            if self.token.kind not in ("letter", "number"):
                self.fail(f"expected a label in braces, found {self.shown()}")
            self.advance()
            return
        opened, level = self.token, 0
        while True:
            if self.at("end"):
                self.fail("expected '}'", opened)
            if self.at("relation"):
                self.fail("a claim in a label would not be executed: write it as a claim of its own")
            if self.at("text") and set(self.token.text) & set("=<>+*/^"):
                self.fail("mathematics inside of \\text{…} would not be executed")
            level += {"lbrace": 1, "rbrace": -1}.get(self.advance().kind, 0)
            if level == 0:
                return

    def at_half_open(self) -> bool:
        """`\\left\\{ \\begin{…} … \\end{…} \\right.`"""
        if not (self.at("open", "{") and self.ahead().kind == "begin"):
            return False
        end, _ = self.after_environment(self.position + 1)
        return self.tokens[end].kind == "close" and self.tokens[end].text == "."

    def after_environment(self, place: int) -> tuple[int, bool]:
        """Looks ahead over the environment that begins at a place: the place behind it, and
        whether it states relations: at the start of a cell, or in the first one of a line.
        Cases whose other cells begin with something else have conditions: they are a term."""
        level, first, starts, states, conditions = 0, True, True, False, False
        name = self.tokens[place].text
        for place in range(place, len(self.tokens)):
            kind = self.tokens[place].kind
            level += LEVELS.get(kind, 0)
            if level == 0:
                return place + 1, states and not (conditions and name == "cases")
            if level == 1 and kind in ("amp", "newline", "begin"):
                first, starts = kind != "amp", True
                continue
            conditions |= starts and not first and kind != "relation"
            states |= level == 1 and kind == "relation" and (first or starts)
            starts = False
        return place, False


class Nested:
    """A level of nesting, entered for every factor: lighter than a generator."""

    __slots__ = ("cursor",)

    def __init__(self, cursor: Cursor):
        self.cursor = cursor

    def __enter__(self):
        self.cursor.depth += 1
        if self.cursor.depth > DEPTH:
            self.cursor.fail(f"the formula nests deeper than {DEPTH // 2} levels")

    def __exit__(self, *raised):
        self.cursor.depth -= 1
