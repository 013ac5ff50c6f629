"""Outputs that come from one layer: each has a name of its own, as in Keras 2, so that results are told apart."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

from . import callers
from .widen import wrap


def install() -> None:
    """Widen functional models."""
    from keras.src.models.functional import Functional

    wrap(Functional, "__init__", _init)


def _init(native: Callable[..., None]) -> Callable[..., None]:
    def __init__(self: Any, *args: Any, **kwargs: Any) -> None:
        native(self, *args, **kwargs)
        names = self.output_names
        if len(set(names)) < len(names) and callers.keras2_code(sys._getframe(1)):
            self.output_names = _unique(names)

    return __init__


def _unique(names: list[str]) -> list[str]:
    found: list[str] = []
    for name in names:
        proposed, count = name, 1
        while proposed in found:
            proposed, count = f"{name}_{count}", count + 1
        found.append(proposed)
    return found
