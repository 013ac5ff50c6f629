"""``Member``: attributes and methods that objects lost."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ...changes import _keras2
from ...changes._kinds import Helper, Member
from ..calls import CallChange, value
from ..context import Context
from ..edits import Edit
from ..findings import Finding, Fix
from ..index import Row
from ..spelling import CannotSpell
from ..things import Object, OwnClass, Unknown, classes, own_classes
from . import forms
from .identifiers import call_helper


def find(context: Context, node: ast.Attribute) -> Iterator[Finding]:
    """What the use of an attribute meets."""
    thing = context.infer.of(node.value)
    rows = context.index.members.get(node.attr, ())
    if isinstance(thing, Object):
        chain = classes(thing)
        if any(_defines(context, cls, node.attr) for cls in own_classes(thing)):
            return
        for row in rows:
            if _holds(context, node, row.entry, chain):
                yield from _found(context, node, row, thing)
                return
    elif isinstance(thing, Unknown) and thing.why and node.attr in context.index.telling and context.uses_keras:
        yield from _telling(context, node, rows, thing.why)


def _holds(context: Context, node: ast.Attribute, entry: Member, chain: list[str]) -> bool:
    """Whether an entry holds for objects of a class; an argument that only a subclass takes shows that it is one."""
    if entry.owner in chain:
        return not any(each in chain for each in entry.kept_by)
    call = _call(context, node)
    given = bool(entry.arguments) and call is not None and bool(call.args or call.keywords)
    return given and bool(chain) and chain[0] in _keras2.bases(entry.owner)


def _defines(context: Context, cls: OwnClass, name: str) -> bool:
    scope = context.tree.scopes[cls.node]
    return name in scope.bindings or name in scope.attributes


def _call(context: Context, node: ast.Attribute) -> ast.Call | None:
    parent = context.tree.parents[node]
    return parent if isinstance(parent, ast.Call) and parent.func is node else None


def _what(context: Context, node: ast.Attribute) -> str:
    short = context.text.of(node.value)
    owner = short if len(short) <= 30 and "\n" not in short else "..."
    return f"{owner}.{node.attr}" + ("()" if _call(context, node) else "")


def _found(context: Context, node: ast.Attribute, row: Row, thing: Object) -> Iterator[Finding]:
    entry, call = row.entry, _call(context, node)
    finding = Finding(row.change, node, _what(context, node), (node.attr,))
    if entry.arguments:
        if call is None or not (call.args or call.keywords):
            return
        finding.what = f"{_what(context, node)[:-1]}{entry.arguments[0]}=...)"
    if entry.form is not None and call is not None:
        try:
            finding.fix = forms.rename_method(context, call, entry.form)
        except CannotSpell as error:
            finding.why = f"{entry.advice}; left as it is: {error}"
    elif entry.new:
        finding.fix = _renamed(context, node, entry)
    elif entry.helper is not None:
        _with_helper(context, node, call, entry, entry.helper, finding)
    if finding.fix is None:
        finding.why = finding.why or entry.advice
    else:
        finding.fix.keras2 = entry.keras2
        finding.fix.why_unsafe = entry.why_unsafe
        if thing.likely:
            owner = context.text.of(node.value)
            finding.fix.why_unsafe = f"{owner} only looks like a model, by the methods that are called on it"
    yield finding


def _renamed(context: Context, node: ast.Attribute, entry: Member) -> Fix | None:
    if not isinstance(node.ctx, ast.Load) and "." in entry.new:
        return None
    end = context.text.end(node)
    return Fix(edits=[Edit(end - len(node.attr.encode()), end, entry.new)])


def _with_helper(
    context: Context, node: ast.Attribute, call: ast.Call | None, entry: Member, helper: Helper, finding: Finding
) -> None:
    if call is None:
        finding.why = "left as it is: the method is not called here"
        return
    if isinstance(node.value, ast.Call) and getattr(node.value.func, "id", "") == "super":
        finding.why = "left as it is: call it on the object, not on super()"
        return
    arguments: list[ast.expr | ast.keyword] = [*call.args, *call.keywords]
    if len(arguments) > len(entry.arguments) or any(
        isinstance(each, ast.Starred) or (isinstance(each, ast.keyword) and each.arg not in entry.arguments)
        for each in arguments
    ):
        finding.why = "left as it is: its arguments are not those of Keras 2"
        return
    if arguments and all(_is_none(value(each)) for each in arguments):
        finding.fix = Fix(calls=[CallChange(call, removed=arguments)])
        return
    fix = Fix()
    try:
        name = call_helper(context, fix, helper, node)
    except CannotSpell as error:
        finding.why = f"left as it is: {error}"
        return
    text = context.text
    start, end = text.start(call), text.end(call)
    dot = text.data.rindex(b".", text.start(node), text.end(node) - len(node.attr.encode()))
    rest = "".join(f", {text.of(value(each))}" for each in arguments)
    fix.edits += [Edit(start, start, f"{name}("), Edit(dot, end, f"{rest})")]
    finding.fix = fix


def _is_none(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _telling(context: Context, node: ast.Attribute, rows: list[Row] | tuple[()], why: str) -> Iterator[Finding]:
    """A method whose name says Keras, on an object that this file does not show."""
    call = _call(context, node)
    if call is None:
        return
    given = bool(call.args or call.keywords)
    row = next((each for each in rows if bool(each.entry.arguments) == given), None)
    if row is not None:
        yield Finding(row.change, node, _what(context, node), (node.attr,), why=f"left as it is: {why}")
