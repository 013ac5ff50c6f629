"""The rules on one call: the entries on its arguments, on those it lacks, and on how it is built."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ...changes._kinds import Behavior, Dropped, Renamed, Replaced, Rewritten
from ..calls import argument
from ..context import Context
from ..findings import Finding
from ..index import Row
from ..scopes import last_name
from ..things import Method, Named, Object, OwnClass, Thing, Unknown, classes, own_classes
from . import behavior, defaults, dropped, file_names, positions, renamed, replaced, rewritten
from .built import Built


def find(context: Context) -> Iterator[Finding]:
    """What the calls of a file meet."""
    keywords, names = context.index.keywords, _names(context)
    for call in context.tree.calls:
        name = last_name(call.func)
        if not name or name in names or any(keyword.arg in keywords for keyword in call.keywords):
            yield from _of(context, call)


def _names(context: Context) -> set[str]:
    """The names that the classes of the index have in this file."""
    found = set(context.index.classes)
    for scope in context.tree.scopes.values():
        for name, bindings in scope.bindings.items():
            if any((each.dotted.rpartition(".")[2] or last_name(each.value)) in found for each in bindings):
                found.add(name)
    return found


def _of(context: Context, call: ast.Call) -> Iterator[Finding]:
    thing = context.infer.of(call.func)
    chain = _chain(thing)
    yield from positions.find(context, call, thing, chain)
    yield from file_names.find(context, call, thing)
    if not chain:
        yield from _telling(context, call, thing)
        return
    own = () if isinstance(thing, Method) else tuple(own_classes(thing))
    built = Built(call, _name(call.func), chain, own, exact=not isinstance(thing, Named) or thing.exact)
    old = context.index.old.get(chain[0])
    if old is not None and isinstance(old.entry, Replaced) and built.exact and not built.own:
        yield replaced.find(context, built, old)
    met: dict[type, list[tuple[str, Row]]] = {}
    for name in _given(built):
        rows = [row for row in context.index.arguments.get(name, ()) if built.takes(row)]
        if rows and built.argument(name) is not None:
            nearest = min(built.chain.index(row.entry.owner) for row in rows)
            for row in rows:
                if row.entry.owner == built.chain[nearest] or isinstance(row.entry, Behavior):
                    met.setdefault(type(row.entry), []).append((name, row))
    for name, row in met.get(Renamed, ()):
        keyword = argument(call, name)
        if isinstance(keyword, ast.keyword):  # by position it has no name
            yield renamed.find(built, keyword, row)
    for name, row in met.get(Dropped, ()):
        yield dropped.find(context, built, name, row)
    yield from rewritten.find(context, built, met.get(Rewritten, []))
    yield from defaults.find(context, built)
    for name, row in met.get(Behavior, ()):
        yield from behavior.find(built, name, row)


def _chain(thing: Thing) -> tuple[str, ...]:
    """The owners whose entries hold for a call: classes of what it builds, or ``keras.Model.fit`` for a method."""
    if isinstance(thing, Method):
        return (
            tuple(f"{base}.{thing.name}" for base in classes(thing.of))
            if isinstance(thing.of, Object) and not thing.of.likely
            else ()
        )
    return tuple(classes(thing)) if isinstance(thing, (Named, OwnClass)) else ()


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
    return last_name(node) or "call"
