"""Attributes that objects lost, added where neither the class nor a base has them."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FunctionType
from typing import Any

from ..changes._kinds import Member
from . import callers, entries, notices
from .widen import add, virtual, wide


def install() -> None:
    """Add every member of the table that is not a matter of state."""
    for entry in entries.of_kind(Member):
        owner = entries.native(entry.owner)
        if isinstance(owner, type) and not entry.by.startswith("compat.runtime.state."):
            add(owner, entry.name, _told(entry, entries.load(entry.by)))


def _told(entry: Member, value: Any) -> Any:
    """A member whose use is a translation, to be said once for each line that uses it."""
    if isinstance(value, property):
        get, assign = value.fget, value.fset
        return property(get and _noticed(entry, get), assign and _noticed(entry, assign), doc=value.__doc__)
    if isinstance(value, virtual):
        return virtual(_noticed(entry, value.get))
    return _noticed(entry, value) if isinstance(value, FunctionType) else value


def _noticed(entry: Member, function: Callable[..., Any]) -> Callable[..., Any]:
    def member(*args: Any, **kwargs: Any) -> Any:
        frame = sys._getframe(1)
        if callers.writes_keras2(frame):
            notices.translated(entry, frame)
        return function(*args, **kwargs)

    return wide(function, member)


def _shape(layer: Any, tensor: str) -> Any:
    try:
        value = getattr(layer, tensor)
    except (AttributeError, ValueError) as error:
        raise AttributeError(
            f"The layer {layer.name!r} has never been called and thus has no defined {tensor} shape."
        ) from error
    return _shapes(value)


def _shapes(value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        return [_shapes(each) for each in value]
    if isinstance(value, dict):
        return {name: _shapes(each) for name, each in value.items()}
    return tuple(value.shape)


@virtual
def input_shape(layer: Any) -> Any:
    """The shape that the layer was called with: a tuple, or a list of them."""
    return _shape(layer, "input")


@virtual
def output_shape(layer: Any) -> Any:
    """The shape that the layer returned: a tuple, or a list of them."""
    return _shape(layer, "output")


def _get_rate(optimizer: Any) -> Any:
    return optimizer.learning_rate


def _set_rate(optimizer: Any, value: Any) -> None:
    optimizer.learning_rate = value


learning_rate = property(_get_rate, _set_rate, doc="The learning rate, under its old name.")
