"""Expressions of a file in the place of values: the functions of the changes run on them, and the result is written out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any


class Expression:
    """An expression of the file; as a sequence, all its items."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __iter__(self) -> Iterator[Rest]:
        yield Rest(self.text)


class Rest(Expression):
    """All items of an expression, inside another sequence."""


def write(value: Any, spell: Callable[[str], str]) -> str:
    """The source of what a function of the changes returned.

    Args:
        value: Expressions, literals, and objects in Keras's serialized form.
        spell: How the file writes a dotted name.
    """
    if isinstance(value, Rest):
        return f"*{value.text}"
    if isinstance(value, Expression):
        return value.text
    if isinstance(value, dict) and "class_name" in value:
        arguments = ", ".join(write(each, spell) for each in value["config"].values())
        return f"{spell(value['module'] + '.' + value['class_name'])}({arguments})"
    if isinstance(value, tuple):
        items = [write(each, spell) for each in value]
        return f"({items[0]},)" if len(items) == 1 else f"({', '.join(items)})"
    text = repr(value)
    return f'"{value}"' if isinstance(value, str) and text == f"'{value}'" and '"' not in value else text
