"""The whole site, strictly built once, and its pages in the browser."""

import os
import re
import subprocess
import sys
from contextlib import contextmanager
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


@pytest.fixture(scope="session")
def visit(browser):
    """Open a page. Whatever it asks of another host is refused and, like its errors, written down.

    With `late`, fonts come only when the page has painted; `other` has what is to stand in the stylesheets instead.
    """

    @contextmanager
    def opened(address, width=1280, scheme="light", scripts=True, before="", late=False, other=("", "")):
        context = browser.new_context(
            viewport={"width": width, "height": 800}, color_scheme=scheme, java_script_enabled=scripts
        )
        page = context.new_page()
        page.complaints = []
        home = "/".join(address.split("/")[:3])

        held = []

        def refuse(route):
            page.complaints.append(f"asks {route.request.url}")
            route.abort()

        def change(route):
            answer = route.fetch()
            route.fulfill(response=answer, body=answer.text().replace(*other))

        context.route(re.compile(f"^(?!{re.escape(home)}/|data:|blob:)"), refuse)
        if late:
            context.route("**/*.woff2", lambda route: route.continue_() if page.painted else held.append(route))
        if any(other):
            context.route("**/*.css", change)
        page.on("console", lambda said: page.complaints.append(f"{said.type}: {said.text}"))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.on("response", lambda answer: answer.ok or page.complaints.append(f"{answer.status} {answer.url}"))
        if before:
            page.add_init_script(before)
        page.painted = False
        page.goto(address, wait_until="domcontentloaded" if late else "load")
        if late:
            while not page.evaluate("performance.getEntriesByName('first-contentful-paint').length"):
                page.wait_for_timeout(20)
            page.painted = True
            for route in held:
                route.continue_()
            page.wait_for_load_state("load")
            page.held = len(held)
        yield page
        context.close()

    return opened
