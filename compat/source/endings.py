"""How a text that an expression makes ends: through names, attributes, joins, formats and sums, to the literal that says it."""

from __future__ import annotations

import ast
from typing import NamedTuple

from . import flow
from .context import Context
from .parameters import default_of
from .scopes import Binding, Scope, last_name

_DEPTH = 12
#: Functions whose last argument is the end of what they give.
_KEEP_THE_LAST = ("join", "joinpath", "Path", "PurePath", "str", "fspath", "abspath", "expanduser", "format_map")


class Ending(NamedTuple):
    """The literal that a text ends with.

    Attributes:
        node: The literal, a string or an f-string.
        text: What it says, up to its end.
        end: The offset behind its last character.
        whole: Whether it is all of the text.
    """

    node: ast.expr
    text: str
    end: int
    whole: bool


def of(context: Context, node: ast.expr | None, depth: int = 0, whole: bool = True) -> Ending | None:
    """The literal that an expression ends with; None where the file does not show it."""
    if node is None or depth > _DEPTH:
        return None
    if isinstance(node, ast.Constant):
        return _literal(context, node, node.value, whole)
    if isinstance(node, ast.JoinedStr):
        last = node.values[-1] if node.values else None
        return _literal(context, node, last.value, False) if isinstance(last, ast.Constant) else None
    if isinstance(node, ast.BinOp):
        if isinstance(node.op, (ast.Add, ast.Div)):
            return of(context, node.right, depth + 1, False)
        return of(context, node.left, depth + 1, False) if isinstance(node.op, ast.Mod) else None
    if isinstance(node, ast.Call):
        return _call(context, node, depth, whole)
    if isinstance(node, (ast.Name, ast.Attribute)):
        found = [_of_binding(context, binding, scope, depth, whole) for binding, scope in _bindings(context, node)]
        return found[0] if len(found) == 1 else None
    return None


def _call(context: Context, node: ast.Call, depth: int, whole: bool) -> Ending | None:
    name = last_name(node.func)
    if name == "format" and isinstance(node.func, ast.Attribute):
        return of(context, node.func.value, depth + 1, False)
    if name in _KEEP_THE_LAST and node.args and not isinstance(node.args[-1], ast.Starred):
        return of(context, node.args[-1], depth + 1, whole and len(node.args) == 1)
    return None


def _bindings(context: Context, node: ast.Name | ast.Attribute) -> list[tuple[Binding, Scope]]:
    tree = context.tree
    if isinstance(node, ast.Name):
        for scope in tree.lookup(tree.home[node]):
            if node.id in scope.bindings:
                return [(each, scope) for each in flow.reaching(tree, node.id, node, scope)]
        return []
    for cls in (each for each in tree.above(node) if isinstance(each, ast.ClassDef)):
        scope = tree.scopes[cls]
        if isinstance(node.value, ast.Name):
            return [
                (each, scope) for each in (*scope.attributes.get(node.attr, ()), *scope.bindings.get(node.attr, ()))
            ]
    return []


def _of_binding(context: Context, binding: Binding, scope: Scope, depth: int, whole: bool) -> Ending | None:
    if binding.kind == "value" and not binding.path:
        return of(context, binding.value, depth + 1, whole)
    if binding.kind == "parameter" and isinstance(binding.node, ast.arg):
        function = scope.node
        if isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef)) and not context.tree.calls_of(function.name):
            return of(context, default_of(binding.node, function), depth + 1, whole)
    return None


def _literal(context: Context, node: ast.expr, value: object, whole: bool) -> Ending | None:
    if not isinstance(value, str) or not value:
        return None
    text = context.text
    start, end = text.start(node), text.end(node)
    if text.data[start:end].endswith((b'"""', b"'''")) and end - start >= 6:
        end -= 2
    end -= 1
    tail = value.rpartition("\n")[2].encode()[-8:]
    # Escapes and implicit sums of literals of different kinds would put the end elsewhere.
    return Ending(node, value, end, whole) if text.data[:end].endswith(tail) else None
