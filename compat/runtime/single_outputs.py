"""``Model(inputs=[x], outputs=[y])``: a model of one output returns it, and not a list of one; ``model.input`` likewise."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable
from typing import Any

from . import callers
from .widen import put, wrap


def install() -> None:
    """Widen functional models."""
    from keras.src.models.functional import Functional

    wrap(Functional, "__init__", _init)
    put(Functional, "input", _alone(vars(Functional)["input"]))


def _init(native: Callable[..., None]) -> Callable[..., None]:
    signature = inspect.signature(native)

    def __init__(self: Any, *args: Any, **kwargs: Any) -> None:
        if callers.keras2_meaning(sys._getframe(1)):
            bound = signature.bind_partial(self, *args, **kwargs)
            outputs = bound.arguments.get("outputs")
            if (
                isinstance(outputs, (list, tuple))
                and len(outputs) == 1
                and not isinstance(outputs[0], (list, tuple, dict))
            ):
                bound.arguments["outputs"] = outputs[0]
                args, kwargs = bound.args[1:], bound.kwargs
        native(self, *args, **kwargs)

    return __init__


def _alone(native: property) -> property:
    def get(self: Any) -> Any:
        found = native.__get__(self, type(self))
        one = isinstance(found, (list, tuple)) and len(found) == 1
        return found[0] if one and callers.writes_keras2(sys._getframe(1)) else found

    return property(get, doc=native.__doc__)
