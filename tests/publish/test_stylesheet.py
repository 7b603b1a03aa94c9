"""The theme's stylesheet becomes small, and no page looks different."""

import pytest

from geomsan.publish.stylesheet import names, slim

PAGES = ['<html class="no-js"><body dir="ltr"><div class="note wide" id="here"><a href="#">x</a></div>']
SCRIPT = 'e.classList.add("js");t.querySelector(".md-top");var inline=n.critic'


@pytest.fixture
def known():
    return names(PAGES, [SCRIPT])


@pytest.mark.parametrize(
    "css",
    [
        ".note{a:b}", "div>a:hover{a:b}", "#here{a:b}", "[dir=ltr] .wide{a:b}", ".no-js .note,.js .md-top{a:b}", '@charset "UTF-8";',
        "@font-face{src:url(x)}", "@media print{.note{a:b}}", ":root{--icon:url('data:image/svg+xml;charset=utf-8,<svg a=\"{\"/>')}",
        ".note:not(.gone){a:b}", ".note:is(.gone,.wide){a:b}", "a[href]{a:b}",
    ],
)  # fmt: skip
def test_what_may_apply_stays(known, css):
    assert slim(css, known) == css


@pytest.mark.parametrize(
    "css", [".gone{a:b}", ".note .gone{a:b}", "#there{a:b}", "[dir=rtl] .note{a:b}", ".critic{a:b}", "@media print{.gone{a:b}}"]
)
def test_what_cannot_apply_goes(known, css):
    assert slim(css, known) == ""


def test_of_a_list_the_living_stay(known):
    assert slim(".gone,.note,[dir=rtl] a{a:b}.gone{c:d}.wide{e:f}", known) == ".note{a:b}.wide{e:f}"
