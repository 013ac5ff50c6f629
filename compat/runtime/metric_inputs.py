"""What a metric that is a function sees: targets of the type and the number of axes of the outputs, as in Keras 2.

Keras 3 hands over both as they are, so that targets ``(8,)`` and outputs ``(8, 1)`` become an array of ``(8, 8)``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from . import dialects, tensor_masks
from .widen import wrap


def install() -> None:
    """Widen the class that holds such a function."""
    import keras

    dialects.remember(keras.metrics.MeanMetricWrapper)
    wrap(keras.metrics.MeanMetricWrapper, "update_state", _update_state)


def _update_state(native: Callable[..., Any]) -> Callable[..., Any]:
    def update_state(self: Any, y_true: Any, y_pred: Any, sample_weight: Any = None) -> Any:
        if dialects.of(self):
            y_true, y_pred = _matched(y_true, y_pred, self.dtype)
        return native(self, y_true, y_pred, sample_weight)

    return update_state


def _matched(y_true: Any, y_pred: Any, dtype: str) -> tuple[Any, Any]:
    from keras import ops

    if _is_ragged(y_true) or _is_ragged(y_pred):
        return y_true, y_pred
    y_true, outputs = ops.convert_to_tensor(y_true), ops.convert_to_tensor(y_pred)
    if len(y_true.shape) == 1 and len(outputs.shape) == 2:
        y_true = ops.expand_dims(y_true, -1)
    elif len(y_true.shape) == len(outputs.shape) + 1 and y_true.shape[-1] == 1:
        y_true = ops.squeeze(y_true, -1)
    cast = ops.cast(outputs, dtype)
    mask = tensor_masks.of(y_pred)
    if cast is not y_pred and mask is not None:
        tensor_masks.give(cast, mask)
    return ops.cast(y_true, dtype), cast


def _is_ragged(value: Any) -> bool:
    return hasattr(value, "row_lengths")
