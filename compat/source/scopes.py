"""The one walk over a tree: who is whose parent, what each scope binds, which nodes the rules look at."""

from __future__ import annotations

import ast
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from typing import Any, Union

Function = Union[ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda]
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
SCOPES = (ast.Module, ast.ClassDef, *FUNCTIONS, *COMPREHENSIONS)
LOOPS = (ast.For, ast.AsyncFor, ast.While)


@dataclass(frozen=True)
class Binding:
    """A name gets a value.

    Attributes:
        node: The statement, parameter or target that does it.
        kind: ``import``, ``value``, ``item`` (of a loop), ``parameter``, ``def``, or ``other``.
        value: The expression it gets the value of, or an item of (``value``, ``item``).
        path: The position in a tuple, for ``a, b = pair``.
        dotted: The full name, for an import.
    """

    node: ast.AST
    kind: str
    value: ast.expr | None = None
    path: tuple[int, ...] = ()
    dotted: str = ""


@dataclass
class Scope:
    """The names of a module, class, function, lambda or comprehension.

    Attributes:
        attributes: What ``self.NAME = value`` in its methods gives, for a class.
        returns: The expressions that a function returns.
        foreign: Names that are declared ``global`` or ``nonlocal``.
        stars: Modules of which all names are imported.
    """

    node: ast.AST
    bindings: dict[str, list[Binding]] = field(default_factory=dict)
    attributes: dict[str, list[Binding]] = field(default_factory=dict)
    returns: list[ast.expr] = field(default_factory=list)
    yields: bool = False
    foreign: set[str] = field(default_factory=set)
    stars: list[str] = field(default_factory=list)


class Tree:
    """A tree that was walked once.

    Attributes:
        parents: The parent of every node.
        home: The scope in which every node is evaluated.
        scopes: The scope of every node that opens one.
        calls: Every call.
        attributes: The attributes whose name is among ``names``.
        strings: The string constants that are among ``strings``.
        loops: Every ``for`` statement.
        imports: Every import.
        uses: Where a name, or an attribute of one, is read: ``{"model": [...], "self.model": [...]}``.
    """

    def __init__(self, root: ast.Module, names: Collection[str], strings: Collection[str]) -> None:
        self.root = root
        self.parents: dict[ast.AST, ast.AST] = {}
        self.scopes: dict[ast.AST, Scope] = {root: Scope(root)}
        self.home: dict[ast.AST, Scope] = {root: self.scopes[root]}
        self.calls: list[ast.Call] = []
        self.attributes: list[ast.Attribute] = []
        self.strings: list[ast.Constant] = []
        self.loops: list[ast.For] = []
        self.imports: list[ast.Import | ast.ImportFrom] = []
        self.uses: dict[str, list[ast.expr]] = {}
        self._names, self._strings = names, strings
        self._calls_by_name: dict[str, list[ast.Call]] | None = None
        self._walk()

    # ---- moving about --------------------------------------------------------------------------------------------

    def above(self, node: ast.AST) -> Iterator[ast.AST]:
        """The nodes around a node, the nearest first."""
        while node in self.parents:
            node = self.parents[node]
            yield node

    def calls_of(self, name: str) -> list[ast.Call]:
        """The calls of something by that name, or of a method or attribute by that name."""
        if self._calls_by_name is None:
            self._calls_by_name = {}
            for call in self.calls:
                self._calls_by_name.setdefault(last_name(call.func), []).append(call)
        return self._calls_by_name.get(name, [])

    def statement(self, node: ast.AST) -> ast.stmt:
        """The statement that a node is in, or is."""
        while not isinstance(node, ast.stmt):
            node = self.parents[node]
        return node

    def lookup(self, scope: Scope) -> Iterator[Scope]:
        """The scopes in which a name is looked up, from ``scope`` outwards; those of classes around it are passed over."""
        yield scope
        while scope.node is not self.root:
            scope = self.home[scope.node]
            if not isinstance(scope.node, ast.ClassDef):
                yield scope

    def block(self, statement: ast.stmt) -> list[ast.stmt]:
        """The list of statements that a statement stands in."""
        parent = self.parents[statement]
        for name in ("body", "orelse", "finalbody"):
            found = getattr(parent, name, None)
            if isinstance(found, list) and any(each is statement for each in found):
                return found
        return [statement]

    # ---- the walk ------------------------------------------------------------------------------------------------

    def _walk(self) -> None:
        stack: list[tuple[ast.AST, ast.AST, Scope]] = [
            (child, self.root, self.scopes[self.root]) for child in _children(self.root)
        ]
        while stack:
            node, parent, home = stack.pop()
            self.parents[node] = parent
            self.home[node] = home
            kind = type(node)
            see = _SEEN.get(kind)
            if see is not None:
                see(self, node, home)
            if kind in _OTHER_HOMES:
                stack.extend((child, node, self._home(child, node)) for child in _children(node))
            else:
                stack.extend([(child, node, home) for child in _children(node)])

    def _home(self, node: ast.AST, parent: ast.AST) -> Scope:
        """The scope of a child of what opens one, or of parameters: their defaults and annotations are outside."""
        if isinstance(parent, SCOPES):
            if parent not in self.scopes:
                self.scopes[parent] = Scope(parent)
            inside = isinstance(node, (ast.stmt, ast.arguments)) or not isinstance(parent, _DEFINITIONS)
            return self.scopes[parent] if inside else self.home[parent]
        if isinstance(parent, ast.arguments):
            return self.home[parent] if isinstance(node, ast.arg) else self.home[self.parents[parent]]
        return self.home[self.parents[self.parents[parent]]]

    def _name(self, node: ast.Name, scope: Scope) -> None:
        if isinstance(node.ctx, ast.Load):
            self.uses.setdefault(node.id, []).append(node)

    def _call(self, node: ast.Call, scope: Scope) -> None:
        self.calls.append(node)

    def _attribute(self, node: ast.Attribute, scope: Scope) -> None:
        if node.attr in self._names:
            self.attributes.append(node)
        if isinstance(node.value, ast.Name) and isinstance(node.ctx, ast.Load):
            self.uses.setdefault(f"{node.value.id}.{node.attr}", []).append(node)

    def _constant(self, node: ast.Constant, scope: Scope) -> None:
        if isinstance(node.value, str) and node.value in self._strings:
            self.strings.append(node)

    def _bind(self, node: ast.AST, scope: Scope) -> None:
        if isinstance(node, ast.Assign):
            for target in node.targets:
                self._target(target, node, "value", node.value, (), scope)
        elif isinstance(node, ast.AnnAssign):
            if node.value is not None:
                self._target(node.target, node, "value", node.value, (), scope)
        elif isinstance(node, ast.AugAssign):
            self._target(node.target, node, "other", None, (), scope)
        elif isinstance(node, ast.NamedExpr):
            self._target(node.target, node, "value", node.value, (), scope)
        elif isinstance(node, (ast.For, ast.AsyncFor)):
            self._target(node.target, node, "item", node.iter, (), scope)
            if isinstance(node, ast.For):
                self.loops.append(node)
        elif isinstance(node, ast.comprehension):
            self._target(node.target, node, "item", node.iter, (), scope)
        elif isinstance(node, ast.withitem):
            if node.optional_vars is not None:
                self._target(node.optional_vars, node, "other", None, (), scope)
        elif isinstance(node, ast.ExceptHandler):
            if node.name:
                self._add(scope, node.name, Binding(node, "other"))
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            self._add(scope, node.name, Binding(node, "def"))
        elif isinstance(node, ast.arg):
            self._add(scope, node.arg, Binding(node, "parameter"))
        elif isinstance(node, ast.Import):
            self.imports.append(node)
            for alias in node.names:
                name = alias.asname or alias.name.partition(".")[0]
                self._add(scope, name, Binding(node, "import", dotted=alias.name if alias.asname else name))
        elif isinstance(node, ast.ImportFrom):
            self.imports.append(node)
            self._import_from(node, scope)
        elif isinstance(node, ast.Return):
            if node.value is not None:
                scope.returns.append(node.value)
        elif isinstance(node, (ast.Yield, ast.YieldFrom)):
            scope.yields = True
        elif isinstance(node, (ast.Global, ast.Nonlocal)):
            scope.foreign.update(node.names)
        elif type(node).__name__ in ("MatchAs", "MatchStar", "MatchMapping"):
            caught = getattr(node, "name", None) or getattr(node, "rest", None)
            if caught:
                self._add(scope, caught, Binding(node, "other"))

    def _import_from(self, node: ast.ImportFrom, scope: Scope) -> None:
        module = "." * node.level + (node.module or "")
        for alias in node.names:
            if alias.name == "*":
                scope.stars.append(module)
            else:
                dotted = f"{module}.{alias.name}" if node.module else f"{module}{alias.name}"
                self._add(scope, alias.asname or alias.name, Binding(node, "import", dotted=dotted))

    def _target(
        self, target: ast.expr, node: ast.AST, kind: str, value: ast.expr | None, path: tuple[int, ...], scope: Scope
    ) -> None:
        if isinstance(target, ast.Name):
            self._add(scope, target.id, Binding(node, kind, value, path))
        elif isinstance(target, (ast.Tuple, ast.List)):
            for index, each in enumerate(target.elts):
                self._target(each, node, kind, value, (*path, index), scope)
        elif isinstance(target, ast.Starred):
            self._target(target.value, node, "other", None, (), scope)
        elif isinstance(target, ast.Attribute) and isinstance(target.value, ast.Name):
            owner = self._class_of_self(target.value.id, scope)
            if owner is not None:
                owner.attributes.setdefault(target.attr, []).append(Binding(node, kind, value, path))

    def _class_of_self(self, name: str, scope: Scope) -> Scope | None:
        """The class whose method has ``name`` as its first parameter."""
        while isinstance(scope.node, (*FUNCTIONS, *COMPREHENSIONS)):
            around = self.home[scope.node]
            if name in scope.bindings and isinstance(around.node, ast.ClassDef):
                return around if name == first_parameter(scope.node) else None
            scope = around
        return None

    def _add(self, scope: Scope, name: str, binding: Binding) -> None:
        if name in scope.foreign:
            for outer in list(self.lookup(scope))[1:]:
                scope = outer
                if name in outer.bindings:
                    break
        scope.bindings.setdefault(name, []).append(binding)


_DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
_BINDING = (
    *_DEFINITIONS,
    *(ast.Assign, ast.AnnAssign, ast.AugAssign, ast.NamedExpr, ast.For, ast.AsyncFor, ast.comprehension, ast.withitem),
    *(ast.ExceptHandler, ast.arg, ast.Import, ast.ImportFrom, ast.Return, ast.Yield, ast.YieldFrom),
    *(ast.Global, ast.Nonlocal),
    *(getattr(ast, name) for name in ("MatchAs", "MatchStar", "MatchMapping") if hasattr(ast, name)),
)


def first_parameter(node: ast.AST) -> str:
    """The name of a function's first positional parameter, or nothing."""
    if not isinstance(node, FUNCTIONS):
        return ""
    parameters = [*node.args.posonlyargs, *node.args.args]
    return parameters[0].arg if parameters else ""


def last_name(node: ast.AST | None) -> str:
    """``LSTM`` of ``LSTM`` and of ``keras.layers.LSTM``; empty for another expression."""
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


#: What is done at a node, by its type; the rest binds names or says nothing.
_SEEN: dict[type, Callable[[Tree, Any, Scope], None]] = {
    ast.Name: Tree._name,
    ast.Call: Tree._call,
    ast.Attribute: Tree._attribute,
    ast.Constant: Tree._constant,
    **dict.fromkeys(_BINDING, Tree._bind),
}

#: Nodes whose children are not all evaluated in the scope that the node is in.
_OTHER_HOMES = frozenset({*SCOPES, ast.arguments, ast.arg})

#: Nodes that only say how their parent is meant.
_MARKS = (ast.expr_context, ast.boolop, ast.operator, ast.unaryop, ast.cmpop)


def _children(node: ast.AST) -> list[ast.AST]:
    """The children of a node, the last first, without marks. (Half the time of ``ast.iter_child_nodes``.)"""
    if isinstance(node, (ast.Name, ast.Constant)):
        return []
    found: list[ast.AST] = []
    for name in node._fields:
        value = getattr(node, name, None)
        if isinstance(value, list):
            found += [each for each in value if isinstance(each, ast.AST) and not isinstance(each, _MARKS)]
        elif isinstance(value, ast.AST) and not isinstance(value, _MARKS):
            found.append(value)
    found.reverse()
    return found
