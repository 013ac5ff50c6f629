"""Arrays and tensors as the left operand of a Keras tensor."""

from __future__ import annotations

import sys
from typing import Any

from ..widen import add, put


def install() -> None:
    """Let ``array + x`` ask the Keras tensor, and TensorFlow's functions too where TensorFlow is loaded."""
    import keras

    add(keras.KerasTensor, "__array_ufunc__", None)
    if keras.backend.backend() == "jax" and "__jax_array__" in vars(keras.KerasTensor):
        put(keras.KerasTensor, "__jax_array__", _NoOperand(vars(keras.KerasTensor)["__jax_array__"]))
    tensorflow = sys.modules.get("tensorflow")
    if tensorflow is not None and hasattr(tensorflow, "keras") and hasattr(tensorflow, "__internal__"):
        from . import dispatch

        dispatch.install(tensorflow)


class _NoOperand:
    """``__jax_array__`` of Keras tensors raises: not where an operator of jax asks, which then lets the other side answer."""

    def __init__(self, native: Any) -> None:
        self._native = native

    def __get__(self, instance: Any, owner: type) -> Any:
        if sys._getframe(1).f_code.co_filename.endswith("array_methods.py"):
            raise AttributeError("__jax_array__")
        return self._native.__get__(instance, owner)
