"""검산: the formulas of a page, executed.

What a page's Python blocks import. See `ARCHITECTURE.md` for the floors below.
"""

from .meaning import Constant, DeclarationError, Function, Layer, Matrix, Row, Scalar, Sequence, Small, Vector, smooth
from .pages.check import check
from .pages.given import given
from .pages.session import verify

__all__ = [
    "Constant", "DeclarationError", "Function", "Layer", "Matrix", "Row", "Scalar", "Sequence", "Small", "Vector",
    "check", "given", "smooth", "verify",
]
