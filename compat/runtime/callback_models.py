"""``callback.model = model``: a callback that a program drives by itself, or tests with a model of its own."""

from __future__ import annotations

from typing import Any

from .widen import put


def install() -> None:
    """Let the model of a callback be set; Keras 3 has a property there that is only read."""
    import keras

    native = vars(keras.callbacks.Callback)["model"]
    if isinstance(native, property) and native.fset is None:
        put(keras.callbacks.Callback, "model", native.setter(_set_model))


def _set_model(callback: Any, model: Any) -> None:
    callback._model = model
