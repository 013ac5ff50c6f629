"""The dialect of an object is that of the code that built it, and stays with the object.

Values and formulas ask :func:`remember`, to which what a file of Keras 3 holds is Keras 3's. Layers whose state is carried and
optimizers of a program mark what a file holds too: there the loops and calls of the program that loads it decide.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable
from typing import Any

from . import callers
from .widen import wrap

_DIALECT = "_compat_dialect"
#: On a constructor; what widens it later copies its attributes.
_REMEMBERS = "_compat_remembers"


def remember(cls: type) -> None:
    """Let objects of a class know the dialect of the Keras 2 code that built them, see :func:`of`; once, whoever asks."""
    if not getattr(inspect.getattr_static(cls, "__init__"), _REMEMBERS, False):
        wrap(cls, "__init__", _init)


def of(built: Any) -> str | None:
    """``"2.2"``, ``"2.15"``, or None: Keras 3 code built it, or a file that Keras 3 wrote."""
    found: str | None = getattr(built, "__dict__", {}).get(_DIALECT)
    return found


def mark(built: Any, dialect: str | None = None) -> None:
    """Let an object be of a dialect, by default that of the program."""
    built.__dict__[_DIALECT] = dialect or callers.SCOPE.dialect


def _init(native: Callable[..., None]) -> Callable[..., None]:
    def __init__(self: Any, *args: Any, **kwargs: Any) -> None:
        native(self, *args, **kwargs)
        if callers.keras2_meaning(sys._getframe(1)):
            mark(self)

    setattr(__init__, _REMEMBERS, True)
    return __init__
