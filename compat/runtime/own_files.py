"""Models that this process wrote: what is code in them, a ``Lambda`` of a lambda, is its own and loads without being asked for.

Keras 2 loaded such code from any file. From a file that somebody else wrote Keras 3 wants ``safe_mode=False``.
"""

from __future__ import annotations

import os

_written: dict[str, tuple[int, ...]] = {}


def remember(path: str) -> None:
    """A file as this process has just written it."""
    found = _state(path)
    if found:
        _written[os.path.realpath(path)] = found


def is_own(path: str) -> bool:
    """Whether this process wrote the file and nobody has touched it since."""
    found = _state(path)
    return bool(found) and _written.get(os.path.realpath(path)) == found


def _state(path: str) -> tuple[int, ...]:
    try:
        stat = os.stat(path)
    except OSError:
        return ()
    return (stat.st_dev, stat.st_ino, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns)
