"""Families: rows and columns of a matrix, and sequences, picked whole by an index."""

import numpy as np
import pytest

from geomsan.meaning import DeclarationError, Matrix, Row, Scalar, Scope, Sequence, Vector
from geomsan.verdict import judge

STEPS = np.cumsum(np.arange(12).reshape(4, 3), axis=0)

SCOPE = Scope().declare(
    dict(
        X=Matrix("n", "d", rows=r"\mathbf{x}_i"), Z=Matrix("d", "m", columns=r"\mathbf{z}_i"),
        A=Matrix("n", "k", rows=r"\mathbf{a}_i^\intercal"), v=Vector("d"), u=Vector("k"),
        h=Sequence(Vector("m"), "T"), c=Sequence(Scalar(positive=True), "T"), p=Sequence(Vector("q"), "R"),
        w=Sequence(values=STEPS, start=0, tex=r"\mathbf{w}^{(t)}"), r=Sequence(Row("m"), "T"),
        g=Sequence(Scalar(), "T", of=lambda c: np.cumsum(c)), L=lambda h: (h**3).sum(), K=lambda X, v: (X @ v) ** 2,
        y=lambda X, Z: X @ Z, N=lambda h: (h**2).sum(axis=1),
    )
)  # fmt: skip

TRUE = [
    r"(X v)_i = \mathbf{x}_i v = v^T \mathbf{x}_i^T",
    r"(Au)_i = \mathbf{a}_i^T u = \mathbf{a}_i \cdot u",
    r"(XZ)_{ij} = \mathbf{x}_i \mathbf{z}_j",
    r"X^T X = \sum_{i=1}^n \mathbf{x}_i^T \mathbf{x}_i, \qquad A^T A = \sum_i \mathbf{a}_i \mathbf{a}_i^T",
    r"X = \begin{pmatrix} \mathbf{x}_1 \\ \mathbf{x}_2 \\ \vdots \\ \mathbf{x}_n \end{pmatrix}",
    r"X = \begin{pmatrix} \mathbf{x}_1 \\ \vdots \\ \mathbf{x}_n \end{pmatrix}, \qquad A^T = \begin{bmatrix} \mathbf{a}_1 & \dots & \mathbf{a}_n \end{bmatrix}",
    r"\mathbf{w}^{(0)} = (0,1,2)^T, \quad \mathbf{w}^{(1)} = (3,5,7)^T",
    r"\mathbf{w}^{(t)} = \mathbf{w}^{(t-1)} + (3t, 3t+1, 3t+2)^T",
    r"\mathbf{w}^{(t+1)} = \mathbf{w}^{(t)} + (3t+3, 3t+4, 3t+5)^T \quad t = 0, \dots, 2",
    r"w^{(t)}_1 = w^{(t-1)}_1 + 3t",
    r"\mathbf{w}^{(t)\top}\mathbf{w}^{(t)} = \|\mathbf{w}^{(t)}\|^2 > \|\mathbf{w}^{(t-1)}\|^2",
    r"g_t = g_{t-1} + c_t = \sum_{s=1}^{t} c_s, \qquad g_T = \sum_t c_t = c_1 + c_2 + \dots + c_T",
    r"\sum_{t=2}^{T} (c_t - c_{t-1}) = \sum_{t=1}^{T-1} (c_{t+1} - c_t) = c_T - c_1",
    r"\frac{\partial L}{\partial h_t} = 3 h_t \odot h_t, \qquad \frac{\partial L}{\partial h_{t,j}} = 3 h_{tj}^2",
    r"\frac{\partial h_s}{\partial h_t} = \delta_{st} I, \qquad \frac{\partial N_s}{\partial h_t} = 2\delta_{st} h_t, \qquad \frac{\partial g_t}{\partial c_t} = 1",
    r"\frac{\partial K_i}{\partial \mathbf{x}_i} = 2(\mathbf{x}_i v) v^T, \qquad \frac{\partial y_{ij}}{\partial \mathbf{z}_j} = \mathbf{x}_i^T",
    r"\sum_t \|h_t\|^2 = \sum_t h_t \cdot h_t, \qquad r_t h_t = \sum_j r_{t,j} h_{t,j}",
]
FALSE = [
    r"(X v)_i = \mathbf{x}_i^T v",
    r"(XZ)_{ij} = \mathbf{x}_j \mathbf{z}_i",
    r"X^T X = \sum_{i=1}^{n-1} \mathbf{x}_i^T \mathbf{x}_i",
    r"A = \begin{pmatrix} \mathbf{a}_1 & \dots & \mathbf{a}_n \end{pmatrix}",
    r"X = \begin{pmatrix} \mathbf{x}_1 \\ \mathbf{x}_1 \\ \vdots \\ \mathbf{x}_n \end{pmatrix}",
    r"\mathbf{w}^{(0)} = (3,5,7)^T",
    r"\mathbf{w}^{(t)} = \mathbf{w}^{(t-1)} + (3t, 3t+1, 3t+1)^T",
    r"\|\mathbf{w}^{(t)}\|^2 < \|\mathbf{w}^{(t-1)}\|^2",
    r"g_t = g_{t-1} + c_{t-1}",
    r"g_t = \sum_{s=1}^{t-1} c_s \quad t = 2, \dots, T",
    r"\frac{\partial L}{\partial h_t} = 3 h_{t-1} \odot h_{t-1}",
    r"\frac{\partial N_s}{\partial h_t} = 2 h_t",
    r"h_{T+1} = h_1",
]
NOT_UNDERSTOOD = [
    r"\frac{\partial g_t}{\partial g_{t-1}} = 0",  # g_t is computed from g_{t-1}, which the array does not tell
    r"\frac{\partial g_T}{\partial g_t} = 0",
    r"h = h + \mathbf{0}",
    r"\|h_t\| \|p_t\| = \|p_t\| \|h_t\|",  # of different length
]


@pytest.mark.parametrize("formula", TRUE)
def test_true(formula):
    verdict = judge(formula, SCOPE)
    assert verdict.status == "checked", verdict.message


@pytest.mark.parametrize("formula", FALSE)
def test_false(formula):
    assert judge(formula, SCOPE).status == "refuted"


@pytest.mark.parametrize("formula", NOT_UNDERSTOOD)
def test_not_understood(formula):
    assert judge(formula, SCOPE).status == "error"


@pytest.mark.parametrize(
    "symbols",
    [
        dict(x=Vector("d"), X=Matrix("n", "d", rows=r"\mathbf{x}_i")),
        dict(Y=Matrix("n", "d", columns="x_i"), X=Matrix("n", "d", rows="x_i")),
        dict(x=Sequence(Vector("d"), "T"), X=Matrix("n", "d", rows="x_i")),
    ],
)
def test_two_readings_of_one_name(symbols):
    with pytest.raises(DeclarationError):
        Scope().declare(symbols)


@pytest.mark.parametrize(
    "make",
    [
        lambda: Sequence(Matrix("n", "d"), "T"), lambda: Sequence(Vector("d")), lambda: Sequence(values=["a"]),
        lambda: Sequence(Vector("d"), "T", values=[1, 2]), lambda: Vector("d", rows="x_i"), lambda: Scope().declare(dict(X=Matrix("n", "d", rows="x"))),
        lambda: Scope().declare(dict(x=Sequence(Scalar(), "T", tex="x_{ij}"))),
    ],
)  # fmt: skip
def test_declarations_that_cannot_be_used(make):
    with pytest.raises(DeclarationError):
        make()


def test_elements_are_drawn_as_declared():
    scope = Scope().declare(dict(y=Sequence(Scalar(signs=True), "n"), u=Sequence(Vector("d", unit=True), "n")))
    assert judge(r"y_i^2 = 1, \qquad \|u_i\| = 1", scope).status == "checked"
    assert judge(r"y_i = 1", scope).status == "refuted"
