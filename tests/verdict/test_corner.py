"""Inequalities at special values: what random numbers never meet is refuted, and what is true stays true."""

import numpy as np
import pytest

from geomsan.meaning import Function, Matrix, Scalar, Scope, Vector
from geomsan.verdict import judge

SCOPE = Scope().declare(
    dict(
        a=Scalar(), c=Scalar(), t=Scalar(positive=True), m=Scalar(between=(0, 1)), k=Scalar(integer=True), x=Vector("n"), y=Vector("n"),
        p=Vector("n", simplex=True), q=Vector("n", simplex=True), u=Vector("n", unit=True), s=Vector("n", signs=True),
        A=Matrix("n", "n"), P=Matrix("n", "n", definite=True), sigma=Function(lambda z: 1 / (1 + np.exp(-z))),
        D=Scalar(of=lambda p, q: (p * np.log(p / q)).sum()), v=Scalar(of=lambda x: ((x - x.mean()) ** 2).mean()),
    )
)  # fmt: skip


@pytest.mark.parametrize(
    "formula",
    [
        r"\sigma'(a) < \frac{1}{4}", r"a^2 > 0", r"\|x\| > 0", r"x^\top P x > 0", r"v > 0", r"k^2 > k", r"|s_i| < 1", r"u_1 < 1",
        r"D > 0", r"D < 1", r"p_i < \frac{1}{2}", r"\sum_i p_i^2 > \frac{1}{n}", r"-\sum_i p_i \log p_i < \log n",
        r"\log t < t - 1", r"t + \frac{1}{t} > 2", r"e^a > 1 + a", r"a^4 \geq a^2", r"|x^\top y| < \|x\| \|y\|", r"\|x + y\| < \|x\| + \|y\|",
        r"a \geq 0 \iff a > 0", r"a^2 > 0 \iff a > 0", r"ac \neq 0 \iff a \neq 0", r"ac = 0 \implies a = 0", r"a \geq 0 \implies \frac{1}{1 + a} < 1",
    ],
)  # fmt: skip
def test_false_at_special_values_only(formula):
    assert judge(formula, SCOPE).status == "refuted"


@pytest.mark.parametrize(
    "formula",
    [
        r"\sigma'(a) \leq \frac{1}{4}", r"a^2 \geq 0", r"e^a > 0", r"e^a \geq 1 + a", r"\|x\| \geq 0", r"v \geq 0", r"D \geq 0",
        r"0 < p_i < 1", r"0 < m < 1", r"0 < \sigma'(m)", r"s_i^2 > 0", r"|u_i| \leq 1", r"u^\top P u > 0", r"\det P > 0", r"\operatorname{tr}(P) > 0",
        r"\log t < t", r"\log t \leq t - 1", r"\sin t < t", r"t + \frac{1}{t} \geq 2", r"e^t > 1 + t + \frac{t^2}{2}", r"\|x\|_1 \leq \sqrt{n} \|x\|",
        r"x \neq \mathbf{0} \implies \|x\| > 0", r"x \neq \mathbf{0} \implies x^\top P x > 0", r"a \neq c \implies (a - c)^2 > 0",
        r"a > 0 \implies |a| = a", r"a \geq 0 \iff |a| = a", r"A \neq A + I", r"A A^\top \neq A^\top A",
    ],
)  # fmt: skip
def test_true_at_special_values_too(formula):
    assert judge(formula, SCOPE).status == "checked"


def test_the_special_values_are_named():
    message = judge(r"\sigma'(a) < \frac{1}{4}", SCOPE).message
    assert "the two sides are equal" in message and "at a = 0" in message


def test_a_place_without_a_meaning_refutes_nothing():
    assert judge(r"\frac{a}{|a|} \leq 1", SCOPE).status == "checked"
    assert judge(r"\det(A)\, \det(A^{-1}) > 0", SCOPE).status == "checked"


@pytest.mark.parametrize(
    "formula",
    [
        r"a < 10^{6}", r"a^2 \leq 10^{30}", r"k < 1000", r"-a \leq 10^{12}", r"\|x\| < 10^{9}", r"\prod_{j=0}^{40} (a - j + 20) = 0",
        r"\prod_{j=0}^{40} (k - j + 20) = 0", r"n \leq 5", r"n < 100", r"(n - 2)(n - 3)(n - 4)(n - 5) = 0", r"a(n - 2)(n - 3)(n - 4)(n - 5)(n - 6)(n - 7) = 0",
    ],
)  # fmt: skip
def test_true_only_where_random_numbers_come(formula):
    assert judge(formula, SCOPE).status == "refuted"


@pytest.mark.parametrize(
    "formula",
    [
        r"a < a + 1", r"(a + 1)^2 \geq 4a", r"e^{-t} < 1", r"e^a \geq 0", r"t < e^t", r"k^2 \geq k", r"n \geq 2", r"n < n + 1", r"\sum_{j=1}^{n} j = \frac{n(n+1)}{2}",
        r"\sum_{j=1}^{n} 1 \leq n", r"(k + 1)^3 = k^3 + 3k^2 + 3k + 1", r"(a + c)^4 - (a - c)^4 = 8ac(a^2 + c^2)", r"\|x + y\| \leq \|x\| + \|y\|",
        r"A(A + I) = A^2 + A", r"\sqrt{a^2 + 1} > a", r"\frac{1}{1 + a^2} > 0", r"(x^\top y)^2 \leq (x^\top x)(y^\top y)",
    ],
)  # fmt: skip
def test_true_far_away_and_between_whole_numbers_too(formula):
    verdict = judge(formula, SCOPE)
    assert verdict.status == "checked", verdict.message
