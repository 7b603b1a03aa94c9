"""A text that changes with everything that a verdict depends on besides the page itself."""

from __future__ import annotations

import sys
from hashlib import sha256
from pathlib import Path

ENGINE = Path(__file__).parents[1]


def fingerprint(*folders):
    """The fingerprint of the engine, of Python, of numpy, and of the files in these folders.

    A host that keeps finished pages, as Zensical does, keeps them under its settings. With this among
    them (``key: !!python/object/apply:geomsan.pages.fingerprint {args: [src]}``) an edit of the library
    or the engine makes every kept page a page of other settings.
    """
    import numpy

    digest = sha256(f"{sys.version} {numpy.__version__}".encode())
    for folder in (ENGINE, *map(Path, folders)):
        for file in sorted(folder.rglob("*")):
            if file.is_file() and "__pycache__" not in file.parts and not file.name.startswith("."):
                digest.update(f"\0{file.relative_to(folder)}\0".encode() + file.read_bytes())
    return digest.hexdigest()
