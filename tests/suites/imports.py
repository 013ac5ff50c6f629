"""Tests that say ``tf_keras``, so that they say ``keras``: the import statements are rewritten, nothing else is.

``tf_keras.layers.rnn.lstm`` of the release is ``keras.src.layers.rnn.lstm`` of a program for Keras 2.13 to 2.15.

A name whose import is refused stands there all the same and raises the refusal where it is used: then the tests that use a
private detail of tf_keras miss, and not every test of their file. What is there to test with, and is no part of Keras 2,
comes from the release itself, as a package beside the tests.
"""

from __future__ import annotations

import ast
from typing import NoReturn

PACKAGE = "tf_keras"
HELPERS = "tf_keras_helpers"


class Refused:
    """What stands for a name that cannot be imported."""

    def __init__(self, error: ImportError) -> None:
        self.__dict__["error"] = error

    def _refuse(self, *arguments: object, **named: object) -> NoReturn:
        raise ImportError(str(self.__dict__["error"]))

    __getattr__ = __setattr__ = __call__ = __iter__ = __mro_entries__ = _refuse


def _path(module: str) -> str:
    return "keras" if module == PACKAGE else f"keras.src{module[len(PACKAGE) :]}"


def _statements(node: ast.Import | ast.ImportFrom, helpers: frozenset[str]) -> list[str]:
    """One statement for each name that ``node`` binds."""
    found = []
    for alias in node.names:
        bound = alias.asname or alias.name
        if isinstance(node, ast.Import):
            found.append((f"import {_path(alias.name)} as {bound}", bound))
        else:
            module = str(node.module)
            is_helper = bool({module, f"{module}.{alias.name}"} & helpers)
            path = HELPERS + module[len(PACKAGE) :] if is_helper else _path(module)
            found.append((f"from {path} import {alias.name} as {bound}", bound))
    return [
        line
        for statement, bound in found
        for line in (f"try: {statement}", f"except ImportError as _error: {bound} = _Refused(_error)")
    ]


def _of_package(node: ast.AST) -> bool:
    if isinstance(node, ast.Import):
        return any(alias.name.partition(".")[0] == PACKAGE for alias in node.names)
    return isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] == PACKAGE


def as_keras(text: str, helpers: frozenset[str]) -> str:
    """A module of tf_keras as one of a program for Keras 2.

    Args:
        text: The source.
        helpers: Modules (``tf_keras.testing_infra.test_utils``) that come from the release.
    """
    lines = text.splitlines()
    for node in reversed([node for node in ast.walk(ast.parse(text)) if _of_package(node)]):
        assert isinstance(node, (ast.Import, ast.ImportFrom))
        indent = " " * node.col_offset
        new = [indent + line for line in _statements(node, helpers)]
        lines[node.lineno - 1 : node.end_lineno] = new
    head = next(
        (
            node.end_lineno or 0
            for node in ast.parse(text).body[:1]
            if isinstance(getattr(node, "value", None), ast.Constant)
        ),
        0,
    )
    lines.insert(head, f"from {__name__} import Refused as _Refused")
    return "\n".join(lines) + "\n"


def as_installed(text: str) -> str:
    """A module of the release as one that tests the installed tf_keras, whose modules are in ``tf_keras.src``."""
    lines = text.splitlines()
    for node in ast.walk(ast.parse(text)):
        if _of_package(node):
            lines[node.lineno - 1] = lines[node.lineno - 1].replace(PACKAGE, f"{PACKAGE}.src", 1)  # type: ignore[attr-defined]
    return "\n".join(lines) + "\n"
