"""What a parameter is, by evidence: its annotation, its default, the calls in the file, the methods called on it."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from ..changes import _keras2
from .scopes import FUNCTIONS, Scope, first_parameter
from .things import NOTHING, Named, Nothing, Object, OwnClass, OwnFunction, Thing, Unknown, classes, join

if TYPE_CHECKING:
    from .infer import Inference


class Parameters:
    """Evidence about the parameters, and the unknown names, of one file."""

    def __init__(self, inference: Inference) -> None:
        self._inference = inference
        self._tree = inference.tree
        self._busy: set[ast.arg] = set()

    def of(self, parameter: ast.arg, scope: Scope) -> Thing:
        """What a parameter of the function of ``scope`` is."""
        function = scope.node
        if parameter in self._busy or not isinstance(function, FUNCTIONS):
            return NOTHING
        owner = self._tree.home[function].node
        if isinstance(owner, ast.ClassDef) and parameter.arg == first_parameter(function):
            return self._first(function, owner)
        self._busy.add(parameter)
        found = self._annotated(parameter) or self._called_with(parameter, function)
        self._busy.discard(parameter)
        return found

    def by_use(self, node: ast.expr, scope: Scope) -> Thing | None:
        """What an unknown name, or attribute of one, is by the methods that are called on it; None if they do not tell."""
        key = dotted(node)
        called = {method for use in self._tree.uses.get(key, ()) for method in self._method_called(use, scope)}
        for likely, evidence in ((False, _keras2.SURE), (True, _keras2.LIKELY)):
            for name, methods in evidence.items():
                if called.intersection(methods):
                    return Object(Named(name), likely)
        return None

    def _first(self, function: ast.AST, owner: ast.ClassDef) -> Thing:
        decorators = {getattr(each, "id", "") for each in getattr(function, "decorator_list", ())}
        cls = self._inference.own_class(owner)
        if "staticmethod" in decorators:
            return Unknown("it is a parameter of a static method")
        return cls if "classmethod" in decorators else Object(cls)

    def _annotated(self, parameter: ast.arg) -> Thing | None:
        named = self._inference.of(parameter.annotation)
        return Object(named) if isinstance(named, (Named, OwnClass)) and classes(named) else None

    def _called_with(self, parameter: ast.arg, function: ast.AST) -> Thing:
        name = getattr(function, "name", "")
        why = f"{parameter.arg} is a parameter, and no call in this file shows what it is"
        if not name or not isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef)):
            return Unknown(why)
        owner = self._tree.home[function].node
        found: list[Thing] = []
        for call in self._tree.calls:
            if self._calls(call, function, owner):
                found.append(self._argument(call, parameter, function, isinstance(owner, ast.ClassDef)))
        default = self._inference.of(default_of(parameter, function))
        joined = join([*found, default], f"{parameter.arg} is a parameter that is given different things")
        return Unknown(why) if isinstance(joined, Nothing) or not found else joined

    def _calls(self, call: ast.Call, function: ast.FunctionDef | ast.AsyncFunctionDef, owner: ast.AST) -> bool:
        name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
        if name == function.name:
            called = self._inference.of(call.func)
            return isinstance(called, OwnFunction) and called.node is function
        if function.name == "__init__" and isinstance(owner, ast.ClassDef) and name == owner.name:
            called = self._inference.of(call.func)
            return isinstance(called, OwnClass) and called.node is owner
        return False

    def _argument(
        self, call: ast.Call, parameter: ast.arg, function: ast.FunctionDef | ast.AsyncFunctionDef, bound: bool
    ) -> Thing:
        if any(isinstance(each, ast.Starred) for each in call.args):
            return Unknown(f"{parameter.arg} is a parameter that is given from a list")
        for keyword in call.keywords:
            if keyword.arg == parameter.arg:
                return self._inference.of(keyword.value)
        names = [each.arg for each in (*function.args.posonlyargs, *function.args.args)][bound:]
        if parameter.arg in names and names.index(parameter.arg) < len(call.args):
            return self._inference.of(call.args[names.index(parameter.arg)])
        if any(keyword.arg is None for keyword in call.keywords):
            return Unknown(f"{parameter.arg} is a parameter that is given from a dict")
        return NOTHING

    def _method_called(self, use: ast.expr, scope: Scope) -> list[str]:
        """The method that is called where a name is used, if the use is of that scope's name."""
        parent = self._tree.parents[use]
        if not isinstance(parent, ast.Attribute) or not self._of_scope(use, scope):
            return []
        outer = self._tree.parents[parent]
        return [parent.attr] if isinstance(outer, ast.Call) and outer.func is parent else []

    def _of_scope(self, use: ast.expr, scope: Scope) -> bool:
        if isinstance(use, ast.Attribute):
            return self._class_around(use) is self._class_around(scope.node)
        for each in self._tree.lookup(self._tree.home[use]):
            if isinstance(use, ast.Name) and use.id in each.bindings:
                return each is scope
        return False

    def _class_around(self, node: ast.AST) -> ast.AST | None:
        return next((each for each in self._tree.above(node) if isinstance(each, ast.ClassDef)), None)


def default_of(parameter: ast.arg, function: ast.FunctionDef | ast.AsyncFunctionDef) -> ast.expr | None:
    """The default of a parameter."""
    positional = [*function.args.posonlyargs, *function.args.args]
    pairs = [
        *zip(positional[len(positional) - len(function.args.defaults) :], function.args.defaults),
        *zip(function.args.kwonlyargs, function.args.kw_defaults),
    ]
    return next((default for each, default in pairs if each is parameter), None)


def dotted(node: ast.expr) -> str:
    """``model`` or ``self.model``; empty for another expression."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        return f"{node.value.id}.{node.attr}"
    return ""
