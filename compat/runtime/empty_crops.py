"""``Cropping1D((2, 2))`` of 4 steps: nothing is left, which Keras 2 took."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

from . import callers
from .widen import wrap

_LEAVES_NOTHING = "_compat_may_be_empty"


def install() -> None:
    """Widen the three classes."""
    import keras

    for rank in (1, 2, 3):
        cls = getattr(keras.layers, f"Cropping{rank}D")
        wrap(cls, "__init__", _init)
        wrap(cls, "compute_output_shape", _output_shape)
        wrap(cls, "call", _call)


def _init(native: Callable[..., None]) -> Callable[..., None]:
    def __init__(self: Any, *args: Any, **kwargs: Any) -> None:
        native(self, *args, **kwargs)
        if callers.keras2_code(sys._getframe(1)):
            self.__dict__[_LEAVES_NOTHING] = True

    return __init__


def _cut(layer: Any, shape: Any) -> tuple[Any, list[tuple[int, int]], int]:
    """The shape that is left, what is cut off each axis, and the first of these."""
    cropping = layer.cropping
    pairs = [tuple(cropping)] if isinstance(cropping[0], int) else [tuple(each) for each in cropping]
    first = 2 if getattr(layer, "data_format", None) == "channels_first" else 1
    left = list(shape)
    for axis, (before, after) in enumerate(pairs, first):
        if left[axis] is not None:
            left[axis] -= before + after
    return tuple(left), pairs, first


def _is_empty(layer: Any, shape: Any) -> bool:
    left = _cut(layer, shape)[0] if layer.__dict__.get(_LEAVES_NOTHING) else ()
    return 0 in left and all(size is None or size >= 0 for size in left)


def _output_shape(native: Callable[..., Any]) -> Callable[..., Any]:
    def compute_output_shape(self: Any, input_shape: Any) -> Any:
        return _cut(self, input_shape)[0] if _is_empty(self, input_shape) else native(self, input_shape)

    return compute_output_shape


def _call(native: Callable[..., Any]) -> Callable[..., Any]:
    def call(self: Any, inputs: Any) -> Any:
        if not _is_empty(self, inputs.shape):
            return native(self, inputs)
        _, pairs, first = _cut(self, inputs.shape)
        cut = [slice(before, inputs.shape[axis] - after) for axis, (before, after) in enumerate(pairs, first)]
        return inputs[(*(slice(None) for _ in range(first)), *cut)]

    return call
