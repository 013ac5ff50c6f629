"""Which of the bindings of a name reach a place."""

from __future__ import annotations

import ast

from .scopes import COMPREHENSIONS, LOOPS, Binding, Scope, Tree

_WITH = (ast.With, ast.AsyncWith)


def reaching(tree: Tree, name: str, at: ast.AST, scope: Scope) -> list[Binding]:
    """The bindings of ``name`` in ``scope`` that may hold at ``at``; all of them where the order says nothing."""
    every = scope.bindings[name]
    if len(every) == 1 or not _runs_in_order(tree, at, scope):
        return every
    found: list[Binding] = []
    current = tree.statement(at)
    while True:
        block = tree.block(current)
        before = block[: next(index for index, each in enumerate(block) if each is current)]
        if _look_back(tree, before, every, found):
            return found
        parent = tree.parents[current]
        if isinstance(parent, LOOPS):
            own = [binding for binding in every if binding.node is parent]
            found += own or [binding for binding in every if _within(tree, binding, parent)]
            if own and not any(current is each for each in parent.orelse):
                return found
        elif isinstance(parent, _WITH):
            own = [binding for binding in every if tree.parents.get(binding.node) is parent]
            if own:
                return [*found, *own]
        elif isinstance(parent, ast.ExceptHandler):
            own = [binding for binding in every if binding.node is parent]
            if own:
                return [*found, *own]
            found += [binding for binding in every if _within(tree, binding, tree.parents[parent])]
        elif type(parent).__name__ in ("Try", "TryStar") and block is not getattr(parent, "body", None):
            found += [binding for binding in every if _within(tree, binding, parent)]
        if parent is scope.node:
            parameters = [binding for binding in every if binding.kind == "parameter"]
            return _once([*found, *parameters]) or every
        current = tree.statement(parent)


def _runs_in_order(tree: Tree, at: ast.AST, scope: Scope) -> bool:
    home = tree.home[at]
    while isinstance(home.node, COMPREHENSIONS) and home is not scope:
        home = tree.home[home.node]
    return home is scope and not isinstance(scope.node, (ast.Lambda, *COMPREHENSIONS))


def _look_back(tree: Tree, before: list[ast.stmt], every: list[Binding], found: list[Binding]) -> bool:
    """Add the bindings that statements make, the last first; whether one of them holds for sure."""
    for statement in reversed(before):
        own = [binding for binding in every if binding.node is statement and not isinstance(statement, LOOPS)]
        if own:
            found.append(own[-1])
            return True
        inside = [binding for binding in every if _within(tree, binding, statement)]
        if not inside:
            continue
        if isinstance(statement, _WITH):
            if _look_back(tree, statement.body, inside, found):
                return True
        elif isinstance(statement, ast.If) and statement.orelse:
            both = [_look_back(tree, each, inside, found) for each in (statement.body, statement.orelse)]
            if all(both):
                return True
        found += [binding for binding in inside if binding not in found]
    return False


def _within(tree: Tree, binding: Binding, statement: ast.AST) -> bool:
    return binding.node is statement or any(each is statement for each in tree.above(binding.node))


def _once(bindings: list[Binding]) -> list[Binding]:
    return list(dict.fromkeys(bindings))
