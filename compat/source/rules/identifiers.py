"""``Value``: a string, or a function, that Keras 3 knows with another meaning."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ...changes import _keras2
from ...changes._kinds import Helper
from ..context import Context
from ..edits import Edit
from ..findings import Finding, Fix
from ..index import Row
from ..spelling import CannotSpell
from ..things import Named, classes

_LOOKS_ONLY = (ast.Compare, ast.Expr, ast.JoinedStr, ast.FormattedValue, ast.Subscript)


def find(context: Context) -> Iterator[Finding]:
    """Every string and name of the file that is meant."""
    for node in context.tree.strings:
        for row in context.index.strings.get(str(node.value), ()):
            yield from _string(context, node, row)
    for name, row in _functions(context):
        yield _replaced(context, name, row, row.entry.names[0], row.entry.helper)


def call_helper(context: Context, fix: Fix, helper: Helper, at: ast.AST) -> str:
    """The name of a helper where ``at`` stands; what it takes to have it goes into ``fix``.

    Raises:
        CannotSpell: The file has no room for it.
    """
    called = context.helpers.call(helper, at)
    fix.edits += called.edits
    return called.name


def _string(context: Context, node: ast.Constant, row: Row) -> Iterator[Finding]:
    parent = context.tree.parents[node]
    call = context.tree.parents[parent] if isinstance(parent, ast.keyword) else parent
    name = ""
    if isinstance(call, ast.Call):
        called = context.infer.of(call.func)
        if isinstance(called, Named) and called.name == f"keras.{row.entry.family}s.get":
            yield _replaced(context, node, row, f"{called.name}({node.value!r})", row.entry.helper)
            return
        name = _parameter(called, call, parent, node)
        if name in row.entry.arguments and classes(called):
            what = f"{classes(called)[0].rpartition('.')[2]}({name}={node.value!r})"
            yield _replaced(context, node, row, what, row.entry.helper)
            return
        if isinstance(called, Named) and called.name.partition(".")[0] != "keras":
            return
    if context.uses_keras and not isinstance(parent, _LOOKS_ONLY):
        why = "left as it is: this file does not show that it goes to Keras"
        yield Finding(row.change, node, repr(node.value), (row.entry.old,), why=why)


def _parameter(called: object, call: ast.Call, parent: ast.AST, node: ast.Constant) -> str:
    """The parameter that a string is given for, as far as Keras 2's order of parameters tells."""
    if isinstance(parent, ast.keyword):
        return parent.arg or ""
    if isinstance(called, Named) and called.exact and called.name in _keras2.table() and node in call.args:
        parameters = _keras2.table()[called.name].parameters
        position = call.args.index(node)
        return parameters[position] if position < len(parameters) else ""
    return ""


def _functions(context: Context) -> Iterator[tuple[ast.expr, Row]]:
    """Uses of the functions themselves, by name or as attributes of their module."""
    for rows in context.index.names.values():
        for row in rows:
            for name in row.entry.names:
                last = name.rpartition(".")[2]
                nodes = [
                    *context.tree.uses.get(last, ()),
                    *(each for each in context.tree.attributes if each.attr == last),
                ]
                for node in nodes:
                    thing = context.infer.of(node)
                    if isinstance(thing, Named) and thing.name == name:
                        yield node, row


def _replaced(context: Context, node: ast.expr, row: Row, what: str, helper: Helper | None) -> Finding:
    finding = Finding(row.change, node, what, (row.entry.old,))
    if helper is None:
        return finding
    fix = Fix()
    try:
        name = call_helper(context, fix, helper, node)
    except CannotSpell as error:
        finding.why = f"left as it is: {error}"
        return finding
    fix.edits.append(Edit(context.text.start(node), context.text.end(node), name))
    finding.fix = fix
    return finding
