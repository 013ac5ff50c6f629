"""``def call(self, inputs, training)``: Keras 2 filled in ``training`` and ``mask`` where a call did not say them."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from types import FunctionType
from typing import Any

from ..widen import wrap
from .shapes import is_keras2_code

_FILLED_IN = ("training", "mask")


def install() -> None:
    """Widen the constructor that looks at ``call``."""
    import keras

    wrap(keras.layers.Layer, "__init__", _init)


def _init(native: Callable[..., None]) -> Callable[..., None]:
    def __init__(self: Any, *args: Any, **kwargs: Any) -> None:
        function = getattr(type(self), "call", None)
        if callable(function):
            function = inspect.unwrap(function)
        if isinstance(function, FunctionType):
            missing = _missing(function)
            if missing and is_keras2_code(function):
                function.__defaults__ = (None,) * missing + (function.__defaults__ or ())
        native(self, *args, **kwargs)

    return __init__


def _missing(function: FunctionType) -> int:
    """How many of the last parameters that have no default are filled in by Keras 2."""
    code = function.__code__
    required = code.co_varnames[: code.co_argcount - len(function.__defaults__ or ())]
    count = 0
    while count < len(required) and required[-1 - count] in _FILLED_IN:
        count += 1
    return count
