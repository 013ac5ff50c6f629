"""Activations, normalization and other neural-network functions of ``keras.backend``."""

from __future__ import annotations

from typing import Any

from keras import ops

from ._logits import keep
from ._tensors import axes, dtype_of, rank, sizes, static_shape, tensor, traced
from ._tensors import data_format as _data_format

# ---- activations: the shape and dtype of x ----


def relu(x: Any, alpha: float = 0.0, max_value: float | None = None, threshold: float = 0.0) -> Any:
    """``x`` above the threshold and below ``max_value``, ``alpha * (x - threshold)`` below the threshold."""
    x = tensor(x)
    if threshold != 0:
        above = x * ops.cast(ops.greater(x, threshold), dtype_of(x))
    else:
        above = ops.relu(x)
    if max_value is not None:
        above = ops.clip(above, 0.0, max_value)
    return above if alpha == 0 else above - alpha * ops.relu(threshold - x)


def elu(x: Any, alpha: float = 1.0) -> Any:
    """``x`` above 0, ``alpha * (exp(x) - 1)`` below."""
    x = tensor(x)
    return ops.elu(x) if alpha == 1 else ops.where(ops.greater(x, 0), x, alpha * ops.elu(x))


def softmax(x: Any, axis: Any = -1) -> Any:
    """``exp(x)``, scaled to the sum 1 along an axis or several.

    Raises:
        ValueError: A tensor of rank 1.
    """
    x = tensor(x)
    if rank(x) <= 1:
        raise ValueError(f"Cannot apply softmax to a tensor that is 1D. Received input: {x}")
    if not isinstance(axis, int):
        shifted = ops.exp(x - ops.max(x, axis=axes(axis), keepdims=True))
        return keep(shifted / ops.sum(shifted, axis=axes(axis), keepdims=True), x)
    return keep(ops.softmax(x, axis=axis), x)


def softplus(x: Any) -> Any:
    """``log(exp(x) + 1)``."""
    return ops.softplus(tensor(x))


def softsign(x: Any) -> Any:
    """``x / (abs(x) + 1)``."""
    return ops.softsign(tensor(x))


def sigmoid(x: Any) -> Any:
    """``1 / (1 + exp(-x))``."""
    x = tensor(x)
    return keep(ops.sigmoid(x), x)


def hard_sigmoid(x: Any) -> Any:
    """``clip(0.2 x + 0.5, 0, 1)``; Keras 3 has another function under this name."""
    return ops.clip(tensor(x) * 0.2 + 0.5, 0.0, 1.0)


def tanh(x: Any) -> Any:
    """Hyperbolic tangents."""
    return ops.tanh(tensor(x))


# ---- normalization ----


def l2_normalize(x: Any, axis: Any = None) -> Any:
    """``x`` scaled to the length 1 along an axis; the square of the length counts as 1e-12 at least."""
    x = tensor(x)
    square = ops.sum(ops.square(x), axis=axes(axis), keepdims=True)
    return x * ops.rsqrt(ops.maximum(square, 1e-12))


def batch_normalization(
    x: Any, mean: Any, var: Any, beta: Any, gamma: Any, axis: int = -1, epsilon: float = 1e-3
) -> Any:
    """``(x - mean) / sqrt(var + epsilon) * gamma + beta``.

    Args:
        mean: Of the features, and so are the others; ``beta`` and ``gamma`` may be None. For a rank of 4 they are
            vectors, whatever their axes; otherwise they are broadcast as they are.
        axis: That of the features.
    """
    x = tensor(x)
    if rank(x) == 4:
        shape = [1, 1, 1, 1]
        shape[axis] = -1
        mean, var, beta, gamma = (
            each if each is None else ops.reshape(each, shape) for each in (mean, var, beta, gamma)
        )
    scale = ops.rsqrt(ops.add(var, epsilon))
    if gamma is not None:
        scale = scale * gamma
    shift = -mean * scale if beta is None else beta - mean * scale
    return x * scale + shift


@traced
def normalize_batch_in_training(
    x: Any, gamma: Any, beta: Any, reduction_axes: Any, epsilon: float = 1e-3
) -> tuple[Any, Any, Any]:
    """``x`` normalized with its own statistics, with those.

    Returns:
        The normalized tensor, the means and the variances of what is left of the axes. For images (rank 4, all axes but
        one) the variance has the divisor n - 1, as TensorFlow's fused kernel returns it; the tensor is normalized with n.
    """
    x = tensor(x)
    over = tuple(int(each) % rank(x) for each in reduction_axes)
    mean = ops.mean(x, axis=over, keepdims=True)
    var = ops.mean(ops.square(x - mean), axis=over, keepdims=True)
    target = [1 if axis in over else size for axis, size in enumerate(sizes(x))]
    scale = ops.rsqrt(var + epsilon)
    if gamma is not None:
        scale = scale * ops.reshape(gamma, target)
    normal = (x - mean) * scale
    if beta is not None:
        normal = normal + ops.reshape(beta, target)
    if rank(x) == 4 and list(over) in ([0, 1, 2], [0, 2, 3]):
        count = ops.cast(ops.size(x) // ops.size(mean), dtype_of(x))
        var = var * (count / ops.maximum(count - 1, 1))
    return normal, ops.squeeze(mean, over), ops.squeeze(var, over)


# ---- others ----


def bias_add(x: Any, bias: Any, data_format: str | None = None) -> Any:
    """Add a bias.

    Args:
        x: ``(batch, ..., channels)``, or with the channels first.
        bias: ``(channels,)``, or the shape of a sample with the channels last.

    Raises:
        ValueError: A bias of another rank, or another data format.
    """
    first = _data_format(data_format) == "channels_first"
    x = tensor(x)
    shape = static_shape(bias) or ()
    if len(shape) == 1:
        return x + (ops.reshape(bias, [1, -1] + [1] * (rank(x) - 2)) if first else bias)
    if len(shape) != rank(x) - 1:
        raise ValueError(f"Unexpected bias dimensions {len(shape)}, expect to be 1 or {rank(x) - 1} dimensions")
    return x + ops.reshape(bias, (1, shape[-1], *shape[:-1]) if first else (1, *shape))


def in_top_k(predictions: Any, targets: Any, k: int) -> Any:
    """Whether each target is among the k largest predictions.

    Args:
        predictions: ``(batch, classes)``.
        targets: ``(batch,)``, whole numbers.

    Returns:
        ``(batch,)``, bool. Of equal predictions all are in, and a prediction that is no finite number is out.
    """
    predictions, targets = tensor(predictions), tensor(targets)
    classes = ops.arange(sizes(predictions)[1], dtype=dtype_of(targets))
    hit = ops.equal(ops.expand_dims(targets, 1), classes)
    own = ops.sum(ops.where(hit, predictions, ops.zeros_like(predictions)), axis=1, keepdims=True)
    larger = ops.sum(ops.cast(ops.greater(predictions, own), "int32"), axis=1)
    valid = ops.logical_and(ops.any(hit, axis=1), ops.squeeze(ops.isfinite(own), 1))
    return ops.logical_and(ops.less(larger, k), valid)
