"""What helps a reader: previews, links, copying, folding, the legend at hand; and the measure and colours of the text."""

import re
from unicodedata import normalize

import pytest
from mkdocs.structure.files import get_files
from mkdocs.structure.nav import get_navigation

from .test_every_page import darken

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("aids")]

AFFINE, FEEDFORWARD = "layers/affine/", "networks/feedforward/"
CARD = "#preview"
PAGES = ["", AFFINE, FEEDFORWARD, "calculus/jacobian/", "learning/perceptron/", "guide/math/", "ledger/", "losses/mean-squared-error/"]

# The Hangul on each line of a paragraph without formulas, code and foreign words, but on the last.
LINES = """() => [...document.querySelectorAll("article > p, .proof > details > p")].flatMap(paragraph => {
    if (paragraph.querySelector("math, code") || /[a-zA-Z]/.test(paragraph.textContent)) return []
    const lines = new Map(), range = document.createRange()
    const texts = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT)
    for (let text; (text = texts.nextNode()); )
        for (let i = 0; i < text.length; i++) {
            range.setStart(text, i), range.setEnd(text, i + 1)
            const line = Math.round(range.getBoundingClientRect().bottom / 8)
            lines.set(line, (lines.get(line) || 0) + /[가-힣]/.test(text.data[i]))
        }
    return [...lines.values()].slice(0, -1)
})"""
# Texts whose colour is too near to what is behind them; the colours of code are the theme's.
PALE = """() => {
    const channels = colour => colour.match(/[\\d.]+/g).map(Number)
    const luminance = ([r, g, b]) => [r, g, b].map(c => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
        .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0)
    const behind = element => {
        for (let at = element; at; at = at.parentElement) {
            const colour = channels(getComputedStyle(at).backgroundColor)
            if (colour.length === 3 || colour[3] === 1) return colour
        }
        return [255, 255, 255]
    }
    return [...document.querySelectorAll("article *, .md-footer *, .md-nav *, .md-header *")].filter(element => {
        if (element.closest(".highlight, .headerlink, svg") || !element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false
        if (![...element.childNodes].some(node => node.nodeType === 3 && node.data.trim())) return false
        const [light, dark] = [channels(getComputedStyle(element).color), behind(element)].map(luminance).sort((a, b) => b - a)
        return (light + 0.05) / (dark + 0.05) < 4.5
    }).map(element => `${element.tagName}.${element.className} ${element.textContent.slice(0, 20)}`)
}"""
SHIFTS = "new PerformanceObserver(list => window.shifts = (window.shifts || 0) + list.getEntries().reduce((sum, each) => sum + each.value, 0)).observe({ type: 'layout-shift', buffered: true })"


def clipboard(page):
    return page.evaluate("navigator.clipboard.readText()")


def test_a_reference_to_another_page_is_shown_to_the_pointer_and_to_the_keyboard(site, visit):
    with visit(site + FEEDFORWARD) as page:
        link, card = page.locator(".uses a").first, page.locator(CARD)
        link.hover()
        card.wait_for()
        assert card.get_attribute("role") == "tooltip" and link.get_attribute("aria-describedby") == "preview"
        assert link.inner_text() in card.locator(".theorem-title").inner_text() and card.locator("math").count() > 3
        card.hover()
        page.wait_for_timeout(400)
        assert card.is_visible()  # who reads it may point at it
        page.keyboard.press("Escape")
        assert card.count() == 0
        page.mouse.move(0, 500)
        page.keyboard.press("Tab")  # so that focus is the keyboard's
        link.focus()
        assert card.is_visible()
        page.keyboard.press("Tab")
        assert link.get_attribute("aria-describedby") is None
        assert page.complaints == []


def test_a_reference_on_the_same_page_is_shown_unless_it_is_in_sight(site, visit):
    with visit(site + AFFINE) as page:
        link, card = page.locator(".proof > .theorem-title > a").first, page.locator(CARD)
        page.locator("#matmul-derivative").scroll_into_view_if_needed()
        page.set_viewport_size({"width": 1280, "height": 1600})
        link.hover()
        page.wait_for_timeout(400)
        assert card.count() == 0
        page.set_viewport_size({"width": 1280, "height": 800})
        page.locator(".proof").first.evaluate("e => scrollTo(0, e.getBoundingClientRect().top + scrollY + 900)")
        page.mouse.move(5, 700)
        link.hover()
        card.wait_for()
        assert "정리 (행렬곱의 미분)" in card.inner_text() and "식–코드" not in card.inner_text()
        assert card.locator("[id], a, button, details").count() == 0  # nothing in it wants the focus
        page.mouse.move(5, 700)
        card.wait_for(state="detached")
        page.locator(".md-nav__link:visible", has_text="연습문제").hover()  # a heading, and no reference of the text
        page.wait_for_timeout(400)
        assert card.count() == 0


def test_references_are_shown_on_pages_opened_as_files(published, browser):
    page = browser.new_page()
    page.goto(f"{(published / FEEDFORWARD / 'index.html').as_uri()}")
    page.locator(".uses a").first.hover()
    page.locator(CARD).wait_for()
    page.close()


def test_the_legend_stays_at_hand_in_a_long_proof(site, visit):
    with visit(site + AFFINE, before=SHIFTS) as page:
        proof = page.locator(".proof").first
        link, card = proof.locator(".symbols"), page.locator(CARD)
        proof.evaluate("e => scrollTo(0, e.getBoundingClientRect().bottom + scrollY - 500)")
        page.wait_for_timeout(500)
        page.evaluate("window.shifts = 0")  # how a page loads is measured elsewhere
        assert 0 < link.bounding_box()["y"] < 120
        link.click()
        assert link.get_attribute("aria-expanded") == "true"
        rows = card.locator("tbody tr").all_inner_texts()
        assert [normalize("NFKC", row.split()[0]) for row in rows] == ["X", "W", "Y", "l", "L"]
        page.mouse.wheel(0, -200)
        page.mouse.move(5, 700)
        page.wait_for_timeout(400)
        assert card.is_visible()
        link.click()
        assert card.count() == 0 and page.url == site + AFFINE
        assert page.evaluate("window.shifts || 0") < 0.01


def test_without_scripts_the_legend_is_a_link_away(site, visit):
    with visit(site + AFFINE, scripts=False) as page:
        page.locator(".proof .symbols").first.click()
        assert "#given-" in page.url
        assert 0 <= page.locator(page.url[page.url.index("#") :]).bounding_box()["y"] < 800


def test_symbols_declared_again_have_their_last_meaning(site, visit):
    with visit(site + AFFINE) as page:
        page.locator(".proof .symbols").last.click()
        rows = page.locator(f"{CARD} tbody tr").all_inner_texts()
        symbols = [normalize("NFKC", row.split()[0]) for row in rows]
        assert len(symbols) == len(set(symbols)) and {"X", "W", "b", "Z"} <= set(symbols)


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_the_sign_is_a_link_to_its_equation(site, visit, scripts):
    with visit(site + AFFINE, scripts=scripts) as page:
        equation = page.locator(".equation[data-status=checked]").nth(20)
        sign, facts = equation.locator(".sign"), equation.locator(".verdict > p")
        assert sign.inner_text() == "✓"
        sign.click()
        assert page.url == f"{site}{AFFINE}#{equation.get_attribute('id')}"
        assert 0 <= equation.bounding_box()["y"] < 700
        assert facts.is_visible() == scripts  # without scripts what stands under the sign opens them
        if scripts:
            sign.click()
            assert not facts.is_visible()


def test_who_follows_a_link_to_an_equation_sees_why_it_stands(site, visit):
    with visit(site + AFFINE) as page:
        identity = page.locator(".equation[data-status=checked]").nth(30).get_attribute("id")
    with visit(f"{site}{AFFINE}#{identity}") as page:
        assert page.locator(f"#{identity} .verdict > p").is_visible()


def test_address_and_latex_can_be_copied(site, visit):
    with visit(site + AFFINE) as page:
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        equation = page.locator("#matmul-derivative .equation").first
        assert page.locator(".copy").count() == 0
        equation.hover()
        page.get_by_role("button", name="LaTeX 복사").click()
        assert clipboard(page).startswith(r"\frac{\partial L}{\partial \mathbf{X}}") and clipboard(page).endswith(r"\mathbf{W}^{\intercal}")
        assert page.locator(".copied").inner_text() == "복사함"
        page.get_by_role("button", name="주소 복사").click()
        assert clipboard(page) == f"{site}{AFFINE}#{equation.get_attribute('id')}"
        page.locator("#matmul-derivative > .theorem-title").hover()
        page.get_by_role("button", name="주소 복사").click()
        assert clipboard(page) == f"{site}{AFFINE}#matmul-derivative"
        assert page.get_by_role("button", name="LaTeX 복사").count() == 0
        page.mouse.move(5, 5)
        page.evaluate("document.activeElement.blur()")
        page.wait_for_timeout(100)
        assert page.locator(".copy").count() == 0


def test_copying_needs_no_permission(site, visit):
    """On a page that was opened as a file, or over plain http, there is no clipboard for scripts."""
    with visit(site + AFFINE, before="delete Navigator.prototype.clipboard") as page:
        page.locator("#matmul-derivative .equation").first.hover()
        page.get_by_role("button", name="LaTeX 복사").click()
        page.evaluate("document.querySelector('article').insertAdjacentHTML('afterbegin', '<textarea></textarea>')")
        page.locator("textarea").focus()
        page.keyboard.press("Control+v")
        assert page.locator("textarea").input_value().startswith(r"\frac{\partial L}{\partial \mathbf{X}}")


def test_copying_is_for_the_keyboard_too(site, visit):
    with visit(site + AFFINE) as page:
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.locator(".equation .sign").nth(5).focus()
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.wait_for_timeout(100)
        assert clipboard(page) == page.locator(".equation:has(.sign) math").nth(5).get_attribute("data-tex")


def test_formulas_in_selected_text_are_copied_as_latex(site, visit):
    with visit(site + AFFINE) as page:
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.evaluate("getSelection().selectAllChildren(document.querySelector('#matmul-derivative'))")
        page.keyboard.press("Control+c")
        page.wait_for_timeout(100)
        text = clipboard(page)
        assert text.startswith("정리 (행렬곱의 미분)\n\n$n \\times d$ 입력 행렬 $\\mathbf{X}$, ")
        assert "\n\n$$\n\\frac{\\partial L}{\\partial \\mathbf{X}}\n= " in text and "시행" not in text and "✓\n$$" not in text


def test_a_proof_folds_and_forgets_it(site, visit):
    with visit(site + AFFINE) as page:
        proof = page.locator(".proof").first
        fold, text = proof.locator(":scope > details > summary"), proof.locator(":scope > details > p").first
        assert text.is_visible() and fold.bounding_box()["width"] >= 24
        fold.click()
        assert not text.is_visible() and proof.locator(".theorem-title").is_visible()
        page.reload()
        assert text.is_visible()


def test_what_is_folded_is_printed(site, visit):
    """Also without the theme's script, which opens everything: verdicts stay closed on paper."""
    with visit(site + AFFINE, scripts=False) as page:
        proof, solution = page.locator(".proof").first, page.locator("details.solution").first
        proof.locator("summary").first.click()
        places = [each.locator(".equation").first for each in (proof, solution)]
        assert not any(place.is_visible() for place in places)
        page.emulate_media(media="print")
        assert all(place.bounding_box()["height"] > 10 for place in places)
        assert not page.locator(".verdict").first.is_visible() and page.locator(".sign").first.is_visible()
        assert not page.locator(".symbols").first.is_visible()
    with visit(site + AFFINE) as page:
        assert len(page.pdf(format="A4")) > 100_000


def test_lines_hold_35_to_45_hangul(site, visit):
    lines = []
    for path in PAGES:
        with visit(site + path) as page:
            lines += page.evaluate(LINES)
    lines.sort()
    assert len(lines) > 10
    assert 35 <= lines[len(lines) // 10] and lines[-1] <= 45, lines


@pytest.mark.parametrize("path", ["", AFFINE, "errata/"])
def test_all_text_stands_out(site, visit, path):
    with visit(site + path) as page:
        page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        for scheme in (lambda page: None, darken):
            scheme(page)
            assert page.evaluate(PALE) == []
            page.evaluate("document.querySelector('article p').style.color = '#777'")
            assert len(page.evaluate(PALE)) >= 1  # what does not is seen
            page.evaluate("document.querySelector('article p').style.color = ''")


def test_the_logo_stands_out_on_light_and_dark(published):
    (ink,) = set(re.findall("#[0-9a-f]{6}", (published / "assets/images/logo.svg").read_text("utf-8")))

    def luminance(colour):
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        return sum(w * (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4) for w, c in zip((0.2126, 0.7152, 0.0722), parts, strict=True))

    for paper in ("#fdfcfa", "#15171b"):
        dark, light = sorted(map(luminance, (ink, paper)))
        assert (light + 0.05) / (dark + 0.05) >= 3


@pytest.mark.parametrize("width", [1280, 390])
def test_the_first_page_shows_what_is_special(site, visit, width):
    with visit(site, width=width) as page:
        true, false = page.locator(".contrast .equation").all()
        assert [each.get_attribute("data-status") for each in (true, false)] == ["checked", "false"]
        assert "시행" in true.locator(".verdict > p").first.inner_text() and true.locator(".verdict > p").first.is_visible()
        assert re.search(r"왼쪽 .* = −?[\d.]+\s*오른쪽 .* = −?[\d.]+", false.locator(".verdict > p").first.inner_text(), re.S)
        below = false.bounding_box()["y"] + false.bounding_box()["height"]
        assert below < 800, "a visitor sees both before scrolling"
        assert page.locator(".ledger-totals").is_visible() and page.locator("#doors + ul > li > p:first-child a").count() == 3


def test_the_next_page_is_the_next_to_learn(site, visit, config):
    files = get_files(config)
    order = [page.file.url for page in get_navigation(files, config).pages]
    with visit(site + order[1]) as page:
        for before, here, after in zip(order, order[1:], order[2:], strict=False):
            assert page.locator(".md-footer__link--prev").evaluate("e => e.href") == (site + before).replace("/./", "/")
            following = page.locator(".md-footer__link--next")
            assert following.evaluate("e => e.href") == site + after, here
            if order.index(here) == 4:
                break
            following.click()


def test_addresses_and_latex_weigh_little(published):
    """A page of 300 formulas is under 400 kB."""
    page = published / AFFINE / "index.html"
    assert page.read_text("utf-8").count("<math") > 300 and page.stat().st_size < 400_000
