"""``input_in_front``: the shape of a first layer becomes an ``Input`` in front of it.

The functions of the changes are run on expressions instead of values, so that the rules by which Keras 2 read its
arguments stand in one place.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Any

from ...changes import _keras2
from ...changes._kinds import Arguments, Change
from ..calls import Argument, CallChange, is_open, removable, value
from ..context import Context
from ..edits import Edit
from ..expressions import Expression, Rest, write
from ..findings import Finding, Fix
from ..index import Row
from ..places import Added, Applied, Listed, Unclear
from ..spelling import CannotSpell
from .built import Built

_OPERATION = "input_in_front"


def find(context: Context, built: Built, met: list[tuple[str, Row]]) -> Finding:
    """A layer that is given a shape: the first of the changes that it meets names the finding."""
    changes = list(dict.fromkeys(row.change.code for _, row in met))
    order = [change for change in _changes(context) if change.code in changes]
    change = order[0]
    name = next(name for name, row in met if row.change is change)
    found = built.argument(name)
    assert found is not None
    finding = Finding(change, found, f"{built.name}({name}=...)", (name, "batch_shape"))
    _rewrite(context, built, finding)
    return finding


def missing(context: Context, built: Built, change: Change) -> Iterator[Finding]:
    """A first layer that had a shape in Keras 2 without being given one."""
    if _given(context, built):
        return
    place = context.places.of(built.call)
    if isinstance(place, (Added, Listed)) and place.first and not is_open(built.call):
        finding = Finding(change, built.call.func, f"{built.name}() in front", ("Input",))
        _rewrite(context, built, finding)
        yield finding


def has_input(context: Context, built: Built, place: Added) -> bool:
    """Whether a model knows its input once a layer is added: the layer is first and has a shape."""
    return place.first and _batch_shape(context, built, _given(context, built)) is not None


def _changes(context: Context) -> list[Change]:
    rows = [row for rows in context.index.arguments.values() for row in rows]
    found = {row.change.code: row.change for row in rows if getattr(row.entry, "operation", "") == _OPERATION}
    return [found[code] for code in sorted(found)]


def _rows(context: Context, built: Built) -> list[Row]:
    """The entries of this operation that hold for the class, the most derived owner first."""
    found: list[Row] = []
    for owner in built.chain:
        for rows in context.index.arguments.values():
            for row in rows:
                mine = getattr(row.entry, "operation", "") == _OPERATION and row.entry.owner == owner
                if mine and built.takes(row) and not any(row.entry is each.entry for each in found):
                    found.append(row)
    return found


def _given(context: Context, built: Built) -> dict[str, Argument]:
    """The arguments of a call that speak of its input."""
    names = [name for row in _rows(context, built) for name in row.entry.reads]
    found = {name: built.argument(name) for name in dict.fromkeys([*names, "input_shape"])}
    return {name: each for name, each in found.items() if each is not None}


def _batch_shape(context: Context, built: Built, given: dict[str, Argument]) -> tuple[Any, ...] | None:
    """The shape that Keras 2 read from the arguments, of expressions and None; None if it read none."""
    arguments: Arguments = {}
    for name, each in given.items():
        node = value(each)
        absent = isinstance(node, ast.Constant) and node.value is None
        if not absent:
            arguments[name] = Expression(context.text.of(node))
        elif name == "input_length":
            arguments[name] = None
    rows = _rows(context, built)
    for owner in built.chain:
        for row in rows:
            if row.entry.owner == owner and any(name in arguments for name in row.entry.reads):
                arguments = row.entry.function(arguments)
        for row in context.index.defaults.get(owner, ()):
            if row.entry.argument == "input_shape" and context.dialect in row.entry.dialects:
                arguments.setdefault("input_shape", row.entry.value)
    if "input_shape" in arguments:  # a default that no entry has read
        arguments = next(row.entry.function for row in rows if "batch_input_shape" in row.entry.reads)(arguments)
    return arguments.get("batch_shape")


def _rewrite(context: Context, built: Built, finding: Finding) -> None:
    given = _given(context, built)
    place = context.places.of(built.call)
    if is_open(built.call):
        finding.why = "left as it is: the arguments are not all to be seen here"
    elif any(built.mentions(name) for name in given):
        finding.why = f"left as it is: {built.name} looks at the argument itself"
    elif not all(removable(context.text, built.call, each) for each in given.values()):
        finding.why = "left as it is: the argument has no name, and others follow it"
    elif isinstance(place, Unclear):
        finding.why = f"left as it is: {place.why}"
    else:
        change = CallChange(built.call, removed=list(given.values()))
        shape = _batch_shape(context, built, given)
        finding.fix = Fix(calls=[change] if given else [])
        if not isinstance(place, Applied) and place.first and shape is not None:
            _put_in_front(context, built, place, shape, finding)


def _put_in_front(
    context: Context, built: Built, place: Added | Listed, shape: tuple[Any, ...], finding: Finding
) -> None:
    assert finding.fix is not None
    text = context.text
    at = place.statement if isinstance(place, Added) else place.item
    start = text.start(at)
    indentation, newline = text.indentation(start), text.newline.decode()
    if isinstance(place, Listed) and _is_in_brackets(context, place.item):
        finding.fix, finding.why = None, "left as it is: the layer is in brackets of its own"
        return
    try:
        spelling = context.speller.spell("keras.Input", at)
    except CannotSpell as error:
        finding.fix, finding.why = None, f"left as it is: {error}"
        return
    layer = f"{spelling.text}({', '.join([*_arguments(shape), *_dtype(context, built, finding.fix)])})"
    if isinstance(place, Added):
        line = f"{text.of(place.model)}.add({layer})"
        inserted = f"{line}; " if indentation is None else f"{line}{newline}{indentation}"
    else:
        inserted = f"{layer}, " if indentation is None else f"{layer},{newline}{indentation}"
    finding.fix.edits += [*spelling.edits, Edit(start, start, inserted)]


def _is_in_brackets(context: Context, item: ast.expr) -> bool:
    """Whether more than comments and white space stands between the start of a list and its first item."""
    items = context.tree.parents[item]
    assert isinstance(items, (ast.List, ast.Tuple))
    between = context.text.data[context.text.start(items) + 1 : context.text.start(item)]
    return any(line.partition(b"#")[0].strip() for line in between.splitlines())


def _arguments(shape: tuple[Any, ...]) -> list[str]:
    """What ``Input`` is given for a shape."""
    size, *rest = shape
    if isinstance(size, Rest):
        return [f"batch_shape={size.text}"]
    if len(rest) == 1 and isinstance(rest[0], Rest):
        written = rest[0].text
    else:
        written = write(tuple(rest), str)
    return [f"shape={written}", *([f"batch_size={size.text}"] if size is not None else [])]


def _dtype(context: Context, built: Built, fix: Fix) -> list[str]:
    """The type of the input: that of the layer where it is given, unless the layer reads no floats."""
    for cls in built.chain:
        if cls in _keras2.INPUT_DTYPES:
            return [f'dtype="{_keras2.INPUT_DTYPES[cls]}"']
    given = built.argument("dtype")
    if given is None:
        return []
    node = value(given)
    if not (isinstance(node, ast.Constant) and isinstance(node.value, str)):
        fix.why_unsafe = "the input takes the type of the layer, which is not to be seen here"
    return [f"dtype={context.text.of(value(given))}"]
