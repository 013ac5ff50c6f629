"""Convolutions and pooling of ``keras.backend``; kernels are ``(*space, channels in, channels out)`` in every format."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any

import numpy as np
from keras import ops

from ._tensors import data_format as _data_format
from ._tensors import dims, rank, static_shape, tensor, traced
from .math import batch_dot
from .shape import temporal_padding


def _padding(value: str) -> str:
    if value not in ("same", "valid"):
        raise ValueError(f"Invalid padding: {value}")
    return value


def _tuple(value: Any, count: int) -> tuple[int, ...]:
    return (int(value),) * count if isinstance(value, (int, np.integer)) else tuple(int(each) for each in value)


def conv1d(
    x: Any,
    kernel: Any,
    strides: int = 1,
    padding: str = "valid",
    data_format: str | None = None,
    dilation_rate: int = 1,
) -> Any:
    """Convolution of sequences.

    Args:
        x: ``(batch, steps, channels)``, or with the channels first.
        padding: ``"valid"``, ``"same"`` or ``"causal"``.
    """
    if padding == "causal":
        if _data_format(data_format) != "channels_last":
            raise ValueError('When using causal padding in `conv1d`, `data_format` must be "channels_last".')
        x = temporal_padding(x, (_tuple(dilation_rate, 1)[0] * ((static_shape(kernel) or (0,))[0] - 1), 0))  # type: ignore[operator]
        padding = "valid"
    return _convolve(x, kernel, strides, padding, data_format, dilation_rate)


def conv2d(
    x: Any,
    kernel: Any,
    strides: Any = (1, 1),
    padding: str = "valid",
    data_format: str | None = None,
    dilation_rate: Any = (1, 1),
) -> Any:
    """Convolution of images: ``(batch, rows, columns, channels)``, or with the channels first."""
    return _convolve(x, kernel, strides, padding, data_format, dilation_rate)


def conv3d(
    x: Any,
    kernel: Any,
    strides: Any = (1, 1, 1),
    padding: str = "valid",
    data_format: str | None = None,
    dilation_rate: Any = (1, 1, 1),
) -> Any:
    """Convolution of volumes: ``(batch, depth, rows, columns, channels)``, or with the channels first."""
    return _convolve(x, kernel, strides, padding, data_format, dilation_rate)


def _convolve(x: Any, kernel: Any, strides: Any, padding: str, data_format: str | None, dilation_rate: Any) -> Any:
    x = tensor(x)
    space = rank(x) - 2
    return ops.conv(
        x,
        tensor(kernel),
        strides=_tuple(strides, space),
        padding=_padding(padding),
        data_format=_data_format(data_format),
        dilation_rate=_tuple(dilation_rate, space),
    )


def depthwise_conv2d(
    x: Any,
    depthwise_kernel: Any,
    strides: Any = (1, 1),
    padding: str = "valid",
    data_format: str | None = None,
    dilation_rate: Any = (1, 1),
) -> Any:
    """Convolution of each channel of images by itself; the kernel is ``(rows, columns, channels in, multiplier)``."""
    return ops.depthwise_conv(
        tensor(x),
        tensor(depthwise_kernel),
        strides=_tuple(strides, 2),
        padding=_padding(padding),
        data_format=_data_format(data_format),
        dilation_rate=_tuple(dilation_rate, 2),
    )


def separable_conv1d(
    x: Any,
    depthwise_kernel: Any,
    pointwise_kernel: Any,
    strides: Any = 1,
    padding: str = "valid",
    data_format: str | None = None,
    dilation_rate: Any = 1,
) -> Any:
    """Convolution of each channel of sequences by itself, then one of size 1."""
    return _separable(x, depthwise_kernel, pointwise_kernel, strides, padding, data_format, dilation_rate)


def separable_conv2d(
    x: Any,
    depthwise_kernel: Any,
    pointwise_kernel: Any,
    strides: Any = (1, 1),
    padding: str = "valid",
    data_format: str | None = None,
    dilation_rate: Any = (1, 1),
) -> Any:
    """Convolution of each channel of images by itself, then one of size 1."""
    return _separable(x, depthwise_kernel, pointwise_kernel, strides, padding, data_format, dilation_rate)


def _separable(
    x: Any, depthwise: Any, pointwise: Any, strides: Any, padding: str, data_format: str | None, dilation_rate: Any
) -> Any:
    x = tensor(x)
    space = rank(x) - 2
    return ops.separable_conv(
        x,
        tensor(depthwise),
        tensor(pointwise),
        strides=_tuple(strides, space),
        padding=_padding(padding),
        data_format=_data_format(data_format),
        dilation_rate=_tuple(dilation_rate, space),
    )


# ---- transposed ----


def conv2d_transpose(
    x: Any,
    kernel: Any,
    output_shape: Any,
    strides: Any = (1, 1),
    padding: str = "valid",
    data_format: str | None = None,
    dilation_rate: Any = (1, 1),
) -> Any:
    """The gradient of :func:`conv2d`: images of ``output_shape`` that it would turn into the shape of ``x``.

    Args:
        kernel: ``(rows, columns, channels out, channels in)``.
        output_shape: With the batch, in the data format.
        dilation_rate: One number for both axes; with any but 1 the strides are left out, as TensorFlow does.

    Raises:
        ValueError: Two different dilation rates, or a size of space that is not known.
    """
    dilation = _tuple(dilation_rate, 2)
    if dilation[0] != dilation[1]:
        raise ValueError(
            "Expected the 2 dimensions of the `dilation_rate` argument to be equal to each other. "
            f"Received: dilation_rate={dilation_rate}"
        )
    strides = _tuple(strides, 2) if dilation == (1, 1) else (1, 1)
    return _transposed(x, kernel, output_shape, strides, padding, data_format, dilation)


def conv3d_transpose(
    x: Any,
    kernel: Any,
    output_shape: Any,
    strides: Any = (1, 1, 1),
    padding: str = "valid",
    data_format: str | None = None,
) -> Any:
    """The gradient of :func:`conv3d`: volumes of ``output_shape`` that it would turn into the shape of ``x``."""
    return _transposed(x, kernel, output_shape, _tuple(strides, 3), padding, data_format, (1, 1, 1))


@traced
def _transposed(
    x: Any,
    kernel: Any,
    output_shape: Any,
    strides: tuple[int, ...],
    padding: str,
    data_format: str | None,
    dilation: tuple[int, ...],
) -> Any:
    x, kernel = tensor(x), tensor(kernel)
    data_format = _data_format(data_format)
    axes = range(2, rank(x)) if data_format == "channels_first" else range(1, rank(x) - 1)
    wanted, shape = dims(output_shape), static_shape(x) or ()
    _padding(padding)
    blocks: list[Any] = [slice(None)] * rank(x)
    pads = [(0, 0)] * rank(x)
    for space, axis in enumerate(axes):
        size, out, width = shape[axis], wanted[axis], (static_shape(kernel) or ())[space]
        if not isinstance(size, int) or not isinstance(out, int) or width is None:
            raise ValueError(f"conv_transpose needs known sizes of space: input {shape}, output {tuple(wanted)}")
        reach = (width - 1) * dilation[space] + 1
        full = (size - 1) * strides[space] + reach
        before = max(full - out, 0) // 2 if padding == "same" else 0
        blocks[axis] = slice(before, before + out)
        pads[axis] = (0, max(before + out - full, 0))
    whole = ops.conv_transpose(
        x,
        kernel,
        strides=strides,
        padding="valid",
        output_padding=_full_only(strides, kernel, dilation),
        data_format=data_format,
        dilation_rate=dilation,
    )
    whole = ops.pad(whole, pads) if any(after for _, after in pads) else whole
    return whole[tuple(blocks)]


def _full_only(strides: tuple[int, ...], kernel: Any, dilation: tuple[int, ...]) -> Any:
    """No padding at the end of ``(size - 1) * stride + kernel`` elements, where Keras 3 takes it as a number."""
    return 0 if all(stride == strides[0] for stride in strides) else tuple(0 for _ in strides)


# ---- pooling ----


def pool2d(
    x: Any,
    pool_size: Any,
    strides: Any = (1, 1),
    padding: str = "valid",
    data_format: str | None = None,
    pool_mode: str = "max",
) -> Any:
    """The largest (``"max"``) or mean (``"avg"``) element of each window of images."""
    return _pool(x, pool_size, strides, padding, data_format, pool_mode)


def pool3d(
    x: Any,
    pool_size: Any,
    strides: Any = (1, 1, 1),
    padding: str = "valid",
    data_format: str | None = None,
    pool_mode: str = "max",
) -> Any:
    """The largest (``"max"``) or mean (``"avg"``) element of each window of volumes."""
    return _pool(x, pool_size, strides, padding, data_format, pool_mode)


def _pool(x: Any, pool_size: Any, strides: Any, padding: str, data_format: str | None, pool_mode: str) -> Any:
    x, data_format, padding = tensor(x), _data_format(data_format), _padding(padding)
    space = rank(x) - 2
    sizes, strides = _tuple(pool_size, space), _tuple(strides, space)
    if len(sizes) != space or len(strides) != space:
        raise ValueError(f"`pool_size` and `strides` must be tuples of {space} integers.")
    if pool_mode == "max":
        return ops.max_pool(x, sizes, strides=strides, padding=padding, data_format=data_format)
    if pool_mode != "avg":
        raise ValueError(f"Invalid pooling mode: {pool_mode}")
    if padding == "valid":
        return ops.average_pool(x, sizes, strides=strides, padding="valid", data_format=data_format)
    return mean_of_windows(x, sizes, strides, data_format)


def mean_of_windows(x: Any, sizes: Sequence[int], strides: Sequence[int], data_format: str) -> Any:
    """Means of the elements inside; the padding that torch adds lies elsewhere, so it is added here."""
    axes = range(2, rank(x)) if data_format == "channels_first" else range(1, rank(x) - 1)
    pads = [(0, 0)] * rank(x)
    for axis, window, stride in zip(axes, sizes, strides):
        size = (static_shape(x) or ())[axis]
        if size is None:
            return ops.average_pool(x, sizes, strides=strides, padding="same", data_format=data_format)
        total = max((-(-size // stride) - 1) * stride + window - size, 0)
        pads[axis] = (total // 2, total - total // 2)

    def means(values: Any) -> Any:
        return ops.average_pool(ops.pad(values, pads), sizes, strides=strides, padding="valid", data_format=data_format)

    return means(x) / means(ops.ones_like(x))


# ---- locally connected ----


def local_conv1d(inputs: Any, kernel: Any, kernel_size: Any, strides: Any, data_format: str | None = None) -> Any:
    """Convolution with a kernel of its own at each place.

    Args:
        inputs: ``(batch, steps, channels)``, or with the channels first.
        kernel: ``(steps out, size * channels in, channels out)``.
    """
    return local_conv(inputs, kernel, kernel_size, strides, ((static_shape(kernel) or ())[0],), data_format)


def local_conv2d(
    inputs: Any, kernel: Any, kernel_size: Any, strides: Any, output_shape: Any, data_format: str | None = None
) -> Any:
    """Convolution with a kernel of its own at each place.

    Args:
        inputs: ``(batch, rows, columns, channels)``, or with the channels first.
        kernel: ``(rows out * columns out, size * channels in, channels out)``.
        output_shape: ``(rows out, columns out)``.
    """
    return local_conv(inputs, kernel, kernel_size, strides, output_shape, data_format)


def local_conv(
    inputs: Any, kernel: Any, kernel_size: Any, strides: Any, output_shape: Any, data_format: str | None = None
) -> Any:
    """What :func:`local_conv1d` and :func:`local_conv2d` do, for any number of axes."""
    x, kernel = tensor(inputs), tensor(kernel)
    first = _data_format(data_format) == "channels_first"
    space, features = len(output_shape), (static_shape(kernel) or ())[1]
    patches = []
    for place in itertools.product(*(range(size) for size in output_shape)):
        window = [slice(at * step, at * step + size) for at, step, size in zip(place, strides, kernel_size)]
        block = x[(slice(None), slice(None), *window) if first else (slice(None), *window, slice(None))]
        patches.append(ops.reshape(block, (1, -1, features)))
    output = batch_dot(ops.concatenate(patches, axis=0), kernel)
    channels = (static_shape(kernel) or ())[-1]
    output = ops.reshape(output, (*output_shape, -1, channels))
    places = list(range(space))
    return ops.transpose(output, [space, space + 1, *places] if first else [space, *places, space + 1])
