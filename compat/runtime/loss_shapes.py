"""Targets of ``(batch,)`` for outputs of ``(batch, 1)``: Keras 2's classes of losses dropped the last axis where ranks differ by one.

Keras 3 adds it to the targets. In ``fit`` Keras 2 did so too, before it asked a loss.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from . import dialects
from .widen import wrap

_in_compiled: list[bool] = []


def install() -> None:
    """Widen the class that holds a function, and the container of ``compile``, in which shapes stay as they are."""
    from keras.src.losses.losses import LossFunctionWrapper
    from keras.src.trainers.compile_utils import CompileLoss

    dialects.remember(LossFunctionWrapper)
    wrap(LossFunctionWrapper, "call", _call)
    wrap(CompileLoss, "call", _compiled)


def _compiled(native: Callable[..., Any]) -> Callable[..., Any]:
    def call(self: Any, *args: Any, **kwargs: Any) -> Any:
        _in_compiled.append(True)
        try:
            return native(self, *args, **kwargs)
        finally:
            _in_compiled.pop()

    return call


def _call(native: Callable[..., Any]) -> Callable[..., Any]:
    def call(self: Any, y_true: Any, y_pred: Any) -> Any:
        if not _in_compiled and dialects.of(self):
            y_true, y_pred = _of_one_rank(y_true, y_pred), _of_one_rank(y_pred, y_true)
        return native(self, y_true, y_pred)

    return call


def _of_one_rank(x: Any, other: Any) -> Any:
    if getattr(x, "shape", None) is None or getattr(other, "shape", None) is None:
        return x
    if len(x.shape) == len(other.shape) + 1 and x.shape[-1] == 1:
        from keras import ops

        return ops.squeeze(x, axis=-1)
    return x
