"""The last step of a page: through its marks, in the order in which a reader meets them."""

from __future__ import annotations

import linecache
import re
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from hashlib import blake2s
from html import escape
from pathlib import Path

from markdown.postprocessors import Postprocessor
from markdown.util import ETX, STX

from geomsan.meaning import DeclarationError, Scope
from geomsan.meaning.shape import shape
from geomsan.verdict import Cache, judge
from geomsan.verdict.ledger import EXECUTED

from .badge import check_line, equation
from .check import Checked, judged
from .contrast import Unfold
from .entries import Entries
from .error import PageError, Place
from .fences import Executed
from .fingerprint import covers, inside, stale
from .formulas import Display, Inline
from .legend import legend
from .loophole import find_duplicates, find_forged, find_lost, find_unread
from .mathematics import LatexError, plain, refer, references, typeset
from .page import MARK, TAG, ZENSICAL, Judged, TreeComplete, is_inner, page_of
from .show import REFUSED
from .statements import IDENTIFIED, PROVABLE, Close, Open, Symbols
from .taken import Block, Taken
from .three_way import three_way
from .world import Left, running
from .wrong import wrong

ATTRIBUTES = re.compile(rf"<[a-zA-Z][^<>]*{STX}{TAG}[^<>]*>")
PARTICLE = re.compile(rf"({STX}{TAG}:\d+{ETX})([가-힣]+)")
ID = re.compile(r"<[^>]*\sid=\"([^\"]+)\"")


@dataclass
class Around:
    """A theorem-like block: its kind, id and place, and what its displays showed."""

    kind: str
    id: str = ""
    place: Place = Place(1)
    displays: int = 0
    comparisons: list = field(default_factory=list)
    wrong: list = field(default_factory=list)


@dataclass
class Reading:
    """What is known at one place of the page.

    Attributes
    ----------
    scope : Scope
        The symbols declared so far.
    before : Verdict or None
        Of the display before, which a display may continue.
    blocks : list of Around
        The theorem-like blocks around this place.
    entries : Entries
        What the page enters in the ledger.
    legends : list of str
        The ids of the legends whose symbols are in force.
    opened : bool
        Verdicts stand open here.
    """

    entries: Entries
    scope: Scope = field(default_factory=Scope)
    before: object = None
    blocks: list = field(default_factory=list)
    legends: list = field(default_factory=list)
    opened: bool = False


class Walk(Postprocessor):
    """Judges each display under the symbols declared before it, and finishes the HTML.

    Parameters
    ----------
    enter : callable
        Takes the `Sheet` of the finished page.
    take : callable
        Takes what of it can be taken away.
    refuse : callable
        Takes the `PageError` of a page with problems and its HTML, and returns what is shown in its place.
    key : str
        Under which a host keeps finished pages.
    cache : str
        The file that keeps verdicts, "" for none.
    mutants : bool
        Also judge wrong versions of every display.
    """

    def __init__(self, md, enter, take, refuse, key, cache, mutants):
        super().__init__(md)
        self.enter = enter
        self.take = take
        self.refuse = refuse
        self.key = key
        self.cache = cache
        self.mutants = mutants

    def run(self, text):
        page = page_of(self.md)
        text = ATTRIBUTES.sub(lambda tag: MARK.sub(lambda m: escape(page.marks[int(m[1])].latex), tag[0]), text)
        if is_inner(self.md) or not page.parsed:
            # A heading for the table of contents, or what a block printed: judged with the page.
            return MARK.sub(lambda m: _inline(page, m), text)
        if not page.silent:
            find_unread(page, text)
            find_lost(page, text)
            find_forged(page, text)
        if page.is_docstring:
            return docstring(page, text)
        entries = Entries(page.path)
        old = stale(self.key, page.world.imported)
        cache = None
        if self.cache and not old:
            cache = Cache(Path(self.cache), self.key, covers(self.key, page.world.packages))
        judge_display = partial(cache.judge if cache else judge, mutants=self.mutants)
        try:
            with running():
                html = finish(page, text, entries, judge_display)
            broken = None
        except Exception as error:
            html, broken = "", error
        finally:
            changed, reached = page.world.tampered(), page.world.outside(inside(self.key))
            page.world.close()
        if broken and not changed and not isinstance(broken, Left):
            raise broken  # a mistake of the engine, not of the page
        if isinstance(broken, Left):
            page.report(page.source.start, str(broken))
        if changed:
            page.report(blamed(page, changed), f"what this page declares changes what every page relies on: {', '.join(changed)}")
        if ZENSICAL in self.md.preprocessors and old:
            page.report(page.source.start, old)
        if cache and not broken and not changed:
            cache.keep()
        ids = ID.findall(html)
        find_duplicates(page, ids)
        displays = sum(isinstance(mark, Display) for mark in page.marks)
        self.enter(entries.sheet(page.problems, displays=displays, ids=frozenset(ids), reached=(*reached, old) if old else reached))
        self.take(taken(page))
        if page.problems:
            return self.refuse(PageError(page.path, page.problems), html)
        return html


def _inline(page, match):
    mark = page.marks[int(match[1])]
    return mark.mathml if isinstance(mark, Inline) else match[0]


def blamed(page, changed):
    """The first line of the page's code that names something of what was changed while the page was judged."""
    names = [each.rpartition(".")[2] for each in changed]
    for block in (mark for mark in page.marks if isinstance(mark, Executed)):
        for line, text in enumerate(linecache.getlines(f"{page.path}:{block.place.line}"), start=1):  # as `execute` left it
            if any(name in text for name in names):
                return page.source.at(line)
    return page.source.start


def docstring(page, text):
    """What a page says of its code, typeset: it is no page, so nothing in it is executed, and it may state nothing."""
    for mark in page.marks:
        if isinstance(mark, Display):
            page.report(mark.place, "a display is not executed here, but on a page: write it there, or between single dollars")
    return MARK.sub(lambda m: _refer(page, mark, {}) if isinstance(mark := page.marks[int(m[1])], (Inline, Display)) else "", text)


def finish(page, html, entries, judge):
    """Judge the page's displays, and put its final HTML where the marks are."""
    html = PARTICLE.sub(r'<span class="joined">\1\2</span>', html)  # browsers end a line between a formula and its particle
    reading = Reading(entries)
    shown = [page.marks[int(m[1])] for m in MARK.finditer(html)]
    displays = [mark for mark in shown if isinstance(mark, Display)]
    identities = identify(displays)
    labelled = [display for display in displays if display.label]
    numbers = {d.label: d.number or f"({n})" for n, d in enumerate(labelled, start=1)}

    def replace(match):
        match page.marks[int(match[1])]:
            case Inline() as formula:
                entries.refer(references(formula.mathml))
                return _refer(page, formula, numbers)
            case Executed() as block:
                entries.refer(block.links)
                return _declare(page, reading, block)
            case Open(kind=kind) as block:
                reading.before = None
                reading.blocks.append(Around(kind, block.proves or block.id, block.place))
                entries.open(block)
                return ""
            case Close():
                reading.before = None
                entries.close()
                around = reading.blocks.pop()
                if around.kind == REFUSED and not around.displays:
                    page.report(around.place, "/// refused shows what is not accepted, but no display stands in it")
                return _end(around)
            case Symbols():
                return _symbols(reading.legends)
            case Unfold(opened=opened):
                reading.opened = opened
                return ""
            case Display() as display:
                number = numbers.get(display.label, display.number)
                mathml = _refer(page, display, numbers)
                if any(block.kind == REFUSED for block in reading.blocks):
                    return _refused(page, reading, display, identities[id(display)])
                verdict = _judge(page, reading, display, identities[id(display)], judge)
                if verdict is None:
                    return mathml
                place = display.passage.place(verdict.offset)
                return equation(mathml, verdict, identity=identities[id(display)], number=number, place=f"{page.path}:{place}", opened=reading.opened)

    return MARK.sub(replace, html)


def identify(displays):
    """The id of each display: its label, or made of its text, so that it stays when others come and go."""
    identities, seen = {}, Counter()
    for display in displays:
        name = f"eq-{blake2s(plain(display.latex).encode(), digest_size=3).hexdigest()}"
        seen[name] += 1
        identities[id(display)] = display.label or (name if seen[name] == 1 else f"{name}-{seen[name]}")
    return identities


def _end(block):
    """What stands at the end of a theorem-like block; the host fills in where a statement is used."""
    measured = three_way(block.comparisons) + wrong(block.wrong) if block.kind in PROVABLE else ""
    return measured + (f'<p class="used-in" data-of="{escape(block.id)}"></p>' if block.kind in IDENTIFIED else "")


def _symbols(legends):
    """From a proof to its symbols: the last legend, and the names of all in force."""
    return f'<a class="symbols" href="#{legends[-1]}" data-legends="{" ".join(legends)}">기호</a>' if legends else ""


def _refer(page, formula, numbers):
    try:
        return refer(formula.mathml, numbers)
    except LatexError as error:
        page.report(formula.place, str(error))
        return formula.mathml


def _declare(page, reading, block):
    if not block.declared:
        return ""
    places, checks, identity = {}, "", ""
    for declared in block.declared:
        if isinstance(declared, Checked):
            checks += _check(page, reading, declared)
            continue
        place = page.source.at(declared.line)
        identity = reading.entries.given(place)
        if declared.fresh or any(each.name in declared.symbols for each in reading.scope.declarations):
            reading.before = None  # what stood before said something else
        with _at(page, place):
            before = reading.scope.empty() if declared.fresh else reading.scope
            reading.legends = [] if declared.fresh else reading.legends
            reading.scope = before.declare(declared.symbols, **declared.options)
            places |= dict.fromkeys(declared.symbols, place)
    symbols = []
    for declaration in reading.scope.declarations:
        if declaration.name in places:
            with _at(page, places[declaration.name]):
                symbols.append((declaration, shape(reading.scope, declaration.name)))
    if not places:
        return checks
    reading.legends = [*reading.legends, identity]
    return legend(symbols, reading.scope.layout, identity=identity) + checks


def _check(page, reading, checked):
    """What a block checked, as a line with its verdict."""
    if page.failed:
        return ""
    place = page.source.at(checked.line)
    try:
        verdict = judged(checked, reading.scope)
        mathml = "" if checked.sides else typeset(checked.claim, display=False)
    except (DeclarationError, LatexError) as error:
        page.report(place, f"check: {error}")
        return ""
    if verdict.status not in EXECUTED:
        page.report(place, f"check {checked.claim!r}: {verdict.message or 'this states nothing that could be executed'}")
    identity = reading.entries.judged(place, "check", "", verdict)
    return check_line(mathml or escape(checked.claim), verdict, identity=identity)


@contextmanager
def _at(page, place):
    """Report a declaration that cannot be used. What fails after it may fail for want of its symbols."""
    try:
        yield
    except DeclarationError as error:
        if not page.failed:
            page.report(place, str(error))
        page.failed = True


def _judge(page, reading, display, identity, judge):
    if page.failed:  # without its symbols no equation of the page can be understood
        return None
    verdict = judge(display.latex, reading.scope, before=reading.before)
    within = next((block.id for block in reversed(reading.blocks) if block.id), "")
    page.judged.append(Judged(display.place, identity, within, display.latex, reading.scope, reading.before, verdict))
    place = display.passage.place(verdict.offset)
    if verdict.status in {"refuted", "error"}:
        page.report(place, verdict.message)
    if reading.blocks:
        reading.blocks[-1].comparisons += verdict.comparisons
        reading.blocks[-1].wrong += verdict.wrong
    reading.scope, reading.before = verdict.scope, verdict
    reading.entries.judged(display.place, "equation", identity, verdict, references(display.mathml))
    return verdict


def _refused(page, reading, display, identity):
    """What the author of a display is told that is not understood, or false."""
    next(block for block in reading.blocks if block.kind == REFUSED).displays += 1
    if page.failed:
        return ""
    verdict = judge(display.latex, reading.scope, mutants=False)
    if verdict.status not in {"refuted", "error"}:
        page.report(display.place, "this display stands in /// refused, but nothing is wrong with it")
    reading.entries.refused(display.place, identity, verdict)
    says, _, place = escape(verdict.message).partition("\n")
    return f'<div class="refusal"><p>{says}</p><pre>{place}</pre></div>'


def taken(page):
    """What of the page a reader can take away."""
    blocks = [Block(mark.place.line, mark.code, mark.printed) for mark in page.marks if isinstance(mark, Executed)]
    return Taken(page.path, page.source, page.titles, blocks)


def register(md, **options):
    md.treeprocessors.register(TreeComplete(md), "geomsan-tree-complete", -1000)
    # After everything else, so that nothing changes what was judged.
    md.postprocessors.register(Walk(md, **options), "geomsan-walk", -1000)
