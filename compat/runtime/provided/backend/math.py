"""Arithmetic of ``keras.backend``: reductions, element-wise functions, comparisons and products."""

from __future__ import annotations

import builtins
import string
from typing import Any

import numpy as np
from keras import ops

from ._tensors import axes, backend, dtype_of, is_dialect, rank, standard_dtype, static_shape, tensor

# ---- reductions: over ``axis``, a number, a list of numbers or None for all of them ----


def max(x: Any, axis: Any = None, keepdims: bool = False) -> Any:
    """Largest elements; the dtype is that of ``x``."""
    return ops.max(tensor(x), axis=axes(axis), keepdims=keepdims)


def min(x: Any, axis: Any = None, keepdims: bool = False) -> Any:
    """Smallest elements; the dtype is that of ``x``."""
    return ops.min(tensor(x), axis=axes(axis), keepdims=keepdims)


def sum(x: Any, axis: Any = None, keepdims: bool = False) -> Any:
    """Sums; the dtype is that of ``x``."""
    return _as(x, ops.sum(tensor(x), axis=axes(axis), keepdims=keepdims))


def prod(x: Any, axis: Any = None, keepdims: bool = False) -> Any:
    """Products; the dtype is that of ``x``."""
    return _as(x, ops.prod(tensor(x), axis=axes(axis), keepdims=keepdims))


def mean(x: Any, axis: Any = None, keepdims: bool = False) -> Any:
    """Means; booleans are counted in floatx, and integers divide as integers, towards zero."""
    x = _counted(x)
    if "int" not in dtype_of(x):
        return ops.mean(x, axis=axes(axis), keepdims=keepdims)
    total = sum(x, axis, keepdims)
    count = sum(ops.ones_like(x), axis, keepdims)
    return ops.sign(total) * (ops.abs(total) // count)


def var(x: Any, axis: Any = None, keepdims: bool = False) -> Any:
    """Variances, with the divisor n; booleans are counted in floatx."""
    x = _counted(x)
    centered = x - ops.mean(x, axis=axes(axis), keepdims=True)
    return ops.mean(ops.square(centered), axis=axes(axis), keepdims=keepdims)


def std(x: Any, axis: Any = None, keepdims: bool = False) -> Any:
    """Standard deviations, with the divisor n; booleans are counted in floatx."""
    return ops.sqrt(var(x, axis, keepdims))


def any(x: Any, axis: Any = None, keepdims: bool = False) -> Any:
    """Whether some element is not zero: bool."""
    return ops.any(ops.cast(tensor(x), "bool"), axis=axes(axis), keepdims=keepdims)


def all(x: Any, axis: Any = None, keepdims: bool = False) -> Any:
    """Whether no element is zero: bool."""
    return ops.all(ops.cast(tensor(x), "bool"), axis=axes(axis), keepdims=keepdims)


def logsumexp(x: Any, axis: Any = None, keepdims: bool = False) -> Any:
    """``log(sum(exp(x)))`` without overflow."""
    axis = (axis,) if isinstance(axis, int) else axes(axis)
    return ops.logsumexp(tensor(x), axis=axis, keepdims=keepdims)


def argmax(x: Any, axis: int = -1) -> Any:
    """Where the largest element is: int64 (int32 on jax)."""
    return _index(ops.argmax(tensor(x), axis=axis))


def argmin(x: Any, axis: int = -1) -> Any:
    """Where the smallest element is: int64 (int32 on jax)."""
    return _index(ops.argmin(tensor(x), axis=axis))


def cumsum(x: Any, axis: int = 0) -> Any:
    """Running sums along an axis."""
    return _as(x, ops.cumsum(tensor(x), axis=axis))


def cumprod(x: Any, axis: int = 0) -> Any:
    """Running products along an axis."""
    return _as(x, ops.cumprod(tensor(x), axis=axis))


def _as(x: Any, result: Any) -> Any:
    """Keras 3 widens small integers."""
    wanted = dtype_of(x)
    return result if dtype_of(result) == wanted or wanted == "bool" else ops.cast(result, wanted)


def _counted(x: Any) -> Any:
    return ops.cast(x, standard_dtype(None)) if dtype_of(x) == "bool" else tensor(x)


def _index(found: Any) -> Any:
    return found if backend() == "jax" else ops.cast(found, "int64")


# ---- element-wise functions: the shape and dtype of x ----


def square(x: Any) -> Any:
    """``x * x``."""
    return ops.square(tensor(x))


def abs(x: Any) -> Any:
    """Absolute values."""
    return ops.abs(tensor(x))


def sqrt(x: Any) -> Any:
    """Square roots; those of negative numbers are 0."""
    return ops.sqrt(ops.maximum(tensor(x), 0.0))


def exp(x: Any) -> Any:
    """``e ** x``."""
    return ops.exp(tensor(x))


def log(x: Any) -> Any:
    """Natural logarithms."""
    return ops.log(tensor(x))


def round(x: Any) -> Any:
    """The nearest whole numbers, halves to the even one."""
    return ops.round(tensor(x))


def sign(x: Any) -> Any:
    """-1, 0 or 1."""
    return ops.sign(tensor(x))


def sin(x: Any) -> Any:
    """Sines."""
    return ops.sin(tensor(x))


def cos(x: Any) -> Any:
    """Cosines."""
    return ops.cos(tensor(x))


def pow(x: Any, a: Any) -> Any:
    """``x ** a``."""
    return ops.power(tensor(x), a)


def clip(x: Any, min_value: Any, max_value: Any) -> Any:
    """``x`` between two bounds, either of them None; where they cross, the lower one wins."""
    x = tensor(x)
    if isinstance(min_value, (int, float)) and isinstance(max_value, (int, float)) and max_value < min_value:
        max_value = min_value
    if min_value is None:
        return x if max_value is None else ops.minimum(x, ops.cast(max_value, dtype_of(x)))
    if max_value is None:
        return ops.maximum(x, ops.cast(min_value, dtype_of(x)))
    return ops.clip(x, min_value, max_value)


# ---- of two tensors ----


def maximum(x: Any, y: Any) -> Any:
    """The larger of each two elements."""
    return ops.maximum(x, y)


def minimum(x: Any, y: Any) -> Any:
    """The smaller of each two elements."""
    return ops.minimum(x, y)


def equal(x: Any, y: Any) -> Any:
    """``x == y``, element by element: bool."""
    return ops.equal(x, y)


def not_equal(x: Any, y: Any) -> Any:
    """``x != y``, element by element: bool."""
    return ops.not_equal(x, y)


def greater(x: Any, y: Any) -> Any:
    """``x > y``, element by element: bool."""
    return ops.greater(x, y)


def greater_equal(x: Any, y: Any) -> Any:
    """``x >= y``, element by element: bool."""
    return ops.greater_equal(x, y)


def less(x: Any, y: Any) -> Any:
    """``x < y``, element by element: bool."""
    return ops.less(x, y)


def less_equal(x: Any, y: Any) -> Any:
    """``x <= y``, element by element: bool."""
    return ops.less_equal(x, y)


def dot(x: Any, y: Any) -> Any:
    """The last axis of ``x`` against the last but one of ``y``.

    Args:
        x: ``(..., n)``, of rank 2 at least.
        y: ``(..., n, m)``, of rank 2 at least.

    Returns:
        ``x.shape[:-1] + y.shape[:-2] + (m,)``.
    """
    x, y = tensor(x), tensor(y)
    if rank(x) == 2 and rank(y) == 2:
        return ops.matmul(x, y)
    return ops.tensordot(x, y, axes=[[rank(x) - 1], [rank(y) - 2]])


def batch_dot(x: Any, y: Any, axes: Any = None) -> Any:
    """The product of each two samples, over one axis of each.

    Args:
        x: ``(batch, ...)``.
        y: ``(batch, ...)``.
        axes: The axis of ``x`` and that of ``y``, or one number for both. Without it the last axis of ``x``, and the
            last but one of ``y`` (the last, where its rank is 2).

    Returns:
        ``(batch,)``, the other axes of ``x``, the other axes of ``y``; ``(batch, 1)`` where none is left. Up to Keras 2.2
        all axes but the last two count as batch where the rank is above 3.

    Raises:
        ValueError: A rank below 2, the batch axis, or sizes that do not fit.
    """
    x, y = tensor(x), tensor(y)
    if is_dialect("2.2"):
        return _batch_matmul(x, y, axes)
    x_shape, y_shape = static_shape(x) or (), static_shape(y) or ()
    if len(x_shape) < 2 or len(y_shape) < 2:
        raise ValueError(f"Cannot do batch_dot on inputs with rank < 2. Received shapes {x_shape} and {y_shape}.")
    over_x, over_y = _batch_dot_axes(axes, len(x_shape), len(y_shape))
    for here, there in ((x_shape[0], y_shape[0]), (x_shape[over_x], y_shape[over_y])):
        if here is not None and there is not None and here != there:
            raise ValueError(
                f"Cannot do batch_dot on inputs with shapes {x_shape} and {y_shape} over axes {[over_x, over_y]}: "
                f"{here} != {there}."
            )
    letters = string.ascii_lowercase
    of_x = list(letters[: len(x_shape)])
    of_y = [of_x[0], *letters[len(x_shape) : len(x_shape) + len(y_shape) - 1]]
    of_y[over_y] = of_x[over_x]
    left = [each for each in of_x[1:] + of_y[1:] if each != of_x[over_x]]
    result = ops.einsum(f"{''.join(of_x)},{''.join(of_y)}->{of_x[0]}{''.join(left)}", x, y)
    return result if left else ops.expand_dims(result, 1)


def _batch_matmul(x: Any, y: Any, axes: Any) -> Any:
    """Keras 2.2's way: a matrix product of the last two axes, each transposed where its axis says so."""
    x_rank, y_rank = rank(x), rank(y)
    axes = (axes, axes) if isinstance(axes, (int, np.integer)) else axes or (x_rank - 1, y_rank - 2)
    lacking = builtins.abs(x_rank - y_rank)
    for _ in range(lacking):
        x, y = (x, ops.expand_dims(y, -1)) if x_rank > y_rank else (ops.expand_dims(x, -1), y)
    last = rank(x) - 1
    if last == 1:
        out = ops.sum(x * y, axis=axes[0]) if axes[0] == axes[1] else ops.sum(ops.transpose(x) * y, axis=axes[1])
    else:
        x = x if axes[0] == last else ops.swapaxes(x, -1, -2)
        y = ops.swapaxes(y, -1, -2) if axes[1] == last else y
        out = ops.matmul(x, y)
    if lacking:
        at = x_rank + y_rank - 3 if x_rank > y_rank else x_rank - 1
        out = ops.squeeze(out, tuple(range(at, at + lacking)))
    return ops.expand_dims(out, 1) if rank(out) == 1 else out


def _batch_dot_axes(axes: Any, x_rank: int, y_rank: int) -> tuple[int, int]:
    if axes is None:
        axes = (x_rank - 1, y_rank - 1 if y_rank == 2 else y_rank - 2)
    elif isinstance(axes, (int, np.integer)):
        axes = (axes, axes)
    if isinstance(axes[0], (list, tuple)) or isinstance(axes[1], (list, tuple)):
        raise ValueError(
            f"Multiple target dimensions are not supported. Expected: None, int, (int, int), Provided: {axes}"
        )
    over_x, over_y = int(axes[0]) % x_rank, int(axes[1]) % y_rank
    if 0 in (over_x, over_y):
        raise ValueError(
            "Cannot perform batch_dot over axis 0. If your inputs are not batched, add a dummy batch dimension to them "
            "with K.expand_dims(x, 0)."
        )
    return over_x, over_y
