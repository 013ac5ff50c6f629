"""``Behavior`` with ``assigned``: an attribute that is set too late."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ..context import Context
from ..findings import Finding
from ..index import Row
from ..parameters import dotted
from ..things import is_a


def find(context: Context) -> Iterator[Finding]:
    """``model.trainable = False`` behind ``model.compile(...)``, in one block."""
    for name, rows in context.index.assigned.items():
        for row in rows:
            for call in context.tree.calls_of(row.entry.after):
                yield from _behind(context, call, name, row)


def _behind(context: Context, call: ast.Call, name: str, row: Row) -> Iterator[Finding]:
    statement = context.tree.parents[call]
    if not (isinstance(call.func, ast.Attribute) and isinstance(statement, ast.Expr)):
        return
    key = dotted(call.func.value)
    if not key or not is_a(context.infer.of(call.func.value), row.entry.owner):
        return
    block = context.tree.block(statement)
    for each in block[next(index for index, one in enumerate(block) if one is statement) + 1 :]:
        if any(dotted(target) == key for target in _targets(each)):
            return  # it is another object from here on
        if isinstance(each, ast.Expr) and isinstance(each.value, ast.Call) and each.value.func is not call.func:
            again = each.value.func
            if isinstance(again, ast.Attribute) and again.attr == row.entry.after and dotted(again.value) == key:
                return  # it is compiled anew, which has its own turn
        for target in _targets(each):
            if isinstance(target, ast.Attribute) and target.attr == name and dotted(target.value) == key:
                what = f"{key}.{name} = ... behind {key}.{row.entry.after}()"
                yield Finding(row.change, target, what, (name,), why=row.entry.advice)
                return


def _targets(statement: ast.stmt) -> list[ast.expr]:
    return statement.targets if isinstance(statement, ast.Assign) else []
