"""Trials side by side say what they say one by one."""

import re

import numpy as np
import pytest

from geomsan import Function, Layer, Matrix, Scalar, Small, Vector
from geomsan.meaning import language
from geomsan.meaning.differentiate import numeric
from geomsan.meaning.instance import ABREAST, Instance, View
from geomsan.meaning.scope import Scope
from geomsan.verdict import judge, trial

SCOPE = Scope().declare(
    dict(
        x=Scalar(), v=Vector("n"), A=Matrix("n", "m"),
        y=lambda x: np.where(x.real > 1.8, x + 1, x), z=lambda v, A: v @ A, r=lambda v: np.where(v.real > 0, v, 0 * v),
        L=Function(lambda u: np.sum(np.sin(u) * np.arange(1, u.size + 1))), l=lambda L, r: L(r),
    )
)
COUNT = 7


@pytest.mark.parametrize("name", ["x", "v", "A", "y", "z", "r", "l"])
def test_instances_side_by_side_are_those_one_by_one(name):
    together = Instance(SCOPE, ABREAST, count=COUNT)
    alone = [Instance(SCOPE, ABREAST + 2 * place) for place in range(COUNT)]
    assert all(each.sizes == together.sizes for each in alone)
    values = together.value(name).data
    assert values.shape[0] == COUNT
    for place, each in enumerate(alone):
        np.testing.assert_array_equal(values[place : place + 1], each.value(name).data)


@pytest.mark.parametrize("of, by", [("z", "v"), ("z", "A"), ("r", "v"), ("l", "v"), ("y", "x")])
def test_so_are_their_derivatives(of, by):
    evaluator = language.evaluator(View(Instance(SCOPE, ABREAST, count=COUNT)))
    evaluator.new_axis()
    together = numeric(evaluator, of, by)
    for place in range(COUNT):
        alone = numeric(language.evaluator(View(Instance(SCOPE, ABREAST + 2 * place))), of, by)
        np.testing.assert_allclose(together.data[place : place + 1], alone.data, atol=8 * (together.error + alone.error))


def test_a_branch_that_few_numbers_reach_is_found_and_named(monkeypatch):
    verdict = judge("y = x", SCOPE)
    assert verdict.status == "refuted"
    left, right = map(float, re.search(r"([\d.]+) against ([\d.]+),", verdict.message).groups())
    assert right > 1.8 and left == pytest.approx(right + 1, rel=1e-5)
    monkeypatch.setattr(trial, "CODE_TRIALS", trial.TRIALS)
    monkeypatch.setattr(trial, "NUMBERS", trial.TRIALS)
    assert judge("y = x", SCOPE).status == "checked"  # the first trials do not see it


def test_a_branch_of_a_backward_pass_is_found_too(monkeypatch):
    def twice(x):
        return 2 * x, lambda dy: np.where(x > 1.8, dy, 2 * dy)

    scope = Scope().declare(dict(x=Scalar(), y=Layer(twice), l=Function(np.sin), L=lambda l, y: l(y)))
    derivative = r"\frac{\partial L}{\partial x} = 2 \frac{\partial L}{\partial y}"
    assert "the formula and the code differ" in judge(derivative, scope).message
    monkeypatch.setattr(trial, "NUMBERS", trial.TRIALS)
    assert judge(derivative, scope).status == "checked"  # the first trials do not see it


def test_what_holds_in_every_branch_is_checked():
    verdict = judge("y - x = (y - x)^2", SCOPE)
    assert verdict.status == "checked" and verdict.trials == 40


def test_gradients_cross_kinks_side_by_side(monkeypatch):
    one_by_one = []
    monkeypatch.setattr(trial.Trials, "one", lambda self, draw, ask=trial.Trials.one: one_by_one.append(draw) or ask(self, draw))
    assert judge(r"\frac{\partial l}{\partial v_i} = \frac{\partial l}{\partial r_i} \frac{\partial r_i}{\partial v_i}", SCOPE).status == "checked"
    assert len(one_by_one) == trial.TRIALS
    assert judge(r"\frac{\partial l}{\partial v_i} = \frac{\partial l}{\partial r_i}", SCOPE).status == "refuted"


def test_what_cannot_stand_side_by_side_is_tried_one_by_one():
    scope = Scope().declare(
        dict(A=Matrix("n", "n"), x=Vector("n"), F=Function(of=lambda A: lambda u: A @ u), y=lambda F, x: F(x), t=lambda F, x: F(F(x)))
    )
    verdict = judge("t = A A x, y = A x", scope)
    assert verdict.status == "checked" and verdict.trials >= trial.CODE_TRIALS
    assert judge("t = A x", scope).status == "refuted"


def test_numbers_without_chance_need_no_forty_trials():
    scope = Scope().declare(dict(a=3.0, b=lambda a: a + 1, c=Scalar(), d=lambda c: c + 1))
    assert judge("b = 4", scope).trials == trial.TRIALS
    assert judge("d = c + 1", scope).trials == trial.ONE_SIDED_TRIALS
    assert judge("b = 5", scope).status == "refuted"


def test_a_remainder_that_rounding_hides_decides_nothing():
    scope = Scope().declare(dict(x=Scalar(between=(np.pi / 2 - 1e-9, np.pi / 2 + 1e-9)), h=Small()))
    third = r"8 \left( \sin\left(x + \frac{h}{2}\right) - \sin\left(x - \frac{h}{2}\right) \right) \simeq 8h \cos x"
    assert judge(third, scope).status != "refuted"
    assert judge(third, scope.declare(dict(x=Scalar(), h=Small()))).status == "checked"
    assert judge(third.replace("8h", "7h"), scope.declare(dict(x=Scalar(), h=Small()))).status == "refuted"


def test_where_large_numbers_blur_a_strict_inequality_ordinary_ones_may_refute_it():
    scope = Scope().declare(dict(x=Scalar(), t=lambda x: np.tanh(x)))
    assert "declare the range" in judge("t < 1", scope).message
    assert judge("t < 1/2", scope).status == "refuted"


def test_for_what_is_said_to_be_false_a_counterexample_is_looked_for_longer():
    scope = Scope().declare(dict(v=Vector(6), y=lambda v: v.sum() + (v.real > 2.9).any()))
    rare = r"y = \sum_{i=1}^{6} v_i"
    assert judge(rare, scope).status == "checked"  # one instance in ninety shows it, none of the first
    assert judge("% 검산: 거짓\n" + rare, scope).status == "false"
    assert judge("% 검산: 거짓\n y \\geq y", scope).status != "false"
