"""Old arguments of losses: ``reduction="auto"``, and what else the entries on ``keras.losses.Loss`` say."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from typing import Any

from ..changes._kinds import Dropped, Rewritten
from . import arguments, entries
from .widen import wrap

_OWNER = "keras.losses.Loss"


def install() -> None:
    """Widen the one constructor that every loss calls."""
    import keras

    kinds: tuple[type[Any], ...] = (Dropped, Rewritten)
    found = [each for kind in kinds for each in entries.of_kind(kind) if each.owner == _OWNER]
    wrap(keras.losses.Loss, "__init__", partial(_init, arguments.Plan(_OWNER, found)))


def _init(plan: arguments.Plan, native: Callable[..., None]) -> Callable[..., None]:
    def __init__(self: Any, *args: Any, **kwargs: Any) -> None:
        if kwargs:
            plan.apply(kwargs, frozenset(), sys._getframe(1))
        native(self, *args, **kwargs)

    return __init__
