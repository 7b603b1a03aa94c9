"""Statements and equations of other pages, brought along by the pages that refer to them.

A reader who points at a reference sees what it refers to. A script could ask the server for the other page, but not
on a page that was opened as a file; so each page carries what it refers to, as `<template>`s, which nobody sees or
searches until a script shows them.
"""

from __future__ import annotations

import re
from html import escape, unescape
from html.parser import HTMLParser
from urllib.parse import unquote, urljoin, urlsplit

from .keep import Latest

REFERENCE = re.compile(r'<a\b[^>]*\shref="([^"#]+#[^"]+)"')
SHOWN = {"theorem", "lemma", "corollary", "definition", "equation"}
# What a reader does with a statement where it stands is no part of it.
LEFT_OUT = {"headerlink", "sign", "verdict", "three-way", "wrong", "used-in"}
VOID = {"br", "hr", "img", "input", "wbr"}
STEP = 4096  # letters that are read at once: an excerpt is short, a page is long


class Excerpts:
    """The statements and equations of a page, made into excerpts when they are asked for."""

    def __init__(self, html):
        self.html = html
        self.found = {}

    def get(self, identity):
        """The statement or equation with an id, as HTML without ids, links and verdicts; "" if there is none."""
        if identity not in self.found:
            sign, place, self.found[identity] = f' id="{escape(identity)}"', -1, ""
            while not self.found[identity] and (place := self.html.find(sign, place + 1)) >= 0:
                self.found[identity] = Excerpt(self.html, self.html.rfind("<", 0, place)).text
        return self.found[identity]


class Excerpt(HTMLParser):
    """The statement or equation whose tag begins here, without ids, links and verdicts; "" if it is neither."""

    def __init__(self, html, start):
        super().__init__(convert_charrefs=False)
        self.text = ""
        self._depth = self._skipped = 0
        for place in range(start, len(html), STEP):
            self.feed(html[place : place + STEP])
            if self._depth < 0:
                break

    def handle_starttag(self, tag, attrs):
        if self._depth < 0:
            return
        void = tag in VOID
        attrs = dict(attrs)
        classes = set((attrs.get("class") or "").split())
        if not self._depth and (void or not classes & SHOWN):
            self._depth = -1
            return
        self._depth += not void
        if self._skipped or classes & LEFT_OUT:
            self._skipped = self._skipped or self._depth
            return
        kept = {name: value for name, value in attrs.items() if name not in {"id", "href", "data-tex", "title"}}
        written = "".join(f' {name}="{escape(value or "")}"' for name, value in kept.items())
        self._write(f"<{_inert(tag)}{written}>")

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag):
        if tag in VOID or self._depth < 0:
            return
        if not self._skipped:
            self._write(f"</{_inert(tag)}>")
        if self._skipped == self._depth:
            self._skipped = 0
        self._depth = self._depth - 1 or -1  # behind the end of the whole nothing belongs to it

    def handle_data(self, data):
        self._write(data)

    def handle_entityref(self, name):
        self._write(f"&{name};")

    def handle_charref(self, name):
        self._write(f"&#{name};")

    def _write(self, text):
        if self._depth > 0 and not self._skipped:
            self.text += text


# Of every page by its address.
of_page = Latest(lambda url, html: Excerpts(html))


def templates(html, url, excerpts):
    """The templates that a page needs.

    Parameters
    ----------
    html : str
        The page.
    url : str
        Its address on the site.
    excerpts : callable
        From the path of an address, beginning with /, to the excerpts of that page; None for what is no page.
    """
    written = ""
    for reference in dict.fromkeys(REFERENCE.findall(html)):
        target = urlsplit(urljoin(f"/{url}", unescape(reference)))
        page = None if target.netloc else excerpts(target.path)
        if page and (found := page.get(unquote(target.fragment))):
            written += f'<template data-search-exclude data-of="{reference}">{found}</template>'
    return written


def _inert(tag):
    """Links lead nowhere in an excerpt: it is shown while the reader points at one."""
    return "span" if tag == "a" else tag
