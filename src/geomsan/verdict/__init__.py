"""Claims, trials and verdicts. Knows nothing of Markdown."""

from .judge import Verdict, judge
from .ledger import Entry, Ledger, Problem, Sheet
from .measure import judge_arrays, judge_truth
from .threeway import Comparison

__all__ = ["Comparison", "Entry", "Ledger", "Problem", "Sheet", "Verdict", "judge", "judge_arrays", "judge_truth"]
