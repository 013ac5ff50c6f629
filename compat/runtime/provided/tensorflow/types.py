"""Dtypes, tensors, shapes and variables of ``tf``."""

from __future__ import annotations

from typing import Any

import keras
import numpy as np
from keras import ops

from ...custom.shapes import Shape as _Shape
from ..backend import creation as _creation
from ..backend._tensors import dims as _dims
from ..backend._tensors import dtype_of as _dtype_of
from ..backend._tensors import standard_dtype as _standard_dtype
from . import public as _public
from ._sizes import concrete as _concrete
from .tape import GradientTape

_DTYPES = "bfloat16 bool complex64 complex128 float16 float32 float64 int8 int16 int32 int64 string uint8 uint16 uint32 uint64"


def constant(value: Any, dtype: Any = None, shape: Any = None, name: str = "Const", verify_shape: Any = None) -> Any:
    """A tensor of the backend; Python numbers are float32 or int32, arrays keep their dtype."""
    made = _converted(value, dtype)
    if shape is None:
        return made
    shape = tuple(_dims(shape))
    return ops.broadcast_to(made, shape) if ops.size(made) == 1 else ops.reshape(made, shape)


def convert_to_tensor(
    value: Any, dtype: Any = None, dtype_hint: Any = None, name: Any = None, preferred_dtype: Any = None
) -> Any:
    return _converted(value, dtype)


@_concrete
def _converted(value: Any, dtype: Any) -> Any:
    if dtype is not None:
        return ops.convert_to_tensor(value, dtype=_standard_dtype(dtype))
    if not hasattr(value, "dtype"):
        array = np.asarray(value)
        narrow = {"f": "float32", "i": "int32"}.get(array.dtype.kind) if not _has_arrays(value) else None
        if narrow:
            return ops.convert_to_tensor(array.astype(narrow))
    return ops.convert_to_tensor(value)


def _has_arrays(value: Any) -> bool:
    if isinstance(value, (list, tuple)):
        return any(_has_arrays(each) for each in value)
    return hasattr(value, "dtype")


def as_dtype(type_value: Any) -> str:
    return _standard_dtype(type_value)


def is_tensor(x: Any) -> bool:
    return bool(ops.is_tensor(x)) or isinstance(x, (keras.KerasTensor, keras.src.backend.Variable))


class _Kind(type):
    """``isinstance(x, cls)`` asks ``cls.is_one``."""

    def __instancecheck__(cls, instance: Any) -> bool:
        return bool(cls.is_one(instance))  # type: ignore[attr-defined]


class Variable(metaclass=_Kind):
    """A variable of Keras, which layers track and ``K.get_value`` reads.

    Args:
        initial_value: Its value, or a function without arguments that makes it.
        trainable: Whether optimizers change it; true without.
        name: A name for messages.
        dtype: Its dtype; that of the value without.
        constraint: A function that optimizers apply to the value after a step.
    """

    def __new__(
        cls,
        initial_value: Any = None,
        trainable: Any = None,
        validate_shape: bool = True,
        caching_device: Any = None,
        name: Any = None,
        variable_def: Any = None,
        dtype: Any = None,
        import_scope: Any = None,
        constraint: Any = None,
        **distribution: Any,
    ) -> Any:
        value = initial_value() if callable(initial_value) else initial_value
        start = _converted(value, dtype)
        made = _creation.variable(_array(start), dtype=_dtype_of(start), name=name, constraint=constraint)
        if trainable is not None:
            made.trainable = trainable
        return made

    @staticmethod
    def is_one(x: Any) -> bool:
        """Whether ``x`` is a variable of Keras."""
        return isinstance(x, keras.src.backend.Variable)


def _array(value: Any) -> Any:
    """The value as an array, where it has one: a tensor may belong to a device or a trace that ends."""
    try:
        return ops.convert_to_numpy(value)
    except Exception:  # each backend has its own error for a tensor without a value
        return value


class TensorShape(_Shape):
    """A shape with TensorFlow's methods; it is a tuple of sizes, None where one is not known."""

    __slots__ = ()

    def __new__(cls, dims: Any) -> Any:
        return super().__new__(cls, [None if size is None else int(size) for size in dims])

    def concatenate(self, other: Any) -> Any:
        return TensorShape([*self, *other])


class Tensor(metaclass=_Kind):
    """What annotations and type checks of a program mean by a tensor."""

    @staticmethod
    def is_one(x: Any) -> bool:
        """Whether ``x`` is a tensor of the backend, or a Keras tensor."""
        return bool(ops.is_tensor(x)) or isinstance(x, keras.KerasTensor)


class InvalidArgumentError(ValueError):
    """What TensorFlow raises for a bad argument; here it is a ValueError."""


for _name in _DTYPES.split():
    globals()[f"_dtype_{_name}"] = _name

newaxis = None

NAMES = {
    **_public(globals(), __name__),
    **{name: f"_dtype_{name}" for name in _DTYPES.split()},
    "GradientTape": GradientTape.__name__,
    "newaxis": "newaxis",
}
