"""Keras 2 code: the one definition.

Frames of the standard library, of Keras, of its backends and of this library are transparent: they speak for the code that
called them. The next frame is a file of the user (or a notebook), which is Keras 2 code after ``install()`` and otherwise
where its module used ``compat.keras``; or it is an installed package, which is Keras 2 code where it was named.
"""

from __future__ import annotations

import os
import site
import sys
import sysconfig
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

#: Packages whose frames speak for their caller.
ENGINES = frozenset(
    "keras tf_keras tensorflow jax jaxlib torch numpy optree tree absl wrapt IPython ipykernel".split()  # noqa: SIM905
)

USER, PACKAGE, TRANSPARENT = "user", "package", "transparent"

_HERE = os.path.dirname(os.path.dirname(os.path.abspath(__file__))) + os.sep


def _folders(paths: Iterator[str | None]) -> tuple[str, ...]:
    return tuple({os.path.join(os.path.abspath(path), "") for path in paths if path})


def _site_folders() -> Iterator[str | None]:
    yield from site.getsitepackages()
    yield site.getusersitepackages()
    yield from (sysconfig.get_path("purelib"), sysconfig.get_path("platlib"))
    yield from (
        path for path in sys.path if os.path.basename(path.rstrip(os.sep)) in ("site-packages", "dist-packages")
    )


SITE = _folders(_site_folders())
STDLIB = _folders(iter((sysconfig.get_path("stdlib"), sysconfig.get_path("platstdlib"), os.path.dirname(os.__file__))))


class Scope:
    """Who counts as Keras 2 code, and in which dialect it speaks."""

    def __init__(self) -> None:
        self.installed = False
        self.packages: set[str] = set()
        self.modules: set[str] = set()
        self.dialect = "2.15"
        self.file_speaks_keras3 = 0

    def clear(self) -> None:
        self.__init__()  # type: ignore[misc]


SCOPE = Scope()
_kinds: dict[tuple[Any, Any], str] = {}


def kind_of(frame: FrameType) -> str:
    """``USER``, ``PACKAGE`` or ``TRANSPARENT``."""
    names = frame.f_globals
    name, file = names.get("__name__") or "", names.get("__file__")
    try:
        return _kinds[name, file]
    except (KeyError, TypeError):
        kind = _classify(name, file)
        if isinstance(file, (str, type(None))):
            _kinds[name, file] = kind
        return kind


def _classify(name: str, file: object) -> str:
    top = name.partition(".")[0]
    if not isinstance(file, str) or not file:
        return TRANSPARENT if top in ("importlib", "zipimport", "_frozen_importlib", "runpy", "builtins") else USER
    file = os.path.abspath(file)
    if file.startswith(_HERE):
        return TRANSPARENT
    if file.startswith(SITE):
        return TRANSPARENT if top in ENGINES else PACKAGE
    if file.startswith(STDLIB):
        return TRANSPARENT
    return TRANSPARENT if top == "keras" and "keras" in sys.modules and _is_keras_itself(file) else USER


def _is_keras_itself(file: str) -> bool:
    home = getattr(sys.modules["keras"], "__file__", None) or ""
    return bool(home) and file.startswith(os.path.join(os.path.dirname(os.path.abspath(home)), ""))


def caller(frame: FrameType | None) -> FrameType | None:
    """The nearest frame that is not transparent, or None (a thread of a library)."""
    # Asked many times for each object that is built: the lookup of kind_of() in line.
    while frame is not None:
        names = frame.f_globals
        try:
            kind = _kinds[names["__name__"], names["__file__"]]
        except (KeyError, TypeError):
            kind = kind_of(frame)
        if kind is not TRANSPARENT:
            break
        frame = frame.f_back
    return frame


def keras2_code(frame: FrameType | None) -> bool:
    """Whether the code that called speaks Keras 2."""
    frame = caller(frame)
    if frame is None:
        return SCOPE.installed
    name = frame.f_globals.get("__name__") or ""
    if kind_of(frame) is USER:
        return SCOPE.installed or name in SCOPE.modules
    return name.partition(".")[0] in SCOPE.packages


def keras2_meaning(frame: FrameType | None) -> bool:
    """Whether a value or a missing default means what it meant in Keras 2.

    While a file that Keras 3 wrote is loaded its values mean Keras 3, whoever loads it.
    """
    return not SCOPE.file_speaks_keras3 and keras2_code(frame)


@contextmanager
def file_speaks_keras3() -> Iterator[None]:
    """Values read inside mean what they mean in Keras 3."""
    SCOPE.file_speaks_keras3 += 1
    try:
        yield
    finally:
        SCOPE.file_speaks_keras3 -= 1


def _top(frame: FrameType) -> str:
    return (frame.f_globals.get("__name__") or "").partition(".")[0]


def is_keras(frame: FrameType) -> bool:
    """Whether this very code is Keras's own."""
    return _top(frame) == "keras" and kind_of(frame) is TRANSPARENT


def is_engine(frame: FrameType) -> bool:
    """Whether this very code is that of Keras, or of TensorFlow, which keeps track of what a layer is made of."""
    return _top(frame) in ("keras", "tensorflow") and kind_of(frame) is TRANSPARENT


def writes_keras2(frame: FrameType) -> bool:
    """Whether this very call is written in Keras 2 code: not in code of Keras or of this library that it called."""
    if kind_of(frame) is TRANSPARENT:
        name, file = frame.f_globals.get("__name__") or "", frame.f_globals.get("__file__")
        if name.partition(".")[0] in ENGINES or (isinstance(file, str) and os.path.abspath(file).startswith(_HERE)):
            return False
    return keras2_meaning(frame)


def mark(frame: FrameType | None) -> None:
    """The module of the user that asked for ``compat.keras`` speaks Keras 2 from now on."""
    frame = caller(frame)
    if frame is not None and kind_of(frame) is USER:
        SCOPE.modules.add(frame.f_globals.get("__name__") or "")
