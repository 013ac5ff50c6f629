"""Notices: one warning per call site, pointing at the user's line."""

from __future__ import annotations

import sys
import warnings

from . import callers


class Keras2Notice(UserWarning):
    """A Keras 2 program does something that deserves a second look; its numbers are Keras 2's all the same."""


_seen: set[tuple[str, int, str]] = set()


def notice(code: str, message: str) -> None:
    """Warn once for this line of the user's code."""
    frame = callers.caller(sys._getframe(1))
    if frame is None:
        return
    file, line = frame.f_code.co_filename, frame.f_lineno
    if (file, line, code) in _seen:
        return
    _seen.add((file, line, code))
    warnings.warn_explicit(f"{code} {message}", Keras2Notice, file, line, module=frame.f_globals.get("__name__"))


def forget() -> None:
    """Let every call site speak again."""
    _seen.clear()
