"""``keras.utils.normalize(x, axis=0)`` of an array: Keras 3 takes axis 0 for the last one where it divides."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any

from . import callers
from .widen import put, wide


def install() -> None:
    """Widen the function in every module of Keras that has it, for Keras 2 code."""
    import keras
    import numpy as np

    native = keras.utils.normalize

    def normalize(x: Any, axis: int = -1, order: int = 2) -> Any:
        if axis != 0 or not isinstance(x, np.ndarray) or not callers.keras2_code(sys._getframe(1)):
            return native(x, axis, order)
        length = np.linalg.norm(x, order, axis, keepdims=True)
        length[length == 0] = 1
        return x / length

    wide(native, normalize)
    for module in list(sys.modules.values()):
        if isinstance(module, ModuleType) and vars(module).get("normalize") is native:
            put(module, "normalize", normalize)
