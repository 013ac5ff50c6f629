"""``.gitignore``: what is left out below a folder. The package ``pathspec`` reads its patterns."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any


class Rules:
    """The ``.gitignore`` files of a folder, of those around it up to its repository's root, and of those in it."""

    def __init__(self, folder: str, tell: Callable[[str], None]) -> None:
        """``tell`` is told why a file is not read."""
        self._specs: dict[str, Any] = {}
        self._tell = tell
        here = os.path.realpath(folder)
        self._folder, self._real = folder, here
        around: list[str] = []
        while not os.path.exists(os.path.join(here, ".git")):
            above = os.path.dirname(here)
            if above == here:
                around.clear()  # in no repository
                break
            around.append(above)
            here = above
        self._top = around[-1] if around else self._real
        for each in around:
            self._read(each)
        if self._leave_out(os.path.dirname(self._real), os.path.basename(self._real) + "/"):
            self._specs.clear()  # it was named all the same

    def enter(self, folder: str, has_file: bool) -> None:
        """Take in a folder's own file."""
        if has_file:
            self._read(self._within(folder))

    def leave_out(self, folder: str, name: str) -> bool:
        """Whether a file of a folder, or a folder in it (``name/``), is left out: the nearest ``.gitignore`` has the say."""
        return bool(self._specs) and self._leave_out(self._within(folder), name)

    def _leave_out(self, here: str, path: str) -> bool:
        while True:
            spec = self._specs.get(here)
            include = spec.check_file(path).include if spec is not None else None
            if include is not None:
                return bool(include)
            if here == self._top:
                return False
            above, base = os.path.split(here)
            if above == here:
                return False
            here, path = above, f"{base}/{path}"

    def _within(self, folder: str) -> str:
        return os.path.normpath(os.path.join(self._real, os.path.relpath(folder, self._folder)))

    def _read(self, folder: str) -> None:
        path = os.path.join(folder, ".gitignore")
        if not os.path.isfile(path):
            return
        try:
            import pathspec
        except ImportError:
            self._tell(f"{path} is not read: pathspec is not installed.\nHint: pip install 'keras-compat[cli]'")
            return
        with open(path, encoding="utf-8", errors="surrogateescape") as file:
            self._specs[folder] = pathspec.GitIgnoreSpec.from_lines(file)
