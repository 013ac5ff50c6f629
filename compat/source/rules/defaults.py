"""``Default``: an argument that is missing, and meant something else in Keras 2, is spelled out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...changes._kinds import Change, Default
from ..calls import CallChange, is_open
from ..context import Context
from ..expressions import write
from ..findings import Finding, Fix
from ..spelling import CannotSpell
from . import identifiers, input_in_front
from .built import Built


def find(context: Context, built: Built) -> Iterator[Finding]:
    """A call that lacks arguments whose default moved."""
    if built.own or not built.exact:
        return
    missing: dict[str, tuple[Change, list[Default]]] = {}
    for change, entry in context.index.defaults.get(built.chain[0], ()):
        if context.dialect not in entry.dialects or built.argument(entry.argument) is not None:
            continue
        if entry.beside and built.argument(entry.beside) is None:
            continue
        if entry.argument == "input_shape":
            yield from input_in_front.missing(context, built, change)
        else:
            missing.setdefault(change.code, (change, []))[1].append(entry)
    for change, entries in missing.values():
        yield _finding(context, built, change, entries)


def _finding(context: Context, built: Built, change: Change, entries: list[Default]) -> Finding:
    names = tuple(entry.argument for entry in entries)
    finding = Finding(change, built.call.func, f"{built.name}() without {' and '.join(names)}", names)
    if is_open(built.call):
        finding.why = f"left as it is: {' and '.join(names)} may be among the arguments that are passed on"
        return finding
    fix, added = Fix(), []
    try:
        for entry in entries:
            added.append(f"{entry.argument}={_text(context, built, fix, entry.argument, entry.value)}")
    except CannotSpell as error:
        finding.why = f"left as it is: {error}"
        return finding
    fix.calls.append(CallChange(built.call, added=added))
    finding.fix = fix
    return finding


def _text(context: Context, built: Built, fix: Fix, argument: str, value: Any) -> str:
    """The default as an expression; a string that Keras 3 reads otherwise becomes what takes its place."""
    for _, entry in context.index.strings.get(value, ()) if isinstance(value, str) else ():
        if argument in entry.arguments and entry.helper is not None:
            return identifiers.call_helper(context, fix, entry.helper, built.call)
    return write(value, str)
