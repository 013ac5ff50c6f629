"""``model.summary(print_fn=f)``: ``f`` is called once for each line, as in Keras 2."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

from . import callers
from .widen import wrap


def install() -> None:
    """Widen ``summary``."""
    import keras

    wrap(keras.Model, "summary", _summary)


def _summary(native: Callable[..., None]) -> Callable[..., None]:
    def summary(self: Any, line_length: Any = None, positions: Any = None, print_fn: Any = None, **kwargs: Any) -> None:
        if print_fn is not None and callers.keras2_code(sys._getframe(1)):
            print_fn = _by_lines(print_fn)
        native(self, line_length=line_length, positions=positions, print_fn=print_fn, **kwargs)

    return summary


def _by_lines(print_line: Callable[[str], Any]) -> Callable[..., None]:
    def print_text(text: str, line_break: bool = True) -> None:
        for line in text.splitlines():
            print_line(line)

    return print_text
