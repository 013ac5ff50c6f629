"""Functions that a rewritten module gets once, after its imports."""

from __future__ import annotations

import ast
from typing import NamedTuple

from ..changes import ALL
from ..changes._kinds import Helper
from .edits import Edit
from .scopes import Tree
from .spelling import CannotSpell, Speller
from .text import Text

_IMPORTS = (ast.Import, ast.ImportFrom)


class Called(NamedTuple):
    """The name under which a module calls a helper, and the edits that give it one."""

    name: str
    edits: tuple[Edit, ...]


class Helpers:
    """The helpers of one file."""

    def __init__(self, text: Text, tree: Tree, speller: Speller) -> None:
        self._text, self._tree, self._speller = text, tree, speller

    def call(self, helper: Helper, at: ast.AST) -> Called:
        """The name of a helper where ``at`` stands, with what puts it into the file if it is not there.

        Raises:
            CannotSpell: Its names are taken, or it has no place before ``at``.
        """
        for name in helper.names:
            if self._present(helper, name):
                return Called(name, ())
        top = self._top(at)
        free = [name for name in helper.names if not self._taken(name)]
        if not free:
            raise CannotSpell(f"the names {' and '.join(helper.names)} are taken in this file")
        edits, keras = list[Edit](), ""
        if "{keras}" in helper.text:
            spelling = self._speller.spell("keras", top)
            keras = spelling.text
            edits += spelling.edits
        source = helper.text.replace("{name}", free[0]).replace("{keras}", keras)
        return Called(free[0], (*edits, *self._insertion(source, top)))

    def inside(self, node: ast.AST) -> bool:
        """Whether a node is part of a helper that was put into the file before."""
        return any(
            isinstance(each, ast.FunctionDef) and any(_is(each, helper) for helper in known())
            for each in (node, *self._tree.above(node))
        )

    def _present(self, helper: Helper, name: str) -> bool:
        return any(
            isinstance(each, ast.FunctionDef) and each.name == name and _is(each, helper)
            for each in self._tree.root.body
        )

    def _taken(self, name: str) -> bool:
        """Whether a name means something else; methods and attributes are names of their classes only."""
        scopes = (scope for node, scope in self._tree.scopes.items() if not isinstance(node, ast.ClassDef))
        return name in self._tree.uses or any(name in scope.bindings for scope in scopes)

    def _top(self, at: ast.AST) -> ast.stmt:
        """The statement of the module that ``at`` is in."""
        statement = self._tree.statement(at)
        while self._tree.parents[statement] is not self._tree.root:
            statement = self._tree.statement(self._tree.parents[statement])
        return statement

    def _insertion(self, source: str, top: ast.stmt) -> list[Edit]:
        newline = self._text.newline.decode()
        before = [each for each in self._tree.root.body if each.lineno < top.lineno and _only_imports(each)]
        if not before:
            raise CannotSpell("there are no imports to put a function behind")
        line = before[-1].end_lineno or 0
        end_of_imports = self._text.starts[line] if line < len(self._text.starts) else len(self._text.data)
        number = line
        while number < len(self._text.starts) and not self._text.line(number + 1).strip():
            number += 1
        if number >= len(self._text.starts):
            raise CannotSpell("there is no place for a function before this line")
        place = self._text.starts[number]
        edits = [Edit(place, place, source.replace("\n", newline) + 2 * newline)]
        if number - line < 2:
            edits.insert(0, Edit(end_of_imports, end_of_imports, (2 - number + line) * newline))
        return edits


def _only_imports(statement: ast.stmt) -> bool:
    """Whether a statement imports, on its own or in a ``try`` or ``if`` around imports."""
    if isinstance(statement, (ast.Try, ast.If)):
        return any(isinstance(each, _IMPORTS) for each in ast.walk(statement)) and not any(
            isinstance(each, (ast.Call, ast.FunctionDef, ast.ClassDef)) for each in ast.walk(statement)
        )
    return isinstance(statement, _IMPORTS)


def known() -> list[Helper]:
    """Every helper of the changes."""
    found = (getattr(entry, "helper", None) for change in ALL for entry in change.entries)
    return list(dict.fromkeys(helper for helper in found if helper is not None))


def _is(function: ast.FunctionDef, helper: Helper) -> bool:
    tree = ast.parse(helper.text.replace("{name}", helper.names[0]).replace("{keras}", "keras"))
    text = ast.get_docstring(tree.body[0]) if isinstance(tree.body[0], ast.FunctionDef) else None
    return function.name in helper.names and ast.get_docstring(function) == text
