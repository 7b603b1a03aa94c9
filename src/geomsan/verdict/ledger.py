"""The ledger: everything that a site states, what became of it, and whether the site may be published.

A `Sheet` holds the entries of one page, in the order in which a reader meets them. The `Ledger` holds the
sheets, and nothing but it is asked whether the site is true. An address is a page and an id,
``docs/layers/affine.md#matmul-derivative``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

PROVABLE = ("theorem", "lemma", "corollary")
STATEMENTS = (*PROVABLE, "definition")
EXECUTED = ("checked", "false")
BAD = ("refuted", "error")
# From the best: what a theorem rests on makes it no better than itself.
LEVELS = ("checked", "waived", "refuted", "error")


class Place(NamedTuple):
    """A character of a page's file; both count from 1."""

    line: int
    column: int = 1

    def __str__(self) -> str:
        return f"{self.line}:{self.column}"


@dataclass(frozen=True, order=True)
class Problem:
    """One problem, at the character where it begins; one of a whole block, at the first of the block."""

    place: Place
    message: str


@dataclass(frozen=True)
class Entry:
    """One thing on a page.

    Attributes
    ----------
    place : Place
    kind : str
        'theorem', 'lemma', 'corollary', 'definition', 'example', 'exercise', 'solution', 'proof', 'refused'
        (what is not accepted is shown there), 'equation', 'given' or 'check'.
    id : str
        Unique on its page; that of a statement, on the site.
    status : str
        'checked', 'false' (said to be false, and refuted), 'notation', 'defined', 'waived', 'refused' (as it has
        to be), 'refuted' or 'error'; "" for a block, whose status follows from what is in it.
    trials : int
    error : float
        The largest relative error.
    mutants, caught : int
        How many wrong versions were made, and how many of them refuted.
    survivors : tuple of str
        Wrong versions that no trial refuted, as LaTeX.
    excused : tuple of (str, str)
        Those of which the author says why they are not wrong.
    title : str
        As the author wrote it.
    message : str
        The reason of a waiver, or what is wrong.
    within : str
        The id of the block around it.
    proves : str
        The address of what a proof proves.
    cites : str
        The address of the theorem whose proof proves this one too.
    links : tuple of str
        The addresses to which the block links.
    """

    place: Place
    kind: str
    id: str
    status: str = ""
    trials: int = 0
    error: float = 0.0
    mutants: int = 0
    caught: int = 0
    survivors: tuple[str, ...] = ()
    excused: tuple[tuple[str, str], ...] = ()
    title: str = ""
    message: str = ""
    within: str = ""
    proves: str = ""
    cites: str = ""
    links: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """What one page enters.

    Attributes
    ----------
    page : str
        As its author knows it, e.g. ``docs/layers/affine.md``.
    entries : tuple of Entry
    problems : tuple of Problem
    displays : int
        How many displays were read, each of which has to have its entry.
    ids : frozenset of str
        All to which a link can lead.
    reached : tuple of str
        What its code read or ran that the settings do not tell of: who keeps a finished page cannot know when
        this changes.
    """

    page: str
    entries: tuple[Entry, ...] = ()
    problems: tuple[Problem, ...] = ()
    displays: int = 0
    ids: frozenset[str] = frozenset()
    reached: tuple[str, ...] = ()


@dataclass(frozen=True)
class Standing:
    """What became of a statement: all that is in it and in its proofs, and what it rests on.

    Attributes
    ----------
    status : str
        The worst of its own and of everything that it uses.
    own : str
        The worst of its own.
    equations, trials, mutants, caught : int
        How many displays and checks of the statement and its proofs were executed, on how many instances
        together, and their mutants.
    error : float
    uses : tuple of str
        Addresses of the statements to which its text or its proofs link.
    """

    status: str
    own: str
    equations: int
    trials: int
    error: float
    mutants: int
    caught: int
    uses: tuple[str, ...]


@dataclass
class Ledger:
    """The sheets of a site, by page."""

    sheets: dict[str, Sheet] = field(default_factory=dict)
    _statements: dict[str, Entry] | None = field(default=None, init=False, repr=False)

    def enter(self, sheet: Sheet) -> None:
        """Take the sheet of a page in the place of an earlier one."""
        self.sheets[sheet.page] = sheet
        self._statements = None

    def __iter__(self) -> Iterator[tuple[str, Entry]]:
        """Every entry with its page; the pages by name, so that their order in the build does not matter."""
        for page in sorted(self.sheets):
            for entry in self.sheets[page].entries:
                yield page, entry

    def statements(self) -> dict[str, Entry]:
        """Theorems, lemmas, corollaries and definitions by address."""
        if self._statements is None:
            self._statements = {address(page, entry.id): entry for page, entry in self if entry.kind in STATEMENTS}
        return self._statements

    def problems(self, expected: Iterable[str] = (), reachable: Iterable[str] | None = None) -> dict[str, list[Problem]]:
        """Everything for which the site must not be published, by page.

        Parameters
        ----------
        expected : iterable of str
            The pages that the site is to have.
        reachable : iterable of str, optional
            The pages that the navigation names.
        """
        found: dict[str, list[Problem]] = {}

        def report(page: str, place: Place, message: str) -> None:
            found.setdefault(page, []).append(Problem(place, message))

        for page in sorted(set(expected) - self.sheets.keys()):
            report(page, Place(1), "the build skipped this page, so nothing on it was judged")
        for page in sorted(self.sheets):
            if reachable is not None and page not in set(reachable):
                report(page, Place(1), "no reader finds this page: it is not in the navigation")
            sheet = self.sheets[page]
            if sheet.problems:  # what else is wrong with it may follow from them
                found.setdefault(page, []).extend(sheet.problems)
                continue
            for place, message in [*_unjudged(sheet), *_twice(sheet), *self._unproved(sheet), *self._broken(sheet)]:
                report(page, place, message)
        for page, place, message in [*self._same(), *self._circles()]:
            report(page, place, message)
        return {page: sorted(set(found[page])) for page in sorted(found)}

    def standing(self, where: str) -> Standing:
        """What became of the statement at an address."""
        return self.standings()[where]

    def standings(self) -> dict[str, Standing]:
        """What became of every statement, by address."""
        own = {where: self._own(where) for where in self.statements()}
        return {where: self._rest(where, own) for where in own}

    def _rest(self, where: str, own: dict[str, Standing]) -> Standing:
        """Its own standing, and the status of all on which it rests, however far away."""
        reached, waiting = {where}, [where]
        while waiting:
            new = set(own[waiting.pop()].uses) - reached
            reached |= new
            waiting += sorted(new)
        mine = own[where]
        return Standing(_worst(own[each].own for each in reached), *(getattr(mine, name) for name in list(mine.__dataclass_fields__)[1:]))

    def _own(self, where: str) -> Standing:
        page, _, identity = where.partition("#")
        entries = self.part(where)
        statement = self.statements()[where]
        done = [each for each in entries if each.status in EXECUTED]
        uses = {} if statement.kind == "definition" else {
            target: None for each in entries for link in (*each.links, each.cites) if (target := self._statement(link)) and target != where
        }
        status = _worst(each.status for each in entries)
        return Standing(
            status, status, len(done), sum(each.trials for each in done), max((each.error for each in done), default=0.0),
            sum(each.mutants for each in done), sum(each.caught for each in done), tuple(uses),
        )

    def part(self, where: str) -> list[Entry]:
        """The statement at an address, its proofs, and all that stands in them."""
        page, _, identity = where.partition("#")
        inside, part = set(), []
        for entry in self.sheets[page].entries:
            if entry.id == identity or entry.proves == where or entry.within in inside:
                inside.add(entry.id)
                part.append(entry)
        return part

    def proofs(self, where: str) -> list[Entry]:
        return [entry for entry in self.part(where) if entry.proves == where]

    def _statement(self, link: str) -> str:
        """The address of the statement in which, or in whose proof, the target of a link stands; "" if in none."""
        page, _, identity = link.partition("#")
        entries = {entry.id: entry for entry in self.sheets[page].entries} if page in self.sheets else {}
        while entry := entries.pop(identity, None):  # once: ids that are not unique must not send it in circles
            if entry.kind in STATEMENTS:
                return address(page, entry.id)
            if entry.proves:
                return entry.proves
            identity = entry.within
        return ""

    def _unproved(self, sheet: Sheet) -> Iterator[tuple[Place, str]]:
        statements = self.statements()
        for entry in sheet.entries:
            where = address(sheet.page, entry.id)
            if entry.kind == "proof":
                inside = _inside(sheet, entry)
                if entry.proves not in statements:
                    yield entry.place, f"this proof proves {entry.proves}, which is not there"
                if entry.status != "waived" and not any(each.status in EXECUTED for each in inside):
                    yield entry.place, "nothing in this proof was executed: it needs a display that states something, or 검산 제외: with a reason"
            elif entry.kind in PROVABLE and entry.status != "waived":
                if not any(each.status in (*EXECUTED, "waived", "refuted", "error") for each in _inside(sheet, entry)):
                    yield entry.place, f"nothing in {entry.kind} {entry.id!r} was executed: it needs a display with what it states, or 검산 제외: with a reason"
                if entry.cites:
                    yield from self._cited(sheet, entry, statements)
                elif not self.proofs(where):
                    yield entry.place, f"{entry.kind} {entry.id!r} has no proof: add /// proof, or 증명: with the link of the theorem that proves it"

    def _cited(self, sheet: Sheet, entry: Entry, statements: dict[str, Entry]) -> Iterator[tuple[Place, str]]:
        cited = statements.get(entry.cites)
        if cited is None or cited.kind not in PROVABLE:
            yield entry.place, f"the proof of {entry.id!r} is said to be that of {entry.cites}, which is not a theorem"
        if not any(each.status in EXECUTED for each in _inside(sheet, entry)):
            yield entry.place, f"nothing of {entry.kind} {entry.id!r} was executed: what is proved elsewhere needs a display of its own"

    def _broken(self, sheet: Sheet) -> Iterator[tuple[Place, str]]:
        """Links of statements and proofs that lead nowhere: what is used there is not known."""
        for entry in sheet.entries:
            for link in entry.links:
                page, _, identity = link.partition("#")
                if page in self.sheets and identity not in self.sheets[page].ids:
                    yield entry.place, f"{entry.kind} {entry.id!r} links to {link}, and nothing there has this id"

    def _same(self) -> Iterator[tuple[str, Place, str]]:
        first: dict[str, str] = {}
        for page, entry in self:
            if entry.kind in STATEMENTS and (before := first.setdefault(entry.id, page)) != page:
                yield page, entry.place, f"the id {entry.id!r} is that of a statement of {before} too"

    def _circles(self) -> Iterator[tuple[str, Place, str]]:
        statements = self.statements()
        uses = {where: self._own(where).uses for where in statements}
        for where in sorted(statements):
            if circle := _circle(where, uses):
                page = where.partition("#")[0]
                names = " → ".join(each.partition("#")[2] for each in circle)
                yield page, statements[where].place, (
                    f"this proof goes in a circle: {names}; a link in a theorem or in its proof says that it uses the other"
                )


def address(page: str, identity: str) -> str:
    return f"{page}#{identity}"


def _worst(statuses: Iterable[str]) -> str:
    return max((each for each in statuses if each in LEVELS), key=LEVELS.index, default="checked")


def _inside(sheet: Sheet, block: Entry) -> list[Entry]:
    inside, names = [], {block.id}
    for entry in sheet.entries:
        if entry.within in names:
            names.add(entry.id)
            inside.append(entry)
    return inside


def _unjudged(sheet: Sheet) -> Iterator[tuple[Place, str]]:
    judged = [entry for entry in sheet.entries if entry.kind == "equation"]
    if len(judged) != sheet.displays:
        yield Place(1), f"the page has {sheet.displays} displays, of which {len(judged)} were judged"
    for entry in sheet.entries:
        if entry.status in BAD:
            yield entry.place, entry.message
        elif entry.status == "checked" and entry.trials < 1:
            yield entry.place, f"{entry.kind} {entry.id!r} counts as checked, but ran on no instance"


def _twice(sheet: Sheet) -> Iterator[tuple[Place, str]]:
    seen = Counter(entry.id for entry in sheet.entries)
    for entry in sheet.entries:
        if seen.pop(entry.id, 1) > 1:
            yield entry.place, f"the id {entry.id!r} is that of two entries of this page"


def _circle(start: str, uses: dict[str, tuple[str, ...]]) -> list[str]:
    """A shortest way from a statement over those that it uses back to it; empty if there is none."""
    ways, seen = [[start]], set()
    for way in ways:
        for target in uses[way[-1]]:
            if target == start:
                return [*way, start]
            if target not in seen:
                seen.add(target)
                ways.append([*way, target])
    return []
