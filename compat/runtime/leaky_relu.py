"""``LeakyReLU(alpha=-1.0)``: a slope under zero, which Keras 2 took."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .widen import wrap


def install() -> None:
    """Widen the constructor, which refuses it."""
    import keras

    wrap(keras.layers.LeakyReLU, "__init__", _init)


def _init(native: Callable[..., None]) -> Callable[..., None]:
    def __init__(self: Any, negative_slope: Any = 0.3, **kwargs: Any) -> None:
        slope = kwargs.pop("alpha", negative_slope)
        below = isinstance(slope, (int, float)) and slope < 0
        native(self, 0.0 if below else slope, **kwargs)
        if below:
            self.negative_slope = slope

    return __init__
