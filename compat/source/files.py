"""Python files and notebooks under paths, and their replacement in one step."""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile
from collections.abc import Callable, Iterable, Iterator

from . import ignored
from .notebooks import SUFFIX as NOTEBOOK

_SKIPPED = {"__pycache__", "build", "dist", "node_modules", "site-packages", "venv"}


def programs(paths: Iterable[str], tell: Callable[[str], None]) -> Iterator[tuple[str, bool]]:
    """The files named, and those below the folders named; whether each was named itself.

    Below a folder these are the ``.py`` files and notebooks that no ``.gitignore`` leaves out. Hidden folders, installed
    packages and links are passed by: what a link inside the folder leads to is found where it is. ``tell`` is told what
    could not be respected.

    Raises:
        FileNotFoundError: A path does not exist.
    """
    seen = set()
    for path in paths:
        if not os.path.exists(path):
            raise FileNotFoundError(path)
        is_folder = os.path.isdir(path)
        for each in _below(path, tell) if is_folder else [path]:
            real = os.path.realpath(each)
            if real not in seen:
                seen.add(real)
                yield each, not is_folder


def _below(folder: str, tell: Callable[[str], None]) -> Iterator[str]:
    rules = ignored.Rules(folder, tell)
    for here, folders, names in os.walk(folder):
        rules.enter(here, ".gitignore" in names)
        folders[:] = sorted(
            name
            for name in folders
            if name not in _SKIPPED and not name.startswith(".") and not rules.leave_out(here, name + "/")
        )
        for name in sorted(names):
            path = os.path.join(here, name)
            if name.endswith((".py", NOTEBOOK)) and not os.path.islink(path) and not rules.leave_out(here, name):
                yield os.path.normpath(path)


def read(path: str) -> bytes:
    """The bytes of a file."""
    with open(path, "rb") as file:
        return file.read()


def replace(path: str, content: bytes) -> None:
    """Give a file a new content: it has the old one or the new one at any time, and keeps its mode and owner.

    Links are followed.
    """
    path = os.path.realpath(path)
    handle, temporary = tempfile.mkstemp(dir=os.path.dirname(path), prefix=f".{os.path.basename(path)}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        was = os.stat(path)
        with contextlib.suppress(OSError, AttributeError):  # another owner's file, or no owners on this system
            os.chown(temporary, was.st_uid, was.st_gid)
        os.chmod(temporary, stat.S_IMODE(was.st_mode))
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise
