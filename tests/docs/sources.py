"""Where the sections of the five sources are in the book, and in its ledger: `sources.txt`, and how it is read.

A row is `section → page#anchor → ids`: those of the ledger's entries under the anchor, `–` where nothing is executed.
A display without a name is named by its place on the page here, `eq-3…5` for the third to the fifth. Under the
anchor of a theorem are the theorem and its proofs; under a heading, all down to the next one of its level:
statements, proofs and displays, but not what is inside them, and no declarations.

Run as a script, this file writes the ids anew: `.venv/bin/python -m tests.docs.sources`. Read the difference.
"""

import re
from dataclasses import replace
from itertools import count, pairwise
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
UNNAMED = re.compile(r"eq-[0-9a-f]{6}(?:-\d+)?")
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
    return numbered(sheets[-1].entries)


def numbered(entries):
    """The entries, each display without a name of its own under its number."""
    numbers = count(1)
    places = {entry.id: f"eq-{next(numbers)}" for entry in entries if entry.kind == "equation"}
    return [replace(entry, id=places[entry.id]) if UNNAMED.fullmatch(entry.id) else entry for entry in entries]


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
    found = [entry for entry in entries if start[0] <= entry.line < end and not entry.within]
    return [entry.id for entry in found if entry.kind != "given"]


def packed(ids):
    """As a row has them: a run of displays is written by its ends."""
    if not ids:
        return NOTHING
    runs = [[ids[0]]]
    for before, after in pairwise(ids):
        if re.fullmatch(r"eq-\d+", after) and before == f"eq-{int(after[3:]) - 1}":
            runs[-1].append(after)
        else:
            runs.append([after])
    return " ".join(run[0] if len(run) == 1 else f"{run[0]}…{run[-1][3:]}" for run in runs)


def unpacked(ids):
    """The ids of a row, one by one."""
    found = []
    for part in ids.split() if ids != NOTHING else []:
        first, _, last = part.partition("…")
        found += [f"eq-{n}" for n in range(int(first[3:]), int(last) + 1)] if last else [first]
    return found


def main():
    config = load_config(str(ROOT / "mkdocs.yml"))
    table = [row[:2] for row in rows()]
    pages = {place.partition("#")[0] for _, place in table}
    ledger = {page: entries(page, config) for page in sorted(pages)}
    lines = []
    for section, place in table:
        page, _, anchor = place.partition("#")
        ids = under(anchor, (ROOT / "docs" / page).read_text("utf-8"), page, ledger[page])
        lines.append(f"{section} → {place} → {packed(ids)}")
    FILE_OF_ROWS.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
