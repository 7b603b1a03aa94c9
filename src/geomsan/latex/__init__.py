"""LaTeX text → syntax tree → LaTeX text. Knows nothing of numbers or arrays."""

from .error import LatexError
from .parser import parse
from .printer import to_latex

__all__ = ["LatexError", "parse", "to_latex"]
