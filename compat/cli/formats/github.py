"""Workflow commands by which GitHub shows findings beside the lines of a pull request."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ...source import Item


def write(items: Iterable[Item]) -> Iterator[str]:
    """One command for each finding."""
    for item in items:
        level = "notice" if item.note else "error"
        values = {
            "file": item.path,
            "line": item.line,
            "endLine": item.end_line,
            "title": f"{item.code} {item.name}",
        }
        if item.cell is None:  # columns of a notebook are those of the cell, not of the file
            values.update(col=item.column, endColumn=item.end_column)
        properties = ",".join(f"{name}={_escaped(str(value), ',:')}" for name, value in values.items())
        yield f"::{level} {properties}::{_escaped(item.message)}"


def _escaped(text: str, more: str = "") -> str:
    for each in "%\r\n" + more:
        text = text.replace(each, f"%{ord(each):02X}")
    return text
