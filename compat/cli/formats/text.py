"""``path:line:col: CODE [*] message``, the line itself, and a caret under what is meant."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from ...source import Item


def write(items: Iterable[Item]) -> Iterator[str]:
    """Three lines for each finding."""
    for item in items:
        yield from lines(item)


def lines(item: Item) -> list[str]:
    """One finding."""
    star = " [*]" if item.fixable else " note" if item.note else ""
    last = item.end_column - 1 if item.end_line == item.line else len(item.source)
    meant = item.source[item.column - 1 : last]
    blank = "".join("\t" if each == "\t" else " " * _width(each) for each in item.source[: item.column - 1])
    caret = "^" * max(sum(map(_width, meant)), 1)
    return [f"{place(item)}: {item.code}{star} {item.message}", f"    {item.source}", f"    {blank}{caret}"]


def place(item: Item) -> str:
    """``program.py:3:7``, or ``notes.ipynb:cell 2:3:7``."""
    where = f"{item.line}" if item.cell is None else f"cell {item.cell}:{item.cell_line}"
    return f"{item.path}:{where}:{item.column}"


def _width(character: str) -> int:
    """The columns that a character takes on a terminal."""
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
