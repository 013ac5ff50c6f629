"""``Bidirectional`` around a layer or a cell of the user's: it knows the classes that it copies."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from .widen import wrap


def install() -> None:
    """Widen the constructor of ``Bidirectional``, which copies its layer through a configuration."""
    import keras

    wrap(keras.layers.Bidirectional, "__init__", _init)


def _init(native: Callable[..., None]) -> Callable[..., None]:
    import keras

    def __init__(self: Any, layer: Any, *args: Any, **kwargs: Any) -> None:
        own = {cls.__name__: cls for part in _parts(layer) for cls in (type(part),) if not _is_keras(cls)}
        if own:
            with keras.saving.custom_object_scope(own):
                native(self, layer, *args, **kwargs)
        else:
            native(self, layer, *args, **kwargs)

    return __init__


def _is_keras(cls: type) -> bool:
    return cls.__module__.partition(".")[0] == "keras"


def _parts(layer: Any) -> Iterator[Any]:
    """The layer, its cell, and the cells of a stack."""
    yield layer
    cell = getattr(layer, "cell", None)
    if cell is not None:
        yield from _parts(cell)
    for each in getattr(layer, "cells", ()):
        yield from _parts(each)
