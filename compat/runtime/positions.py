"""Positional arguments in Keras 2's order, by the ``Order`` entries of ``changes``.

Only the call that Keras 2 code itself writes is read in the old order: what Keras's own code passes by position is in
Keras 3's. The wrapper is the outermost one, so the frame that called it is the one that wrote the call.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable, Mapping
from functools import cache
from types import FrameType
from typing import Any

from ..changes._kinds import Arguments, Order, put_argument
from . import callers, entries, notices
from .widen import put, wide

#: More positional arguments than any function has: nothing is translated.
_EVERY = sys.maxsize


class Positions:
    """How Keras 2 read the positional arguments of one owner, for every dialect.

    Args:
        orders: The entries on the owner.
        mine: The positional parameters that the installed Keras 3 has, in its order.
    """

    def __init__(self, orders: list[Order], mine: tuple[str, ...]) -> None:
        self._orders: dict[str, list[tuple[Order, int]]] = {}
        for order in orders:
            for dialect in order.dialects:
                same = 0 if order.reading else _shared(order.parameters, mine)
                self._orders.setdefault(dialect, []).append((order, same))

    def named(self, args: tuple[Any, ...], kwargs: Arguments, frame: FrameType) -> bool:
        """Add ``args`` to ``kwargs`` under Keras 2's names, where its order is another one and ``frame`` speaks it.

        Raises:
            TypeError: An argument is given by position and by keyword.
        """
        for order, same in self._orders.get(callers.SCOPE.dialect, ()):
            found = _read(order, args, kwargs) if len(args) > same else None
            if found is not None and callers.writes_keras2(frame):
                for name, value in found.items():
                    put_argument(kwargs, name, value)
                notices.translated(order, frame)
                return True
        return False


def _shared(old: tuple[str, ...], new: tuple[str, ...]) -> int:
    """How many parameters both have in the same places."""
    pairs = zip(old, new)
    length = 0
    for one, other in pairs:
        if one != other:
            return length
        length += 1
    return length if len(old) > length else _EVERY


def _read(order: Order, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> Arguments | None:
    if order.reading is not None:
        return order.reading(args, kwargs)
    return dict(zip(order.parameters, args)) if len(args) <= len(order.parameters) else None


@cache
def orders() -> dict[str, list[Order]]:
    """``{owner: entries}``; those with a ``reading`` of their own are asked first."""
    found: dict[str, list[Order]] = {}
    for entry in entries.of_kind(Order):
        found.setdefault(entry.owner, []).append(entry)
    return {owner: sorted(each, key=lambda order: order.reading is None) for owner, each in found.items()}


def of(path: str, native: Callable[..., Any], bound: int) -> Positions:
    """The positions of an owner; ``bound`` is the number of parameters that no caller gives (``self``)."""
    return Positions(orders()[path], parameters(native)[bound:])


def parameters(function: Callable[..., Any]) -> tuple[str, ...]:
    """The parameters that a function takes by position."""
    kinds = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
    return tuple(each.name for each in inspect.signature(function).parameters.values() if each.kind in kinds)


def install() -> None:
    """Widen constructors and methods; after everything that reads their arguments."""
    for path in orders():
        owner, name = entries.native(path), "__init__"
        if not isinstance(owner, type):
            parent, _, name = path.rpartition(".")
            owner = entries.native(parent)
        if isinstance(owner, type) and hasattr(owner, name):
            native = getattr(owner, name)
            # On the class itself: subclasses that Keras 3 has may order theirs differently. A method is put where it is
            # defined: to Keras a model whose compile is not the trainer's own has one of the program's.
            home = owner if name == "__init__" else next(base for base in owner.__mro__ if name in vars(base))
            put(home, name, wide(native, _method(of(path, native, 1), native)))


def _method(positions: Positions, native: Callable[..., Any]) -> Callable[..., Any]:
    def method(self: Any, *args: Any, **kwargs: Any) -> Any:
        if args and positions.named(args, kwargs, sys._getframe(1)):
            args = ()
        return native(self, *args, **kwargs)

    return method
