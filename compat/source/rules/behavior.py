"""``Behavior``: a note where it shows; a finding where Keras 3 refuses the argument."""

from __future__ import annotations

from collections.abc import Iterator

from ..calls import value
from ..findings import Finding
from ..index import Row
from .built import Built
from .dropped import literal


def find(built: Built, name: str, row: Row) -> Iterator[Finding]:
    """A call that gives the argument the value."""
    found = built.argument(name)
    if found is not None and row.entry.refused:
        yield Finding(row.change, found, f"{built.name}({name}=...)", (name,), why=row.entry.advice)
    elif found is not None and literal(value(found)) == row.entry.value:
        yield Finding(row.change, found, f"{built.name}({name}=...)", (name,), why=row.entry.advice, note=True)
