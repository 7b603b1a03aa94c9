"""Ranges beside a claim, in every usual way of writing them; indices that a condition keeps inside."""

import numpy as np
import pytest

from geomsan.meaning import Matrix, Scalar, Scope, Sequence, Vector
from geomsan.verdict import judge

SCOPE = Scope().declare(
    dict(
        A=Matrix("n", "n"), x=Vector("n"), y=Vector("n"), a=Scalar(), e=Sequence(Scalar(), "T"), s=Sequence(Scalar(), "T", of=lambda e: np.cumsum(e)),
        w=Vector(3), z=Vector(6), c=lambda w, z: np.array([w @ z[i : i + 3] for i in range(4)]),
        B=Matrix(4, 6, of=lambda w: np.array([[w[j - i] if 0 <= j - i < 3 else 0 * w[0] for j in range(6)] for i in range(4)])),
    )
)  # fmt: skip
STEP = r"s_t = s_{t-1} + e_t"


@pytest.mark.parametrize(
    "beside",
    [
        r", \quad 2 \leq t \leq T", r"\quad (2 \leq t \leq T)", r"\quad (1 < t \leq T)", r", \quad T \geq t \geq 2", r"\quad \text{for } t \in \{2, \dots, T\}",
        r", \quad \forall t \in \{2, 3, \ldots, T\}", r"\quad t = 2, 3, \ldots, T", r"\quad t \in \{2, 3\}",
    ],
)  # fmt: skip
def test_a_range(beside):
    assert judge(STEP + beside, SCOPE).status == "checked"
    assert judge(STEP.replace("e_t", "e_{t-1}") + beside, SCOPE).status == "refuted"
    assert judge(STEP + beside.replace("2", "1").replace("1 <", "0 <"), SCOPE).status != "checked"  # there is no s_0


@pytest.mark.parametrize("beside", [r", \quad i, j = 1, \dots, n-1", r", \quad i, j \in \{1, \dots, n-1\}", r", \quad i = 1, \dots, n-1, \quad j = 1, \dots, n-1"])
def test_a_range_of_two_letters(beside):
    assert judge(r"x_{i+1} + y_{j+1} = y_{j+1} + x_{i+1}" + beside, SCOPE).status == "checked"
    assert judge(r"x_{i+1} + y_{j+1} = y_{j+1} + x_{i+1}" + beside.replace("n-1", "n"), SCOPE).status == "refuted"


def test_a_range_with_a_condition_in_it():
    assert judge(r"(I_n)_{ij} = 0 \quad (1 \leq i < j \leq n)", SCOPE).status == "checked"
    assert judge(r"(I_n)_{ij} = 0 \quad (1 \leq i \leq j \leq n)", SCOPE).status == "refuted"


@pytest.mark.parametrize(
    ("formula", "says"),
    [
        (r"1 \leq i \leq n", "says nothing by itself"), (r"i \in \{1, \dots, n\}", "says nothing by itself"),
        (r"x_i = x_i + y_i - y_i, \quad 1 \leq k \leq n", "stands nowhere in the claim"), (r"a = 2a - a, \quad 0 \leq b \leq 1", "stands nowhere"),
        (r"x_i + y_i = y_i + x_i, \quad i \in \{1, 3\}", r"the relation \in"),
        (r"p(1 - p) = 0, \quad 0 \leq p \leq 1", "p is not declared"), (r"p^2 \leq p, \quad 0 \leq p \leq 1", "p is not declared"),
    ],
)  # fmt: skip
def test_what_is_no_range_of_the_claim(formula, says):
    verdict = judge(formula, SCOPE)
    assert verdict.status == "error" and says in verdict.message


@pytest.mark.parametrize(
    ("formula", "false"),
    [
        (r"c_i = \sum_{j=1}^{3} w_j z_{i+j-1}", r"c_i = \sum_{j=1}^{3} w_j z_{i-j+3}"),
        (r"c = B z", r"c = B \begin{pmatrix} z_2 & z_1 & z_3 & z_4 & z_5 & z_6 \end{pmatrix}^\top"),
        (r"b_{ij} = w_{j-i+1} \quad (i \leq j \leq i + 2)", r"b_{ij} = w_{i-j+3} \quad (i \leq j \leq i + 2)"),
        (
            r"\frac{\partial c_i}{\partial z_j} = \begin{cases} w_{j-i+1} & 1 \leq j - i + 1 \leq 3 \\ 0 & \text{otherwise} \end{cases}",
            r"\frac{\partial c_i}{\partial z_j} = \begin{cases} w_{j-i+1} & 1 \leq j - i + 1 < 3 \\ 0 & \text{otherwise} \end{cases}",
        ),
        (
            r"\sum_{i=1}^{4} a c_i b_{ik} = a \sum_{j=\max(1, k-3)}^{\min(3, k)} w_j c_{k-j+1}",
            r"\sum_{i=1}^{4} a c_i b_{ik} = a \sum_{j=\max(1, k-3)}^{\min(3, k)} w_{4-j} c_{k-j+1}",
        ),
        (
            r"\sum_{i=1}^{4} c_i b_{ik} = \sum_{\substack{1 \leq j \leq 3 \\ 1 \leq k-j+1 \leq 4}} w_j c_{k-j+1}",
            r"\sum_{i=1}^{4} c_i b_{ik} = \sum_{\substack{1 \leq j \leq 3 \\ 1 \leq k-j+1 \leq 3}} w_j c_{k-j+1}",
        ),
    ],
)
def test_indices_under_a_condition(formula, false):
    assert judge(formula, SCOPE).status == "checked"
    assert judge(false, SCOPE).status == "refuted"


@pytest.mark.parametrize(
    "formula",
    [
        r"b_{ij} = w_{j-i+1} \quad (i \leq j \leq i + 3)",
        r"\sum_{i=1}^{4} c_i b_{ik} = \sum_{j=\max(1, k-4)}^{\min(3, k)} w_j c_{k-j+1}",
        r"\sum_{i=1}^{4} c_i b_{ik} = \sum_{\substack{1 \leq j \leq 3 \\ 0 \leq k-j+1 \leq 4}} w_j c_{k-j+1}",
        r"\sum_{i=1}^{4} c_i b_{ik} = \sum_{i=1}^{4} \sum_{j=1}^{3} c_i w_j z_{i+j+k}",
    ],
)
def test_an_entry_that_does_not_exist_is_asked_for(formula):
    verdict = judge(formula, SCOPE)
    assert verdict.status == "refuted" and "outside of" in verdict.message
