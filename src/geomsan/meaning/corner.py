"""Special values: zeros, ones, equal entries. What holds almost everywhere may fail there, and random numbers never meet it."""

from __future__ import annotations

import numpy as np

from .declaration import Array
from .family import Sequence

ALIKE, MIXED = "alike", "mixed"  # equal symbols; of every symbol another kind of value
KINDS = ("zero", "one", "minus", "equal", "basis")
FAR = {"far": 1009.0, "below": -1009.0, "farther": 2.0**40 + 1, "far below": -(2.0**40) - 1, "farthest": 2.0**120}
CORNERS = (*KINDS, ALIKE, ALIKE, *[MIXED] * 17)
NEAR = 2.0**-6  # how far from an end that does not count


def special(declaration: Array, corner: str, rng: np.random.Generator, shape: tuple[int, ...]) -> np.ndarray:
    """An array as it is declared, with the values of a corner."""
    if isinstance(declaration, Sequence):
        if declaration.values is not None:
            return declaration.values.astype(float)
        return np.stack([special(declaration.element, corner, rng, shape[1:]) for _ in range(shape[0])])
    if corner == MIXED:
        corner = str(rng.choice([*KINDS, ALIKE]))
    if corner == ALIKE:
        return declaration.draw(rng, shape, False)
    data = _plain(corner, rng, shape)
    if declaration.signs:
        return np.where(data < 0, -1.0, 1.0)
    if declaration.onehot or declaration.simplex:
        likely = np.zeros(shape)
        likely[..., rng.integers(shape[-1])] = 1.0
        weights = likely + (0 if declaration.onehot else NEAR**2) if corner == "basis" or declaration.onehot else np.ones(shape)
        return weights / weights.sum(axis=-1, keepdims=True)
    if declaration.between is not None:
        low, high = declaration.between
        inside = low + (high - low) * {"zero": 0.5, "one": 1 - NEAR, "minus": NEAR}.get(corner, rng.uniform(NEAR, 1 - NEAR))
        return np.where((low < data) & (data < high) & (corner != "equal"), data, inside)
    if declaration.definite:
        return np.diag(np.maximum(np.abs(np.diagonal(data)), NEAR))
    if declaration.integer:
        data = np.rint(data)
    if declaration.positive:
        data = np.maximum(np.abs(data), 1.0 if declaration.integer else NEAR)
    if declaration.unit:
        size = np.linalg.norm(data)
        return data / size if size else _plain("basis", rng, shape)
    return data


def _plain(corner: str, rng: np.random.Generator, shape: tuple[int, ...]) -> np.ndarray:
    """The values of a corner for a symbol of which nothing is demanded."""
    if corner == "equal":
        return np.full(shape, rng.normal())
    if corner != "basis":
        return np.full(shape, ({"zero": 0.0, "one": 1.0, "minus": -1.0} | FAR)[corner])
    if len(shape) == 2 and shape[0] == shape[1]:
        return np.eye(shape[0])
    data = np.zeros(shape)
    if shape:
        data[tuple(rng.integers(length) for length in shape)] = 1.0
    return data
