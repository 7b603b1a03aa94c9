"""What the search knows of a page: its sections as plain text, formulas as one would type them.

Readers search for words, so code blocks, legends, verdicts and wrong formulas are left out.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from html import escape, unescape
from html.parser import HTMLParser
from pathlib import Path
from shutil import copyfile
from unicodedata import normalize
from xml.etree import ElementTree

from .keep import Latest

WORKER = Path(__file__).with_name("search.js")
THEIRS = re.compile(r"javascripts/workers/search\.\w+\.min\.js")
HEADINGS = {f"h{level}" for level in range(1, 7)}
VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
INLINE = {"a", "abbr", "b", "code", "del", "em", "i", "ins", "kbd", "mark", "q", "s", "small", "span", "strong", "sub", "sup"}
LEFT_OUT = {"pre", "svg", "script", "style", "nav", "label", "template"}
LEFT_OUT_CLASSES = {
    *("headerlink", "sign", "verdict", "equation-number", "legend", "three-way", "wrong", "refusal", "red-page"),
    *("symbols", "uses", "used-in", "proof-map", "ledger-theorems", "ledger-totals", "doc-labels", "takeaway"),
}
EXECUTED = {"admonition", "example"}  # what an executed block shows
UNREAD = re.compile(r"<(pre|svg|script|style|template)\b.*?</\1>", re.S)  # most tags of a page are in these, and left out
MATH = re.compile(r"<math\b.*?</math>", re.S)
ENTITY = re.compile(r"&(?!(?:lt|gt|amp|quot);)\w+;")  # HTML's, which XML does not know
RELATION = re.compile(r"[=≠<>≤≥≈≃:≔→⟹⟺]+")
INSIDE = re.compile(r"(?<=[(⟨[|√]) | (?=[])⟩|,^_])")  # spaces that a bracket, a comma or a script makes needless
STYLED = re.compile("[\U0001d400-\U0001d7ff]")


def entries(url, html, boost=1):
    """The sections of a page: where, under which heading, and the text up to the next heading.

    Parameters
    ----------
    url, html : str
    boost : float
        How much a hit counts: the theme's ``search: {boost: …}`` at the head of a page.
    """
    more = {} if boost == 1 else {"boost": boost}
    return [
        {"location": url + (f"#{identity}" if place else ""), "title": title, "text": text, **more}
        for place, (identity, title, text) in enumerate(sections(url, html))
    ]


def publish(site, found):
    """Write the sections and the script that searches them, and empty the theme's index: every page would fetch it."""
    theirs = site / "search/search_index.json"
    if theirs.exists() and any(site.glob("assets/javascripts/workers/search.*.js")):  # Material's, not another theme's
        index = json.loads(theirs.read_text("utf-8")) | {"docs": []}
        theirs.write_text(json.dumps(index), "utf-8")
        # Hangul as itself is half as long as its escapes.
        (site / "search/pages.json").write_text(json.dumps(found, ensure_ascii=False, separators=(",", ":")), "utf-8")
        copyfile(WORKER, site / "assets/javascripts/geomsan-search.js")


def inform(site, found):
    """Have Zensical's search, which has an index of its own, find the same text."""
    theirs, texts = site / "search.json", {each["location"]: escape(each["text"], quote=False) for each in found}
    if theirs.exists():
        index = json.loads(theirs.read_text("utf-8"))
        index["items"] = [item | {"text": texts[item["location"]]} for item in index["items"] if item["location"] in texts]
        theirs.write_text(json.dumps(index, ensure_ascii=False, separators=(",", ":")), "utf-8")


def own_worker(html):
    """Have a page call our script, and not the theme's."""
    return THEIRS.sub("javascripts/geomsan-search.js", html)


@lru_cache(maxsize=4096)  # as many as are typeset
def plain(mathml):
    """A formula in one line: `∂L/∂X = (∂L/∂Y)Wᵀ`. The entries of a matrix are left out."""
    line = _line(ElementTree.fromstring(ENTITY.sub(lambda match: unescape(match[0]), mathml)))
    return INSIDE.sub("", " ".join(line.split()))


class Sections(HTMLParser):
    """Collects the text under each heading.

    Attributes
    ----------
    found : list of [id, title, text]
    """

    def __init__(self):
        super().__init__()
        self.found = []
        self._open = []  # the elements around this place: tag, and whether what is in it is left out
        self._heading = False

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag in HEADINGS and attrs.get("id"):
            self.found.append([attrs["id"], "", ""])
            self._heading = True
        if tag not in INLINE:
            self.handle_data(" ")
        if tag not in VOID:
            classes = set((attrs.get("class") or "").split())
            left_out = tag in LEFT_OUT or classes & LEFT_OUT_CLASSES or EXECUTED <= classes
            self._open.append((tag, bool(left_out) or (bool(self._open) and self._open[-1][1])))

    def handle_endtag(self, tag):
        if not any(name == tag for name, _ in self._open):
            return
        while self._open.pop()[0] != tag:
            pass  # an element that HTML lets one leave open
        self._heading = self._heading and tag not in HEADINGS
        if tag not in INLINE:
            self.handle_data(" ")

    def handle_data(self, data):
        if self.found and not (self._open and self._open[-1][1]):
            self.found[-1][1 if self._heading else 2] += data


# Of every page by its address.
sections = Latest(lambda url, html: _sections(html))


def _sections(html):
    sections = Sections()
    sections.feed(MATH.sub(lambda match: escape(plain(match[0])), UNREAD.sub(" ", html)))
    sections.close()
    return [(identity, _spaced(title), _spaced(text)) for identity, title, text in sections.found]


def _spaced(text):
    return " ".join(text.replace("\u200b", "").split())


def _line(node):
    """The text of an element of MathML."""
    tag = node.tag.rpartition("}")[2]
    match tag:
        case "annotation" | "mspace" | "mphantom":
            return " " if tag == "mspace" else ""
        case "mtable":
            return "⋯"
        case "mfrac":
            return f" {'/'.join(map(_grouped, node))} "
        case "msqrt":
            return f"√{_grouped(node[0]) if len(node) == 1 else '(' + ''.join(map(_line, node)) + ')'}"
        case "msub" | "msup" | "msubsup":
            base, *scripts = map(_line, node)
            signs = {"msub": "_", "msup": "^", "msubsup": "_^"}[tag]
            return base + "".join(_script(sign, script) for sign, script in zip(signs, scripts, strict=True))
        case "munder" | "mover" | "munderover":
            return _line(node[0])
        case "mo":
            text = _letters(node.text or "")
            return f" {text} " if RELATION.fullmatch(text) else text
        case "mi" if len(node.text or "") > 1:
            return f" {_letters(node.text)} "
    return _letters(node.text or "") + "".join(map(_line, node))


def _grouped(node):
    text = _line(node).strip()
    return text if len(text) < 2 or re.fullmatch(r"[\w∂]+", text) else f"({text})"


def _script(sign, text):
    """Aᵀ and x′ as they are, x_i, x^2, x_(i+1)."""
    text = text.strip()
    if sign == "^" and text in {"⊺", "⊤", "𝖳", "′", "″", "*"}:
        return {"⊺": "ᵀ", "⊤": "ᵀ", "𝖳": "ᵀ"}.get(text, text)
    return sign + (text if len(text) < 2 else f"{text} " if text.isalnum() else f"({text})")


def _letters(text):
    """𝐗 is X to those who type it."""
    text = re.sub("[\u2061-\u2064]", "", text)
    return STYLED.sub(lambda match: normalize("NFKC", match[0]), text)
