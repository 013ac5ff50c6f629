"""Changes to native classes and modules, each written into one ledger that takes everything back."""

from __future__ import annotations

import functools
import inspect
import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

from . import callers

_MISSING = object()
_ledger: list[tuple[Any, str, Any]] = []


def put(owner: Any, name: str, value: Any) -> None:
    """Set an attribute of a class or module, to be restored by :func:`restore`."""
    _ledger.append((owner, name, vars(owner).get(name, _MISSING)))
    setattr(owner, name, value)


def is_put(owner: Any, name: str) -> bool:
    """Whether this attribute is changed."""
    return any(each is owner and changed == name for each, changed, _ in _ledger)


def is_in_place() -> bool:
    """Whether anything is changed."""
    return bool(_ledger)


def restore() -> None:
    """Take back every change, the last one first."""
    while _ledger:
        owner, name, old = _ledger.pop()
        if old is _MISSING:
            delattr(owner, name)
        else:
            setattr(owner, name, old)


def add(owner: type, name: str, value: Any) -> None:
    """Give a class a member that neither it nor a base has."""
    if not any(name in vars(base) for base in owner.__mro__):
        put(owner, name, value)


def wrap(owner: Any, name: str, make: Callable[[Callable[..., Any]], Callable[..., Any]]) -> None:
    """Replace a function by ``make(function)`` where it is defined, keeping its name, documentation and signature.

    Not for ``build``: Keras wraps it anew for each layer, and would see a signature that still has ``self``.

    Args:
        owner: A class (the base that defines ``name`` is changed) or a module.
        make: Takes the native function, returns the new one with the same call.
    """
    if isinstance(owner, type):
        owner = next(base for base in owner.__mro__ if name in vars(base))
    native = vars(owner)[name]
    put(owner, name, wide(native, make(native)))


def wide(native: Callable[..., Any], function: Callable[..., Any]) -> Callable[..., Any]:
    """Give ``function`` the name, documentation and signature of the one whose place it takes."""
    functools.update_wrapper(function, native)
    # Keras asks for the full argument list of constructors, which does not follow __wrapped__.
    function.__signature__ = inspect.signature(native)  # type: ignore[attr-defined]
    return function


class virtual:
    """A computed attribute that user code may still assign, on the class or the instance (unlike ``property``).

    Keras itself does not see it: it walks over the attributes of an object when it saves and loads it, and has no such name.
    """

    def __init__(self, get: Callable[[Any], Any]) -> None:
        self.get = get
        self.__doc__ = get.__doc__

    def __get__(self, instance: Any, owner: type | None = None) -> Any:
        if instance is None:
            return self
        self.hide(instance, sys._getframe(1))
        return self.get(instance)

    def hide(self, instance: Any, frame: FrameType) -> None:
        """Raises: AttributeError: Keras asks, or TensorFlow, which keeps track of attributes for it."""
        if callers.is_engine(frame):
            raise AttributeError(f"{type(instance).__name__!r} object has no such attribute in Keras 3")

    def getter(self, get: Callable[[Any], Any]) -> virtual:
        """The same attribute with another value, as ``property.getter`` makes one for a subclass."""
        return virtual(get)
