"""Every page of the site in headless Chromium: quiet, steady, as wide as the screen, open to everyone.

All of them take many minutes, so here are a few that differ most; with GEOMSAN_EVERY_PAGE set, all.
"""

import os
from importlib.resources import files
from pathlib import Path

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]  # the site is built once

DOCS = Path(__file__).parents[2] / "docs"
ALL = [f"{page.relative_to(DOCS).with_suffix('')}/".replace("index/", "") for page in sorted(DOCS.rglob("*.md"))]
PAGES = ALL if os.environ.get("GEOMSAN_EVERY_PAGE") else ["", "glossary/", "layers/activations/", "ledger/", "reference/backprop/"]
# Read with the theme around them, which is the same on all; of those whose place in the navigation is at its beginning,
# because axe takes what a list has scrolled half out of sight for a small target.
WHOLE = ["", "calculus/derivative-rules/"]
WIDTHS = [320, 390, 600, 960, 1220, 1920]  # the theme's layout changes at 600, 960 and 1220

LOADS = 3  # a machine that does much else may hand out the font after the first paint; a page that shifts does so each time

SCROLLS = "() => document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth"
STEADY = """
window.shift = 0
new PerformanceObserver(list => list.getEntries().forEach(entry => window.shift += entry.value))
  .observe({ type: "layout-shift", buffered: true })
"""
SETTLED = """async () => {
    await document.fonts.ready
    await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))
    return window.shift
}"""
FADED = "() => Promise.all(document.getAnimations().filter(each => each instanceof CSSTransition).map(each => each.finished.catch(() => null)))"
# Formulas have the colour and size of the text around them; their thousands of elements are left out. axe reads no name
# from MathML, browsers do: see the test of links that are formulas.
AXE = """async ([within, rules]) => {
    const context = { include: [within], exclude: [["math"]] }
    const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
    const runOnly = rules ? { type: "rule", values: rules } : { type: "tag", values: tags }
    const { violations } = await axe.run(context, { runOnly, resultTypes: ["violations"] })
    const formula = node => document.querySelector(node.target[0])?.querySelector("math")?.textContent.trim()
    return violations.flatMap(({ id, nodes }) => nodes.filter(node => id !== "link-name" || !formula(node))
        .map(node => `${id}: ${node.html.slice(0, 120)}`))
}"""


@pytest.fixture(scope="module")
def axe():
    return (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_quiet_and_steady_and_fits(site, visit, path):
    for width in (1280, 390):
        shifts = []
        while not shifts or shifts[-1] >= 0.01:
            with visit(site + path, width=width, before=STEADY) as page:
                shifts.append(page.evaluate(SETTLED))
                for other in WIDTHS if width == 390 else ():
                    page.set_viewport_size({"width": other, "height": 800})
                    assert page.evaluate(SCROLLS) <= 0, f"{path} scrolls at {other} px"
                assert page.complaints == []
            assert min(shifts) < 0.01 or len(shifts) < LOADS, f"{path} shifts at {width} px: {shifts}"


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_open_to_everyone(site, visit, axe, path):
    within = "html" if path in WHOLE else "article"
    with visit(site + path) as page:
        page.evaluate(axe)
        found = page.evaluate(AXE, [within, None])
        page.emulate_media(color_scheme="dark")
        page.locator("body[data-md-color-scheme=slate]").wait_for()  # the theme's script sets it when it hears of the change
        page.evaluate(FADED)
        found += [f"dark: {each}" for each in page.evaluate(AXE, [within, ["color-contrast"]])]
        assert found == []


@pytest.mark.parametrize("path", ["layers/affine/", "ledger/"])
def test_what_scrolls_on_a_phone_is_open_to_everyone(site, visit, axe, path):
    with visit(site + path, width=320) as page:
        page.evaluate(axe)
        assert page.evaluate(AXE, ["article", None]) == []


def test_a_link_that_is_a_formula_has_a_name(site, visit):
    """In the browser's own tree of what it reads aloud; negative control: one without text has none."""
    with visit(site + "conventions/") as page:

        def names():
            tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
            links = (node for node in tree if node.get("role", {}).get("value") == "link" and not node["ignored"])
            return [node["name"].get("value", "").strip() for node in links]

        before = names()
        assert "vec" in before
        page.evaluate("() => document.querySelector('article').insertAdjacentHTML('beforeend', '<a href=\"#x\"><math></math></a>')")
        assert names().count("") == before.count("") + 1


# What can be reached by keys where nothing is folded or wide, and where the keys arrive.
REACHABLE = """() => [...document.querySelectorAll("a[href], button, input, summary, [tabindex]")].filter(element =>
    element.tabIndex >= 0 && element.checkVisibility({ visibilityProperty: true }) && element.getBoundingClientRect().width > 0
    && !element.closest("[hidden], [inert]") && !(element.type === "radio" && !element.checked)
).length"""
WATCH = """() => {
    window.reached = new Set(); window.unseen = []
    document.addEventListener("focusin", ({ target }) => {
        window.reached.add(target)
        const style = getComputedStyle(target), box = target.getBoundingClientRect()
        const marked = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0
        if (!marked && !target.matches(".md-search__input, [type=radio]")) window.unseen.push(target.outerHTML.slice(0, 120))
    })
}"""


@pytest.mark.parametrize("path", ["", "calculus/total-derivative/"])
def test_keys_reach_everything_and_show_where_they_are(site, visit, path):
    with visit(site + path) as page:
        assert page.locator("[tabindex]").evaluate_all("all => all.filter(e => e.tabIndex > 0).length") == 0
        page.evaluate(WATCH)
        reachable = page.evaluate(REACHABLE)
        for _ in range(4 * reachable + 50):  # an equation that has the focus offers what can be copied of it
            page.keyboard.press("Tab")
            if page.evaluate("() => document.activeElement === document.body"):
                break  # round again: no trap
        else:
            pytest.fail("the keys never leave the page")
        assert page.evaluate("() => window.reached.size") >= reachable
        assert page.evaluate("() => window.unseen") == []


WRONG = """() => document.querySelector("article").insertAdjacentHTML("beforeend", `
    <img src="data:image/gif;base64,R0lGODlhAQABAAAAACw="><p style="color: #bbb; background: #fff">pale</p>
    <p>text <a href="#x" style="text-decoration: none">link</a> text</p>
    <div style="width: 99px; overflow: auto"><p style="width: 999px">${"wide ".repeat(60)}</p></div><div style="width: 3000px">wide</div>`)"""


def test_what_would_be_wrong_is_seen(site, visit, axe):
    """Negative control of what is above."""
    with visit(site, before=STEADY) as page:
        before = page.evaluate(SETTLED)
        page.evaluate(WRONG)
        page.evaluate(axe)
        found = page.evaluate(AXE, ["article", None])
        for rule in ("image-alt", "color-contrast", "link-in-text-block", "scrollable-region-focusable"):
            assert any(each.startswith(rule) for each in found), rule
        assert page.evaluate(SCROLLS) > 0
        page.evaluate("() => { document.querySelector('article').prepend(Object.assign(document.createElement('p'), {style: 'height: 300px'})) }")
        page.wait_for_timeout(100)
        assert page.evaluate(SETTLED) > before + 0.01
        page.evaluate("() => { fetch('https://example.org/').catch(() => console.log('said')) }")
        page.wait_for_timeout(100)
        assert any("https://example.org/" in said for said in page.complaints) and "log: said" in page.complaints
        page.evaluate(WATCH)
        page.evaluate("() => { const e = document.querySelector('article a'); e.style.outline = 'none'; e.focus() }")
        assert page.evaluate("() => window.unseen.length") == 1
