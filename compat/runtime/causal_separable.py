"""``SeparableConv1D(padding="causal")``: zeros in front, as many as the kernel reaches back."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

from .widen import wrap


def install() -> None:
    """Widen ``SeparableConv1D``; Keras 3 refuses the padding, so this holds for everybody."""
    import keras

    cls = keras.layers.SeparableConv1D
    wrap(cls, "__init__", _init)
    wrap(cls, "call", _call)
    wrap(cls, "compute_output_shape", _output_shape)


def _init(native: Callable[..., None]) -> Callable[..., None]:
    parameters = list(inspect.signature(native).parameters)[1:]
    at = parameters.index("padding")

    def __init__(self: Any, *args: Any, **kwargs: Any) -> None:
        given = args[at] if len(args) > at else kwargs.get("padding")
        if not isinstance(given, str) or given.lower() != "causal":
            return native(self, *args, **kwargs)
        kwargs.update(zip(parameters, args))
        native(self, **{**kwargs, "padding": "valid"})
        if self.data_format == "channels_first":
            raise ValueError('When using causal padding in `SeparableConv1D`, `data_format` must be "channels_last".')
        self.padding = "causal"
        return None

    return __init__


def _reach(layer: Any) -> int:
    return int(layer.dilation_rate[0] * (layer.kernel_size[0] - 1))


def _call(native: Callable[..., Any]) -> Callable[..., Any]:
    def call(self: Any, inputs: Any) -> Any:
        if self.padding != "causal":
            return native(self, inputs)
        from keras import ops

        outputs = ops.separable_conv(
            ops.pad(inputs, ((0, 0), (_reach(self), 0), (0, 0))),
            self.depthwise_kernel,
            self.pointwise_kernel,
            strides=self.strides,
            padding="valid",
            dilation_rate=self.dilation_rate,
            data_format=self.data_format,
        )
        if self.use_bias:
            outputs = outputs + ops.reshape(self.bias, (1, 1, self.filters))
        return outputs if self.activation is None else self.activation(outputs)

    return call


def _output_shape(native: Callable[..., Any]) -> Callable[..., Any]:
    def compute_output_shape(self: Any, input_shape: Any) -> Any:
        if self.padding != "causal":
            return native(self, input_shape)
        steps = input_shape[1]
        reached = None if steps is None else -(-steps // self.strides[0])
        return (input_shape[0], reached, self.filters)

    return compute_output_shape
