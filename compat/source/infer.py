"""What an expression stands for: modules and classes of Keras under any import, models, layers, metrics, optimizers.

Nothing is guessed: where a file does not show what an object is, the answer is :class:`~.things.Unknown` and says why.
"""

from __future__ import annotations

import ast
import builtins

from ..changes import _keras2
from . import flow, names
from .parameters import Parameters
from .scopes import Binding, Scope, Tree
from .things import (
    NOTHING,
    DictOf,
    ListOf,
    Method,
    Named,
    Object,
    OwnClass,
    OwnFunction,
    Thing,
    Unknown,
    classes,
    join,
    own_classes,
)

_SAME_ITEMS = ("list", "tuple", "reversed", "sorted", "iter", "set")
_PROPERTIES = ("property", "cached_property")
_DEPTH = 60
#: How many names may stand for one another in a row.
_ALIASES = 5


class Inference:
    """Answers about one file; each expression is looked at once."""

    def __init__(self, tree: Tree, tf_keras: bool) -> None:
        """``tf_keras``: the file makes ``tensorflow.keras`` mean Keras 2, whatever is installed."""
        self.tree = tree
        self.parameters = Parameters(self)
        self._tf_keras = tf_keras
        self._known: dict[ast.AST, Thing] = {}
        self._busy: set[ast.AST] = set()
        self._circles = 0

    def of(self, node: ast.expr | None) -> Thing:
        """What an expression stands for."""
        if node is None:
            return NOTHING
        if node in self._known:
            return self._known[node]
        if node in self._busy:
            self._circles += 1
            return NOTHING
        if len(self._busy) > _DEPTH:
            return Unknown("it is too far from what it is made of")
        circles = self._circles
        self._busy.add(node)
        found = self._of(node)
        self._busy.discard(node)
        # Inside a circle only the outermost answer has seen every part of it.
        if circles == self._circles or not self._busy:
            self._known[node] = found
        return found

    def _of(self, node: ast.expr) -> Thing:
        if isinstance(node, ast.Name):
            return self.name(node.id, node)
        if isinstance(node, ast.Attribute):
            found = self.attribute(self.of(node.value), node.attr)
            return self._by_use(found, node, self.tree.home[node])
        if isinstance(node, ast.Call):
            return self._call(node)
        if isinstance(node, (ast.List, ast.Tuple)):
            return self._list(node)
        if isinstance(node, ast.Dict):
            return DictOf(join((self.of(each) for each in node.values), "the values of the dict differ"))
        if isinstance(node, ast.Subscript):
            return self._subscript(node)
        if isinstance(node, ast.IfExp):
            return join((self.of(node.body), self.of(node.orelse)), "it is one of two things")
        if isinstance(node, ast.BoolOp):
            return join((self.of(each) for each in node.values), "it is one of several things")
        if isinstance(node, ast.NamedExpr):
            return self.of(node.value)
        if isinstance(node, ast.Lambda):
            return OwnFunction(node)
        if isinstance(node, ast.ListComp):
            return ListOf(self.of(node.elt))
        if isinstance(node, ast.Constant) and node.value is None:
            return NOTHING
        return Unknown()

    # ---- names ---------------------------------------------------------------------------------------------------

    def name(self, name: str, at: ast.expr) -> Thing:
        """What a name stands for where ``at`` uses it."""
        for scope in self.tree.lookup(self.tree.home[at]):
            if name in scope.bindings:
                found = [self.binding(each, scope) for each in flow.reaching(self.tree, name, at, scope)]
                return self._by_use(join(found, f"{name} is bound to different things"), at, scope)
        for scope in self.tree.lookup(self.tree.home[at]):
            for module in reversed(scope.stars):
                named = self._named(f"{module}.{name}")
                if _keras2.bases(named.name) or f"{named.name}()" in _keras2.GIVES:
                    return named
        return Unknown() if hasattr(builtins, name) else Unknown(f"this file does not show what {name} is")

    def binding(self, binding: Binding, scope: Scope) -> Thing:
        """What a binding gives its name."""
        if binding.kind == "import":
            return self._named(binding.dotted)
        if binding.kind == "value":
            return _part(self.of(binding.value), binding.path)
        if binding.kind == "item":
            return _part(_item(self.of(binding.value)), binding.path)
        if binding.kind == "parameter" and isinstance(binding.node, ast.arg):
            return self.parameters.of(binding.node, scope)
        if isinstance(binding.node, ast.ClassDef):
            return self.own_class(binding.node)
        if isinstance(binding.node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            return OwnFunction(binding.node)
        return Unknown()

    def own_class(self, node: ast.ClassDef) -> OwnClass:
        """A class of the file, with its bases."""
        return OwnClass(node, tuple(self.of(base) for base in node.bases))

    def imported(self, node: ast.expr | None, depth: int = 0) -> str:
        """The full name, as the file imports it, of a name or of an attribute chain on one; empty for anything else.

        A name may stand for another one: ``K = keras.backend``.
        """
        if isinstance(node, ast.Attribute):
            base = self.imported(node.value, depth)
            return f"{base}.{node.attr}" if base else ""
        if not isinstance(node, ast.Name) or depth > _ALIASES:
            return ""
        for scope in self.tree.lookup(self.tree.home[node]):
            if node.id in scope.bindings:
                bindings = flow.reaching(self.tree, node.id, node, scope)
                found = {
                    self.imported(each.value, depth + 1) if each.kind == "value" and not each.path else each.dotted
                    for each in bindings
                }
                return self.full_name(found.pop()) if len(found) == 1 else ""
        return ""

    def full_name(self, dotted: str) -> str:
        """A dotted name; under ``tf_keras`` what the file makes TensorFlow take from there."""
        if self._tf_keras and names.root(dotted) == "tensorflow.keras":
            return "tf_keras" + dotted[len("tensorflow.keras") :]
        return dotted

    def _named(self, dotted: str) -> Named:
        return Named(names.canonical(self.full_name(dotted)))

    def _by_use(self, thing: Thing, node: ast.expr, scope: Scope) -> Thing:
        """Something unknown may show what it is by the methods that are called on it."""
        if isinstance(thing, Unknown) and thing.why:
            return self.parameters.by_use(node, scope) or thing
        return thing

    # ---- attributes, items -----------------------------------------------------------------------------------------

    def attribute(self, thing: Thing, name: str) -> Thing:
        """What an attribute of a thing stands for."""
        if isinstance(thing, Named):
            if _keras2.bases(thing.name):
                return Method(thing, name)
            return self._named(f"{thing.name}.{name}")
        for cls in own_classes(thing):
            found = self._own_attribute(thing, cls, name)
            if found is not None:
                return found
        if isinstance(thing, DictOf):
            return Unknown()
        for base in classes(thing):
            if f"{base}.{name}" in _keras2.GIVES:
                return _gives(f"{base}.{name}", thing)
        if classes(thing):
            return Method(thing, name)
        if isinstance(thing, Unknown) and thing.why:
            return thing
        if own_classes(thing):
            return Unknown(f"its class does not show what {name} is")
        return Unknown()

    def _own_attribute(self, thing: Thing, cls: OwnClass, name: str) -> Thing | None:
        scope = self.tree.scopes[cls.node]
        found = []
        for binding in (*scope.bindings.get(name, ()), *scope.attributes.get(name, ())):
            value = self.binding(binding, scope)
            if isinstance(value, OwnFunction):
                value = self._returned(value) if _is_property(value) else OwnFunction(value.node, thing)
            found.append(value)
        return join(found, f"{name} is bound to different things") if found else None

    def _list(self, node: ast.List | ast.Tuple) -> Thing:
        if any(isinstance(each, ast.Starred) for each in node.elts):
            return ListOf(Unknown())
        items = tuple(self.of(each) for each in node.elts)
        return ListOf(join(items, "the items of the list differ"), items)

    def _subscript(self, node: ast.Subscript) -> Thing:
        thing, index = self.of(node.value), node.slice
        if isinstance(thing, DictOf):
            return thing.value
        if not isinstance(thing, ListOf):
            return Unknown()
        if isinstance(index, ast.Slice):
            return ListOf(thing.item)
        if (
            isinstance(index, ast.UnaryOp)
            and isinstance(index.op, ast.USub)
            and isinstance(index.operand, ast.Constant)
        ):
            return _part(thing, (-index.operand.value,)) if isinstance(index.operand.value, int) else thing.item
        if isinstance(index, ast.Constant) and isinstance(index.value, int):
            return _part(thing, (index.value,))
        return thing.item

    # ---- calls ---------------------------------------------------------------------------------------------------

    def _call(self, node: ast.Call) -> Thing:
        called = self.of(node.func)
        if isinstance(called, Named):
            if _keras2.bases(called.name):
                return Object(called)
            if f"{called.name}()" in _keras2.GIVES:
                return _gives(f"{called.name}()", called)
            if {"keras", "tf_keras"}.intersection(called.name.split(".")):
                return Unknown()  # of a Keras that stays as it is, or something without a change
            return Unknown(f"this file does not show what {called.name}() returns")
        if isinstance(called, OwnClass):
            return Object(called)
        if isinstance(called, OwnFunction):
            return self._returned(called)
        if isinstance(called, Method):
            for base in classes(called.of):
                if f"{base}.{called.name}()" in _keras2.GIVES:
                    return _gives(f"{base}.{called.name}()", called.of)
            return Unknown()
        if isinstance(called, Unknown) and called.why:
            return called
        return self._builtin(node, node.func.id) if isinstance(node.func, ast.Name) else Unknown()

    def _returned(self, function: OwnFunction) -> Thing:
        node = function.node
        if isinstance(node, ast.Lambda):
            return self.of(node.body)
        scope = self.tree.scopes[node]
        if isinstance(node, ast.AsyncFunctionDef) or scope.yields:
            return Unknown(f"{node.name}() returns no plain value")
        return join((self.of(each) for each in scope.returns), f"{node.name}() returns different things")

    def _builtin(self, node: ast.Call, name: str) -> Thing:
        if name == "super" and not node.args:
            return self._super(node)
        given = [self.of(each) for each in node.args]
        if name in _SAME_ITEMS and len(given) == 1:
            return ListOf(_item(given[0]))
        if name == "filter" and len(given) == 2:
            return ListOf(_item(given[1]))
        if name == "enumerate" and given:
            return ListOf(_tuple((Unknown(), _item(given[0]))))
        if name == "zip":
            return ListOf(_tuple(tuple(_item(each) for each in given)))
        return Unknown()

    def _super(self, node: ast.Call) -> Thing:
        for each in self.tree.above(node):
            if isinstance(each, ast.ClassDef):
                bases = [base for base in self.own_class(each).bases if isinstance(base, (Named, OwnClass))]
                return Object(bases[0]) if bases else Unknown()
        return Unknown()


def _is_property(function: OwnFunction) -> bool:
    return not isinstance(function.node, ast.Lambda) and any(
        (each.id if isinstance(each, ast.Name) else getattr(each, "attr", "")) in _PROPERTIES
        for each in function.node.decorator_list
    )


def _gives(key: str, of: Thing) -> Thing:
    text = _keras2.GIVES[key]
    if text == "self":
        return Object(of) if isinstance(of, (Named, OwnClass)) else of
    if text.startswith("["):
        return ListOf(Object(Named(text[1:-1])))
    return Object(Named(text))


def _item(thing: Thing) -> Thing:
    return thing.item if isinstance(thing, ListOf) else Unknown(thing.why if isinstance(thing, Unknown) else "")


def _tuple(items: tuple[Thing, ...]) -> ListOf:
    return ListOf(Unknown(), items)


def _part(thing: Thing, path: tuple[int, ...]) -> Thing:
    """The part of a tuple that ``a, (b, c) = value`` gives one of its names."""
    for index in path:
        if not isinstance(thing, ListOf):
            return Unknown(thing.why if isinstance(thing, Unknown) else "")
        if thing.items:
            thing = thing.items[index] if -len(thing.items) <= index < len(thing.items) else Unknown()
        else:
            thing = thing.item
    return thing
