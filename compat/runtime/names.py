"""Old public names: what answers for a name that a module of Keras 3 does not have, or has with another meaning.

A path here is relative to the root: ``""`` for ``keras``, ``"layers"`` for ``keras.layers`` and for
``tensorflow.keras.layers``.
"""

from __future__ import annotations

import dis
import importlib
import sys
from collections.abc import Mapping
from functools import cache
from types import FrameType, ModuleType
from typing import Any

from ..changes import _keras2
from ..changes._kinds import RELEASES, Moved, Provided, Removed, Replaced, Value
from ..changes.losses_metrics.loss_functions import FUNCTIONS
from . import callers, entries, functions, notices
from .values import FAMILIES

MISSING = object()


def _relative(path: str) -> str:
    return path.partition(".")[2]


@cache
def modules() -> dict[str, str]:
    """``{old module: module of Keras 3 that has its names}``; what is not there either is looked for in the root."""
    return {_relative(each.old): _relative(each.new) for each in entries.of_kind(Moved) if each.module}


@cache
def module_entries() -> dict[str, Moved]:
    """``{old module: entry}``."""
    return {_relative(each.old): each for each in entries.of_kind(Moved) if each.module}


@cache
def folders() -> frozenset[str]:
    """Every module above one of :func:`modules` (an early Keras 3 has no ``keras.wrappers``)."""
    parts = [path.split(".") for path in modules()]
    return frozenset(".".join(each[:end]) for each in parts for end in range(1, len(each)))


@cache
def added() -> dict[str, dict[str, Any]]:
    """``{module: {name: entry}}`` of the names that Keras 3 lacks."""
    found: dict[str, dict[str, Any]] = {}
    kinds: tuple[Any, ...] = (Moved, Provided, Replaced, Removed)
    for kind in kinds:
        for entry in entries.of_kind(kind):
            if not getattr(entry, "module", False):
                parent, _, name = _relative(entry.old).rpartition(".")
                found.setdefault(parent, {})[name] = entry
    return found


@cache
def meanings() -> dict[str, dict[str, Any]]:
    """``{module: {name: entry}}`` of the names that Keras 2 code gets even where the module has them.

    Those that Keras 3 has with another meaning (``activations.hard_sigmoid``), and the old names that it keeps for
    show in one of its roots: ``tensorflow.keras.backend.dot``, which takes no Keras tensors; ``optimizers.legacy.SGD``.
    """
    found: dict[str, dict[str, Any]] = {"": {"__version__": None}}
    for path, named in added().items():
        for name, entry in named.items():
            if not isinstance(entry, Removed):
                found.setdefault(path, {})[name] = entry
    for value in entries.of_kind(Value):
        found.setdefault(FAMILIES[value.family], {})[value.old] = value
    for owner in functions.owners():
        for function in (owner, *_keras2.ALSO.get(owner, ())):
            parent, _, name = _relative(function).rpartition(".")
            found.setdefault(parent, {})[name] = owner
    for module, names in FUNCTIONS.items():
        for name in names:
            found.setdefault(_relative(module), {})[name] = f"compat.runtime.provided.losses:{name}"
    return found


@cache
def functions_of(family: str) -> frozenset[str]:
    """The names of functions of losses or metrics, long and short, that Keras 2 code has instead of Keras 3's."""
    wanted = set(FUNCTIONS[f"keras.{family}"]) - {"serialize"}
    short = {
        name
        for name, entry in added().get(family, {}).items()
        if isinstance(entry, Moved) and entry.new.rpartition(".")[2] in wanted
    }
    return frozenset(wanted | short)


def overrules(path: str, name: str, value: Any) -> bool:
    """Whether Keras 2 code gets something else than ``value`` of ``keras.<path>``; what the user put there stays."""
    return name in meanings().get(path, ()) and _is_native(name, value)


def _is_native(name: str, value: Any) -> bool:
    if name == "__version__":
        return bool(value == importlib.import_module("keras.src.version").__version__)
    home = value.__name__ if isinstance(value, ModuleType) else getattr(value, "__module__", None)
    return isinstance(home, str) and home.partition(".")[0] == "keras"


def meant(path: str, name: str, frame: FrameType | None) -> Any:
    """What a name of :func:`meanings` is for Keras 2 code."""
    entry = meanings()[path][name]
    if entry is not None and not isinstance(entry, str):
        notices.translated(entry, frame)
    return RELEASES[callers.SCOPE.dialect] if entry is None else object_of(entry)


def is_known(path: str, name: str) -> bool:
    """Whether a missing name of a module has an answer."""
    return name in added().get(path, ()) or f"{path}.{name}".lstrip(".") in modules() or path in modules()


def answer(path: str, name: str, frame: FrameType | None) -> Any:
    """What Keras 2 code gets for a name that ``keras.<path>`` does not have, or ``MISSING``.

    Raises:
        AttributeError, ImportError: The name is refused; the message says why and names its page.
    """
    entry = added().get(path, {}).get(name)
    if isinstance(entry, Removed):
        raise _refusal(frame)(refused(entry))
    if entry is not None:
        notices.translated(entry, frame)
        return object_of(entry)
    if path in modules():
        value = member(modules()[path], name, frame)
        return value if value is not MISSING else member("", name, frame)
    return MISSING


def member(path: str, name: str, frame: FrameType | None) -> Any:
    """What Keras 2 code gets for a name of ``keras.<path>``, whether that is there or not, or ``MISSING``."""
    if path in modules():
        return answer(path, name, frame)
    value = _native(path).get(name, MISSING)
    if value is MISSING:
        return answer(path, name, frame)
    return meant(path, name, frame) if overrules(path, name, value) else value


def removed(path: str) -> Removed | None:
    """The entry that refuses a module."""
    parent, _, name = path.rpartition(".")
    entry = added().get(parent, {}).get(name)
    return entry if isinstance(entry, Removed) else None


def refused(entry: Removed) -> str:
    """The message of a refusal."""
    return (
        f"{entry.old} has no counterpart in Keras 3: {entry.why}.\n"
        f"Hint: see {entries.code_of(entry)} in the migration guide."
    )


def _native(path: str) -> Mapping[str, Any]:
    name = f"keras.{path}".rstrip(".")
    return vars(sys.modules.get(name) or importlib.import_module(name))


def object_of(entry: Any) -> Any:
    if isinstance(entry, str):
        return entries.load(entry) if ":" in entry else functions.widened(entry)
    if isinstance(entry, Replaced):
        from .replaced import stand_in

        return stand_in(entry)
    if not isinstance(entry, Moved):
        return functions.widened(entry.old) if entry.old in functions.owners() else entries.load(entry.by)
    if entry.by:
        return entries.load(entry.by)
    path = _relative(entry.new)
    parent, _, name = path.rpartition(".")
    value = member(parent, name, None)
    if value is not MISSING:
        return value
    try:
        return importlib.import_module(f"keras.{path}")
    except ModuleNotFoundError:
        # An old module, where only the view answers old names.
        return importlib.import_module(f"{__package__.rpartition('.')[0]}.keras.{path}")


def _refusal(frame: FrameType | None) -> type[Exception]:
    """An ``AttributeError`` keeps ``hasattr`` honest; ``from x import y`` would replace its message, not an ImportError's."""
    return ImportError if is_import(frame) else AttributeError


def is_import(frame: FrameType | None) -> bool:
    """Whether the code asks in an import statement."""
    at = frame.f_lasti if frame is not None else -1
    return frame is not None and at >= 0 and frame.f_code.co_code[at] == dis.opmap["IMPORT_FROM"]


def public(path: str, native: Mapping[str, Any]) -> list[str]:
    """The names that ``from module import *`` gives to Keras 2 code."""
    if path in modules():
        target = modules()[path]
        found = {name for name in _native(target) if name[0] != "_"}
        path_of_added: tuple[str, ...] = (path, target)
    else:
        found, path_of_added = {name for name in native if name[0] != "_"}, (path,)
    for each in path_of_added:
        named = added().get(each, {})
        # K.tf is TensorFlow, which may not be there.
        found |= {
            name for name, entry in named.items() if name[0] != "_" and name != "tf" and not isinstance(entry, Removed)
        }
    return sorted(found)
