"""Keras 3's public classes: what each derives from, and which arguments its constructor names (``classes.tsv``).

Owners of entries are matched through this table where Keras itself is not imported. ``identifiers.tsv`` lists the strings
that Keras 3 takes in place of an object.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cache

_FOLDER = os.path.dirname(os.path.abspath(__file__))


@dataclass(frozen=True)
class Class:
    """A public class of Keras 3.

    Attributes:
        name: Its public name, ``keras.layers.LSTM``.
        base: The nearest public class it derives from; empty for a root.
        passes_on: Whether its constructor hands unknown keywords to ``base``.
        parameters: The arguments that its constructor names.
    """

    name: str
    base: str
    passes_on: bool
    parameters: frozenset[str]


@cache
def table() -> dict[str, Class]:
    """Every row of ``classes.tsv`` by name."""
    rows = {}
    with open(os.path.join(_FOLDER, "classes.tsv"), encoding="utf-8") as file:
        for line in file:
            name, base, passes_on, parameters = line.rstrip("\n").split("\t")
            rows[name] = Class(name, base, passes_on == "passes on", frozenset(parameters.split()))
    return rows


@cache
def ancestry(name: str) -> tuple[Class, ...]:
    """The class and the public classes it derives from, most derived first; empty for a name that is not in the table."""
    found = []
    while name in table():
        found.append(table()[name])
        name = found[-1].base
    return tuple(found)


def is_a(name: str, owner: str) -> bool:
    """Whether a class is ``owner`` or derives from it."""
    return any(each.name == owner for each in ancestry(name))


@cache
def accepted(name: str) -> frozenset[str]:
    """Every keyword that the constructor of a class takes."""
    found: frozenset[str] = frozenset()
    for each in ancestry(name):
        found |= each.parameters
        if not each.passes_on:
            break
    return found


@cache
def identifiers() -> dict[str, frozenset[str]]:
    """The strings that Keras 3 takes in place of an object, by family: ``"losses"``, ``"metrics"``, ``"initializers"``."""
    with open(os.path.join(_FOLDER, "identifiers.tsv"), encoding="utf-8") as file:
        rows = (line.rstrip("\n").split("\t") for line in file)
        return {family: frozenset(strings.split()) for family, strings in rows}
