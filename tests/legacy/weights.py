"""Initial weights that do not depend on the Keras, its backend or its random numbers.

Random initializers of the Keras in use are made to return values drawn by NumPy, seeded by the shape and by how often
that shape was asked for before. Zeros, ones, constants and identities stay what they are.
"""

from __future__ import annotations

import sys
import zlib
from collections import Counter
from collections.abc import Iterator
from typing import Any

import numpy as np

#: Class names of random initializers, in every Keras; others are deterministic or the program's own.
RANDOM = {
    f"{family}{distribution}"
    for family in ("Random", "Truncated", "Glorot", "He", "Lecun")
    for distribution in ("Normal", "Uniform")
} | {"VarianceScaling", "Orthogonal", "OrthogonalInitializer"}


class Weights:
    """Draws the initial value of one weight after the other."""

    def __init__(self) -> None:
        self.drawn: Counter[tuple[int, ...]] = Counter()

    def draw(self, shape: Any, keep: bool = True) -> np.ndarray:
        """A float32 array, uniform within Glorot's limit ``sqrt(6 / (fan in + fan out))``.

        Args:
            shape: Its shape.
            keep: Whether this is a weight's value; otherwise the next call returns the same array.
        """
        key = tuple(int(size) for size in shape)
        seed = zlib.crc32(repr((key, self.drawn[key])).encode())
        self.drawn[key] += keep
        fans = (key[-1] if key else 1) + int(np.prod(key[:-1], dtype=int))
        limit = np.sqrt(6.0 / fans)
        return np.random.RandomState(seed).uniform(-limit, limit, key).astype("float32")

    def install(self, keras: Any) -> None:
        """Make the random initializers of one Keras draw from here."""

        def __call__(initializer: Any, shape: Any, dtype: Any = None, **_: Any) -> Any:
            return as_tensor(keras, self.draw(shape, keep=not tracing(keras)), dtype)

        base = keras.initializers.Initializer
        for cls in {base, *subclasses(base)}:
            if cls.__name__ in RANDOM and "__call__" in vars(cls):
                cls.__call__ = __call__


def tracing(keras: Any) -> bool:
    """Whether Keras 3 only works out shapes: a weight made now gets its value later, and any number of values before."""
    scope = sys.modules.get(f"{keras.__name__}.src.backend.common.stateless_scope")
    return scope is not None and scope.in_stateless_scope()


def as_tensor(keras: Any, value: np.ndarray, dtype: Any) -> Any:
    """A tensor of the Keras in use."""
    dtype = dtype or keras.backend.floatx()
    if f"{keras.__name__}.src.ops" in sys.modules:
        return keras.ops.convert_to_tensor(value, dtype=dtype)
    return keras.backend.constant(value, dtype=dtype)


def subclasses(cls: type) -> Iterator[type]:
    """Every class below a class, known so far."""
    for below in type.__subclasses__(cls):
        yield below
        yield from subclasses(below)
