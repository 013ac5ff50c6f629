"""The forms in which findings are printed: a module a form."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ...source import Item
from . import as_json, github, sarif, text

#: Name -> what writes all findings of a run, a line (or the whole document) at a time.
FORMATS: dict[str, Callable[[Iterable[Item]], Iterable[str]]] = {
    "text": text.write,
    "json": as_json.write,
    "github": github.write,
    "sarif": sarif.write,
}
