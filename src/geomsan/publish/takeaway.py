"""What each page offers to take away: its code as a notebook and a script, and the wheel that both need.

MkDocs as the host calls it, and only for a site that is published: `mkdocs serve` writes nothing of this.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from urllib.parse import quote, urljoin

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.utils import get_relative_url

from geomsan.pages.page import name_of
from geomsan.pages.taken import Taken

from . import wheel
from .notebook import cells, notebook, script

FOLDER = "assets"
LINKS = """
<p class="takeaway">내려받기: <a href="{name}.ipynb" download>노트북</a> · \
<a href="{name}.py" download>파이썬</a> · <a href="{wheel}" download>라이브러리</a></p>
"""
INTRODUCTION = """\
사이트 {site}의 한 쪽이다. 글과 함께, 사이트를 지을 때 실행된 코드가 그 쪽의 차례대로 있다. 코드를 실행하려면 \
그 사이트의 라이브러리가 있어야 한다. {where}

```sh
pip install {needs}
```

수식은 사이트를 지을 때 검산하였다. 여기에서 다른 식을 검산하려면 기호를 선언한 셀 아래에 \
`from geomsan import verify`와 `verify(r"\\mathbf{{Y}} = \\mathbf{{X}}\\mathbf{{W}}")`처럼 적는다."""
PLACE = "쪽 끝의 '라이브러리'에서 파일을 내려받아 설치한다."
INSTALL = "다음과 같이 설치한다."


class Takeaway:
    """Collects the pages of one build.

    Parameters
    ----------
    packages : list of str or None
        What goes into the wheel besides the engine; None offers nothing.
    """

    def __init__(self, packages: list[str] | None) -> None:
        self.packages = packages
        self.taken: dict[str, Taken] = {}
        self.pages: dict[File, Taken] = {}

    def take(self, page: Taken) -> None:
        """Keep a finished page on which something was executed."""
        if page.blocks:
            self.taken[page.path] = page

    def offer(self, files: Files) -> None:
        """Put the links at the end of every page on which something was executed."""
        if self.packages is None:
            return
        self.files = files
        self.pages = {file: self.taken[name] for file in files.documentation_pages() if (name := name_of(file)) in self.taken}
        for file in self.pages:
            address = get_relative_url(f"{FOLDER}/{wheel.filename()}", file.url)
            file.page.content += LINKS.format(name=quote(_stem(file)), wheel=address)

    def write(self, config: MkDocsConfig) -> None:
        """Write the files into the finished site."""
        if not self.pages:
            return
        for file, page in self.pages.items():
            more = wheel.missing((block.code for block in page.blocks), self.packages)
            found = cells(page, _introduction(file, config, more), _resolver(file, self.files, config.site_url))
            place = Path(config.site_dir, file.dest_uri).parent
            (place / f"{_stem(file)}.ipynb").write_text(notebook(found), "utf-8")
            (place / f"{_stem(file)}.py").write_text(script(found), "utf-8")
        library = Path(config.site_dir, FOLDER, wheel.filename())
        library.parent.mkdir(exist_ok=True)
        library.write_bytes(wheel.wheel(self.packages))


def _stem(file: File) -> str:
    return PurePosixPath(file.src_uri).stem


def _introduction(file: File, config: MkDocsConfig, more: list[str]) -> str:
    base, name = config.site_url, wheel.filename()
    if not base:
        return INTRODUCTION.format(site=config.site_name, where=PLACE, needs=" ".join([name, *more]))
    site, address = urljoin(base, file.url), urljoin(base, f"{FOLDER}/{name}")
    return INTRODUCTION.format(site=f"[{config.site_name}]({site})", where=INSTALL, needs=" ".join([address, *more]))


def _resolver(file: File, files: Files, base: str | None) -> Callable[[str], str | None]:
    """From a link of a page to an address of the published site, None where nobody knows it."""

    def resolve(target: str) -> str | None:
        path, sharp, identity = target.partition("#")
        other = files.get_file_from_path(posixpath.normpath(posixpath.join(posixpath.dirname(file.src_uri), path))) if path else file
        return f"{urljoin(base, other.url)}{sharp}{identity}" if base and other else None

    return resolve
