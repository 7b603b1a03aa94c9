"""Claims, trials and verdicts. Knows nothing of Markdown."""

from .judge import Verdict, judge
from .threeway import Comparison

__all__ = ["Comparison", "Verdict", "judge"]
