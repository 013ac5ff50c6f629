"""``LogName``: names in the logs of training under which Keras 3 writes nothing."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ..context import Context
from ..edits import Edit
from ..findings import Finding, Fix
from ..index import Row
from ..scopes import FUNCTIONS, last_name
from ..things import Named, OwnClass, classes

_CALLBACK = "keras.callbacks.Callback"


def find(context: Context) -> Iterator[Finding]:
    """Every string that asks a history or logs for a name, or is monitored."""
    given: set[str] | None = None
    for node in context.tree.strings:
        rows = context.index.logs.get(str(node.value), ())
        if rows and _asks(context, node):
            given = _given(context) if given is None else given
            for row in rows:
                yield from _string(context, node, row, given)


def _string(context: Context, node: ast.Constant, row: Row, given: set[str]) -> Iterator[Finding]:
    entry = row.entry
    if entry.old in given:
        return  # the metric was given that name
    if not given.intersection(entry.beside):
        return
    finding = Finding(row.change, node, f"the name {node.value!r} in the logs", (str(node.value),))
    new = ("val_" if str(node.value).startswith("val_") else "") + entry.new
    if context.text.of(node)[1:-1] == node.value:
        finding.fix = Fix(edits=[Edit(context.text.start(node) + 1, context.text.end(node) - 1, new)])
    else:
        finding.why = f"left as it is: write {new!r}"
    yield finding


def _asks(context: Context, node: ast.Constant) -> bool:
    """``history.history["acc"]``, ``logs["acc"]``, ``logs.get("acc")`` or ``monitor="acc"``."""
    parent = context.tree.parents[node]
    if isinstance(parent, ast.keyword):
        call = context.tree.parents[parent]
        return parent.arg == "monitor" and isinstance(call, ast.Call) and _is_callback(context, call)
    if isinstance(parent, ast.Subscript):
        return parent.slice is node and _is_log(context, parent.value)
    if isinstance(parent, ast.Call) and isinstance(parent.func, ast.Attribute):
        return parent.func.attr == "get" and parent.args[:1] == [node] and _is_log(context, parent.func.value)
    return isinstance(parent, ast.Call) and parent.args[:1] == [node] and _is_callback(context, parent)


def _is_callback(context: Context, call: ast.Call) -> bool:
    thing = context.infer.of(call.func)
    return isinstance(thing, (Named, OwnClass)) and _CALLBACK in classes(thing)


def _is_log(context: Context, node: ast.expr, depth: int = 0) -> bool:
    if isinstance(node, ast.Attribute):
        return node.attr == "history"
    if not isinstance(node, ast.Name) or depth > 3:
        return False
    for scope in context.tree.lookup(context.tree.home[node]):
        bindings = scope.bindings.get(node.id)
        if bindings:
            if node.id == "logs" and isinstance(scope.node, FUNCTIONS):
                owner = context.tree.home[scope.node].node
                own = isinstance(owner, ast.ClassDef) and _CALLBACK in classes(context.infer.own_class(owner))
                return own and all(each.kind == "parameter" or each.kind == "value" for each in bindings)
            return all(
                each.kind == "value"
                and not each.path
                and each.value is not None
                and _is_log(context, each.value, depth + 1)
                for each in bindings
            )
    return False


def _given(context: Context) -> set[str]:
    """The metrics that the file compiles, by the strings it gives, and the classes that it names."""
    found = {name for name in context.tree.uses if name in _beside(context)}
    for call in context.tree.calls_of("compile"):
        given = [keyword.value for keyword in call.keywords if keyword.arg in ("metrics", "weighted_metrics")]
        for node in (each for value in [*given, *call.args[2:3]] for each in ast.walk(_followed(context, value))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(node.value)
    for call in context.tree.calls:
        name = last_name(call.func)
        if name in _beside(context):
            found.add(name)
    return found


def _followed(context: Context, node: ast.expr) -> ast.expr:
    """What a name stands for, where it is bound once."""
    if isinstance(node, ast.Name):
        for scope in context.tree.lookup(context.tree.home[node]):
            bindings = scope.bindings.get(node.id, ())
            if bindings:
                only = bindings[0].value if len(bindings) == 1 and not bindings[0].path else None
                return only if only is not None else node
    return node


def _beside(context: Context) -> frozenset[str]:
    return frozenset(name for rows in context.index.logs.values() for row in rows for name in row.entry.beside)
