"""The dialect of an object is that of the code that built it, and stays with the object."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

from . import callers
from .widen import wrap


def remember(cls: type) -> None:
    """Let objects of a class know the dialect of the Keras 2 code that built them, see :func:`of`."""
    wrap(cls, "__init__", _init)


def of(built: Any) -> str | None:
    """``"2.2"``, ``"2.15"``, or None: Keras 3 code built it, or a file that Keras 3 wrote."""
    found: str | None = built.__dict__.get("_compat_dialect")
    return found


def _init(native: Callable[..., None]) -> Callable[..., None]:
    def __init__(self: Any, *args: Any, **kwargs: Any) -> None:
        native(self, *args, **kwargs)
        if callers.keras2_meaning(sys._getframe(1)):
            self.__dict__["_compat_dialect"] = callers.SCOPE.dialect

    return __init__
