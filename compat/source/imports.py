"""Import statements with other modules and names."""

from __future__ import annotations

import ast
import re

from . import names
from .edits import Edit
from .scopes import Tree
from .text import Text

_MODULE = re.compile(rb"from\s+([\w.]+)")


def under_root(dotted: str, like: str) -> str:
    """``keras.layers.LSTM`` under the root that another name is under: ``tensorflow.keras.layers.LSTM``."""
    return f"{names.root(like) or 'keras'}{dotted[len('keras') :]}"


def rewrite_from(text: Text, node: ast.ImportFrom, new: dict[str, str], rebind: bool = False) -> Edit:
    """``from module import ...`` with the names of ``new`` taken from elsewhere.

    Args:
        node: The statement.
        new: ``{name: full new name}``; an empty new name: it goes.
        rebind: Whether the file calls them by their new names from now on.
    """
    groups: dict[str, list[str]] = {}
    module = node.module or ""
    for alias in node.names:
        target = new.get(alias.name, f"{module}.{alias.name}")
        if target:
            owner, _, name = target.rpartition(".")
            bound = alias.asname or (name if rebind else alias.name)
            item = name if bound == name else f"{name} as {bound}"
            items = groups.setdefault(owner, [])
            if item not in items:
                items.append(item)
    if len(groups) == 1 and "" not in groups and _same_names(node, new):
        found = _MODULE.search(text.data, text.start(node))
        assert found is not None
        return Edit(found.start(1), found.end(1), next(iter(groups)))
    lines = [f"{f'from {owner} ' if owner else ''}import {', '.join(items)}" for owner, items in groups.items()]
    return Edit(text.start(node), text.end(node), _separator(text, node).join(lines))


def rewrite_import(text: Text, node: ast.Import, new: dict[str, str]) -> Edit:
    """``import module as name`` with other modules for those in ``new``."""
    items = []
    for alias in node.names:
        name = new.get(alias.name, alias.name)
        items.append(f"{name} as {alias.asname}" if alias.asname else name)
    return Edit(text.start(node), text.end(node), f"import {', '.join(items)}")


def without(text: Text, tree: Tree, node: ast.ImportFrom, alias: ast.alias) -> Edit:
    """``from module import ...`` without one of its names; the whole statement, where that is all."""
    if len(node.names) > 1:
        return rewrite_from(text, node, {alias.name: ""})
    start, end = text.start(node), text.end(node)
    if len(tree.block(node)) == 1:
        return Edit(start, end, "pass")
    indentation = text.indentation(start)
    line = text.line_of(end)
    behind = text.starts[line] if line < len(text.starts) else len(text.data)
    if indentation is None or text.data[end:behind].strip():
        return Edit(start, end, "pass")
    return Edit(start - len(indentation.encode()), behind, "")


def has_comment(text: Text, node: ast.stmt) -> bool:
    """Whether there is a comment inside a statement."""
    return b"#" in text.data[text.start(node) : text.end(node)]


def _same_names(node: ast.ImportFrom, new: dict[str, str]) -> bool:
    return all(new.get(alias.name, alias.name).rpartition(".")[2] == alias.name for alias in node.names)


def _separator(text: Text, node: ast.stmt) -> str:
    indentation = text.indentation(text.start(node))
    return "; " if indentation is None else text.newline.decode() + indentation
