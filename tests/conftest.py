"""Order of the tests, and the browser."""

import os
import shutil

import pytest


def pytest_collection_modifyitems(items):
    """Run the fast tests first, then those that build the site, then those that open it in a browser."""
    items.sort(key=lambda item: ("browser" in item.keywords) * 2 + ("build" in item.keywords))


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
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        quiet.append("--no-sandbox")  # Chromium's sandbox refuses root, as in a container
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=quiet)
        yield chromium
        chromium.close()
