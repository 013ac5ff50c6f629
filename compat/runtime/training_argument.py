"""``layer(x, training=True)`` in a functional model: what the call says holds for good, whatever the model is told later.

Keras 3 lets the model's own phase win: Monte Carlo dropout drops nothing in ``predict``, and a batch normalization that is
called with ``training=False`` learns in ``fit``.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

from . import callers
from .widen import wrap

_SAID = "_compat_training"


class Said(int):
    """0 or 1: the phase that a call of Keras 2 code gave."""


def install() -> None:
    """Widen nodes, which note what their call said, and the loop of functional models."""
    from keras.src.models import functional
    from keras.src.ops.node import Node

    wrap(Node, "__init__", _init)
    wrap(functional, "operation_fn", _operation)


def said(node: Any) -> bool | None:
    """What the call of a node said of training; None where it said nothing, or where Keras 3 code made it."""
    found: bool | None = node.__dict__.get(_SAID)
    return found


def _init(native: Callable[..., None]) -> Callable[..., None]:
    def __init__(self: Any, *args: Any, **kwargs: Any) -> None:
        native(self, *args, **kwargs)
        frame = sys._getframe(1)
        # Keras fills the arguments of the call itself with the model's phase; its own record tells what was given.
        spec = frame.f_locals.get("call_spec") if frame.f_code.co_name == "__call__" else None
        given = getattr(spec, "user_arguments_dict", {}).get("training")
        if isinstance(given, (bool, int)) and callers.keras2_code(frame):
            self.__dict__[_SAID] = bool(given)
            self.arguments.fill_in = _filling(self.arguments.fill_in, bool(given))

    return __init__


def _filling(fill_in: Callable[..., Any], training: bool) -> Callable[..., Any]:
    def filled(*args: Any, **kwargs: Any) -> Any:
        args, found = fill_in(*args, **kwargs)
        return args, {**found, "training": Said(training)}

    return filled


def _operation(native: Callable[..., Any]) -> Callable[..., Any]:
    def operation_fn(operation: Any, **context: Any) -> Any:
        call = native(operation, **context)

        def with_phase(*args: Any, **kwargs: Any) -> Any:
            if isinstance(kwargs.get("training"), Said):
                kwargs["training"] = bool(kwargs["training"])
                return operation(*args, **kwargs)
            return call(*args, **kwargs)

        return with_phase

    return operation_fn
