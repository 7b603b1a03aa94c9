"""MkDocs hears of an edit at once; that it looks by itself as well is its own business."""

import os
import shutil
from queue import Empty, Queue
from types import SimpleNamespace

import pytest
from watchdog.events import FileSystemEventHandler
from watchdog.observers.polling import PollingObserver

from geomsan.publish import watch

NEVER = 3600  # seconds between two looks of MkDocs' own
PATIENCE = 20


@pytest.fixture
def watched(tmp_path):
    """A folder with a page and settings, and the names of what MkDocs notices there."""
    (tmp_path / "docs/layers").mkdir(parents=True)
    (tmp_path / "docs/layers/affine.md").write_text("하나")
    (tmp_path / "mkdocs.yml").write_text("site_name: 하나")
    noticed, handler, observer = Queue(), FileSystemEventHandler(), PollingObserver(timeout=NEVER)
    handler.on_any_event = lambda event: event.is_directory or noticed.put(os.path.basename(event.src_path))
    for path in ("docs", "mkdocs.yml"):
        observer.schedule(handler, str(tmp_path / path), recursive=True)
    observer.start()
    yield tmp_path, noticed, observer
    observer.stop()


@pytest.fixture
def told(watched):
    """The same, and the system tells."""
    folder, noticed, observer = watched
    listening = watch.listen(SimpleNamespace(observer=observer), [str(folder / "docs"), str(folder / "mkdocs.yml")])
    assert listening
    yield folder, noticed
    listening.stop()


def replace(file, text):
    """As many editors write."""
    beside = file.with_name("beside.tmp")
    beside.write_text(text)
    os.replace(beside, file)


EDITS = {
    "written in place": (lambda docs: (docs / "layers/affine.md").write_text("둘"), "affine.md"),
    "replaced": (lambda docs: replace(docs / "layers/affine.md", "둘"), "affine.md"),
    "new in a new folder": (lambda docs: ((docs / "new").mkdir(), (docs / "new/page.md").write_text("둘")), "page.md"),
    "gone": (lambda docs: (docs / "layers/affine.md").unlink(), "affine.md"),
    "gone with its folder": (lambda docs: shutil.rmtree(docs / "layers"), "affine.md"),
    "settings written": (lambda docs: (docs.parent / "mkdocs.yml").write_text("site_name: 둘"), "mkdocs.yml"),
    "settings replaced": (lambda docs: replace(docs.parent / "mkdocs.yml", "site_name: 둘"), "mkdocs.yml"),
}


@pytest.mark.parametrize("edit", EDITS)
def test_an_edit_is_noticed_without_a_look(told, edit):
    folder, noticed = told
    make, name = EDITS[edit]
    make(folder / "docs")
    while noticed.get(timeout=PATIENCE) != name:
        pass


def test_without_being_told_nothing_would_be_noticed(watched):
    """Negative control."""
    folder, noticed, _ = watched
    (folder / "docs/layers/affine.md").write_text("둘")
    with pytest.raises(Empty):
        noticed.get(timeout=1)


def test_reading_is_no_edit(told):
    folder, noticed = told
    (folder / "docs/layers/affine.md").read_text()
    with pytest.raises(Empty):
        noticed.get(timeout=1)


def test_where_the_system_does_not_tell_mkdocs_looks_by_itself(watched, monkeypatch):
    folder, _, observer = watched
    monkeypatch.setattr(watch.Observer, "start", lambda self: (_ for _ in ()).throw(OSError(28, "inotify watch limit reached")))
    assert watch.listen(SimpleNamespace(observer=observer), [str(folder / "docs")]) is None
