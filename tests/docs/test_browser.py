"""The built pages in headless Chromium, as readers meet them."""

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

PAGES = ["layers/affine/", "guide/math/", "reference/backprop/"]
DRAWN = "learning/digits/"

# Formulas without a size, also in what a reader has yet to open.
UNSEEN = """() => {
    document.querySelectorAll("details").forEach(details => details.open = true)
    return [...document.querySelectorAll("math")].filter(math => {
        const box = math.getBoundingClientRect()
        return box.width < 1 || box.height < 5
    }).map(math => math.outerHTML)
}"""
# The text that is neither code nor formula.
PROSE = """() => {
    const article = document.querySelector("article").cloneNode(true)
    article.querySelectorAll("pre, code, math, .verdict").forEach(element => element.remove())
    return article.textContent
}"""
# Formulas wider than the screen: can each be scrolled to its end, and is its verdict beside it?
WIDE = """() => [...document.querySelectorAll(".equation")].flatMap(equation => {
    const formula = equation.querySelector(".formula")
    if (formula.scrollWidth <= formula.clientWidth + 1) return []
    formula.scrollLeft = 1e4
    const end = formula.querySelector("math").getBoundingClientRect().right
    const mark = equation.querySelector("summary").getBoundingClientRect()
    return end <= mark.left + 1 && mark.right <= innerWidth
})"""


def test_what_would_be_wrong_is_seen(site, visit):
    """Negative control of the test below, and of what a page complains of."""
    with visit(site) as page:
        page.evaluate(
            """() => {
                document.querySelector("article").insertAdjacentHTML("beforeend",
                    '<p>$$ x $$</p><math></math>')
                fetch("https://example.org/").catch(() => console.error("refused"))
            }"""
        )
        page.wait_for_timeout(100)
        assert page.evaluate(UNSEEN) != []
        assert any("https://example.org/" in said and "Content Security Policy" in said for said in page.complaints)
        assert "error: refused" in page.complaints


@pytest.mark.parametrize("path", PAGES)
def test_every_formula_is_set(site, visit, path):
    with visit(site + path, width=390) as page:
        assert page.locator("math").count() > 30
        assert page.locator(".arithmatex, mjx-container, .katex, merror").count() == 0
        assert page.evaluate(UNSEEN) == []
        assert not set("$\\") & set(page.evaluate(PROSE))
        assert page.evaluate("() => document.fonts.check('16px \"Geomsan Math\"')")


def test_wide_matrices_scroll_inside_themselves(site, visit):
    with visit(site + "layers/affine/", width=390) as page:
        wide = page.evaluate(WIDE)
        assert len(wide) > 10
        assert all(wide)


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_tabs_switch(site, visit, scripts):
    with visit(site + "layers/affine/", scripts=scripts) as page:
        box = page.locator(".admonition.example", has=page.locator("table.legend")).first
        legend, code = box.locator("table.legend"), box.locator("code", has_text="given(")
        assert legend.is_visible() and not code.is_visible()
        box.get_by_text("Example", exact=True).click()
        assert code.is_visible() and not legend.is_visible()
        box.get_by_text("Result", exact=True).click()
        assert legend.is_visible() and not code.is_visible()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_the_verdict_opens(site, visit, scripts):
    with visit(site + "layers/affine/", width=390, scripts=scripts) as page:
        verdict = page.locator(".equation[data-status=checked] .verdict").first
        facts = verdict.locator("p")
        assert not facts.is_visible()
        verdict.locator("summary").click()
        assert facts.is_visible()
        assert "시행 5회" in facts.inner_text() and "최대 오차" in facts.inner_text()
        verdict.locator("summary").press("Enter")
        assert not facts.is_visible()


def test_what_a_mathematical_page_consists_of(site, visit):
    with visit(site + "layers/affine/") as page:
        legend = page.locator("table.legend").first.inner_text()
        assert all(word in legend for word in ("기호", "모양", "뜻", "분모 배치"))
        statement = page.locator("#matmul-derivative")
        assert statement.locator(".theorem-title").inner_text().startswith("정리 (행렬곱의 미분)")
        rows = statement.locator("table.three-way tbody tr")
        assert rows.count() == 2
        assert all(row.endswith("✓") for row in rows.all_inner_texts())
        statuses = page.locator(".equation").evaluate_all("all => all.map(e => e.dataset.status)")
        assert statuses.count("checked") > 75 and set(statuses) == {"checked", "notation"}
        assert page.locator(".equation[data-status=checked]:not(:has(summary))").count() == 0


def test_links_from_proof_to_theorem(site, visit):
    with visit(site + "layers/affine/") as page:
        links = page.locator(".proof > .theorem-title a:not(.symbols)")
        assert links.count() >= 5
        for link in links.all():
            link.click()
            target = page.locator(link.get_attribute("href"))
            assert target.get_attribute("class") in ("theorem", "corollary")
            assert link.inner_text() in target.locator(".theorem-title").inner_text()
            for _ in range(100):  # the page's policy lets no test wait inside it
                if 0 <= target.bounding_box()["y"] < 300:
                    break
                page.wait_for_timeout(50)
            else:
                pytest.fail(f"{link.get_attribute('href')} is not shown")


def test_figures_are_inked_as_the_text_around_them(site, visit):
    """In both colour schemes, in its font, and with words for those who do not see them."""
    with visit(site + DRAWN) as page:
        seen = {}
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            for figure in page.locator("figure.drawing svg[role=img]").all():
                assert len(figure.get_attribute("aria-label")) > 20
                words = figure.locator("text").first
                around = page.locator("article p").first
                seen[scheme] = words.evaluate("e => getComputedStyle(e).fill")
                assert seen[scheme] == around.evaluate("e => getComputedStyle(e).color")
                font = "e => getComputedStyle(e).fontFamily"
                assert words.evaluate(font) == around.evaluate(font)
        assert page.locator("figure.drawing").count() == 3
        assert seen["light"] != seen["dark"]
