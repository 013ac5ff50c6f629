"""``Renamed``: an argument under its new name."""

from __future__ import annotations

import ast

from ..calls import CallChange, argument
from ..findings import Finding, Fix
from ..index import Row
from .built import Built


def find(built: Built, found: ast.keyword, row: Row) -> Finding:
    """A call that gives the argument under its old name."""
    entry = row.entry
    finding = Finding(row.change, found, f"{built.name}({entry.old}=...)", (entry.old, entry.new))
    if argument(built.call, entry.new, built.parameters) is not None:
        finding.why = f"left as it is: {entry.new} is given too"
    else:
        finding.fix = Fix(calls=[CallChange(built.call, renamed={found: entry.new})])
    return finding
