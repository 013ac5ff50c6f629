"""``Rewritten``: what each named operation does with the expressions of a call."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ..context import Context
from ..findings import Finding
from ..index import Row
from . import input_in_front, inverse_time_decay, literal_value, set_weights_after
from .built import Built

Operation = Callable[[Context, Built, list[tuple[str, Row]]], "Finding | None"]

OPERATIONS: dict[str, Operation] = {
    "drop_if_false": literal_value.find,
    "drop_if_true": literal_value.find,
    "input_in_front": input_in_front.find,
    "inverse_time_decay": inverse_time_decay.find,
    "replace_value": literal_value.find,
    "set_weights_after": set_weights_after.find,
    "single_item": literal_value.find,
}


def find(context: Context, built: Built, met: list[tuple[str, Row]]) -> Iterator[Finding]:
    """One finding for each operation: arguments that it reads together are one place."""
    for operation, function in OPERATIONS.items():
        rows = [(name, row) for name, row in met if row.entry.operation == operation]
        found = function(context, built, rows) if rows else None
        if found is not None:
            yield found
