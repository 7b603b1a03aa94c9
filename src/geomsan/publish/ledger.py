"""The ledger on a page, where `/// ledger | …` asks for it."""

from __future__ import annotations

import json
import re
from html import escape, unescape

from geomsan.pages.mathematics import typeset
from geomsan.pages.number import scientific
from geomsan.pages.statements import KINDS
from geomsan.verdict.account import rows, totals
from geomsan.verdict.ledger import PROVABLE, address

from .proof_map import SIGNS, proof_map

FILE = "ledger.json"  # at the root of the site
PLACE = re.compile(r'<div class="ledger" data-part="(\w+)"></div>')
FORMULA = re.compile(r"\$([^$]+)\$")


def fill(html, ledger, href):
    """Put the ledger where a page asks for it.

    Parameters
    ----------
    html : str
        A finished page.
    ledger : Ledger
    href : callable
        The link from this page to an address, or to a file of the site.
    """
    return PLACE.sub(lambda place: f'<div class="ledger">{PARTS[unescape(place[1])](ledger, href)}</div>', html)


def as_json(ledger):
    """The ledger as text: pages by name, entries in the order of the page, a line each."""
    pages = (f'{{"page": {_json(page)}, "entries": [{_lines(map(_json, entries))}]}}' for page, entries in rows(ledger).items())
    return f'{{"totals": {_json(totals(ledger))}, "pages": [{_lines(pages)}]}}\n'


def _json(value):
    return json.dumps(value, ensure_ascii=False)  # without an indentation it is written at once, and not piece by piece


def _lines(texts):
    return "".join(f"\n{text}," for text in texts).removesuffix(",")


def _totals(ledger, href):
    sums = totals(ledger)
    rows = [
        (f"{sums['theorems']}", "정리"),
        (f"{sums['proofs']}", "증명"),
        (f"{sums['equations']:,}", "실행한 식"),
        (f"{sums['trials']:,}", "시행"),
        (f"{sums['waived']}", "검산에서 제외한 것"),
    ]
    if sums["checks"]:
        rows.insert(3, (f"{sums['checks']}", "코드로 확인한 것"))
    if sums["mutants"]:
        rows.insert(-1, (f"{sums['caught']:,}/{sums['mutants']:,}", "잡아낸 오답"))
    elif sums["equations"]:
        rows.insert(-1, ("–", "오답: 이 사이트를 만들 때는 오답을 만들지 않았다"))
    items = "".join(f"<li><strong>{number}</strong> {words}</li>" for number, words in rows)
    return f'<ul class="ledger-totals">{items}</ul>'


def _theorems(ledger, href):
    statements, standings = ledger.statements(), ledger.standings()
    rows = "".join(
        f'<tr data-status="{standing.status}"><td>{SIGNS[standing.status]}</td>'
        f"<td>{KINDS[entry.kind]} {_link(where, statements, href)}</td>"
        f"<td>{standing.equations}</td><td>{standing.trials}</td><td>{scientific(standing.error) if standing.equations else '–'}</td>"
        f"<td>{f'{standing.caught}/{standing.mutants}' if standing.mutants else '–'}</td>"
        f"<td>{', '.join(_link(each, statements, href) for each in standing.uses) or '–'}</td></tr>"
        for where, entry in statements.items()
        if entry.kind in PROVABLE
        for standing in [standings[where]]
    )
    head = "".join(f"<th>{word}</th>" for word in ("", "이름", "식", "시행", "최대 오차", "오답", "쓰는 정리"))
    return f'<table class="ledger-theorems"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>' if rows else "<p>아직 없다.</p>"


def _map(ledger, href):
    statements = ledger.statements()
    titles = {where: entry.title or KINDS[entry.kind] for where, entry in statements.items()}
    return proof_map(titles, ledger.standings(), href) or "<p>다른 정리를 쓰는 정리가 아직 없다.</p>"


def _waivers(ledger, href):
    rows = "".join(
        f'<li><a href="{escape(href(entry.proves or address(page, entry.id)))}">{escape(page)}</a>: {formatted(entry.message)}</li>'
        for page, entry in ledger
        if entry.status == "waived"
    )
    return f"<ul>{rows}</ul>" if rows else "<p>하나도 없다.</p>"


def _survivors(ledger, href):
    """Wrong versions that were not refuted, and those of which an author says that they are not wrong."""
    rows = "".join(
        f'<li><a href="{escape(href(address(page, entry.id)))}">{escape(page)}</a>: {formatted(f"${latex}$")}{escape(why)}</li>'
        for page, entry in ledger
        for latex, why in (*((latex, "") for latex in entry.survivors), *((latex, f" ({why})") for latex, why in entry.excused))
    )
    return f"<ul>{rows}</ul>" if rows else "<p>하나도 없다.</p>"


def _file(ledger, href):
    return f'<p><a href="{escape(href(FILE))}"><code>{FILE}</code></a></p>'


PARTS = {"totals": _totals, "theorems": _theorems, "map": _map, "waivers": _waivers, "survivors": _survivors, "file": _file}


def _link(where, statements, href):
    entry = statements[where]
    return f'<a href="{escape(href(where))}">{formatted(entry.title or KINDS[entry.kind])}</a>'


def formatted(text):
    """A title or a reason as HTML: its formulas typeset."""
    parts = FORMULA.split(text)
    return "".join(typeset(part, display=False) if number % 2 else escape(part) for number, part in enumerate(parts))
