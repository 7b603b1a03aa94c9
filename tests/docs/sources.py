"""Where the sections of the five sources are in the book, and in its ledger: `sources.txt`, and how it is read.

A row is `section → page#anchor → ids`: those of the ledger's entries under the anchor, `–` where nothing is executed.
Under the anchor of a theorem are the theorem and its proofs; under a heading, all down to the next one of its level:
statements, proofs and displays, but not what is inside them, and no declarations.

Run as a script, this file writes the ids anew: `.venv/bin/python -m tests.docs.sources`. Read the difference.
"""

import re
from pathlib import Path

from markdown import Markdown
from markdown_exec import markdown_config
from mkdocs.config import load_config

from geomsan.pages import walk
from geomsan.pages.page import FILE
from geomsan.verdict import Verdict

FILE_OF_ROWS = Path(__file__).with_name("sources.txt")
ROOT = Path(__file__).parents[2]
HEADING = re.compile(r"^(#+) .*\{ ?#([\w-]+) ?\}\s*$")
PARAGRAPH = re.compile(r"^\{: #([\w-]+) \}$")
FENCE = re.compile(r"^\s*(```+|~~~+)")
NOTHING = "–"


def rows():
    return [line.split(" → ") for line in FILE_OF_ROWS.read_text("utf-8").splitlines()]


def entries(page, config):
    """The ledger's entries of a page. Its code is run; that its displays hold is the build's to say."""
    text, sheets, judge = (ROOT / "docs" / page).read_text("utf-8"), [], walk.judge
    settings = config.mdx_configs | {"geomsan.pages": {"enter": sheets.append, "refuse": lambda error, html: html}}

    def unjudged(latex, scope, before=None, mutants=False):
        return judge(latex, scope, before) if ":=" in latex else Verdict("checked", scope)

    markdown_config.save(config.markdown_extensions, settings)
    reader = Markdown(extensions=config.markdown_extensions, extension_configs=settings)
    setattr(reader, FILE, (f"docs/{page}", text))
    walk.judge = unjudged
    try:
        reader.convert(text)
    finally:
        walk.judge = judge
    return sheets[-1].entries


def anchors(text):
    """(line, level, id) of every heading and named paragraph; a paragraph is deeper than any heading."""
    fence, found = "", []
    for number, line in enumerate(text.splitlines(), start=1):
        if match := FENCE.match(line):
            fence = "" if fence and line.strip().startswith(fence) else fence or match[1]
        elif not fence and (match := HEADING.match(line)):
            found.append((number, len(match[1]), match[2]))
        elif not fence and (match := PARAGRAPH.match(line)):
            found.append((number, 9, match[1]))
    return found


def under(anchor, text, page, entries):
    """The ids of the entries under an anchor of a page; None where the page has no such anchor."""
    if any(entry.id == anchor and entry.kind != "equation" for entry in entries):
        return [anchor] + [entry.id for entry in entries if entry.proves == f"docs/{page}#{anchor}"]
    places = anchors(text)
    start = next((place for place in places if place[2] == anchor), None)
    if start is None:
        return None
    end = next((line for line, level, _ in places if line > start[0] and level <= start[1]), float("inf"))
    found = [entry for entry in entries if start[0] <= entry.place.line < end and not entry.within]
    return [entry.id for entry in found if entry.kind != "given"]


def written(ids):
    """As a row has them."""
    return " ".join(ids) or NOTHING


def main():
    config = load_config(str(ROOT / "mkdocs.yml"))
    table = [row[:2] for row in rows()]
    pages = {place.partition("#")[0] for _, place in table}
    ledger = {page: entries(page, config) for page in sorted(pages)}
    lines = []
    for section, place in table:
        page, _, anchor = place.partition("#")
        ids = under(anchor, (ROOT / "docs" / page).read_text("utf-8"), page, ledger[page])
        lines.append(f"{section} → {place} → {written(ids)}")
    FILE_OF_ROWS.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
