"""Merge layers refuse too few inputs whenever they are called; Keras 3 does so when they are built.

Up to Keras 2.2 a list of one input was too short; 2.15 returns it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

from . import asked, callers
from .widen import put


def install() -> None:
    """Widen the calls of merge layers."""
    import keras
    from keras.src.layers.merging.base_merge import Merge

    put(Merge, "__call__", _call(keras.layers.Subtract))


def _call(subtract: type) -> Callable[..., Any]:
    import keras

    def __call__(self: Any, inputs: Any, *args: Any, **kwargs: Any) -> Any:
        if self.built and asked.by_keras2_code(sys._getframe(1)):
            if not isinstance(inputs, (list, tuple)):
                raise ValueError("A merge layer should be called on a list of inputs.")
            least = 2 if callers.SCOPE.dialect == "2.2" else 1
            if isinstance(self, subtract) and len(inputs) != 2:
                raise ValueError("A `Subtract` layer should be called on exactly 2 inputs")
            if len(inputs) < least:
                raise ValueError(
                    f"A merge layer should be called on a list of at least {least} inputs. Got {len(inputs)} inputs."
                )
        return keras.Layer.__call__(self, inputs, *args, **kwargs)

    return __call__
