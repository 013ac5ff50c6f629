"""What an expression may stand for."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Union

from ..changes import _keras2


@dataclass(frozen=True)
class Named:
    """A module, class or function under its dotted name: ``keras.layers.LSTM``, ``torch.optim.Adam``.

    ``exact`` is False for what is that class or one of its subclasses.
    """

    name: str
    exact: bool = True


@dataclass(frozen=True)
class OwnClass:
    """A class of the file."""

    node: ast.ClassDef
    bases: tuple[Thing, ...] = ()


@dataclass(frozen=True)
class OwnFunction:
    """A function, method or lambda of the file; ``of`` is the object that a method was taken from."""

    node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
    of: Thing | None = None


@dataclass(frozen=True)
class Object:
    """An instance of a class. ``likely``: it only looks like one, by the methods that are called on it."""

    cls: Named | OwnClass
    likely: bool = False


@dataclass(frozen=True)
class ListOf:
    """A list, tuple or iterator of such items; ``items`` where each is known."""

    item: Thing
    items: tuple[Thing, ...] = ()


@dataclass(frozen=True)
class DictOf:
    """A dict with such values."""

    value: Thing


@dataclass(frozen=True)
class Method:
    """A method of a Keras class or object: ``model.get_layer``, ``Sequential.from_config``."""

    of: Thing
    name: str


@dataclass(frozen=True)
class Unknown:
    """Something else, or not to be told from this file: ``why`` (empty: nothing to do with Keras, as far as one sees)."""

    why: str = ""


class Nothing:
    """No value: ``None``, or an expression that leads back to itself."""


NOTHING = Nothing()
Thing = Union[Named, OwnClass, OwnFunction, Object, ListOf, DictOf, Method, Unknown, Nothing]


def classes(thing: Thing) -> list[str]:
    """The Keras classes of an object or class, the most derived first; empty for what has none."""
    if isinstance(thing, Object):
        return classes(thing.cls)
    if isinstance(thing, Named):
        return list(_keras2.bases(thing.name))
    if isinstance(thing, OwnClass):
        for base in thing.bases:
            found = classes(base)
            if found:
                return found
    return []


def is_a(thing: Thing, owner: str) -> bool:
    """Whether a thing is an object of a Keras class or of a subclass."""
    return isinstance(thing, Object) and owner in classes(thing)


def own_classes(thing: Thing) -> list[OwnClass]:
    """The classes of the file that an object or class has, the most derived first."""
    if isinstance(thing, Object):
        return own_classes(thing.cls)
    if isinstance(thing, OwnClass):
        return [thing, *(each for base in thing.bases for each in own_classes(base))]
    return []


def join(things: Iterable[Thing], why: str) -> Thing:
    """The one thing that holds for all: themselves where they are equal, else the nearest common class of objects."""
    found = list(dict.fromkeys(thing for thing in things if not isinstance(thing, Nothing)))
    if not found:
        return NOTHING
    if len(found) == 1:
        return found[0]
    if all(isinstance(thing, Object) for thing in found):
        likely = any(isinstance(thing, Object) and thing.likely for thing in found)
        common = [name for name in classes(found[0]) if all(name in classes(other) for other in found)]
        if common:
            return Object(Named(common[0]), likely)
    if all(isinstance(thing, Named) for thing in found):
        common = [name for name in classes(found[0]) if all(name in classes(other) for other in found)]
        if common:
            return Named(common[0], exact=False)
    if all(isinstance(thing, ListOf) for thing in found):
        return ListOf(join((thing.item for thing in found if isinstance(thing, ListOf)), why))
    return Unknown(next((thing.why for thing in found if isinstance(thing, Unknown) and thing.why), why))
