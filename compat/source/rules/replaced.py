"""``Replaced``: a class whose objects another class makes."""

from __future__ import annotations

import ast
from typing import Any

from ...changes import _keras2
from ..calls import CallChange, is_open
from ..context import Context
from ..edits import Edit
from ..expressions import Expression, write
from ..findings import Finding, Fix
from ..imports import has_comment, rewrite_from, under_root
from ..index import Row
from ..scopes import last_name
from ..spelling import CannotSpell
from .built import Built


def find(context: Context, built: Built, row: Row) -> Finding:
    """A call of the class."""
    finding = Finding(row.change, built.call.func, f"{built.name}()", (last_name(built.call.func),))
    if is_open(built.call):
        finding.why = "left as it is: the arguments are not all to be seen here"
        return finding
    try:
        fix = Fix(calls=[_arguments(context, built, row)])
        fix.edits += _class(context, built, row)
    except (CannotSpell, ValueError) as error:
        finding.why = f"left as it is: {error}"
        return finding
    finding.fix = fix
    return finding


def _arguments(context: Context, built: Built, row: Row) -> CallChange:
    """The arguments of the new class, from the change's function."""
    call, text = built.call, context.text
    given: dict[str, Any] = {}
    for name, node in zip(built.parameters, call.args):
        given[name] = Expression(text.of(node))
    for keyword in call.keywords:
        given[str(keyword.arg)] = Expression(text.of(keyword.value))
    result = row.entry.function(dict(given))
    new_name = {id(each): name for name, each in result.items()}
    parameters = _keras2.table()[row.entry.new].parameters
    change, by_name = CallChange(call), False
    for position, (name, node) in enumerate(zip(built.parameters, call.args)):
        new = new_name.get(id(given[name]), "")
        by_name = by_name or parameters[position : position + 1] != (new,)
        if not new:
            change.removed.append(node)
        elif by_name:
            change.replaced[node] = f"{new}={text.of(node)}"
    for keyword in call.keywords:
        new = new_name.get(id(given[str(keyword.arg)]), "")
        if not new:
            change.removed.append(keyword)
        elif new != keyword.arg:
            change.renamed[keyword] = new
    known = {id(each) for each in given.values()}
    change.added += [f"{name}={write(each, str)}" for name, each in result.items() if id(each) not in known]
    return change


def _class(context: Context, built: Built, row: Row) -> list[Edit]:
    """The edits that name the new class: at the call, and in the import that it comes from.

    Raises:
        CannotSpell: The class is used in another way, or the new one has no name here.
    """
    func, text, new = built.call.func, context.text, row.entry.new
    if isinstance(func, ast.Name):
        for node in context.tree.imports:
            if isinstance(node, ast.ImportFrom) and any(
                (alias.asname or alias.name) == func.id for alias in node.names
            ):
                return _imported(context, func, node, new)
    spelling = context.speller.spell(new, func)
    return [*spelling.edits, Edit(text.start(func), text.end(func), spelling.text)]


def _imported(context: Context, func: ast.Name, node: ast.ImportFrom, new: str) -> list[Edit]:
    for use in context.tree.uses[func.id]:
        parent = context.tree.parents[use]
        if not isinstance(parent, ast.Call) or parent.func is not use or is_open(parent):
            raise CannotSpell(f"{func.id} is used in other ways too")
    if has_comment(context.text, node):
        raise CannotSpell("there is a comment in the import")
    last = new.rpartition(".")[2]
    bound = any(last in scope.bindings for scope in context.tree.lookup(context.tree.home[func]))
    alias = next(each for each in node.names if (each.asname or each.name) == func.id)
    target = "" if bound and not alias.asname and len(node.names) > 1 else under_root(new, node.module or "")
    edits = [rewrite_from(context.text, node, {alias.name: target}, rebind=True)]
    if not alias.asname:
        edits.append(Edit(context.text.start(func), context.text.end(func), last))
    return edits
