"""``if`` and ``for`` on tensors in the ``call`` of a program's own layers, losses and metrics, on the tensorflow backend.

Keras 2 let TensorFlow's AutoGraph rewrite such functions wherever they became part of a graph; Keras 3 runs them as they are.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from types import FunctionType
from typing import Any

from ..custom.shapes import is_keras2_code
from ..widen import put, wrap

#: By this attribute TensorFlow knows what it has converted, or must leave alone.
_DONE = "autograph_info__"


def install() -> None:
    """Widen the constructors of what a program derives classes from, and the two classes that hold a function."""
    import keras

    if keras.backend.backend() != "tensorflow":
        return
    from keras.src.losses import losses
    from tensorflow.python.autograph.core import config

    # This library's own functions, which such a function calls, stay as they are.
    own = config.DoNotConvert(__package__.partition(".")[0])
    put(config, "CONVERSION_RULES", (own, *config.CONVERSION_RULES))
    wrap(keras.layers.Layer, "__init__", _converting("call"))
    wrap(keras.losses.Loss, "__init__", _converting("call"))
    wrap(keras.metrics.Metric, "__init__", _converting("update_state", "result"))
    wrap(losses.LossFunctionWrapper, "call", _with_converted("fn"))
    wrap(keras.metrics.MeanMetricWrapper, "update_state", _with_converted("_fn"))


def _converting(*methods: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    def make(native: Callable[..., None]) -> Callable[..., None]:
        def __init__(self: Any, *args: Any, **kwargs: Any) -> None:
            for name in methods:
                _convert(type(self), name)
            native(self, *args, **kwargs)

        return __init__

    return make


def _convert(cls: type, name: str) -> None:
    """Let a method that Keras 2 code defines be rewritten when it is called in a graph."""
    owner = next((base for base in cls.__mro__ if name in vars(base)), None)
    function = vars(owner)[name] if owner is not None else None
    if not isinstance(function, FunctionType) or hasattr(function, _DONE) or not is_keras2_code(function):
        return
    import tensorflow

    @functools.wraps(function)
    def method(*args: Any, **kwargs: Any) -> Any:
        run = function if tensorflow.executing_eagerly() else _converted(function)
        return run(*args, **kwargs)

    setattr(method, _DONE, {})
    setattr(owner, name, method)


def _with_converted(attribute: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """For an object that calls the function in ``attribute``."""

    def make(native: Callable[..., Any]) -> Callable[..., Any]:
        import tensorflow

        def method(self: Any, *args: Any, **kwargs: Any) -> Any:
            function = getattr(self, attribute)
            if tensorflow.executing_eagerly() or not inspect.isroutine(function) or not is_keras2_code(function):
                return native(self, *args, **kwargs)
            # Its config still names the program's own function.
            same = object.__new__(type(self))
            same.__dict__.update(self.__dict__)
            same.__dict__[attribute] = _converted(function)
            return native(same, *args, **kwargs)

        return method

    return make


def _converted(function: Any) -> Any:
    import tensorflow

    internal = tensorflow.__internal__.autograph
    # Keras 3 switches conversion off around its own steps.
    context = internal.control_status_ctx()
    enabled = type(context)(status=type(context.status).ENABLED)
    return internal.tf_convert(function, enabled)
