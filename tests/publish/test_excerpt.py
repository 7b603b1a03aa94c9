"""What a page brings along of others."""

import pytest

from geomsan.publish.excerpt import STEP, Excerpts, of_page, templates

PAGE = """\
<h1 id="top">제목</h1><div class="theorem" id="one"><p class="theorem-title">정리<a class="headerlink" href="#one">¶</a></p>
<p>글 &lt; <a href="#two">둘</a><br><math data-tex="x"><mi>x</mi></math></p>
<div class="equation" data-status="checked" id="eq"><div class="formula"><math display="block"><mi>y</mi><mspace/></math></div>
<a class="sign" href="#eq">✓</a><details class="verdict"><summary>5회</summary><p>사실</p></details></div>
<table class="three-way"><tr><td>표</td></tr></table><p class="used-in">곳</p></div><p id="later">뒤</p>
"""
URLS = {"/layers/affine/": Excerpts(PAGE)}


def test_a_statement_is_whole_without_ids_links_and_verdicts():
    page = Excerpts(PAGE)
    found = {identity: page.get(identity) for identity in ("one", "eq", "top", "later", "none")}
    assert not (found["top"] or found["later"] or found["none"])
    assert found["one"].startswith('<div class="theorem"><p class="theorem-title">정리</p>') and found["one"].endswith("</div>")
    assert "글 &lt; <span>둘</span><br><math><mi>x</mi></math>" in found["one"]
    assert found["eq"] in found["one"] and '<math display="block"><mi>y</mi><mspace></mspace></math>' in found["eq"]
    for word in ("id=", "href", "✓", "사실", "표", "곳", "뒤"):
        assert word not in found["one"]


@pytest.mark.parametrize(
    ("href", "brought"),
    [
        ("../../layers/affine/#one", True), ("../../layers/affine/#eq", True), ("../../layers/affine/#top", False),
        ("../../layers/affine/#none", False), ("../../layers/other/#one", False), ("#one", False),
        ("https://example.org/layers/affine/#one", False),
    ],
)  # fmt: skip
def test_what_a_page_refers_to_is_brought_once(href, brought):
    html = templates(f'<p><a href="{href}">하나</a> <a class="x" href="{href}">둘</a></p>', "learning/digits/", URLS.get)
    assert html.count("<template data-search-exclude") == brought
    assert not brought or f'data-of="{href}"' in html


def test_an_excerpt_ends_where_its_element_ends_however_long_it_is():
    html = f'<p>{"앞" * STEP}</p><div class="equation" id="eq"><p title=">">{"글" * 3 * STEP}</p></div><p>뒤</p>'
    assert Excerpts(html).get("eq") == f'<div class="equation"><p>{"글" * 3 * STEP}</p></div>'
    for offset in range(60):  # wherever a piece that is read at once ends
        html = f'<div class="equation" id="eq"><p>{"글" * (STEP - 60 + offset)}&lt;<b>끝</b></p></div><p>뒤</p>'
        assert Excerpts(html).get("eq").endswith("&lt;<b>끝</b></p></div>")


def test_the_excerpts_are_those_of_the_page_as_it_is_now():
    for word in ("하나", "둘", "하나"):
        assert word in of_page("/a/", f'<div class="theorem" id="one">{word}</div>').get("one")
