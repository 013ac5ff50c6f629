"""One index over the entries of every change, by what is seen in code: an argument, a member, a string, a class."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any, NamedTuple

from ..changes import ALL, _keras2
from ..changes._kinds import (
    Behavior,
    ByName,
    Change,
    Default,
    Dropped,
    FileName,
    LogName,
    Member,
    Moved,
    Order,
    Provided,
    Removed,
    Renamed,
    Replaced,
    Rewritten,
    Value,
)


class Row(NamedTuple):
    """An entry and the change that it belongs to."""

    change: Change
    entry: Any


@dataclass
class Index:
    """The entries, by where the walk meets them.

    Attributes:
        arguments: ``Renamed``, ``Dropped``, ``Rewritten`` and ``Behavior``, by the name of an argument.
        members: ``Member``, by name.
        strings: ``Value``, by the string.
        names: ``Value``, by the dotted name of the function.
        defaults: ``Default``, by the class.
        orders: ``Order``, by the class, function or method.
        file_names: ``FileName``, by the class, function or method.
        by_name: ``ByName``, by the method.
        logs: ``LogName``, by the old name.
        assigned: ``Behavior``, by the attribute that is set.
        old: ``Moved``, ``Removed``, ``Provided`` and ``Replaced``, by the old name of an object or module.
        telling: ``Change`` by a name that says Keras wherever it stands.
    """

    arguments: dict[str, list[Row]] = field(default_factory=dict)
    members: dict[str, list[Row]] = field(default_factory=dict)
    strings: dict[str, list[Row]] = field(default_factory=dict)
    names: dict[str, list[Row]] = field(default_factory=dict)
    defaults: dict[str, list[Row]] = field(default_factory=dict)
    orders: dict[str, list[Row]] = field(default_factory=dict)
    file_names: dict[str, list[Row]] = field(default_factory=dict)
    by_name: dict[str, list[Row]] = field(default_factory=dict)
    logs: dict[str, list[Row]] = field(default_factory=dict)
    assigned: dict[str, list[Row]] = field(default_factory=dict)
    old: dict[str, Row] = field(default_factory=dict)
    telling: dict[str, Change] = field(default_factory=dict)

    @cached_property
    def keywords(self) -> frozenset[str]:
        """The names of arguments at which a call is looked at."""
        return frozenset({*self.arguments, *self.telling})

    @cached_property
    def attributes(self) -> frozenset[str]:
        """The names of attributes that are looked at."""
        return frozenset({*self.members, *(_last(name) for name in (*self.names, *self.old))})

    @cached_property
    def classes(self) -> frozenset[str]:
        """The names of classes, functions and methods whose calls may meet something without naming an argument of it."""
        met = (
            name
            for name, row in _keras2.table().items()
            if name in self.defaults or name in self.old or not self.arguments.keys().isdisjoint(row.parameters)
        )
        return frozenset(_last(name) for name in (*met, *self.orders, *self.file_names, *self.by_name))


@cache
def index() -> Index:
    """The index over the table of contents."""
    return build(ALL)


def build(changes: Iterable[Change]) -> Index:
    """An index over some changes."""
    found = Index()
    for change in changes:
        for entry in change.entries:
            _add(found, Row(change, entry))
        found.telling.update(dict.fromkeys(change.telling, change))
    return found


def _add(found: Index, row: Row) -> None:
    entry = row.entry
    if isinstance(entry, Renamed):
        _put(found.arguments, entry.old, row)
    elif isinstance(entry, Dropped):
        _put(found.arguments, entry.argument, row)
    elif isinstance(entry, Rewritten):
        for name in entry.reads:
            _put(found.arguments, name, row)
    elif isinstance(entry, Behavior):
        if entry.argument:
            _put(found.arguments, entry.argument, row)
        if entry.assigned:
            _put(found.assigned, entry.assigned, row)
    elif isinstance(entry, ByName):
        _put(found.by_name, entry.owner, row)
    elif isinstance(entry, LogName):
        _put(found.logs, entry.old, row)
        _put(found.logs, f"val_{entry.old}", row)
    elif isinstance(entry, Member):
        if not entry.later:
            _put(found.members, entry.name, row)
    elif isinstance(entry, Default):
        _put(found.defaults, entry.owner, row)
    elif isinstance(entry, Order):
        _put(found.orders, entry.owner, row)
    elif isinstance(entry, FileName):
        _put(found.file_names, entry.owner, row)
    elif isinstance(entry, Value):
        _put(found.strings, entry.old, row)
        for name in entry.names:
            _put(found.names, name, row)
    elif isinstance(entry, (Moved, Removed, Provided, Replaced)):
        found.old[entry.old] = row


def _last(name: str) -> str:
    return name.rpartition(".")[2]


def _put(rows: dict[str, list[Row]], key: str, row: Row) -> None:
    rows.setdefault(key, []).append(row)
