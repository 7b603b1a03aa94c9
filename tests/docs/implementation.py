"""Which mistakes in the library do the pages catch alone? What `make mutants` runs.

Every line of arithmetic in src/backprop is made wrong in turn: the operands of @ swapped, a .T
dropped, a sign, an operator, an axis, a number or a function changed, a sum left out. The pages that use the
module are rendered with the wrong line. One of them has to become red; the tests of the library do not count here.

    python tests/docs/implementation.py [MODULE …]     e.g. affine softmax; without a name, all of them
"""

import argparse
import ast
import copy
import multiprocessing
import re
import shutil
import signal
import sys
import tempfile
import time
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from markdown import Markdown
from markdown_exec import markdown_config
from mkdocs.config import load_config

from geomsan.pages.error import PageError

ROOT = Path(__file__).parents[2]
LIBRARY = ROOT / "src" / "backprop"
DOCS = ROOT / "docs"
PATIENCE = 300  # seconds for one page

OPERATORS = {ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.Mod: ast.Mult, ast.FloorDiv: ast.Mult}
COMPARISONS = {ast.Gt: ast.Lt, ast.Lt: ast.Gt, ast.GtE: ast.LtE, ast.LtE: ast.GtE}
FUNCTIONS = {"exp": "sin", "log": "exp", "tanh": "sin", "sqrt": "exp", "sign": "abs", "max": "min", "min": "max", "argmax": "argmin"}
REDUCTIONS = {"sum", "mean", "max", "min"}

# Wrong lines that no page can catch, since nothing that a page states depends on them: (module, before, after): why.
# A line is here for a reason that stays true when more pages are written; what only waits for its page is not.
EXPLAINED = {}


@dataclass(frozen=True)
class Sabotage:
    """One expression of a module made wrong."""

    module: str
    line: int
    before: str
    after: str
    source: str

    def __str__(self):
        return f"{self.module}.py:{self.line}: {self.before} → {self.after}"


def sabotages(path):
    """All sabotages of a module, one for every piece of arithmetic, in the order of its lines."""
    text = path.read_text("utf-8")
    tree = ast.parse(text)
    for node in sorted(arithmetic(tree), key=lambda node: (node.lineno, node.col_offset, -node.end_col_offset)):
        for wrong in wrongs(node):
            before, after = ast.get_source_segment(text, node), ast.unparse(wrong)
            yield Sabotage(path.stem, node.lineno, before, after, replaced(text, node, f"({after})" if isinstance(wrong, (ast.BinOp, ast.UnaryOp)) else after))


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


def uses():
    """For every module of the library, the pages that use it, directly before indirectly."""
    needs = {path.stem: set(re.findall(r"from backprop\.(\w+) import", path.read_text("utf-8"))) for path in LIBRARY.glob("*.py")}
    exported = dict(re.findall(r"from backprop\.(\w+) import (.*)", (LIBRARY / "__init__.py").read_text("utf-8")))
    home = {name.strip(): module for module, names in exported.items() for name in names.strip("()").split(",")}
    found = defaultdict(dict)
    for page in sorted(DOCS.rglob("*.md")):
        names = re.findall(r"^from backprop import (.*)$", page.read_text("utf-8"), re.M)
        direct = {home[name.strip()] for line in names for name in line.strip("()").split(",")}
        near, waiting = set(), [*direct]
        while waiting:
            if (module := waiting.pop()) not in near:
                near.add(module)
                waiting += needs[module]
        for module in near:
            found[module][page] = module not in direct
    return {module: sorted(pages, key=lambda page, pages=pages: (pages[page], page.stat().st_size)) for module, pages in found.items()}


def problem(page):
    """The first problem of a page as the renderer finds it, or None."""
    config = load_config(str(ROOT / "mkdocs.yml"))
    config.mdx_configs["geomsan.pages"]["mutants"] = False  # those of the formulas; here the code is mutated
    markdown_config.save(config.markdown_extensions, config.mdx_configs)
    try:
        Markdown(extensions=config.markdown_extensions, extension_configs=config.mdx_configs).convert(page.read_text("utf-8"))
    except PageError as error:
        first = error.problems[0]
        return f"{page.relative_to(ROOT)}:{first.place}: {first.message.splitlines()[0]}"
    return None


def caught(task):
    """What the first page says that a sabotage makes red; '' if none does. Runs in a process of its own."""
    sabotage, pages = task
    with tempfile.TemporaryDirectory() as folder:
        library = Path(folder) / "backprop"
        shutil.copytree(LIBRARY, library, ignore=shutil.ignore_patterns("__pycache__"))
        (library / f"{sabotage.module}.py").write_text(sabotage.source, "utf-8")
        sys.path.insert(0, folder)
        signal.signal(signal.SIGALRM, _late)
        for page in pages:
            signal.alarm(PATIENCE)
            try:
                says = problem(page)
            except TimeoutError:
                says = f"{page.relative_to(ROOT)}: does not end"
            finally:
                signal.alarm(0)
            if says:
                return sabotage, says
    return sabotage, ""


def _late(*_):
    raise TimeoutError


def main():
    parser = argparse.ArgumentParser(description="The share of the library's wrong lines that the pages catch alone.")
    parser.add_argument("modules", nargs="*", help="by default all")
    modules = parser.parse_args().modules
    start, pages = time.perf_counter(), uses()
    used = {page for each in pages.values() for page in each}
    if red := [says for page in sorted(used) if (says := problem(page))]:
        sys.exit("These pages are red before anything is sabotaged:\n" + "\n".join(red))
    paths = [path for path in sorted(LIBRARY.glob("*.py")) if not modules or path.stem in modules]
    tasks = [(sabotage, pages.get(sabotage.module, [])) for path in paths for sabotage in sabotages(path)]
    survivors, count = [], 0
    with multiprocessing.get_context("fork").Pool(2, maxtasksperchild=1) as pool:
        for sabotage, says in pool.imap(caught, tasks, chunksize=1):
            count += bool(says)
            print(f"{'caught  ' if says else 'SURVIVED'}  {sabotage}{'  ·  ' + says if says else ''}", flush=True)
            if not says:
                survivors.append(sabotage)
    unexplained = []
    print(f"\nThe pages alone caught {count} of {len(tasks)} ({count / max(len(tasks), 1):.0%}) in {time.perf_counter() - start:.0f} s")
    for sabotage in survivors:
        why = EXPLAINED.get((sabotage.module, sabotage.before, sabotage.after))
        if why is None and not pages.get(sabotage.module):
            why = "no page uses this module yet"
        if why is None:
            unexplained.append(sabotage)
        print(f"  survived: {sabotage}: {why or 'NOT EXPLAINED'}")
    if stale := set(EXPLAINED) - {(each.module, each.before, each.after) for each in survivors} if not modules else set():
        print("Explained, but caught or gone: " + ", ".join(map(str, sorted(stale))))
    return bool(unexplained or stale)


if __name__ == "__main__":
    sys.exit(main())
