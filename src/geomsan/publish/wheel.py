"""The wheel that notebooks and scripts of the site need: the engine and the packages that its pages explain.

It is written file by file, without a build tool and without the network, and the same files give the same bytes.
What it needs is NumPy; matplotlib draws, tqdm counts epochs. What builds the site is in it too, but needs more than that.
"""

from __future__ import annotations

import ast
import sys
from base64 import urlsafe_b64encode
from collections.abc import Iterable
from hashlib import sha256
from importlib.metadata import distribution, packages_distributions
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

NAME = "geomsan_notebook"  # not the name of the engine's own package, which needs all that builds a site
METADATA = """\
Metadata-Version: 2.4
Name: {name}
Version: {version}
Summary: What the notebooks of the site import
License-Expression: MIT
License-File: LICENSE
Requires-Python: {python}
{requirements}"""
REQUIRES = ("numpy", "matplotlib", "tqdm")
WHEEL = "Wheel-Version: 1.0\nGenerator: geomsan\nRoot-Is-Purelib: true\nTag: py3-none-any\n"


def filename() -> str:
    """How installers want a wheel to be called."""
    return f"{NAME}-{distribution('geomsan').version}-py3-none-any.whl"


def wheel(packages: Iterable[str]) -> bytes:
    """The wheel with the engine and these packages.

    Parameters
    ----------
    packages : iterable of str
        As they are imported.
    """
    engine = distribution("geomsan")
    info = f"{NAME}-{engine.version}.dist-info"
    files = {name: path.read_bytes() for package in ("geomsan", *packages) for name, path in _files(package)}
    files[f"{info}/licenses/LICENSE"] = (engine.read_text("licenses/LICENSE") or "").encode()
    requirements = "".join(f"Requires-Dist: {name}\n" for name in REQUIRES)
    metadata = METADATA.format(name=NAME, version=engine.version, python=engine.metadata["Requires-Python"], requirements=requirements)
    files[f"{info}/METADATA"] = metadata.encode()
    files[f"{info}/WHEEL"] = WHEEL.encode()
    files[f"{info}/RECORD"] = _record(files, f"{info}/RECORD")
    written = BytesIO()
    with ZipFile(written, "w") as archive:
        for name, content in files.items():
            entry = ZipInfo(name)  # dated 1980, as every entry that says nothing else
            entry.compress_type, entry.external_attr = ZIP_DEFLATED, 0o100644 << 16
            archive.writestr(entry, content, compresslevel=9)
    return written.getvalue()


def missing(code: Iterable[str], packages: Iterable[str]) -> list[str]:
    """The distributions that code imports from, but for those that come with the wheel of these packages."""
    nodes = [node for each in code if "import" in each for node in ast.walk(ast.parse(each))]
    imported = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    imported |= {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module and not node.level}
    known = {"geomsan", *packages, *REQUIRES, *sys.stdlib_module_names}
    foreign = {each.partition(".")[0] for each in imported} - known
    installed = packages_distributions() if foreign else {}  # reads the list of every installed file: a second's work
    return sorted({installed[name][0] for name in foreign if name in installed})


def _files(package: str) -> Iterable[tuple[str, Path]]:
    """The files of a package, each with its name in the wheel."""
    folder = Path(find_spec(package).submodule_search_locations[0])
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder.parent)
        if path.is_file() and not any(part.startswith(".") or part == "__pycache__" for part in inside.parts):
            yield inside.as_posix(), path


def _record(files: dict[str, bytes], own: str) -> bytes:
    """The list that an installer checks every file against."""
    digests = ((name, urlsafe_b64encode(sha256(content).digest()).rstrip(b"=").decode(), len(content)) for name, content in files.items())
    return "".join([*(f"{name},sha256={digest},{size}\n" for name, digest, size in digests), f"{own},,\n"]).encode()
