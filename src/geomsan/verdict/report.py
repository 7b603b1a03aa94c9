"""What an author is told: where, what was found, and both values."""

from __future__ import annotations

import numpy as np

from ..latex.tree import Chain
from ..meaning.instance import Instance
from ..meaning.value import Value

WIDTH = 100  # of a formula quoted in a message


class Refuted(Exception):
    """A relation that does not hold on an instance.

    Parameters
    ----------
    message : str
    offset : int
        Its place in the display.
    why : str
        What is wrong, beyond that the sides differ.
    error : float
        How far the sides are apart, relative to the larger.
    """

    def __init__(self, message: str, offset: int, why: str = "", error: float = 0.0):
        super().__init__(message)
        self.offset = offset
        self.why = why
        self.error = error


def pointed(latex: str, message: str, span: tuple[int, int]) -> str:
    """The message, and the piece of the formula underlined."""
    start, end = span
    begin = latex.rfind("\n", 0, start) + 1
    stop = latex.find("\n", start)
    line = latex[begin : stop if stop >= 0 else len(latex)]
    if not line.strip():
        return message
    start, end = start - begin, min(end - begin, len(line))
    cut = max(0, start - WIDTH // 2)
    shown = line[cut : min(max(end, start + 1) + 30, cut + 2 * WIDTH)]
    marks = "^" * max(1, min(end, start + WIDTH) - start)
    return f"{message}\n    {shown}\n    {' ' * (start - cut)}{marks}"


def place_of(chain: Chain, number: int) -> int:
    """Where a term stands; one that comes from the display before, at the start of this one."""
    return chain.span[0] if number == 0 and chain.carried else chain.terms[number].span[0]


def quoted(latex: str, chain: Chain, number: int) -> str:
    """A term as the author wrote it."""
    if number == 0 and chain.carried:
        return "(the end of the display before)"
    start, end = chain.terms[number].span
    text = " ".join(latex[start:end].split())
    return text if len(text) <= WIDTH else text[: WIDTH - 1] + "…"


def meaningless(latex: str, chain: Chain, number: int, error: Exception, instance: Instance) -> Refuted:
    """A term that has no meaning on an instance: its shapes, a range, a domain."""
    return Refuted(
        f"this formula has no meaning: {error}\n    in {quoted(latex, chain, number)}\n    {sizes(instance)}",
        place_of(chain, number),
        str(error),
    )


def refutation(
    latex: str, chain: Chain, number: int, why: str, values: str, instance: Instance, error: float = 0.0
) -> Refuted:
    """The n-th relation of a chain does not hold.

    Parameters
    ----------
    why : str
        What is wrong, beyond that the sides differ.
    values : str
        Both sides at the worst place.
    error : float
        Their relative difference there.
    """
    relation = chain.relations[number]
    which = f"the '{relation}'" if len(chain.relations) == 1 else f"'{relation}' number {number + 1} of {len(chain.relations)}"
    lines = [
        f"{which} is false: {why or 'the two sides differ'}",
        f"    left   {quoted(latex, chain, number)}",
        f"    right  {quoted(latex, chain, number + 1)}",
    ]
    if values:
        lines.append(f"    {values}")
    lines.append(f"    {sizes(instance)}")
    return Refuted("\n".join(lines), place_of(chain, number + 1), why, error)


def both(left: Value, right: Value, place: tuple[int, ...] | None, where: str, relative: float) -> str:
    """`2.3 against -2.3 at i=1, relative difference 2`."""
    if place is None:
        return ""
    a, b = (side.data[tuple(np.minimum(place, np.array(side.data.shape) - 1))] for side in (left, right))  # a condition may have more letters
    text = f"{_number(a)} against {_number(b)}"
    if where:
        text += f" at {where}"
    return text + (f", relative difference {relative:.2g}" if relative else "")


def _number(value) -> str:
    return f"{float(np.real(value)):.6g}"


def sizes(instance: Instance) -> str:
    """Which trial, and its sizes."""
    letters = ", ".join(f"{letter}={size}" for letter, size in instance.sizes.items())
    if not instance.corner:
        return f"trial {instance.trial + 1}" + (f": {letters}" if letters else "")
    values = "; ".join(f"{tex} = {' '.join(map(_number, value.data.flat))}" for tex, value in instance.draws.items())
    return f"at {values if len(values) <= WIDTH else values[:WIDTH] + '…'}" + (f": {letters}" if letters else "")
