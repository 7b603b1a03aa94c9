"""The process around a page: what listens to the page's own thread is no burden to the others."""

import os
from concurrent.futures import ThreadPoolExecutor

import pytest

from geomsan.pages import world
from geomsan.pages.world import World, running


class Watched(list):
    """A list in whose every change another thread looks into a folder, as the one does in which `mkdocs serve` waits for edits."""

    def append(self, page):
        super().append(page)
        look()

    def __bool__(self):
        filled = len(self) > 0
        if filled and self.ending:
            self.clear()  # the page ends in the other thread at this very moment
        return filled

    ending = False


def look():
    """Raises what is raised in the other thread: there it would end the wait for edits, and none would ever show again."""
    with ThreadPoolExecutor() as other:
        other.submit(os.listdir, ".").result()


@pytest.fixture
def pages(monkeypatch):
    pages = Watched()
    monkeypatch.setattr(world, "_open", pages)
    return pages


def test_a_thread_that_watches_files_is_not_disturbed_by_a_page_that_begins(pages):
    try:
        World().close()
    finally:
        pages.clear()


def test_a_thread_that_watches_files_is_not_disturbed_by_a_page_that_ends(pages):
    try:
        page = World()
        pages.ending = True
        look()
    finally:
        pages.ending = False
        pages.clear()
    list.append(pages, page)
    page.close()


def test_what_the_page_itself_opens_is_noted():
    page = World()
    with running():
        os.listdir("/")
    page.close()
    assert "/" in page.reached
