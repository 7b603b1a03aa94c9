"""The process around a page: what it may not change, and what listens to its own thread is no burden to the others."""

import dataclasses
import functools
import inspect
import os
from concurrent.futures import ThreadPoolExecutor
from types import FunctionType

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


CHANGES = {
    "code": lambda: setattr(functools.wraps, "__code__", (lambda *_, **__: None).__code__),
    "defaults": lambda: setattr(functools.wraps, "__defaults__", (None,)),
    "no defaults": lambda: delattr(functools.wraps, "__defaults__"),
    "defaults of names": lambda: FunctionType.__kwdefaults__.__set__(dataclasses.field, {"default": 0}),
    "no defaults of names": lambda: delattr(dataclasses.field, "__kwdefaults__"),
    "another in its place": lambda: setattr(functools, "wraps", dataclasses.field),
    "one more": lambda: setattr(functools, "wrapped", dataclasses.field),
    "a method": lambda: setattr(inspect.Signature, "bind", dataclasses.field),
}


def guarded():
    functions = functools.wraps, dataclasses.field, inspect.Signature.bind
    return [(each, each.__code__, each.__defaults__, each.__kwdefaults__) for each in functions], hasattr(functools, "wrapped")


@pytest.mark.parametrize("change", CHANGES)
def test_each_change_of_what_is_guarded_is_found_and_put_back(change):
    page, before = World(), guarded()
    try:
        for _ in range(2):
            assert page.tampered() == []
            CHANGES[change]()
            assert guarded() != before
            assert len(page.tampered()) == 1
            assert guarded() == before
    finally:
        page.close()
