"""New tensors and variables of ``keras.backend``."""

from __future__ import annotations

from typing import Any

import keras
import numpy as np
from keras import ops
from keras.src.backend.common.stateless_scope import in_stateless_scope

from ._late import running
from ._tensors import backend, dims, dtype_of, is_symbolic, is_variable, standard_dtype, tensor, traced


def variable(value: Any, dtype: Any = None, name: str | None = None, constraint: Any = None) -> Any:
    """A variable with a value to start from: floatx unless a dtype is given.

    A sparse matrix of scipy gives a sparse tensor on tensorflow, which is no variable, as it did in Keras 2.
    """
    dtype = standard_dtype(dtype)
    if hasattr(value, "tocoo"):
        return _sparse(value, dtype)
    if is_variable(value):
        value = value.value
    value = tensor(value, dtype) if ops.is_tensor(value) else np.asarray(value, dtype)
    made = _variable(value, dtype, name)
    if constraint is not None:
        made.constraint = constraint
    return made


def _variable(value: Any, dtype: str, name: str | None) -> Any:
    described = running()
    if described is not None:
        return described.take(lambda: _new_variable(value, dtype, name))
    return _new_variable(value, dtype, name)


def _new_variable(value: Any, dtype: str, name: str | None) -> Any:
    name = None if name is None else name.replace("/", "_")
    if in_stateless_scope():
        # Inside a layer's first call a variable waits with its value; one that has an initial value may not be made there.
        return keras.Variable(
            lambda shape, dtype: ops.convert_to_tensor(value, dtype),
            shape=tuple(value.shape),
            dtype=dtype,
            trainable="float" in dtype,
            name=name,
        )
    return keras.Variable(value, dtype=dtype, trainable="float" in dtype, name=name)


def _sparse(matrix: Any, dtype: str) -> Any:
    if backend() != "tensorflow":
        return _variable(np.asarray(matrix.todense(), dtype), dtype, None)
    import tensorflow

    found = matrix.tocoo()
    places = np.stack([found.row, found.col], axis=1).astype("int64")
    return tensorflow.SparseTensor(places, found.data.astype(dtype), found.shape)


def constant(value: Any, dtype: Any = None, shape: Any = None, name: str | None = None) -> Any:
    """A tensor: floatx unless a dtype is given; a number fills the shape."""
    dtype = standard_dtype(dtype)
    if shape is None:
        return tensor(value, dtype)
    value = np.asarray(value, dtype)
    sizes = dims(shape)
    return tensor(np.full(sizes, value.reshape(())) if value.size == 1 else value.reshape(sizes), dtype)


def zeros(shape: Any, dtype: Any = None, name: str | None = None) -> Any:
    """A variable of zeros; a tensor where a size is not known, or inside a compiled step."""
    return _filled(0, shape, dtype, name)


def ones(shape: Any, dtype: Any = None, name: str | None = None) -> Any:
    """A variable of ones; a tensor where a size is not known, or inside a compiled step."""
    return _filled(1, shape, dtype, name)


def _filled(number: int, shape: Any, dtype: Any, name: str | None) -> Any:
    dtype, sizes = standard_dtype(dtype), dims(shape)
    if all(isinstance(size, int) for size in sizes):
        if _compiled() and running() is None:
            return ops.full(sizes, number, dtype=dtype)
        return _variable(np.full(sizes, number, dtype), dtype, name)
    return _filled_tensor(number, sizes, dtype)


@traced
def _filled_tensor(number: int, shape: Any, dtype: str) -> Any:
    return ops.full(shape, number, dtype=dtype)


def _compiled() -> bool:
    """Whether a variable made now would belong to one trace of a step, and not to the program."""
    if in_stateless_scope():
        return True
    if backend() == "tensorflow":
        import tensorflow

        return not tensorflow.executing_eagerly()
    return False


def eye(size: int, dtype: Any = None, name: str | None = None) -> Any:
    """A variable with the identity matrix."""
    return variable(np.eye(size), dtype, name)


def zeros_like(x: Any, dtype: Any = None, name: str | None = None) -> Any:
    """Zeros in the shape of ``x``, of its dtype unless one is given."""
    return ops.zeros_like(tensor(x), dtype=dtype_of(x) if dtype is None else standard_dtype(dtype))


def ones_like(x: Any, dtype: Any = None, name: str | None = None) -> Any:
    """Ones in the shape of ``x``, of its dtype unless one is given."""
    return ops.ones_like(tensor(x), dtype=dtype_of(x) if dtype is None else standard_dtype(dtype))


def arange(start: Any, stop: Any = None, step: Any = 1, dtype: Any = "int32") -> Any:
    """Numbers from ``start`` up to, not including, ``stop``; without ``stop`` from 0 up to ``start``.

    The dtype is int32, and floatx where one of the numbers is a float, unless another one is given.
    """
    numbers = [each for each in (start, stop, step) if each is not None]
    if stop is None:
        start, stop = 0, ops.maximum(start, 0) if ops.is_tensor(start) else np.maximum(start, 0)
    dtype = standard_dtype(dtype)
    own = (
        "int32" if all("int" in dtype_of(np.asarray(each) if np.isscalar(each) else each) for each in numbers) else None
    )
    found = ops.arange(_number(start), _number(stop), _number(step), dtype=standard_dtype(own))
    return found if dtype == "int32" else ops.cast(found, dtype)


def _number(value: Any) -> Any:
    try:
        return value.item()
    except AttributeError:
        return value


def identity(x: Any, name: str | None = None) -> Any:
    """A tensor with the same content."""
    return tensor(x) + 0 if "bool" not in dtype_of(x) else ops.logical_or(x, x)


def cast(x: Any, dtype: Any) -> Any:
    """``x`` in another dtype; a new tensor."""
    return ops.cast(tensor(x), standard_dtype(dtype))


def cast_to_floatx(x: Any) -> Any:
    """A tensor in floatx, and an array of anything else."""
    if ops.is_tensor(x) or is_variable(x) or is_symbolic(x):
        return cast(x, None)
    return np.asarray(x, standard_dtype(None))
