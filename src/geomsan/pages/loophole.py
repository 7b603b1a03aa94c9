"""How a page could show what nobody executed, or hide what was: each way is found in its HTML, and reported."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from html.parser import HTMLParser

from markdown.util import ETX, STX

from .contrast import CONTRAST
from .fences import Executed
from .formulas import Display, Inline
from .page import MARK, TAG
from .show import REFUSED
from .statements import KINDS, Close, Open

COMMENT = re.compile(r"<!--.*?-->", re.S)
NOT_TEXT = re.compile(r"<(pre|code|script|style|svg)\b.*?</\1>|<!--.*?-->|<[^>]*>", re.S)
UNREAD = re.compile(rf"\$\$|\${STX}{TAG}|{ETX}\$|\\(?:begin|end)\{{")
UNREAD_STATEMENT = re.compile(r"(?m)^[ ]{0,3}/{3,}[^/\n]*$")

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
UNSEEN = {"dialog", "noscript", "object", "select", "template", "textarea", "title", "video"}
HIDES = re.compile(r"(?i)display\s*:\s*none|visibility\s*:|opacity\s*:|clip|(?:font-size|height|width|scale)\s*:\s*0|position\s*:\s*(?:absolute|fixed)|text-indent|transform")


def find_unread(page, html):
    """Report what the author meant as a formula or a block, and what is only text in the page."""
    text = NOT_TEXT.sub("", html)
    if match := UNREAD.search(text):
        printed = " ".join(MARK.sub("…", text[match.start() : match.start() + 60]).split())
        for place, near in page.source.unread() or [(page.source.start, printed)]:
            page.report(
                place,
                "a formula was not read: a display $$ … $$ is a paragraph of its own, with a blank line "
                f"before it and after it, and none inside\n    {near}",
            )
    unread = [" ".join(match[0].split()[:2]) for match in UNREAD_STATEMENT.finditer(text)]
    for opening in [words for words in unread if " " in words] or unread[:1]:
        page.report(
            page.passage(opening).place(),
            f"{opening} is not read as a block: there are {', '.join([*KINDS, 'show', REFUSED, CONTRAST])}, each closed by ///; "
            "their options stand on indented lines right below: attrs: {id: …}, and 검산 제외: or 증명: where there is a proof to give",
        )


def find_lost(page, html):
    """Report what was executed or typeset, but is not on the page where a reader sees it."""
    hidden = {int(m[1]) for comment in COMMENT.findall(html) for m in MARK.finditer(comment)}
    unseen = _tags(html).hidden
    places = Counter(int(m[1]) for m in MARK.finditer(html))
    for index, mark in enumerate(page.marks):
        if index in hidden or (places[index] != 1 and not isinstance(mark, Inline)):
            page.report(mark.place, "executed, but not shown: it is inside a comment, or inside code that is shown")
        elif index in unseen and isinstance(mark, (Display, Executed)):
            page.report(mark.place, "executed, but not shown: an element around it is hidden")
    opened = [mark for mark in page.marks if isinstance(mark, Open)]
    closed = [mark for mark in page.marks if isinstance(mark, Close)]
    for before, mark in zip([None, *opened], opened, strict=False):
        if not any(close.place == mark.place for close in closed):
            perhaps = f", or /// {before.kind} on line {before.place.line} is not" if before else ""
            page.report(mark.place, f"/// {mark.kind} is not closed by ///{perhaps}")


def find_forged(page, html):
    """Report a verdict that nobody has given: HTML that looks like the engine's."""
    if _tags(html).forged:
        page.report(page.passage("data-status" if "data-status" in page.source.text else "verdict").place(), "a verdict is not written by hand: data-status and the class verdict are the engine's")


class _Tags(HTMLParser):
    """The tags of a page as a browser reads them: in any case, with entities, with any blanks."""

    def __init__(self, html):
        super().__init__()
        self.forged = False
        self.open = []  # each tag, and whether it hides what is in it
        self.hidden = set()  # the marks that a reader does not see
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attributes):
        for name, value in attributes:
            self.forged |= name == "data-status" or name == "class" and "verdict" in (value or "").lower().split()
        if tag not in VOID:
            self.open.append((tag, tag in UNSEEN or any(name == "hidden" or name == "style" and HIDES.search(value or "") for name, value in attributes)))

    def handle_endtag(self, tag):
        names = [each for each, _ in self.open]
        if tag in names:
            del self.open[len(names) - 1 - names[::-1].index(tag) :]

    def handle_data(self, data):
        if any(hides for _, hides in self.open):
            self.hidden |= {int(m[1]) for m in MARK.finditer(data)}


@lru_cache(maxsize=1)  # asked twice of every page
def _tags(html):
    return _Tags(html)


def find_duplicates(page, ids):
    """Report two things with one id."""
    for identity, count in Counter(ids).items():
        if count > 1:
            page.report(page.source.identity(identity), f"the id {identity!r} is used {count} times on this page")
