"""Who asks: the program by itself or through this library, or Keras's own code."""

from __future__ import annotations

from types import FrameType

from . import callers

_ROOT = __package__.partition(".")[0]


def by_keras2_code(frame: FrameType | None) -> bool:
    """Whether Keras 2 code wrote this call; frames of this library in between do not count, those of Keras do."""
    while frame is not None and (frame.f_globals.get("__name__") or "").startswith(f"{_ROOT}."):
        frame = frame.f_back
    return frame is not None and callers.writes_keras2(frame)
