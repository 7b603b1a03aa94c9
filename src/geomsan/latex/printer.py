"""Syntax tree → LaTeX, as a good author would write it.

What comes out parses to the same tree. A tree that no LaTeX could mean, as a sum that is a
factor, is printed with the round brackets that keep its meaning: these brackets are then in
the tree that is read back, and nothing else is different.

Nodes have a level; a node in a place that needs a higher one is put in brackets:
chain (0) · sum (1) · product, big operator, function without brackets (2) · factor (3).
"""

from __future__ import annotations

import re

from .binding import (
    CHAIN,
    FACTOR,
    PRODUCT,
    SUM,
    is_bare,
    is_factor,
    is_nearer,
    is_variable,
    level,
    merge,
    reach,
    reads_plainly,
    splits,
    takes_primes,
)  # fmt: skip
from .number import runs_together
from .tree import (
    At,
    Big,
    Call,
    Cases,
    Chain,
    Derivative,
    Display,
    Dots,
    Empty,
    Fence,
    Fraction,
    Group,
    Matrix,
    Name,
    Node,
    Number,
    Product,
    Root,
    Script,
    Sum,
)  # fmt: skip
from .vocabulary import ALSO_CALLS, CALLS

STYLES = {
    **{"bf": "\\mathbf", "vec": "\\vec", "cal": "\\mathcal", "sf": "\\mathsf", "rm": "\\mathrm", "it": "\\mathit"},
    **{"underline": "\\underline", "bb": "\\mathbb", "frak": "\\mathfrak", "scr": "\\mathscr", "tt": "\\mathtt"},
}
FENCES = {
    **{"(": "()", "[": "[]", "{": ("\\{", "\\}"), "|": "||", "‖": ("\\|", "\\|")},
    **{"<": ("\\langle ", " \\rangle"), "⌊": ("\\lfloor ", " \\rfloor"), "⌈": ("\\lceil ", " \\rceil")},
}
TALL = re.compile(r"\\(?:frac|sum|prod|begin)(?![A-Za-z])|\\m(?:ax|in)_")
THOUSANDS = re.compile(r",(?=[0-9]{3}(?![0-9]))")
OPENING = ("(", "[", "\\left(", "\\left[")
SPELLED_CALL = re.compile(r"[a-z]{2,}(?:\\left)?\(")  # a letter before it would hide it
COMMAND = re.compile(r"\\[A-Za-z]+$")


def to_latex(node: Node) -> str:
    """Print a syntax tree.

    Parameters
    ----------
    node : Node
        Any node; its spans do not matter.

    Returns
    -------
    str
        LaTeX that `parse` reads as the same tree, but for round brackets where the tree
        could not be written without.
    """
    return PRINTERS[type(node)](node)


def _at(lowest: int, node: Node) -> str:
    """A node in a place that needs a level."""
    return _bracketed(node) if level(node) < lowest else to_latex(node)


def _bracketed(node: Node) -> str:
    return _enclosed("(", to_latex(node))


def _enclosed(fence: str, text: str) -> str:
    left, right = FENCES[fence]
    if TALL.search(text) or "|" in text and fence in "|‖":
        return f"\\left{left.strip()} {text} \\right{right.strip()}"
    return left + text + right


def _joined(left: str, right: str) -> str:
    """Two pieces side by side, with a space where TeX needs one."""
    return f"{left} {right}" if COMMAND.search(left) and right[:1].isalpha() else left + right


# -- names and scripts ----------------------------------------------------------------------


def _name(node: Name) -> str:
    text = node.letter
    if "_" in text:
        text = "\\text{" + text.replace("_", "\\_") + "}"
    elif node.style == "bf" and text.startswith("\\"):
        text = f"\\boldsymbol{{{text}}}"
    elif node.style or len(text) > 1 and not text.startswith("\\"):
        text = f"{STYLES[node.style or 'rm']}{{{text}}}"
    for accent in node.accents:
        text = f"{accent}{{{text}}}"
    return text


def _script(node: Script) -> str:
    base = to_latex(node.base)
    if isinstance(node.base, Script):
        if is_nearer(node):
            return base + _marks((), False, node.sup, node.primes) + _marks(node.sub, node.commas, None, 0)
        base = _bracketed(node.base)
    elif level(node.base) < FACTOR or isinstance(node.base, (At, Cases)):
        base = _bracketed(node.base)
    return base + _marks(node.sub, node.commas, node.sup, node.primes)


def _marks(sub: tuple[Node, ...], commas: bool, sup: Node | None, primes: int) -> str:
    """Primes, subscript and superscript."""
    dashes = "'" * primes
    if sup is None:
        return dashes + _raised("_", _items(sub, commas))
    inner = _bracketed(sup) if takes_primes(sup, primes) else _at(SUM, sup)
    return _raised("_", _items(sub, commas)) + (f"^{{{inner}{dashes}}}" if primes else _raised("^", inner))


def _raised(mark: str, text: str) -> str:
    if not text:
        return ""
    return mark + text if len(text) == 1 or re.fullmatch(r"\\[A-Za-z]+", text) else f"{mark}{{{text}}}"


def _items(items: tuple[Node, ...], commas: bool) -> str:
    """The items of a subscript; without commas each is one letter, digit or factor."""
    if commas:
        text = ",".join(map(to_latex, items)) + ("," if len(items) == 1 else "")
        return THOUSANDS.sub(", ", text)
    close = not any(isinstance(item, (Group, Call)) for item in items)  # tr(A) would be a function
    text = ""
    for place, item in enumerate(items):
        bracketed = splits(item, len(items) == 1, place == len(items) - 1) or place and merge(items[place - 1], item)
        printed = _bracketed(item) if bracketed else to_latex(item)
        text = _joined(text, printed) if close else f"{text} {printed}".strip()
    return text


# -- terms ----------------------------------------------------------------------------------


def _sum(node: Sum) -> str:
    text = ""
    for sign, term in zip(node.signs, node.terms, strict=True):
        printed = _at(PRODUCT, term)
        text = f"{text} {sign} {printed}" if text else _joined(sign, printed)
    return text


def _product(node: Product) -> str:
    text = ""
    for place, printed in enumerate(_factors(node)):
        before = node.operators[place - 1] if place else ""
        if before:
            text += f"/{printed}" if before == "/" else f" {before} {printed}"
        elif not place or isinstance(node.factors[place - 1], Number) or printed.startswith(OPENING):
            text += printed
        else:
            text += f" {printed}"
    return text


def _factors(node: Product) -> list[str]:
    """The factors of a product, from the last one on: what stands behind one decides its brackets."""
    printed: list[str] = []
    following: Node | None = None
    operators = ("+", *node.operators, "")
    for place in reversed(range(len(node.factors))):
        factor, before = node.factors[place], operators[place]
        plain = is_factor(factor, operators[place + 1], following)
        plain &= bool(before) or not runs_together(node.factors[place - 1], factor)
        printed.append(to_latex(factor) if plain else _bracketed(factor))
        following = factor if plain else Group((factor,))
    return printed[::-1]


def _fraction(node: Fraction) -> str:
    below = _at(SUM, node.denominator) if reads_plainly(node) else _bracketed(node.denominator)
    return f"\\frac{{{_at(SUM, node.numerator)}}}{{{below}}}"


def _derivative(node: Derivative) -> str:
    order = f"^{len(node.by)}" if len(node.by) > 1 else ""
    above = node.d + order
    if not node.operator:
        juxtaposed = isinstance(node.of, Product) and not any(node.of.operators)
        above = _of(above, to_latex(node.of) if juxtaposed or reach(node.of) else _at(FACTOR, node.of))
    fractional = f"\\frac{{{above}}}{{{_variables(node)}}}"
    if not node.operator:
        return fractional
    body = _at(PRODUCT, node.of)
    return fractional + (body if body.startswith(OPENING) else f" {body}")


def _variables(node: Derivative) -> str:
    """Below a derivative: `\\partial x^2` for twice the same variable in a row."""
    pieces: list[str] = []
    place = 0
    while place < len(node.by):
        variable, times = node.by[place], 1
        scripted = isinstance(variable, Script) and variable.sup is not None
        while not scripted and not isinstance(variable, Product) and node.by[place + 1 :][:times] == (variable,) * times:
            times += 1
        place += times
        printed = to_latex(variable) if is_variable(variable, node) else _bracketed(variable)
        pieces.append(_of(node.d, printed + (f"^{times}" if times > 1 else "")))
    return " ".join(pieces)


def _of(d: str, text: str) -> str:
    """`dx`, `\\partial x`, `\\partial \\mathbf{x}`."""
    return d + text if text[:1] == "(" or d == "d" and not SPELLED_CALL.match(text) else f"{d} {text}"


def _root(node: Root) -> str:
    degree = "" if node.degree is None else _at(SUM, node.degree)
    degree = f"[{{{degree}}}]" if "]" in degree else f"[{degree}]" if degree else ""
    return f"\\sqrt{degree}{{{_at(SUM, node.body)}}}"


# -- functions and ranges -------------------------------------------------------------------


def _call(node: Call) -> str:
    marks = _marks(node.sub, False, node.sup, node.primes)
    opened = isinstance(node.argument, Group) or isinstance(node.argument, Fence) and node.argument.kind not in "|‖"
    argument = to_latex(node.argument)
    if not isinstance(node.argument, (Group, Fence)) and not is_bare(node.argument):
        argument, opened = _bracketed(node.argument), True
    if node.spelled and not marks and argument.startswith(OPENING):
        return node.function + argument
    named = node.function in CALLS.values() or node.function in ALSO_CALLS and opened and not marks
    name = f"\\{node.function}" if named else "\\operatorname{" + node.function.replace("_", "\\_") + "}"
    return name + marks + (argument if opened else f" {argument}")


def _big(node: Big) -> str:
    text = f"\\{node.operator}"
    if node.index:
        below = _items(node.index, len(node.index) > 1)
        text += f"_{{{below}={_at(SUM, node.lower)}}}" if node.lower is not None else _raised("_", below)
    if node.upper is not None:
        text += f"^{{{_at(SUM, node.upper)}}}"
    body = _at(PRODUCT, node.body)
    return f"{text} {{{body}}}" if text[1:] in ALSO_CALLS else f"{text} {body}"


# -- brackets, matrices, chains -------------------------------------------------------------


def _group(node: Group) -> str:
    text = ", ".join(map(to_latex, node.items))
    alone = node.items[0] if len(node.items) == 1 else None
    listed = isinstance(alone, Product) and any(isinstance(factor, Dots) for factor in alone.factors)
    return _enclosed(node.fence, f"({text})" if listed and node.fence == "[" else text)


def _fence(node: Fence) -> str:
    lowest = SUM if node.kind in "|‖" else CHAIN
    return _enclosed(node.kind, ", ".join(_at(lowest, item) for item in node.items))


def _at_place(node: At) -> str:
    places = ", ".join(map(to_latex, node.places))
    return f"\\left. {_at(SUM, node.body)} \\right|_{{{places}}}"


def _matrix(node: Matrix) -> str:
    rows = []
    for row in node.rows:
        cells = ["" if isinstance(cell, Empty) and len(row) > 1 else to_latex(cell) for cell in row]
        rows.append(" & ".join(cells))
    return _environment(node.environment, rows)


def _cases(node: Cases) -> str:
    rows = []
    for value, condition in zip(node.values, node.conditions, strict=True):
        rows.append(f"{to_latex(value)} & " + ("\\text{otherwise}" if condition is None else to_latex(condition)))
    return _environment("cases", rows)


def _environment(name: str, rows: list[str]) -> str:
    return f"\\begin{{{name}}} " + " \\\\ ".join(rows) + f" \\end{{{name}}}"


def _chain(node: Chain) -> str:
    first, *others = node.terms
    text = "" if isinstance(first, Empty) and others else _at(SUM, first)
    for relation, term in zip(node.relations, others, strict=True):
        text = f"{text} {relation} {_at(SUM, term)}"
    return f"{node.link} {text.strip()}".strip()


def _display(node: Display) -> str:
    return ", \\quad ".join(map(to_latex, node.chains))


PRINTERS = {
    Number: lambda node: node.text,
    Name: _name,
    Script: _script,
    Group: _group,
    Fence: _fence,
    Product: _product,
    Sum: _sum,
    Fraction: _fraction,
    Derivative: _derivative,
    Root: _root,
    Call: _call,
    Big: _big,
    At: _at_place,
    Matrix: _matrix,
    Cases: _cases,
    Dots: lambda node: node.kind,
    Empty: lambda node: "{}",
    Chain: _chain,
    Display: _display,
}
