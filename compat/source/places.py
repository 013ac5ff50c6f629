"""Where the layer that a call makes goes: first into a model, behind another layer, or onto a tensor."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import Union

from . import flow
from .calls import argument, is_open
from .infer import Inference
from .parameters import dotted
from .scopes import FUNCTIONS, LOOPS, Binding, Tree
from .things import Named, Object, Thing, classes

_SEQUENTIAL = "keras.Sequential"
_HARMLESS = ("print", "len", "type", "isinstance", "id", "repr", "str", "hasattr", "getattr")


@dataclass(frozen=True)
class Added:
    """``model.add(layer)``, a statement. ``first``: nothing was added before."""

    statement: ast.Expr
    model: ast.expr
    first: bool


@dataclass(frozen=True)
class Listed:
    """An item of ``Sequential([...])``. ``first``: it is the first one."""

    item: ast.expr
    first: bool


@dataclass(frozen=True)
class Applied:
    """``layer(x)``, or the layer inside a wrapper: Keras 2 looked at no shape there."""


@dataclass(frozen=True)
class Unclear:
    """The file does not show it: ``why``."""

    why: str


Place = Union[Added, Listed, Applied, Unclear]


class Places:
    """The places of the layers of one file."""

    def __init__(self, tree: Tree, inference: Inference) -> None:
        self._tree, self._infer = tree, inference

    def of(self, node: ast.expr) -> Place:
        """Where the layer goes that an expression makes, or that a name holds."""
        parent = self._tree.parents[node]
        if isinstance(parent, ast.keyword):
            parent = self._tree.parents[parent]
        if isinstance(parent, ast.Call):
            return self._in_call(node, parent)
        if isinstance(parent, (ast.List, ast.Tuple)):
            return self._in_list(node, parent)
        if isinstance(parent, (ast.Assign, ast.AnnAssign)):
            return self._assigned(parent)
        return Unclear("the place of the layer in a model is not to be seen here")

    # ---- right here ----------------------------------------------------------------------------------------------

    def _in_call(self, node: ast.expr, call: ast.Call) -> Place:
        if call.func is node:
            return Applied()
        if isinstance(call.func, ast.Attribute) and call.func.attr == "add":
            statement = self._tree.parents[call]
            if not isinstance(statement, ast.Expr):
                return Unclear("the layer is added inside a larger expression")
            return self._added(statement, call.func.value)
        called = self._infer.of(call.func)
        if isinstance(called, Named) and "keras.layers.Wrapper" in classes(called):
            return Applied()
        if isinstance(called, Named) and "keras.layers.RNN" in classes(called):
            return Applied()
        return Unclear("the layer is passed on to a call")

    def _in_list(self, node: ast.expr, items: ast.List | ast.Tuple) -> Place:
        call = self._tree.parents[items]
        if isinstance(call, ast.keyword) and call.arg == "layers":
            call = self._tree.parents[call]
        if not isinstance(call, ast.Call) or _SEQUENTIAL not in self._class(call.func):
            return Unclear("the layer is in a list that is no argument of Sequential()")
        index = next(index for index, each in enumerate(items.elts) if each is node)
        if any(isinstance(each, ast.Starred) for each in items.elts[:index]):
            return Unclear("the list of layers has a starred item before this one")
        return Listed(node, index == 0)

    def _class(self, node: ast.expr) -> list[str]:
        thing = self._infer.of(node)
        return [] if isinstance(thing, Object) else classes(thing)

    # ---- held by a name first ------------------------------------------------------------------------------------

    def _assigned(self, statement: ast.Assign | ast.AnnAssign) -> Place:
        targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
        key = dotted(targets[0]) if len(targets) == 1 else ""
        uses = self._uses(key, statement) if key else None
        if uses is None:
            return Unclear("the layer is held by something that may hold another")
        places = [place for use in uses for place in self._of_use(use)]
        if places and all(isinstance(place, Applied) for place in places):
            return Applied()
        if len(places) == 1:
            return places[0]
        return Unclear(f"{key} is used in several ways" if places else f"this file does not show what becomes of {key}")

    def _uses(self, key: str, statement: ast.stmt) -> list[ast.expr] | None:
        """The uses of what a statement binds; None if they may mean something else."""
        uses = self._tree.uses.get(key, [])
        if "." in key:
            owner = next((each for each in self._tree.above(statement) if isinstance(each, ast.ClassDef)), None)
            if owner is None or len(self._tree.scopes[owner].attributes.get(key.partition(".")[2], ())) != 1:
                return None
            return [use for use in uses if owner in self._tree.above(use)]
        scope = self._tree.home[statement]
        found = []
        for use in uses:
            reached = self._reaching(key, use)
            if any(binding.node is statement for binding in reached):
                if len(reached) > 1:
                    return None
                found.append(use)
        return found if scope.bindings.get(key) else None

    def _reaching(self, name: str, use: ast.expr) -> list[Binding]:
        for scope in self._tree.lookup(self._tree.home[use]):
            if name in scope.bindings:
                return flow.reaching(self._tree, name, use, scope)
        return []

    def _of_use(self, use: ast.expr) -> list[Place]:
        parent = self._tree.parents[use]
        if isinstance(parent, ast.Attribute):
            return []
        if isinstance(parent, (ast.Call, ast.keyword, ast.List, ast.Tuple)):
            return [self.of(use)]
        return [Unclear("the layer is passed on")]

    # ---- first or not --------------------------------------------------------------------------------------------

    def _added(self, statement: ast.Expr, model: ast.expr) -> Place:
        key = dotted(model)
        if not key:
            return Unclear("the model that the layer is added to has no name")
        current: ast.stmt = statement
        while True:
            block = self._tree.block(current)
            for before in reversed(block[: next(index for index, each in enumerate(block) if each is current)]):
                effect = self._effect(before, key)
                if isinstance(effect, Unclear):
                    return effect
                if effect is not None:
                    return Added(statement, model, first=effect == "empty")
            parent = self._tree.parents[current]
            if isinstance(parent, LOOPS):
                return Unclear("the layer is added in a loop, where it may be the first or not")
            if isinstance(parent, (ast.Module, ast.ClassDef, *FUNCTIONS)):
                return Unclear(f"this file does not show where {key} begins")
            current = self._tree.statement(parent)

    def _effect(self, statement: ast.stmt, key: str) -> str | Unclear | None:
        """What a statement does to a model: ``empty`` (it begins), ``more`` (it has layers then), unclear, or nothing."""
        if isinstance(statement, (ast.Assign, ast.AnnAssign)):
            targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
            if any(dotted(each) == key for each in targets):
                return self._beginning(statement.value, key)
        if isinstance(statement, ast.Expr) and self._adds(statement, key):
            return "more"
        if isinstance(statement, ast.If) and statement.orelse:
            effects = [self._last_effect(each, key) for each in (statement.body, statement.orelse)]
            if all(effect == "more" for effect in effects):
                return "more"
        if self._touches(statement, key):
            return Unclear(f"{key} may have got a layer before")
        return None

    def _last_effect(self, block: list[ast.stmt], key: str) -> str | Unclear | None:
        return next((effect for each in reversed(block) for effect in [self._effect(each, key)] if effect), None)

    def _beginning(self, made: ast.expr | None, key: str) -> str | Unclear:
        if isinstance(made, ast.Call) and _SEQUENTIAL in self._class(made.func) and not is_open(made):
            given = argument(made, "layers", ("layers",))
            items = given.value if isinstance(given, ast.keyword) else given
            if items is None or (isinstance(items, ast.Constant) and items.value is None):
                return "empty"
            if isinstance(items, (ast.List, ast.Tuple)) and not any(
                isinstance(each, ast.Starred) for each in items.elts
            ):
                return "more" if items.elts else "empty"
        return Unclear(f"this file does not show whether {key} begins without layers")

    def _adds(self, statement: ast.Expr, key: str) -> bool:
        call = statement.value
        return (
            isinstance(call, ast.Call)
            and isinstance(call.func, ast.Attribute)
            and call.func.attr == "add"
            and dotted(call.func.value) == key
        )

    def _touches(self, statement: ast.stmt, key: str) -> bool:
        """Whether a statement may add to a model: by ``add`` somewhere in it, by another name, or by a call."""
        for node in ast.walk(statement):
            if isinstance(node, (ast.Name, ast.Attribute)) and dotted(node) == key:
                parent = self._tree.parents[node]
                if isinstance(getattr(node, "ctx", None), ast.Store):
                    return True
                if isinstance(parent, ast.Attribute):
                    if parent.attr in ("add", "pop"):
                        return True
                elif not self._only_looks(parent):
                    return True
        return False

    def _only_looks(self, parent: ast.AST) -> bool:
        """Whether what a model is given to does not add layers to it: a class or function of Keras, or ``print``."""
        if isinstance(parent, ast.keyword):
            parent = self._tree.parents[parent]
        if not isinstance(parent, ast.Call):
            return False
        called: Thing = self._infer.of(parent.func)
        known = isinstance(called, Named) and called.name.partition(".")[0] == "keras"
        return known or getattr(parent.func, "id", "") in _HARMLESS
