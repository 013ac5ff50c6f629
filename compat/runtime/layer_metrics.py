"""Layers as metrics: up to Keras 2.2 a metric with a state was a layer that is called on targets and outputs.

Such a layer has ``stateful = True``, returns its value of the epoch so far from each call, and forgets it in ``reset_states()``.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import cache
from typing import Any

from . import callers
from .widen import wrap


def install() -> None:
    """Widen what makes metrics of the arguments of ``compile``, for Keras 2 code; Keras 3 takes a layer for a function."""
    from keras.src.trainers import compile_utils

    wrap(compile_utils, "get_metric", _get_metric)


def _get_metric(native: Callable[..., Any]) -> Callable[..., Any]:
    import keras

    def get_metric(identifier: Any, *args: Any, **kwargs: Any) -> Any:
        if isinstance(identifier, keras.layers.Layer) and not isinstance(identifier, keras.metrics.Metric):
            if getattr(identifier, "stateful", False) and callers.keras2_code(sys._getframe(1)):
                return _class()(identifier)
        return native(identifier, *args, **kwargs)

    return get_metric


@cache
def _class() -> type:
    import keras

    class LayerMetric(keras.metrics.Metric):
        """A metric whose value is what its layer returned last."""

        def __init__(self, layer: Any) -> None:
            super().__init__(name=layer.name)
            self.layer = layer
            self.value = self.add_variable(shape=(), initializer="zeros", name="value")

        @property
        def variables(self) -> list[Any]:
            return [*super().variables, *self.layer.variables]

        def update_state(self, y_true: Any, y_pred: Any, sample_weight: Any = None) -> None:
            value = keras.ops.cast(keras.ops.convert_to_tensor(self.layer(y_true, y_pred)), self.dtype)
            self.value.assign(keras.ops.mean(value) if len(value.shape) else value)

        def result(self) -> Any:
            # On torch the variable's own tensor would go on changing in the logs.
            return keras.ops.convert_to_tensor(self.value) + 0.0

        def reset_state(self) -> None:
            self.value.assign(0.0)
            if hasattr(self.layer, "reset_states"):
                self.layer.reset_states()

    return LayerMetric
