"""The text of a page as its author typed it, to say on which line something stands."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass

from pymdownx.superfences import RE_OPTIONS

OPENING = re.compile(r"(?P<indent>[ \t>]*)(?P<fence>`{3,}|~{3,})(?P<header>[^`]*)$")
CODE_SPAN = re.compile(r"(?<![`\\])(`+)(?!`)(?:(?!\n\s*\n).)+?(?<!`)\1(?!`)", re.S)
COMMENT = re.compile(r"<!--.*?-->", re.S)
DISPLAY = re.compile(r"(?<!\\)(?:\\\\)*\$\$|\\(?:begin|end)\{")
STATEMENT = re.compile(r"(?m)^[ \t>]*/{3,}[ \t]*(?P<kind>[\w-]*)")


@dataclass(frozen=True)
class Fence:
    """The opening line of a fenced code block: its number in the file, and what follows the fence."""

    line: int
    header: str


def closes(opening):
    """The line that closes a code fence with this opening."""
    return re.compile(rf"[ \t>]*{opening['fence']}[ \t]*$")


class Source:
    """A page's Markdown with its place in its file.

    Parameters
    ----------
    text : str
        The Markdown that is converted, without front matter.
    file : str
        The whole file; its front matter counts as lines. Where the text is not
        part of it (another plugin rewrote the page), lines are those of the text.
    """

    def __init__(self, text, file=""):
        self.text = text
        start = file.rfind(text.strip())
        before = len(text) - len(text.lstrip())
        self.first = 1 + file.count("\n", 0, start) - text.count("\n", 0, before) if start >= 0 else 1
        self.newlines = [i for i, char in enumerate(text) if char == "\n"]
        self.fences = []
        self.opened = set()
        self.prose = self._mask()
        self.seen = Counter()
        self.read = []
        self.statements = list(STATEMENT.finditer(self.prose))

    def _mask(self):
        """The text, equally long, with blanks for what Markdown does not read: code and comments."""
        lines, closing = self.text.split("\n"), None
        for number, line in enumerate(lines):
            if closing is None:
                if not (opening := OPENING.match(line)):
                    continue
                self.fences.append(Fence(self.first + number, opening["header"].strip()))
                closing = closes(opening)
            elif closing.match(line):
                closing = None
            lines[number] = " " * len(line)
        text = "\n".join(lines)
        for hidden in (COMMENT, CODE_SPAN):
            text = hidden.sub(lambda m: re.sub(r"[^\n]", " ", m[0]), text)
        return text

    def line(self, position):
        """The line of the file on which the character at ``position`` of the text stands."""
        return self.first + bisect_right(self.newlines, position - 1)

    def find(self, snippet):
        """The position of the next place that reads ``snippet``, None if there is none.

        The same snippet found again is the next such place. White space and the
        marks of block quotes do not count, since Markdown has taken indentation off.
        """
        pattern = re.compile(r"[\s>]+".join(map(re.escape, snippet.split())))
        spans = [match.span() for match in pattern.finditer(self.prose)]
        nth, self.seen[snippet] = self.seen[snippet], self.seen[snippet] + 1
        if not spans:
            return None
        self.read.append(spans[min(nth, len(spans) - 1)])
        return self.read[-1][0]

    def unread(self):
        """Displays of which nothing was found: the line and the text of each opening."""
        marks = [match.start() for match in DISPLAY.finditer(self.prose)]
        left = [mark for mark in marks if not any(start <= mark < end for start, end in self.read)]
        lines = self.text.split("\n")
        return [(line, lines[line - self.first].strip()) for line in map(self.line, left[::2])]

    def identity(self, identity):
        """The last line that gives something the id ``identity``."""
        given = re.compile(rf"(?:\bid\s*[:=]\s*[\"']?|#|\\label\{{){re.escape(identity)}(?![\w-])")
        return max((self.line(match.start()) for match in given.finditer(self.prose)), default=self.first)

    def fence(self, language, options):
        """The line of the next code fence of this language with these options."""
        for fence in self.fences:
            found = {m["key"]: m["key"] if m["value"] is None else m["value"] for m in RE_OPTIONS.finditer(fence.header)}
            if fence not in self.opened and language in fence.header and options.items() <= found.items():
                self.opened.add(fence)
                return fence.line
        return self.first

    def last_fence(self, header):
        """The line of the last code fence that opens so: one that is not closed is the last."""
        return max((fence.line for fence in self.fences if fence.header == header), default=self.first)

    def statement(self, kind):
        """The line of the next ``/// kind``."""
        for match in self.statements:
            if match["kind"].lower() == kind:
                self.statements.remove(match)
                return self.line(match.start("kind"))
        return self.first
