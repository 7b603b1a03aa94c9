r"""Expansions: a true one passes and a false one is refuted, whatever instances their text happens to seed."""

import numpy as np
import pytest

from geomsan.meaning import Function, Scalar, Scope, Small, Vector, smooth
from geomsan.verdict import judge

SCOPE = Scope().declare(
    dict(
        L=Function(smooth), w=Vector("d"), D=Small(Vector("d")), v=Vector("d", of=lambda w, D: w + D), h=Small(), x=Scalar(),
        f=Function(lambda x: np.exp(0.5 * x) * np.sin(x)),
    )
)  # fmt: skip
SPACES = range(8)  # the formula's text seeds its instances


@pytest.mark.parametrize(
    "formula",
    [r"L(w + D) \simeq L(w) + D^T \nabla L(w)", r"L(v) - L(w) \simeq (v - w)^T \nabla L(w)", r"f(x + h) \simeq f(x) + f'(x)h", r"f(x + h) \simeq f(x)"],
)
def test_true_expansions(formula):
    assert {judge(formula + r"\," * spaces, SCOPE).status for spaces in SPACES} == {"checked"}


@pytest.mark.parametrize(
    "formula",
    [
        r"L(w + D) \simeq L(w) + 1.01 D^T \nabla L(w)", r"L(v) - L(w) \simeq (w - v)^T \nabla L(w)", r"L(w + D) \simeq L(w) + D^T \nabla L(w) + D^T D",
        r"f(x + h) \simeq f(x) + 0.999f'(x)h", r"f(x + h) \simeq f(x) + f'(x)h + 0.501f''(x)h^2", r"f(x + h) \simeq f'(x)h", r"L(v) \simeq 1.001 L(w)",
    ],
)  # fmt: skip
def test_false_expansions(formula):
    assert {judge(formula + r"\," * spaces, SCOPE).status for spaces in SPACES} == {"refuted"}


def test_an_expansion_needs_an_increment():
    assert judge(r"L(w) \simeq L(w) + w^T \nabla L(w)", SCOPE).status == "error"
