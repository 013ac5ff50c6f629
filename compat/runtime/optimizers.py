"""Arguments of optimizers, and Keras 2 optimizers known as such."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable
from typing import Any

from ..changes._kinds import Renamed, Rewritten
from . import callers, entries
from .widen import wrap

_OWNER = "keras.optimizers.Optimizer"


def install() -> None:
    """Widen the one constructor that every optimizer calls."""
    import keras

    wrap(keras.optimizers.Optimizer, "__init__", _init)


def _init(native: Callable[..., None]) -> Callable[..., None]:
    renamed = {each.old: each.new for each in entries.of_kind(Renamed) if each.owner == _OWNER}
    parameters = list(inspect.signature(native).parameters)[1:]
    rewritten = [each for each in entries.of_kind(Rewritten) if each.owner == _OWNER]

    def __init__(self: Any, *args: Any, **kwargs: Any) -> None:
        import keras

        speaks = callers.keras2_code(sys._getframe(1))
        kwargs.update(zip(parameters, args))
        # A subclass passes its own default on, so the old name wins over the new one here.
        for old in renamed.keys() & kwargs.keys():
            kwargs[renamed[old]] = kwargs.pop(old)
        if speaks:
            for each in rewritten:
                if any(name in kwargs for name in each.reads):
                    kwargs = each.function(dict(kwargs))
            rate = kwargs.get("learning_rate")
            if isinstance(rate, dict):
                kwargs["learning_rate"] = keras.saving.deserialize_keras_object(rate)
        native(self, **kwargs)
        if speaks:
            self.__dict__["_compat_dialect"] = callers.SCOPE.dialect

    return __init__
