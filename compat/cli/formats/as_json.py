"""A list of objects with ``path``, ``line``, ``column``, ``code``, ``message``, ``fixable``; in notebooks ``cell``, ``cell_line``."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from ...source import Item

_FIELDS = ("path", "line", "column", "code", "message", "fixable")
_IN_NOTEBOOKS = ("cell", "cell_line")


def write(items: Iterable[Item]) -> Iterator[str]:
    """The whole list."""
    yield json.dumps([_object(item) for item in items], indent=2)


def _object(item: Item) -> dict[str, object]:
    fields = _FIELDS if item.cell is None else (*_FIELDS, *_IN_NOTEBOOKS)
    return {name: getattr(item, name) for name in fields}
