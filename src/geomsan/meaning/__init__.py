"""Syntax tree × declared symbols → arrays. Knows nothing of Markdown."""

from .declaration import Constant, DeclarationError, Function, Layer, Matrix, Row, Scalar, Small, Vector
from .family import Sequence
from .scope import Scope
from .smooth import smooth

__all__ = [
    "Constant", "DeclarationError", "Function", "Layer", "Matrix", "Row", "Scalar", "Scope", "Sequence",
    "Small", "Vector", "smooth",
]
