"""Code that is written for both Kerases: it is left alone."""

from __future__ import annotations

import ast
import re

from .scopes import Tree

_MISSING = {"ImportError", "ModuleNotFoundError"}
_REFUSED = {"AttributeError", "TypeError", "ValueError"}
_VERSION = re.compile(r"version", re.IGNORECASE)
_FLAG = re.compile(r"(^|_)(tf|keras)_?v?[23]($|_)|keras_?version|_VERSION$|^(tf|keras)_version", re.IGNORECASE)


def guarded(tree: Tree, node: ast.AST, names: tuple[str, ...]) -> bool:
    """Whether a node runs only under a test of a version, of one of ``names``, or as one way out of a ``try``.

    Args:
        tree: The tree of the file.
        node: Where an old form stands.
        names: The old form's own name, and its owner's: what ``hasattr`` or ``signature`` would ask for.
    """
    inner = node
    for outer in tree.above(node):
        if isinstance(outer, (ast.If, ast.IfExp, ast.While)):
            if inner is not outer.test and _asks(tree, outer.test, names):
                return True
        elif isinstance(outer, ast.BoolOp):
            before = outer.values[: next(index for index, each in enumerate(outer.values) if each is inner)]
            if any(_asks(tree, each, names) for each in before):
                return True
        elif isinstance(outer, ast.Try):
            if _is_alternative(outer, inner):
                return True
        inner = outer
    return False


def _is_alternative(outer: ast.Try, inner: ast.AST) -> bool:
    """``try: new`` / ``except ImportError: old``, and the same with one statement that may be refused."""
    in_body = any(inner is each for each in outer.body)
    for handler in outer.handlers:
        caught = {getattr(each, "id", "") for each in ast.walk(handler.type)} if handler.type else set()
        alternative = caught & _MISSING or (caught & _REFUSED and len(outer.body) == 1 and not _gives_up(handler))
        if alternative and (in_body or inner is handler):
            return True
    return False


def _gives_up(handler: ast.ExceptHandler) -> bool:
    """Whether a handler only raises, passes or prints: that is no second way."""
    return all(
        isinstance(each, (ast.Raise, ast.Pass, ast.Continue, ast.Break))
        or (isinstance(each, ast.Expr) and getattr(getattr(each.value, "func", None), "id", "") == "print")
        for each in handler.body
    )


def _asks(tree: Tree, test: ast.expr, names: tuple[str, ...]) -> bool:
    for node in ast.walk(test):
        if isinstance(node, ast.Constant):
            if isinstance(node.value, str) and node.value in names:
                return True
        elif isinstance(node, ast.Attribute):
            if _VERSION.search(node.attr):
                return True
        elif isinstance(node, ast.Name):
            if _FLAG.search(node.id) or _is_version_flag(tree, node):
                return True
    return False


def _is_version_flag(tree: Tree, node: ast.Name) -> bool:
    """Whether a name is bound, anywhere around, to the answer of a version test."""
    for scope in tree.lookup(tree.home[node]):
        for binding in scope.bindings.get(node.id, ()):
            value = binding.value
            if value is not None and any(
                isinstance(each, ast.Attribute) and _VERSION.search(each.attr) for each in ast.walk(value)
            ):
                return True
        if node.id in scope.bindings:
            return False
    return False
