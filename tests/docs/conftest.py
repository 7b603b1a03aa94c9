"""The whole site, strictly built once, and its pages in the browser."""

import os
import subprocess
import sys
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest
from filelock import FileLock

from .served import served


@pytest.fixture(scope="session")
def published(root, tmp_path_factory, worker_id):
    """The folder of the site, or of the one that GEOMSAN_SITE names; without mutants, which change no layout.

    The first worker that needs it builds it for all.
    """
    if ready := os.environ.get("GEOMSAN_SITE"):
        return Path(ready)
    shared = tmp_path_factory.getbasetemp()
    folder = (shared if worker_id == "master" else shared.parent) / "site"
    with FileLock(f"{folder}.lock"):
        if not folder.exists():
            command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)]
            subprocess.run(command, cwd=root, env={"GEOMSAN_MUTANTS": "false"} | os.environ | {"SITE_URL": ""}, check=True)
    return folder


@pytest.fixture(scope="session")
def site(published):
    """The address of the site."""
    with served(published) as address:
        yield address


NOT_MODIFIED = 304
FORGET = "() => { try { localStorage.clear(), sessionStorage.clear() } catch { } }"  # where a page was refused, there are none


@pytest.fixture(scope="session")
def tab(browser):
    """A tab of the browser for each way to open pages. It is used again: one that is new takes longer than most pages."""

    @cache
    def opened(scripts, before, late, other):
        context = browser.new_context(java_script_enabled=scripts)
        page = context.new_page()
        page.complaints, page.home, page.held, page.painted = [], "", [], True
        if late:
            context.route("**/*.woff2", lambda route: route.continue_() if page.painted else page.held.append(route))
        if any(other):
            context.route("**/*.css", lambda route: changed(route, *other))
        if before:
            page.add_init_script(before)
        page.on("request", lambda request: request.url.startswith((page.home, "data:", "blob:")) or page.complaints.append(f"asks {request.url}"))
        page.on("console", lambda said: page.complaints.append(f"{said.type}: {said.text}"))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.on("response", lambda answer: answer.ok or answer.status == NOT_MODIFIED or page.complaints.append(f"{answer.status} {answer.url}"))
        return page

    return opened


def changed(route, old, new):
    answer = route.fetch()
    route.fulfill(response=answer, body=answer.text().replace(old, new))


@pytest.fixture(scope="session")
def visit(tab):
    """Open a page as if for the first time. Whatever it asks of another host comes to nothing (`browser`) and, like its
    errors, is written down.

    With `late`, fonts come only when the page has painted; `other` has what is to stand in the stylesheets instead.
    """

    @contextmanager
    def opened(address, width=1280, scheme="light", scripts=True, before="", late=False, other=("", "")):
        page = tab(scripts, before, late, other)
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme, media="screen")
        page.complaints, page.home, page.held, page.painted = [], "/".join(address.split("/")[:3]), [], not late
        page.goto(address, wait_until="domcontentloaded" if late else "load")
        if late:
            while not page.evaluate("performance.getEntriesByName('first-contentful-paint').length"):
                page.wait_for_timeout(20)
            page.painted = True
            for route in page.held:
                route.continue_()
            page.wait_for_load_state("load")
        try:
            yield page
        finally:
            page.complaints = []
            page.evaluate(FORGET)
            page.context.clear_permissions()
            page.mouse.move(-1, -1)
            page.goto("about:blank")

    return opened
