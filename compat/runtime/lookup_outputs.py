"""``output_mode="multi_hot"``, ``"one_hot"`` and ``"count"`` of lookup layers: floats in Keras 2, whole numbers in Keras 3."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from . import dialects
from .widen import wrap


def install() -> None:
    """Widen the base of the lookup layers, which computes with TensorFlow on every backend."""
    from keras.src.layers.preprocessing.index_lookup import IndexLookup

    dialects.remember(IndexLookup)
    wrap(IndexLookup, "call", _call)


def _call(native: Callable[..., Any]) -> Callable[..., Any]:
    def call(self: Any, inputs: Any) -> Any:
        outputs = native(self, inputs)
        if self.output_mode not in ("multi_hot", "one_hot", "count") or not dialects.of(self):
            return outputs
        import keras
        import tensorflow as tf

        return tf.cast(outputs, keras.config.floatx())

    return call
