"""Layers of neural networks in NumPy, each with the backward that its page proves."""

from backprop.affine import Affine

__all__ = ["Affine"]
