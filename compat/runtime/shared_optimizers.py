"""One optimizer for several models, as GANs have it: Keras 2 gave each model slots of its own, Keras 3 knows the first's only.

The second model that is compiled with an optimizer gets one like it, with the same step counter and rate: both models move them.
"""

from __future__ import annotations

import sys
import weakref
from collections.abc import Callable
from typing import Any

from . import callers
from .widen import wrap

_MODEL = "_compat_model"


def install() -> None:
    """Widen ``compile`` for Keras 2 code."""
    import keras

    wrap(keras.Model, "compile", _compile)


def _compile(native: Callable[..., None]) -> Callable[..., None]:
    import keras

    def compile(self: Any, *args: Any, **kwargs: Any) -> None:
        given = args[0] if args else kwargs.get("optimizer")
        if isinstance(given, keras.optimizers.Optimizer) and callers.keras2_code(sys._getframe(1)):
            mine = _for_model(given, self)
            if args:
                args = (mine, *args[1:])
            else:
                kwargs["optimizer"] = mine
        native(self, *args, **kwargs)

    return compile


def _for_model(optimizer: Any, model: Any) -> Any:
    state = optimizer.__dict__
    reference = state.get(_MODEL)
    if reference is None or reference() is model:
        state[_MODEL] = weakref.ref(model)
        return optimizer
    like_it = type(optimizer).from_config(optimizer.get_config())
    _share(optimizer, like_it)
    like_it.__dict__[_MODEL] = weakref.ref(model)
    return like_it


def _share(optimizer: Any, like_it: Any) -> None:
    """Let both have one step counter, and one rate where it is a variable."""
    for name in ("_iterations", "_learning_rate"):
        shared, own = getattr(optimizer, name), getattr(like_it, name)
        if own is shared or not hasattr(own, "assign") or not hasattr(shared, "assign"):
            continue
        for index, variable in enumerate(like_it._variables):
            if variable is own:
                like_it._variables[index] = shared
        like_it.__dict__[name] = shared
