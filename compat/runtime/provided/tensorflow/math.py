"""``tf.math``, and its functions at the root of ``tf``."""

from __future__ import annotations

import collections
import string
from typing import Any

import numpy as np
from keras import ops

from ..backend import math as _k
from ..backend._tensors import axes as _axes
from ..backend._tensors import dtype_of as _dtype_of
from ..backend._tensors import standard_dtype as _standard_dtype
from ..backend._tensors import tensor as _tensor
from . import public as _public

TopKV2 = collections.namedtuple("TopKV2", ["values", "indices"])

# ---- reductions ----


def reduce_sum(input_tensor: Any, axis: Any = None, keepdims: bool = False, name: Any = None, **v1: Any) -> Any:
    return _k.sum(input_tensor, **_reduced(axis, keepdims, v1))


def reduce_mean(input_tensor: Any, axis: Any = None, keepdims: bool = False, name: Any = None, **v1: Any) -> Any:
    return _k.mean(input_tensor, **_reduced(axis, keepdims, v1))


def reduce_max(input_tensor: Any, axis: Any = None, keepdims: bool = False, name: Any = None, **v1: Any) -> Any:
    return _k.max(input_tensor, **_reduced(axis, keepdims, v1))


def reduce_min(input_tensor: Any, axis: Any = None, keepdims: bool = False, name: Any = None, **v1: Any) -> Any:
    return _k.min(input_tensor, **_reduced(axis, keepdims, v1))


def reduce_prod(input_tensor: Any, axis: Any = None, keepdims: bool = False, name: Any = None, **v1: Any) -> Any:
    return _k.prod(input_tensor, **_reduced(axis, keepdims, v1))


def reduce_any(input_tensor: Any, axis: Any = None, keepdims: bool = False, name: Any = None, **v1: Any) -> Any:
    return _k.any(input_tensor, **_reduced(axis, keepdims, v1))


def reduce_all(input_tensor: Any, axis: Any = None, keepdims: bool = False, name: Any = None, **v1: Any) -> Any:
    return _k.all(input_tensor, **_reduced(axis, keepdims, v1))


def reduce_variance(input_tensor: Any, axis: Any = None, keepdims: bool = False, name: Any = None) -> Any:
    return _k.var(input_tensor, axis, keepdims)


def reduce_std(input_tensor: Any, axis: Any = None, keepdims: bool = False, name: Any = None) -> Any:
    return _k.std(input_tensor, axis, keepdims)


def reduce_logsumexp(input_tensor: Any, axis: Any = None, keepdims: bool = False, name: Any = None, **v1: Any) -> Any:
    return ops.logsumexp(_tensor(input_tensor), **_reduced(axis, keepdims, v1))


def reduce_euclidean_norm(input_tensor: Any, axis: Any = None, keepdims: bool = False, name: Any = None) -> Any:
    x = _tensor(input_tensor)
    return ops.sqrt(ops.sum(ops.square(x), axis=_axes(axis), keepdims=keepdims))


def count_nonzero(
    input: Any, axis: Any = None, keepdims: bool = False, dtype: Any = "int64", name: Any = None, **v1: Any
) -> Any:
    found = ops.sum(ops.cast(ops.not_equal(_tensor(input), 0), "int32"), **_reduced(axis, keepdims, v1))
    return ops.cast(found, _standard_dtype(dtype))


def zero_fraction(value: Any, name: Any = None) -> Any:
    return ops.mean(ops.cast(ops.equal(_tensor(value), 0), "float32"))


def _reduced(axis: Any, keepdims: Any, v1: dict[str, Any]) -> dict[str, Any]:
    """The axis and keepdims of TensorFlow 2, or of 1 (``reduction_indices``, ``keep_dims``)."""
    known = {"reduction_indices", "keep_dims"}
    if v1.keys() - known:
        raise TypeError(f"unexpected arguments: {', '.join(sorted(v1.keys() - known))}")
    axis = v1.get("reduction_indices", axis)
    return {"axis": _axes(axis), "keepdims": bool(v1.get("keep_dims", keepdims))}


def argmax(input: Any, axis: Any = None, output_type: Any = "int64", name: Any = None, dimension: Any = None) -> Any:
    return ops.cast(ops.argmax(_tensor(input), axis=_arg_axis(axis, dimension)), _standard_dtype(output_type))


def argmin(input: Any, axis: Any = None, output_type: Any = "int64", name: Any = None, dimension: Any = None) -> Any:
    return ops.cast(ops.argmin(_tensor(input), axis=_arg_axis(axis, dimension)), _standard_dtype(output_type))


def _arg_axis(axis: Any, dimension: Any) -> int:
    return int(next((each for each in (axis, dimension) if each is not None), 0))


def top_k(input: Any, k: int = 1, sorted: bool = True, index_type: Any = "int32", name: Any = None) -> Any:
    return TopKV2(*ops.top_k(_tensor(input), int(k), sorted=sorted))


def in_top_k(targets: Any, predictions: Any, k: int, name: Any = None) -> Any:
    return ops.in_top_k(_tensor(targets), _tensor(predictions), int(k))


def cumsum(x: Any, axis: int = 0, exclusive: bool = False, reverse: bool = False, name: Any = None) -> Any:
    return _cumulated(ops.cumsum, _tensor(x), int(axis), exclusive, reverse, 0)


def cumprod(x: Any, axis: int = 0, exclusive: bool = False, reverse: bool = False, name: Any = None) -> Any:
    return _cumulated(ops.cumprod, _tensor(x), int(axis), exclusive, reverse, 1)


def _cumulated(function: Any, x: Any, axis: int, exclusive: bool, reverse: bool, start: int) -> Any:
    if reverse:
        x = ops.flip(x, axis=axis)
    if exclusive:
        length = x.shape[axis]
        first = ops.full_like(ops.take(x, [0], axis=axis), start)
        x = ops.concatenate([first, ops.take(x, list(range(length - 1)), axis=axis)], axis=axis)
    x = function(x, axis=axis)
    return ops.flip(x, axis=axis) if reverse else x


# ---- of one tensor ----


def abs(x: Any, name: Any = None) -> Any:
    return ops.abs(_tensor(x))


def acos(x: Any, name: Any = None) -> Any:
    return ops.arccos(_tensor(x))


def asin(x: Any, name: Any = None) -> Any:
    return ops.arcsin(_tensor(x))


def atan(x: Any, name: Any = None) -> Any:
    return ops.arctan(_tensor(x))


def ceil(x: Any, name: Any = None) -> Any:
    return ops.ceil(_tensor(x))


def cos(x: Any, name: Any = None) -> Any:
    return ops.cos(_tensor(x))


def cosh(x: Any, name: Any = None) -> Any:
    return ops.cosh(_tensor(x))


def erf(x: Any, name: Any = None) -> Any:
    return ops.erf(_tensor(x))


def exp(x: Any, name: Any = None) -> Any:
    return ops.exp(_tensor(x))


def expm1(x: Any, name: Any = None) -> Any:
    return ops.expm1(_tensor(x))


def floor(x: Any, name: Any = None) -> Any:
    return ops.floor(_tensor(x))


def is_finite(x: Any, name: Any = None) -> Any:
    return ops.isfinite(_tensor(x))


def is_inf(x: Any, name: Any = None) -> Any:
    return ops.isinf(_tensor(x))


def is_nan(x: Any, name: Any = None) -> Any:
    return ops.isnan(_tensor(x))


def log(x: Any, name: Any = None) -> Any:
    return ops.log(_tensor(x))


def log1p(x: Any, name: Any = None) -> Any:
    return ops.log1p(_tensor(x))


def log_sigmoid(x: Any, name: Any = None) -> Any:
    return ops.log_sigmoid(_tensor(x))


def logical_not(x: Any, name: Any = None) -> Any:
    return ops.logical_not(_tensor(x))


def negative(x: Any, name: Any = None) -> Any:
    return ops.negative(_tensor(x))


def reciprocal(x: Any, name: Any = None) -> Any:
    return 1.0 / _tensor(x)


def rint(x: Any, name: Any = None) -> Any:
    return ops.round(_tensor(x))


def round(x: Any, name: Any = None) -> Any:
    return ops.round(_tensor(x))


def rsqrt(x: Any, name: Any = None) -> Any:
    return ops.rsqrt(_tensor(x))


def sigmoid(x: Any, name: Any = None) -> Any:
    return ops.sigmoid(_tensor(x))


def sign(x: Any, name: Any = None) -> Any:
    return ops.sign(_tensor(x))


def sin(x: Any, name: Any = None) -> Any:
    return ops.sin(_tensor(x))


def sinh(x: Any, name: Any = None) -> Any:
    return ops.sinh(_tensor(x))


def softplus(features: Any, name: Any = None) -> Any:
    return ops.softplus(_tensor(features))


def softsign(features: Any, name: Any = None) -> Any:
    return ops.softsign(_tensor(features))


def sqrt(x: Any, name: Any = None) -> Any:
    return ops.sqrt(_tensor(x))


def square(x: Any, name: Any = None) -> Any:
    return ops.square(_tensor(x))


def tan(x: Any, name: Any = None) -> Any:
    return ops.tan(_tensor(x))


def tanh(x: Any, name: Any = None) -> Any:
    return ops.tanh(_tensor(x))


def clip_by_value(t: Any, clip_value_min: Any, clip_value_max: Any, name: Any = None) -> Any:
    return ops.minimum(ops.maximum(_tensor(t), clip_value_min), clip_value_max)


def clip_by_norm(t: Any, clip_norm: Any, axes: Any = None, name: Any = None) -> Any:
    t = _tensor(t)
    squares = ops.sum(ops.square(t), axis=_axes(axes), keepdims=True)
    positive = ops.greater(squares, 0)
    norm = ops.where(positive, ops.sqrt(ops.where(positive, squares, 1.0)), squares)
    return t * clip_norm / ops.maximum(norm, clip_norm)


def l2_normalize(x: Any, axis: Any = None, epsilon: float = 1e-12, name: Any = None, dim: Any = None) -> Any:
    x = _tensor(x)
    squares = ops.sum(ops.square(x), axis=_axes(axis if axis is not None else dim), keepdims=True)
    return x * ops.rsqrt(ops.maximum(squares, epsilon))


# ---- of two ----


def add(x: Any, y: Any, name: Any = None) -> Any:
    return ops.add(*_both(x, y))


def subtract(x: Any, y: Any, name: Any = None) -> Any:
    return ops.subtract(*_both(x, y))


def multiply(x: Any, y: Any, name: Any = None) -> Any:
    return ops.multiply(*_both(x, y))


def scalar_mul(scalar: Any, x: Any, name: Any = None) -> Any:
    return ops.multiply(*_both(scalar, x))


def divide(x: Any, y: Any, name: Any = None) -> Any:
    return ops.true_divide(*_both(x, y))


def divide_no_nan(x: Any, y: Any, name: Any = None) -> Any:
    x, y = _both(x, y)
    zero = ops.equal(y, 0)
    return ops.where(
        zero, ops.zeros_like(x / ops.where(zero, ops.ones_like(y), y)), x / ops.where(zero, ops.ones_like(y), y)
    )


def multiply_no_nan(x: Any, y: Any, name: Any = None) -> Any:
    x, y = _both(x, y)
    return ops.where(ops.equal(y, 0), ops.zeros_like(x * y), x * y)


def floordiv(x: Any, y: Any, name: Any = None) -> Any:
    return ops.floor_divide(*_both(x, y))


def mod(x: Any, y: Any, name: Any = None) -> Any:
    return ops.mod(*_both(x, y))


def pow(x: Any, y: Any, name: Any = None) -> Any:
    return ops.power(*_both(x, y))


def squared_difference(x: Any, y: Any, name: Any = None) -> Any:
    return ops.square(ops.subtract(*_both(x, y)))


def maximum(x: Any, y: Any, name: Any = None) -> Any:
    return ops.maximum(*_both(x, y))


def minimum(x: Any, y: Any, name: Any = None) -> Any:
    return ops.minimum(*_both(x, y))


def atan2(y: Any, x: Any, name: Any = None) -> Any:
    return ops.arctan2(*_both(y, x))


def equal(x: Any, y: Any, name: Any = None) -> Any:
    return ops.equal(*_both(x, y))


def not_equal(x: Any, y: Any, name: Any = None) -> Any:
    return ops.not_equal(*_both(x, y))


def less(x: Any, y: Any, name: Any = None) -> Any:
    return ops.less(*_both(x, y))


def less_equal(x: Any, y: Any, name: Any = None) -> Any:
    return ops.less_equal(*_both(x, y))


def greater(x: Any, y: Any, name: Any = None) -> Any:
    return ops.greater(*_both(x, y))


def greater_equal(x: Any, y: Any, name: Any = None) -> Any:
    return ops.greater_equal(*_both(x, y))


def logical_and(x: Any, y: Any, name: Any = None) -> Any:
    return ops.logical_and(*_both(x, y))


def logical_or(x: Any, y: Any, name: Any = None) -> Any:
    return ops.logical_or(*_both(x, y))


def logical_xor(x: Any, y: Any, name: Any = None) -> Any:
    return ops.logical_xor(*_both(x, y))


def add_n(inputs: Any, name: Any = None) -> Any:
    total, *rest = [_tensor(each) for each in inputs]
    for each in rest:
        total = ops.add(total, each)
    return total


def _both(x: Any, y: Any) -> tuple[Any, Any]:
    """Two tensors; a Python number takes the dtype of the other one, as TensorFlow converts it."""
    if isinstance(x, (int, float)) and not isinstance(y, (int, float)):
        y = _tensor(y)
        return ops.convert_to_tensor(x, dtype=_dtype_of(y)), y
    x = _tensor(x)
    return x, ops.convert_to_tensor(y, dtype=_dtype_of(x)) if isinstance(y, (int, float)) else _tensor(y)


# ---- products and matrices ----


def matmul(
    a: Any,
    b: Any,
    transpose_a: bool = False,
    transpose_b: bool = False,
    adjoint_a: bool = False,
    adjoint_b: bool = False,
    a_is_sparse: bool = False,
    b_is_sparse: bool = False,
    output_type: Any = None,
    name: Any = None,
) -> Any:
    a, b = _tensor(a), _tensor(b)
    a = _adjoint(a) if adjoint_a else matrix_transpose(a) if transpose_a else a
    b = _adjoint(b) if adjoint_b else matrix_transpose(b) if transpose_b else b
    return ops.matmul(a, b)


def matrix_transpose(a: Any, name: str = "matrix_transpose", conjugate: bool = False) -> Any:
    return ops.swapaxes(_tensor(a), -2, -1)


def _adjoint(a: Any) -> Any:
    return ops.conjugate(matrix_transpose(a)) if "complex" in _dtype_of(a) else matrix_transpose(a)


def matvec(a: Any, b: Any, transpose_a: bool = False, name: Any = None) -> Any:
    return ops.squeeze(matmul(a, ops.expand_dims(_tensor(b), -1), transpose_a), -1)


def tensordot(a: Any, b: Any, axes: Any, name: Any = None) -> Any:
    a, b = _tensor(a), _tensor(b)
    if isinstance(axes, int):
        return ops.tensordot(a, b, axes=axes)
    # Keras's own operation compares sizes that are not known with -1.
    left, right = list(string.ascii_lowercase[: len(a.shape)]), list(string.ascii_lowercase[-len(b.shape) :])
    summed = [[int(each) for each in ([axis] if isinstance(axis, int) else axis)] for axis in axes]
    for one, other in zip(*summed):
        right[other] = left[one]
    kept = [name for name in left + right if not (name in left and name in right)]
    return ops.einsum(f"{''.join(left)},{''.join(right)}->{''.join(kept)}", a, b)


def einsum(equation: str, *inputs: Any, **kwargs: Any) -> Any:
    return ops.einsum(equation, *[_tensor(each) for each in inputs])


def norm(tensor: Any, ord: Any = "euclidean", axis: Any = None, keepdims: bool = False, name: Any = None) -> Any:
    x = _tensor(tensor)
    if ord in ("euclidean", "fro", 2) and (axis is None or ord != 2 or isinstance(axis, int)):
        return ops.sqrt(ops.sum(ops.square(x), axis=_axes(axis), keepdims=keepdims))
    if ord in (1, np.inf):
        sizes = ops.abs(x)
        return (ops.sum if ord == 1 else ops.max)(sizes, axis=_axes(axis), keepdims=keepdims)
    if axis is None:
        found = ops.norm(ops.reshape(x, (-1,)), ord=ord)
        return ops.reshape(found, (1,) * len(x.shape)) if keepdims else found
    return ops.norm(x, ord=ord, axis=_axes(axis), keepdims=keepdims)


def inv(input: Any, adjoint: bool = False, name: Any = None) -> Any:
    return ops.inv(_adjoint(_tensor(input)) if adjoint else _tensor(input))


def det(input: Any, name: Any = None) -> Any:
    return ops.det(_tensor(input))


def cholesky(input: Any, name: Any = None) -> Any:
    return ops.cholesky(_tensor(input))


def solve(matrix: Any, rhs: Any, adjoint: bool = False, name: Any = None) -> Any:
    return ops.solve(_adjoint(_tensor(matrix)) if adjoint else _tensor(matrix), _tensor(rhs))


def trace(x: Any, name: Any = None) -> Any:
    return ops.trace(_tensor(x), axis1=-2, axis2=-1)


def diag_part(input: Any, name: str = "diag_part") -> Any:
    return ops.diagonal(_tensor(input), axis1=-2, axis2=-1)


def band_part(input: Any, num_lower: int, num_upper: int, name: Any = None) -> Any:
    x = _tensor(input)
    if num_lower >= 0:
        x = ops.triu(x, k=-int(num_lower))
    return ops.tril(x, k=int(num_upper)) if num_upper >= 0 else x


# ---- segments ----


def segment_sum(data: Any, segment_ids: Any, name: Any = None) -> Any:
    ids = _tensor(segment_ids)
    return ops.segment_sum(_tensor(data), ids, num_segments=int(ids[-1]) + 1, sorted=True)


def unsorted_segment_sum(data: Any, segment_ids: Any, num_segments: Any, name: Any = None) -> Any:
    return ops.segment_sum(_tensor(data), _tensor(segment_ids), num_segments=int(num_segments))


def unsorted_segment_max(data: Any, segment_ids: Any, num_segments: Any, name: Any = None) -> Any:
    return ops.segment_max(_tensor(data), _tensor(segment_ids), num_segments=int(num_segments))


def confusion_matrix(
    labels: Any, predictions: Any, num_classes: Any = None, weights: Any = None, dtype: Any = "int32", name: Any = None
) -> Any:
    labels, predictions = ops.cast(_tensor(labels), "int32"), ops.cast(_tensor(predictions), "int32")
    count = num_classes or int(ops.maximum(ops.max(labels), ops.max(predictions))) + 1
    rows = ops.one_hot(labels, count, dtype="float32")
    if weights is not None:
        rows = rows * ops.expand_dims(ops.cast(_tensor(weights), "float32"), -1)
    columns = ops.one_hot(predictions, count, dtype="float32")
    return ops.cast(ops.matmul(ops.transpose(rows), columns), _standard_dtype(dtype))


NAMES = _public(
    globals(),
    __name__,
    div="divide",
    div_no_nan="divide_no_nan",
    floormod="mod",
    matrix_band_part="band_part",
    matrix_determinant="det",
    matrix_diag_part="diag_part",
    matrix_inverse="inv",
    mul="multiply",
    neg="negative",
    sub="subtract",
    tensor_diag_part="diag_part",
    truediv="divide",
)
