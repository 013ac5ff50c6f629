"""What the backend functions share: tensors of any kind, static shapes, and functions that work on Keras tensors."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, TypeVar

import keras
import numpy as np
from keras import ops
from keras.src.backend.common.keras_tensor import any_symbolic_tensors

from ... import callers, entries

Function = TypeVar("Function", bound=Callable[..., Any])


def backend() -> str:
    """``"tensorflow"``, ``"jax"`` or ``"torch"``."""
    return str(keras.backend.backend())


def is_dialect(dialect: str) -> bool:
    """Whether Keras 2 code is read as this dialect."""
    return callers.SCOPE.dialect == dialect


def is_variable(x: Any) -> bool:
    """Whether ``x`` is a variable of Keras."""
    return isinstance(x, keras.src.backend.Variable)


def is_symbolic(*values: Any) -> bool:
    """Whether a Keras tensor is among the values, or in their lists, tuples and dicts."""
    return bool(any_symbolic_tensors(values))


def tensor(x: Any, dtype: str | None = None) -> Any:
    """A tensor of the backend, or the Keras tensor that it is; sparse stays sparse.

    Python floats, and arrays of them that have no dtype of their own, get floatx.
    """
    if isinstance(x, keras.KerasTensor):
        return x if dtype is None or x.dtype == dtype else ops.cast(x, dtype)
    return ops.convert_to_tensor(x, dtype=dtype)


def dtype_of(x: Any) -> str:
    """The dtype of anything with one, as a string; floatx for a Python float."""
    found = getattr(x, "dtype", None)
    if found is not None:
        return str(keras.backend.standardize_dtype(found))
    return dtype_of(tensor(x))


def standard_dtype(dtype: Any) -> str:
    """A dtype in any spelling (``"float32"``, ``tf.float32``, ``np.float32``, None for floatx) as a string.

    On jax it is the one that jax makes of it: 32 bits in the place of 64, unless that is switched on there.
    """
    if dtype is None:
        return str(keras.config.floatx())
    found = str(keras.backend.standardize_dtype(dtype))
    return _NARROW.get(found, found) if backend() == "jax" and not _wide() else found


_NARROW = {"int64": "int32", "uint64": "uint32", "float64": "float32"}


def _wide() -> bool:
    import jax

    return bool(jax.config.jax_enable_x64)


def is_float(x: Any) -> bool:
    """Whether the dtype is a floating one."""
    return "float" in dtype_of(x)


def static_shape(x: Any) -> tuple[int | None, ...] | None:
    """The shape that is known before anything runs; None for a tensor of unknown rank."""
    shape = getattr(x, "shape", None)
    if shape is None:
        return np.shape(x)
    try:
        return tuple(None if size is None else _known(size) for size in shape)
    except ValueError:  # tensorflow: the rank is not known
        return None


def _known(size: Any) -> int | None:
    try:
        return int(size)
    except Exception:  # jax: a size that has a name instead of a value
        return None


def rank(x: Any) -> int:
    """The number of axes.

    Raises:
        ValueError: It is not known.
    """
    shape = static_shape(x)
    if shape is None:
        raise ValueError(f"the rank of {x!r} is not known")
    return len(shape)


def dims(shape: Any) -> list[Any]:
    """A shape in any spelling as a list of numbers, and of scalar tensors where a size is not known."""
    if isinstance(shape, (int, np.integer)):
        return [int(shape)]
    if hasattr(shape, "shape") and not isinstance(shape, np.ndarray):
        known = static_shape(shape)
        size = known[0] if known else None
        if size is None:
            raise ValueError(f"a shape of unknown rank: {shape!r}")
        return [_dim(shape[index]) for index in range(size)]
    return [_dim(size) for size in shape]


def _dim(size: Any) -> Any:
    if size is None or isinstance(size, keras.KerasTensor):
        return size
    try:
        return int(size)
    except Exception:  # a tensor inside a compiled step: each backend has its own error
        return size


def sizes(x: Any) -> list[Any]:
    """The shape as numbers where it is known, and scalar tensors elsewhere (tensorflow inside a compiled step)."""
    return list(ops.shape(x))


def axes(axis: Any) -> Any:
    """An axis as ``keras.ops`` takes it: lists become tuples."""
    return tuple(int(each) for each in axis) if isinstance(axis, (list, tuple, np.ndarray)) else axis


def data_format(value: str | None) -> str:
    """``"channels_last"`` or ``"channels_first"``; None is the configured one.

    Raises:
        ValueError: Any other value.
    """
    found = value if value is not None else keras.config.image_data_format()
    if found not in ("channels_first", "channels_last"):
        raise ValueError(f"Unknown data_format: {found}")
    return str(found)


class Slot(int):
    """Where a Keras tensor stands among the arguments of a :class:`Traced`."""


@keras.saving.register_keras_serializable(package="compat")
class Traced(keras.Operation):
    """A backend function in a graph of Keras tensors: it runs, with tensors in their place, when the model does.

    Its inputs are the tensors alone: what else the function was given stays with it, since jax would trace numbers too.

    Args:
        by: The function as ``module:attribute``, so that a model that holds it can be saved, and loaded with compat.
        arguments: Positional and keyword arguments, a number of an input where a tensor stands.
    """

    def __init__(self, by: str, arguments: Any, name: str | None = None) -> None:
        super().__init__(name=name)
        self.by = by
        self.function = entries.load(by)
        self.arguments = arguments

    def call(self, *tensors: Any) -> Any:
        args, kwargs = nested(lambda each: tensors[each] if isinstance(each, Slot) else each, self.arguments)
        return self.function(*args, **kwargs)

    def compute_output_spec(self, *tensors: Any) -> Any:
        return keras.src.backend.compute_output_spec(self.call, *tensors)

    def get_config(self) -> dict[str, Any]:
        return {"by": self.by, "arguments": nested(_as_json, self.arguments), "name": self.name}

    @classmethod
    def from_config(cls, config: dict[str, Any]) -> Traced:
        return cls(config["by"], _from_json(config["arguments"]), config["name"])


def _as_json(value: Any) -> Any:
    if isinstance(value, Slot):
        return {"tensor": int(value)}
    if isinstance(value, np.ndarray) or is_variable(value) or ops.is_tensor(value):
        return {"array": np.asarray(ops.convert_to_numpy(value)).tolist(), "dtype": dtype_of(value)}
    return value


def _from_json(value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        return [_from_json(each) for each in value]
    if not isinstance(value, dict):
        return value
    if value.keys() == {"tensor"}:
        return Slot(value["tensor"])
    if value.keys() == {"array", "dtype"}:
        return np.array(value["array"], value["dtype"])
    return {name: _from_json(each) for name, each in value.items()}


def slots(arguments: Any) -> tuple[list[Any], Any]:
    """The Keras tensors among arguments, and the arguments with a slot in the place of each."""
    tensors: list[Any] = []

    def slot(value: Any) -> Any:
        if not isinstance(value, keras.KerasTensor):
            return value
        tensors.append(value)
        return Slot(len(tensors) - 1)

    return tensors, nested(slot, arguments)


def traced(function: Function) -> Function:
    """Let a function that is more than ``keras.ops`` calls take Keras tensors: it becomes one operation of their graph."""
    by = f"{function.__module__}:{function.__name__}"

    @functools.wraps(function)
    def wide(*args: Any, **kwargs: Any) -> Any:
        if not any_symbolic_tensors(args, kwargs):
            return function(*args, **kwargs)
        tensors, arguments = slots([list(args), kwargs])
        return Traced(by, arguments)(*tensors)

    return wide  # type: ignore[return-value]


def refuse(what: str, why: str, hint: str) -> RuntimeError:
    """The error for a use that Keras 3 cannot serve."""
    return RuntimeError(f"{what}: {why}.\nHint: {hint}")


def as_list(values: Any) -> list[Any]:
    """A list of one or many."""
    if isinstance(values, (list, tuple)):
        return list(values)
    return [values]


def nested(function: Callable[[Any], Any], values: Any) -> Any:
    """A function of each tensor in a nesting of lists, tuples and dicts."""
    if isinstance(values, dict):
        return {name: nested(function, each) for name, each in values.items()}
    if isinstance(values, (list, tuple)):
        return type(values)([nested(function, each) for each in values])
    return function(values)
