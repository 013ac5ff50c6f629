"""Objects of classes without ``from_config``: Keras 2 made them of their config's entries, Keras 3 refuses them."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FunctionType
from typing import Any

from . import callers
from .widen import wrap


def install() -> None:
    """Widen what finds the class of a serialized object."""
    from keras.src.saving import serialization_lib

    wrap(serialization_lib, "_retrieve_class_or_fn", _retrieve)


class _Constructor:
    """A class that is built by its constructor."""

    def __init__(self, cls: Any) -> None:
        self.cls = cls

    def from_config(self, config: dict[str, Any]) -> Any:
        return self.cls(**config)


def _retrieve(native: Callable[..., Any]) -> Callable[..., Any]:
    def retrieve(*args: Any, **kwargs: Any) -> Any:
        found = native(*args, **kwargs)
        if hasattr(found, "from_config") or isinstance(found, FunctionType) or not isinstance(found, type):
            return found
        return _Constructor(found) if callers.keras2_code(sys._getframe(1)) else found

    return retrieve
