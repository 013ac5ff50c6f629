"""Attributes that objects lost, added where neither the class nor a base has them."""

from __future__ import annotations

import copy
import inspect
import sys
from collections.abc import Callable
from types import FunctionType
from typing import Any

from ..changes._kinds import Member
from . import callers, entries, notices
from .widen import add, put, virtual, wide


def install() -> None:
    """Add every member of the table that is not a matter of state."""
    for entry in entries.of_kind(Member):
        owner = entries.native(entry.owner)
        if isinstance(owner, type) and not entry.by.startswith("compat.runtime.state."):
            made = entries.load(entry.by)
            member = made(entry) if made in (alias, constant, lost) else _told(entry, made)
            if isinstance(inspect.getattr_static(owner, entry.name, None), virtual) and entry.name not in vars(owner):
                put(owner, entry.name, member)  # a class's own answer in the place of its base's
            else:
                add(owner, entry.name, member)
    import keras

    if keras.backend.backend() == "torch":
        _keep_refusals(keras.layers.Layer)


def _told(entry: Member, value: Any) -> Any:
    """A member whose use is a translation, to be said once for each line that uses it."""
    if isinstance(value, property):
        get, assign = value.fget, value.fset
        return property(get and _noticed(entry, get), assign and _noticed(entry, assign), doc=value.__doc__)
    if isinstance(value, virtual):
        return _Noticed(entry, value.get)
    return _noticed(entry, value) if isinstance(value, FunctionType) else value


def _noticed(entry: Member, function: Callable[..., Any]) -> Callable[..., Any]:
    def member(*args: Any, **kwargs: Any) -> Any:
        frame = sys._getframe(1)
        if callers.writes_keras2(frame):
            notices.translated(entry, frame)
        return function(*args, **kwargs)

    return wide(function, member)


class _Noticed(virtual):
    """A computed attribute, which says so; code that is not Keras 2's gets it too."""

    def __init__(self, entry: Member, get: Callable[[Any], Any]) -> None:
        super().__init__(get)
        self.entry = entry

    def __get__(self, instance: Any, owner: type | None = None) -> Any:
        if instance is None:
            return self
        frame = sys._getframe(1)
        self.hide(instance, frame)
        if callers.writes_keras2(frame):
            notices.translated(self.entry, frame)
        return self.get(instance)


class constant(_Noticed):
    """An attribute that had one value; only for Keras 2 code, so that Keras's own ``hasattr`` finds nothing."""

    def __init__(self, entry: Member) -> None:
        super().__init__(entry, lambda instance: copy.copy(entry.value))

    def __get__(self, instance: Any, owner: type | None = None) -> Any:
        if instance is None:
            return self
        frame = sys._getframe(1)
        if not callers.writes_keras2(frame):
            raise AttributeError(f"{type(instance).__name__!r} object has no attribute {self.entry.name!r}")
        notices.translated(self.entry, frame)
        return self.get(instance)


class lost(constant):
    """An attribute or method that is refused: the message says why and names the page."""

    def __init__(self, entry: Member) -> None:
        super().__init__(entry)
        self.get = self.refuse

    def refuse(self, instance: Any) -> Any:
        """Say that there is no such thing.

        Raises:
            AttributeError: Always.
        """
        raise AttributeError(
            f"{type(instance).__name__}.{self.entry.name} has no counterpart in Keras 3: {self.entry.advice}.\n"
            f"Hint: see {entries.code_of(self.entry)} in the migration guide."
        )


class alias(constant):
    """An attribute under its old name, to read and to set."""

    def __init__(self, entry: Member) -> None:
        super().__init__(entry)
        self.get = self.follow

    def follow(self, instance: Any) -> Any:
        """What stands under the new name."""
        return instance if self.entry.value == "self" else getattr(instance, self.entry.value)

    def __set__(self, instance: Any, value: Any) -> None:
        setattr(instance, self.entry.value, value)


def _keep_refusals(cls: Any) -> None:
    """On torch a layer is asked by ``__getattr__`` once more, whose message would take the place of a refusal's."""
    native = cls.__getattr__

    def __getattr__(self: Any, name: str) -> Any:
        try:
            return native(self, name)
        except AttributeError:
            found = inspect.getattr_static(type(self), name, None)
            if isinstance(found, lost) and callers.writes_keras2(sys._getframe(1)):
                found.refuse(self)
            raise

    put(cls, "__getattr__", wide(native, __getattr__))


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
