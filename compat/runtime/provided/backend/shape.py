"""Shapes of ``keras.backend``: reading them, changing them, joining, repeating and padding tensors."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from keras import ops

from . import _resize
from ._tensors import axes as _axes
from ._tensors import backend, dims, dtype_of, is_dialect, is_symbolic, rank, sizes, static_shape, tensor, traced
from ._tensors import data_format as _data_format


def int_shape(x: Any) -> tuple[int | None, ...] | None:
    """The static shape as a tuple, with None for what is not known."""
    return static_shape(x)


def ndim(x: Any) -> int | None:
    """The number of axes, None where it is not known."""
    shape = static_shape(x)
    return None if shape is None else len(shape)


def shape(x: Any) -> Any:
    """The shape as numbers: a tensor on tensorflow, elsewhere an array; int32."""
    if is_symbolic(x):
        known = static_shape(x) or ()
        return np.array(known, "int32") if None not in known else _shape(x)
    return _shape(x)


@traced
def _shape(x: Any) -> Any:
    if backend() == "tensorflow":
        import tensorflow

        return tensorflow.shape(tensor(x))
    return np.array(static_shape(x), "int32")


def count_params(x: Any) -> Any:
    """The number of elements."""
    return np.prod(static_shape(x) or ())  # type: ignore[arg-type]


# ---- the same elements in another shape ----


def reshape(x: Any, shape: Any) -> Any:
    """The elements of ``x`` in a shape, one size of which may be -1."""
    return ops.reshape(tensor(x), dims(shape))


def permute_dimensions(x: Any, pattern: Any) -> Any:
    """The axes of ``x`` in another order."""
    return ops.transpose(tensor(x), _axes(pattern))


def transpose(x: Any) -> Any:
    """The axes of ``x`` in the reverse order."""
    return ops.transpose(tensor(x))


def flatten(x: Any) -> Any:
    """``x`` with one axis."""
    return ops.reshape(tensor(x), [-1])


def batch_flatten(x: Any) -> Any:
    """``(batch, ...)`` -> ``(batch, n)``."""
    x = tensor(x)
    rest = (static_shape(x) or ())[1:]
    if None not in rest:
        return ops.reshape(x, [-1, math.prod(size or 0 for size in rest)])
    return ops.reshape(x, [sizes(x)[0], -1])


def expand_dims(x: Any, axis: int = -1) -> Any:
    """``x`` with an axis of size 1 at ``axis``."""
    return ops.expand_dims(tensor(x), axis)


def squeeze(x: Any, axis: int) -> Any:
    """``x`` without an axis of size 1."""
    return ops.squeeze(tensor(x), axis)


def reverse(x: Any, axes: Any) -> Any:
    """``x`` backwards along the axes."""
    return ops.flip(tensor(x), axis=_axes(axes))


# ---- joining and taking apart ----


def concatenate(tensors: Any, axis: int = -1) -> Any:
    """The tensors one after the other along an axis."""
    return ops.concatenate([tensor(each) for each in tensors], axis=axis)


def stack(x: Any, axis: int = 0) -> Any:
    """The tensors side by side along a new axis."""
    return ops.stack([tensor(each) for each in x], axis=axis)


def gather(reference: Any, indices: Any) -> Any:
    """Rows of ``reference`` by number: ``indices.shape + reference.shape[1:]``."""
    return ops.take(tensor(reference), tensor(indices), axis=0)


def slice(x: Any, start: Any, size: Any) -> Any:
    """A block of ``x``: where it starts and its size on each axis; -1 reaches to the end."""
    x = tensor(x)
    start, size, whole = dims(start), dims(size), sizes(x)
    size = [whole[axis] - start[axis] if each == -1 else each for axis, each in enumerate(size)]
    return ops.slice(x, start, size)


# ---- repeating ----


def repeat_elements(x: Any, rep: int, axis: int) -> Any:
    """Each element ``rep`` times along an axis, as ``numpy.repeat``."""
    return ops.repeat(tensor(x), int(rep), axis=axis)


def repeat(x: Any, n: Any) -> Any:
    """``(batch, features)`` -> ``(batch, n, features)``, n times the same."""
    x = tensor(x)
    assert rank(x) == 2
    return ops.tile(ops.expand_dims(x, 1), dims([1, n, 1]))


def tile(x: Any, n: Any) -> Any:
    """``x`` side by side: how often along each axis."""
    return ops.tile(tensor(x), dims(n))


def one_hot(indices: Any, num_classes: int) -> Any:
    """A new last axis with 1 at the index, all 0 where it is out of range: float32."""
    hit = ops.equal(ops.expand_dims(tensor(indices), -1), ops.arange(num_classes, dtype=dtype_of(indices)))
    return ops.cast(hit, "float32")


# ---- padding and resizing ----


def temporal_padding(x: Any, padding: Any = (1, 1)) -> Any:
    """Zeros before and after ``(batch, steps, features)`` along the steps."""
    assert len(padding) == 2
    return ops.pad(tensor(x), _pairs([(0, 0), padding, (0, 0)]))


def spatial_2d_padding(x: Any, padding: Any = ((1, 1), (1, 1)), data_format: str | None = None) -> Any:
    """Zeros around the rows and columns of images."""
    assert len(padding) == 2
    return _pad_space(x, padding, data_format)


def spatial_3d_padding(x: Any, padding: Any = ((1, 1), (1, 1), (1, 1)), data_format: str | None = None) -> Any:
    """Zeros around the depth, rows and columns of volumes."""
    assert len(padding) == 3
    return _pad_space(x, padding, data_format)


def _pad_space(x: Any, padding: Any, data_format: str | None) -> Any:
    first = _data_format(data_format) == "channels_first"
    pairs = [(0, 0), (0, 0), *padding] if first else [(0, 0), *padding, (0, 0)]
    return ops.pad(tensor(x), _pairs(pairs))


def _pairs(padding: Any) -> list[tuple[int, int]]:
    return [(int(before), int(after)) for before, after in padding]


def resize_images(
    x: Any, height_factor: int, width_factor: int, data_format: str, interpolation: str = "nearest"
) -> Any:
    """Images larger by whole factors.

    Args:
        x: ``(batch, rows, columns, channels)``, or with the channels first.
        interpolation: ``"nearest"``, ``"bilinear"``, ``"bicubic"``, ``"area"``, ``"gaussian"``, ``"lanczos3"``,
            ``"lanczos5"`` or ``"mitchellcubic"``.

    Raises:
        ValueError: Another interpolation or data format.
    """
    if data_format not in ("channels_first", "channels_last"):
        raise ValueError(f"Invalid `data_format` argument: {data_format}")
    rows = 2 if data_format == "channels_first" else 1
    factors = ((rows, int(height_factor)), (rows + 1, int(width_factor)))
    x = tensor(x)
    if interpolation in ("nearest", "area"):
        for axis, factor in factors:
            x = ops.repeat(x, factor, axis=axis)
        return x
    for axis, factor in factors:
        x = _resize.along(x, axis, factor, interpolation, half_pixel=not is_dialect("2.2"))
    return x


def resize_volumes(x: Any, depth_factor: int, height_factor: int, width_factor: int, data_format: str) -> Any:
    """Volumes larger by whole factors, each element repeated.

    Raises:
        ValueError: Another data format.
    """
    if data_format not in ("channels_first", "channels_last"):
        raise ValueError(f"Invalid data_format: {data_format}")
    depth = 2 if data_format == "channels_first" else 1
    for axis, factor in enumerate((depth_factor, height_factor, width_factor), depth):
        x = repeat_elements(x, factor, axis)
    return x
