"""``literal_value`` and the like: the change's own function says what becomes of the arguments that it reads.

Literals are passed to it as they are, other expressions as :class:`~..expressions.Expression`. One that is gone afterwards
was looked into, so the file has to show its value.
"""

from __future__ import annotations

import ast
from typing import Any

from ...changes import _classes
from ..calls import Argument, CallChange, removable, value
from ..context import Context
from ..expressions import Expression, write
from ..findings import Finding, Fix
from ..index import Row
from .built import Built
from .dropped import NO_LITERAL, literal


def find(context: Context, built: Built, met: list[tuple[str, Row]]) -> Finding | None:
    """A call that gives the arguments; None where Keras 3 takes their values as they are."""
    row = met[0][1]
    found = {name: each for name in row.entry.reads if (each := built.argument(name)) is not None}
    first = next(iter(found))
    finding = Finding(row.change, found[first], f"{built.name}({first}=...)", tuple(found))
    given = {name: _value(context, each) for name, each in found.items()}
    try:
        result = row.entry.function(dict(given))
    except (TypeError, ValueError) as error:
        return _left(finding, str(error))
    if result == given:
        return None
    if any(isinstance(each, Expression) and not _holds(result, each) for each in given.values()):
        return _left(finding, f"the value of {' and '.join(found)} is not to be seen here")
    new = {name: each for name, each in result.items() if name not in given}
    if not new.keys() <= _classes.accepted(built.chain[0]):
        return _left(finding, f"{first}={write(given[first], str)} has no short form in Keras 3")
    change = _change(context, built, found, given, result)
    if not all(removable(context.text, built.call, each) for each in change.removed):
        return _left(finding, "the argument has no name, and others follow it")
    finding.fix = Fix(calls=[change])
    return finding


def _value(context: Context, found: Argument) -> Any:
    given = literal(value(found))
    return Expression(context.text.of(value(found))) if given is NO_LITERAL else given


def _holds(thing: Any, wanted: Expression) -> bool:
    if isinstance(thing, (list, tuple)):
        return any(_holds(each, wanted) for each in thing)
    return any(_holds(each, wanted) for each in thing.values()) if isinstance(thing, dict) else thing is wanted


def _change(
    context: Context, built: Built, found: dict[str, Argument], given: dict[str, Any], result: dict[str, Any]
) -> CallChange:
    """What becomes of the arguments: a new one takes the place of the first that goes."""
    change = CallChange(built.call)
    going = [each for name, each in found.items() if name not in result]
    for name, each in result.items():
        if name not in found:
            place = next((one for one in going if isinstance(one, ast.keyword)), None)
            if place is None:
                change.added.append(f"{name}={write(each, str)}")
            else:
                going.remove(place)
                change.renamed[place], change.replaced[place] = name, write(each, str)
        elif each != given[name]:
            change.replaced[found[name]] = write(each, str)
    change.removed += going
    return change


def _left(finding: Finding, why: str) -> Finding:
    finding.why = f"left as it is: {why}"
    return finding
