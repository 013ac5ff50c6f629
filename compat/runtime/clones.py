"""``clone_model``: a clone is not compiled, as in Keras 2. Keras 3 compiles it, and fails on a loss that is a program's own."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

from . import callers
from .widen import wrap


def install() -> None:
    """Widen the functions behind ``clone_model``."""
    from keras.src.models import cloning

    for name in ("_clone_functional_model", "_clone_sequential_model"):
        wrap(cloning, name, _clone)


def _clone(native: Callable[..., Any]) -> Callable[..., Any]:
    def clone(model: Any, *args: Any, **kwargs: Any) -> Any:
        compiled = model.compiled
        if not compiled or not callers.keras2_code(sys._getframe(1)):
            return native(model, *args, **kwargs)
        model.compiled = False
        try:
            return native(model, *args, **kwargs)
        finally:
            model.compiled = compiled

    return clone
