"""Text, sequence and image preprocessing under its old names; Keras 3 still holds it, out of sight."""

from __future__ import annotations

import importlib
from typing import Any

_HOMES = tuple(f"keras.src.legacy.preprocessing.{name}" for name in ("text", "sequence", "image"))


def __getattr__(name: str) -> Any:
    for home in _HOMES:
        module = importlib.import_module(home)
        if not name.startswith("_") and name in vars(module):
            return vars(module)[name]
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
