"""``Moved``, ``Removed`` and ``Provided``: old names and modules, in imports and in what follows a module's name."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ...changes import _keras2
from ...changes._kinds import Change, Form, Moved, Provided, Removed
from .. import names
from ..context import Context
from ..edits import Edit
from ..findings import Finding, Fix
from ..imports import has_comment, rewrite_from, rewrite_import, under_root, without
from ..index import Row
from ..spelling import CannotSpell, Spelling
from . import forms

_KINDS = (Moved, Removed, Provided)


class NotThere(Exception):
    """Keras 3 has no such name; the text says what to do."""


def find(context: Context) -> Iterator[Finding]:
    """Every old name of the file."""
    for node in context.tree.imports:
        yield from _import_from(context, node) if isinstance(node, ast.ImportFrom) else _import(context, node)
    for attribute in context.tree.attributes:
        yield from _attribute(context, attribute)


def _of(name: str) -> tuple[Row | None, str]:
    row, rest = names.entry_of(name)
    return (row, rest) if row is not None and isinstance(row.entry, _KINDS) else (None, "")


def _target(row: Row, rest: str) -> str:
    """The full name that Keras 3 has.

    Raises:
        NotThere: It has none.
    """
    entry = row.entry
    if isinstance(entry, Removed):
        raise NotThere(entry.why)
    if isinstance(entry, Provided):
        raise NotThere(_instead(entry))
    new = names.moved(entry.new + rest)
    among_layers = f"keras.layers.{new.rpartition('.')[2]}"
    if new not in _keras2.public()[1] and among_layers in _keras2.public()[1]:
        new = among_layers  # keras.Layer, which only Keras 3 has there
    if new not in _keras2.public()[0]:
        raise NotThere(f"Keras 3 has no public {new}")
    return new


def _instead(entry: Provided) -> str:
    instead = f"write {entry.advice}, or " if entry.advice else ""
    return f"{instead}keep `import compat; compat.install()`, which has it"


def _why_left(row: Row) -> str:
    return f"left as it is: {_instead(row.entry)}"


# ---- imports -----------------------------------------------------------------------------------------------------


def _import_from(context: Context, node: ast.ImportFrom) -> Iterator[Finding]:
    module = context.infer.full_name(node.module or "")
    below = names.below_root(module) if not node.level else None
    if below is None:
        return
    found: dict[str, tuple[Change, list[str], list[str]]] = {}
    new: dict[str, str] = {}
    for alias in node.names:
        row, rest = _of(below if alias.name == "*" else f"{below}.{alias.name}")
        if row is None:
            continue
        if getattr(row.entry, "form", None) is not None and not rest:
            yield _import_of_form(context, node, alias, row)
            continue
        _, old, why = found.setdefault(row.change.code, (row.change, [], []))
        old.append(alias.name)
        try:
            target = _target(row, rest)
            _check_uses(context, alias.asname or alias.name, target)
        except NotThere as error:
            why.append(str(error))
        else:
            new[alias.name] = f"{under_root(target, module)}.*" if alias.name == "*" else under_root(target, module)
    for change, old, why in found.values():
        finding = Finding(change, node, f"from {module} import {', '.join(old)}", (module,))
        if why:
            finding.why = f"left as it is: {why[0]}"
        if any(name in new for name in old):
            edit = rewrite_from(context.text, node, new)
            finding.fix = Fix(
                edits=[edit],
                why_unsafe=_why_unsafe(context, node, edit),
                keras2=all(_is_in_keras2(target) for target in new.values()),
            )
        yield finding


def _import_of_form(context: Context, node: ast.ImportFrom, alias: ast.alias, row: Row) -> Finding:
    """A function that is written in another form: its uses are, and its import goes."""
    bound = alias.asname or alias.name
    finding = Finding(row.change, node, f"from {node.module} import {alias.name}", (str(node.module),))
    whole = f"{node.module}.{alias.name}"
    fix = Fix()
    try:
        for use in context.tree.uses.get(bound, ()):
            if context.infer.imported(use) != context.infer.full_name(whole):
                raise CannotSpell(f"{bound} has other meanings in this file")
            part = _in_form(context, use, row.entry.form)
            fix.edits += [each for each in part.edits if each not in fix.edits]
            fix.calls += part.calls
            fix.why_unsafe = fix.why_unsafe or part.why_unsafe
            fix.keras2 = fix.keras2 and part.keras2
        if has_comment(context.text, node):
            raise CannotSpell("the import has a comment")
    except CannotSpell as error:
        finding.why = f"{_why_left(row)} ({error})"
        return finding
    fix.edits.append(without(context.text, context.tree, node, alias))
    finding.fix = fix
    return finding


def _why_unsafe(context: Context, node: ast.ImportFrom, edit: Edit) -> str:
    if any(alias.name == "*" for alias in node.names):
        return "the new module has more names to import"
    anew = edit.start == context.text.start(node)
    return "the statement has a comment, which would go" if anew and has_comment(context.text, node) else ""


def _import(context: Context, node: ast.Import) -> Iterator[Finding]:
    for alias in node.names:
        module = context.infer.full_name(alias.name)
        below = names.below_root(module)
        row, rest = _of(below) if below is not None else (None, "")
        if row is None:
            continue
        finding = Finding(row.change, node, f"import {alias.name}", (alias.name,))
        try:
            target = _target(row, rest)
            if alias.asname:
                _check_uses(context, alias.asname, target)
        except NotThere as error:
            finding.why = f"left as it is: {error}"
        else:
            new = {alias.name: under_root(target, module)}
            finding.fix = Fix(edits=[rewrite_import(context.text, node, new)], keras2=_is_in_keras2(target))
        yield finding


def _check_uses(context: Context, bound: str, module: str) -> None:
    """Look up what a file takes from a module that it imports.

    Raises:
        NotThere: Keras 3's module lacks some of it.
    """
    every = _keras2.public()[0]
    if not any(name.startswith(module + ".") for name in every):
        return
    for use in context.tree.uses.get(bound, ()):
        parent = context.tree.parents[use]
        if isinstance(parent, ast.Attribute) and names.moved(f"{module}.{parent.attr}") not in every:
            raise NotThere(f"Keras 3 has no public {module}.{parent.attr}")


def _is_in_keras2(target: str) -> bool:
    return (names.below_root(target) or target).removesuffix(".*") in _keras2.public()[1]


# ---- attributes --------------------------------------------------------------------------------------------------


def _attribute(context: Context, node: ast.Attribute) -> Iterator[Finding]:
    old = names.below_root(context.infer.imported(node))
    row, rest = _of(old) if old is not None else (None, "")
    if row is None or rest:
        return
    parent = context.tree.parents[node]
    attr = parent.attr if isinstance(parent, ast.Attribute) else ""
    if attr and f"{old}.{attr}" in context.index.old:
        return
    finding = Finding(row.change, node, context.text.of(node), (node.attr,))
    form = getattr(row.entry, "form", None)
    if form is not None and not attr:
        try:
            finding.fix = _in_form(context, node, form)
        except CannotSpell as error:
            finding.why = f"{_why_left(row)} ({error})"
        yield finding
        return
    try:
        target = _target(row, f".{attr}" if attr and getattr(row.entry, "module", False) else "")
        new = target.removesuffix(f".{attr}") if attr else target
        spelling = _like_before(context, node, new) or context.speller.spell(new, node)
    except (NotThere, CannotSpell) as error:
        finding.why = f"left as it is: {error}"
    else:
        edit = Edit(context.text.start(node), context.text.end(node), spelling.text)
        finding.fix = Fix(edits=[*spelling.edits, edit], keras2=_is_in_keras2(target))
    yield finding


def _in_form(context: Context, node: ast.expr, form: Form) -> Fix:
    """What makes the form of a function of Keras 2: where it is called, or where its new name says all.

    Raises:
        CannotSpell: It cannot be written here.
    """
    parent = context.tree.parents[node]
    if isinstance(parent, ast.Call) and parent.func is node:
        return forms.rewrite(context, parent, form)
    new = forms.renames_only(form)
    if not new:
        raise CannotSpell("it is not called here")
    spelling = context.speller.spell(new, node)
    edit = Edit(context.text.start(node), context.text.end(node), spelling.text)
    return Fix(edits=[*spelling.edits, edit], keras2=_is_in_keras2(new), why_unsafe=form.why_unsafe)


def _like_before(context: Context, node: ast.Attribute, new: str) -> Spelling | None:
    """A new name by way of the module that the old one was taken from, if that module has it."""
    base: ast.expr = node
    while isinstance(base, ast.Attribute):
        base = base.value
        module = names.below_root(context.infer.imported(base)) or ""
        if new == module or new.startswith(module + "."):
            return Spelling(context.text.of(base) + new[len(module) :])
    return None
