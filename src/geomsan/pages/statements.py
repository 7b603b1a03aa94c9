"""Theorem-like blocks: `/// theorem | 행렬곱의 미분`, `/// proof | matmul-derivative`."""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree import ElementTree

from markdown.treeprocessors import Treeprocessor
from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block

from .page import page_of

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


@dataclass(frozen=True)
class Open:
    """The start of a theorem-like block; ``id`` is its own, or that of what it proves."""

    line: int
    kind: str
    id: str = ""


@dataclass(frozen=True)
class Close:
    """The end of a theorem-like block."""

    line: int


class Statement(Block):
    """A theorem-like block; its argument is its name."""

    ARGUMENT = None
    TAGS = ("div", "p")

    def on_create(self, parent):
        page = page_of(self.md)
        self.line = page.fence or page.source.statement(self.NAME)
        block, heading = self.TAGS
        element = ElementTree.SubElement(parent, block, {"class": self.NAME})
        page.mark_element(element, Open(self.line, self.NAME, self.identity(page)))
        title = ElementTree.SubElement(element, heading, {"class": "theorem-title"})
        title.text = KINDS[self.NAME]
        self.entitle(title, page)
        return element

    def identity(self, page):
        return self.options["attrs"].get("id", "")

    def entitle(self, title, page):
        name, identity = self.argument, self.options["attrs"].get("id")
        if name:
            title.text += " "
            ElementTree.SubElement(title, "span", {"class": "theorem-name"}).text = f"({name})"
        if identity:
            page.titles[identity] = name or KINDS[self.NAME]
            if self.NAME in PROVABLE:
                page.proved = identity
        elif self.NAME in IDENTIFIED:
            page.report(
                self.line,
                f"/// {self.NAME} has no id, so nothing can link to it; add the line\n    attrs: {{id: some-name}}",
            )

    def on_end(self, block):
        page_of(self.md).mark_element(block, Close(self.line))


class Solution(Statement):
    """A solution, folded: the reader tries first."""

    NAME = "solution"
    TAGS = ("details", "summary")


class Proof(Statement):
    """A proof; its argument is the id of what it proves, by default what stands before it."""

    NAME = "proof"

    def identity(self, page):
        return self.argument or page.proved

    def entitle(self, title, page):
        title.text += " — "
        proved = self.argument or page.proved
        if not proved:
            page.report(self.line, "/// proof has nothing to prove; write /// proof | id-of-the-theorem")
        link = ElementTree.SubElement(title, "a", {"href": f"#{proved}"})
        page.proofs.append((self.line, proved, link))


class ProofTitles(Treeprocessor):
    """Fills in what each proof proves, also when its theorem comes later."""

    def run(self, root):
        page = page_of(self.md)
        while page.proofs:
            line, proved, link = page.proofs.pop()
            if proved and proved not in page.titles:
                known = ", ".join(page.titles) or "none"
                page.report(line, f"/// proof | {proved}: no theorem of this page has that id; ids here: {known}")
            link.text = page.titles.get(proved, "")


class Statements(BlocksExtension):
    """Registers the blocks."""

    def extendMarkdownBlocks(self, md, block_mgr):
        for block in (Proof, Solution):
            block_mgr.register(block, {})
        for kind in KINDS.keys() - {"proof", "solution"}:
            block_mgr.register(type(kind.title(), (Statement,), {"NAME": kind}), {})
        # Before inline patterns (20): a title may contain a formula.
        md.treeprocessors.register(ProofTitles(md), "geomsan-proof-titles", 25)


def register(md):
    Statements().extendMarkdown(md)
