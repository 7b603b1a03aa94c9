"""A text that changes with everything that a verdict depends on besides the page itself."""

from __future__ import annotations

import os
import sys
import time
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

ENGINE = Path(__file__).parents[1]
TOLD = {"geomsan", "numpy", "math", "cmath", "operator"}  # what every fingerprint tells of
YOUNG = 2_000_000_000  # ns: the coarsest clock of a disk


def fingerprint(*folders):
    """The fingerprint of the engine, of Python, of numpy, and of the files in these folders.

    A host that keeps finished pages, as Zensical does, keeps them under its settings. With this among
    them (``key: !!python/object/apply:geomsan.pages.fingerprint {args: [src]}``) an edit of the library
    or the engine makes every kept page a page of other settings.
    """
    import numpy

    digest = sha256(f"{sys.version} {sys.flags.optimize} {numpy.__version__}".encode())
    for folder in (ENGINE, *map(Path, folders)):
        for file in sorted(_files(folder)):
            digest.update(f"\0{file.removeprefix(str(folder))}\0".encode() + _digest_of(file))
    return f"{'|'.join(map(str, folders))}:{digest.hexdigest()}"


def _files(top):
    for folder, folders, names in os.walk(top):
        folders[:] = [name for name in folders if name != "__pycache__"]
        paths = (os.path.join(folder, name) for name in names if not name.startswith("."))
        yield from filter(os.path.isfile, paths)


def _digest_of(file):
    """The digest of a file, read anew when anything about it has changed, and as long as its clock may not show a change."""
    found = os.stat(file)
    digest = _digest if time.time_ns() - max(found.st_mtime_ns, found.st_ctime_ns) > YOUNG else _digest.__wrapped__
    return digest(file, found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns)


@lru_cache(maxsize=4096)
def _digest(file, *_):
    return sha256(Path(file).read_bytes()).digest()


def _folders(key):
    """The folders of a key, as they were written."""
    return [folder for folder in key.rpartition(":")[0].split("|") if folder]


def inside(key):
    """The folders whose files a key tells of."""
    return [ENGINE, *(Path(folder).resolve() for folder in _folders(key))]


def covers(key, packages):
    """The test whether a key tells all about a module: the engine's, NumPy's, Python's own of mathematics,
    and those of packages that no page can change (`packages`) in the key's folders."""
    folders = [Path(folder).resolve() for folder in _folders(key)]

    def known(module):
        root = module.__name__.partition(".")[0]
        if root in packages:
            return any(Path(module.__file__ or "").resolve().is_relative_to(folder) for folder in folders)
        return root in TOLD

    return known


def stale(key, files):
    """Why a host that keeps pages under this key could show an old verdict; "" if it cannot.

    Parameters
    ----------
    key : str
        What `fingerprint` returned when the host read its settings.
    files : iterable of str
        What the page has imported that is neither Python's own nor installed.
    """
    advice = "key: !!python/object/apply:geomsan.pages.fingerprint {args: [folder of the page's own modules]}"
    if unknown := [file for file in files if not any(Path(file).resolve().is_relative_to(folder) for folder in inside(key))]:
        return f"this host keeps finished pages, and would not see an edit of {unknown[0]}; write under geomsan.pages\n    {advice}"
    if not key:
        return f"this host keeps finished pages, and would not see an edit of the engine; write under geomsan.pages\n    {advice}"
    if key != fingerprint(*_folders(key)):
        return "the library or the engine has changed since this host started: start it again"
    return ""
