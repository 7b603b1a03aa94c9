"""The command line: `geomsan verify` checks pages without building a site, `geomsan explain` says how one is read."""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections import Counter
from pathlib import Path

from tqdm import tqdm

from .pages.number import scientific
from .pages.reading import read_page
from .verdict import Ledger, Problem, Sheet
from .verdict.account import rows, totals
from .verdict.explain import explain
from .verdict.ledger import EXECUTED, Place

TRUE, FALSE, UNREAD = 0, 1, 2
WORDS = {
    "checked": "checked",
    "false": "false as stated",
    "defined": "defined",
    "waived": "waived",
    "notation": "notation",
    "refused": "shown as refused",
    "refuted": "refuted",
    "error": "not understood",
}


def main(arguments=None):
    """Run the command, and return its exit code."""
    for stream in (sys.stdout, sys.stderr):  # formulas and Korean, also where the locale says ASCII
        stream.reconfigure(encoding="utf-8", errors="replace")
    options = _parser().parse_args(arguments)
    try:
        return options.run(options)
    except BrokenPipeError:  # the reader of the output has seen enough; nothing is known of the rest
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return UNREAD


def _parser():
    parser = argparse.ArgumentParser(prog="geomsan", description="Executes the mathematics of Markdown pages.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    verify = commands.add_parser(
        "verify", help="check pages", description="Checks Markdown pages without building a site. A page is code: its "
        "Python blocks are run.", epilog="Exit code: 0 all is true, 1 something is refuted or unproved, 2 something cannot be read or understood.",
    )  # fmt: skip
    verify.add_argument("paths", nargs="*", type=Path, default=[Path()], metavar="PATH", help="a page, or a folder of pages (default: .)")
    verify.add_argument("-k", dest="name", metavar="ID", help="report only what has this in its id, and what stands in it")
    verify.add_argument("--json", action="store_true", help="print the result as JSON")
    verify.add_argument("--mutants", action=argparse.BooleanOptionalAction, default=True, help="also refute wrong versions of every equation (default)")
    verify.set_defaults(run=_verify)
    explaining = commands.add_parser("explain", help="say how an equation is understood")
    explaining.add_argument("place", metavar="FILE:LINE", help="a line of a display")
    explaining.set_defaults(run=_explain)
    return parser


def _verify(options):
    started = time.perf_counter()
    files, missing = _pages(options.paths)
    ledger = Ledger()
    while files:
        for file in tqdm(files, unit="page", leave=False, disable=None if not options.json else True):
            _read(file, ledger, options.mutants)
        files = _cited(ledger)
    problems = ledger.problems()
    pages = [_page(sheet, problems.get(page, []), options.name) for page, sheet in sorted(ledger.sheets.items())]
    unread = [f"{path}: there is no such file or folder" for path in missing]
    if not pages and not missing:
        unread.append(f"no Markdown pages (*.md, *.markdown) in {', '.join(str(path.resolve()) for path in options.paths)}")
    if options.name and not any(page["chosen"] for page in pages):
        unread.append(f"no id contains {options.name!r}")
    codes = {page["exit"] for page in pages} | ({UNREAD} if unread else set())
    code = FALSE if FALSE in codes else UNREAD if UNREAD in codes else TRUE
    if options.json:
        _print_json(ledger, pages, unread, code)
    else:
        _print(pages, unread, code, time.perf_counter() - started)
    return code


def _pages(paths):
    """The Markdown files that these paths name, each once, in order; and the paths that do not exist."""
    files, missing = {}, []
    for path in paths:
        if path.is_dir():
            found = sorted(file for end in ("*.md", "*.markdown") for file in path.rglob(end))
            files |= dict.fromkeys(os.path.normpath(file) for file in found if not _hidden(file.relative_to(path)))
        elif path.is_file():
            files[os.path.normpath(path)] = None
        else:
            missing.append(path)
    return list(files), missing


def _hidden(path):
    """Whether a file is nobody's page: in a hidden folder, or in one that was installed."""
    return any(part.startswith(".") or part in {"node_modules", "site-packages", "__pycache__"} for part in path.parts)


def _read(file, ledger, mutants):
    """Enter what a page states in the ledger."""
    try:
        read_page(file, Path(file).read_text("utf-8"), mutants, ledger.enter)
    except (Exception, SystemExit) as error:  # also a setting or an extension that this page does not get along with
        ledger.enter(Sheet(file, problems=(Problem(Place(1), f"cannot be read: {_why(error)}"),)))


def _why(error):
    """Why a file cannot be read, to somebody who does not know Python."""
    if isinstance(error, UnicodeDecodeError):
        return f"it is not UTF-8 (byte {error.start + 1} is {error.object[error.start]:#04x}); save it as UTF-8"
    return error.strerror if isinstance(error, OSError) and error.strerror else f"{type(error).__name__}: {error}"


def _cited(ledger):
    """The pages, not yet read, where a proof is said to stand."""
    cited = {entry.cites.partition("#")[0] for _, entry in ledger if entry.cites}
    return sorted(page for page in cited - ledger.sheets.keys() if Path(page).is_file())


def _page(sheet, problems, name):
    """What became of a page, and the entries that were asked for."""
    broken = set(problems) - set(sheet.problems)  # a rule of the ledger, where all could be read
    asserted = any(problem.message.startswith("AssertionError") for problem in problems)
    false = broken or asserted or any(entry.status == "refuted" for entry in sheet.entries)
    chosen = set()
    for entry in sheet.entries:
        if not name or name in entry.id or entry.within in chosen or entry.proves.partition("#")[2] in chosen:
            chosen.add(entry.id)
    return {
        "path": sheet.page,
        "exit": FALSE if false else UNREAD if problems else TRUE,
        "problems": problems,
        "chosen": chosen,
        "entries": [entry for entry in sheet.entries if entry.id in chosen and entry.kind in ("equation", "check")],
    }


def _print_json(ledger, pages, unread, code):
    published = rows(ledger)
    shown = [
        {
            "page": page["path"],
            "exit": page["exit"],
            "problems": [{**problem.place._asdict(), "message": problem.message} for problem in page["problems"]],
            "entries": [row for row in published[page["path"]] if row["id"] in page["chosen"]],
        }
        for page in pages
    ]
    text = {"exit": code, "totals": totals(ledger), "problems": unread, "pages": shown}
    print(json.dumps(text, ensure_ascii=False, indent=1))


def _said(entries):
    count = Counter(entry.status for entry in entries)
    return ", ".join(f"{count[status]} {word}" for status, word in WORDS.items() if count[status])


def _row(page):
    """What became of a page, in a few words."""
    told = sum(entry.status in ("refuted", "error") for entry in page["entries"])
    other = _count(len(page["problems"]), "problem") if len(page["problems"]) > told else ""
    return ", ".join(filter(None, (_said(page["entries"]), other))) or "no equations"


def _count(number, noun):
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _print(pages, unread, code, seconds):
    width = max((len(page["path"]) for page in pages), default=0)
    for page in pages:
        checked = any(entry.status in EXECUTED for entry in page["entries"])
        sign = "✗" if page["problems"] else "✓" if checked else "·"
        print(f"{sign} {page['path']:{width}}  {_row(page)}")
    for page in pages:
        for problem in page["problems"]:
            print(f"\n{page['path']}:{problem.place}: {problem.message}")
    for page in pages:
        for entry in page["entries"]:
            for latex in entry.survivors:
                print(f"\n{page['path']}:{entry.place}: a wrong version that held in every trial: {latex}")
    if unread:
        print(*([""] if pages else []), *unread, sep="\n")
    entries = [entry for page in pages for entry in page["entries"]]
    checked = any(entry.status in EXECUTED for entry in entries)
    verdict = {TRUE: "All true." if checked else "Nothing false, and nothing checked.", FALSE: "Not all is true and proved.", UNREAD: "Not all can be read."}[code]
    said = f" {_said(entries)}." if entries else ""
    made, caught = sum(entry.mutants for entry in entries), sum(entry.caught for entry in entries)
    teeth = f" {caught} of {made} wrong versions caught." if made else ""
    if pages:
        print(f"\n{verdict}{said}{teeth} {_count(len(pages), 'page')}, {seconds:.1f} s.")


def _explain(options):
    path, _, line = options.place.rpartition(":")
    if not path or not line.isdigit():
        print(f"{options.place}: expected FILE:LINE", file=sys.stderr)
        return UNREAD
    try:
        page = read_page(path, Path(path).read_text("utf-8"), mutants=False)
    except (Exception, SystemExit) as error:
        print(f"{path}: cannot be read: {_why(error)}", file=sys.stderr)
        return UNREAD
    number = int(line)
    at = [each for each in page.judged if each.place.line <= number <= each.place.line + each.latex.count("\n") + 1]
    if not at:
        lines = ", ".join(str(each.place.line) for each in page.judged)
        others = f"they begin on lines {lines}" if lines else "there are none on this page"
        print(f"{path}:{line}: no equation that was judged stands here; {others}", file=sys.stderr)
        for problem in sorted(set(page.problems)):
            print(f"{path}:{problem.place}: {problem.message}", file=sys.stderr)
        return UNREAD
    judged = at[-1]
    verdict = judged.verdict
    facts = f", {verdict.trials} trials, {f'largest error {scientific(verdict.error)}' if verdict.error else 'exact'}" if verdict.status == "checked" else ""
    print(f"{path}:{judged.place} {judged.id}" + (f" of {judged.within}" if judged.within else "") + f": {WORDS[verdict.status]}{facts}")
    print(*(f"    {row}" for row in judged.latex.rstrip().strip("\n").split("\n")), sep="\n")
    if verdict.message:
        print(verdict.message)
    print()
    print(explain(judged.latex, judged.scope, judged.before))
    return {"refuted": FALSE, "error": UNREAD}.get(verdict.status, TRUE)


if __name__ == "__main__":
    sys.exit(main())
