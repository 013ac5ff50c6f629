"""TensorFlow's own functions in programs of Keras 2: applied to Keras tensors, and to the tensors of another backend."""

from __future__ import annotations

from ..provided.tensorflow import find, names

__all__ = ["find", "names"]
