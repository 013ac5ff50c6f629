"""``Order``: positional arguments that Keras 3 reads in another order get their names."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ...changes._kinds import Order
from ..calls import start_of
from ..context import Context
from ..edits import Edit
from ..findings import Finding, Fix
from ..index import Row
from ..scopes import last_name
from ..things import Method, Named, Thing, own_classes


def find(context: Context, call: ast.Call, thing: Thing, chain: tuple[str, ...]) -> Iterator[Finding]:
    """A call with more arguments by position than both Kerases read alike; ``chain`` are the owners of its entries."""
    if isinstance(thing, Method):
        owners = chain  # what a class has from its base is the base's
    elif own_classes(thing) or not isinstance(thing, Named) or not thing.exact:
        return
    else:
        owners = chain[:1] or (thing.name,)
    for row in next((context.index.orders[owner] for owner in owners if owner in context.index.orders), ()):
        entry: Order = row.entry
        if context.dialect in entry.dialects and entry.reading is None and len(call.args) > entry.first:
            yield _named(context, call, row, owners[0], entry.parameters, entry.first)
    for row in next((context.index.by_name[owner] for owner in owners if owner in context.index.by_name), ()):
        if call.args and _is_text(call.args[0]):
            yield _named(context, call, row, owners[0], row.entry.parameters, 0)


def _named(context: Context, call: ast.Call, row: Row, owner: str, parameters: tuple[str, ...], first: int) -> Finding:
    finding = Finding(row.change, call.args[first], f"{last_name(call.func) or owner}() by position")
    if any(isinstance(each, ast.Starred) for each in call.args):
        finding.why = "left as it is: the arguments are passed on, this file does not show how many"
    elif len(call.args) > len(parameters):
        finding.why = f"left as it is: Keras 2 took {len(parameters)} arguments"
    else:
        pairs = list(zip(parameters, call.args))[first:]
        places = [(start_of(context.text, call, node), parameter) for parameter, node in pairs]
        finding.fix = Fix(edits=[Edit(at, at, f"{parameter}=") for at, parameter in places])
    return finding


def _is_text(node: ast.expr) -> bool:
    """Whether an expression gives text: a string, one with a format, or a sum of such."""
    if isinstance(node, ast.BinOp):
        return _is_text(node.left) or _is_text(node.right)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        return node.func.attr == "format" and _is_text(node.func.value)
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))
