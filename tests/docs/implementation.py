"""Which mistakes in the library do the pages catch alone? What `make mutants` runs.

Every line of arithmetic in src/backprop is made wrong in turn: the operands of @ swapped, a .T
dropped, a sign, an operator, an axis, a number or a function changed, a sum left out. The pages that execute the
line are rendered with the wrong one, the cheapest first. One of them has to become red; the tests of the library
do not count here.

    python tests/docs/implementation.py [MODULE …]     e.g. affine softmax; without a name, all of them
"""

import argparse
import ast
import copy
import multiprocessing
import shutil
import signal
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from markdown import Markdown
from markdown_exec import markdown_config
from mkdocs.config import load_config

from geomsan.pages.page import Page

ROOT = Path(__file__).parents[2]
LIBRARY = ROOT / "src" / "backprop"
DOCS = ROOT / "docs"
PATIENCE = 100  # seconds of CPU time for one page, which takes 20 at most

OPERATORS = {ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.Mod: ast.Mult, ast.FloorDiv: ast.Mult}
COMPARISONS = {ast.Gt: ast.Lt, ast.Lt: ast.Gt, ast.GtE: ast.LtE, ast.LtE: ast.GtE}
FUNCTIONS = {"exp": "sin", "log": "exp", "tanh": "sin", "sqrt": "exp", "sign": "abs", "max": "min", "min": "max", "argmax": "argmin"}
REDUCTIONS = {"sum", "mean", "max", "min"}

# Wrong lines that no page can catch, since nothing that a page states depends on them: (module, before, after): why.
# A line is here for a reason that stays true when more pages are written; what only waits for its page is not.
MESSAGE = "only the wording of an error depends on it; tests/backprop/test_perceptron.py reads that"
EXPLAINED = {
    ("perceptron", "largest(x) / np.sqrt(updates)", "largest(x) * np.sqrt(updates)"): MESSAGE,
    ("perceptron", "np.sqrt(updates)", "np.exp(updates)"): MESSAGE,
}


@dataclass(frozen=True)
class Sabotage:
    """One expression of a module made wrong."""

    module: str
    line: int
    end: int
    before: str
    after: str
    source: str

    @property
    def lines(self):
        return {(self.module, line) for line in range(self.line, self.end + 1)}

    def __str__(self):
        return f"{self.module}.py:{self.line}: {self.before} → {self.after}"


def sabotages(path):
    """All sabotages of a module, one for every piece of arithmetic, in the order of its lines."""
    text = path.read_text("utf-8")
    tree = ast.parse(text)
    for node in sorted(arithmetic(tree), key=lambda node: (node.lineno, node.col_offset, -node.end_col_offset)):
        for wrong in wrongs(node):
            before, after = ast.get_source_segment(text, node), ast.unparse(wrong)
            yield Sabotage(path.stem, node.lineno, node.end_lineno, before, after, replaced(text, node, f"({after})" if isinstance(wrong, (ast.BinOp, ast.UnaryOp)) else after))


def arithmetic(tree):
    """The expressions of a module that calculate: not messages, checks of arguments, defaults, annotations."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, (ast.Raise, ast.Assert, ast.JoinedStr, ast.Import, ast.ImportFrom)):
            continue
        if isinstance(node, ast.If) and all(isinstance(each, ast.Raise) for each in node.body):
            waiting += node.orelse  # a check: `if wrong: raise …`
            continue
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            waiting += node.body
            continue
        if isinstance(node, (ast.AugAssign, ast.BinOp, ast.UnaryOp, ast.Compare, ast.Call, ast.Attribute)):
            yield node
        waiting += ast.iter_child_nodes(node)


def wrongs(node):
    """The wrong versions of one node of the tree."""
    wrong = copy.deepcopy(node)
    match node:
        case ast.BinOp(left=left, op=ast.MatMult(), right=right):
            wrong.left, wrong.right = right, left
            yield wrong
        case ast.BinOp(op=ast.Pow(), left=left):
            yield left
        case ast.BinOp(op=op) if type(op) in OPERATORS:
            wrong.op = OPERATORS[type(op)]()
            yield wrong
        case ast.AugAssign(op=op) if type(op) in OPERATORS:
            wrong.op = OPERATORS[type(op)]()
            yield wrong
        case ast.Call(func=ast.Attribute(value=ast.Name(id="np"), attr="transpose"), args=[argument]):
            yield argument
        case ast.UnaryOp(op=ast.USub(), operand=operand) if not isinstance(operand, ast.Constant):
            yield operand
        case ast.Compare(ops=[op]) if type(op) in COMPARISONS:
            wrong.ops = [COMPARISONS[type(op)]()]
            yield wrong
        case ast.Attribute(attr="T", value=value):
            yield value
        case ast.Call(func=ast.Attribute(value=value, attr=name)):
            if name in REDUCTIONS and not (isinstance(value, ast.Name) and value.id == "np"):
                yield value
            if name in FUNCTIONS and isinstance(value, ast.Name) and value.id == "np":
                wrong.func.attr = FUNCTIONS[name]
                yield wrong
            yield from other_axes(node)
    if isinstance(node, ast.BinOp):
        for side in ("left", "right"):
            if isinstance(getattr(node, side), ast.Constant) and isinstance(getattr(node, side).value, (int, float)):
                wrong = copy.deepcopy(node)
                setattr(wrong, side, ast.Constant(getattr(node, side).value + 1))
                yield wrong


def other_axes(node):
    """A call along another axis."""
    for place, keyword in enumerate(node.keywords):
        if keyword.arg == "axis":
            wrong = copy.deepcopy(node)
            wrong.keywords[place].value = ast.Constant(-1 if ast.unparse(keyword.value) == "0" else 0)
            yield wrong


def replaced(text, node, new):
    """The source with one node replaced; offsets in a tree count bytes."""
    lines = text.encode().splitlines(keepends=True)
    start = sum(map(len, lines[: node.lineno - 1])) + node.col_offset
    end = sum(map(len, lines[: node.end_lineno - 1])) + node.end_col_offset
    source = text.encode()
    return (source[:start] + new.encode() + source[end:]).decode()


class Red(BaseException):
    """The first problem of a page: no need to render the rest of it."""


def problem(page):
    """The first problem of a page that the renderer meets, or None."""
    config = load_config(str(ROOT / "mkdocs.yml"))
    # No wrong versions of the formulas: here the code is mutated. And no verdict from before.
    config.mdx_configs["geomsan.pages"] |= {"mutants": False, "cache": ""}
    markdown_config.save(config.markdown_extensions, config.mdx_configs)
    try:
        Markdown(extensions=config.markdown_extensions, extension_configs=config.mdx_configs).convert(page.read_text("utf-8"))
    except Red as red:
        place, message = red.args
        return f"{page.relative_to(ROOT)}:{place}: {message.splitlines()[0]}"
    return None


def _red(page, place, message):
    raise Red(place, message)


def survey(page):
    """A page as it is: its first problem, the seconds that it takes, and the lines of the library that it executes."""
    lines = set()

    def enter(frame, event, argument):
        return step if frame.f_code.co_filename.startswith(str(LIBRARY)) else None

    def step(frame, event, argument):
        lines.add((Path(frame.f_code.co_filename).stem, frame.f_lineno))
        return step

    start = time.process_time()
    sys.settrace(enter)
    try:
        says = problem(page)
    finally:
        sys.settrace(None)
    return page, says, time.process_time() - start, lines


def caught(task):
    """What the first page says that a sabotage makes red; '' if none does. Runs in a process of its own."""
    sabotage, pages = task
    with tempfile.TemporaryDirectory() as folder:
        library = Path(folder) / "backprop"
        shutil.copytree(LIBRARY, library, ignore=shutil.ignore_patterns("__pycache__"))
        (library / f"{sabotage.module}.py").write_text(sabotage.source, "utf-8")
        sys.path.insert(0, folder)
        signal.signal(signal.SIGPROF, _late)
        for page in pages:
            signal.setitimer(signal.ITIMER_PROF, PATIENCE)
            try:
                says = problem(page)
            except Late:
                says = f"{page.relative_to(ROOT)}: does not end"
            finally:
                signal.setitimer(signal.ITIMER_PROF, 0)
            if says:
                return sabotage, pages, says
    return sabotage, pages, ""


class Late(BaseException):
    """A page that takes far too long; no block of it can swallow this."""


def _late(*_):
    raise Late


def main():
    parser = argparse.ArgumentParser(description="The share of the library's wrong lines that the pages catch alone.")
    parser.add_argument("modules", nargs="*", help="by default all")
    modules = parser.parse_args().modules
    start = time.perf_counter()
    Page.report = _red
    with multiprocessing.get_context("fork").Pool(2, maxtasksperchild=1) as pool:
        pages = [page for page in sorted(DOCS.rglob("*.md")) if "backprop" in page.read_text("utf-8")]
        surveys = sorted(pool.map(survey, pages, chunksize=1), key=lambda each: each[2])  # the cheapest page first
        if red := [says for _, says, *_ in surveys if says]:
            sys.exit("These pages are red before anything is sabotaged:\n" + "\n".join(red))
        paths = [path for path in sorted(LIBRARY.glob("*.py")) if not modules or path.stem in modules]
        tasks = [
            (sabotage, [page for page, _, _, lines in surveys if lines & sabotage.lines])
            for path in paths
            for sabotage in sabotages(path)
        ]
        survivors, count = [], 0
        for sabotage, used, says in pool.imap(caught, tasks, chunksize=1):
            count += bool(says)
            print(f"{'caught  ' if says else 'SURVIVED'}  {sabotage}  ·  {says or f'pages that execute it: {len(used)}'}", flush=True)
            if not says:
                survivors.append(sabotage)
    unexplained = []
    print(f"\nThe pages alone caught {count} of {len(tasks)} ({count / max(len(tasks), 1):.0%}) in {time.perf_counter() - start:.0f} s")
    for sabotage in survivors:
        why = EXPLAINED.get((sabotage.module, sabotage.before, sabotage.after))
        if why is None:
            unexplained.append(sabotage)
        print(f"  survived: {sabotage}: {why or 'NOT EXPLAINED'}")
    if stale := set(EXPLAINED) - {(each.module, each.before, each.after) for each in survivors} if not modules else set():
        print("Explained, but caught or gone: " + ", ".join(map(str, sorted(stale))))
    return bool(unexplained or stale)


if __name__ == "__main__":
    sys.exit(main())
