"""The declaration of a page's symbols, as the page's code writes it."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from .world import is_building

_block: ContextVar[list] = ContextVar("block")


@dataclass(frozen=True)
class Declared:
    """One call of `given`: the symbols, the options, the line of the page, and whether it forgets those before."""

    symbols: dict
    options: dict = field(default_factory=dict)
    line: int = 0
    fresh: bool = False


@contextmanager
def recording(declared):
    """Let `given` and `check` write into the list ``declared``."""
    token = _block.set(declared)
    try:
        yield
    finally:
        _block.reset(token)


def is_on_page():
    """Whether a block of a page runs now."""
    return _block.get(None) is not None


def record(call):
    """Remember a call of the block that runs now; without a page, in a notebook, it takes effect at once."""
    block = _block.get(None)
    if block is None and is_building():
        raise RuntimeError('given(...) and check(...) speak of a page: call them in a ```python exec="on" block')
    if block is None:
        from .session import session as block  # only here: what is recorded knows nothing of who judges it
    block.append(call)


def given(*, layout=None, vec=None, fresh=False, **symbols):
    """Declare what the symbols of a page mean, from here on.

    Parameters
    ----------
    layout : {"denominator", "numerator"}, optional
        How derivatives are laid out.
    vec : {"columns", "rows"}, optional
        What vec stacks.
    fresh : bool
        Forget all symbols that were declared before on the page.
    **symbols
        A declaration for each symbol, e.g. ``X=Matrix("n", "d", about="입력")``,
        or a function of other symbols, e.g. ``Y=lambda X, W: X @ W``.
    """
    options = {name: value for name, value in {"layout": layout, "vec": vec}.items() if value is not None}
    record(Declared(symbols, options, sys._getframe(1).f_lineno, fresh))
