"""The ledger by itself: how far a status travels, and what it does not take for granted."""

import pytest

from geomsan.verdict import Entry, Ledger, Place, Problem, Sheet

A, B, C = "docs/a.md#one", "docs/b.md#two", "docs/b.md#three"


def theorem(identity, line, status="checked", link="", page="docs/b.md"):
    """A theorem with one display, and its proof with one display, which links to another theorem."""
    return (
        Entry(Place(line), "theorem", identity),
        Entry(Place(line + 1), "equation", f"e-{identity}", "checked", 5, 1e-16, within=identity),
        Entry(Place(line + 2), "proof", f"p-{identity}", proves=f"{page}#{identity}", links=(link,) if link else ()),
        Entry(Place(line + 3), "equation", f"f-{identity}", status, 3, 1e-15, 4, 3, within=f"p-{identity}"),
    )


def ledger(first="checked"):
    """Three rests on two, two on one."""
    book = Ledger()
    book.enter(Sheet("docs/b.md", theorem("two", 1, link=A) + theorem("three", 11, link="docs/b.md#f-two"), displays=4, ids={"f-two"}))
    book.enter(Sheet("docs/a.md", theorem("one", 1, first, page="docs/a.md"), displays=2, ids={"one"}))
    return book


def test_a_true_site_has_no_problems():
    assert ledger().problems(["docs/a.md", "docs/b.md"], ["docs/b.md", "docs/a.md"]) == {}


def test_a_statement_counts_what_is_in_it_and_in_its_proofs():
    standing = ledger().standings()[B]
    assert (standing.equations, standing.trials, standing.error, standing.mutants, standing.caught) == (2, 8, 1e-15, 4, 3)
    assert standing.uses == (A,)


def test_a_link_to_a_display_is_one_to_its_theorem():
    assert ledger().standings()[C].uses == (B,)


@pytest.mark.parametrize("status", ["checked", "waived", "refuted", "error"])
def test_a_status_travels_to_all_that_rest_on_it(status):
    standings = ledger(status).standings()
    assert [standings[each].status for each in (A, B, C)] == [status] * 3
    assert standings[C].own == "checked"


def test_a_status_does_not_travel_back():
    book = ledger()
    book.enter(Sheet("docs/b.md", theorem("two", 1, "waived", link=A)))
    assert book.standings()[A].status == "checked"


@pytest.mark.parametrize("status", ["refuted", "error"])
def test_what_is_refuted_is_red_though_nobody_reports_it(status):
    assert list(ledger(status).problems()) == ["docs/a.md"]


def test_what_is_missing_is_red():
    assert ledger().problems(expected=["docs/c.md"])["docs/c.md"][0].place == (1, 1)
    assert list(ledger().problems(reachable=["docs/a.md"])) == ["docs/b.md"]


def test_a_link_to_what_is_not_there_is_red():
    book = ledger()
    book.enter(Sheet("docs/a.md", theorem("one", 1, page="docs/a.md"), displays=2, ids={"once"}))
    assert book.problems() == {"docs/b.md": [Problem(Place(3), "proof 'p-two' links to docs/a.md#one, and nothing there has this id")]}


def test_problems_of_a_page_are_kept_in_order():
    book = ledger()
    book.enter(Sheet("docs/a.md", problems=(Problem(Place(9), "later"), Problem(Place(2, 7), "sooner"))))
    found = book.problems()["docs/a.md"]
    assert [each.message for each in found] == ["sooner", "later"]


def test_ids_that_are_not_unique_do_not_hang():
    book = Ledger()
    book.enter(Sheet("docs/a.md", (Entry(Place(1), "example", "x", within="x"), Entry(Place(2), "theorem", "y", links=("docs/a.md#x",)))))
    assert book.standings()["docs/a.md#y"].uses == ()


def test_a_proof_that_needs_itself_goes_in_a_circle():
    book = Ledger()
    book.enter(Sheet("docs/b.md", theorem("two", 1, link=C) + theorem("three", 11, link=B), displays=4, ids={"two", "three"}))
    (first, second) = book.problems()["docs/b.md"]
    assert "two → three → two" in first.message and (first.place.line, second.place.line) == (1, 11)
    assert book.standings()[B].status == "checked"  # and it comes to an end
