"""Arguments that go, come, and change, with their commas, comments, brackets and white space."""

from __future__ import annotations

import ast

import pytest
from helpers import dedent

from compat.source.calls import CallChange, argument, removable
from compat.source.edits import Overlap, apply
from compat.source.text import Text

REMOVED = {
    "only": ("f(a=1)", "a", "f()"),
    "only, trailing comma": ("f(a=1,)", "a", "f()"),
    "only, on lines": ("f(\n    a=1,\n)", "a", "f(\n    \n)"),
    "first": ("f(a=1, b=2)", "a", "f(b=2)"),
    "middle": ("f(1, a=1, b=2)", "a", "f(1, b=2)"),
    "last": ("f(1, a=1)", "a", "f(1)"),
    "last, trailing comma": ("f(1, a=1,)", "a", "f(1,)"),
    "last, spaces": ("f( 1 , a = 1 )", "a", "f( 1 )"),
    "two in a row": ("f(1, a=1, b=2, c=3)", "a b", "f(1, c=3)"),
    "two at the end": ("f(1, c=3, a=1, b=2)", "a b", "f(1, c=3)"),
    "two apart": ("f(a=1, c=3, b=2)", "a b", "f(c=3)"),
    "all": ("f(a=1, b=2)", "a b", "f()"),
    "value in brackets": ("f(a=(1), b=(2))", "a", "f(b=(2))"),
    "brackets before": ("f((1), a=1)", "a", "f((1))"),
    "many brackets before": ("f(((1)) , a=1)", "a", "f(((1)))"),
    "call before": ("f(g(1), a=1)", "a", "f(g(1))"),
    "starred before": ("f(*(x), a=1)", "a", "f(*(x))"),
    "double starred behind": ("f(a=1, **(x))", "a", "f(**(x))"),
    "own line": ("f(1,\n  a=1,\n  b=2)", "a", "f(1,\n  b=2)"),
    "own line, last": ("f(1,\n  b=2,\n  a=1)", "a", "f(1,\n  b=2)"),
    "own line, trailing comma": ("f(\n  1,\n  a=1,\n)", "a", "f(\n  1,\n)"),
    "comment behind": ("f(1,\n  a=1,  # one\n  b=2)", "a", "f(1,\n  # one\n  b=2)"),
    "comment of the one before": ("f(1,  # one\n  a=1)", "a", "f(1,  # one\n  )"),
    "comment with a comma": ("f(1,  # a, b\n  a=1,  # c, d\n  b=2)", "a", "f(1,  # a, b\n  # c, d\n  b=2)"),
    "value on lines": ("f(a=[\n  1,\n  2,\n], b=2)", "a", "f(b=2)"),
    "continued line": ("f(1, \\\n  a=1)", "a", "f(1)"),
    "string with a bracket": ('f(")", a="(,", b=2)', "a", 'f(")", b=2)'),
}


def parsed(source: str) -> tuple[Text, ast.Call]:
    text = Text(source.encode())
    call = text.parse().body[0].value  # type: ignore[attr-defined]
    return text, call


@pytest.mark.parametrize("name", REMOVED)
def test_removed(name: str) -> None:
    before, names, after = REMOVED[name]
    text, call = parsed(before)
    change = CallChange(call, removed=[each for each in call.keywords if each.arg in names.split()])
    assert apply(text.data, change.edits(text)).decode() == after
    ast.parse(after)


ADDED = {
    "to nothing": ("f()", "", "f(z=9)"),
    "to nothing, on lines": ("f(\n)", "", "f(z=9\n)"),
    "to one": ("f(1)", "", "f(1, z=9)"),
    "to one in brackets": ("f((1))", "", "f((1), z=9)"),
    "to a trailing comma": ("f(1,)", "", "f(1, z=9,)"),
    "to a generator": ("f(x=(y for y in z))", "", "f(x=(y for y in z), z=9)"),
    "in the place of the last": ("f(1, a=1)", "a", "f(1, z=9)"),
    "in the place of the only one": ("f(a=1)", "a", "f(z=9)"),
    "behind one that goes": ("f(a=1, b=2)", "a", "f(b=2, z=9)"),
    "behind a comment": ("f(1)  # f(2)", "", "f(1, z=9)  # f(2)"),
    "to a call of a call": ("f(1)(2)", "", "f(1)(2, z=9)"),
    "to a method on lines": ("(f\n .g)(1)", "", "(f\n .g)(1, z=9)"),
}


@pytest.mark.parametrize("name", ADDED)
def test_added(name: str) -> None:
    before, removed, after = ADDED[name]
    text, call = parsed(before)
    change = CallChange(call, removed=[each for each in call.keywords if each.arg == removed], added=["z=9"])
    assert apply(text.data, change.edits(text)).decode() == after
    ast.parse(after)


def test_renamed_and_replaced() -> None:
    text, call = parsed("f(1, a=(1), b = 2)")
    a, b = call.keywords
    change = CallChange(call, renamed={a: "aa"}, replaced={a: "3", b: "4", call.args[0]: "0"})
    assert apply(text.data, change.edits(text)).decode() == "f(0, aa=(3), b = 4)"


def test_changes_of_two_findings_are_made_together() -> None:
    text, call = parsed("f(a=1, b=2, c=3)")
    a, b, c = call.keywords
    change = CallChange(call, removed=[a], renamed={c: "d"})
    change.include(CallChange(call, removed=[b, a], replaced={c: "9"}, added=["e=5"]))
    assert apply(text.data, change.edits(text)).decode() == "f(d=9, e=5)"


def test_argument_that_would_be_given_twice() -> None:
    text, call = parsed("f(a=1, b=2)")
    with pytest.raises(Overlap, match="^an argument would be given twice: b, b$"):
        CallChange(call, renamed={call.keywords[0]: "b"}).edits(text)


def test_argument_by_name_and_by_position() -> None:
    _, call = parsed("f(1, *x, 2, c=3)")
    assert argument(call, "a", ("a", "b", "c")) is call.args[0]
    assert argument(call, "b", ("a", "b", "c")) is None
    assert argument(call, "c", ("a", "b", "c")) is call.keywords[0]
    assert argument(call, "d") is None


def test_which_positional_arguments_can_be_cut_out() -> None:
    text, call = parsed("f(1, (2))")
    assert not removable(text, call, call.args[0])
    assert not removable(text, call, call.args[1])
    text, call = parsed("f(1, 2, a=3)")
    assert removable(text, call, call.args[1])


def test_positional_argument_goes_with_its_comma() -> None:
    text, call = parsed(dedent("f(1,\n  2)"))
    assert apply(text.data, CallChange(call, removed=[call.args[1]]).edits(text)) == b"f(1)"
