"""Loops that users wrote over ``model.layers`` to reset them: on Keras 3 they pass by nested models."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ...changes._kinds import Member
from ..context import Context
from ..edits import Edit
from ..findings import Finding, Fix
from ..index import Row
from ..spelling import CannotSpell
from ..things import Object, classes
from .identifiers import call_helper

_MODEL = "keras.Model"


def find(context: Context) -> Iterator[Finding]:
    """Every loop that does nothing else."""
    for loop in context.tree.loops:
        method = _resets(loop)
        model = loop.iter.value if isinstance(loop.iter, ast.Attribute) and loop.iter.attr == "layers" else None
        if not method or model is None or loop.orelse:
            continue
        thing = context.infer.of(model)
        for row in context.index.members.get(method, ()):
            if isinstance(row.entry, Member) and row.entry.owner == _MODEL and row.entry.helper is not None:
                if isinstance(thing, Object) and _MODEL in classes(thing):
                    yield _finding(context, loop, model, row, thing.likely)


def _finding(context: Context, loop: ast.For, model: ast.expr, row: Row, likely: bool) -> Finding:
    text, (change, entry) = context.text, row
    name = text.of(model)
    finding = Finding(change, loop.iter, f"for each of {name}.layers: {entry.name}()", ("stateful",))
    fix = Fix(keras2=entry.keras2)
    start, end = text.start(loop), text.end(loop)
    try:
        assert entry.helper is not None
        helper = call_helper(context, fix, entry.helper, loop)
    except CannotSpell as error:
        finding.why = f"left as it is: {error}"
        return finding
    if likely:
        fix.why_unsafe = f"{name} only looks like a model, by the methods that are called on it"
    elif b"#" in text.data[start:end]:
        fix.why_unsafe = "the loop has comments, which would go"
    fix.edits.append(Edit(start, end, f"{helper}({name})"))
    finding.fix = fix
    return finding


def _resets(loop: ast.For) -> str:
    """The method by which a loop resets each layer, under no test or one of whether it can; empty for another loop."""
    if not isinstance(loop.target, ast.Name) or len(loop.body) != 1:
        return ""
    statement, layer = loop.body[0], loop.target.id
    while isinstance(statement, ast.If) and not statement.orelse and len(statement.body) == 1:
        if not _asks_whether(statement.test, layer):
            return ""
        statement = statement.body[0]
    call = statement.value if isinstance(statement, ast.Expr) else None
    if not isinstance(call, ast.Call) or call.args or call.keywords or not isinstance(call.func, ast.Attribute):
        return ""
    return call.func.attr if _is(call.func.value, layer) else ""


def _asks_whether(test: ast.expr, layer: str) -> bool:
    """``hasattr(layer, ...)``, ``layer.stateful`` or ``getattr(layer, "stateful", ...)``, or several of them."""
    if isinstance(test, ast.BoolOp):
        return isinstance(test.op, ast.And) and all(_asks_whether(each, layer) for each in test.values)
    if isinstance(test, ast.Attribute):
        return test.attr == "stateful" and _is(test.value, layer)
    if isinstance(test, ast.Call) and isinstance(test.func, ast.Name) and len(test.args) >= 2:
        asked = test.args[1].value if isinstance(test.args[1], ast.Constant) else ""
        wanted = ("reset_states", "stateful") if test.func.id == "hasattr" else ("stateful",)
        return test.func.id in ("hasattr", "getattr") and _is(test.args[0], layer) and asked in wanted
    return False


def _is(node: ast.expr, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name
