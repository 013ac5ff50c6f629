"""``to_categorical(y, num_classes, dtype)``: the classes under their old name, and the type of the result."""

from __future__ import annotations

import inspect
import sys
from types import ModuleType
from typing import Any

from . import callers
from .widen import put, wide


def install() -> None:
    """Widen the function in every module of Keras that has it."""
    import keras
    import numpy as np

    native = keras.utils.to_categorical
    first = next(iter(inspect.signature(native).parameters))

    def to_categorical(*args: Any, **kwargs: Any) -> Any:
        dtype = kwargs.pop("dtype", None) if len(args) < 3 else args[2]
        if "y" in kwargs:
            kwargs[first] = kwargs.pop("y")
        found = native(*args[:2], **kwargs)
        if dtype is None and isinstance(found, np.ndarray) and callers.keras2_code(sys._getframe(1)):
            dtype = "float32"
        return found if dtype is None else found.astype(dtype)

    wide(native, to_categorical)
    for module in list(sys.modules.values()):
        if isinstance(module, ModuleType) and vars(module).get("to_categorical") is native:
            put(module, "to_categorical", to_categorical)
