"""Instances: what they depend on, and what they share."""

import numpy as np

from geomsan.meaning import Function, Matrix, Scalar, Scope, Vector
from geomsan.meaning.instance import Instance
from geomsan.verdict import judge


def test_claims_of_one_scope_share_what_is_computed():
    runs = []
    scope = Scope().declare(dict(X=Matrix("n", "d"), Y=lambda X: runs.append(1) or 2 * X))
    judge(r"Y = 2X", scope)
    before = len(runs)
    judge(r"Y + X = 3X", scope)
    assert before and len(runs) == before
    judge(r"Y + X = 3X", scope.anew())
    assert len(runs) > before


def test_an_instance_does_not_depend_on_what_was_judged_before():
    symbols = dict(X=Matrix("n", "d"), x=Vector("d"), Y=lambda X: 2 * X)
    one, other = Scope().declare(symbols), Scope().declare(symbols)
    judge(r"Yx = 2Xx", one)
    for trial in range(3):
        first, second = Instance(one, trial), Instance(other, trial)
        assert first.sizes == second.sizes
        assert np.array_equal(second.value("Y").data, first.value("Y").data)
        assert first.draws.keys() == second.draws.keys() == {"X"}  # of this claim, not of those before


def test_another_declaration_of_a_symbol_is_another_instance():
    scope = Scope().declare(dict(a=Scalar(), b=lambda a: 2 * a))
    assert judge("b = 2a", scope).status == "checked"
    assert judge("b = 2a", scope.declare(dict(b=lambda a: 3 * a))).status == "refuted"
    assert judge("b = 3a", scope.declare(dict(b=lambda a: 3 * a))).status == "checked"


def test_what_a_function_is_made_from_carries_its_error_into_the_values():
    scope = Scope().declare(dict(a=Scalar(), c=lambda a: np.sin(a), f=Function(of=lambda c: lambda t: 1e6 * c * t), t=Scalar()))
    instance = Instance(scope, 0)
    inexact, t = instance.value("c"), instance.value("t")
    assert instance.value("f").apply(t).error > 1e5 * inexact.error * abs(float(t.data.flat[0]))
