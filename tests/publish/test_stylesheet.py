"""The theme's stylesheet becomes small, and no page looks different."""

import pytest

from geomsan.publish.stylesheet import names, slim, tight, variables, without

PAGES = [
    '<html class="no-js"><body dir="ltr"><div class="note wide" id="here"><a href="#">x</a></div>'
    '<div class="tabbed-set tabbed-labels" data-tabs="1:2"><input>'
]
SCRIPT = 'e.classList.add("js");t.querySelector(".md-top");var inline=n.critic'


@pytest.fixture
def known():
    return names(PAGES, [SCRIPT])


@pytest.mark.parametrize(
    "css",
    [
        ".note{a:b}", "div>a:hover{a:b}", "#here{a:b}", "[dir=ltr] .wide{a:b}", ".no-js .note,.js .md-top{a:b}", '@charset "UTF-8";',
        "@font-face{src:url(x)}", "@media print{.note{a:b}}", ":root{--icon:url('data:image/svg+xml;charset=utf-8,<svg a=\"{\"/>')}",
        ".tabbed-set>input:nth-child(2):checked{a:b}", ".tabbed-set>input:first-child{a:b}", ".tabbed-labels>label:nth-child(2){a:b}", "a:nth-child(3){a:b}",
        ".note:not(.gone){a:b}", ".note:is(.gone,.wide){a:b}", "a[href]{a:b}",
    ],
)  # fmt: skip
def test_what_may_apply_stays(known, css):
    assert slim(css, known) == css


@pytest.mark.parametrize(
    "css", [".gone{a:b}", ".note .gone{a:b}", "#there{a:b}", "[dir=rtl] .note{a:b}", ".critic{a:b}", "@media print{.gone{a:b}}",
     ".tabbed-set>input:nth-child(3):checked{a:b}", ".tabbed-labels>label:nth-child(20){a:b}", "[data-md-color-switching] *{a:b}"],
)  # fmt: skip
def test_what_cannot_apply_goes(known, css):
    assert slim(css, known) == ""


def test_of_a_list_the_living_stay(known):
    assert slim(".gone,.note,[dir=rtl] a{a:b}.gone{c:d}.wide{e:f}", known) == ".note{a:b}.wide{e:f}"


def test_what_says_nothing_goes():
    css = """/* the reader's */
.note  >  a, /* both */
.wide { content: "  /* said */  a;  b "; margin: calc(1px + 2px) }
"""
    assert tight(css) == '.note > a,.wide{content: "  /* said */  a;  b ";margin: calc(1px + 2px)}'


def test_variables_that_nothing_asks_for_go():
    icon = "url('data:image/svg+xml;charset=utf-8,<svg a=\"{\"/>')"
    css = f":root{{--asked:1px;--icon:{icon};--by-script: 2px;--gone:{icon};--last:3px}}"
    asked = variables([".a{width:var(--asked)}.b{mask:var( --icon )}", 'e.style.getPropertyValue("--by-script")', "--gone: nobody"])
    assert without(css, asked) == f":root{{--asked:1px;--icon:{icon};--by-script: 2px;}}"
