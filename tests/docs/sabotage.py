"""Wrong lines of the library: every piece of arithmetic in it, made wrong in one place.

The operands of @ are swapped, a .T dropped, a sign, an operator, an axis, a number or a function changed, a sum left out.
"""

import ast
import copy
from dataclasses import dataclass

ARITHMETIC = (ast.AugAssign, ast.BinOp, ast.UnaryOp, ast.Compare, ast.Call, ast.Attribute)
OPERATORS = {ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.Mod: ast.Mult, ast.FloorDiv: ast.Mult}
COMPARISONS = {ast.Gt: ast.Lt, ast.Lt: ast.Gt, ast.GtE: ast.LtE, ast.LtE: ast.GtE}
FUNCTIONS = {"exp": "sin", "log": "exp", "tanh": "sin", "sqrt": "exp", "sign": "abs", "max": "min", "min": "max", "argmax": "argmin"}
REDUCTIONS = {"sum", "mean", "max", "min"}


@dataclass(frozen=True)
class Sabotage:
    """One expression of a module made wrong."""

    module: str
    place: tuple
    before: str
    after: str
    source: str

    def __str__(self):
        return f"{self.module}.py:{self.place[0]}: {self.before} → {self.after}"


def place_of(node):
    """Where an expression stands in its module: the line first."""
    return node.lineno, node.col_offset, node.end_lineno, node.end_col_offset


class Instrumented(ast.NodeTransformer):
    """A module that says which of its arithmetic is executed: `e` becomes `_executed(module, place) or e`."""

    def __init__(self, module, tree):
        self.module = module
        self.places = {place_of(node) for node in arithmetic(tree) if any(True for _ in wrongs(node))}

    def generic_visit(self, node):
        place = place_of(node) if hasattr(node, "col_offset") else None
        node = super().generic_visit(node)
        if place not in self.places or not isinstance(node, ARITHMETIC):
            return node
        if isinstance(node, ast.AugAssign):
            node.value = self._said(place, node.value)
            return node
        return self._said(place, node)

    def _said(self, place, node):
        says = ast.parse(f"_executed({self.module!r}, {place!r})", mode="eval").body
        return ast.BoolOp(ast.Or(), [says, node])


def instrumented(path, name):
    """The source of a module that imports `_executed` from the module ``name``, and calls it before all of its arithmetic."""
    tree = ast.parse(path.read_text("utf-8"))
    body = Instrumented(path.stem, tree).visit(tree).body
    first = next((n for n, each in enumerate(body) if not (isinstance(each, ast.Expr) or isinstance(each, ast.ImportFrom) and each.module == "__future__")), len(body))
    body.insert(first, ast.ImportFrom(name, [ast.alias("_executed")], 0))
    return ast.unparse(ast.fix_missing_locations(tree))


def sabotages(path):
    """All sabotages of a module, one for every piece of arithmetic, in the order of its lines."""
    text = path.read_text("utf-8")
    tree = ast.parse(text)
    for node in sorted(arithmetic(tree), key=lambda node: (node.lineno, node.col_offset, -node.end_col_offset)):
        for wrong in wrongs(node):
            before, after = ast.get_source_segment(text, node), ast.unparse(wrong)
            yield Sabotage(path.stem, place_of(node), before, after, replaced(text, node, f"({after})" if isinstance(wrong, (ast.BinOp, ast.UnaryOp)) else after))


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
        if isinstance(node, ARITHMETIC):
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
