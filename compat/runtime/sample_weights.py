"""A weight for each sample of a sequence output: Keras 2 weighs samples, Keras 3 fails, or weighs steps where the numbers agree."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from . import dialects, tensor_masks
from .widen import put, wrap

_speaking: list[bool] = []


def install() -> None:
    """Widen the call of losses, the reduction that all of them share, and the update of metrics."""
    import keras
    from keras.src.losses import loss

    dialects.remember(keras.losses.Loss)
    wrap(keras.losses.Loss, "__call__", _call)
    dialects.remember(keras.metrics.MeanMetricWrapper)
    wrap(keras.metrics.MeanMetricWrapper, "update_state", _update_state)
    put(loss, "reduce_weighted_values", _reduced(loss.reduce_weighted_values))


def _call(native: Callable[..., Any]) -> Callable[..., Any]:
    import keras

    in_place = keras.backend.backend() == "torch"

    def __call__(self: Any, y_true: Any, y_pred: Any, sample_weight: Any = None) -> Any:
        if sample_weight is None or not dialects.of(self):
            return native(self, y_true, y_pred, sample_weight)
        if in_place and tensor_masks.of(y_pred) is not None:
            # Keras multiplies it with the mask; metrics, and the next epoch, see the weights as they were given.
            sample_weight = keras.ops.copy(keras.ops.convert_to_tensor(sample_weight))
        _speaking.append(True)
        try:
            return native(self, y_true, y_pred, sample_weight)
        finally:
            _speaking.pop()

    return __call__


def _update_state(native: Callable[..., Any]) -> Callable[..., Any]:
    """A weight for each sample beside a mask of steps."""
    from keras import ops

    def update_state(self: Any, y_true: Any, y_pred: Any, sample_weight: Any = None) -> Any:
        mask = None if sample_weight is None or not dialects.of(self) else tensor_masks.of(y_pred)
        if mask is not None:
            sample_weight = ops.convert_to_tensor(sample_weight, dtype=self.dtype)
            if len(sample_weight.shape) == len(mask.shape) - 1:
                sample_weight = ops.expand_dims(sample_weight, -1) * ops.ones_like(mask, dtype=sample_weight.dtype)
        return native(self, y_true, y_pred, sample_weight)

    return update_state


def _reduced(native: Callable[..., Any]) -> Callable[..., Any]:
    from keras import ops

    @functools.wraps(native)
    def reduce_weighted_values(values: Any, sample_weight: Any = None, *args: Any, **kwargs: Any) -> Any:
        if sample_weight is not None and _speaking:
            values = ops.convert_to_tensor(values)
            sample_weight = ops.cast(sample_weight, values.dtype)
            missing = len(values.shape) - len(sample_weight.shape)
            if missing == 1 and len(sample_weight.shape):
                # Of the full shape, with which Keras multiplies a mask.
                sample_weight = ops.expand_dims(sample_weight, -1) * ops.ones_like(values)
        return native(values, sample_weight, *args, **kwargs)

    return reduce_weighted_values
