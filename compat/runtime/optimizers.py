"""Arguments of optimizers, and Keras 2 optimizers known as such."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable
from typing import Any

from ..changes._kinds import Dropped, Renamed, Rewritten
from . import callers, entries
from .arguments import Plan, install_defaults
from .widen import wrap

_OWNER = "keras.optimizers.Optimizer"


def install() -> None:
    """Widen the one constructor that every optimizer calls; a backend puts its own ``*args`` in front of it."""
    import keras

    install_defaults(keras.optimizers.Optimizer)
    for base in keras.optimizers.Optimizer.__mro__:
        if "__init__" in vars(base) and "learning_rate" in inspect.signature(base.__init__).parameters:
            wrap(base, "__init__", _init)
            return


def _init(native: Callable[..., None]) -> Callable[..., None]:
    parameters = list(inspect.signature(native).parameters)[1:]
    refused = Plan(_OWNER, _entries(Renamed, Dropped))
    means_another = Plan(_OWNER, _entries(Rewritten))

    def __init__(self: Any, *args: Any, **kwargs: Any) -> None:
        frame = sys._getframe(1)
        speaks = callers.keras2_code(frame)
        kwargs.update(zip(parameters, args))
        # A subclass passes its own default on, so the old name wins over the new one here.
        refused.apply(kwargs, frozenset(), frame)
        if speaks:
            means_another.apply(kwargs, frozenset(), frame)
            rate = kwargs.get("learning_rate")
            if isinstance(rate, dict) and "class_name" in rate:
                import keras

                kwargs["learning_rate"] = keras.saving.deserialize_keras_object(rate)
        native(self, **kwargs)
        if speaks:
            self.__dict__["_compat_dialect"] = callers.SCOPE.dialect

    return __init__


def _entries(*kinds: type[Any]) -> list[Any]:
    return [each for kind in kinds for each in entries.of_kind(kind) if each.owner == _OWNER]
