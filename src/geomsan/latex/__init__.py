"""LaTeX text → syntax tree → LaTeX text. Knows nothing of numbers or arrays."""

from .error import LatexError
from .parser import parse

__all__ = ["LatexError", "parse"]
