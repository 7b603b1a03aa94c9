"""What is wrong with a page: problems, and the one exception that carries them all."""

from __future__ import annotations

from geomsan.verdict import Place, Problem

try:
    # Under MkDocs the exception is a BuildError: exit code 1, no traceback, also with -q.
    from mkdocs.exceptions import BuildError as HostError
except ImportError:
    HostError = Exception


__all__ = ["PageError", "Place", "Problem"]


class PageError(HostError):
    """All problems of one page, one after another as ``path:line:column: message``.

    Parameters
    ----------
    path : str
        The page, as its author knows it, e.g. ``docs/layers/affine.md``.
    problems : iterable of Problem
        In any order; they are reported by place, each once.
    """

    def __init__(self, path, problems):
        self.path = path
        self.problems = sorted(set(problems))
        super().__init__("\n".join(f"{path}:{p.place}: {p.message}" for p in self.problems))
