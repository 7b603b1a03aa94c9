r"""A page's Markdown as a notebook reads it: what only this site understands becomes plain Markdown, LaTeX stays.

A page is read line by line. Theorem-like blocks become a bold title between rules, admonitions and tabs a bold title,
and ids are dropped. A link into the site becomes one of the published site, or its text alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from geomsan.pages.show import REFUSED
from geomsan.pages.source import OPENING, closes
from geomsan.pages.statements import CITED, KINDS, WAIVED

TITLES = KINDS | {REFUSED: "받아들이지 않는 식"}
RULED = ("theorem", "lemma", "corollary", "definition", "example", REFUSED)
RULE, QED, FALSE = "---", "■", "거짓인 식이다. 반례가 있다."

BLOCK = re.compile(r"(?P<slashes>/{3,})[ \t]*(?P<kind>[\w-]*)(?:[ \t]*\|[ \t]*(?P<argument>.+?))?[ \t]*$")
BOX = re.compile(r'(?P<indent> *)(?:!!!|\?\?\?\+?|===\+?)[ \t]+(?:[\w -]*?[ \t]*)"(?P<title>.*)"[ \t]*$')
OPTION = re.compile(r" {4,}([^:]+):[ \t]*(.*)")
DIRECTIVE = re.compile(r"%\s*검산\s*(?:제외\s*:\s*(?P<waived>.*)|:\s*거짓\s*$)")
ATTRIBUTES = re.compile(r"[ \t]*\{:?[ \t]*[#.][^{}]*\}[ \t]*$")
DOCSTRING = re.compile(r":::[ \t]+(\S+)[ \t]*$")
VERBATIM = r"`+.*?`+|\$[^$]*\$"  # nothing in these is a link
LINK = r"(?P<image>!?)\[(?P<text>(?:`[^`]*`|\$[^$]*\$|[^\[\]`$])*)\]\((?P<target>[^()\s]+)\)"
INLINE = re.compile(f"{VERBATIM}|{LINK}")


class Prose:
    """Reads the lines of one page, in their order.

    Parameters
    ----------
    titles : dict
        Title of each theorem-like block by its id.
    resolve : callable
        From a link as the author wrote it to an address, or None.
    """

    def __init__(self, titles: dict, resolve: Callable[[str], str | None]) -> None:
        self.titles = titles
        self.resolve = resolve
        self.blocks: list[re.Match] = []
        self.provable = ""
        self.options = False  # a block has just been opened: its options follow
        self.closing: re.Pattern | None = None  # of the code that this line is in
        self.display = False
        self.remark = ""  # on the display that this line is in
        self.indent = 0  # of the box that this line is in

    def read(self, line: str, prose: str) -> list[str]:
        """The lines that stand for one line of the page; ``prose`` is the same line without code."""
        if box := BOX.match(prose):
            self.indent = len(box["indent"]) + 4
            return [f"**{box['title']}**", ""]
        if line.strip() and not line.startswith(" " * self.indent):
            self.indent = 0
        line, prose = line[self.indent :], prose[self.indent :]
        if self.closing:
            self.closing = None if self.closing.match(line) else self.closing
            return [line]
        if opening := OPENING.match(line):
            self.closing = closes(opening)
            return [line]
        if self.display or "$$" in prose:
            return self._display(line, prose)
        if self.options and (option := OPTION.match(line)):
            return self._option(option[1], option[2])
        self.options = False
        if block := BLOCK.match(prose):
            return self._open(block) if block["kind"] else self._close(block)
        if docstring := DOCSTRING.match(line):
            return [f"`{docstring[1]}`"]
        return [INLINE.sub(self._link, ATTRIBUTES.sub("", line))]

    def _display(self, line: str, prose: str) -> list[str]:
        if directive := DIRECTIVE.search(prose):
            self.remark = f"{WAIVED}: {directive['waived']}" if directive["waived"] else FALSE
        self.display ^= bool(prose.count("$$") % 2)
        if self.display or not self.remark:
            return [line]
        remark, self.remark = self.remark, ""
        return [line, "", f"*{remark}*"]

    def _open(self, block: re.Match) -> list[str]:
        self.blocks.append(block)
        self.options = True
        kind, argument = block["kind"], block["argument"]
        if kind == "proof":
            return ["", f"**{TITLES[kind]} — {self.titles.get(argument or self.provable, '')}**", ""]
        if kind not in TITLES:
            return [""]
        title = TITLES[kind] + (f" ({argument})" if argument else "")
        return ["", *[RULE, ""] * (kind in RULED), f"**{title}**", ""]

    def _close(self, block: re.Match) -> list[str]:
        kind = self.blocks.pop()["kind"] if self.blocks else ""
        return ["", QED, ""] if kind == "proof" else ["", RULE, ""] if kind in RULED else [""]

    def _option(self, name: str, value: str) -> list[str]:
        if name == "attrs" and (identity := re.search(r"id:\s*([\w-]+)", value)):
            self.provable = identity[1]
        if name == WAIVED:
            return [f"*{WAIVED}: {value}*", ""]
        if name == CITED:
            return [INLINE.sub(self._link, f"{CITED}: [증명이 있는 정리]({value if '#' in value else f'#{value}'})"), ""]
        return []

    def _link(self, match: re.Match) -> str:
        target = match["target"]
        if not target:
            return match[0]
        if address := target if "://" in target else self.resolve(target):
            return f"{match['image']}[{match['text']}]({address})"
        return "" if match["image"] else match["text"]
