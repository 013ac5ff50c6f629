"""Objects that are no layers: initializers, regularizers, constraints, losses, metrics, optimizers, schedules, functions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ..changes import _classes as classes
from . import entries
from .document import Config
from .errors import Refused

FAMILIES = ("initializers", "regularizers", "constraints", "losses", "metrics", "optimizers", "optimizers.schedules")

#: Arguments of layers that take an object or its name, by their ends, and the family that the name belongs to.
OF_ARGUMENT = {"initializer": "initializers", "regularizer": "regularizers", "constraint": "constraints"}


def family_of(argument: str) -> str | None:
    """The family of objects that an argument of a layer takes, or None."""
    return OF_ARGUMENT.get(argument.rpartition("_")[2])


def is_object(value: Any) -> bool:
    """Whether a value is a serialized object."""
    return isinstance(value, dict) and isinstance(value.get("class_name"), str) and "config" in value


def names(value: Config) -> tuple[str, str]:
    """A serialized object's class and the name it was registered under: ``("SGD", "Custom>SGD")``."""
    registered = value.get("registered_name") or value["class_name"]
    return value["class_name"].rpartition(">")[2], registered


#: Names that every Keras 3 reads, for those that are younger.
_OLDEST_NAMES = {
    "keras.initializers.Identity": "keras.initializers.IdentityInitializer",
    "keras.initializers.Orthogonal": "keras.initializers.OrthogonalInitializer",
}


def built_in(name: str, config: Config) -> Config:
    """Keras 3's full form of an object of its own."""
    module, _, class_name = _OLDEST_NAMES.get(name, name).rpartition(".")
    registered = class_name if module.startswith("keras.src") else None
    return {"module": module, "class_name": class_name, "config": config, "registered_name": registered}


def of_the_user(value: Config, config: Any) -> Config:
    """Keras 3's full form of an object of the user's: it is found by the name it was registered under."""
    class_name, registered = names(value)
    return {"module": "builtins", "class_name": class_name, "config": config, "registered_name": registered}


def function(name: str) -> Config:
    """Keras 3's full form of a function."""
    return {"module": "builtins", "class_name": "function", "config": name, "registered_name": name}


class Objects:
    """Translates objects.

    Args:
        dialect: Of the writer.
        custom: Names that the user's own classes and functions have.
        keras_1: Whether the writer is Keras 1, which kept some weights in other arrays.
    """

    def __init__(self, dialect: str, custom: Iterable[str] = (), keras_1: bool = False) -> None:
        self.dialect, self.keras_1 = dialect, keras_1
        self.custom = frozenset(custom)
        #: Names of classes and functions of the user's that the file needs.
        self.needed: dict[str, None] = {}
        #: ``module:attribute`` of this library's classes that the file needs, by their registered names.
        self.provided: dict[str, str] = {}

    def is_the_users(self, value: Config) -> bool:
        """Whether an object is of a class that the user gave."""
        return not self.custom.isdisjoint(names(value))

    def translate(self, family: str, value: Any) -> Any:
        """An object or its name in Keras 3's words.

        Args:
            family: Where Keras looks it up, ``"initializers"``.
            value: A name, a serialized object, or something else, which is returned as it is.

        Raises:
            Refused: Keras 3 has nothing like it.
        """
        if isinstance(value, str):
            return self._named(family, value)
        if not is_object(value):
            return value
        class_name, registered = names(value)
        config = value["config"]
        if class_name == "function":
            return self._named(family, str(config))
        if not self.is_the_users(value):
            owner, arguments = entries.class_named(f"keras.{family}.{class_name}", dict(config or {}))
            if owner:
                return built_in(owner, self._arguments(owner, arguments, class_name))
        self.needed[registered] = None
        base = entries.base_of(family)
        return of_the_user(value, entries.translated(base, dict(config), self.dialect) if base else config)

    def _named(self, family: str, name: str) -> Any:
        found = entries.identifier(family, name)
        if name in self.custom or (isinstance(found, str) and not entries.is_known(family, found)):
            self.needed[name] = None
            return function(name)
        return found

    def _arguments(self, owner: str, arguments: Config, class_name: str) -> Config:
        try:
            arguments = entries.translated(owner, arguments, self.dialect)
            check_accepted(owner, arguments)
        except Refused as refusal:
            raise refusal.at(class_name) from None
        return {name: self._nested(value) for name, value in arguments.items()}

    def _nested(self, value: Any) -> Any:
        if is_object(value):
            for family in FAMILIES:
                owner, _ = entries.class_named(f"keras.{family}.{names(value)[0]}", dict(value["config"] or {}))
                if owner:
                    return self.translate(family, value)
        return value


def check_accepted(owner: str, arguments: Config) -> None:
    """Refuse what a class of Keras 3 would not take.

    Raises:
        Refused: An argument is left that it has no name for.
    """
    unknown = {name: value for name, value in arguments.items() if name not in classes.accepted(owner)}
    if unknown:
        raise Refused(
            f"{owner} of Keras 3 takes no {', '.join(f'{name}={value!r}' for name, value in unknown.items())}",
            "change it in the program and save the model again.",
        )
