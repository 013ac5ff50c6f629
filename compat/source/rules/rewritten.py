"""``Rewritten``: what each named operation does with the expressions of a call."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ..context import Context
from ..findings import Finding
from ..index import Row
from . import input_in_front, inverse_time_decay, literal_value, set_weights_after
from .built import Built

Operation = Callable[[Context, Built, list[tuple[str, Row]]], "Finding | None"]

#: Operations that do more than look at a literal.
OPERATIONS: dict[str, Operation] = {
    "input_in_front": input_in_front.find,
    "inverse_time_decay": inverse_time_decay.find,
    "set_weights_after": set_weights_after.find,
}


def find(context: Context, built: Built, met: list[tuple[str, Row]]) -> Iterator[Finding]:
    """One finding for each operation: arguments that it reads together are one place."""
    for operation in dict.fromkeys(row.entry.operation for _, row in met):
        function = OPERATIONS.get(operation, literal_value.find)
        found = function(context, built, [(name, row) for name, row in met if row.entry.operation == operation])
        if found is not None:
            yield found
