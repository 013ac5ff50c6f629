"""Classes that Keras 3 lost and whose objects are objects of another class."""

from __future__ import annotations

from functools import cache
from typing import Any

from ..changes import _keras2
from ..changes._kinds import Replaced, put_argument
from . import entries


class StandIn:
    """Stands for a lost class: calling it builds the other one, deriving from it derives from the other one."""

    def __init__(self, entry: Replaced) -> None:
        self._entry = entry
        self.__name__ = self.__qualname__ = entry.old.rpartition(".")[2]
        self.__doc__ = f"``{entry.old}``: builds a ``{entry.new}``."
        row = _keras2.table().get(entry.old) or _keras2.table().get(entry.new)
        self._parameters = row.parameters if row is not None else ()

    @property
    def _native(self) -> Any:
        return entries.native(self._entry.new)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        if len(args) > len(self._parameters):
            raise TypeError(
                f"{self.__name__}() takes {len(self._parameters)} positional arguments but {len(args)} were given"
            )
        for name, value in zip(self._parameters, args):
            put_argument(kwargs, name, value)
        return self._native(**self._entry.function(kwargs))

    def from_config(self, config: dict[str, Any]) -> Any:
        """Build the layer from the lost class's own config."""
        return self(**config)

    def __mro_entries__(self, bases: tuple[Any, ...]) -> tuple[type, ...]:
        return (self._native,)

    def __instancecheck__(self, instance: Any) -> bool:
        return isinstance(instance, self._native)

    def __subclasscheck__(self, cls: type) -> bool:
        return issubclass(cls, self._native)

    def __getattr__(self, name: str) -> Any:
        if name[:2] == "__":
            raise AttributeError(name)
        return getattr(self._native, name)

    def __repr__(self) -> str:
        return f"<{self._entry.old}: builds a {self._entry.new}>"


@cache
def stand_in(entry: Replaced) -> StandIn:
    """The one object that stands for a lost class."""
    return StandIn(entry)
