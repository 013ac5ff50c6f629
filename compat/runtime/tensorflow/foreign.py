"""Tensors that are not TensorFlow's."""

from __future__ import annotations

import sys
from typing import Any


def backend() -> str:
    """The backend of Keras in this process, which may be loading TensorFlow just now."""
    from keras.src.backend.config import backend

    return str(backend())


def ON_TENSORFLOW() -> bool:
    """Whether the tensors of the backend are TensorFlow's."""
    return backend() == "tensorflow"


def kind(*values: Any) -> str | None:
    """What a nesting of values holds that TensorFlow does not know, in words; None where it holds nothing such."""
    for value in values:
        if isinstance(value, (list, tuple)):
            found = kind(*value)
        elif isinstance(value, dict):
            found = kind(*value.values())
        else:
            found = _of_one(value)
        if found is not None:
            return found
    return None


def _of_one(value: Any) -> str | None:
    module = type(value).__module__.partition(".")[0]
    if module in ("jax", "jaxlib"):
        return "a tensor of jax" if isinstance(value, sys.modules["jax"].Array) else None
    if module == "torch":
        return "a tensor of torch" if isinstance(value, sys.modules["torch"].Tensor) else None
    if module == "keras":
        import keras

        if isinstance(value, keras.KerasTensor):
            return "a Keras tensor"
        if isinstance(value, keras.src.backend.Variable):
            return None if ON_TENSORFLOW() else "a variable of Keras"
    return None


def is_for_tensorflow(*values: Any) -> bool:
    """Whether TensorFlow has to answer: its own tensors or text are among the values, or it builds a graph (``tf.data``)."""
    return any(map(_is_tensorflows, values)) or not sys.modules["tensorflow"].executing_eagerly()


def _is_tensorflows(value: Any) -> bool:
    if isinstance(value, dict):
        return any(_is_tensorflows(each) for name, each in value.items() if name not in _WORDS)
    if isinstance(value, (list, tuple)):
        return any(map(_is_tensorflows, value))
    if isinstance(value, (str, bytes)):
        return value not in _SPELLED
    if type(value).__module__.partition(".")[0] != "tensorflow":
        return getattr(getattr(value, "dtype", None), "kind", "") in "SUO" and hasattr(value, "dtype")
    return hasattr(value, "dtype") and not isinstance(value, type)


#: Arguments, and values, that are words and no data.
_WORDS = {
    "name",
    "padding",
    "data_format",
    "mode",
    "message",
    "method",
    "dtype",
    "direction",
    "side",
    "indexing",
    "ord",
}
_SPELLED = {"SAME", "VALID", "NHWC", "NCHW", "NWC", "NDHWC", "CONSTANT", "REFLECT", "SYMMETRIC", "euclidean", "fro"}


def symbolic(*values: Any) -> bool:
    """Whether a Keras tensor is among the values."""
    from keras.src.backend.common.keras_tensor import any_symbolic_tensors

    return bool(any_symbolic_tensors(values))


def plain(values: Any) -> Any:
    """The values, with NumPy arrays in the place of TensorFlow's tensors on other backends."""
    if ON_TENSORFLOW():
        return values
    if isinstance(values, dict):
        return {name: plain(each) for name, each in values.items()}
    if isinstance(values, (list, tuple)) and not hasattr(values, "_fields"):
        return type(values)(plain(each) for each in values) if type(values) in (list, tuple) else values
    if type(values).__module__.partition(".")[0] == "tensorflow" and hasattr(values, "numpy"):
        return values.numpy()
    return values
