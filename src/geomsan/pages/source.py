"""The text of a page as its author typed it, to say where something stands."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace

from pymdownx.superfences import RE_OPTIONS

from .error import Place

OPENING = re.compile(r"(?P<indent>[ \t>]*)(?P<fence>`{3,}|~{3,})(?P<header>[^`]*)$")
CODE_SPAN = re.compile(r"(?<![`\\])(`+)(?!`)(?:(?!\n\s*\n).)+?(?<!`)\1(?!`)", re.S)
COMMENT = re.compile(r"<!--.*?-->", re.S)
DISPLAY = re.compile(r"(?<!\\)(?:\\\\)*\$\$|\\(?:begin|end)\{")
WORD = re.compile(r"\S+")
GAP = re.compile(r"[\s>]+")  # between words: white space, and the marks of a quote
STATEMENT = re.compile(r"(?m)^[ \t>]*(?P<slashes>/{3,})[ \t]*(?P<kind>[\w-]*)")


@dataclass(frozen=True)
class Fence:
    """The opening of a fenced code block: its place in the file, and what follows the fence."""

    place: Place
    header: str


@dataclass(frozen=True)
class Passage:
    """A piece of a page as Markdown read it, and where its author wrote it.

    Attributes
    ----------
    start : Place
    words : tuple
        The span of each word in the piece, and the word's place in the file. None for what a block printed: all
        of it stands where the block does.
    """

    start: Place
    words: tuple = ()

    def behind(self, offset):
        """The same, its offsets counted from one of them."""
        return replace(self, words=tuple(((start - offset, end - offset), place) for (start, end), place in self.words))

    def place(self, offset=None):
        """The place of one character, by default the first; of white space that of the next word."""
        found = self.start
        for (start, end), place in self.words if offset is not None else ():
            found = Place(place.line, place.column + min(max(offset - start, 0), end - start))
            if offset < end:
                break
        return found


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
        self.read = bytearray(len(text))  # 1 where something was found
        self.statements = list(STATEMENT.finditer(self.prose))

    def _mask(self):
        """The text, equally long, with blanks for what Markdown does not read: code and comments."""
        lines, closing = self.text.split("\n"), None
        for number, line in enumerate(lines):
            if closing is None:
                if not (opening := OPENING.match(line)):
                    continue
                self.fences.append(Fence(Place(self.first + number, 1 + opening.start("fence")), opening["header"].strip()))
                closing = closes(opening)
            elif closing.match(line):
                closing = None
            lines[number] = " " * len(line)
        text = "\n".join(lines)
        for hidden in (COMMENT, CODE_SPAN):
            text = hidden.sub(lambda m: re.sub(r"[^\n]", " ", m[0]), text)
        return text

    @property
    def start(self):
        """Where a problem of the whole page stands."""
        return Place(self.first)

    def place(self, position):
        """The place in the file of the character at ``position`` of the text."""
        before = bisect_right(self.newlines, position - 1)
        return Place(self.first + before, position - (self.newlines[before - 1] if before else -1))

    def at(self, line):
        """The first character of a line of the file, behind its indentation."""
        lines = self.text.split("\n")
        text = lines[line - self.first] if 0 <= line - self.first < len(lines) else ""
        return Place(line, 1 + len(text) - len(text.lstrip(" \t>")))

    def find(self, snippet):
        """The next place that reads ``snippet`` and was not found before, None if there is none.

        White space and the marks of block quotes do not count, since Markdown has taken indentation off.
        """
        words = list(WORD.finditer(snippet))
        texts = [word[0] for word in words]
        found = next(_occurrences(self.prose, texts, self.read), None)
        if not found:  # the last that there is
            *_, found = None, *_occurrences(self.prose, texts)
        if not found:
            return None
        end = found[-1] + len(words[-1][0])
        self.read[found[0] : end] = b"\1" * (end - found[0])
        return Passage(self.place(found[0]), tuple(zip((word.span() for word in words), map(self.place, found), strict=True)))

    def unread(self):
        """Displays of which nothing was found: the place of each opening, and its line."""
        marks = [match.start() for match in DISPLAY.finditer(self.prose)]
        left = [mark for mark in marks if not self.read[mark]]
        lines = self.text.split("\n")
        return [(place, lines[place.line - self.first].strip()) for place in map(self.place, left[::2])]

    def identity(self, identity):
        """The last place that gives something the id ``identity``."""
        given = re.compile(rf"(?:\bid\s*[:=]\s*[\"']?|#|\\label\{{){re.escape(identity)}(?![\w-])")
        return max((self.place(match.start()) for match in given.finditer(self.prose)), default=self.start)

    def fence(self, language, options):
        """The place of the next code fence of this language with these options."""
        for fence in self.fences:
            found = {m["key"]: m["key"] if m["value"] is None else m["value"] for m in RE_OPTIONS.finditer(fence.header)}
            if fence not in self.opened and language in fence.header and options.items() <= found.items():
                self.opened.add(fence)
                return fence.place
        return self.start

    def last_fence(self, header):
        """The place of the last code fence that opens so: one that is not closed is the last."""
        return max((fence.place for fence in self.fences if fence.header == header), default=self.start)

    def statement(self, kind):
        """The place of the next ``/// kind``."""
        for match in self.statements:
            if match["kind"].lower() == kind:
                self.statements.remove(match)
                return self.place(match.start("slashes"))
        return self.start


def _occurrences(text, words, read=b""):
    """Where each of the words stands, for every place of the text at which they stand one behind the other.

    Places where 1 stands in `read` are passed over.
    """
    start = text.find(words[0]) if words else -1
    while start >= 0:
        if read and read[start]:
            found, behind = (), read.find(0, start)
        else:
            found = _behind(text, words, start)
            behind = found[-1] + len(words[-1]) if found else start + 1
        if found:
            yield found
        start = text.find(words[0], behind) if behind >= 0 else -1


def _behind(text, words, start):
    """Where each of the words stands if the first stands here; empty if the others do not follow."""
    found, open_places = [], [iter((start,))]
    while open_places:
        word = words[len(found)]
        place = next((each for each in open_places[-1] if text.startswith(word, each)), None)
        if place is None:  # another way to read what is before it
            open_places.pop()
            found = found[:-1]
            continue
        found.append(place)
        if len(found) == len(words):
            break
        gap = GAP.match(text, place + len(word))
        # Only a word that begins with the mark of a quote can begin before the end of a gap.
        quoted = words[len(found)].startswith(">")
        open_places.append(iter(range(gap.end(), gap.start(), -1) if gap and quoted else [gap.end()] if gap else []))
    return found
