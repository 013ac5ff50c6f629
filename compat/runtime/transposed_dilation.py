"""``Conv3DTranspose(dilation_rate=2)``: Keras 2 took it and computed without it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

from . import callers
from .widen import wrap


def install() -> None:
    """Widen the constructor."""
    import keras

    wrap(keras.layers.Conv3DTranspose, "__init__", _init)


def _init(native: Callable[..., None]) -> Callable[..., None]:
    def __init__(self: Any, *args: Any, **kwargs: Any) -> None:
        native(self, *args, **kwargs)
        if tuple(self.dilation_rate) != (1, 1, 1) and callers.keras2_meaning(sys._getframe(1)):
            self.dilation_rate = (1, 1, 1)

    return __init__
