"""``Conv2D(strides=2, dilation_rate=2)``: Keras 2 made such a layer, whatever its backend did with it."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable
from typing import Any

from . import callers
from .widen import wrap


def install() -> None:
    """Widen the constructors of convolutions, which refuse it."""
    from keras.src.layers.convolutional.base_conv import BaseConv

    wrap(BaseConv, "__init__", _init)


def _init(native: Callable[..., None]) -> Callable[..., None]:
    signature = inspect.signature(native)

    def __init__(self: Any, *args: Any, **kwargs: Any) -> None:
        given = signature.bind(self, *args, **kwargs)
        strides, rate = (given.arguments.get(name, 1) for name in ("strides", "dilation_rate"))
        both = _largest(strides) > 1 and _largest(rate) > 1
        if not both or not callers.keras2_code(sys._getframe(1)):
            native(self, *args, **kwargs)
            return
        given.arguments["dilation_rate"] = 1
        native(*given.args, **given.kwargs)
        self.dilation_rate = tuple(rate) if isinstance(rate, (list, tuple)) else (rate,) * self.rank

    return __init__


def _largest(sizes: Any) -> int:
    values = sizes if isinstance(sizes, (list, tuple)) else [sizes]
    return max((each for each in values if isinstance(each, int)), default=1)
