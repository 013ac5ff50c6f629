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
        self._known: dict[ast.arg, Thing] = {}
        self._methods: dict[str, dict[ast.AST | None, set[str]]] = {}

    def of(self, parameter: ast.arg, scope: Scope) -> Thing:
        """What a parameter of the function of ``scope`` is."""
        function = scope.node
        if parameter in self._busy or not isinstance(function, FUNCTIONS):
            return NOTHING
        owner = self._tree.home[function].node
        if isinstance(owner, ast.ClassDef) and parameter.arg == first_parameter(function):
            return self._first(function, owner)
        if parameter not in self._known:
            self._busy.add(parameter)
            found = self._annotated(parameter) or self._called_with(parameter, function)
            self._busy.discard(parameter)
            if self._busy:
                return found
            self._known[parameter] = found
        return self._known[parameter]

    def by_use(self, node: ast.expr, scope: Scope) -> Thing | None:
        """What an unknown name, or attribute of one, is by the methods that are called on it; None if they do not tell."""
        called = self._called_on(dotted(node)).get(self._owner(node, scope), set())
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
        for call in self._tree.calls_of(owner.name if name == "__init__" and isinstance(owner, ast.ClassDef) else name):
            if self._calls(call, function, owner):
                found.append(self._argument(call, parameter, function, isinstance(owner, ast.ClassDef)))
        default = self._inference.of(default_of(parameter, function))
        joined = join([*found, default], f"{parameter.arg} is a parameter that is given different things")
        return Unknown(why) if isinstance(joined, Nothing) or not found else joined

    def _calls(self, call: ast.Call, function: ast.FunctionDef | ast.AsyncFunctionDef, owner: ast.AST) -> bool:
        called = self._inference.of(call.func)
        if isinstance(called, OwnFunction):
            return called.node is function
        return function.name == "__init__" and isinstance(called, OwnClass) and called.node is owner

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

    def _called_on(self, key: str) -> dict[ast.AST | None, set[str]]:
        """The methods that are called on a name, or an attribute of one, by the scope or class that it belongs to."""
        if key not in self._methods:
            found = self._methods[key] = {}
            for use in self._tree.uses.get(key, ()):
                parent = self._tree.parents[use]
                outer = self._tree.parents.get(parent)
                if isinstance(parent, ast.Attribute) and isinstance(outer, ast.Call) and outer.func is parent:
                    scope = next(
                        (each for each in self._tree.lookup(self._tree.home[use]) if key in each.bindings), None
                    )
                    found.setdefault(self._owner(use, scope), set()).add(parent.attr)
        return self._methods[key]

    def _owner(self, node: ast.expr, scope: Scope | None) -> ast.AST | None:
        """What a name belongs to: its scope; the class around, for an attribute."""
        if isinstance(node, ast.Attribute):
            return next((each for each in self._tree.above(node) if isinstance(each, ast.ClassDef)), None)
        return scope.node if scope is not None else None


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
