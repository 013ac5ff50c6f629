"""Arguments of optimizers, and Keras 2 optimizers known as such."""

from __future__ import annotations

import contextlib
import inspect
import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

from ..changes._kinds import Dropped, Renamed, Rewritten
from . import callers, dialects, entries, optimizer_decay
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
        clipvalue = decay = None
        if speaks:
            means_another.apply(kwargs, frozenset(), frame)
            kwargs["learning_rate"], decay = optimizer_decay.split(kwargs.get("learning_rate"))
            clipvalue = _second_limit(kwargs, frame)
        rate = kwargs.get("learning_rate")
        if not isinstance(rate, float) and not callable(rate):
            # Keras 3 takes no whole numbers, numbers of numpy, scalar tensors.
            with contextlib.suppress(TypeError, ValueError):
                kwargs["learning_rate"] = float(rate)  # type: ignore[arg-type]
        native(self, **kwargs)
        if speaks:
            dialects.mark(self)
            optimizer_decay.keep(self, decay)
            if clipvalue is not None:
                self.clipvalue = clipvalue

    return __init__


def _second_limit(kwargs: dict[str, Any], frame: FrameType) -> Any:
    """Read ``clipnorm`` as it was meant; take out and return ``clipvalue`` where there is a norm too, which Keras 3 refuses."""
    if kwargs.get("clipnorm") is not None and kwargs.get("global_clipnorm") is None:
        if callers.SCOPE.dialect == "2.2" and callers.keras2_meaning(frame):
            kwargs["global_clipnorm"] = kwargs.pop("clipnorm") or None
    if kwargs.get("clipnorm") is None and kwargs.get("global_clipnorm") is None:
        return None
    return kwargs.pop("clipvalue", None)


def _entries(*kinds: type[Any]) -> list[Any]:
    return [each for kind in kinds for each in entries.of_kind(kind) if each.owner == _OWNER]
