"""Theorem-like blocks: `/// theorem | 행렬곱의 미분`, `/// proof | matmul-derivative`."""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.etree import ElementTree

from markdown.treeprocessors import Treeprocessor
from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block, type_string

from .error import Place
from .page import TAG, is_inner, page_of

PROVABLE = {"theorem": "정리", "lemma": "보조정리", "corollary": "따름정리"}
KINDS = {
    **PROVABLE,
    "definition": "정의",
    "example": "보기",
    "exercise": "연습문제",
    "solution": "풀이",
    "proof": "증명",
}
# Pages, proofs and readers link to these.
IDENTIFIED = {*PROVABLE, "definition"}
WAIVED, CITED = "검산 제외", "증명"


@dataclass(frozen=True)
class Open:
    """The start of a theorem-like block.

    Attributes
    ----------
    place : Place
    kind : str
    id : str
        What its author gave, "" for none.
    title : str
    waived : str
        Why it is not proved, or nothing in it executed.
    cites : str
        The link to the theorem whose proof proves it too.
    proves : str
        The id of what a proof proves.
    links : list of str
        To what its text links, as the author wrote it.
    """

    place: Place
    kind: str
    id: str = ""
    title: str = ""
    waived: str = ""
    cites: str = ""
    proves: str = ""
    links: list = field(default_factory=list)


@dataclass(frozen=True)
class Close:
    """The end of a theorem-like block; its place is that of the start."""

    place: Place


@dataclass(frozen=True)
class Symbols:
    """Where a proof links to the symbols that are in force in it."""

    place: Place


class Statement(Block):
    """A theorem-like block; its argument is its name."""

    ARGUMENT = None
    OPTIONS = {}
    TAGS = ("div", "p")

    def on_create(self, parent):
        page = page_of(self.md)
        self.place = page.printing or page.source.statement(self.NAME)
        block, heading = self.TAGS
        element = ElementTree.SubElement(parent, block, {"class": self.NAME})
        page.mark_element(element, self.opening(page))
        title = ElementTree.SubElement(element, heading, {"class": "theorem-title"})
        title.text = KINDS[self.NAME]
        self.entitle(title, page)
        self.explain(element)
        return element

    def opening(self, page):
        return Open(
            self.place, self.NAME, self.options["attrs"].get("id", ""), self.argument or "",
            self.options.get(WAIVED, ""), _link(self.options.get(CITED, "")),
        )

    def explain(self, element):
        """Say to the reader why there is no proof here, or why nothing in it is executed."""
        if reason := self.options.get(WAIVED):
            ElementTree.SubElement(element, "p", {"class": "waiver"}).text = f"{WAIVED}: {reason}"
        if link := self.options.get(CITED):
            paragraph = ElementTree.SubElement(element, "p", {"class": "citation"})
            paragraph.text = f"{CITED}: "
            ElementTree.SubElement(paragraph, "a", {"href": _link(link)}).text = "증명이 있는 정리"

    def entitle(self, title, page):
        name, identity = self.argument, self.options["attrs"].get("id")
        if name:
            title.text += " "
            ElementTree.SubElement(title, "span", {"class": "theorem-name"}).text = f"({name})"
        if identity:
            page.titles[identity] = name or KINDS[self.NAME]
            if self.NAME in PROVABLE:
                page.proved = identity
            # As the host's headings do, so that it looks and works the same.
            link = {"class": "headerlink", "href": f"#{identity}", "title": "이 자리의 주소"}
            ElementTree.SubElement(title, "a", link).text = "¶"
        elif self.NAME in IDENTIFIED:
            page.report(
                self.place,
                f"/// {self.NAME} has no id, so nothing can link to it; add the line\n    attrs: {{id: some-name}}",
            )

    def on_end(self, block):
        page_of(self.md).mark_element(block, Close(self.place))


def _link(name):
    """An id alone is one of this page."""
    return f"#{name}" if name and "#" not in name else name


class Solution(Statement):
    """A solution, folded: the reader tries first."""

    NAME = "solution"
    TAGS = ("details", "summary")


class Proof(Statement):
    """A proof; its argument is the id of what it proves, by default what stands before it.

    It stands open, and a reader who has understood it can fold it: the browser does that, and remembers nothing.
    """

    NAME = "proof"
    OPTIONS = {WAIVED: ["", type_string]}

    def opening(self, page):
        return Open(
            self.place, self.NAME, self.options["attrs"].get("id", ""), waived=self.options[WAIVED],
            proves=self.argument or page.proved,
        )

    def entitle(self, title, page):
        title.text += " — "
        proved = self.argument or page.proved
        if not proved:
            page.report(self.place, "/// proof has nothing to prove; write /// proof | id-of-the-theorem")
        link = ElementTree.SubElement(title, "a", {"href": f"#{proved}"})
        page.proofs.append((self.place, proved, link))
        page.mark_element(title, Symbols(self.place))

    def explain(self, element):
        folded = ElementTree.SubElement(element, "details", {"open": "open"})
        ElementTree.SubElement(folded, "summary", {"aria-label": "증명 접고 펴기"})
        super().explain(folded)

    def on_add(self, block):
        return block.find("details")


class ProofTitles(Treeprocessor):
    """Fills in what each proof proves, also when its theorem comes later."""

    def run(self, root):
        page = page_of(self.md)
        while page.proofs:
            place, proved, link = page.proofs.pop()
            if proved and proved not in page.titles:
                known = ", ".join(page.titles) or "none"
                page.report(place, f"/// proof | {proved}: no theorem of this page has that id; ids here: {known}")
            link.text = page.titles.get(proved, "")


class Links(Treeprocessor):
    """Notes to what each block links, before the host makes addresses of the site out of the author's."""

    def run(self, root):
        page, around = page_of(self.md), []
        if is_inner(self.md):  # its links are those of the block around the code
            page.printed += [element.get("href", "") for element in root.iter("a")]
        for element in root.iter():
            if element.tag == TAG and (mark := page.marked(element.text)):
                if isinstance(mark, Open):
                    around.append(mark)
                elif isinstance(mark, Close) and around:
                    around.pop()
            elif element.tag == "a" and around:
                around[-1].links.append(element.get("href", ""))


def _kind(kind):
    options = {WAIVED: ["", type_string], CITED: ["", type_string]} if kind in PROVABLE else {}
    return type(kind.title(), (Statement,), {"NAME": kind, "OPTIONS": options})


BLOCKS = [Proof, Solution, *(_kind(kind) for kind in KINDS if kind not in {"proof", "solution"})]


class Statements(BlocksExtension):
    """Registers the blocks."""

    def extendMarkdownBlocks(self, md, block_mgr):
        for block in BLOCKS:
            block_mgr.register(block, {})
        # Before inline patterns (20): a title may contain a formula.
        md.treeprocessors.register(ProofTitles(md), "geomsan-proof-titles", 25)
        # After inline patterns (20), before the host's links (0).
        md.treeprocessors.register(Links(md), "geomsan-links", 1)


def register(md):
    Statements().extendMarkdown(md)
