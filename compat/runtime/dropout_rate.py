"""``Dropout(3)`` up to Keras 2.2: a rate over 1 was 1, one under 0 was 0."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

from . import callers
from .widen import wrap


def install() -> None:
    """Widen the constructors that refuse such a rate."""
    import keras

    for cls in dict.fromkeys(getattr(keras.layers, name) for name in ("Dropout", "SpatialDropout1D")):
        owner = next(base for base in cls.__mro__ if "__init__" in vars(base))
        wrap(owner, "__init__", _init)


def _init(native: Callable[..., None]) -> Callable[..., None]:
    def __init__(self: Any, *args: Any, **kwargs: Any) -> None:
        rate: Any = args[0] if args else kwargs.get("rate", kwargs.get("p"))
        outside = isinstance(rate, (int, float)) and not 0 <= rate <= 1
        if outside and callers.SCOPE.dialect == "2.2" and callers.keras2_meaning(sys._getframe(1)):
            kwargs.pop("p", None)
            kwargs.pop("rate", None)
            args = (min(1.0, max(0.0, rate)), *args[1:])
        native(self, *args, **kwargs)

    return __init__
