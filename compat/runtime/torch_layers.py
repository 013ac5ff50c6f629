"""Layers that Keras 3 computes otherwise on torch, or not at all: what Keras 2 code builds gives Keras 2's numbers there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from . import dialects
from .widen import wrap


def install() -> None:
    """Widen average pooling, and layer normalization along other axes than the last, on torch."""
    import keras

    if keras.backend.backend() != "torch":
        return
    pooling = keras.layers.AveragePooling1D.__mro__[1]
    dialects.remember(pooling)
    wrap(pooling, "call", _pooled)
    dialects.remember(keras.layers.LayerNormalization)
    wrap(keras.layers.LayerNormalization, "call", _normalized)


def _pooled(native: Callable[..., Any]) -> Callable[..., Any]:
    """Of a window at the border count the places that it has."""

    def call(self: Any, inputs: Any) -> Any:
        if self.pool_mode != "average" or self.padding != "same" or not dialects.of(self):
            return native(self, inputs)
        from .provided.backend.convolution import mean_of_windows

        return mean_of_windows(inputs, self.pool_size, self.strides, self.data_format)

    return call


def _normalized(native: Callable[..., Any]) -> Callable[..., Any]:
    def call(self: Any, inputs: Any) -> Any:
        rank = len(inputs.shape)
        axes = [each % rank for each in ([self.axis] if isinstance(self.axis, int) else self.axis)]
        if axes == list(range(rank - len(axes), rank)) or not dialects.of(self):
            return native(self, inputs)
        from keras import ops

        x = ops.cast(inputs, "float32")
        mean, variance = ops.moments(x, axes=axes, keepdims=True)
        shape = [size if axis in axes else 1 for axis, size in enumerate(inputs.shape)]
        scale = ops.rsqrt(variance + self.epsilon)
        if self.gamma is not None:
            scale = scale * ops.reshape(self.gamma, shape)
        found = (x - mean) * scale
        if self.beta is not None:
            found = found + ops.reshape(self.beta, shape)
        return ops.cast(found, self.compute_dtype)

    return call
