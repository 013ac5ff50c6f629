"""Old public names: what answers for a name that a module of Keras 3 does not have, or has with another meaning.

A path here is relative to the root: ``""`` for ``keras``, ``"layers"`` for ``keras.layers`` and ``tensorflow.keras.layers``.
"""

from __future__ import annotations

import dis
import importlib
from functools import lru_cache
from types import FrameType
from typing import Any

from ..changes._kinds import Moved, Provided, Removed, Value
from . import callers, entries
from .values import FAMILIES

MISSING = object()
_VERSIONS = {"2.2": "2.2.4", "2.15": "2.15.0"}


def _relative(path: str) -> str:
    return path.partition(".")[2]


@lru_cache(maxsize=None)
def modules() -> dict[str, str]:
    """``{old module: module of Keras 3 that has its names}``; a parent that is in neither Keras 3 answers from the root."""
    found = {_relative(each.old): _relative(each.new) for each in entries.of_kind(Moved) if each.module}
    return found


@lru_cache(maxsize=None)
def added() -> dict[str, dict[str, Any]]:
    """``{module: {name: entry}}`` of the names that Keras 3 lacks."""
    found: dict[str, dict[str, Any]] = {}
    for kind in (Moved, Provided, Removed):
        for entry in entries.of_kind(kind):
            if not getattr(entry, "module", False):
                parent, _, name = _relative(entry.old).rpartition(".")
                found.setdefault(parent, {})[name] = entry
    return found


@lru_cache(maxsize=None)
def two_meanings() -> dict[str, dict[str, Any]]:
    """``{module: {name: entry}}`` of the names that Keras 3 has, with another meaning."""
    found: dict[str, dict[str, Any]] = {"": {"__version__": None}}
    for entry in entries.of_kind(Value):
        found.setdefault(FAMILIES[entry.family], {})[entry.old] = entry
    return found


def meant(path: str, name: str) -> Any:
    """What a name of two meanings is for Keras 2 code."""
    entry = two_meanings()[path][name]
    return entries.load(entry.by) if entry is not None else _VERSIONS[callers.SCOPE.dialect]


def is_known(path: str, name: str) -> bool:
    """Whether a missing name of a module has an answer."""
    return name in added().get(path, ()) or f"{path}.{name}".lstrip(".") in modules() or path in modules()


def answer(path: str, name: str, frame: FrameType | None) -> Any:
    """What Keras 2 code gets for a name that ``keras.<path>`` does not have, or ``MISSING``.

    Raises:
        AttributeError, ImportError: The name is refused; the message says why and names its page.
    """
    entry = added().get(path, {}).get(name)
    if isinstance(entry, Provided):
        return entries.load(entry.by)
    if isinstance(entry, Moved):
        return _resolve(_relative(entry.new))
    if isinstance(entry, Removed):
        raise _refusal(frame)(
            f"keras.{path}.{name} has no counterpart in Keras 3: {entry.why}.\n".replace("..", ".")
            + f"Hint: see {entries.code_of(entry)} in the migration guide."
        )
    if path in modules():
        return _member(modules()[path], name, frame)
    return MISSING


def _member(path: str, name: str, frame: FrameType | None) -> Any:
    if path in modules():
        return answer(path, name, frame)
    if name in two_meanings().get(path, ()):
        return meant(path, name)
    module = importlib.import_module(f"keras.{path}".rstrip("."))
    value = vars(module).get(name, MISSING)
    return value if value is not MISSING else answer(path, name, frame)


def _resolve(path: str) -> Any:
    parent, _, name = path.rpartition(".")
    value = _member(parent, name, None)
    if value is MISSING:
        return importlib.import_module(f"keras.{path}")
    return value


def _refusal(frame: FrameType | None) -> type[Exception]:
    """An ``AttributeError`` keeps ``hasattr`` honest; ``from x import y`` would replace its message, an ImportError stays."""
    if frame is not None and frame.f_lasti >= 0:
        if frame.f_code.co_code[frame.f_lasti] == dis.opmap["IMPORT_FROM"]:
            return ImportError
    return AttributeError


def public(path: str, native: dict[str, Any]) -> list[str]:
    """The names that ``from module import *`` gives to Keras 2 code."""
    if path in modules():
        target = modules()[path]
        found = {name for name in vars(importlib.import_module(f"keras.{target}".rstrip("."))) if name[0] != "_"}
        path_of_added = (path, target)
    else:
        found, path_of_added = {name for name in native if name[0] != "_"}, (path,)
    for each in path_of_added:
        found |= {name for name, entry in added().get(each, {}).items() if not isinstance(entry, Removed)}
    return sorted(found)
