"""``ZeroPadding2D({"left_pad": 1, "top_pad": 2})``: Keras 1's four sides by name, nothing where one is missing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .widen import wrap


def install() -> None:
    """Widen the constructor."""
    import keras

    wrap(keras.layers.ZeroPadding2D, "__init__", _init)


def _init(native: Callable[..., None]) -> Callable[..., None]:
    def __init__(self: Any, padding: Any = (1, 1), *args: Any, **kwargs: Any) -> None:
        if isinstance(padding, dict):
            top, bottom, left, right = (padding.get(f"{side}_pad", 0) for side in ("top", "bottom", "left", "right"))
            padding = ((top, bottom), (left, right))
        native(self, padding, *args, **kwargs)

    return __init__
