"""Notices: one warning per call site, pointing at the user's line, and a count of everything that was translated.

``COMPAT_NOTICES`` says what becomes of them: ``once`` (a warning for each call site, the default), ``off``, ``log`` (to the
logger ``compat``), ``error`` (the warning is raised: the program stops at the first Keras 2 spelling).
"""

from __future__ import annotations

import os
import sys
import warnings
from types import FrameType
from typing import NamedTuple

from ..changes._answers import described
from ..changes._kinds import Entry
from . import callers, entries

MODES = ("once", "off", "log", "error")


class Keras2Notice(UserWarning):
    """A Keras 2 program does something that deserves a second look; its numbers are Keras 2's all the same."""


class Keras2Translation(Keras2Notice):
    """A spelling of Keras 2 was translated; it means here what it meant there."""


class Translated(NamedTuple):
    """What was translated in this process: the entry, how often, and the first place (file and line)."""

    entry: Entry
    times: int
    place: tuple[str, int]


_seen: set[tuple[str, int, object]] = set()
_counted: dict[int, tuple[Entry, list[int], tuple[str, int]]] = {}
_mode: list[str] = []


def mode() -> str:
    """What ``COMPAT_NOTICES`` asks for; read once.

    Raises:
        ValueError: It is none of :data:`MODES`.
    """
    if not _mode:
        asked = os.environ.get("COMPAT_NOTICES", "").strip().lower() or "once"
        if asked not in MODES:
            raise ValueError(
                f"COMPAT_NOTICES={asked!r} is unknown; expected one of {', '.join(MODES)}.\n"
                "Hint: leave it out for one warning per call site."
            )
        _mode.append(asked)
    return _mode[0]


def notice(code: str, message: str) -> None:
    """Warn once for this line of the user's code."""
    frame = callers.caller(sys._getframe(1))
    if frame is None:
        return
    site = (frame.f_code.co_filename, frame.f_lineno, code)
    if site not in _seen:
        _say(f"{code} {message}", Keras2Notice, frame)
        _seen.add(site)


def translated(entry: Entry, frame: FrameType | None) -> None:
    """Count a translation, and say so once for the line of the user's code that asked for it."""
    frame = callers.caller(frame)
    if frame is None:
        return
    key = id(entry)
    place = (frame.f_code.co_filename, frame.f_lineno)
    counted = _counted.get(key)
    if counted is None:
        _counted[key] = (entry, [1], place)
    else:
        counted[1][0] += 1
    site = (*place, key)
    if site not in _seen:
        if mode() != "off":
            change = entries.change_of(entry)
            old, new = described(entry, change)
            _say(f"{change.code} {change.name}: {old}: {new}", Keras2Translation, frame)
        _seen.add(site)


def _say(message: str, category: type[Keras2Notice], frame: FrameType) -> None:
    chosen = mode()
    if chosen == "error":
        raise category(message)
    if chosen == "log":
        import logging

        logging.getLogger("compat").warning("%s:%d: %s", frame.f_code.co_filename, frame.f_lineno, message)
    elif chosen == "once":
        name = frame.f_globals.get("__name__")
        warnings.warn_explicit(message, category, frame.f_code.co_filename, frame.f_lineno, module=name)


def report() -> list[Translated]:
    """Everything that was translated so far, the most frequent first."""
    found = [Translated(entry, count[0], place) for entry, count, place in _counted.values()]
    return sorted(found, key=lambda each: -each.times)


def forget() -> None:
    """Let every call site speak again, count from zero, and read ``COMPAT_NOTICES`` anew."""
    _seen.clear()
    _counted.clear()
    _mode.clear()
