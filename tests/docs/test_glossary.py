"""The glossary: every term that a page introduces is in it, and leads to a page that speaks of it."""

import re
from itertools import pairwise
from pathlib import Path

import pytest

from .sources import anchors

ROW = re.compile(r"^\| \[([^\]]+)\]\(([^)#]+)(?:#([\w-]+))?\) \| ([^|]+) \| ([^|]+) \|$", re.M)
INTRODUCED = re.compile(r"\*\*([^*\n]+)\*\*\(([A-Za-z][A-Za-z–' -]+)\)")
FENCED = re.compile(r"^(```+|~~~+).*?^\1", re.M | re.S)
FRONT = "index.md"  # says what the site is; it introduces no term

DOCS = Path(__file__).parents[2] / "docs"
ROWS = ROW.findall((DOCS / "glossary.md").read_text("utf-8"))
PAGES = {str(path.relative_to(DOCS)): FENCED.sub("", path.read_text("utf-8")) for path in sorted(DOCS.rglob("*.md"))}


def missing(pages, rows):
    """The terms that pages introduce, bold with their English in brackets, and the glossary does not have."""
    known = {(term, english.lower()) for term, _, _, english, _ in rows}
    return {
        (page, term, english)
        for page, text in pages.items()
        for term, english in INTRODUCED.findall(text)
        if page != FRONT and (term, english.lower()) not in known
    }


def test_every_term_that_a_page_introduces_is_in_the_glossary():
    assert len([term for text in PAGES.values() for term in INTRODUCED.findall(text)]) >= 30
    assert missing(PAGES, ROWS) == set()


def test_a_term_that_is_not_in_the_glossary_is_found():
    """Negative control: a new term, and a known one under another name."""
    page = {"new.md": "이것을 **층계**(staircase)라 하고, 이것을 **그래디언트**(gradient)라 한다."}
    assert missing(page, ROWS) == {("new.md", "층계", "staircase"), ("new.md", "그래디언트", "gradient")}


def test_every_line_of_the_table_is_a_row():
    table = [line for line in PAGES["glossary.md"].splitlines() if line.startswith("| ")]
    assert len(table) - 1 == len(ROWS) >= 100


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_a_term_leads_to_a_page_that_has_it(row):
    term, page, anchor, english, meaning = row
    text = PAGES[page]
    in_brackets = re.search(rf"\({re.escape(english)}[,)]", text, re.I)
    assert term in text and in_brackets, f"{page} does not name {term} ({english})"
    assert not anchor or re.search(rf"\bid: {anchor}\}}", text) or anchor in {name for *_, name in anchors(text)}
    assert meaning.rstrip().endswith("다.")


def test_terms_are_in_order_and_there_once():
    order = [(not "가" <= term[0] <= "힣", term.lower()) for term, *_ in ROWS]
    assert all(before < after for before, after in pairwise(order))
