"""``IoU`` and ``MeanIoU`` count in whole numbers in Keras 3: a weight of 0.5 is 0 there. Keras 2 counted in floats."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

from . import callers
from .widen import wrap


def install() -> None:
    """Widen the constructor that all of these metrics call."""
    import keras

    wrap(keras.metrics.IoU.__mro__[1], "__init__", _init)


def _init(native: Callable[..., None]) -> Callable[..., None]:
    def __init__(self: Any, num_classes: Any, name: Any = None, dtype: Any = None, *args: Any, **kwargs: Any) -> None:
        if dtype is None and callers.keras2_meaning(sys._getframe(1)):
            import keras

            dtype = keras.config.floatx()
        native(self, num_classes, name, dtype, *args, **kwargs)

    return __init__
