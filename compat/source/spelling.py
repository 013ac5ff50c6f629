"""How a file spells a name of Keras, and the import that it gets where it cannot yet."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import NamedTuple

from ..changes import _keras2
from . import names
from .edits import Edit
from .infer import Inference
from .scopes import FUNCTIONS, Binding, Scope, Tree, last_name
from .text import Text
from .things import Named, Thing


class Spelling(NamedTuple):
    """A name as a file can write it, with the import that it needs first."""

    text: str
    edits: tuple[Edit, ...] = ()


class CannotSpell(Exception):
    """A file cannot write a name of Keras; the text says why."""


class Speller:
    """The names of Keras in one file."""

    def __init__(self, text: Text, tree: Tree, inference: Inference) -> None:
        self._text, self._tree, self._inference = text, tree, inference

    def spell(self, dotted: str, at: ast.AST) -> Spelling:
        """Write ``keras.Input`` where ``at`` stands.

        Raises:
            CannotSpell: The file has another ``keras``, or no place for an import.
        """
        found = []
        for name, thing in self._imported(at):
            for wanted in (dotted, *_keras2.ALSO.get(dotted, ())):
                rest = wanted[len(thing.name) :]
                if wanted == thing.name:
                    found.append((0, 0, name))
                elif thing.name == "tensorflow":
                    found.append((3, 0, f"{name}.{wanted}"))
                elif wanted.startswith(thing.name + "."):
                    found.append((1 if thing.name == "keras" else 2, len(rest), name + rest))
        if found:
            return Spelling(min(found)[2])
        return self._with_import(dotted, at)

    def _imported(self, at: ast.AST) -> Iterator[tuple[str, Named]]:
        """The names that are imported where ``at`` stands and mean one thing."""
        hidden: set[str] = set()
        for scope in self._tree.lookup(self._tree.home[at]):
            for name, bindings in scope.bindings.items():
                things: set[Thing] = {
                    self._inference.binding(each, scope) for each in bindings if each.kind == "import"
                }
                if name not in hidden and all(self._before(each, at, scope) for each in bindings) and len(things) == 1:
                    thing = things.pop()
                    if isinstance(thing, Named):
                        yield name, thing
            hidden.update(scope.bindings)

    def _before(self, binding: Binding, at: ast.AST, scope: Scope) -> bool:
        return binding.kind == "import" and self._runs_before(binding.node, at, scope) and self._runs(binding.node)

    def _runs(self, node: ast.AST) -> bool:
        """Whether an import is there when the program runs, not for type checkers only."""
        return not any(
            isinstance(each, ast.If) and last_name(each.test) == "TYPE_CHECKING" for each in self._tree.above(node)
        )

    def _runs_before(self, node: ast.AST, at: ast.AST, scope: Scope) -> bool:
        """Whether a statement of a scope has run when ``at`` runs: it is above, or ``at`` is in a function of the scope."""
        deferred = scope is not self._tree.home[at] and any(
            isinstance(each, FUNCTIONS) and self._tree.home[each] is scope for each in (at, *self._tree.above(at))
        )
        return deferred or _line(node) < _line(self._tree.statement(at))

    def _with_import(self, dotted: str, at: ast.AST) -> Spelling:
        scopes = list(self._tree.lookup(self._tree.home[at]))
        if any("keras" in scope.bindings for scope in scopes):
            raise CannotSpell("the name keras means something else here")
        for scope in reversed(scopes):
            statement = self._first_import(scope, at)
            if statement is not None:
                return Spelling(dotted, (self._import_before(statement),))
        raise CannotSpell("there is no place for an import of keras")

    def _first_import(self, scope: Scope, at: ast.AST) -> ast.stmt | None:
        """The first statement right in a scope that imports something of Keras."""
        for node in self._tree.imports:
            mine = self._tree.home[node] is scope and _roots(node) and self._runs(node)
            if mine and self._runs_before(node, at, scope):
                statement: ast.AST = node
                while self._tree.parents[statement] is not scope.node:
                    statement = self._tree.parents[statement]
                return statement if isinstance(statement, ast.stmt) else None
        return None

    def _import_before(self, statement: ast.stmt) -> Edit:
        start = self._text.start(statement)
        indentation = self._text.indentation(start)
        if indentation is None:
            raise CannotSpell("there is no line for an import of keras")
        line = start - len(indentation.encode())
        return Edit(line, line, f"{indentation}{self._import()}{self._text.newline.decode()}")

    def _import(self) -> str:
        roots = {root for node in self._tree.imports for root in _roots(node)}
        if len(roots) == 1:
            package, _, name = roots.pop().rpartition(".")
            if package in ("tensorflow", "compat"):
                return f"from {package} import {name}"
        return "import keras"


def _roots(node: ast.Import | ast.ImportFrom) -> set[str]:
    """The roots of Keras that a statement imports from."""
    if isinstance(node, ast.Import):
        found = [names.root(alias.name) for alias in node.names]
    elif node.level:
        return set()
    else:
        found = [names.root(f"{node.module}.{alias.name}".removesuffix(".*")) for alias in node.names]
    return {root for root in found if root is not None}


def _line(node: ast.AST) -> int:
    return getattr(node, "lineno", 0)
