"""Order of the tests, pages through the real renderer, and the browser."""

import os
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

import pytest
from markdown import Markdown
from markdown_exec import markdown_config
from mkdocs.config import load_config

from geomsan.pages.error import PageError

from .forked import Program

# Y is twice X; every test that needs symbols needs no more than these.
GIVEN = """\
```python exec="on"
from geomsan import Matrix, given

given(X=Matrix("n", "d", about="입력"), Y=lambda X: 2 * X)
```

"""

GOOD = "---\ntitle: 제목\n---\n\n" + GIVEN + "$$ \\mathbf{Y} = 2\\mathbf{X} $$\n"
CONFIG = """\
site_name: 시험
INHERIT: {root}/mkdocs.yml
docs_dir: docs
nav: [index.md, layers/affine.md]
extra_css: []
extra_javascript: []
watch: []
"""


def pytest_configure(config):
    """Verdicts are kept for the length of one run, and all its builds share them: none is of a run before."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        config.verdicts = tempfile.TemporaryDirectory()
        os.environ["GEOMSAN_CACHE"] = str(Path(config.verdicts.name, "verdicts.sqlite"))


def pytest_unconfigure(config):
    if "PYTEST_XDIST_WORKER" not in os.environ:
        config.verdicts.cleanup()


def pytest_collection_modifyitems(items):
    """Run the fast tests first, then those that build the site, the whole site first, then those that open it in a browser.

    The longest group of all comes before the builds, so that the other worker has something to do meanwhile.
    """

    def place(item):
        if item.path.stem == "test_every_page":
            return 1
        return ("browser" in item.keywords) * 5 + ("build" in item.keywords) * 3 - ("published" in item.fixturenames)

    items.sort(key=place)


@pytest.fixture(scope="session")
def root():
    return Path(__file__).parents[1]


def settings(root, **options):
    """Those of mkdocs.yml, with the engine's options changed: here every display is judged, and without wrong versions."""
    config = load_config(str(root / "mkdocs.yml"))
    config.mdx_configs["geomsan.pages"] |= {"cache": "", "mutants": False} | options
    return config


def renderer(config):
    def convert(text):
        markdown_config.save(config.markdown_extensions, config.mdx_configs)
        return Markdown(extensions=config.markdown_extensions, extension_configs=config.mdx_configs).convert(text)

    return convert


@pytest.fixture(scope="session")
def config(root):
    return settings(root)


@pytest.fixture(scope="session")
def render(config):
    """Convert Markdown to HTML with the extensions of mkdocs.yml, without MkDocs around them."""
    return renderer(config)


@pytest.fixture(scope="session")
def render_with_mutants(root):
    """The same with wrong versions of every display."""
    return renderer(settings(root, mutants=True))


@pytest.fixture(scope="session")
def problems(render):
    """The problems of a page as a list of (line, message)."""

    def convert(text):
        with pytest.raises(PageError) as error:
            render(text)
        return [(problem.place.line, problem.message) for problem in error.value.problems]

    return convert


@pytest.fixture(scope="session")
def browser():
    """The system's Chromium, headless. Its tests are skipped without one, unless GEOMSAN_REQUIRE_BROWSER is set."""
    from playwright.sync_api import sync_playwright

    names = ["chromium", "chromium-browser", "google-chrome"]
    path = next(filter(None, map(shutil.which, names)), None)
    if path is None:
        reason = f"no browser on the PATH: {', '.join(names)}"
        if os.environ.get("GEOMSAN_REQUIRE_BROWSER"):
            pytest.fail(reason)
        pytest.skip(reason)

    quiet = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
    quiet += ["--disable-component-update", "--disable-sync"]
    quiet.append("--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1")  # there is no other host
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        quiet.append("--no-sandbox")  # Chromium's sandbox refuses root, as in a container
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=quiet)
        yield chromium
        chromium.close()


@pytest.fixture
def given():
    return GIVEN


@pytest.fixture
def good():
    return GOOD


def a_site(folder, root):
    """A folder with the settings of this site and one page."""
    (folder / "mkdocs.yml").write_text(CONFIG.format(root=root), "utf-8")
    (folder / "docs/layers").mkdir(parents=True)
    (folder / "docs/index.md").write_text("# 처음\n", "utf-8")
    return folder


@pytest.fixture
def folder(tmp_path, root):
    return a_site(tmp_path, root)


@pytest.fixture(scope="session")
def program(root, tmp_path_factory):
    """Programs that start in no time: each is told how it runs once before, in the folder of a site."""
    started = []

    def start(*how, **variables):
        folder = a_site(tmp_path_factory.mktemp("rehearsal"), root)
        (folder / "docs/layers/affine.md").write_text(GOOD, "utf-8")
        started.append(Program(*how, folder=folder, **variables))
        return started[-1]

    yield start
    for each in started:
        each.close()


@pytest.fixture(scope="session")
def run(program):
    """Run `python -m module` in a folder; `fresh`: in an interpreter of its own."""
    start = cache(program)

    def run(module, *arguments, cwd, fresh=False, **variables):
        if not fresh:  # the path alone is what a fork can still change
            interpreter = {name: value for name, value in variables.items() if name.startswith("PYTHON") and name != "PYTHONPATH"}
            return start(module, "build", **interpreter).run(*arguments, cwd=cwd, **variables)
        command, environ = [sys.executable, "-m", module, *arguments], os.environ | variables
        return subprocess.run(command, cwd=cwd, env=environ, capture_output=True, text=True, encoding="utf-8")

    return run


@pytest.fixture
def build(folder, run):
    """Build the site with this second page, and give back the process and what was published of the page."""

    def built(page, *options, strict=True, **how):
        (folder / "docs/layers/affine.md").write_text(page, "utf-8")
        return run("mkdocs", "build", *["--strict"] * strict, *options, cwd=folder, **how), folder / "site/layers/affine/index.html"

    return built
