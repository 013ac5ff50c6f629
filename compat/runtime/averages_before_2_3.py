"""Averages of Keras up to 2.2, in the dialect 2.2.

A metric that gives one number for a batch counts as often as the batch has samples. A loss and a metric under sample weights are
divided by the share of the weights that are not zero; Keras 3 divides a metric by their sum. Source: Keras 2.2.4's
``training_arrays.py`` and ``weighted_masked_objective``.
"""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable
from typing import Any

from . import callers, dialects, tensor_masks
from .widen import wrap


def install() -> None:
    """Widen the wrapper of metric functions, and losses."""
    import keras

    wrap(keras.metrics.MeanMetricWrapper, "__init__", _metric)
    wrap(keras.metrics.MeanMetricWrapper, "update_state", _weighted)
    for cls in (keras.metrics.MeanMetricWrapper, keras.losses.Loss):
        dialects.remember(cls)
    wrap(keras.losses.Loss, "__call__", _loss)


def _speaks_2_2(frame: Any) -> bool:
    return callers.SCOPE.dialect == "2.2" and callers.keras2_meaning(frame)


def _metric(native: Callable[..., None]) -> Callable[..., None]:
    def __init__(self: Any, fn: Any, *args: Any, **kwargs: Any) -> None:
        own = callable(fn) and not (getattr(fn, "__module__", None) or "").startswith("keras.")
        native(self, _for_each_sample(fn) if own and _speaks_2_2(sys._getframe(1)) else fn, *args, **kwargs)

    return __init__


def _weighted(native: Callable[..., Any]) -> Callable[..., Any]:
    import keras
    from keras import ops

    def update_state(self: Any, y_true: Any, y_pred: Any, sample_weight: Any = None) -> Any:
        if sample_weight is None or dialects.of(self) != "2.2":
            return native(self, y_true, y_pred, sample_weight)
        values = ops.cast(self._fn(y_true, y_pred, **self._fn_kwargs), self.dtype)
        mask = tensor_masks.of(y_pred)
        if mask is not None:
            mask = ops.cast(mask, self.dtype)
            beyond = (1,) * (len(values.shape) - len(mask.shape))
            values = values * ops.reshape(mask, (*ops.shape(mask), *beyond)) / ops.mean(mask)
        weights = ops.cast(sample_weight, self.dtype)
        if len(weights.shape) > len(values.shape):
            weights = ops.squeeze(weights, -1)
        elif len(weights.shape) < len(values.shape):
            values = ops.mean(values, axis=tuple(range(len(weights.shape), len(values.shape))))
        return keras.metrics.Mean.update_state(self, values * weights / _share(weights))

    return update_state


def _share(weights: Any) -> Any:
    """The share of the weights that are not zero."""
    from keras import ops

    return ops.mean(ops.cast(ops.not_equal(weights, 0), weights.dtype))


def _for_each_sample(function: Callable[..., Any]) -> Callable[..., Any]:
    from keras import ops

    def metric(y_true: Any, y_pred: Any, **kwargs: Any) -> Any:
        value = ops.convert_to_tensor(function(y_true, y_pred, **kwargs))
        return ops.broadcast_to(value, (ops.shape(y_pred)[0],)) if len(value.shape) == 0 else value

    try:
        return functools.wraps(function)(metric)
    except AttributeError:
        return metric


def _loss(native: Callable[..., Any]) -> Callable[..., Any]:
    def __call__(self: Any, y_true: Any, y_pred: Any, sample_weight: Any = None) -> Any:
        value = native(self, y_true, y_pred, sample_weight=sample_weight)
        if sample_weight is None or dialects.of(self) != "2.2":
            return value
        from keras import ops

        return value / _share(ops.cast(sample_weight, value.dtype))

    return __call__
