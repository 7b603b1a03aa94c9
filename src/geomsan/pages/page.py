"""One page while it is being built: everything known of it, and nothing of any other page."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from xml.etree import ElementTree

from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import ETX, STX, AtomicString
from markdown_exec import markdown_config

from .error import Place, Problem
from .execution import fresh_namespace
from .source import Passage, Source
from .world import Borrowed, World

TAG = "geomsan"
MARK = re.compile(rf"(?:<{TAG}>)?{STX}{TAG}:(\d+){ETX}(?:</{TAG}>)?")  # what stands in the HTML for what the page has executed
FILE = "geomsan_file"  # here a host without settings leaves the page's path and text
ZENSICAL = "rendering_context"  # under this name Zensical leaves the same as MkDocs under the next
HOST = "relpath"  # under this name MkDocs leaves the page's file and its own settings in the renderer
DOCSTRING = "mkdocstrings_headings_list"  # under this name mkdocstrings keeps the headings of a docstring


@dataclass(frozen=True)
class Judged:
    """A display that was judged.

    Attributes
    ----------
    place : Place
        Where it begins.
    id : str
    within : str
        The id of the theorem that it belongs to, "" for none.
    latex : str
    scope : Scope
        The symbols declared before it.
    before : Verdict or None
        Of the display that it may go on from.
    verdict : Verdict
    """

    place: Place
    id: str
    within: str
    latex: str
    scope: object
    before: object
    verdict: object


@dataclass
class Page:
    """The state of one page.

    Attributes
    ----------
    path : str
        As the author knows it, e.g. ``docs/layers/affine.md``.
    source : Source
        What the author typed.
    world : World
        The process around the page's code.
    namespace : dict
        The variables of the page's code, shared by its blocks from top to bottom.
    marks : list
        What stands in the HTML only as a number until the final walk.
    titles : dict
        Title of each theorem-like block by its id.
    proved : str
        The id of the last block that can be proved.
    proofs : list
        Place, id of what is proved, and link of each proof whose title is not yet written.
    printed : list of str
        To what the block links that is being rendered.
    problems : list of Problem
    judged : list of Judged
    failed : bool
        Some code did not run, so symbols are missing.
    printing : Place or None
        The block whose result is being rendered.
    parsed : bool
        The tree is complete: what the postprocessor gets now is the page, not a heading of it.
    silent : bool
        Nobody sees the page: only its verdicts are wanted.
    """

    path: str
    source: Source
    world: World
    namespace: dict = field(default_factory=fresh_namespace)
    marks: list = field(default_factory=list)
    titles: dict = field(default_factory=dict)
    proved: str = ""
    proofs: list = field(default_factory=list)
    printed: list = field(default_factory=list)
    problems: list = field(default_factory=list)
    judged: list = field(default_factory=list)
    failed: bool = False
    printing: Place | None = None
    parsed: bool = False
    silent: bool = False

    @property
    def is_docstring(self):
        """Whether this is no page, but what one page says of its code."""
        return isinstance(self.world, Borrowed)

    def mark(self, thing):
        """Remember ``thing``; the text returned stands for it in the HTML."""
        self.marks.append(thing)
        return f"{STX}{TAG}:{len(self.marks) - 1}{ETX}"

    def mark_element(self, parent, thing):
        """Remember ``thing`` at the end of the element ``parent``."""
        ElementTree.SubElement(parent, TAG).text = AtomicString(self.mark(thing))

    def marked(self, text):
        """What was remembered under this text, None for a text that is no mark."""
        match = re.fullmatch(rf"{STX}{TAG}:(\d+){ETX}", text or "")
        return self.marks[int(match[1])] if match else None

    def passage(self, text):
        """The next place that reads ``text``, or the block that printed it."""
        found = None if self.printing else self.source.find(text)
        return found or Passage(self.printing or self.source.start)

    def report(self, place, message):
        if self.is_docstring:
            (around,) = _reading
            around.report(around.source.start, f"line {place.line} of a docstring on this page: {message}")
        self.problems.append(Problem(place, message))


def name_of(file):
    """A page of the host as its author knows it, e.g. ``docs/layers/affine.md``."""
    return PurePath(PurePath(file.src_dir or "").name, file.src_uri).as_posix()


def is_inner(md):
    """Whether this renderer only renders what an executed block printed."""
    return hasattr(md, "_original_md")


def page_of(md):
    """The page that this renderer works on; what a block prints belongs to its page."""
    return getattr(md, "_original_md", md).geomsan_page


_reading: list = []  # the page that is being read: mkdocstrings reads docstrings meanwhile


class OpenPage(Preprocessor):
    """Starts every page afresh, so that no state leaks from one page or build to another.

    Parameters
    ----------
    fresh : list of str
        Packages that the page imports anew.
    silent : bool
        As in `Page`.
    """

    def __init__(self, md, fresh, silent):
        super().__init__(md)
        self.fresh, self.silent = fresh, silent

    def run(self, lines):
        if is_inner(self.md):
            self._share_links()
        elif DOCSTRING in self.md.treeprocessors:
            self.md.geomsan_page = Page("<docstring>", Source("\n".join(lines), ""), Borrowed())
        else:
            self.md.geomsan_page = self._open(lines)
            _reading[:] = [self.md.geomsan_page]
        return lines

    def _open(self, lines):
        path, text = "<markdown>", ""
        if FILE in vars(self.md):
            path, text = getattr(self.md, FILE)
        elif HOST in self.md.treeprocessors:
            host = self.md.treeprocessors[HOST]
            path = name_of(host.file)
            text = host.file.content_string
            # What a block prints is read with the page's own extensions.
            markdown_config.save(host.config.markdown_extensions, host.config.mdx_configs)
        elif ZENSICAL in self.md.preprocessors:
            host = self.md.preprocessors[ZENSICAL]
            folder = Path(host.config["docs_dir"])
            path, text = str(PurePath(folder.name, host.page.path)), (folder / host.page.path).read_text("utf-8")
            markdown_config.save(host.config["markdown_extensions"], host.config["mdx_configs"])
        return Page(path, Source("\n".join(lines), text), World(self.fresh), silent=self.silent)

    def _share_links(self):
        """Let the host check and complete links that a block prints as it does those of the page."""
        page = self.md._original_md.treeprocessors
        if HOST in page:
            self.md.treeprocessors.register(page[HOST], HOST, 0)


class TreeComplete(Treeprocessor):
    """Runs last: from here on the postprocessors see the page, not single headings."""

    def run(self, root):
        if not is_inner(self.md):
            page_of(self.md).parsed = True
