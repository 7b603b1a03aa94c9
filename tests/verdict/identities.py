r"""The derivative identities of matrix calculus, as textbooks and reference cards print them.

`IDENTITIES` is the table. A line of it is the number or the name of an identity, the identity,
and behind each ✗ a wrong right side: what is written by somebody who drops a transpose, a factor 2
or a sign, or swaps two factors. The LaTeX is the source's, with these adaptations only: bold type
is left out, for style does not change a symbol; what a source calls a function of x is declared as
one; a letter that a source uses both as an index and as a dimension, or for two things, is renamed.

Sources
-------
MC
    Petersen & Pedersen, The Matrix Cookbook, version of November 15, 2012: equation numbers.
W
    Wikipedia, "Matrix calculus", section "Identities": the table and the layout.
MN
    Magnus & Neudecker, Matrix Differential Calculus with Applications, 3rd edition, 2019: chapters.
PRML
    Bishop, Pattern Recognition and Machine Learning, 2006: equation numbers.
MML
    Deisenroth, Faisal & Ong, Mathematics for Machine Learning, 2020: equation numbers.
BV
    Boyd & Vandenberghe, Convex Optimization, 2004: sections.
Minka
    Minka, Old and New Matrix Algebra Useful for Statistics, 2000: its rules for differentials.
Barnes
    Barnes, Matrix Differentiation (and some other stuff), 2006.
PH
    Parr & Howard, The Matrix Calculus You Need For Deep Learning, 2018: sections.
MRM
    Brookes, The Matrix Reference Manual: its page on matrix calculus.
"""

from dataclasses import dataclass

import numpy as np

from geomsan.meaning import Function, Matrix, Scalar, Scope, Vector, smooth


@dataclass(frozen=True)
class Identity:
    """One identity: where it is printed, under which declarations, what it says, how it goes wrong."""

    id: str
    source: str
    scope: Scope
    true: str
    false: tuple[str, ...]


def identities(source, given, text, layout="denominator"):
    """The identities of one source that share their declarations."""
    scope = Scope().declare(given, layout=layout)
    lines = []
    for line in text.strip("\n").split("\n"):
        if line.startswith(" "):
            lines[-1] += line
        else:
            lines.append(line)
    return [_identity(source, scope, line) for line in lines]


def _identity(source, scope, line):
    number, body = line.split(maxsplit=1)
    true, *wrong = (" ".join(part.split()) for part in body.split("✗"))
    left = true.rpartition(" = ")[0]
    name = f"{source} {number}"
    return Identity(name.replace(" ", "-"), name, scope, true, tuple(f"{left} = {each}" for each in wrong))


def softmax(z):
    e = np.exp(z)
    return e / e.sum()


def exponential(X):
    """e^X: the Taylor series of X/16, squared four times."""
    total = term = np.eye(len(X))
    for order in range(1, 24):
        term = term @ X / (16 * order)
        total = total + term
    for _ in range(4):
        total = total @ total
    return total


def sine(X):
    """The matrix sine: X − X³/3! + …"""
    return _alternating(X, X, 1)


def cosine(X):
    """The matrix cosine: I − X²/2! + …"""
    return _alternating(X, np.eye(len(X)), 0)


def _alternating(X, term, order):
    total = term
    for each in range(order, order + 80, 2):
        term = -term @ X @ X / ((each + 1) * (each + 2))
        total = total + term
    return total


def pseudoinverse(X):
    """Of a matrix of full column rank."""
    return np.linalg.inv(X.T @ X) @ X.T


def commutation(n, q):
    """The permutation with K vec(X) = vec(X^T) for X of n×q."""
    return np.eye(n * q).reshape(q, n, n * q).transpose(1, 0, 2).reshape(n * q, n * q)


def square(*names):
    return {name: Matrix("n", "n") for name in names}


def vectors(size, *names):
    return {name: Vector(size) for name in names}


SYMMETRIC = Matrix("n", "n", symmetric=True)
DEFINITE = Matrix("n", "n", of=lambda R: R @ R.T + np.eye(len(R)))
FIXED = Matrix("n", "n", constant=True)
WHOLE = Scalar(integer=True, positive=True)

# Matrices and vectors that are functions of numbers x and y.
OF_A_NUMBER = dict(
    square("P", "Q", "R"), **vectors("n", "p", "q"), x=Scalar(), y=Scalar(), a=Scalar(),
    A=Matrix("r", "n"), B=Matrix("n", "s"), S=Matrix("m", "l"), T=Matrix("m", "l"), g=Function(smooth),
    h=Function(np.tanh), U=lambda x, y, P, Q, R: P + np.sin(x) * Q + x * y * R, V=lambda x, Q, R: np.exp(x) * Q @ R,
    W=lambda x, S, T: S + x**3 * T, u=lambda x, p, q: x**2 * p + np.cos(x + q), v=lambda x, p: np.sin(x * p),
    L=lambda g, U: g(U), l=lambda g, u: g(u), f=lambda h, u: h(u),
)  # fmt: skip

# Numbers s, t and vectors u, v that are functions of a vector x.
OF_A_VECTOR = dict(
    **vectors("n", "x", "e"), a=Vector("m"), A=Matrix("p", "m"), M=Matrix("m", "m"), c=Scalar(), F=Matrix("m", "n"),
    u=lambda F, x: np.sin(F @ x), v=lambda F, x: np.exp(0.3 * F @ x) + x.sum() ** 2,
    s=lambda e, x: np.sin(e @ x), t=lambda x: (x**3).sum(), k=lambda s: np.exp(s), h=Function(np.tanh),
    q=lambda h, u: h(u),
)  # fmt: skip

IDENTITIES = [
    *identities("MC", dict(square("X", "A", "B"), **vectors("n", "a", "b"), k=WHOLE), r"""
49   \frac{\partial \det(X)}{\partial X} = \det(X)(X^{-1})^T   ✗ \det(X)X^{-1}   ✗ (X^{-1})^T
51   \frac{\partial \det(AXB)}{\partial X} = \det(AXB)(X^{-1})^T = \det(AXB)(X^T)^{-1}
     ✗ \det(AXB)X^{-1}   ✗ \det(AXB)B^T(X^T)^{-1}A^T
52   \frac{\partial \det(X^TAX)}{\partial X} = 2\det(X^TAX)X^{-T}   ✗ \det(X^TAX)X^{-T}   ✗ 2\det(X^TAX)X^{-1}
57   \frac{\partial \ln|\det(X)|}{\partial X} = (X^{-1})^T = (X^T)^{-1}   ✗ X^{-1}   ✗ -(X^T)^{-1}
58   \frac{\partial \det(X^k)}{\partial X} = k\det(X^k)X^{-T}   ✗ k\det(X^{k-1})X^{-T}   ✗ \det(X^k)X^{-T}
61   \frac{\partial a^TX^{-1}b}{\partial X} = -X^{-T}ab^TX^{-T}
     ✗ X^{-T}ab^TX^{-T}   ✗ -X^{-T}ba^TX^{-T}   ✗ -X^{-1}ab^TX^{-1}
62   \frac{\partial \det(X^{-1})}{\partial X} = -\det(X^{-1})(X^{-1})^T
     ✗ \det(X^{-1})(X^{-1})^T   ✗ -\det(X)(X^{-1})^T
63   \frac{\partial \operatorname{Tr}(AX^{-1}B)}{\partial X} = -(X^{-1}BAX^{-1})^T
     ✗ -X^{-1}BAX^{-1}   ✗ -(X^{-1}ABX^{-1})^T
64   \frac{\partial \operatorname{Tr}((X+A)^{-1})}{\partial X} = -((X+A)^{-1}(X+A)^{-1})^T
     ✗ -(X+A)^{-1}(X+A)^{-1}   ✗ -((X+A)^{-1})^T
91   \frac{\partial}{\partial X} a^TX^kb = \sum_{r=0}^{k-1} (X^r)^T ab^T (X^{k-1-r})^T
     ✗ \sum_{r=0}^{k-1} X^r ab^T X^{k-1-r}   ✗ \sum_{r=0}^{k-1} (X^r)^T ba^T (X^{k-1-r})^T
105  \frac{\partial}{\partial X}\operatorname{Tr}(A\otimes X) = \operatorname{Tr}(A)I   ✗ A^T   ✗ I
106  \frac{\partial}{\partial X}\operatorname{Tr}(X^2) = 2X^T   ✗ 2X   ✗ X^T
107  \frac{\partial}{\partial X}\operatorname{Tr}(X^2B) = (XB+BX)^T   ✗ XB+BX   ✗ 2(XB)^T
114  \frac{\partial}{\partial X}\operatorname{Tr}(AXBX) = A^TX^TB^T+B^TX^TA^T   ✗ 2A^TX^TB^T   ✗ AXB+BXA
120  \frac{\partial}{\partial X}\operatorname{Tr}(X\otimes X)
     = \frac{\partial}{\partial X}\operatorname{Tr}(X)\operatorname{Tr}(X) = 2\operatorname{Tr}(X)I
     ✗ \operatorname{Tr}(X)I   ✗ 2X^T
121  \frac{\partial}{\partial X}\operatorname{Tr}(X^k) = k(X^{k-1})^T   ✗ kX^{k-1}   ✗ k(X^k)^T
122  \frac{\partial}{\partial X}\operatorname{Tr}(AX^k) = \sum_{r=0}^{k-1} (X^r A X^{k-r-1})^T
     ✗ \sum_{r=0}^{k-1} X^r A X^{k-r-1}   ✗ k(AX^{k-1})^T
124  \frac{\partial}{\partial X}\operatorname{Tr}(AX^{-1}B) = -(X^{-1}BAX^{-1})^T = -X^{-T}A^TB^TX^{-T}
     ✗ -X^{-T}B^TA^TX^{-T}   ✗ X^{-T}A^TB^TX^{-T}
"""),
    *identities("MC", dict(X=Matrix("n", 2), A=Matrix("n", "n"), S=SYMMETRIC,
                           Y=Matrix(2, "n", of=pseudoinverse, tex="X^+")), r"""
53   \frac{\partial \det(X^TSX)}{\partial X} = 2\det(X^TSX)SX(X^TSX)^{-1}
     ✗ \det(X^TSX)SX(X^TSX)^{-1}   ✗ 2SX(X^TSX)^{-1}
54   \frac{\partial \det(X^TAX)}{\partial X} = \det(X^TAX)(AX(X^TAX)^{-1}+A^TX(X^TA^TX)^{-1})
     ✗ 2\det(X^TAX)AX(X^TAX)^{-1}   ✗ \det(X^TAX)(AX(X^TAX)^{-1}+A^TX(X^TAX)^{-1})
55   \frac{\partial \ln\det(X^TX)}{\partial X} = 2(X^+)^T   ✗ (X^+)^T   ✗ 2X(X^TX)^{-2}
"""),
    *identities("MC", dict(A=Matrix("n", "n"), W=lambda A: np.linalg.inv(A), J=lambda W: smooth(W)), r"""
§2.2 \frac{\partial J}{\partial A} = -A^{-T}\frac{\partial J}{\partial W}A^{-T}
     ✗ A^{-T}\frac{\partial J}{\partial W}A^{-T}   ✗ -A^{-1}\frac{\partial J}{\partial W}A^{-1}
"""),
    *identities("MC", dict(square("X", "A"), sin=Function(sine), cos=Function(cosine)), r"""
50   \sum_k \frac{\partial \det(X)}{\partial X_{ik}} X_{jk} = \delta_{ij}\det(X)   ✗ \det(X)   ✗ \delta_{ij}
60   \frac{\partial (X^{-1})_{kl}}{\partial X_{ij}} = -(X^{-1})_{ki}(X^{-1})_{jl}
     ✗ (X^{-1})_{ki}(X^{-1})_{jl}   ✗ -(X^{-1})_{kj}(X^{-1})_{il}
99   \frac{\partial}{\partial X}\operatorname{Tr}(X) = I   ✗ X   ✗ 2I
128  \frac{\partial\operatorname{Tr}(\sin(X))}{\partial X} = \cos(X)^T   ✗ \cos(X)   ✗ -\cos(X)^T
"""),
    # -- vectors and forms ------------------------------------------------------------------
    *identities("MC", dict(**vectors("n", "x", "a"), X=Matrix("n", "m"), b=Vector("m"), A=Matrix("n", "n")), r"""
69   \frac{\partial x^Ta}{\partial x} = \frac{\partial a^Tx}{\partial x} = a   ✗ a^T   ✗ 2a
70   \frac{\partial a^TXb}{\partial X} = ab^T   ✗ ba^T   ✗ X
71   \frac{\partial b^TX^Ta}{\partial X} = ab^T   ✗ ba^T   ✗ 2ab^T
72   \frac{\partial a^TAa}{\partial A} = \frac{\partial a^TA^Ta}{\partial A} = aa^T   ✗ a^Ta   ✗ 2aa^T
131  \frac{\partial\|x\|_2^2}{\partial x} = 2x   ✗ x   ✗ 2x^T   ✗ \frac{x}{\|x\|_2}
129  \frac{\partial}{\partial x}\|x-a\|_2 = \frac{x-a}{\|x-a\|_2}   ✗ \frac{a-x}{\|x-a\|_2}   ✗ x-a
130  \frac{\partial}{\partial x}\frac{x-a}{\|x-a\|_2} = \frac{I}{\|x-a\|_2}-\frac{(x-a)(x-a)^T}{\|x-a\|_2^3}
     ✗ \frac{I}{\|x-a\|_2}   ✗ \frac{I}{\|x-a\|_2}-\frac{(x-a)(x-a)^T}{\|x-a\|_2^2}
132  \frac{\partial}{\partial X}\|X\|_F^2 = \frac{\partial}{\partial X}\operatorname{Tr}(XX^T) = 2X
     ✗ X   ✗ 2X^T   ✗ \frac{X}{\|X\|_F}
"""),
    *identities("MC", dict(X=Matrix("p", "q"), A=Matrix("q", "s"), B=Matrix("p", "s"), C=Matrix("p", "p")), r"""
74   \frac{\partial (XA)_{ij}}{\partial X_{mn}} = \delta_{im}(A)_{nj}   ✗ \delta_{in}(A)_{mj}   ✗ (A)_{nj}
75   \frac{\partial (X^TB)_{ij}}{\partial X_{mn}} = \delta_{in}(B)_{mj}   ✗ \delta_{im}(B)_{nj}   ✗ (B)_{mj}
76   \frac{\partial}{\partial X_{ij}}\sum_{klmn}X_{kl}X_{mn} = 2\sum_{kl}X_{kl}   ✗ \sum_{kl}X_{kl}   ✗ 2X_{ij}
79   \frac{\partial (X^TCX)_{kl}}{\partial X_{ij}} = \delta_{lj}(X^TC)_{ki}+\delta_{kj}(CX)_{il}
     ✗ \delta_{lj}(X^TC)_{ki}   ✗ \delta_{lj}(CX)_{il}+\delta_{kj}(X^TC)_{ki}   ✗ \delta_{kj}(X^TC)_{li}+\delta_{kj}(CX)_{il}
"""),
    *identities("MC", dict(X=Matrix("n", "m"), **vectors("m", "b", "c"), e=Vector("n"), D=Matrix("n", "n")), r"""
77   \frac{\partial b^TX^TXc}{\partial X} = X(bc^T+cb^T)   ✗ 2Xbc^T   ✗ (bc^T+cb^T)X
82   \frac{\partial b^TX^TDXc}{\partial X} = D^TXbc^T+DXcb^T   ✗ DXbc^T+D^TXcb^T   ✗ (D+D^T)Xbc^T
83   \frac{\partial}{\partial X}(Xb+e)^TD(Xb+e) = (D+D^T)(Xb+e)b^T   ✗ 2D(Xb+e)b^T   ✗ (D+D^T)(Xb+e)
"""),
    *identities("MC", dict(x=Vector("n"), B=Matrix("m", "n"), b=Vector("m"), C=Matrix("m", "p"), D=Matrix("p", "n"),
                           d=Vector("p"), A=Matrix("n", "n"), c=Vector("n"), f=lambda A, c, x: x @ A @ x + c @ x), r"""
78   \frac{\partial (Bx+b)^TC(Dx+d)}{\partial x} = B^TC(Dx+d)+D^TC^T(Bx+b)
     ✗ B^TC(Dx+d)   ✗ 2B^TC(Dx+d)   ✗ B^TC(Dx+d)+D^TC^TBx
81   \frac{\partial x^TAx}{\partial x} = (A+A^T)x   ✗ 2Ax   ✗ x^T(A+A^T)   ✗ (A+A^T)
97   \nabla_x f = \frac{\partial f}{\partial x} = (A+A^T)x+c   ✗ 2Ax+c   ✗ (A+A^T)x
98   \frac{\partial^2 f}{\partial x\partial x^T} = A+A^T   ✗ 2A   ✗ (A+A^T)x
"""),
    *identities("MC", dict(x=Vector("n"), s=Vector("m"), A=Matrix("n", "m"), W=SYMMETRIC, r=Vector("n")), r"""
84   \frac{\partial}{\partial s}(x-As)^TW(x-As) = -2A^TW(x-As)   ✗ 2A^TW(x-As)   ✗ -A^TW(x-As)   ✗ -2W(x-As)
85   \frac{\partial}{\partial x}(x-r)^TW(x-r) = 2W(x-r)   ✗ W(x-r)   ✗ -2W(x-r)
86   \frac{\partial}{\partial r}(x-r)^TW(x-r) = -2W(x-r)   ✗ 2W(x-r)   ✗ -2W(x+r)
87   \frac{\partial}{\partial x}(x-As)^TW(x-As) = 2W(x-As)   ✗ -2W(x-As)   ✗ 2A^TW(x-As)
88   \frac{\partial}{\partial A}(x-As)^TW(x-As) = -2W(x-As)s^T   ✗ 2W(x-As)s^T   ✗ -2W(x-As)   ✗ -2s(x-As)^TW
"""),
    # The first wrong variant is the Cookbook's own misprint, x^T B B x.
    *identities("MC", dict(x=Vector("n"), A=Matrix("m", "n"), B=Matrix("p", "n")), r"""
95   \frac{\partial}{\partial x}\frac{x^TA^TAx}{x^TB^TBx} = 2\frac{A^TAx}{x^TB^TBx}-2\frac{x^TA^TAxB^TBx}{(x^TB^TBx)^2}
     ✗ 2\frac{A^TAx}{x^TBBx}-2\frac{x^TA^TAxB^TBx}{(x^TB^TBx)^2}   ✗ 2\frac{A^TAx}{x^TB^TBx}   ✗ 2\frac{A^TAx}{2B^TBx}
"""),
    # -- traces -----------------------------------------------------------------------------
    *identities("MC", dict(X=Matrix("n", "m"), A=Matrix("m", "n"), B=Matrix("n", "m"), C=Matrix("p", "n"),
                           D=Matrix("m", "p"), E=Matrix("p", "m"), F=Matrix("n", "p")), r"""
100  \frac{\partial}{\partial X}\operatorname{Tr}(XA) = A^T   ✗ A   ✗ 2A^T
101  \frac{\partial}{\partial X}\operatorname{Tr}(CXD) = C^TD^T   ✗ D^TC^T   ✗ DC   ✗ C^TD
102  \frac{\partial}{\partial X}\operatorname{Tr}(EX^TF) = FE   ✗ EF   ✗ E^TF^T
103  \frac{\partial}{\partial X}\operatorname{Tr}(X^TB) = B   ✗ B^T   ✗ -B
104  \frac{\partial}{\partial X}\operatorname{Tr}(BX^T) = B   ✗ B^T   ✗ X
115  \frac{\partial}{\partial X}\operatorname{Tr}(X^TX) = \frac{\partial}{\partial X}\operatorname{Tr}(XX^T) = 2X
     ✗ X   ✗ 2X^T
119  \frac{\partial}{\partial X}\operatorname{Tr}[(CXD+CF)(CXD+CF)^T] = 2C^T(CXD+CF)D^T
     ✗ C^T(CXD+CF)D^T   ✗ 2(CXD+CF)D^T   ✗ 2C(CXD+CF)D
"""),
    *identities("MC", dict(X=Matrix("n", "m"), B=Matrix("n", "n"), C=Matrix("m", "m"), D=Matrix("m", "p"),
                           P=Matrix("p", "n"), Q=Matrix("n", "p")), r"""
108  \frac{\partial}{\partial X}\operatorname{Tr}(X^TBX) = BX+B^TX   ✗ 2BX   ✗ X(B+B^T)
109  \frac{\partial}{\partial X}\operatorname{Tr}(BXX^T) = BX+B^TX   ✗ 2B^TX   ✗ BX-B^TX
110  \frac{\partial}{\partial X}\operatorname{Tr}(XX^TB) = BX+B^TX   ✗ BX   ✗ 2X
111  \frac{\partial}{\partial X}\operatorname{Tr}(XCX^T) = XC^T+XC   ✗ 2XC   ✗ C^TX+CX
112  \frac{\partial}{\partial X}\operatorname{Tr}(CX^TX) = XC^T+XC   ✗ 2XC^T   ✗ XC
113  \frac{\partial}{\partial X}\operatorname{Tr}(X^TXC) = XC^T+XC   ✗ XC^T-XC   ✗ 2XC
116  \frac{\partial}{\partial X}\operatorname{Tr}(D^TX^TBXD) = B^TXDD^T+BXDD^T   ✗ 2BXDD^T   ✗ B^TXD^TD+BXD^TD
117  \frac{\partial}{\partial X}\operatorname{Tr}[X^TBXC] = BXC+B^TXC^T   ✗ 2BXC   ✗ BXC^T+B^TXC
118  \frac{\partial}{\partial X}\operatorname{Tr}(PXCX^TQ) = P^TQ^TXC^T+QPXC   ✗ 2QPXC   ✗ P^TQ^TXC+QPXC^T
123  \frac{\partial}{\partial X}\operatorname{Tr}[D^TX^TBXX^TBXD] = BXX^TBXDD^T+B^TXDD^TX^TB^TX+BXDD^TX^TBX+B^TXX^TB^TXDD^T
     ✗ BXX^TBXDD^T+B^TXDD^TX^TBX+BXDD^TX^TBX+B^TXX^TB^TXDD^T   ✗ 4BXX^TBXDD^T
"""),
    *identities("MC", dict(X=Matrix("n", 2), B=SYMMETRIC, C=SYMMETRIC, A=Matrix(2, 2)), r"""
125  \frac{\partial}{\partial X}\operatorname{Tr}[(X^TCX)^{-1}A] = -(CX(X^TCX)^{-1})(A+A^T)(X^TCX)^{-1}
     ✗ -2(CX(X^TCX)^{-1})A(X^TCX)^{-1}   ✗ (CX(X^TCX)^{-1})(A+A^T)(X^TCX)^{-1}
126  \frac{\partial}{\partial X}\operatorname{Tr}[(X^TCX)^{-1}(X^TBX)] = -2CX(X^TCX)^{-1}X^TBX(X^TCX)^{-1}+2BX(X^TCX)^{-1}
     ✗ 2BX(X^TCX)^{-1}   ✗ -CX(X^TCX)^{-1}X^TBX(X^TCX)^{-1}+BX(X^TCX)^{-1}
"""),
    *identities("MC", dict(X=Matrix("n", 2), B=SYMMETRIC, C=SYMMETRIC, A=Matrix(2, 2, symmetric=True)), r"""
127  \frac{\partial}{\partial X}\operatorname{Tr}[(A+X^TCX)^{-1}(X^TBX)]
     = -2CX(A+X^TCX)^{-1}X^TBX(A+X^TCX)^{-1}+2BX(A+X^TCX)^{-1}
     ✗ -2CX(X^TCX)^{-1}X^TBX(X^TCX)^{-1}+2BX(X^TCX)^{-1}   ✗ 2BX(A+X^TCX)^{-1}
"""),
    # -- matrices that depend on a number ---------------------------------------------------
    *identities("MC", OF_A_NUMBER, r"""
46   \frac{\partial\det(U)}{\partial x} = \det(U)\operatorname{Tr}[U^{-1}\frac{\partial U}{\partial x}]
     ✗ \operatorname{Tr}[U^{-1}\frac{\partial U}{\partial x}]   ✗ \det(U)\operatorname{Tr}[U\frac{\partial U}{\partial x}]
48   \frac{\partial^2\det(U)}{\partial x^2} = \det(U)\Big[\operatorname{Tr}\Big[U^{-1}\frac{\partial\frac{\partial U}{\partial x}}{\partial x}\Big]
     +\operatorname{Tr}[U^{-1}\frac{\partial U}{\partial x}]\operatorname{Tr}[U^{-1}\frac{\partial U}{\partial x}]
     -\operatorname{Tr}[(U^{-1}\frac{\partial U}{\partial x})(U^{-1}\frac{\partial U}{\partial x})]\Big]
     ✗ \det(U)\Big[\operatorname{Tr}\Big[U^{-1}\frac{\partial\frac{\partial U}{\partial x}}{\partial x}\Big]
     +\operatorname{Tr}[U^{-1}\frac{\partial U}{\partial x}]\operatorname{Tr}[U^{-1}\frac{\partial U}{\partial x}]\Big]
59   \frac{\partial U^{-1}}{\partial x} = -U^{-1}\frac{\partial U}{\partial x}U^{-1}
     ✗ U^{-1}\frac{\partial U}{\partial x}U^{-1}   ✗ -U^{-2}\frac{\partial U}{\partial x}
"""),
    *identities("MC", dict(X=Matrix("p", "q"), A=Matrix("r", "p"), U=lambda A, X: np.sin(A @ X), G=lambda U: smooth(U)), r"""
136  \frac{\partial G}{\partial x_{ij}} = \sum_{k=1}^{r}\sum_{l=1}^{q}\frac{\partial G}{\partial u_{kl}}\frac{\partial u_{kl}}{\partial x_{ij}}
     ✗ \sum_{k=1}^{r}\frac{\partial G}{\partial u_{kj}}\frac{\partial u_{kj}}{\partial x_{ii}}   ✗ \sum_{k=1}^{r-1}\sum_{l=1}^{q}\frac{\partial G}{\partial u_{kl}}\frac{\partial u_{kl}}{\partial x_{ij}}
137  \frac{\partial G}{\partial X_{ij}} = \operatorname{Tr}\Big[\Big(\frac{\partial G}{\partial U}\Big)^T\frac{\partial U}{\partial X_{ij}}\Big]
     ✗ \operatorname{Tr}\Big[\frac{\partial G}{\partial U}\frac{\partial U}{\partial X_{ij}}\Big]
"""),
    # -- Wikipedia: vector by vector --------------------------------------------------------
    *identities("W vector-by-vector numerator", dict(OF_A_VECTOR, G=Matrix("m", "n"), H=Matrix("n", "p")), r"""
x    \frac{\partial x}{\partial x} = I   ✗ 2I   ✗ x
Gx   \frac{\partial Gx}{\partial x} = G   ✗ G^T
xH   \frac{\partial x^TH}{\partial x} = H^T   ✗ H
cu   \frac{\partial cu}{\partial x} = c\frac{\partial u}{\partial x}   ✗ \frac{\partial u}{\partial x}   ✗ c\Big(\frac{\partial u}{\partial x}\Big)^T
sa   \frac{\partial sa}{\partial x} = a\frac{\partial s}{\partial x}   ✗ \frac{\partial s}{\partial x}a   ✗ s\frac{\partial s}{\partial x}
su   \frac{\partial su}{\partial x} = s\frac{\partial u}{\partial x}+u\frac{\partial s}{\partial x}   ✗ s\frac{\partial u}{\partial x}   ✗ s\frac{\partial u}{\partial x}-u\frac{\partial s}{\partial x}
Au   \frac{\partial Au}{\partial x} = A\frac{\partial u}{\partial x}   ✗ \frac{\partial u}{\partial x}A^T   ✗ A
u+v  \frac{\partial (u+v)}{\partial x} = \frac{\partial u}{\partial x}+\frac{\partial v}{\partial x}   ✗ \frac{\partial u}{\partial x}-\frac{\partial v}{\partial x}
h(u) \frac{\partial h(u)}{\partial x} = \frac{\partial h(u)}{\partial u}\frac{\partial u}{\partial x}   ✗ \frac{\partial h(u)}{\partial u}   ✗ \frac{\partial u}{\partial x}
q    \frac{\partial q}{\partial x} = \frac{\partial q}{\partial u}\frac{\partial u}{\partial x}   ✗ \frac{\partial u}{\partial x}\frac{\partial q}{\partial u}
""", layout="numerator"),
    *identities("W vector-by-vector denominator", dict(OF_A_VECTOR, G=Matrix("m", "n"), H=Matrix("n", "p")), r"""
Gx   \frac{\partial Gx}{\partial x} = G^T   ✗ G
xH   \frac{\partial x^TH}{\partial x} = H   ✗ H^T
sa   \frac{\partial sa}{\partial x} = \frac{\partial s}{\partial x}a^T   ✗ a\frac{\partial s}{\partial x}   ✗ a\Big(\frac{\partial s}{\partial x}\Big)^T
su   \frac{\partial su}{\partial x} = s\frac{\partial u}{\partial x}+\frac{\partial s}{\partial x}u^T   ✗ \frac{\partial s}{\partial x}u^T   ✗ s\frac{\partial u}{\partial x}
Au   \frac{\partial Au}{\partial x} = \frac{\partial u}{\partial x}A^T   ✗ A\frac{\partial u}{\partial x}   ✗ \frac{\partial u}{\partial x}A
q    \frac{\partial q}{\partial x} = \frac{\partial u}{\partial x}\frac{\partial q}{\partial u}   ✗ \frac{\partial q}{\partial u}\frac{\partial u}{\partial x}
"""),
    # -- Wikipedia: scalar by vector --------------------------------------------------------
    *identities("W scalar-by-vector numerator", dict(OF_A_VECTOR, **vectors("n", "b", "r"), y=Vector("p"), Q=Matrix("n", "n"),
                                                    S=SYMMETRIC, G=Matrix("p", "n"), H=Matrix("p", "m"), D=Matrix("m", "n")), r"""
st   \frac{\partial st}{\partial x} = s\frac{\partial t}{\partial x}+t\frac{\partial s}{\partial x}   ✗ \frac{\partial s}{\partial x}+\frac{\partial t}{\partial x}   ✗ s\frac{\partial t}{\partial x}-t\frac{\partial s}{\partial x}
k(s) \frac{\partial k}{\partial x} = \frac{\partial k}{\partial s}\frac{\partial s}{\partial x}   ✗ \frac{\partial s}{\partial x}   ✗ s\frac{\partial s}{\partial x}
uv   \frac{\partial (u\cdot v)}{\partial x} = \frac{\partial u^\top v}{\partial x} = u^\top\frac{\partial v}{\partial x}+v^\top\frac{\partial u}{\partial x}
     ✗ u^\top\frac{\partial v}{\partial x}   ✗ u^\top\frac{\partial u}{\partial x}+v^\top\frac{\partial v}{\partial x}
uMv  \frac{\partial (u\cdot Mv)}{\partial x} = \frac{\partial u^\top Mv}{\partial x} = u^\top M\frac{\partial v}{\partial x}+v^\top M^\top\frac{\partial u}{\partial x}
     ✗ u^\top M\frac{\partial v}{\partial x}+v^\top M\frac{\partial u}{\partial x}   ✗ u^\top M\frac{\partial v}{\partial x}
bx   \frac{\partial (b\cdot x)}{\partial x} = \frac{\partial x^\top b}{\partial x} = b^\top   ✗ b   ✗ x^\top
yGx  \frac{\partial y^\top Gx}{\partial x} = y^\top G   ✗ G^\top y   ✗ 2y^\top G
xQx  \frac{\partial x^\top Qx}{\partial x} = x^\top(Q+Q^\top)   ✗ 2x^\top Q   ✗ (Q+Q^\top)x
xSx  \frac{\partial x^\top Sx}{\partial x} = 2x^\top S   ✗ x^\top S   ✗ 2Sx
H    \frac{\partial^2 x^\top Qx}{\partial x\partial x^\top} = Q+Q^\top   ✗ 2Q   ✗ Q
xx   \frac{\partial (x\cdot x)}{\partial x} = \frac{\partial x^\top x}{\partial x} = \frac{\partial\|x\|^2}{\partial x} = 2x^\top   ✗ 2x   ✗ x^\top
au   \frac{\partial (a\cdot u)}{\partial x} = \frac{\partial a^\top u}{\partial x} = a^\top\frac{\partial u}{\partial x}   ✗ \frac{\partial u}{\partial x}a   ✗ u^\top\frac{\partial u}{\partial x}
bxxr \frac{\partial b^\top xx^\top r}{\partial x} = x^\top(br^\top+rb^\top)   ✗ 2x^\top br^\top   ✗ (br^\top+rb^\top)x
Ax+b \frac{\partial (Gx+y)^\top H(Dx+a)}{\partial x} = (Dx+a)^\top H^\top G+(Gx+y)^\top HD
     ✗ (Dx+a)^\top H^\top G   ✗ (Dx+a)^\top HG+(Gx+y)^\top HD
norm \frac{\partial\|x-b\|}{\partial x} = \frac{(x-b)^\top}{\|x-b\|}   ✗ \frac{x-b}{\|x-b\|}   ✗ \frac{(x-b)^\top}{\|x-b\|^2}
""", layout="numerator"),
    *identities("W scalar-by-vector denominator", dict(OF_A_VECTOR, **vectors("n", "b", "r"), y=Vector("p"), S=SYMMETRIC, G=Matrix("p", "n")), r"""
uv   \frac{\partial u^\top v}{\partial x} = \frac{\partial u}{\partial x}v+\frac{\partial v}{\partial x}u
     ✗ \frac{\partial u}{\partial x}v   ✗ \frac{\partial u}{\partial x}u+\frac{\partial v}{\partial x}v
uMv  \frac{\partial u^\top Mv}{\partial x} = \frac{\partial u}{\partial x}Mv+\frac{\partial v}{\partial x}M^\top u
     ✗ \frac{\partial u}{\partial x}Mv+\frac{\partial v}{\partial x}Mu   ✗ \frac{\partial u}{\partial x}M^\top v+\frac{\partial v}{\partial x}Mu
yGx  \frac{\partial y^\top Gx}{\partial x} = G^\top y   ✗ y^\top G   ✗ Gy
xSx  \frac{\partial x^\top Sx}{\partial x} = 2Sx   ✗ Sx   ✗ 2x^\top S
S''  \frac{\partial^2 x^\top Sx}{\partial x\partial x^\top} = 2S   ✗ S   ✗ 2x^\top S
au   \frac{\partial a^\top u}{\partial x} = \frac{\partial u}{\partial x}a   ✗ a^\top\frac{\partial u}{\partial x}   ✗ \frac{\partial u}{\partial x}u
bxxr \frac{\partial b^\top xx^\top r}{\partial x} = (br^\top+rb^\top)x   ✗ 2br^\top x   ✗ x^\top(br^\top+rb^\top)
"""),
    # -- Wikipedia: scalar by matrix --------------------------------------------------------
    *identities("W scalar-by-matrix numerator", dict(square("X", "A", "B", "C"), k=WHOLE, exp=Function(exponential),
                                                    sin=Function(sine), cos=Function(cosine)), r"""
AX      \frac{\partial\operatorname{tr}(AX)}{\partial X} = \frac{\partial\operatorname{tr}(XA)}{\partial X} = A   ✗ A^\top
AXt     \frac{\partial\operatorname{tr}(AX^\top)}{\partial X} = \frac{\partial\operatorname{tr}(X^\top A)}{\partial X} = A^\top   ✗ A
XAX     \frac{\partial\operatorname{tr}(X^\top AX)}{\partial X} = X^\top(A+A^\top)   ✗ (A+A^\top)X   ✗ 2X^\top A
inverse \frac{\partial\operatorname{tr}(X^{-1}A)}{\partial X} = -X^{-1}AX^{-1}   ✗ X^{-1}AX^{-1}   ✗ -X^{-T}A^\top X^{-T}
AXB     \frac{\partial\operatorname{tr}(AXB)}{\partial X} = \frac{\partial\operatorname{tr}(BAX)}{\partial X} = BA   ✗ AB   ✗ A^\top B^\top
AXBXC   \frac{\partial\operatorname{tr}(AXBX^\top C)}{\partial X} = BX^\top CA+B^\top X^\top A^\top C^\top
        ✗ A^\top C^\top XB^\top+CAXB   ✗ BX^\top CA+B^\top X^\top C^\top A^\top
power   \frac{\partial\operatorname{tr}(X^k)}{\partial X} = kX^{k-1}   ✗ k(X^{k-1})^\top   ✗ kX^k
powers  \frac{\partial\operatorname{tr}(AX^k)}{\partial X} = \sum_{i=0}^{k-1}X^iAX^{k-i-1}   ✗ \sum_{i=0}^{k-1}(X^iAX^{k-i-1})^\top   ✗ kAX^{k-1}
exp     \frac{\partial\operatorname{tr}(\exp(X))}{\partial X} = \exp(X)   ✗ \exp(X)^\top   ✗ X\exp(X)
sin     \frac{\partial\operatorname{tr}(\sin(X))}{\partial X} = \cos(X)   ✗ \cos(X)^\top   ✗ -\cos(X)
det     \frac{\partial |X|}{\partial X} = |X|X^{-1}   ✗ |X|(X^{-1})^\top   ✗ X^{-1}
det(AXB) \frac{\partial |AXB|}{\partial X} = |AXB|X^{-1}   ✗ |X|X^{-1}   ✗ |AXB|(X^{-1})^\top
det(X^k) \frac{\partial |X^k|}{\partial X} = k|X^k|X^{-1}   ✗ |X^k|X^{-1}   ✗ k|X^{k-1}|X^{-1}
""", layout="numerator"),
    *identities("W scalar-by-matrix numerator", dict(X=Matrix("m", "n"), a=Vector("m"), **vectors("n", "b", "r"), f=Function(smooth),
                                                    v=lambda X, b, a: X @ b + a, C=Matrix("m", "m"), L=lambda f, v: f(v)), r"""
aXb     \frac{\partial a^\top Xb}{\partial X} = ba^\top   ✗ ab^\top   ✗ 2ba^\top
bXa     \frac{\partial b^\top X^\top a}{\partial X} = ba^\top   ✗ ab^\top
f(Xb+a) \frac{\partial f(Xb+a)}{\partial X} = b\frac{\partial L}{\partial v}   ✗ \frac{\partial L}{\partial v}b   ✗ \frac{\partial L}{\partial v}
square  \frac{\partial (Xb+a)^\top C(Xb+a)}{\partial X} = \Big((C+C^\top)(Xb+a)b^\top\Big)^\top   ✗ (C+C^\top)(Xb+a)b^\top   ✗ \Big(2C(Xb+a)b^\top\Big)^\top
XbCXr   \frac{\partial (Xb)^\top C(Xr)}{\partial X} = \Big(CXrb^\top+C^\top Xbr^\top\Big)^\top   ✗ \Big(C^\top Xrb^\top+CXbr^\top\Big)^\top   ✗ \Big(2CXrb^\top\Big)^\top
""", layout="numerator"),
    *identities("W scalar-by-matrix numerator", dict(X=DEFINITE, R=Matrix("n", "n"), c=Scalar(positive=True)), r"""
lndet   \frac{\partial\ln|cX|}{\partial X} = X^{-1}   ✗ cX^{-1}   ✗ \frac{1}{c}X^{-1}
""", layout="numerator"),
    *identities("W scalar-by-matrix denominator", dict(X=Matrix("m", "n"), a=Vector("m"), b=Vector("n"), f=Function(smooth),
                                                      v=lambda X, b, a: X @ b + a, L=lambda f, v: f(v)), r"""
f(Xb+a) \frac{\partial f(Xb+a)}{\partial X} = \frac{\partial L}{\partial v}b^\top   ✗ b\frac{\partial L}{\partial v}   ✗ \frac{\partial L}{\partial v}
"""),
    # -- Wikipedia: by a number -------------------------------------------------------------
    *identities("W by-scalar", OF_A_NUMBER, r"""
Au      \frac{\partial Au}{\partial x} = A\frac{\partial u}{\partial x}   ✗ A   ✗ Au
ut      \frac{\partial u^\top}{\partial x} = \Big(\frac{\partial u}{\partial x}\Big)^\top   ✗ \frac{\partial u}{\partial x}
Uv      \frac{\partial (Uv)}{\partial x} = \frac{\partial U}{\partial x}v+U\frac{\partial v}{\partial x}   ✗ U\frac{\partial v}{\partial x}   ✗ \frac{\partial U}{\partial x}v-U\frac{\partial v}{\partial x}
h(u)    \frac{\partial f}{\partial x} = \Big(\frac{\partial f}{\partial u}\Big)^\top\frac{\partial u}{\partial x}   ✗ \frac{\partial u}{\partial x}
aU      \frac{\partial aU}{\partial x} = a\frac{\partial U}{\partial x}   ✗ \frac{\partial U}{\partial x}
AUB     \frac{\partial AUB}{\partial x} = A\frac{\partial U}{\partial x}B   ✗ AB\frac{\partial U}{\partial x}   ✗ A\frac{\partial U}{\partial x}
U+V     \frac{\partial (U+V)}{\partial x} = \frac{\partial U}{\partial x}+\frac{\partial V}{\partial x}   ✗ \frac{\partial U}{\partial x}-\frac{\partial V}{\partial x}
UV      \frac{\partial (UV)}{\partial x} = U\frac{\partial V}{\partial x}+\frac{\partial U}{\partial x}V   ✗ U\frac{\partial V}{\partial x}+V\frac{\partial U}{\partial x}   ✗ U\frac{\partial V}{\partial x}
kron    \frac{\partial (U\otimes W)}{\partial x} = U\otimes\frac{\partial W}{\partial x}+\frac{\partial U}{\partial x}\otimes W
        ✗ U\otimes\frac{\partial W}{\partial x}   ✗ U\otimes\frac{\partial W}{\partial x}+W\otimes\frac{\partial U}{\partial x}
circ    \frac{\partial (U\circ V)}{\partial x} = U\circ\frac{\partial V}{\partial x}+\frac{\partial U}{\partial x}\circ V
        ✗ U\circ\frac{\partial V}{\partial x}   ✗ U\frac{\partial V}{\partial x}+\frac{\partial U}{\partial x}V
second  \frac{\partial^2 U^{-1}}{\partial x\partial y} = U^{-1}\Big(\frac{\partial U}{\partial x}U^{-1}\frac{\partial U}{\partial y}
        -\frac{\partial^2 U}{\partial x\partial y}+\frac{\partial U}{\partial y}U^{-1}\frac{\partial U}{\partial x}\Big)U^{-1}
        ✗ U^{-1}\Big(\frac{\partial U}{\partial x}U^{-1}\frac{\partial U}{\partial y}+\frac{\partial U}{\partial y}U^{-1}\frac{\partial U}{\partial x}\Big)U^{-1}
        ✗ U^{-1}\Big(2\frac{\partial U}{\partial x}U^{-1}\frac{\partial U}{\partial y}-\frac{\partial^2 U}{\partial x\partial y}\Big)U^{-1}
uv      \frac{\partial (u\cdot v)}{\partial x} = u\cdot\frac{\partial v}{\partial x}+\frac{\partial u}{\partial x}\cdot v   ✗ u\cdot\frac{\partial v}{\partial x}   ✗ u\cdot\frac{\partial v}{\partial x}-\frac{\partial u}{\partial x}\cdot v
g(u)    \frac{\partial l}{\partial x} = \frac{\partial l}{\partial u}\cdot\frac{\partial u}{\partial x}   ✗ \|\frac{\partial l}{\partial u}\|\|\frac{\partial u}{\partial x}\|
det     \frac{\partial |U|}{\partial x} = |U|\operatorname{tr}\Big(U^{-1}\frac{\partial U}{\partial x}\Big)   ✗ \operatorname{tr}\Big(U^{-1}\frac{\partial U}{\partial x}\Big)   ✗ |U|\operatorname{tr}\Big(\frac{\partial U}{\partial x}\Big)
det''   \frac{\partial^2 |U|}{\partial x^2} = |U|\Big[\operatorname{tr}\Big(U^{-1}\frac{\partial^2 U}{\partial x^2}\Big)+\operatorname{tr}^2\Big(U^{-1}\frac{\partial U}{\partial x}\Big)-\operatorname{tr}\Big(\Big(U^{-1}\frac{\partial U}{\partial x}\Big)^2\Big)\Big]
        ✗ |U|\Big[\operatorname{tr}\Big(U^{-1}\frac{\partial^2 U}{\partial x^2}\Big)+\operatorname{tr}\Big(\Big(U^{-1}\frac{\partial U}{\partial x}\Big)^2\Big)-\operatorname{tr}^2\Big(U^{-1}\frac{\partial U}{\partial x}\Big)\Big]
g(U)    \frac{\partial L}{\partial x} = \operatorname{tr}\Big(\Big(\frac{\partial L}{\partial U}\Big)^\top\frac{\partial U}{\partial x}\Big)   ✗ \operatorname{tr}\Big(\frac{\partial L}{\partial U}\frac{\partial U}{\partial x}\Big)
"""),
    *identities("W by-scalar", dict(x=Scalar(), A=Matrix("n", "n"), exp=Function(exponential)), r"""
exp     \frac{\partial\exp(xA)}{\partial x} = A\exp(xA) = \exp(xA)A   ✗ \exp(xA)   ✗ x\exp(xA)
trexp   \frac{\partial\operatorname{tr}(\exp(xA))}{\partial x} = \operatorname{tr}(A\exp(xA))   ✗ \operatorname{tr}(\exp(xA))   ✗ \operatorname{tr}(A)\operatorname{tr}(\exp(xA))
"""),
    *identities("W by-scalar", dict(x=Scalar(), R=Matrix("n", "n"), Q=Matrix("n", "n"), U=lambda R, Q, x: R @ R.T + np.eye(len(R)) + x * x * Q @ Q.T), r"""
lndet   \frac{\partial\ln|U|}{\partial x} = \operatorname{tr}\Big(U^{-1}\frac{\partial U}{\partial x}\Big)   ✗ |U|\operatorname{tr}\Big(U^{-1}\frac{\partial U}{\partial x}\Big)   ✗ \operatorname{tr}(U^{-1})
"""),
    # -- differentials ----------------------------------------------------------------------
    *identities("W differential", dict(square("X", "Y"), Z=Matrix("m", "p"), A=FIXED, a=Scalar(constant=True), k=WHOLE), r"""
tr      d(\operatorname{tr}(X)) = \operatorname{tr}(dX)   ✗ \operatorname{tr}(X)   ✗ 2\operatorname{tr}(dX)
det     d(|X|) = |X|\operatorname{tr}(X^{-1}dX)   ✗ \operatorname{tr}(X^{-1}dX)   ✗ |X|\operatorname{tr}(X^{-T}dX)
lndet   d(\ln|X^\top X|) = 2\operatorname{tr}(X^{-1}dX)   ✗ \operatorname{tr}(X^{-1}dX)   ✗ 2\operatorname{tr}(X^\top dX)
aX      d(aX) = a\,dX   ✗ dX   ✗ aX
X+Y     d(X+Y) = dX+dY   ✗ dX-dY
XY      d(XY) = (dX)Y+X(dY)   ✗ (dX)Y   ✗ (dX)Y+(dY)X   ✗ Y(dX)+X(dY)
kron    d(X\otimes Z) = (dX)\otimes Z+X\otimes(dZ)   ✗ (dX)\otimes Z   ✗ (dX)\otimes Z-X\otimes(dZ)
circ    d(X\circ Y) = (dX)\circ Y+X\circ(dY)   ✗ X\circ(dY)   ✗ (dX)Y+X(dY)
t       d(X^\top) = (dX)^\top   ✗ dX
inverse d(X^{-1}) = -X^{-1}(dX)X^{-1}   ✗ X^{-1}(dX)X^{-1}   ✗ -X^{-2}dX   ✗ (dX)^{-1}
powers  d(X^k) = \sum_{i=0}^{k-1}X^i(dX)X^{k-i-1}   ✗ kX^{k-1}dX   ✗ \sum_{i=1}^{k-1}X^i(dX)X^{k-i-1}
trAX    d\operatorname{tr}(AX) = \operatorname{tr}(A\,dX)   ✗ \operatorname{tr}(A^\top dX)   ✗ \operatorname{tr}(AX)
"""),
    *identities("MC", dict(square("X", "Y"), alpha=Scalar(constant=True)), r"""
34   \partial(\alpha X) = \alpha\partial X   ✗ \partial X   ✗ \alpha X
37   \partial(XY) = (\partial X)Y+X(\partial Y)   ✗ (\partial X)Y   ✗ (\partial X)Y+(\partial Y)X
40   \partial(X^{-1}) = -X^{-1}(\partial X)X^{-1}   ✗ X^{-1}(\partial X)X^{-1}   ✗ -X^{-2}\partial X
42   \partial(\det(X)) = \det(X)\operatorname{Tr}(X^{-1}\partial X)   ✗ \operatorname{Tr}(X^{-1}\partial X)   ✗ \det(X)\operatorname{Tr}(X\partial X)
44   \partial X^T = (\partial X)^T   ✗ \partial X
"""),
    *identities("Minka", dict(square("X"), **vectors("n", "x", "u", "v"), A=FIXED, B=FIXED), r"""
AXB    \mathrm{d}\operatorname{tr}(AXB) = \operatorname{tr}(BA\,\mathrm{d}X)   ✗ \operatorname{tr}(AB\,\mathrm{d}X)   ✗ \operatorname{tr}(A^\top B^\top\mathrm{d}X)
xAx    \mathrm{d}(x^\top Ax) = x^\top(A+A^\top)\mathrm{d}x   ✗ 2x^\top A\,\mathrm{d}x   ✗ (A+A^\top)x\,\mathrm{d}x
XAX    \mathrm{d}\operatorname{tr}(X^\top AX) = \operatorname{tr}(X^\top(A+A^\top)\mathrm{d}X)
       ✗ \operatorname{tr}((A+A^\top)X\,\mathrm{d}X)   ✗ 2\operatorname{tr}(X^\top A\,\mathrm{d}X)
uv     \mathrm{d}(u^\top v) = (\mathrm{d}u)^\top v+u^\top\mathrm{d}v   ✗ u^\top\mathrm{d}v   ✗ (\mathrm{d}u)^\top v-u^\top\mathrm{d}v
logdet \mathrm{d}\log|X^\top X| = 2\operatorname{tr}(X^{-1}\mathrm{d}X)   ✗ 2\operatorname{tr}(X^{-1})   ✗ \operatorname{tr}(X^{-1}\mathrm{d}X)
"""),
    # -- Magnus & Neudecker: vec and the Jacobian --------------------------------------------
    *identities("MN §9.13", dict(X=Matrix("n", "q"), a=Vector("q"), b=Vector("n"), x=Vector("n"), f=lambda X, a: X @ a,
                                g=lambda X, b: X.T @ b, h=lambda x, b: (x @ x) * b), r"""
Xa   \mathrm{d}f = (a^\top\otimes I_n)\mathrm{d}\operatorname{vec}(X)
     ✗ (I_n\otimes a^\top)\mathrm{d}\operatorname{vec}(X)   ✗ (a\otimes I_n)\mathrm{d}\operatorname{vec}(X)
Xb   \mathrm{d}g = (I_q\otimes b^\top)\mathrm{d}\operatorname{vec}(X)   ✗ (b^\top\otimes I_q)\mathrm{d}\operatorname{vec}(X)
xxb  \mathrm{d}h = 2bx^\top\mathrm{d}x   ✗ bx^\top\mathrm{d}x   ✗ 2xb^\top\mathrm{d}x
"""),
    *identities("MN §9.14", dict(X=Matrix("n", "q"), A=Matrix("m", "n"), B=Matrix("q", "p"), x=Vector("n"),
                                F=lambda A, X, B: A @ X @ B, K_nq=lambda X: commutation(*X.shape)), r"""
Xt   \mathrm{d}\operatorname{vec}(X^\top) = K_{nq}\mathrm{d}\operatorname{vec}(X)   ✗ \mathrm{d}\operatorname{vec}(X)   ✗ K_{nq}^\top\mathrm{d}\operatorname{vec}(X)
xx   \mathrm{d}\operatorname{vec}(xx^\top) = (I_n\otimes x+x\otimes I_n)\mathrm{d}x
     ✗ 2(I_n\otimes x)\mathrm{d}x   ✗ (x\otimes I_n)\mathrm{d}x
AXB  \mathrm{d}\operatorname{vec}(F) = (B^\top\otimes A)\mathrm{d}\operatorname{vec}(X)
     ✗ (A\otimes B^\top)\mathrm{d}\operatorname{vec}(X)   ✗ (B\otimes A)\mathrm{d}\operatorname{vec}(X)
D    \frac{\partial\operatorname{vec}(AXB)}{\partial(\operatorname{vec}(X))^\top} = B^\top\otimes A   ✗ A\otimes B^\top   ✗ B\otimes A
"""),
    *identities("MN §9.14", dict(square("X", "A", "B"), F=lambda A, X, B: A @ np.linalg.inv(X) @ B,
                                G=lambda A, X: X @ A @ X, H=lambda X: X @ X @ X), r"""
inverse   \mathrm{d}\operatorname{vec}(X^{-1}) = -((X^\top)^{-1}\otimes X^{-1})\mathrm{d}\operatorname{vec}(X)
          ✗ ((X^\top)^{-1}\otimes X^{-1})\mathrm{d}\operatorname{vec}(X)   ✗ -(X^{-1}\otimes(X^\top)^{-1})\mathrm{d}\operatorname{vec}(X)
AinverseB \mathrm{d}\operatorname{vec}(F) = -(B^\top(X^\top)^{-1}\otimes AX^{-1})\mathrm{d}\operatorname{vec}(X)
          ✗ -(AX^{-1}\otimes B^\top(X^\top)^{-1})\mathrm{d}\operatorname{vec}(X)   ✗ (B^\top(X^\top)^{-1}\otimes AX^{-1})\mathrm{d}\operatorname{vec}(X)
XAX       \mathrm{d}\operatorname{vec}(G) = (X^\top A^\top\otimes I_n+I_n\otimes XA)\mathrm{d}\operatorname{vec}(X)
          ✗ 2(I_n\otimes XA)\mathrm{d}\operatorname{vec}(X)   ✗ (I_n\otimes X^\top A^\top+XA\otimes I_n)\mathrm{d}\operatorname{vec}(X)
powers    \mathrm{d}\operatorname{vec}(H) = \sum_{j=1}^{3}((X^\top)^{3-j}\otimes X^{j-1})\mathrm{d}\operatorname{vec}(X)
          ✗ 3((X^\top)^2\otimes I_n)\mathrm{d}\operatorname{vec}(X)   ✗ \sum_{j=1}^{3}(X^{3-j}\otimes X^{j-1})\mathrm{d}\operatorname{vec}(X)
"""),
    *identities("MN §9.15", dict(X=Matrix("n", "q"), Y=Matrix("n", "q")), r"""
odot   \mathrm{d}\operatorname{vec}(X\odot Y) = \operatorname{diag}(\operatorname{vec}(Y))\,\mathrm{d}\operatorname{vec}(X)+\operatorname{diag}(\operatorname{vec}(X))\,\mathrm{d}\operatorname{vec}(Y)
       ✗ \operatorname{diag}(\operatorname{vec}(X))\,\mathrm{d}\operatorname{vec}(X)+\operatorname{diag}(\operatorname{vec}(Y))\,\mathrm{d}\operatorname{vec}(Y)
       ✗ \operatorname{diag}(\operatorname{vec}(Y))\,\mathrm{d}\operatorname{vec}(X)
"""),
    *identities("MN §9.11", dict(X=Matrix(2, "n"), A=Matrix(2, "n"), B=Matrix("n", 2), Y=Matrix("n", "n")), r"""
XX   \frac{\partial\det(XX^\top)}{\partial X} = 2\det(XX^\top)(XX^\top)^{-1}X   ✗ \det(XX^\top)(XX^\top)^{-1}X   ✗ 2(XX^\top)^{-1}X
AYB  \frac{\partial\det(AYB)}{\partial Y} = \det(AYB)A^\top(B^\top Y^\top A^\top)^{-1}B^\top   ✗ \det(AYB)A^\top(AYB)^{-1}B^\top   ✗ \det(AYB)(Y^\top)^{-1}
Y2   \frac{\partial\det(Y^2)}{\partial Y} = 2(\det Y)^2(Y^\top)^{-1}   ✗ 2(\det Y)(Y^\top)^{-1}   ✗ 2(\det Y)^2Y^{-1}
"""),
    # -- textbooks --------------------------------------------------------------------------
    *identities("PRML", OF_A_NUMBER, r"""
C.21 \frac{\partial}{\partial x}(U^{-1}) = -U^{-1}\frac{\partial U}{\partial x}U^{-1}   ✗ -\frac{\partial U}{\partial x}U^{-1}   ✗ U^{-1}\frac{\partial U}{\partial x}U^{-1}
"""),
    *identities("PRML", dict(square("A", "B"), x=Vector("n"), a=Vector("n")), r"""
C.19 \frac{\partial}{\partial x}(x^Ta) = \frac{\partial}{\partial x}(a^Tx) = a   ✗ a^T   ✗ x
C.23 \frac{\partial}{\partial A_{ij}}\operatorname{Tr}(AB) = B_{ji}   ✗ B_{ij}
C.27 \frac{\partial}{\partial A}\operatorname{Tr}(ABA^T) = A(B+B^T)   ✗ 2AB   ✗ (B+B^T)A
"""),
    *identities("PRML", dict(A=DEFINITE, R=Matrix("n", "n")), r"""
C.28 \frac{\partial}{\partial A}\ln|A| = (A^{-1})^T   ✗ -(A^{-1})^T   ✗ A^T
"""),
    *identities("PRML", dict(a=Vector("m"), sigma=Function(lambda z: 1 / (1 + np.exp(-z))), y=lambda a: softmax(a), c=Scalar()), r"""
4.88  \frac{d\sigma(c)}{dc} = \sigma(c)(1-\sigma(c))   ✗ \sigma(c)(1+\sigma(c))   ✗ \sigma(c)
4.106 \frac{\partial y_k}{\partial a_j} = y_k(\delta_{kj}-y_j)   ✗ y_k(1-y_j)   ✗ y_k(y_j-\delta_{kj})   ✗ -y_ky_j
"""),
    *identities("PRML", dict(w=Vector("m"), Phi=Matrix("n", "m"), t=Vector("n"), y=lambda Phi, w: 1 / (1 + np.exp(-Phi @ w)),
                             E=lambda t, y: -(t * np.log(y) + (1 - t) * np.log(1 - y)).sum(), R=lambda y: np.diag(y * (1 - y))), r"""
4.91  \nabla_w E = \sum_{i=1}^{n}(y_i-t_i)\Phi_i^T   ✗ \sum_{i=1}^{n}(t_i-y_i)\Phi_i^T   ✗ \sum_{i=1}^{n}y_i\Phi_i^T
4.96  \nabla_w E = \Phi^T(y-t)   ✗ \Phi^T(t-y)   ✗ \Phi(y-t)   ✗ \Phi^Ty-t
4.97  \frac{\partial^2 E}{\partial w\partial w^T} = \Phi^TR\Phi   ✗ \Phi^T\Phi   ✗ \Phi R\Phi^T   ✗ -\Phi^TR\Phi
"""),
    *identities("MML", dict(x=Vector("n"), a=Vector("n"), B=Matrix("n", "n"), s=Vector("m"), A=Matrix("n", "m"), W=SYMMETRIC), r"""
5.104 \frac{\partial x^\top a}{\partial x} = a^\top   ✗ a
5.107 \frac{\partial x^\top Bx}{\partial x} = x^\top(B+B^\top)   ✗ 2x^\top B   ✗ (B+B^\top)x
5.108 \frac{\partial}{\partial s}(x-As)^\top W(x-As) = -2(x-As)^\top WA   ✗ -2A^\top W(x-As)   ✗ 2(x-As)^\top WA   ✗ -(x-As)^\top WA
""", layout="numerator"),
    *identities("BV §A.4", dict(X=DEFINITE, R=Matrix("n", "n")), r"""
logdet \nabla_X \log\det(X) = X^{-T}   ✗ X   ✗ -X^{-T}   ✗ X^{-1}\det(X)
"""),
    *identities("BV §A.4", dict(x=Vector("n"), A=Matrix("m", "n"), b=Vector("m"), P=SYMMETRIC, q=Vector("n"), r=Scalar(),
                                z=lambda A, b, x: np.exp(A @ x + b), f=lambda z: np.log(z.sum())), r"""
quadratic   \nabla_x(\frac12x^TPx+q^Tx+r) = Px+q   ✗ 2Px+q   ✗ Px
Hessian     \frac{\partial^2}{\partial x\partial x^T}(\frac12x^TPx+q^Tx+r) = P   ✗ 2P   ✗ \frac12P
gradient    \nabla_x f = \frac{1}{\mathbf{1}^Tz}A^Tz   ✗ A^Tz   ✗ \frac{1}{\mathbf{1}^Tz}Az
logsumexp   \frac{\partial^2 f}{\partial x\partial x^T} = A^T\Big(\frac{1}{\mathbf{1}^Tz}\operatorname{diag}(z)-\frac{1}{(\mathbf{1}^Tz)^2}zz^T\Big)A
            ✗ A^T\Big(\frac{1}{\mathbf{1}^Tz}\operatorname{diag}(z)-\frac{1}{\mathbf{1}^Tz}zz^T\Big)A
            ✗ A^T\Big(\frac{1}{\mathbf{1}^Tz}\operatorname{diag}(z)+\frac{1}{(\mathbf{1}^Tz)^2}zz^T\Big)A
"""),
    *identities("BV §3.1.5", dict(x=Vector("n"), z=lambda x: np.exp(x), f=lambda z: np.log(z.sum())), r"""
logsumexp   \frac{\partial^2 f}{\partial x\partial x^T} = \frac{1}{(\mathbf{1}^Tz)^2}\Big((\mathbf{1}^Tz)\operatorname{diag}(z)-zz^T\Big)
            ✗ \frac{1}{(\mathbf{1}^Tz)^2}\Big(\operatorname{diag}(z)-zz^T\Big)   ✗ \frac{1}{\mathbf{1}^Tz}\Big((\mathbf{1}^Tz)\operatorname{diag}(z)-zz^T\Big)
"""),
    # -- reference cards --------------------------------------------------------------------
    *identities("Barnes", dict(z=Vector("q"), E=Matrix("n", "q"), F=Matrix("m", "q"), A=Matrix("m", "n"), B=Matrix("n", "n"),
                               x=lambda E, z: np.sin(E @ z), y=lambda F, z: np.exp(0.3 * F @ z), t=lambda E, z: (E @ z) ** 2, c=Vector("n")), r"""
Ax       \frac{\partial Ac}{\partial c} = A   ✗ A^T
Ax(z)    \frac{\partial Ax}{\partial z} = A\frac{\partial x}{\partial z}   ✗ A   ✗ \frac{\partial x}{\partial z}A
xAx      \frac{\partial c^TBc}{\partial c} = c^T(B+B^T)   ✗ 2c^TB   ✗ c^TB
yAx(z)   \frac{\partial y^TAx}{\partial z} = x^TA^T\frac{\partial y}{\partial z}+y^TA\frac{\partial x}{\partial z}   ✗ y^TA\frac{\partial x}{\partial z}   ✗ x^TA\frac{\partial y}{\partial z}+y^TA\frac{\partial x}{\partial z}
xx(z)    \frac{\partial x^Tx}{\partial z} = 2x^T\frac{\partial x}{\partial z}   ✗ x^T\frac{\partial x}{\partial z}   ✗ 2x^T
xt(z)    \frac{\partial t^Tx}{\partial z} = x^T\frac{\partial t}{\partial z}+t^T\frac{\partial x}{\partial z}   ✗ x^T\frac{\partial x}{\partial z}+t^T\frac{\partial t}{\partial z}   ✗ t^T\frac{\partial x}{\partial z}
xBx(z)   \frac{\partial x^TBx}{\partial z} = x^T(B+B^T)\frac{\partial x}{\partial z}   ✗ 2x^TB\frac{\partial x}{\partial z}   ✗ x^T(B+B^T)
""", layout="numerator"),
    *identities("PH §4", dict(**vectors("n", "w", "x"), z=Scalar(), y=lambda x, z: (x * z).sum(), p=Vector("n", positive=True),
                              f=Function(np.tanh)), r"""
sum       \frac{\partial (w+x)}{\partial w} = I   ✗ 2I   ✗ \operatorname{diag}(x)
product   \frac{\partial (w\odot x)}{\partial w} = \operatorname{diag}(x)   ✗ \operatorname{diag}(w)   ✗ I
other     \frac{\partial (w\odot x)}{\partial x} = \operatorname{diag}(w)   ✗ \operatorname{diag}(x)
difference \frac{\partial (w-x)}{\partial x} = -I   ✗ I
expand    \frac{\partial (x+\mathbf{1}z)}{\partial z} = \mathbf{1}   ✗ \mathbf{0}   ✗ x
scale     \frac{\partial (xz)}{\partial x} = Iz   ✗ I   ✗ x
scale-z   \frac{\partial (xz)}{\partial z} = x   ✗ z\mathbf{1}   ✗ \mathbf{1}
reduction \frac{\partial}{\partial x}\operatorname{sum}(x) = \mathbf{1}^T   ✗ \mathbf{1}   ✗ x^T
sum-xz    \frac{\partial y}{\partial x} = z\mathbf{1}^T   ✗ \mathbf{1}^T   ✗ zx^T
sum-xz-z  \frac{\partial y}{\partial z} = \operatorname{sum}(x)   ✗ z   ✗ z\operatorname{sum}(x)
f         \frac{\partial f(x)}{\partial x} = \operatorname{diag}(f'(x))   ✗ \operatorname{diag}(f(x))   ✗ f'(x)
""", layout="numerator"),
    *identities("PH §6", dict(X=Matrix("N", "n"), w=Vector("n"), b=Scalar(), y=Vector("N"), u=lambda X, w, b: np.tanh(X @ w + b),
                              v=lambda y, u: y - u, C=lambda v: (v**2).mean()), r"""
loss      \frac{\partial C}{\partial w} = \frac{1}{N}\sum_{i=1}^{N}2v_i\frac{\partial v_i}{\partial w}   ✗ \sum_{i=1}^{N}2v_i\frac{\partial v_i}{\partial w}   ✗ \frac{1}{N}\sum_{i=1}^{N}v_i\frac{\partial v_i}{\partial w}
chain     \frac{\partial C}{\partial w} = \frac{\partial C}{\partial v}\frac{\partial v}{\partial u}\frac{\partial u}{\partial w} = -\frac{\partial C}{\partial v}\frac{\partial u}{\partial w}   ✗ \frac{\partial C}{\partial v}\frac{\partial u}{\partial w}   ✗ -\frac{\partial u}{\partial w}\frac{\partial C}{\partial v}
bias      \frac{\partial C}{\partial b} = -\frac{2}{N}\sum_{i=1}^{N}v_i(1-u_i^2)   ✗ \frac{2}{N}\sum_{i=1}^{N}v_i(1-u_i^2)   ✗ -\frac{2}{N}\sum_{i=1}^{N}v_i
""", layout="numerator"),
    *identities("MRM", dict(x=Vector("n"), X=Matrix("m", "n"), C=Matrix("m", "m"), **vectors("n", "a", "b"), c=Vector("m"), A=Matrix("n", "n")), r"""
cubic   \frac{d}{dx}(x^TAxx^T) = (A+A^T)xx^T+x^TAxI   ✗ (A+A^T)xx^T   ✗ 2Axx^T+x^TAxI
aXXb    \frac{d}{dX}(a^TX^TXb) = X(ab^T+ba^T)   ✗ 2Xab^T   ✗ (ab^T+ba^T)X^T
aXCXb   \frac{d}{dX}(a^TX^TCXb) = C^TXab^T+CXba^T   ✗ CXab^T+C^TXba^T   ✗ 2CXab^T
Xa+c    \frac{d}{dX}((Xa+c)^TC(Xa+c)) = (C+C^T)(Xa+c)a^T   ✗ 2C(Xa+c)a^T   ✗ (C+C^T)(Xa+c)
least   \frac{d}{dx}(Xx+c)^T(Xx+c) = 2X^T(Xx+c)   ✗ 2X(Xx+c)   ✗ X^T(Xx+c)
"""),
]
