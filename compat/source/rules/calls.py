"""The rules on one call: the entries on its arguments, on those it lacks, and on how it is built."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ...changes._kinds import Behavior, Dropped, Renamed, Rewritten
from ..context import Context
from ..findings import Finding
from ..index import Row
from ..things import Named, OwnClass, Thing, Unknown, classes, own_classes
from . import behavior, defaults, dropped, renamed, rewritten
from .built import Built


def find(context: Context, call: ast.Call) -> Iterator[Finding]:
    """What a call meets."""
    thing = context.infer.of(call.func)
    chain = () if not isinstance(thing, (Named, OwnClass)) else tuple(classes(thing))
    if not chain:
        yield from _telling(context, call, thing)
        return
    built = Built(call, _name(call.func), chain, tuple(own_classes(thing)))
    met: dict[type, list[tuple[str, Row]]] = {}
    for name in _given(built):
        for row in context.index.arguments.get(name, ()):
            if built.takes(row) and built.argument(name) is not None:
                met.setdefault(type(row.entry), []).append((name, row))
    for name, row in met.get(Renamed, ()):
        yield renamed.find(built, name, row)
    for name, row in met.get(Dropped, ()):
        yield dropped.find(context, built, name, row)
    yield from rewritten.find(context, built, met.get(Rewritten, []))
    yield from defaults.find(context, built)
    for name, row in met.get(Behavior, ()):
        yield from behavior.find(built, name, row)


def _given(built: Built) -> list[str]:
    keywords = [keyword.arg for keyword in built.call.keywords if keyword.arg]
    return [*built.parameters[: len(built.call.args)], *keywords]


def _telling(context: Context, call: ast.Call, thing: Thing) -> Iterator[Finding]:
    """An argument that says Keras, given to something that this file does not show."""
    for keyword in call.keywords:
        change = context.index.telling.get(keyword.arg or "")
        if change is None or not context.uses_keras:
            continue
        if isinstance(thing, Unknown) and thing.why:
            why = thing.why
        elif isinstance(thing, Named) and thing.name.partition(".")[0] not in ("keras", "tf_keras"):
            why = f"this file does not show what {thing.name} is"
        else:
            continue
        name = _name(call.func)
        yield Finding(change, keyword, f"{name}({keyword.arg}=...)", (keyword.arg or "",), why=f"left as it is: {why}")


def _name(node: ast.expr) -> str:
    if isinstance(node, ast.Name):
        return node.id
    return node.attr if isinstance(node, ast.Attribute) else "call"
