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
from .verdict.explain import explain

TRUE, FALSE, UNREAD = 0, 1, 2
WORDS = {
    "checked": "checked",
    "false": "false as stated",
    "defined": "defined",
    "waived": "waived",
    "notation": "notation",
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
        "Python blocks are run.", epilog="Exit code: 0 all is true, 1 something is refuted, 2 something cannot be read or understood.",
    )  # fmt: skip
    verify.add_argument("paths", nargs="*", type=Path, default=[Path()], metavar="PATH", help="a page, or a folder of pages (default: .)")
    verify.add_argument("-k", dest="name", metavar="ID", help="report only equations whose id, or theorem's id, contains this")
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
    pages = []
    for file in tqdm(files, unit="page", leave=False, disable=None if not options.json else True):
        pages.append(_page(file, options.name, options.mutants))
    found = sum(len(page["equations"]) for page in pages)
    unread = [f"{path}: there is no such file or folder" for path in missing]
    if not files and not missing:
        unread.append("no Markdown pages here")
    if options.name and not found:
        unread.append(f"no equation's id contains {options.name!r}")
    code = max([UNREAD] * bool(unread) + [page["exit"] for page in pages], default=TRUE)
    if any(page["exit"] == FALSE for page in pages):
        code = FALSE
    totals = Counter(equation["status"] for page in pages for equation in page["equations"])
    if options.json:
        print(json.dumps({"exit": code, "totals": {k: totals[k] for k in WORDS}, "problems": unread, "pages": pages}, ensure_ascii=False, indent=2))
    else:
        _print(pages, unread, totals, code, time.perf_counter() - started)
    return code


def _pages(paths):
    """The Markdown files that these paths name, each once, in order; and the paths that do not exist."""
    files, missing = {}, []
    for path in paths:
        if path.is_dir():
            found = sorted(file for end in ("*.md", "*.markdown") for file in path.rglob(end))
            files |= dict.fromkeys(file for file in found if not _hidden(file.relative_to(path)))
        elif path.is_file():
            files[path] = None
        else:
            missing.append(path)
    return list(files), missing


def _hidden(path):
    """Whether a file is nobody's page: in a hidden folder, or in one that was installed."""
    return any(part.startswith(".") or part in {"node_modules", "site-packages", "__pycache__"} for part in path.parts)


def _page(file, name, mutants):
    """What became of a page."""
    try:
        page = read_page(str(file), file.read_text("utf-8"), mutants)
    except (OSError, UnicodeDecodeError) as error:
        return {"path": str(file), "exit": UNREAD, "equations": [], "problems": [{"line": 1, "column": 1, "message": f"cannot be read: {error}"}]}
    except Exception as error:  # an extension that another project's page does not get along with
        message = f"cannot be read: {type(error).__name__}: {error}"
        return {"path": str(file), "exit": UNREAD, "equations": [], "problems": [{"line": 1, "column": 1, "message": message}]}
    equations = [_equation(each) for each in page.judged if not name or name in each.id or name in each.within]
    problems = sorted(set(page.problems))
    refuted = any(each.verdict.status == "refuted" or not all(row.ok for row in each.verdict.comparisons) for each in page.judged)
    failed_assertion = any(problem.message.startswith("AssertionError") for problem in problems)
    code = FALSE if refuted or failed_assertion else UNREAD if problems else TRUE
    return {
        "path": str(file),
        "exit": code,
        "equations": equations,
        "problems": [{**problem.place._asdict(), "message": problem.message} for problem in problems],
    }


def _equation(judged):
    verdict = judged.verdict
    return {
        **judged.place._asdict(),
        "id": judged.id,
        "theorem": judged.within,
        "status": verdict.status,
        "relations": verdict.claims,
        "trials": verdict.trials,
        "error": verdict.error,
        "message": verdict.message,
    }


def _print(pages, unread, totals, code, seconds):
    width = max((len(page["path"]) for page in pages), default=0)
    for page in pages:
        count = Counter(equation["status"] for equation in page["equations"])
        sign = "✗" if page["problems"] else "✓" if count["checked"] else "·"
        said = ", ".join(f"{count[status]} {word}" for status, word in WORDS.items() if count[status]) or "no equations"
        print(f"{sign} {page['path']:{width}}  {said}")
    for page in pages:
        for problem in page["problems"]:
            print(f"\n{page['path']}:{problem['line']}:{problem['column']}: {problem['message']}")
    for message in unread:
        print(message)
    checked = [equation for page in pages for equation in page["equations"] if equation["status"] == "checked"]
    verdict = {TRUE: "All true." if checked else "Nothing false, and nothing checked.", FALSE: "Refuted.", UNREAD: "Not all can be read."}[code]
    said = ", ".join(f"{totals[status]} {word}" for status, word in WORDS.items() if totals[status]) or "no equations"
    print(f"\n{verdict} {said}. {len(pages)} {'page' if len(pages) == 1 else 'pages'}, {seconds:.1f} s.")


def _explain(options):
    path, _, line = options.place.rpartition(":")
    if not path or not line.isdigit():
        print(f"{options.place}: expected FILE:LINE", file=sys.stderr)
        return UNREAD
    try:
        page = read_page(path, Path(path).read_text("utf-8"), mutants=False)
    except (OSError, UnicodeDecodeError) as error:
        print(f"{path}: cannot be read: {error}", file=sys.stderr)
        return UNREAD
    number = int(line)
    at = [each for each in page.judged if each.place.line <= number <= each.place.line + each.latex.count("\n") + 1]
    if not at:
        lines = ", ".join(str(each.place.line) for each in page.judged) or "none"
        print(f"{path}:{line}: no equation that was judged stands here; they begin on lines {lines}", file=sys.stderr)
        for problem in sorted(set(page.problems)):
            print(f"{path}:{problem.place}: {problem.message}", file=sys.stderr)
        return UNREAD
    judged = at[-1]
    verdict = judged.verdict
    facts = f", {verdict.trials} trials, largest error {scientific(verdict.error)}" if verdict.status == "checked" else ""
    print(f"{path}:{judged.place} {judged.id}" + (f" of {judged.within}" if judged.within else "") + f": {WORDS[verdict.status]}{facts}")
    print(*(f"    {row}" for row in judged.latex.strip("\n").split("\n")), sep="\n")
    if verdict.message:
        print(verdict.message)
    print()
    print(explain(judged.latex, judged.scope, judged.before))
    return {"refuted": FALSE, "error": UNREAD}.get(verdict.status, TRUE)


if __name__ == "__main__":
    sys.exit(main())
