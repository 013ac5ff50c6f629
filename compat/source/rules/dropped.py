"""``Dropped``: an argument that goes, where its value meant nothing."""

from __future__ import annotations

import ast
from typing import Any

from ..calls import CallChange, removable, value
from ..context import Context
from ..findings import Finding, Fix
from ..index import Row
from .built import Built

#: What :func:`literal` gives for an expression that is none.
NO_LITERAL = object()


def find(context: Context, built: Built, name: str, row: Row) -> Finding:
    """A call that gives the argument."""
    found, entry = built.argument(name), row.entry
    assert found is not None
    finding = Finding(row.change, found, f"{built.name}({name}=...)", (name,))
    given = literal(value(found))
    if entry.harmless is not None and given is NO_LITERAL:
        finding.why = f"left as it is: the value of {name} is not to be seen here"
    elif entry.harmless is not None and not any(given is each or given == each for each in entry.harmless):
        finding.why = f"left as it is: {entry.why}"
    elif not removable(context.text, built.call, found):
        finding.why = "left as it is: the argument has no name, and others follow it"
    else:
        finding.fix = Fix(calls=[CallChange(built.call, removed=[found])])
    return finding


def literal(node: ast.expr) -> Any:
    """The value of a literal, or :data:`NO_LITERAL`."""
    try:
        return ast.literal_eval(node)
    except ValueError:
        return NO_LITERAL
