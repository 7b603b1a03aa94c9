"""Claims, trials and verdicts. Knows nothing of Markdown."""

from .cache import Cache
from .judge import Verdict, judge
from .ledger import Entry, Ledger, Place, Problem, Sheet
from .measure import judge_arrays, judge_truth
from .threeway import Comparison

__all__ = ["Cache", "Comparison", "Entry", "Ledger", "Place", "Problem", "Sheet", "Verdict", "judge", "judge_arrays", "judge_truth"]
