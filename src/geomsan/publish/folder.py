"""A site that is read from a folder, without a server: what links and search need to work there too.

A folder answers no request. So a script of ours stands before those of the theme, and does something only when the
address begins with `file:`. What the search would fetch lies beside it as scripts that set a variable.
"""

from __future__ import annotations

import re
from os.path import relpath
from pathlib import Path
from shutil import copyfile

SCRIPT = Path(__file__).with_name("folder.js")
PLACE = "assets/javascripts/geomsan-folder.js"
THEME = re.compile(r"[ ]*<script src=")
# The theme's own index, and that of our search.
FETCHED = {"search/search_index.json": "__index", "search/pages.json": "pages"}


def prepare(site: Path) -> None:
    """Make a finished site one that can be opened from a folder."""
    (site / PLACE).parent.mkdir(parents=True, exist_ok=True)  # not every theme has scripts there
    copyfile(SCRIPT, site / PLACE)
    for path in sorted(site.rglob("*.html")):
        if path != site / "404.html":  # only a server shows it
            tag = f'<script src="{Path(relpath(site / PLACE, path.parent)).as_posix()}"></script>\n'
            page = path.read_bytes().decode()
            path.write_bytes(THEME.sub(lambda first, tag=tag: tag + first[0], page, count=1).encode())
    for fetched, name in FETCHED.items():
        if (site / fetched).exists():
            value = (site / fetched).read_text("utf-8")
            (site / fetched).with_suffix(".js").write_text(f"var {name} = {value}", "utf-8")
