"""Statements and equations of other pages, brought along by the pages that refer to them.

A reader who points at a reference sees what it refers to. A script could ask the server for the other page, but not
on a page that was opened as a file; so each page carries what it refers to, as `<template>`s, which nobody sees or
searches until a script shows them.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape, unescape
from html.parser import HTMLParser
from urllib.parse import unquote, urljoin, urlsplit

REFERENCE = re.compile(r'<a\b[^>]*\shref="([^"#]+#[^"]+)"')
SHOWN = {"theorem", "lemma", "corollary", "definition", "equation"}
# What a reader does with a statement where it stands is no part of it.
LEFT_OUT = {"headerlink", "sign", "verdict", "three-way", "wrong", "used-in"}
VOID = {"br", "hr", "img", "input", "wbr"}


class Excerpts(HTMLParser):
    """Every statement and equation of a page by its id, as HTML without ids, links and verdicts."""

    def __init__(self, html):
        super().__init__(convert_charrefs=False)
        self.found = {}
        self._open = []  # id or None, and depth, of what is being read
        self._depth = self._skipped = 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        void = tag in VOID
        attrs = dict(attrs)
        classes = set((attrs.get("class") or "").split())
        self._depth += not void
        if self._skipped or classes & LEFT_OUT:
            self._skipped = self._skipped or self._depth
            return
        if classes & SHOWN and "id" in attrs:
            self._open.append((attrs["id"], self._depth))
            self.found[attrs["id"]] = ""
        kept = {name: value for name, value in attrs.items() if name not in {"id", "href", "data-tex", "title"}}
        written = "".join(f' {name}="{escape(value or "")}"' for name, value in kept.items())
        self._write(f"<{_inert(tag)}{written}>")

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag):
        if tag in VOID:
            return
        if not self._skipped:
            self._write(f"</{_inert(tag)}>")
        if self._skipped == self._depth:
            self._skipped = 0
        if self._open and self._open[-1][1] == self._depth:
            self._open.pop()
        self._depth -= 1

    def handle_data(self, data):
        self._write(data)

    def handle_entityref(self, name):
        self._write(f"&{name};")

    def handle_charref(self, name):
        self._write(f"&#{name};")

    def _write(self, text):
        if not self._skipped:
            for identity, _ in self._open:
                self.found[identity] += text


@lru_cache(maxsize=1024)  # a server asks again for pages that have not changed
def excerpts(html):
    """Every statement and equation of a page by its id."""
    return Excerpts(html).found


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
