"""``tf.nn``."""

from __future__ import annotations

from typing import Any

from keras import ops

from ..backend import losses as _losses
from ..backend import random as _random
from ..backend._tensors import axes as _axes
from ..backend._tensors import dtype_of as _dtype_of
from ..backend._tensors import tensor as _tensor
from ..backend.convolution import mean_of_windows as _mean_of_windows
from . import public as _public

# ---- activations ----


def relu(features: Any, name: Any = None) -> Any:
    return ops.relu(_tensor(features))


def relu6(features: Any, name: Any = None) -> Any:
    return ops.relu6(_tensor(features))


def elu(features: Any, name: Any = None) -> Any:
    return ops.elu(_tensor(features))


def selu(features: Any, name: Any = None) -> Any:
    return ops.selu(_tensor(features))


def crelu(features: Any, axis: int = -1, name: Any = None) -> Any:
    x = _tensor(features)
    return ops.relu(ops.concatenate([x, -x], axis=axis))


def leaky_relu(features: Any, alpha: float = 0.2, name: Any = None) -> Any:
    return ops.leaky_relu(_tensor(features), negative_slope=alpha)


def gelu(features: Any, approximate: bool = False, name: Any = None) -> Any:
    return ops.gelu(_tensor(features), approximate=approximate)


def silu(features: Any, beta: float = 1.0) -> Any:
    x = _tensor(features)
    return x * ops.sigmoid(x if beta == 1.0 else beta * x)


def softmax(logits: Any, axis: Any = None, name: Any = None, dim: Any = None) -> Any:
    return ops.softmax(_tensor(logits), axis=_last(axis, dim))


def log_softmax(logits: Any, axis: Any = None, name: Any = None, dim: Any = None) -> Any:
    return ops.log_softmax(_tensor(logits), axis=_last(axis, dim))


def _last(*axes: Any) -> int:
    return int(next((each for each in axes if each is not None), -1))


# ---- losses ----


def sigmoid_cross_entropy_with_logits(labels: Any = None, logits: Any = None, name: Any = None) -> Any:
    """``max(x, 0) - x z + log(1 + exp(-|x|))``, element by element."""
    return _losses.with_logits(_tensor(labels), _tensor(logits))


def weighted_cross_entropy_with_logits(labels: Any, logits: Any, pos_weight: Any, name: Any = None) -> Any:
    x, z = _tensor(logits), _tensor(labels)
    return (1 - z) * x + (1 + (pos_weight - 1) * z) * ops.softplus(-x)


def softmax_cross_entropy_with_logits(labels: Any, logits: Any, axis: int = -1, name: Any = None, **v1: Any) -> Any:
    return -ops.sum(_tensor(labels) * ops.log_softmax(_tensor(logits), axis=axis), axis=axis)


softmax_cross_entropy_with_logits_v2 = softmax_cross_entropy_with_logits


def sparse_softmax_cross_entropy_with_logits(labels: Any = None, logits: Any = None, name: Any = None) -> Any:
    found = ops.log_softmax(_tensor(logits), axis=-1)
    return -ops.squeeze(
        ops.take_along_axis(found, ops.expand_dims(ops.cast(_tensor(labels), "int32"), -1), axis=-1), -1
    )


def l2_loss(t: Any, name: Any = None) -> Any:
    return ops.sum(ops.square(_tensor(t))) / 2


def compute_average_loss(per_example_loss: Any, sample_weight: Any = None, global_batch_size: Any = None) -> Any:
    losses = _tensor(per_example_loss)
    if sample_weight is not None:
        losses = losses * _tensor(sample_weight)
    return ops.sum(losses) / (global_batch_size or ops.shape(losses)[0])


# ---- convolution and pooling ----


def conv1d(
    input: Any,
    filters: Any,
    stride: Any = 1,
    padding: str = "VALID",
    data_format: str = "NWC",
    dilations: Any = None,
    name: Any = None,
) -> Any:
    return _conv(1, input, filters, stride, padding, data_format, dilations)


def conv2d(
    input: Any,
    filters: Any,
    strides: Any = 1,
    padding: Any = "VALID",
    data_format: str = "NHWC",
    dilations: Any = None,
    name: Any = None,
) -> Any:
    return _conv(2, input, filters, strides, padding, data_format, dilations)


def conv3d(
    input: Any,
    filters: Any,
    strides: Any = 1,
    padding: Any = "VALID",
    data_format: str = "NDHWC",
    dilations: Any = None,
    name: Any = None,
) -> Any:
    return _conv(3, input, filters, strides, padding, data_format, dilations)


def _conv(spatial: int, input: Any, filters: Any, strides: Any, padding: Any, data_format: str, dilations: Any) -> Any:
    return ops.conv(
        _tensor(input),
        _tensor(filters),
        strides=_spatial(strides, spatial, data_format),
        padding=_padding(padding),
        data_format=_format(data_format),
        dilation_rate=_spatial(dilations or 1, spatial, data_format),
    )


def depthwise_conv2d(
    input: Any,
    filter: Any,
    strides: Any,
    padding: Any,
    data_format: str = "NHWC",
    dilations: Any = None,
    name: Any = None,
) -> Any:
    return ops.depthwise_conv(
        _tensor(input),
        _tensor(filter),
        strides=_spatial(strides, 2, data_format),
        padding=_padding(padding),
        data_format=_format(data_format),
        dilation_rate=_spatial(dilations or 1, 2, data_format),
    )


def separable_conv2d(
    input: Any,
    depthwise_filter: Any,
    pointwise_filter: Any,
    strides: Any,
    padding: Any,
    data_format: str = "NHWC",
    dilations: Any = None,
    name: Any = None,
) -> Any:
    return ops.separable_conv(
        _tensor(input),
        _tensor(depthwise_filter),
        _tensor(pointwise_filter),
        strides=_spatial(strides, 2, data_format),
        padding=_padding(padding),
        data_format=_format(data_format),
        dilation_rate=_spatial(dilations or 1, 2, data_format),
    )


def max_pool2d(input: Any, ksize: Any, strides: Any, padding: str, data_format: str = "NHWC", name: Any = None) -> Any:
    return _pool(ops.max_pool, input, ksize, strides, padding, data_format)


def avg_pool2d(input: Any, ksize: Any, strides: Any, padding: str, data_format: str = "NHWC", name: Any = None) -> Any:
    return _pool(ops.average_pool, input, ksize, strides, padding, data_format)


def max_pool1d(input: Any, ksize: Any, strides: Any, padding: str, data_format: str = "NWC", name: Any = None) -> Any:
    return _pool(ops.max_pool, input, ksize, strides, padding, data_format)


def avg_pool1d(input: Any, ksize: Any, strides: Any, padding: str, data_format: str = "NWC", name: Any = None) -> Any:
    return _pool(ops.average_pool, input, ksize, strides, padding, data_format)


def _pool(function: Any, input: Any, ksize: Any, strides: Any, padding: str, data_format: str) -> Any:
    x = _tensor(input)
    spatial = len(x.shape) - 2
    sizes, steps = _spatial(ksize, spatial, data_format), _spatial(strides, spatial, data_format)
    if function is ops.average_pool and _padding(padding) == "same":
        return _mean_of_windows(x, sizes, steps, _format(data_format))
    return function(x, sizes, strides=steps, padding=_padding(padding), data_format=_format(data_format))


def _spatial(values: Any, count: int, data_format: str) -> tuple[int, ...]:
    """Numbers for the spatial axes of one number, one for each of these axes, or one for each axis."""
    if isinstance(values, int):
        return (values,) * count
    values = [int(each) for each in values]
    if len(values) == count + 2:
        values = values[2:] if _format(data_format) == "channels_first" else values[1:-1]
    return tuple(values * count if len(values) == 1 else values)


def _padding(padding: Any) -> str:
    if not isinstance(padding, str):
        raise NotImplementedError("Explicit padding is not served.\nHint: keras.ops.pad first, then padding='VALID'.")
    return padding.lower()


def _format(data_format: str | None) -> str:
    return "channels_first" if (data_format or "").startswith("NC") else "channels_last"


# ---- the rest ----


def bias_add(value: Any, bias: Any, data_format: Any = None, name: Any = None) -> Any:
    x, bias = _tensor(value), _tensor(bias)
    if _format(data_format) == "channels_first":
        bias = ops.reshape(bias, (-1, *[1] * (len(x.shape) - 2)))
    return x + bias


def moments(
    x: Any, axes: Any, shift: Any = None, keepdims: bool = False, name: Any = None, keep_dims: Any = None
) -> tuple[Any, Any]:
    mean, variance = ops.moments(_tensor(x), _axes(axes), keepdims=bool(keepdims or keep_dims))
    return mean, variance


def batch_normalization(
    x: Any, mean: Any, variance: Any, offset: Any, scale: Any, variance_epsilon: float, name: Any = None
) -> Any:
    factor = ops.rsqrt(_tensor(variance) + variance_epsilon)
    factor = factor if scale is None else factor * scale
    shift = -_tensor(mean) * factor
    return _tensor(x) * factor + (shift if offset is None else shift + offset)


def dropout(x: Any, rate: Any = None, noise_shape: Any = None, seed: Any = None, name: Any = None, **v1: Any) -> Any:
    """Drop elements with probability ``rate`` (``1 - keep_prob`` of TensorFlow 1) and scale the rest."""
    if "keep_prob" in v1:
        rate = 1.0 - v1["keep_prob"]
    return _random.dropout(_tensor(x), rate, noise_shape, seed)


def embedding_lookup(params: Any, ids: Any, max_norm: Any = None, name: Any = None, **v1: Any) -> Any:
    if max_norm is not None:
        raise NotImplementedError("tf.nn.embedding_lookup(max_norm=...) is not served.\nHint: clip the rows first.")
    return ops.take(_tensor(params), ops.cast(_tensor(ids), "int32"), axis=0)


def depth_to_space(input: Any, block_size: int, data_format: str = "NHWC", name: Any = None) -> Any:
    x, block = _channels_last(_tensor(input), data_format), int(block_size)
    rows, columns, depth = x.shape[1:]
    x = ops.reshape(x, (-1, rows, columns, block, block, depth // block**2))
    x = ops.reshape(ops.transpose(x, (0, 1, 3, 2, 4, 5)), (-1, rows * block, columns * block, depth // block**2))
    return _as_given(x, data_format)


def space_to_depth(input: Any, block_size: int, data_format: str = "NHWC", name: Any = None) -> Any:
    x, block = _channels_last(_tensor(input), data_format), int(block_size)
    rows, columns, depth = x.shape[1:]
    x = ops.reshape(x, (-1, rows // block, block, columns // block, block, depth))
    x = ops.reshape(ops.transpose(x, (0, 1, 3, 2, 4, 5)), (-1, rows // block, columns // block, depth * block**2))
    return _as_given(x, data_format)


def _channels_last(x: Any, data_format: str) -> Any:
    return ops.transpose(x, (0, 2, 3, 1)) if data_format == "NCHW" else x


def _as_given(x: Any, data_format: str) -> Any:
    return ops.transpose(x, (0, 3, 1, 2)) if data_format == "NCHW" else x


def local_response_normalization(
    input: Any, depth_radius: int = 5, bias: float = 1.0, alpha: float = 1.0, beta: float = 0.5, name: Any = None
) -> Any:
    """``x / (bias + alpha * sum of x**2 over depth_radius channels on each side) ** beta``."""
    x = _tensor(input)
    squares, depth = ops.square(x), x.shape[-1]
    padded = ops.pad(squares, [(0, 0)] * (len(x.shape) - 1) + [(depth_radius, depth_radius)])
    total = sum(padded[..., start : start + depth] for start in range(2 * depth_radius + 1))
    return x / ops.power(bias + alpha * total, ops.convert_to_tensor(beta, dtype=_dtype_of(x)))


NAMES = _public(
    globals(),
    __name__,
    max_pool="max_pool2d",
    avg_pool="avg_pool2d",
    lrn="local_response_normalization",
)
