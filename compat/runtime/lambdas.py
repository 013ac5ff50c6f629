"""``Model.from_config(model.get_config())`` with Lambda layers: a config that the program itself holds may have code in it.

What loads a file keeps the rule that it states: Keras 3's, or ``safe_mode=``. A config that was not written to text leads back
to the function itself; code from text finds what the module of Keras 2's Lambda had, ``K`` and NumPy
among it, and the custom objects.
"""

from __future__ import annotations

import functools
import importlib
import sys
import types
from collections.abc import Callable
from typing import Any

from . import callers
from .widen import put, wrap


def install() -> None:
    """Widen ``from_config`` of models, of wrappers and of ``Lambda``."""
    import keras
    from keras.src.models.functional import Functional

    layers = keras.layers
    if isinstance(vars(layers.Lambda).get("from_config"), classmethod):
        put(layers.Lambda, "from_config", classmethod(_of_lambda(vars(layers.Lambda)["from_config"].__func__)))
        wrap(layers.Lambda, "get_config", _get_config)
    for module in (keras.layers, keras.src.layers):
        put(module, "deserialize", _by_name(vars(module)["deserialize"]))
    for cls in (keras.Model, Functional, keras.Sequential, layers.Wrapper, layers.Bidirectional, layers.Lambda):
        if isinstance(vars(cls).get("from_config"), classmethod):
            put(cls, "from_config", classmethod(_trusting(vars(cls)["from_config"].__func__)))


def _trusting(native: Callable[..., Any]) -> Callable[..., Any]:
    from keras.src.saving import serialization_lib

    @functools.wraps(native)
    def from_config(cls: Any, *args: Any, **kwargs: Any) -> Any:
        frame = sys._getframe(1)
        if serialization_lib.in_safe_mode() is not None or kwargs.get("safe_mode") or not _asks(frame):
            return native(cls, *args, **kwargs)
        with serialization_lib.SafeModeScope(False):
            return native(cls, *args, **kwargs)

    return from_config


def _by_name(native: Callable[..., Any]) -> Callable[..., Any]:
    """``layers.deserialize({"class_name": "Dense", "config": ...})``: Keras 2 named no modules."""

    @functools.wraps(native)
    def deserialize(config: Any, *args: Any, **kwargs: Any) -> Any:
        import keras
        from keras.src.saving import serialization_lib

        old = isinstance(config, dict) and "module" not in config and "registered_name" not in config
        name = config.get("class_name") if old else None
        if not isinstance(name, str) or not isinstance(getattr(keras.layers, name, None), type):
            return native(config, *args, **kwargs)
        config = {**config, "module": "keras.layers", "registered_name": None}
        if serialization_lib.in_safe_mode() is not None or not _asks(sys._getframe(1)):
            return native(config, *args, **kwargs)
        with serialization_lib.SafeModeScope(False):
            return native(config, *args, **kwargs)

    return deserialize


def _asks(frame: Any) -> bool:
    """Whether Keras 2 code asks, by itself or through the helpers by which it tests its layers."""
    return callers.writes_keras2(frame) or (frame.f_globals.get("__name__") or "").endswith(".provided.layer_tests")


class FunctionName(str):
    """The name, or the code, of a function in a config that still holds the function."""

    function: Any


def _named(text: str, function: Any) -> FunctionName:
    name = FunctionName(text)
    name.function = function
    return name


def _get_config(native: Callable[..., dict[str, Any]]) -> Callable[..., dict[str, Any]]:
    def get_config(self: Any) -> dict[str, Any]:
        config = native(self)
        for key, function in (("function", self.function), ("output_shape", self._output_shape), ("mask", self.mask)):
            written = config.get(key)
            if not callable(function) or not isinstance(written, dict):
                continue
            inner = written.get("config")
            if isinstance(inner, str):
                written["config"] = _named(inner, function)
            elif isinstance(inner, dict) and isinstance(inner.get("code"), str):
                inner["code"] = _named(inner["code"], function)
        return config

    return get_config


def _held(written: Any) -> Any:
    """The function that a config still holds, or None."""
    inner = written.get("config") if isinstance(written, dict) else None
    text = inner.get("code") if isinstance(inner, dict) else inner
    return text.function if isinstance(text, FunctionName) else None


def _of_lambda(native: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(native)
    def from_config(cls: Any, config: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        held = {key: _held(config.get(key)) for key in ("function", "output_shape", "mask")}
        if held["function"] is None:
            return _with_names(native(cls, dict(config), *args, **kwargs))
        kept = {key: value for key, value in config.items() if held.get(key) is None}
        layer = native(cls, {**kept, "function": dict(_PLACEHOLDER)}, *args, **kwargs)
        again = cls(held["function"])
        for name in ("function", "_fn_expects_training_arg", "_fn_expects_mask_arg"):
            setattr(layer, name, getattr(again, name))
        if held["output_shape"] is not None:
            layer._output_shape = held["output_shape"]
        if held["mask"] is not None:
            layer.mask, layer.supports_masking = held["mask"], True
        return layer

    return from_config


_PLACEHOLDER = {
    "module": "keras.activations",
    "class_name": "function",
    "config": "linear",
    "registered_name": "function",
}


def _with_names(layer: Any) -> Any:
    """Let code that was loaded as text find the names that Keras 2's own module had."""
    from keras.src.utils import python_utils

    for name in ("function", "_output_shape"):
        function = getattr(layer, name)
        if getattr(function, "__globals__", None) is vars(python_utils):
            made = types.FunctionType(
                function.__code__, _names(), function.__name__, function.__defaults__, function.__closure__
            )
            setattr(layer, name, made)
    return layer


def _names() -> dict[str, Any]:
    import keras
    import numpy
    from keras.src.backend.common import global_state

    found = {
        "__builtins__": __builtins__,
        "K": importlib.import_module(f"{__package__.rpartition('.')[0]}.keras.backend"),
        "np": numpy,
        "keras": keras,
    }
    for name in ("activations", "constraints", "initializers", "regularizers"):
        found[name] = getattr(keras, name)
    if "tensorflow" in sys.modules:
        found["tf"] = sys.modules["tensorflow"]
    found.update(keras.saving.get_custom_objects())
    found.update(global_state.get_global_attribute("custom_objects_scope_dict") or {})
    return found
