"""The one name of what Keras has under many: roots, old paths and second names."""

from __future__ import annotations

from functools import lru_cache

from ..changes import _keras2
from ..changes._kinds import Moved
from .index import Row, index

_TOP = ("Model", "Sequential", "Input")


@lru_cache(maxsize=4096)
def canonical(dotted: str) -> str:
    """``tensorflow.keras.layers.LSTM`` and ``keras.layers.recurrent.LSTM`` -> ``keras.layers.LSTM``.

    A name outside Keras stays as it is.
    """
    name = below_root(dotted)
    if name is None:
        return dotted
    name = moved(name)
    parts, rows = name.split("."), _keras2.table()
    if name in rows or len(parts) < 2:
        return name
    if parts[-1] in _TOP:
        return f"keras.{parts[-1]}"
    return f"keras.layers.{parts[1]}" if len(parts) == 2 and f"keras.layers.{parts[1]}" in rows else name


def moved(name: str) -> str:
    """The name that Keras 3 has for an old one, and for what is in an old module; any other stays as it is."""
    row, rest = entry_of(name)
    return row.entry.new + rest if row is not None and isinstance(row.entry, Moved) else name


def entry_of(name: str) -> tuple[Row | None, str]:
    """What the changes say of a name or of the nearest module or class around it, and the rest of the name."""
    known, start = index().old, name
    while start:
        if start in known:
            return known[start], name[len(start) :]
        start = start.rpartition(".")[0]
    return None, ""


def below_root(dotted: str) -> str | None:
    """``tensorflow.keras.layers`` -> ``keras.layers``; None for a name outside Keras."""
    found = root(dotted)
    return None if found is None else "keras" + dotted[len(found) :]


def root(dotted: str) -> str | None:
    """The root that a name is under, the longest."""
    found = [each for each in _keras2.ROOTS if dotted == each or dotted.startswith(each + ".")]
    return max(found, key=len, default=None)
