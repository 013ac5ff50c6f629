"""A call as an expression of Keras 3: ``K.concatenate([a, b])`` is ``keras.ops.concatenate([a, b], axis=-1)``."""

from __future__ import annotations

import ast
from functools import cache
from typing import NamedTuple, Union

from ...changes import _keras2
from ...changes._kinds import Form
from ..calls import Argument, CallChange, ends_at, is_open, removable, start_of, value
from ..context import Context
from ..edits import Edit
from ..findings import Fix
from ..spelling import CannotSpell

#: Expressions that need no brackets where something follows or stands in front.
_ATOMS = (ast.Name, ast.Attribute, ast.Call, ast.Subscript, ast.List, ast.Tuple, ast.Dict, ast.Set, ast.ListComp)
Piece = Union[str, Argument]


class _Parameter(NamedTuple):
    name: str
    optional: bool
    default: str


@cache
def _parameters(form: Form) -> tuple[_Parameter, ...]:
    found = []
    for each in form.parameters.split():
        name, equals, default = each.partition("=")
        found.append(_Parameter(name.rstrip("?"), name.endswith("?") or bool(equals), default))
    return tuple(found)


@cache
def _parsed(text: str) -> ast.expr:
    return ast.parse(text, mode="eval").body


def rewrite(context: Context, call: ast.Call, form: Form) -> Fix:
    """What makes the form of a call of a function.

    Raises:
        CannotSpell: The call does not show what it is given, or the file has no room for a name.
    """
    given = _given(call, form)
    fix = Fix(why_unsafe=form.why_unsafe)
    parent = context.tree.parents[call]
    text = form.item if form.item and isinstance(parent, ast.Subscript) and parent.value is call else form.text
    body = _parsed(text)
    fix.keras2 = _names(body) <= _keras2.public()[1]
    if isinstance(body, ast.Call) and body.keywords and not body.args:
        function = _spelled(context, fix, _dotted(body.func), call)
        fix.edits.append(Edit(context.text.start(call.func), context.text.end(call.func), function))
        _arguments(context, call, form, body, given, fix)
    else:
        _expression(context, call, body, given, fix)
    return fix


def rename_method(context: Context, call: ast.Call, form: Form) -> Fix:
    """What makes the form of a call of a method, whose text is a call of another method of the object.

    Raises:
        CannotSpell: The call does not show what it is given.
    """
    body, func = _parsed(form.text), call.func
    assert isinstance(body, ast.Call) and isinstance(body.func, ast.Name) and isinstance(func, ast.Attribute)
    fix = Fix(why_unsafe=form.why_unsafe)
    end = context.text.end(func)
    fix.edits.append(Edit(end - len(func.attr.encode()), end, body.func.id))
    _arguments(context, call, form, body, _given(call, form), fix)
    return fix


def renames_only(form: Form) -> str:
    """The dotted name that stands for a function wherever it is named, not called; empty where none does."""
    body = _parsed(form.text)
    if not (isinstance(body, ast.Call) and body.keywords and not body.args):
        return ""
    mine = [each.name for each in _parameters(form) if not each.default]
    new = [keyword.value.id for keyword in body.keywords if isinstance(keyword.value, ast.Name)]
    return _dotted(body.func) if mine == new and len(new) == len(body.keywords) else ""


def _given(call: ast.Call, form: Form) -> dict[str, Argument]:
    """What a call gives for the parameters.

    Raises:
        CannotSpell: It does not show it, or lacks some.
    """
    if is_open(call):
        raise CannotSpell("the arguments are not all to be seen here")
    parameters = _parameters(form)
    if len(call.args) > len(parameters):
        raise CannotSpell("it has more arguments than can be rewritten")
    found: dict[str, Argument] = {each.name: node for each, node in zip(parameters, call.args)}
    for keyword in call.keywords:
        if keyword.arg in found or keyword.arg not in {each.name for each in parameters}:
            raise CannotSpell(f"{keyword.arg}= cannot be rewritten")
        found[str(keyword.arg)] = keyword
    lacking = [each.name for each in parameters if not each.optional and each.name not in found]
    if lacking:
        raise CannotSpell(f"{' and '.join(lacking)} is not given")
    return found


def _arguments(
    context: Context, call: ast.Call, form: Form, body: ast.Call, given: dict[str, Argument], fix: Fix
) -> None:
    """Rename, add and remove the arguments of a call, one function for another."""
    change = CallChange(call)
    by_position = next((i for i, each in enumerate(body.keywords) if each.arg == "_"), len(body.keywords))
    new = [each for each in body.keywords if each.arg != "_"]
    place = {each.value.id: index for index, each in enumerate(new) if isinstance(each.value, ast.Name)}
    for name, found in given.items():
        if name not in place:
            if not removable(context.text, call, found):
                raise CannotSpell("the argument has no name, and others follow it")
            change.removed.append(found)
            continue
        index, keyword = place[name], str(new[place[name]].arg)
        if isinstance(found, ast.keyword):
            if found.arg != keyword:
                change.renamed[found] = keyword
        elif call.args.index(found) != index or index >= by_position:
            at = start_of(context.text, call, found)
            fix.edits.append(Edit(at, at, f"{keyword}="))
    defaults = {each.name: each.default for each in _parameters(form) if each.default}
    for each in new:
        if not isinstance(each.value, ast.Name):
            change.added.append(f"{each.arg}={_literal(context, fix, each.value, call)}")
        elif each.value.id not in given and each.value.id in defaults:
            text = _literal(context, fix, _parsed(defaults[each.value.id]), call)
            change.added.append(f"{each.arg}={text}")
    if change.removed or change.renamed or change.added:
        fix.calls.append(change)


def _expression(context: Context, call: ast.Call, body: ast.expr, given: dict[str, Argument], fix: Fix) -> None:
    """Write the expression in the place of the call; an argument that stands in it once and alone is not touched."""
    text = context.text
    start, end = text.start(call), text.end(call)
    uses = [node.id for node in ast.walk(body) if isinstance(node, ast.Name) and node.id in given]
    for name in set(uses):
        if uses.count(name) > 1 and not isinstance(value(given[name]), (ast.Name, ast.Attribute)):
            raise CannotSpell(f"{name} would be computed twice")
    pieces = _pieces(context, fix, body, given, call)
    if _needs_brackets(context, call, body):
        pieces = ["(", *pieces, ")"]
    nodes = [each for each in pieces if not isinstance(each, str)]
    inside = [*given.values()]
    if len(inside) == 1 and nodes == inside and not isinstance(inside[0], ast.keyword):
        at = pieces.index(inside[0])
        first, last = start_of(text, call, inside[0]), ends_at(text, call, inside[0])
        if b"#" in text.data[start:first] or b"#" in text.data[last:end]:
            raise CannotSpell("there is a comment in the call")
        fix.edits.append(Edit(start, first, "".join(map(str, pieces[:at]))))
        fix.edits.append(Edit(last, end, "".join(map(str, pieces[at + 1 :]))))
        return
    if b"#" in text.data[start:end]:
        raise CannotSpell("there is a comment in the call")
    fix.edits.append(
        Edit(start, end, "".join(each if isinstance(each, str) else text.of(value(each)) for each in pieces))
    )


def _pieces(context: Context, fix: Fix, body: ast.expr, given: dict[str, Argument], call: ast.Call) -> list[Piece]:
    """The text of an expression, cut where arguments of the call stand."""
    source = ast.unparse(body)
    tree, position = _parsed(source), 0
    found: list[Piece] = []
    for node in sorted(_leaves(tree, given), key=lambda each: each.col_offset):
        found.append(source[position : node.col_offset])
        position = node.end_col_offset or 0
        if isinstance(node, ast.Name):
            argument = given[node.id]
            brackets = _is_operand(tree, node) and not isinstance(value(argument), _ATOMS)
            found += ["(", argument, ")"] if brackets else [argument]
        else:
            found.append(_spelled(context, fix, _dotted(node), call))
    return [each for each in [*found, source[position:]] if each != ""]


def _leaves(tree: ast.expr, given: dict[str, Argument]) -> list[ast.expr]:
    """The names of arguments, and the names that begin with ``keras.``, in an expression."""
    found: list[ast.expr] = []
    stack: list[ast.AST] = [tree]
    while stack:
        node = stack.pop()
        if isinstance(node, ast.expr) and _dotted(node).startswith("keras."):
            found.append(node)
            continue
        if isinstance(node, ast.Name) and node.id in given:
            found.append(node)
        stack.extend(ast.iter_child_nodes(node))
    return found


def _is_operand(tree: ast.expr, leaf: ast.Name) -> bool:
    """Whether an argument stands beside an operator or a dot."""
    for node in ast.walk(tree):
        if isinstance(node, (ast.BinOp, ast.Attribute)) and any(each is leaf for each in ast.iter_child_nodes(node)):
            return True
    return False


def _needs_brackets(context: Context, call: ast.Call, body: ast.expr) -> bool:
    parent = context.tree.parents[call]
    return (
        isinstance(body, ast.BinOp)
        and not isinstance(
            parent, (ast.Assign, ast.AnnAssign, ast.Return, ast.Expr, ast.keyword, ast.Lambda, ast.List, ast.Tuple)
        )
        and not (isinstance(parent, ast.Call) and parent.func is not call)
    )


def _literal(context: Context, fix: Fix, node: ast.expr, call: ast.Call) -> str:
    return "".join(map(str, _pieces(context, fix, node, {}, call)))


def _spelled(context: Context, fix: Fix, dotted: str, call: ast.Call) -> str:
    if not dotted.startswith("keras."):
        return dotted
    spelling = context.speller.spell(dotted, call)
    fix.edits += [each for each in spelling.edits if each not in fix.edits]
    return spelling.text


def _names(body: ast.expr) -> set[str]:
    """The names of Keras in an expression."""
    return {_dotted(each) for each in _leaves(body, {})}


def _dotted(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        base = _dotted(node.value)
        return f"{base}.{node.attr}" if base else ""
    return node.id if isinstance(node, ast.Name) else ""
