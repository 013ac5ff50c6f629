"""Functions of Keras whose arguments changed: what Keras 2 code gets in their place.

The functions themselves stay as they are, and so does what Keras and other packages call; the names of a module answer
Keras 2 code with these (:func:`compat.runtime.names.meanings`).
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import cache
from typing import Any

from ..changes import _keras2
from ..changes._kinds import Default, Dropped, Provided, Renamed, Rewritten
from . import arguments, entries, positions
from .widen import wide

_KINDS: tuple[type[Any], ...] = (Renamed, Dropped, Rewritten, Default)


@cache
def owners() -> frozenset[str]:
    """What has entries of its own and is in no table of classes: ``keras.losses.sparse_categorical_crossentropy``."""
    found = {each.owner for kind in _KINDS for each in entries.of_kind(kind)} | positions.orders().keys()
    classes = _keras2.table()
    return frozenset(path for path in found if path not in classes and path.rpartition(".")[0] not in classes)


@cache
def _provided() -> dict[str, str]:
    return {each.old: each.by for each in entries.of_kind(Provided)}


@cache
def widened(path: str) -> Callable[..., Any]:
    """The function under a name, taking Keras 2's arguments; a class as it is, its constructor is widened."""
    by = _provided().get(path)
    native: Callable[..., Any] = entries.load(by) if by is not None else entries.native(path)
    if isinstance(native, type) and native.__name__ == path.rpartition(".")[2]:
        return native
    plan = arguments.plan_of(path)
    names = positions.parameters(native)
    order = positions.of(path, native, 0) if path in positions.orders() else None

    def function(*args: Any, **kwargs: Any) -> Any:
        frame = sys._getframe(1)
        if order is not None and args and order.named(args, kwargs, frame):
            args = ()
        if plan is not None:
            plan.apply(kwargs, frozenset(names[: len(args)]), frame)
        return native(*args, **kwargs)

    return wide(native, function)
