"""``Rewritten``: what each named operation does with the expressions of a call."""

from __future__ import annotations

from collections.abc import Iterator

from ..context import Context
from ..findings import Finding
from ..index import Row
from . import drop_if_false, input_in_front, inverse_time_decay, set_weights_after
from .built import Built

OPERATIONS = {
    "drop_if_false": drop_if_false.find,
    "input_in_front": input_in_front.find,
    "inverse_time_decay": inverse_time_decay.find,
    "set_weights_after": set_weights_after.find,
}


def find(context: Context, built: Built, met: list[tuple[str, Row]]) -> Iterator[Finding]:
    """One finding for each operation: arguments that it reads together are one place."""
    for operation, function in OPERATIONS.items():
        rows = [(name, row) for name, row in met if row.entry.operation == operation]
        if rows:
            yield function(context, built, rows)
