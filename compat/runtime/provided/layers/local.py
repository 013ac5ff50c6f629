"""Convolutions whose kernel is another one at each place: ``LocallyConnected1D`` and ``LocallyConnected2D``."""

from __future__ import annotations

import inspect
import itertools
from typing import Any

import keras
import numpy as np
from keras import ops

from ..backend._tensors import is_dialect
from ..backend.config import normalize_data_format
from ..backend.convolution import local_conv
from ..backend.nn import bias_add
from ..utils import connected_inputs, conv_output_length, normalize_padding, normalize_tuple


class _LocallyConnected(keras.layers.Layer):
    """A layer over ``space`` axes.

    Args:
        filters: Channels out.
        kernel_size: One number, or one for each axis of space.
        strides: Likewise.
        padding: ``"valid"``; with ``implementation`` 2 and 3 also ``"same"``.
        implementation: How the kernel is kept. 1: ``(places, size * channels in, channels out)``; 2: every input element to
            every output element, most of them unused; 3: the used ones of these in one vector.

    Shapes:
        Input ``(batch, *space, channels)`` or with the channels first; output likewise; the bias is
        ``(*space out, channels out)``.
    """

    space: int

    def __init__(
        self,
        filters: int,
        kernel_size: Any,
        strides: Any = 1,
        padding: str = "valid",
        data_format: str | None = None,
        activation: Any = None,
        use_bias: bool = True,
        kernel_initializer: Any = "glorot_uniform",
        bias_initializer: Any = "zeros",
        kernel_regularizer: Any = None,
        bias_regularizer: Any = None,
        activity_regularizer: Any = None,
        kernel_constraint: Any = None,
        bias_constraint: Any = None,
        implementation: int = 1,
        **kwargs: Any,
    ) -> None:
        super().__init__(activity_regularizer=activity_regularizer, **kwargs)
        self.filters = filters
        self.kernel_size = normalize_tuple(kernel_size, self.space, "kernel_size")
        self.strides = normalize_tuple(strides, self.space, "strides")
        self.padding = normalize_padding(padding)
        if implementation not in (1, 2, 3):
            raise ValueError(f"Unrecognized implementation mode: {implementation}.")
        if self.padding != "valid" and implementation == 1:
            raise ValueError(
                f"Invalid border mode for {type(self).__name__} "
                f'(only "valid" is supported if implementation is 1): {padding}'
            )
        self.data_format = normalize_data_format(data_format)
        self.activation = keras.activations.get(activation)
        self.use_bias = use_bias
        self.kernel_initializer = keras.initializers.get(kernel_initializer)
        self.bias_initializer = keras.initializers.get(bias_initializer)
        self.kernel_regularizer = keras.regularizers.get(kernel_regularizer)
        self.bias_regularizer = keras.regularizers.get(bias_regularizer)
        self.kernel_constraint = keras.constraints.get(kernel_constraint)
        self.bias_constraint = keras.constraints.get(bias_constraint)
        self.implementation = implementation
        self.input_spec = keras.layers.InputSpec(ndim=self.space + 2)

    def _split(self, shape: Any) -> tuple[tuple[Any, ...], Any]:
        if self.data_format == "channels_first":
            return tuple(shape[2:]), shape[1]
        return tuple(shape[1:-1]), shape[-1]

    def _joined(self, space: Any, channels: Any) -> tuple[Any, ...]:
        return (channels, *space) if self.data_format == "channels_first" else (*space, channels)

    def _places(self, space: Any) -> tuple[Any, ...]:
        return tuple(
            conv_output_length(size, width, self.padding, stride)
            for size, width, stride in zip(space, self.kernel_size, self.strides)
        )

    def build(self, input_shape: Any) -> None:
        space, channels = self._split(input_shape)
        if None in space or channels is None:
            raise ValueError(
                f"The sizes of space and the channels of the input of {type(self).__name__} must be known. "
                f"Received input shape {tuple(input_shape)}"
            )
        places = self._places(space)
        if any(size <= 0 for size in places):
            raise ValueError(
                f"One of the dimensions in the output is <= 0 due to downsampling in {self.name}. Consider increasing the "
                f"input size. Received input shape {tuple(input_shape)} which would produce output shape with a zero or "
                "negative value in a dimension."
            )
        self.output_places = places
        for name, size in zip(("output_length",) if len(places) == 1 else ("output_row", "output_col"), places):
            setattr(self, name, size)
        self.kernel_shape = self._kernel_shape(space, channels)
        self.kernel = self.add_weight(
            shape=self.kernel_shape,
            initializer=self.kernel_initializer,
            name="kernel",
            regularizer=self.kernel_regularizer,
            constraint=self.kernel_constraint,
        )
        self.bias = None
        if self.use_bias:
            self.bias = self.add_weight(
                shape=(*places, self.filters),
                initializer=self.bias_initializer,
                name="bias",
                regularizer=self.bias_regularizer,
                constraint=self.bias_constraint,
            )
        axis = 1 if self.data_format == "channels_first" else -1
        self.input_spec = keras.layers.InputSpec(ndim=self.space + 2, axes={axis: channels})
        self.built = True

    def _kernel_shape(self, space: Any, channels: int) -> tuple[int, ...]:
        places = self.output_places
        if self.implementation == 1:
            return (int(np.prod(places)), int(np.prod(self.kernel_size)) * channels, self.filters)
        used = self._used(space, channels)
        if self.implementation == 2:
            self._mask = used.astype("float32")
            return used.shape
        # Sorted by output element, then by input element.
        outputs, inputs = np.nonzero(used.reshape(int(np.prod(space)) * channels, -1).T)
        self._pairs = np.stack([inputs, outputs], axis=1).astype("int32")
        return (len(outputs),)

    def _used(self, space: Any, channels: int) -> Any:
        """Which input element goes into which output element: input axes, then output axes."""
        places = self.output_places
        used = np.zeros((*space, *places), bool)
        for place in itertools.product(*map(range, places)):
            for element in connected_inputs(space, self.kernel_size, place, self.strides, self.padding):
                used[element + place] = True
        first = self.data_format == "channels_first"
        used = used[None] if first else np.expand_dims(used, self.space)
        used = np.expand_dims(used, self.space + 1) if first else used[..., None]
        shape = (*self._joined(space, channels), *self._joined(places, self.filters))
        return np.array(np.broadcast_to(used, shape))

    def call(self, inputs: Any) -> Any:
        if self.implementation == 1:
            output = local_conv(
                inputs, self.kernel, self.kernel_size, self.strides, self.output_places, self.data_format
            )
        else:
            output = self._product(inputs)
        if self.bias is not None:
            output = bias_add(output, self.bias, self.data_format)
        return self.activation(output)

    def _product(self, inputs: Any) -> Any:
        shape = self._joined(self.output_places, self.filters)
        size = int(np.prod(shape))
        flat = ops.reshape(inputs, (-1, int(np.prod(inputs.shape[1:]))))
        if self.implementation == 2:
            kernel = ops.reshape(self.kernel * self._mask, (-1, size))
        else:
            kernel = ops.scatter(self._pairs, ops.convert_to_tensor(self.kernel), (flat.shape[1], size))
        return ops.reshape(ops.matmul(flat, kernel), (-1, *shape))

    def compute_output_shape(self, input_shape: Any) -> tuple[Any, ...]:
        space, _ = self._split(input_shape)
        return (input_shape[0], *self._joined(self._places(space), self.filters))

    def get_config(self) -> dict[str, Any]:
        return {
            **super().get_config(),
            "filters": self.filters,
            "kernel_size": self.kernel_size,
            "strides": self.strides,
            "padding": self.padding,
            "data_format": self.data_format,
            "activation": keras.activations.serialize(self.activation),
            "use_bias": self.use_bias,
            "kernel_initializer": keras.initializers.serialize(self.kernel_initializer),
            "bias_initializer": keras.initializers.serialize(self.bias_initializer),
            "kernel_regularizer": keras.regularizers.serialize(self.kernel_regularizer),
            "bias_regularizer": keras.regularizers.serialize(self.bias_regularizer),
            "activity_regularizer": keras.regularizers.serialize(self.activity_regularizer),
            "kernel_constraint": keras.constraints.serialize(self.kernel_constraint),
            "bias_constraint": keras.constraints.serialize(self.bias_constraint),
            "implementation": self.implementation,
        }


@keras.saving.register_keras_serializable(package="compat")
class LocallyConnected1D(_LocallyConnected):
    """See :class:`_LocallyConnected`; ``(batch, steps, channels)``."""

    space = 1


@keras.saving.register_keras_serializable(package="compat")
class LocallyConnected2D(_LocallyConnected):
    """See :class:`_LocallyConnected`; ``(batch, rows, columns, channels)``."""

    space = 2

    def __init__(self, filters: int, kernel_size: Any, *args: Any, **kwargs: Any) -> None:
        # Up to Keras 2.2 three numbers were filters, rows and columns, as in Keras 1.
        if len(args) == 1 and isinstance(kernel_size, int) and isinstance(args[0], int) and is_dialect("2.2"):
            kernel_size, args = (kernel_size, args[0]), ()
        super().__init__(filters, kernel_size, *args, **kwargs)

    __init__.__signature__ = inspect.signature(_LocallyConnected.__init__)  # type: ignore[attr-defined]
