"""``evaluate`` up to Keras 2.2 gave numbers of numpy, which have a shape and a dtype; they are floats as well."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from . import callers
from .widen import wrap


def install() -> None:
    """Widen ``evaluate`` in the dialect 2.2."""
    import keras

    wrap(keras.Model, "evaluate", _evaluate)


def _evaluate(native: Callable[..., Any]) -> Callable[..., Any]:
    def evaluate(self: Any, *args: Any, **kwargs: Any) -> Any:
        found = native(self, *args, **kwargs)
        if callers.SCOPE.dialect != "2.2":
            return found
        import numpy as np

        if isinstance(found, list):
            return [np.float64(each) if isinstance(each, float) else each for each in found]
        return np.float64(found) if isinstance(found, float) else found

    return evaluate
