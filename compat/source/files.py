"""Python files under paths, and their replacement in one step."""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Iterable, Iterator

_SKIPPED = {"__pycache__", "build", "dist", "node_modules", "site-packages", "venv"}


def python_files(paths: Iterable[str]) -> Iterator[str]:
    """The files named, and the ``.py`` files below the folders named; hidden folders and installed packages are passed by.

    Raises:
        FileNotFoundError: A path does not exist.
    """
    seen = set()
    for path in paths:
        if not os.path.exists(path):
            raise FileNotFoundError(path)
        for each in _below(path) if os.path.isdir(path) else [path]:
            real = os.path.realpath(each)
            if real not in seen:
                seen.add(real)
                yield each


def _below(folder: str) -> Iterator[str]:
    for here, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name not in _SKIPPED and not name.startswith("."))
        for name in sorted(names):
            if name.endswith(".py"):
                yield os.path.normpath(os.path.join(here, name))


def read(path: str) -> bytes:
    """The bytes of a file."""
    with open(path, "rb") as file:
        return file.read()


def replace(path: str, content: bytes) -> None:
    """Give a file a new content: it has the old one or the new one at any time, and keeps its mode. Links are followed."""
    path = os.path.realpath(path)
    handle, temporary = tempfile.mkstemp(dir=os.path.dirname(path), prefix=f".{os.path.basename(path)}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.chmod(temporary, stat.S_IMODE(os.stat(path).st_mode))
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise
