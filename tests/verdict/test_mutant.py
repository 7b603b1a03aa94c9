"""Mutants: every operator with what it makes, and with what it must leave alone."""

import pytest

from geomsan.latex import parse, to_latex
from geomsan.meaning import Function, Matrix, Scalar, Scope, Sequence, Vector, language, smooth
from geomsan.meaning.instance import Instance, View
from geomsan.verdict.change import OPERATORS, Shapes
from geomsan.verdict.claim import read, smallest_size
from geomsan.verdict.mutant import mutants
from geomsan.verdict.sides import terms

SCOPE = Scope().declare(
    dict(
        A=Matrix("n", "n"), B=Matrix("n", "n"), X=Matrix("n", "d"), W=Matrix("d", "m"), V=Matrix("d", "m", tex="V^2"),
        x=Vector("n"), y=Vector("n"), a=Scalar(), c=Scalar(), f=Function(smooth), g=Function(lambda x: (x**2).sum()),
        L=lambda A: (A**2).sum(), u=Sequence(Vector("d"), "r", tex=r"\mathbf{u}^{(t)}"),
    )
)  # fmt: skip


def made(term, kind):
    """What an operator makes of the first side of `term = term`."""
    latex = f"{term} = {term}"
    claim = read(latex, None, SCOPE).claims[0]
    evaluator = language.evaluator(View(Instance(SCOPE, 0, smallest_size(claim))))
    evaluator.claim = claim.chain
    terms(latex, evaluator, claim.chain)
    found = [make() for make in mutants(claim, Shapes(evaluator))[kind]]
    return {to_latex(mutant.claim.chain.terms[0]) for mutant in found if mutant.place == 0}


def printed(*formulas):
    return {to_latex(parse(formula).chains[0].terms[0]) for formula in formulas}


MAKES = [
    ("transpose dropped", r"X^\intercal A", ["XA"]),
    ("transpose dropped", r"(XW)^\top", ["(XW)"]),
    ("transpose added", "AX", [r"A^\intercal X", r"AX^\intercal"]),
    ("transpose added", r"\frac{\partial L}{\partial A}", [r"(\frac{\partial L}{\partial A})^\intercal"]),
    ("factors swapped", "aAX", ["aXA"]),
    ("factors swapped", r"A \otimes B", [r"B \otimes A"]),
    ("factor dropped", "aAX", ["AX", "aX", "aA"]),
    ("factor dropped", r"\frac{a}{c}", ["a"]),
    ("factor dropped", "a f(x)", ["f(x)", "a"]),
    ("sign", "A - B", ["-A - B", "A + B"]),
    ("sign", "AB", ["-AB"]),
    ("term dropped", "A + B - A", ["B - A", "A - A", "A + B"]),
    ("term dropped", "x_1 + x_2 + \\dots + x_n", ["x_2 + \\dots + x_n"]),
    ("index", "a_{ij}", ["a_{ji}"]),
    ("index", "x_i y_j", ["x_j y_j", "x_i y_i"]),
    ("index", r"a_{ij} \delta_{ij}", [r"a_{ji} \delta_{ij}"]),
    ("index", r"a_{ij} x_k \delta_{ij}", [r"a_{ij} x_k \delta_{kj}", r"a_{ij} x_k \delta_{ik}", r"a_{ij} x_i \delta_{ij}"]),
    ("index", r"\frac{\partial L}{\partial a_{ij}}", [r"\frac{\partial L}{\partial a_{ji}}"]),
    ("bound", r"\sum_{i=1}^{n} x_i", [r"\sum_{i=1}^{n-1} x_i", r"\sum_{i=2}^{n} x_i"]),
    ("bound", r"\sum_{i=1}^{3} i", [r"\sum_{i=1}^{2} i", r"\sum_{i=2}^{3} i"]),
    ("constant", "2 a^2", ["3 a^2", "2 a^3"]),
    ("constant", "0.5 a", ["1.5 a"]),
    ("function", r"\sin a", [r"\cos a"]),
    ("function", "f(x)", ["g(x)"]),
    ("function", r"\max(0, a)", [r"\min(0, a)"]),
]

@pytest.mark.parametrize("kind, term, expected", MAKES)
def test_makes(kind, term, expected):
    assert printed(*expected) <= made(term, kind)


LEAVES = [
    ("transpose dropped", "(x_1, \\dots, x_n)^T", "(x_1, \\dots, x_n)"),  # a column, written in a row
    ("transpose added", r"\| A \|", r"\| A^\intercal \|"),
    ("transpose added", r"\operatorname{tr}(A)", r"\operatorname{tr}(A^\intercal)"),
    ("transpose added", "f(A)", r"f(A^\intercal)"),
    ("transpose added", "A I_n", r"A I_n^\intercal"),
    ("transpose added", "a c", r"a^\intercal c"),
    ("transpose added", r"\frac{\partial L}{\partial a_{11}} A", r"(\frac{\partial L}{\partial a_{11}})^\intercal A"),
    ("factors swapped", "a c", "c a"),
    ("factors swapped", "a A", "A a"),
    ("factors swapped", r"x \cdot y", r"y \cdot x"),
    ("factors swapped", r"A \odot B", r"B \odot A"),
    ("factors swapped", "f(x)", "(x)f"),
    ("factors swapped", "A A", "A A"),
    ("factors swapped", "A I_n", "I_n A"),
    ("factor dropped", "f(x)", "(x)"),  # the brackets belong to the function
    ("factor dropped", "f(x)", "f"),
    ("factor dropped", r"1 \cdot a", "a"),
    ("constant", "V^2", "V^3"),  # a declared name
    ("sign", "0", "-0"),
    ("term dropped", "a + 0", "a"),
    ("term dropped", "x_1 + x_2 + \\dots + x_n", "x_1 + \\dots + x_n"),  # the same sum
    ("index", r"a_{ij} \delta_{ij}", r"a_{ij} \delta_{ji}"),
    ("bound", r"\sum_{i} x_i", r"\sum_{i}^{n-1} x_i"),
    ("function", "f(x)", "f(x)"),
]


@pytest.mark.parametrize("kind, term, wrong", LEAVES)
def test_leaves_alone(kind, term, wrong):
    assert not printed(wrong) & made(term, kind)


def test_every_operator_has_both_kinds_of_example():
    assert {kind for kind, _, _ in MAKES} == {kind for kind, _, _ in LEAVES} == set(OPERATORS)


def test_of_an_inequality_the_relation_is_turned():
    """A change that makes it weaker leaves it true."""
    latex = r"\|x + y\| \leq \|x\| + \|y\|"
    claim = read(latex, None, SCOPE).claims[0]
    evaluator = language.evaluator(View(Instance(SCOPE, 0)))
    found = mutants(claim, Shapes(evaluator))
    assert {kind for kind, makers in found.items() if makers} == {"relation"}
    assert found["relation"][0]().claim.chain.relations == ("\\geq",)


def test_what_the_display_before_said_is_not_changed():
    before = read("AB = AB", None, SCOPE)
    claim = read("= (AB)", before.last, SCOPE).claims[0]
    evaluator = language.evaluator(View(Instance(SCOPE, 0)))
    found = mutants(claim, Shapes(evaluator))
    assert found["sign"] and all(make().place == 1 for makers in found.values() for make in makers)
