"""A fingerprint changes with every file that it tells of, also where files that did not change are not read again."""

import importlib
import os

import pytest

module = importlib.import_module("geomsan.pages.fingerprint")  # in the package this is the name of the function


@pytest.fixture
def library(tmp_path, monkeypatch):
    """A folder with two files that are old enough not to be read again."""
    monkeypatch.setattr(module, "YOUNG", -1)
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner/layer.py").write_text("double = 2\n")
    (tmp_path / "other.py").write_text("one = 1\n")
    return tmp_path


def rewritten(folder):
    """The same length and the same time, as nobody does who does not mean it."""
    file, before = folder / "inner/layer.py", os.stat(folder / "inner/layer.py")
    file.write_text("double = 3\n")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


CHANGES = {
    "written": lambda folder: (folder / "inner/layer.py").write_text("double = 2.0\n"),
    "written with the time put back": rewritten,
    "two change places": lambda folder: (os.rename(folder / "other.py", folder / "x"), os.rename(folder / "inner/layer.py", folder / "other.py"), os.rename(folder / "x", folder / "inner/layer.py")),
    "renamed": lambda folder: (folder / "other.py").rename(folder / "another.py"),
    "new": lambda folder: (folder / "inner/new.py").write_text(""),
    "gone": lambda folder: (folder / "other.py").unlink(),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_is_seen(library, change):
    before = module.fingerprint(library)
    assert module.fingerprint(library) == before
    CHANGES[change](library)
    after = module.fingerprint(library)
    assert after != before and module.fingerprint(library) == after


def test_what_changes_nothing_is_not_seen(library):
    before = module.fingerprint(library)
    (library / "__pycache__").mkdir()
    (library / "__pycache__/layer.pyc").write_text("x")
    (library / ".#other.py").symlink_to("nowhere")
    (library / "lost.py").symlink_to("nowhere")
    assert module.fingerprint(library) == before


def test_a_file_is_read_once_and_a_young_one_each_time(library, monkeypatch):
    read = []
    monkeypatch.setattr(module, "Path", lambda file: read.append(str(file)) or type(library)(file))
    monkeypatch.setattr(module, "ENGINE", library / "inner")
    for _ in range(3):
        module.fingerprint(library)
    own = [file for file in read if file.endswith(".py")]
    assert len(own) == len(set(own)) == 2
    monkeypatch.setattr(module, "YOUNG", 3600 * 10**9)
    read.clear()
    for _ in range(3):
        module.fingerprint(library)
    assert len([file for file in read if file.endswith("other.py")]) == 3
