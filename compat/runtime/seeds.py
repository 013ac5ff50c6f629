"""Seeds that nobody gives: Keras 2 programs that draw from ``random`` get the numbers that they got.

Keras 3 draws a seed from Python's ``random`` for every initializer and dropout, and so moves the program's own numbers on.
Here such seeds come from a generator beside it, which starts anew where the program's has moved.
"""

from __future__ import annotations

import random
import sys
from typing import Any

from . import callers
from .widen import put


def install() -> None:
    """Give the module that makes seeds another source."""
    from keras.src.random import seed_generator

    put(seed_generator, "python_random", _Beside())


class _Beside:
    """The module ``random`` to Keras, except for what Keras 2 code makes it draw."""

    def __init__(self) -> None:
        self._own = random.Random()
        self._seen: Any = None

    def randint(self, low: int, high: int) -> int:
        """A whole number, both ends included."""
        if not callers.keras2_code(sys._getframe(1)):
            return random.randint(low, high)
        words = random.getstate()[1]
        # A draw moves the last word on; a seed, and every 624 draws, change the first.
        seen = words[0], words[-1]
        if seen != self._seen:
            self._seen = seen
            self._own.seed(hash(words))
        return self._own.randint(low, high)

    def __getattr__(self, name: str) -> Any:
        return getattr(random, name)
