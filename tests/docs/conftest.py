"""The whole site, strictly built once, and its pages in the browser."""

import os
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
    """Open a page. Whatever it asks of another host is refused and, like its errors, written down."""

    @contextmanager
    def opened(address, width=1280, scheme="light", scripts=True, before=""):
        context = browser.new_context(
            viewport={"width": width, "height": 800}, color_scheme=scheme, java_script_enabled=scripts
        )
        page = context.new_page()
        page.complaints = []
        home = "/".join(address.split("/")[:3])

        def admit(route):
            if route.request.url.startswith((f"{home}/", "data:", "blob:")):
                route.continue_()
            else:
                page.complaints.append(f"asks {route.request.url}")
                route.abort()

        context.route("**/*", admit)
        page.on("console", lambda said: page.complaints.append(f"{said.type}: {said.text}"))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.on("response", lambda answer: answer.ok or page.complaints.append(f"{answer.status} {answer.url}"))
        if before:
            page.add_init_script(before)
        page.goto(address, wait_until="load")
        yield page
        context.close()

    return opened
