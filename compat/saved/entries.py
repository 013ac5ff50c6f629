"""The entries of :mod:`compat.changes`, applied to the arguments that a file holds."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import cache
from typing import Any

from ..changes import ALL, _keras2
from ..changes import _classes as classes
from ..changes._kinds import (
    Arguments,
    Default,
    Dropped,
    Entry,
    Moved,
    Provided,
    Removed,
    Renamed,
    Replaced,
    Rewritten,
    Value,
    put_argument,
)
from .errors import Refused

_ORDER = (Renamed, Dropped, Rewritten, Default)
#: A derived class's default must not meet a name that its base has yet to rename.
_AFTER_RENAMES = (Dropped, Rewritten, Default)

#: What ``Layer.get_config()`` wrote in Keras 2: all that an entry on Layer may find in the config of a class of the user.
LAYER_CONFIG = frozenset({"name", "trainable", "dtype", "batch_input_shape", "dynamic"})


@cache
def _by_owner() -> Mapping[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for change in ALL:
        for entry in change.entries:
            if isinstance(entry, _ORDER):
                found.setdefault(entry.owner, []).append(entry)
    return {owner: sorted(steps, key=lambda entry: _ORDER.index(type(entry))) for owner, steps in found.items()}


@cache
def code_of(entry: Entry) -> str:
    """``"K2C101 batch_input_shape"``: how a message names the page of an entry."""
    for change in ALL:
        if any(each is entry for each in change.entries):
            return f"{change.code} {change.name}"
    raise LookupError(entry)


@cache
def _old_names() -> Mapping[str, Any]:
    kinds = (Moved, Removed, Replaced)
    return {entry.old: entry for change in ALL for entry in change.entries if isinstance(entry, kinds)}


def class_named(name: str, arguments: Arguments) -> tuple[str, Arguments]:
    """The Keras 3 class that a public Keras 2 class has become, and its arguments.

    Args:
        name: ``keras.layers.CuDNNLSTM``.
        arguments: Those the file gives.

    Returns:
        ``("keras.layers.LSTM", {...})``; an empty name where there is no such class.

    Raises:
        Refused: Keras 3 has nothing like it.
    """
    entry = _old_names().get(name)
    if entry is None and name in classes.table():
        return name, arguments
    if entry is None and name in _keras2.table():
        raise Refused(
            f"Keras 3 has no {name.rpartition('.')[2]}", "replace it in the program, or pass a class of that name."
        )
    if entry is None:
        return "", arguments
    if isinstance(entry, Removed):
        raise Refused(
            f"{name} has no counterpart in Keras 3: {entry.why}", "replace it in the program.", code_of(entry)
        )
    if isinstance(entry, Replaced):
        arguments = entry.function(dict(arguments))
    return class_named(entry.new, arguments)


@cache
def provided(name: str) -> str | None:
    """``module:attribute`` of the class that stands for one that Keras 3 lost; None for any other name."""
    found = (
        entry.by for change in ALL for entry in change.entries if isinstance(entry, Provided) and entry.old == name
    )
    return next(found, None)


def base_of(family: str) -> str:
    """The class that all classes of a family derive from: ``keras.losses.Loss``; empty for a family without one."""
    return _BASES.get(family, "")


_BASES = {"losses": "keras.losses.Loss", "initializers": "keras.initializers.Initializer"}


def translated(owner: str, arguments: Arguments, dialect: str) -> Arguments:
    """The arguments of a Keras 2 object in Keras 3's words.

    An owner's entries see no argument that a class derived from it takes for itself: ``input_dim`` is the vocabulary of an
    Embedding, not the shape of a first layer.

    Args:
        owner: The Keras 3 class, or empty for a class of the user's.
        arguments: Those the file gives.
        dialect: Of its writer.

    Raises:
        Refused: An argument has no counterpart in Keras 3.
    """
    if not owner:
        return _of_a_users_layer(arguments)
    for kinds in ((Renamed,), _AFTER_RENAMES):
        hidden: frozenset[str] = frozenset()
        for each in classes.ancestry(owner):
            steps = [entry for entry in _by_owner().get(each.name, ()) if isinstance(entry, kinds)]
            visible = {name: value for name, value in arguments.items() if name not in hidden - each.parameters}
            taken = {name: value for name, value in arguments.items() if name not in visible}
            arguments = {**taken, **_apply(steps, visible, owner, dialect, taken.keys())}
            hidden |= each.parameters
    return arguments


def _of_a_users_layer(arguments: Arguments) -> Arguments:
    base = {name: value for name, value in arguments.items() if name in LAYER_CONFIG}
    own = {name: value for name, value in arguments.items() if name not in base}
    return {**_apply(_by_owner().get("keras.layers.Layer", ()), base, "", "", own.keys()), **own}


def _apply(steps: Iterable[Any], arguments: Arguments, owner: str, dialect: str, taken: Collection[str]) -> Arguments:
    for entry in steps:
        try:
            if isinstance(entry, Renamed):
                if entry.old in arguments:
                    put_argument(arguments, entry.new, arguments.pop(entry.old))
            elif isinstance(entry, Dropped):
                if entry.argument in arguments:
                    _check_harmless(entry, arguments.pop(entry.argument))
            elif isinstance(entry, Rewritten):
                if any(name in arguments for name in entry.reads):
                    arguments = entry.function({**entry.missing.get(owner, {}), **arguments})
            elif dialect in entry.dialects and entry.argument not in arguments and entry.argument not in taken:
                arguments[entry.argument] = entry.value
        except (TypeError, ValueError) as error:
            if isinstance(error, Refused):
                raise
            raise Refused(str(error), "change it in the program and save the model again.", code_of(entry)) from error
    return arguments


def _check_harmless(entry: Dropped, value: Any) -> None:
    if entry.harmless is not None and not any(value is each or value == each for each in entry.harmless):
        raise Refused(
            f"{entry.argument}={value!r} has no counterpart in Keras 3: {entry.why}",
            "change it in the program and save the model again.",
            code_of(entry),
        )


@cache
def _values() -> Mapping[tuple[str, str], Value]:
    return {(entry.family, entry.old): entry for change in ALL for entry in change.entries if isinstance(entry, Value)}


#: How the entries of ``changes`` call the families of objects that strings name.
_FAMILIES = {"activations": "activation"}


def identifier(family: str, name: str) -> Any:
    """A string that names an object, in Keras 3's words: itself, its new name, or native parts with the old meaning.

    Args:
        family: Where Keras looks it up, ``"losses"``.
        name: The string.
    """
    value = _values().get((_FAMILIES.get(family, family), name))
    if value is not None:
        return plain_copy(value.parts)
    return name if is_known(family, name) else new_name(family, name)


def is_known(family: str, name: str) -> bool:
    """Whether Keras 3 finds an object of its own under a string."""
    return name in classes.identifiers().get(family, ())


def new_name(family: str, name: str) -> str:
    """The name that the object of an old name has in Keras 3; the same name where it did not move."""
    moved = _old_names().get(f"keras.{family}.{name}")
    return moved.new.rpartition(".")[2] if isinstance(moved, Moved) else name


def plain_copy(value: Any) -> Any:
    """Dicts and lists that may be changed and written as JSON."""
    if isinstance(value, Mapping):
        return {key: plain_copy(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain_copy(each) for each in value]
    return value
