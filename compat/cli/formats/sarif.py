"""SARIF 2.1.0, which code scanning services read."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote

from ... import __version__
from ...changes import ALL
from ...source import Item

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def write(items: Iterable[Item]) -> Iterator[str]:
    """The whole log."""
    found = list(items)
    met = {item.code for item in found}
    changes = [change for change in ALL if change.code in met]
    rules = [
        {
            "id": change.code,
            "name": change.name,
            "shortDescription": {"text": change.title},
            "help": {"text": f"python -m compat explain {change.code}"},
        }
        for change in changes
    ]
    place = {change.code: index for index, change in enumerate(changes)}
    driver = {"name": "keras-compat", "version": __version__, "rules": rules}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(item, place[item.code]) for item in found],
    }
    yield json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2)


def _result(item: Item, rule: int) -> dict[str, Any]:
    region = {"startLine": item.line, "endLine": item.end_line}
    if item.cell is None:  # columns of a notebook are those of the cell, not of the file
        region.update(startColumn=item.column, endColumn=item.end_column)
    location = {"artifactLocation": {"uri": _uri(item.path)}, "region": region}
    properties: dict[str, Any] = {"fixable": item.fixable}
    if item.cell is not None:
        properties.update(cell=item.cell, cell_line=item.cell_line)
    return {
        "ruleId": item.code,
        "ruleIndex": rule,
        "level": "note" if item.note else "warning",
        "message": {"text": item.message},
        "locations": [{"physicalLocation": location}],
        "properties": properties,
    }


def _uri(path: str) -> str:
    relative = os.path.relpath(path) if os.path.isabs(path) else path
    path = path if relative.startswith("..") else relative
    return quote(path.replace(os.sep, "/"))
