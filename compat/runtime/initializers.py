"""Initializers of Keras 2.2: ``identity`` for each gate, and seeds from numpy, so that ``np.random.seed`` repeats the weights."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

from . import callers
from .widen import wrap

_REPEATS = "_compat_repeats"


def install() -> None:
    """Widen ``Identity``, and what draws."""
    import keras

    for cls in dict.fromkeys(map(_takes_seed, _DRAWING)):
        wrap(cls, "__init__", _drawing_init)
    wrap(keras.initializers.Identity, "__init__", _init)
    wrap(keras.initializers.Identity, "__call__", _call)


_DRAWING = ("RandomNormal", "RandomUniform", "TruncatedNormal", "VarianceScaling", "Orthogonal")


def _takes_seed(name: str) -> type:
    """The class that keeps the seed of an initializer: one for all of them, or each its own in an early Keras 3."""
    import keras

    classes = getattr(keras.initializers, name).__mro__
    own = classes[: classes.index(keras.initializers.Initializer)]
    return next(base for base in reversed(own) if "__init__" in vars(base))


def _drawing_init(native: Callable[..., None]) -> Callable[..., None]:
    def __init__(self: Any, *args: Any, **kwargs: Any) -> None:
        native(self, *args, **kwargs)
        if self._init_seed is None and callers.SCOPE.dialect == "2.2" and callers.keras2_meaning(sys._getframe(1)):
            import numpy as np

            self.seed = int(np.random.randint(10**7))

    return __init__


def _init(native: Callable[..., None]) -> Callable[..., None]:
    def __init__(self: Any, *args: Any, **kwargs: Any) -> None:
        native(self, *args, **kwargs)
        if callers.SCOPE.dialect == "2.2" and callers.keras2_meaning(sys._getframe(1)):
            self.__dict__[_REPEATS] = True

    return __init__


def _call(native: Callable[..., Any]) -> Callable[..., Any]:
    def __call__(self: Any, shape: Any, dtype: Any = None) -> Any:
        if _REPEATS not in self.__dict__ or len(shape) != 2:
            return native(self, shape, dtype)
        from keras import ops

        shorter, longer = sorted(int(size) for size in shape)
        if longer % shorter:
            raise ValueError(f"Long side should be multiple of short side. Received: shape={tuple(shape)}")
        square = native(self, (shorter, shorter), dtype)
        return ops.concatenate([square] * (longer // shorter), axis=0 if shape[0] > shape[1] else 1)

    return __call__
