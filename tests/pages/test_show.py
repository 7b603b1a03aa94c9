"""`/// show` and `/// refused`: what is typed once is shown as code and as what it becomes."""

import pytest

SHOW = "{0} show{1}\n글 $x$\n\n$$\n\\mathbf{{Y}} = {2}\\mathbf{{X}}\n$$\n{0}\n\n"


@pytest.mark.parametrize("slashes", ["///", "/////"])
def test_code_and_result_stand_side_by_side(render, given, slashes):
    html = render(given + SHOW.format(slashes, "", 2) + "다음")
    both = html[html.index('<div class="show-both">') :]
    assert both.index('class="highlight"') < both.index("\\mathbf{Y} = 2") < both.index('<div class="show-result">')
    assert both.index('<div class="show-result">') < both.index("<p>글 <math") < both.index('data-status="checked"') < both.index("<p>다음</p>")
    assert html.count('class="equation"') == 1 and "///" not in html


def test_with_a_title_they_stand_in_tabs(render, given):
    html = render(given + SHOW.format("///", " | 보기", 2))
    box = html[html.rindex('<div class="admonition example">') :]
    assert '<p class="admonition-title">보기</p>' in box and box.index(">Result</label>") < box.index(">Example</label>")
    assert box.index('data-status="checked"') < box.index("\\mathbf{Y} = 2") and "show-both" not in html


@pytest.mark.parametrize("title", ["", " | 보기"])
def test_what_is_shown_is_judged_at_its_line(problems, given, title):
    ((line, message),) = problems(given + SHOW.format("///", title, 3))
    assert line == given.count("\n") + 5 and "is false" in message


@pytest.mark.parametrize("title", ["", " | 보기"])
def test_blocks_and_code_inside(render, given, title):
    content = "//// theorem | 두 배\n    attrs: {id: twice}\n\n$$ \\mathbf{Y} = 2\\mathbf{X} $$\n////\n\n" + given
    html = render(given + f"/// show{title}\n{content}///\n\n")
    assert '<div class="theorem" id="twice">' in html and html.count('<table class="legend"') == 2
    assert "attrs: {id: twice}" in html and html.count('data-status="checked"') == 1


def test_a_show_in_a_list_and_one_in_code(render, given):
    listed = "- 글\n\n" + "".join(f"    {line}\n" if line else "\n" for line in SHOW.format("///", "", 2).split("\n"))
    html = render(given + listed + "```md\n/// show\n글\n///\n```\n")
    assert html.count('<div class="show-both">') == 1 and "/// show\n글" in html


def test_a_show_that_is_not_closed(problems, given):
    ((line, message),) = problems(given + "글\n\n/// show\n글\n\n글\n")
    assert line == given.count("\n") + 3 and "/// show is not read" in message


def test_the_same_page_is_the_same_html(render, given):
    page = given + SHOW.format("///", "", 2) + SHOW.format("///", " | 보기", 2)
    assert render(page) == render(page)


REFUSED = "/// refused\n$$\n\\mathbf{{Y}} = {}\n$$\n///\n\n"


def test_what_is_refused_shows_its_message(render, given):
    html = render(given + REFUSED.format("3Q") + REFUSED.format("3X") + "$$ \\mathbf{Y} = 2\\mathbf{X} $$")
    first, second = html.split('<div class="refused-result">')[1:]
    assert "Q is not declared" in first and "is false" in second and html.count('class="equation"') == 1


def test_what_is_refused_has_to_be_wrong(problems, given):
    ((line, message),) = problems(given + REFUSED.format("2X"))
    assert line == given.count("\n") + 2 and "nothing is wrong" in message
