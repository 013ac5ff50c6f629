"""The entries of ``changes`` by kind and owner, and the code and objects that they name."""

from __future__ import annotations

import importlib
from typing import Any, TypeVar

from ..changes import ALL
from ..changes._kinds import Change, Entry

Kind = TypeVar("Kind")
_ROOT = __package__.rpartition(".")[0]


def of_kind(kind: type[Kind]) -> list[Kind]:
    """Every entry of one kind, in the order of the table of contents."""
    return [entry for change in ALL for entry in change.entries if isinstance(entry, kind)]


def change_of(entry: Entry) -> Change:
    """The change that an entry belongs to."""
    for change in ALL:
        if any(each is entry for each in change.entries):
            return change
    raise LookupError(entry)


def code_of(entry: Entry) -> str:
    """``"K2C101 batch_input_shape"``: how an error or a notice names the page of an entry."""
    change = change_of(entry)
    return f"{change.code} {change.name}"


def load(by: str) -> Any:
    """The object that ``module:attribute`` names; ``compat`` is this package, whatever name it was loaded under."""
    module, _, attribute = by.partition(":")
    if module.startswith("compat."):
        module = _ROOT + module[len("compat") :]
    return getattr(importlib.import_module(module), attribute)


def native(path: str) -> Any:
    """The object under a public Keras 3 name, or None where the installed Keras 3 does not have it."""
    import keras

    value: Any = keras
    for part in path.split(".")[1:]:
        value = vars(value).get(part) if value is not None else None
    return value
