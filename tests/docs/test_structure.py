"""Of every page of the site, without a browser: links lead somewhere, headings are in order, figures have words, theorems code."""

import pytest

from .outline import Outline, article, bare_figures, broken_links, disorder, pages

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("structure")]


def test_every_link_leads_somewhere(published):
    assert broken_links(published) == []


def test_headings_are_in_order(published):
    found = {page: disorder(Outline(article((published / page / "index.html").read_text("utf-8"))).levels) for page in pages(published)}
    assert len(found) > 30
    assert {page: wrong for page, wrong in found.items() if wrong} == {}


def test_every_figure_has_words(published):
    html = {page: (published / page / "index.html").read_text("utf-8") for page in pages(published)}
    assert sum("<figure" in text or "<img" in article(text) for text in html.values()) > 3
    assert {page: bare_figures(text) for page, text in html.items() if bare_figures(text)} == {}


def test_what_would_be_wrong_is_seen(tmp_path):
    """Negative control of all three."""
    (tmp_path / "a").mkdir()
    (tmp_path / "a/index.html").write_text('<h1 id="here">A</h1><a href="../b/">b</a><a href="#there">c</a><a href="#here">d</a>')
    (tmp_path / "index.html").write_text('<a href="a/#here">a</a><a href="a/#gone">a</a><img src="none.png" alt="x"><a href="https://x.org/#y">z</a>')
    assert broken_links(tmp_path) == [
        "/a/index.html → ../b/: no such file",
        "/a/index.html → #there: no such place",
        "/index.html → a/#gone: no such place",
        "/index.html → none.png: no such file",
    ]
    assert disorder([1, 2, 4, 2]) == ["h4 after h2"] and disorder([2, 1]) and disorder([1, 1]) and not disorder([1, 2, 3, 2, 3])
    figures = '<img src="a.png"><img src="b.png" alt=" "><svg role="img" aria-label=""></svg><figure><svg></svg></figure>'
    assert len(bare_figures(f"<article>{figures}</article>")) == 4
    assert bare_figures('<article><img src="a" alt="x"><figure><svg role="img" aria-label="y"></svg></figure></article>') == []


CHAPTERS = ("calculus/", "layers/", "losses/", "networks/", "learning/")
# Inequalities and the way of a whole run: no backward pass says them.
WITHOUT_CODE = {"learning/perceptron", "learning/gradient-descent"}


def unchecked_by_code(site):
    """The pages with theorems and no table that compares the formula, the code and the numbers."""
    html = {page: (site / page / "index.html").read_text("utf-8") for page in pages(site) if page.startswith(CHAPTERS)}
    return {page.strip("/") for page, text in html.items() if 'class="proof' in text and 'class="three-way' not in text}


def test_every_page_of_theorems_holds_them_against_code(published):
    assert unchecked_by_code(published) == WITHOUT_CODE


def test_a_page_without_code_is_seen(tmp_path):
    """Negative control."""
    for name, text in (("a", '<div class="proof">'), ("b", '<div class="proof"><table class="three-way">'), ("c", "<p>")):
        (tmp_path / "losses" / name).mkdir(parents=True)
        (tmp_path / "losses" / name / "index.html").write_text(text)
    assert unchecked_by_code(tmp_path) == {"losses/a"}
