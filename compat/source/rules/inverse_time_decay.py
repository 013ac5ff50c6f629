"""``inverse_time_decay``: an optimizer's ``decay`` becomes the schedule of its learning rate."""

from __future__ import annotations

import ast
from typing import Any

from ...changes._kinds import Renamed
from ..calls import Argument, CallChange, value
from ..context import Context
from ..expressions import Expression, write
from ..findings import Finding, Fix
from ..index import Row
from ..spelling import CannotSpell
from ..things import Named, Object
from .built import Built
from .dropped import literal

_RATE = "learning_rate"


def find(context: Context, built: Built, met: list[tuple[str, Row]]) -> Finding:
    """A call that gives a decay."""
    name, row = met[0]
    decay, rate = built.argument(name), _rate(context, built)
    missing = _default_rate(context, built, row)
    assert decay is not None
    finding = Finding(row.change, decay, f"{built.name}({name}=...)", (name,))
    if not isinstance(decay, ast.keyword) or any(each.arg is None for each in built.call.keywords):
        finding.why = "left as it is: the arguments are not all to be seen here"
    elif literal(decay.value) in (0, None):
        finding.fix = Fix(calls=[CallChange(built.call, removed=[decay])])
    elif rate is not None and isinstance(context.infer.of(value(rate)), (Named, Object)):
        finding.why = "left as it is: the learning rate is a schedule already"
    elif rate is None and (missing is None or built.own):
        finding.why = f"left as it is: the learning rate that {built.name} starts with is not known"
    else:
        given = Expression(context.text.of(value(rate))) if rate is not None else missing
        try:
            finding.fix = _fix(context, built, row, (decay, rate), given)
        except CannotSpell as error:
            finding.why = f"left as it is: {error}"
    return finding


def _rate(context: Context, built: Built) -> Argument | None:
    """The learning rate that a call gives, under any of its names."""
    old = [
        name
        for name, rows in context.index.arguments.items()
        if any(isinstance(row.entry, Renamed) and row.entry.new == _RATE and built.takes(row) for row in rows)
    ]
    return next((each for each in map(built.argument, [_RATE, *old]) if each is not None), None)


def _default_rate(context: Context, built: Built, row: Row) -> Any:
    """The rate of a class that is given none, in the dialect of the file; None if it is not known."""
    for _, entry in context.index.defaults.get(built.chain[0], ()):
        if entry.argument == _RATE and context.dialect in entry.dialects:
            return entry.value
    return next((row.entry.missing[cls][_RATE] for cls in built.chain if cls in row.entry.missing), None)


def _fix(context: Context, built: Built, row: Row, found: tuple[ast.keyword, Argument | None], given: Any) -> Fix:
    decay, rate = found
    fix = Fix()

    def spell(dotted: str) -> str:
        spelling = context.speller.spell(dotted, built.call)
        fix.edits += spelling.edits
        return spelling.text

    arguments = row.entry.function({_RATE: given, decay.arg: Expression(context.text.of(decay.value))})
    schedule = write(arguments[_RATE], spell)
    if rate is None:
        fix.calls.append(CallChange(built.call, renamed={decay: _RATE}, replaced={decay: schedule}))
    else:
        fix.calls.append(CallChange(built.call, removed=[decay], replaced={rate: schedule}))
    for name in row.entry.disturbed_by:
        if name.encode() in context.text.data:
            fix.why_unsafe = f"{name} cannot set the rate of an optimizer that has a schedule"
    return fix
