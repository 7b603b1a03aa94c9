"""How a display was understood: its tree in words, its symbols, and one instance with the values of every term."""

from __future__ import annotations

import numpy as np

from ..latex import LatexError, to_latex
from ..latex.tree import (
    At,
    Big,
    Call,
    Cases,
    Chain,
    Derivative,
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
    is_transpose,
)
from ..meaning import language
from ..meaning.declaration import Function
from ..meaning.instance import Instance, View
from ..meaning.scope import Scope
from ..meaning.shape import UNNAMED, shape
from ..meaning.value import AXES, MeaningError
from .claim import Claim, is_polynomial, read, smallest_size
from .judge import Verdict
from .range import bind
from .report import Refuted, sizes
from .sides import Carried, sides

FENCES = {"|": "absolute value or determinant of", "‖": "norm of", "<": "inner product of", "⌊": "floor of", "⌈": "ceiling of"}


def explain(latex: str, scope: Scope, before: Verdict | None = None) -> str:
    """Say how a display is understood under a scope.

    Parameters
    ----------
    latex : str
    scope : Scope
        The symbols declared before the display.
    before : Verdict, optional
        That of the display before, which this one may go on from.
    """
    try:
        reading = read(latex, before.last if before else None, scope)
    except LatexError as error:
        return f"not understood: {error.message}"
    if not reading.claims:
        return "notation: it states nothing, so nothing is executed"
    parts = []
    for claim in reading.claims:
        parts += ["Read as", *_chain(claim.chain, scope, 1), "", *_symbols(claim, scope), "", *_instance(latex, claim, scope), ""]
    return "\n".join(parts).rstrip()


def _chain(chain: Chain, scope: Scope, depth: int) -> list[str]:
    lines = []
    for number, term in enumerate(chain.terms):
        if number:
            lines.append("  " * depth + chain.relations[number - 1])
        if number == 0 and chain.carried:
            lines.append("  " * depth + "(the end of the display before)")
        lines += words(term, scope, depth + (len(chain.terms) > 1))
    return lines


def words(node: Node, scope: Scope, depth: int = 0) -> list[str]:
    """A tree in words, a node a line, what belongs to it further in."""
    indent = "  " * depth
    if isinstance(node, (Name, Script)) and (found := scope.find(node)):
        what = f"{found.declaration.name}"
        if found.member:
            what = f"a member of {what}"
        elif found.items:
            what = f"an entry of {what}"
        if isinstance(found.declaration, Function):
            what = f"the function {what}"
        if is_transpose(found.sup):
            what = f"the transpose of {what}"
        elif found.sup is not None:
            what += " to a power"
        return [f"{indent}{what}: {to_latex(node)}"]
    inner = [line for child in node.children() for line in words(child, scope, depth + 1)]
    match node:
        case Number(text):
            return [f"{indent}the number {text}"]
        case Name():
            return [f"{indent}{to_latex(node)}"]
        case Script(sup=sup) if is_transpose(sup):
            return [f"{indent}the transpose of", *words(node.base, scope, depth + 1)]
        case Script(sup=None):
            return [f"{indent}an entry or a part: {to_latex(node)}"]
        case Script():
            title = "a power: the base, and its exponent"
        case Group():
            return words(node.items[0], scope, depth) if len(node.items) == 1 else [f"{indent}a list of", *inner]
        case Chain():
            return _chain(node, scope, depth)
        case Fence(kind=kind):
            title = FENCES.get(kind, "a bracket around")
        case Product():
            return _product(node, scope, depth)
        case Sum(terms=(term,), signs=("-",)):
            return [f"{indent}minus", *words(term, scope, depth + 1)]
        case Sum(terms=parts, signs=signs):
            lines = [f"{indent}the sum of"]
            for sign, part in zip(signs, parts, strict=True):
                first, *rest = words(part, scope, depth + 1)
                lines += [f"{'  ' * (depth + 1)}{sign or '+'} {first.strip()}", *rest]
            return lines
        case Fraction():
            title = "the quotient of"
        case Derivative(d=d):
            by = ", ".join(map(to_latex, node.by))
            through = "the partial derivative" if d == "\\partial" else "the derivative"
            return [f"{indent}{through} by {by} of", *words(node.of, scope, depth + 1)]
        case Root():
            title = "the root of"
        case Call(function=function):
            return [f"{indent}{function.lstrip(chr(92))} of", *words(node.argument, scope, depth + 1)]
        case Big(operator=operator):
            bounds = [to_latex(each) for each in (node.lower, node.upper) if each is not None]
            over = ", ".join(map(to_latex, node.index)) + (f" from {' to '.join(bounds)}" if bounds else "")
            return [f"{indent}the {operator.lstrip(chr(92))} over {over} of", *words(node.body, scope, depth + 1)]
        case Matrix(rows=rows):
            return [f"{indent}a matrix as written: {len(rows)} lines of {len(rows[0])} cells"]
        case Cases():
            title = "cases"
        case At():
            title = "with these values put in:"
        case Dots():
            return [f"{indent}and so on"]
        case Empty():
            return [f"{indent}(empty)"]
        case _:
            title = type(node).__name__.lower()
    return [indent + title, *inner]


def _product(product: Product, scope: Scope, depth: int) -> list[str]:
    """Its factors; a function takes the bracket behind it, and ∇ what stands behind it."""
    shown = {each for each in product.operators if each}
    title = "the product of" + (f" ({' '.join(sorted(shown))})" if shown else "")
    factors = list(zip(product.factors, (*product.operators, None), strict=True))
    parts = []
    while factors:
        factor, operator = factors.pop(0)
        taken = [factor]
        while factors and operator == "" and _takes(taken[-1], factors[0][0], scope):
            factor, operator = factors.pop(0)
            taken.append(factor)
        parts.append(taken)
    if len(parts) == 1:
        return _application(parts[0], scope, depth)
    return ["  " * depth + title, *(line for part in parts for line in _application(part, scope, depth + 1))]


def _takes(node: Node, following: Node, scope: Scope) -> bool:
    if _is_nabla(node):
        return True
    found = scope.find(node) if isinstance(node, (Name, Script)) else None
    bracket = following.base if isinstance(following, Script) else following
    return bool(found) and isinstance(found.declaration, Function) and isinstance(bracket, Group)


def _is_nabla(node: Node) -> bool:
    return (node.base if isinstance(node, Script) else node) == Name("\\nabla")


def _application(nodes: list[Node], scope: Scope, depth: int) -> list[str]:
    first, *rest = nodes
    if not rest:
        return words(first, scope, depth)
    if isinstance(rest[0], Script) and not _is_nabla(first):  # f(x)^2 is the square of the value
        bracket, sup = rest[0].base, rest[0].sup
        title = "the transpose of" if is_transpose(sup) else "an entry or a part of" if sup is None else "a power: the base, and its exponent"
        exponent = [] if sup is None or is_transpose(sup) else words(sup, scope, depth + 1)
        return ["  " * depth + title, *_application([first, bracket], scope, depth + 1), *exponent]
    if not _is_nabla(first):
        return [f"{'  ' * depth}the value of {to_latex(first)} at", *words(rest[0], scope, depth + 1)]
    by = f" by {', '.join(map(to_latex, first.sub))}" if isinstance(first, Script) and first.sub else ""
    what = "Hessian" if isinstance(first, Script) and first.sup is not None else "gradient"
    return [f"{'  ' * depth}the {what}{by} of", *_application(rest, scope, depth + 1)]


def _symbols(claim: Claim, scope: Scope) -> list[str]:
    named = {}
    for chain in (claim.chain, *claim.hypothesis):
        for node in chain.walk():
            if isinstance(node, (Name, Script)) and (found := scope.find(node)):
                named[found.declaration.name] = found.declaration
    waiting = list(named)
    while waiting:  # what they are computed from
        for argument in scope[waiting.pop()].arguments:
            if argument not in named:
                named[argument] = scope[argument]
                waiting.append(argument)
    rows = [(declaration.tex or name, _shape(scope, name), declaration) for name, declaration in named.items()]
    width = max((len(row[0]) for row in rows), default=0)
    lines = ["Symbols"]
    for tex, size, declaration in rows:
        computed = f", computed from {', '.join(declaration.arguments)}" if declaration.arguments else ""
        about = f"  {declaration.about}" if declaration.about else ""
        lines.append(f"  {tex:{width}}  {size}{computed}{about}")
    return lines


def _shape(scope: Scope, name: str) -> str:
    try:
        found = shape(scope, name)
    except Exception as error:  # its code fails: the instance below says so too
        return f"of no shape ({error})"
    if found is None:
        return "a function"
    return " × ".join("?" if each == UNNAMED else str(each) for each in found) or "a scalar"


def _instance(latex: str, claim: Claim, scope: Scope) -> list[str]:
    chain = claim.chain
    instance = Instance(scope, 0, smallest_size(claim), is_polynomial(chain, scope))
    evaluator = language.evaluator(View(instance))
    evaluator.claim = chain
    lines = [f"One instance, {sizes(instance)}"]
    try:
        bind(evaluator, claim)
        values, _ = sides(latex, evaluator, claim)
    except (LatexError, MeaningError, Refuted, Carried) as error:
        return [*lines, f"  it has no value: {error}"]
    for number, value in enumerate(values):
        if number:
            lines.append(f"  {chain.relations[number - 1]}")
        data = value.data
        places = [f"{each.letter}={each.start}" for each in evaluator.bindings.values() if data.shape[each.axis] > 1]
        at = f" at {', '.join(places)}" if places else ""
        first = np.real(data[(0,) * AXES])
        shown = np.array2string(first, precision=6, suppress_small=True, threshold=60, separator=", ", prefix="    ")
        lines += [f"  {value.described()}{at}", f"    {shown}"]
    return lines
