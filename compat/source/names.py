"""The one name of what Keras has under many: roots, old paths and second names."""

from __future__ import annotations

from ..changes import _keras2
from .index import index

_TOP = ("Model", "Sequential", "Input")


def canonical(dotted: str) -> str:
    """``tensorflow.keras.layers.LSTM`` and ``keras.layers.recurrent.LSTM`` -> ``keras.layers.LSTM``.

    A name outside Keras stays as it is.
    """
    name = below_root(dotted)
    if name is None:
        return dotted
    name = _moved(name)
    parts, rows = name.split("."), _keras2.table()
    if name in rows or len(parts) < 2:
        return name
    if parts[-1] in _TOP:
        return f"keras.{parts[-1]}"
    # Old paths have more modules in the middle: keras.layers.recurrent, keras.optimizers.legacy, keras.engine.topology.
    for shorter in (f"keras.{parts[1]}.{parts[-1]}", f"keras.layers.{parts[-1]}" if parts[1] == "engine" else ""):
        if shorter in rows:
            return shorter
    return name


def below_root(dotted: str) -> str | None:
    """``tensorflow.keras.layers`` -> ``keras.layers``; None for a name outside Keras."""
    found = root(dotted)
    return None if found is None else "keras" + dotted[len(found) :]


def root(dotted: str) -> str | None:
    """The root that a name is under, the longest."""
    found = [each for each in _keras2.ROOTS if dotted == each or dotted.startswith(each + ".")]
    return max(found, key=len, default=None)


def _moved(name: str) -> str:
    for old, new in index().modules.items():
        if name.startswith(old + "."):
            return new + name[len(old) :]
    return name
