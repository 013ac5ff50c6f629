"""Text, sequence and image preprocessing under its old names; Keras 3 still holds it, out of sight."""

from __future__ import annotations

import importlib
from typing import Any

from .. import image_center
from ..widen import add

_HOMES = tuple(f"keras.src.legacy.preprocessing.{name}" for name in ("text", "sequence", "image"))


def __getattr__(name: str) -> Any:
    for home in _HOMES:
        module = importlib.import_module(home)
        if not name.startswith("_") and name in vars(module):
            if home.endswith(".image"):
                add(vars(module)["Iterator"], "next", _next)
                image_center.install(module)
            return vars(module)[name]
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def remove_long_seq(maxlen: int, seq: Any, label: Any) -> tuple[list[Any], list[Any]]:
    """The sequences shorter than ``maxlen``, and their labels."""
    kept = [pair for pair in zip(seq, label) if len(pair[0]) < maxlen]
    return [sequence for sequence, _ in kept], [label for _, label in kept]


def _next(self: Any) -> Any:
    """The next batch."""
    return self.__next__()
