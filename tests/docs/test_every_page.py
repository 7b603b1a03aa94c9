"""Every page of the site in headless Chromium: quiet, steady, as wide as the screen, open to everyone, with keys alone too.

A page is opened twice, on a desk and on a phone. axe takes long over what it has seen a hundred times, so of elements that
are alike, with the same classes and attributes inside the same elements, it looks at the first on the whole site; and what
formulas consist of, which are most of a page, is out of its way where there is nothing new in it.
"""

from importlib.resources import files
from pathlib import Path
from types import SimpleNamespace

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("every_page")]  # what axe has seen, one worker knows

DOCS = Path(__file__).parents[2] / "docs"
PAGES = [f"{page.relative_to(DOCS).with_suffix('')}/".replace("index/", "") for page in sorted(DOCS.rglob("*.md"))]
# Read with the theme around them, which is the same on all; of those whose place in the navigation is at its beginning,
# because axe takes what a list has scrolled half out of sight for a small target.
WHOLE = ["", "calculus/derivative-rules/"]
MOVED = "layers/affine/"  # by a font that comes late
WIDTHS = [320, 390, 600, 960, 1220, 1280, 1920]  # the theme's layout changes at 600, 960 and 1220
DARK = {"", "layers/affine/", "guide/math/", "reference/backprop/", "learning/digits/"}  # measured in both schemes
DARK_WIDTHS = [320, 1280]  # colours move nothing: one of each layout is enough

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
# Marks the elements of kinds that were not seen before, and tells the kinds. What a formula consists of is alike everywhere.
FRESH = """([within, known]) => {
    const seen = new Set(known), fresh = []
    const told = ["data-status", "type", "role", "rel", "lang", "tabindex", "style"]
    function look(element, path) {
        const attributes = [...element.attributes].map(({ name, value }) => told.includes(name) ? `${name}=${value}` : name)
        const empty = element.textContent.trim() ? "" : " empty"
        const kind = `${path} > ${element.localName}.${element.className.baseVal ?? element.className}[${attributes.sort()}]${empty}`
        if (!seen.has(kind)) {
            seen.add(kind), fresh.push(kind)
            element.dataset.fresh = ""
        }
        const inside = element.closest("math") ? "math" : kind
        for (const child of element.children) look(child, inside)
    }
    look(document.querySelector(within), "")
    return fresh
}"""
# Formulas without anything that is new, and that name no link, become boxes of their size.
EMPTIED = """() => {
    const old = [...document.querySelectorAll("math")].filter(math => !math.querySelector("[data-fresh]") && !math.closest("a, button, summary"))
    const boxes = old.map(math => math.getBoundingClientRect())
    old.forEach((math, number) => {
        const space = document.createElementNS(math.namespaceURI, "mspace"), { width, height } = boxes[number]
        for (const [name, size] of [["width", width], ["height", height * 0.7], ["depth", height * 0.3]]) space.setAttribute(name, `${size}px`)
        math.replaceChildren(space)
    })
}"""
# axe reads no name from MathML, browsers do: see the test of links that are formulas.
AXE = """async ([within, rules]) => {
    const context = within === "fresh" ? { include: [["[data-fresh]"]], exclude: [["[data-fresh] > :not([data-fresh])"]] } : within
    const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
    const runOnly = rules ? { type: "rule", values: rules } : { type: "tag", values: tags }
    const { violations } = await axe.run(context, { runOnly, resultTypes: ["violations"] })
    const formula = node => document.querySelector(node.target[0])?.querySelector("math")?.textContent.trim()
    return violations.flatMap(({ id, nodes }) => nodes.filter(node => id !== "link-name" || !formula(node))
        .map(node => `${id}: ${node.html.slice(0, 120)}`))
}"""
COLOURS = ["color-contrast", "link-in-text-block"]  # what another scheme may change

# What can be reached by keys where nothing is folded or wide.
REACHABLE = """[...document.querySelectorAll("a[href], button, input, summary, [tabindex]")].filter(element =>
    element.tabIndex >= 0 && element.checkVisibility({ visibilityProperty: true }) && element.getBoundingClientRect().width > 0
    && !element.closest("[hidden], [inert]") && !(element.type === "radio" && !element.checked))"""
MARKED = """function marked(element) {
    const { outlineStyle, outlineWidth } = getComputedStyle(element)
    return outlineStyle !== "none" && parseFloat(outlineWidth) > 0 || element.matches(".md-search__input, [type=radio]")
}"""
# Each takes the focus when it is given, in the order of the page, and shows it.
KEYS = f"""() => {{
    {MARKED}
    const wrong = [...document.querySelectorAll("[tabindex]")].filter(element => element.tabIndex > 0).map(element => `first: ${{element.outerHTML}}`)
    for (const element of {REACHABLE}) {{
        element.focus({{ preventScroll: true, focusVisible: true }})
        if (document.activeElement !== element) wrong.push(`unreached: ${{element.outerHTML}}`)
        else if (!marked(element)) wrong.push(`unseen: ${{element.outerHTML}}`)
    }}
    document.activeElement.blur()
    return wrong.map(each => each.slice(0, 120))
}}"""


@pytest.fixture(scope="session")
def axe():
    return (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")


@pytest.fixture(scope="session")
def known():
    """The kinds of elements that axe has seen, and what the pages showed."""
    return SimpleNamespace(kinds=[], pages={})


@pytest.fixture(params=PAGES, ids=lambda path: path or "home")
def seen(request, site, visit, axe, known):
    """What a page showed of itself when it was looked at, once for all tests."""
    if request.param not in known.pages:
        known.pages[request.param] = look(request.param, site, visit, axe, known.kinds)
    return known.pages[request.param]


def look(path, site, visit, axe, kinds):
    address, found = site + path, SimpleNamespace()
    with visit(address, before=STEADY, late=True) as page:
        found.shifts = {"desk": page.evaluate(SETTLED)}
        fresh = page.evaluate(FRESH, ["html" if path in WHOLE else "article", kinds])
        found.keys, found.barriers = page.evaluate(KEYS), []
        if fresh:
            page.evaluate(EMPTIED)
            page.evaluate(axe)
            found.barriers += page.evaluate(AXE, ["fresh", None])
            darken(page)
            found.barriers += [f"dark: {each}" for each in page.evaluate(AXE, ["fresh", COLOURS])]
            kinds += fresh
        found.complaints = page.complaints
    with visit(address, width=390, before=STEADY) as page:
        found.shifts["phone"], found.scrolls = page.evaluate(SETTLED), {}
        for scheme in ["light", "dark"] if path in DARK else ["light"]:
            if scheme == "dark":
                darken(page)
            for width in WIDTHS if scheme == "light" else DARK_WIDTHS:
                page.set_viewport_size({"width": width, "height": 800})
                found.scrolls[scheme, width] = page.evaluate(SCROLLS)
        found.complaints += page.complaints
    return found


def darken(page):
    page.emulate_media(color_scheme="dark")
    page.locator("body[data-md-color-scheme=slate]").wait_for()  # the theme's script sets it when it hears of the change
    page.evaluate(FADED)


def test_a_page_is_quiet(seen):
    assert seen.complaints == []


def test_nothing_moves_even_if_the_font_comes_late(seen):
    assert max(seen.shifts.values()) < 0.01, seen.shifts


def test_no_page_scrolls_aside(seen):
    assert {where: by for where, by in seen.scrolls.items() if by > 0} == {}


def test_a_page_is_open_to_everyone(seen):
    assert seen.barriers == []


def test_keys_are_enough(seen):
    assert seen.keys == []


@pytest.mark.parametrize("path", ["layers/affine/", "ledger/"])
def test_what_scrolls_on_a_phone_is_open_to_everyone(site, visit, axe, path):
    with visit(site + path, width=320) as page:
        page.evaluate(axe)
        assert page.evaluate(AXE, ["article", ["scrollable-region-focusable", "target-size"]]) == []


def test_a_long_table_that_arrives_in_parts_moves_nothing(site, visit):
    """Its first rows stand where they stand with all rows; negative control: not in columns that fit their words."""
    columns = """own => {
        document.querySelector("article h1").id = own ? "glossary" : ""
        return [...document.querySelectorAll("article th")].map(each => each.getBoundingClientRect().width)
    }"""
    with visit(site + "glossary/", width=390) as page:
        fixed, fitted = page.evaluate(columns, True), page.evaluate(columns, False)
        page.evaluate("() => document.querySelectorAll('article tbody tr:nth-child(n + 6)').forEach(row => row.remove())")
        assert page.evaluate(columns, True) == fixed
        assert page.evaluate(columns, False) != fitted


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


# Where the keys arrive.
WATCH = f"""() => {{
    {MARKED}
    window.reached = new Set(); window.unseen = []
    document.addEventListener("focusin", ({{ target }}) => {{
        window.reached.add(target)
        if (!marked(target)) window.unseen.push(target.outerHTML.slice(0, 120))
    }})
}}"""


@pytest.mark.parametrize("path", ["", "calculus/total-derivative/"])
def test_the_tab_key_reaches_everything_and_shows_where_it_is(site, visit, path):
    with visit(site + path) as page:
        page.evaluate(WATCH)
        reachable = page.evaluate(f"() => {REACHABLE}.length")
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
        known = page.evaluate(FRESH, ["article", []])
        page.evaluate("() => document.querySelectorAll('[data-fresh]').forEach(each => each.removeAttribute('data-fresh'))")
        page.evaluate(WRONG)
        assert len(page.evaluate(FRESH, ["article", known])) == 6
        page.evaluate(axe)
        found = page.evaluate(AXE, ["fresh", None])
        for rule in ("image-alt", "color-contrast", "link-in-text-block", "scrollable-region-focusable"):
            assert any(each.startswith(rule) for each in found), rule
        assert page.evaluate(SCROLLS) > 0
        page.evaluate("() => { document.querySelector('article').prepend(Object.assign(document.createElement('p'), {style: 'height: 300px'})) }")
        page.wait_for_timeout(100)
        assert page.evaluate(SETTLED) > before + 0.01
        page.evaluate("() => { fetch('https://example.org/').catch(() => console.log('said')) }")
        page.wait_for_timeout(100)
        assert any("https://example.org/" in said for said in page.complaints) and "log: said" in page.complaints
        assert page.evaluate(KEYS) == []
        page.evaluate(WATCH)
        page.evaluate("() => { const e = document.querySelector('article a'); e.style.outline = 'none'; e.focus() }")
        assert page.evaluate("() => window.unseen.length") == 1
        page.evaluate("() => { const e = document.querySelector('article summary'); e.tabIndex = 1; e.onfocus = () => e.blur() }")
        assert [each.partition(":")[0] for each in page.evaluate(KEYS)] == ["first", "unseen", "unreached"]


def test_a_font_that_came_late_and_were_used_would_be_seen(site, visit):
    """Negative control: what if the font were to take the place of the system's when it comes?"""
    for other in (("", ""), ("font-display: optional", "font-display: swap")):
        with visit(site + MOVED, width=390, before=STEADY, late=True, other=other) as page:
            assert len(page.held) > 0
            page.wait_for_timeout(300)
            assert (page.evaluate(SETTLED) > 0.01) == any(other)
