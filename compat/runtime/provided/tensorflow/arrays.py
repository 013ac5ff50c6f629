"""Shapes, slices and copies: functions at the root of ``tf``."""

from __future__ import annotations

import builtins
from typing import Any

import numpy as np
from keras import ops

from ..backend._tensors import axes as _axes
from ..backend._tensors import dims as _dims
from ..backend._tensors import dtype_of as _dtype_of
from ..backend._tensors import is_symbolic as _is_symbolic
from ..backend._tensors import rank as _rank
from ..backend._tensors import standard_dtype as _standard_dtype
from ..backend._tensors import static_shape as _static_shape
from ..backend._tensors import tensor as _tensor
from . import _sizes
from . import public as _public


def concat(values: Any, axis: int, name: Any = None) -> Any:
    values = [_tensor(each) for each in values] if isinstance(values, (list, tuple)) else [_tensor(values)]
    return values[0] if len(values) == 1 else ops.concatenate(values, axis=int(axis))


def stack(values: Any, axis: int = 0, name: Any = None) -> Any:
    return ops.stack([_tensor(each) for each in values], axis=int(axis))


def unstack(value: Any, num: int | None = None, axis: int = 0, name: Any = None) -> list[Any]:
    return list(ops.unstack(_tensor(value), num, axis=int(axis)))


def split(value: Any, num_or_size_splits: Any, axis: int = 0, num: Any = None, name: Any = None) -> list[Any]:
    x, axis = _tensor(value), int(axis)
    if not isinstance(num_or_size_splits, (list, tuple, np.ndarray)):
        return list(ops.split(x, int(num_or_size_splits), axis=axis))
    sizes = [int(each) for each in num_or_size_splits]
    if -1 in sizes:
        sizes[sizes.index(-1)] = x.shape[axis] - builtins.sum(sizes) - 1
    return list(ops.split(x, [int(each) for each in np.cumsum(sizes)[:-1]], axis=axis))


def reshape(tensor: Any, shape: Any, name: Any = None) -> Any:
    x, sizes = _tensor(tensor), _dims(shape)
    unknown = [index for index, each in enumerate(sizes) if not isinstance(each, int)]
    if len(unknown) == 1 and -1 not in sizes and not _is_value(sizes[unknown[0]]):
        # The size that is not known while a graph of Keras tensors is made is the one that is left over.
        sizes[unknown[0]] = -1
    return _sizes.reshape(x, sizes)


def _is_value(size: Any) -> bool:
    return size is not None and not _is_symbolic(size)


def transpose(a: Any, perm: Any = None, conjugate: bool = False, name: str = "transpose") -> Any:
    x = ops.transpose(_tensor(a), axes=None if perm is None else [int(each) for each in perm])
    return ops.conjugate(x) if conjugate else x


def expand_dims(input: Any, axis: Any = None, name: Any = None, dim: Any = None) -> Any:
    return ops.expand_dims(_tensor(input), int(axis if axis is not None else dim))


def squeeze(input: Any, axis: Any = None, name: Any = None, squeeze_dims: Any = None) -> Any:
    axis = axis if axis is not None else squeeze_dims
    axis = tuple(axis) if isinstance(axis, (list, tuple)) else axis
    return ops.squeeze(_tensor(input), axis=axis or None if isinstance(axis, tuple) else axis)


def tile(input: Any, multiples: Any, name: Any = None) -> Any:
    return _sizes.tile(_tensor(input), _dims(multiples))


def repeat(input: Any, repeats: Any, axis: Any = None, name: Any = None) -> Any:
    return ops.repeat(_tensor(input), repeats if isinstance(repeats, int) else _tensor(repeats), axis=axis)


def gather(
    params: Any, indices: Any, validate_indices: Any = None, axis: Any = None, batch_dims: int = 0, name: Any = None
) -> Any:
    x, indices = _tensor(params), _tensor(indices)
    if not batch_dims:
        return ops.take(x, indices, axis=0 if axis is None else int(axis))
    axis = batch_dims if axis is None else int(axis)
    batch, count = int(batch_dims), _rank(indices)
    if batch != 1 or axis != 1 or count not in (1, 2):
        raise NotImplementedError(
            "tf.gather(batch_dims=...) is served for batch_dims=1 along axis 1 only.\n"
            "Hint: use keras.ops.take_along_axis."
        )
    rows = ops.reshape(indices, (-1, 1)) if count == 1 else indices
    wide = reshape(rows, (*ops.shape(rows), *[1] * (_rank(x) - 2)))
    found = ops.take_along_axis(x, ops.broadcast_to(wide, (*ops.shape(rows), *ops.shape(x)[2:])), axis=1)
    return ops.squeeze(found, 1) if count == 1 else found


def gather_nd(params: Any, indices: Any, batch_dims: int = 0, name: Any = None) -> Any:
    x, indices = _tensor(params), _tensor(indices)
    depth = int(indices.shape[-1])
    sizes = list(ops.shape(x))
    flat, offsets = ops.reshape(x, (-1, *sizes[depth:])), ops.zeros_like(indices[..., 0])
    for axis in range(depth):
        offsets = offsets * sizes[axis] + indices[..., axis]
    return ops.take(flat, offsets, axis=0)


def boolean_mask(tensor: Any, mask: Any, axis: Any = None, name: str = "boolean_mask") -> Any:
    x, mask = _tensor(tensor), _tensor(mask)
    return x[mask] if not axis else ops.take(x, ops.nonzero(mask)[0], axis=int(axis))


def where(condition: Any, x: Any = None, y: Any = None, name: Any = None) -> Any:
    condition = ops.cast(_tensor(condition), "bool")
    if x is None and y is None:
        return ops.stack(ops.nonzero(condition), axis=-1)
    if isinstance(x, (int, float)) and not isinstance(y, (int, float)):
        x = ops.convert_to_tensor(x, dtype=_dtype_of(y))
    x = _tensor(x)
    y = ops.convert_to_tensor(y, dtype=_dtype_of(x)) if isinstance(y, (int, float)) else _tensor(y)
    return ops.where(condition, x, y)


def cast(x: Any, dtype: Any, name: Any = None) -> Any:
    return ops.cast(_tensor(x), _standard_dtype(dtype))


saturate_cast = cast


def to_float(x: Any, name: str = "ToFloat") -> Any:
    return cast(x, "float32")


def to_int32(x: Any, name: str = "ToInt32") -> Any:
    return cast(x, "int32")


def shape(input: Any, out_type: Any = None, name: Any = None) -> Any:
    """A tuple of sizes: numbers where they are known and tensors elsewhere.

    Of a Keras tensor whose sizes are not all known it is a Keras tensor.
    """
    sizes = tuple(ops.shape(_tensor(input)))
    return _sizes.shape(input) if None in sizes else sizes


def size(input: Any, out_type: Any = None, name: Any = None) -> Any:
    return ops.size(_tensor(input))


def rank(input: Any, name: Any = None) -> int:
    return _rank(_tensor(input))


def broadcast_to(input: Any, shape: Any, name: Any = None) -> Any:
    return _sizes.broadcast_to(_tensor(input), _dims(shape))


def zeros(shape: Any, dtype: Any = "float32", name: Any = None) -> Any:
    return _sizes.full(_dims(shape), 0, _standard_dtype(dtype))


def ones(shape: Any, dtype: Any = "float32", name: Any = None) -> Any:
    return _sizes.full(_dims(shape), 1, _standard_dtype(dtype))


def fill(dims: Any, value: Any, name: Any = None) -> Any:
    value = _tensor(value)
    return _sizes.full(_dims(dims), value, _dtype_of(value))


@_sizes.concrete
def zeros_like(input: Any, dtype: Any = None, name: Any = None) -> Any:
    return ops.zeros_like(_tensor(input), dtype=None if dtype is None else _standard_dtype(dtype))


@_sizes.concrete
def ones_like(input: Any, dtype: Any = None, name: Any = None) -> Any:
    return ops.ones_like(_tensor(input), dtype=None if dtype is None else _standard_dtype(dtype))


@_sizes.concrete
def eye(
    num_rows: int, num_columns: Any = None, batch_shape: Any = None, dtype: Any = "float32", name: Any = None
) -> Any:
    made = ops.eye(int(num_rows), num_columns, dtype=_standard_dtype(dtype))
    if batch_shape is None:
        return made
    batch = tuple(_dims(batch_shape))
    return ops.broadcast_to(made, (*batch, *ops.shape(made)))


@_sizes.concrete
def range(start: Any, limit: Any = None, delta: Any = 1, dtype: Any = None, name: str = "range") -> Any:
    start, limit = (0, start) if limit is None else (start, limit)
    return ops.arange(start, limit, delta, dtype=None if dtype is None else _standard_dtype(dtype))


@_sizes.concrete
def linspace(start: Any, stop: Any, num: int, name: Any = None, axis: int = 0) -> Any:
    return ops.linspace(_tensor(start), _tensor(stop), int(num), axis=axis)


def meshgrid(*args: Any, indexing: str = "xy", name: Any = None) -> list[Any]:
    return list(ops.meshgrid(*[_tensor(each) for each in args], indexing=indexing))


def one_hot(
    indices: Any,
    depth: int,
    on_value: Any = None,
    off_value: Any = None,
    axis: int | None = None,
    dtype: Any = None,
    name: Any = None,
) -> Any:
    found = _standard_dtype(dtype or "float32")
    hot = ops.one_hot(_tensor(indices), int(depth), axis=-1 if axis is None else axis, dtype=found)
    if on_value is None and off_value is None:
        return hot
    on, off = (1 if on_value is None else on_value), (0 if off_value is None else off_value)
    return ops.cast(hot * on + (1 - hot) * off, found)


def pad(tensor: Any, paddings: Any, mode: str = "CONSTANT", constant_values: Any = 0, name: Any = None) -> Any:
    widths = [tuple(_dims(each)) for each in paddings]
    mode = mode.lower()
    if mode == "constant":
        return ops.pad(_tensor(tensor), widths, mode=mode, constant_values=constant_values)
    return ops.pad(_tensor(tensor), widths, mode=mode)


def reverse(tensor: Any, axis: Any, name: Any = None) -> Any:
    return ops.flip(_tensor(tensor), axis=_axes(axis))


def roll(input: Any, shift: Any, axis: Any, name: Any = None) -> Any:
    return ops.roll(_tensor(input), shift, axis=_axes(axis))


def slice(input_: Any, begin: Any, size: Any, name: Any = None) -> Any:
    x = _tensor(input_)
    begins, sizes = _dims(begin), _dims(size)
    return x[tuple(builtins.slice(b, None if s == -1 else b + s) for b, s in zip(begins, sizes))]


def strided_slice(input_: Any, begin: Any, end: Any, strides: Any = None, name: Any = None, **masks: int) -> Any:
    if any(masks.values()):
        raise NotImplementedError("tf.strided_slice() with masks is not served.\nHint: write x[...] instead.")
    steps = _dims(strides) if strides is not None else [1] * len(_dims(begin))
    return _tensor(input_)[tuple(builtins.slice(*each) for each in zip(_dims(begin), _dims(end), steps))]


def sequence_mask(lengths: Any, maxlen: Any = None, dtype: Any = "bool", name: Any = None) -> Any:
    lengths = _tensor(lengths)
    steps = int(ops.max(lengths)) if maxlen is None else int(maxlen)
    return ops.cast(ops.arange(steps, dtype=_dtype_of(lengths)) < ops.expand_dims(lengths, -1), _standard_dtype(dtype))


def sort(values: Any, axis: int = -1, direction: str = "ASCENDING", name: Any = None) -> Any:
    found = ops.sort(_tensor(values), axis=axis)
    return ops.flip(found, axis=axis) if direction == "DESCENDING" else found


def argsort(values: Any, axis: int = -1, direction: str = "ASCENDING", stable: bool = False, name: Any = None) -> Any:
    values = _tensor(values)
    return ops.argsort(-values if direction == "DESCENDING" else values, axis=axis)


def searchsorted(
    sorted_sequence: Any, values: Any, side: str = "left", out_type: Any = "int32", name: Any = None
) -> Any:
    found = ops.searchsorted(_tensor(sorted_sequence), _tensor(values), side=side)
    return ops.cast(found, _standard_dtype(out_type))


def diag(diagonal: Any, name: str = "diag", **options: Any) -> Any:
    if options:
        raise NotImplementedError(f"tf.linalg.diag({', '.join(options)}) is not served.\nHint: use keras.ops.diag.")
    x = _tensor(diagonal)
    return ops.expand_dims(x, -1) * ops.eye(int(x.shape[-1]), dtype=_dtype_of(x))


def scatter_nd(indices: Any, updates: Any, shape: Any, name: Any = None) -> Any:
    return ops.scatter(_tensor(indices), _tensor(updates), tuple(_dims(shape)))


def tensor_scatter_nd_update(tensor: Any, indices: Any, updates: Any, name: Any = None) -> Any:
    return ops.scatter_update(_tensor(tensor), _tensor(indices), _tensor(updates))


def ensure_shape(x: Any, shape: Any, name: Any = None) -> Any:
    x = _tensor(x)
    known, wanted = _static_shape(x), [None if size is None else int(size) for size in shape]
    if known is not None and (
        len(known) != len(wanted) or any(a is not None and b is not None and a != b for a, b in zip(known, wanted))
    ):
        raise ValueError(f"Shape must be {tuple(wanted)} but is {known}")
    return x


NAMES = _public(
    globals(),
    __name__,
    saturate_cast="cast",
    tensor_diag="diag",
    matrix_diag="diag",
    lin_space="linspace",
)
