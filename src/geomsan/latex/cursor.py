"""A place in the token list, with what every part of the parser needs to know there."""

from __future__ import annotations

from contextlib import contextmanager

from .error import LatexError
from .lexer import Token

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
        return token

    def at(self, kind: str, *texts: str) -> bool:
        return self.token.kind == kind and (not texts or self.token.text in texts)

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
        start = opened.start if opened and self.token.kind == "end" else self.token.start
        raise LatexError(message, (start, max(self.token.end, start + 1)))

    def since(self, start: int) -> tuple[int, int]:
        """The span from an offset to the token before this one."""
        return start, max(start, self.tokens[self.position - 1].end if self.position else start)

    def closes_bar(self) -> bool:
        return self.at("bar") and bool(self.bars) and self.bars[-1] == self.token.text

    @contextmanager
    def nested(self):
        """One level deeper."""
        self.depth += 1
        if self.depth > DEPTH:
            self.fail(f"the formula nests deeper than {DEPTH // 2} levels")
        yield
        self.depth -= 1

    @contextmanager
    def enclosed(self):
        """Inside brackets or cells: bars outside do not close here, `&` does not align."""
        bars, aligned = self.bars, self.aligned
        self.bars, self.aligned = [], False
        yield
        self.bars, self.aligned = bars, aligned

    def skip_braces(self) -> None:
        """Skip one argument whose content means nothing: a label, a column format."""
        if not self.at("lbrace"):
            self.advance()
            return
        opened, level = self.token, 0
        while True:
            if self.at("end"):
                self.fail("expected '}'", opened)
            level += {"lbrace": 1, "rbrace": -1}.get(self.advance().kind, 0)
            if level == 0:
                return
