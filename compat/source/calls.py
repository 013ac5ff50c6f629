"""The arguments of a call, and the edits that remove, rename, replace or add some."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from typing import Union

from .edits import Edit, Overlap
from .text import Text

Argument = Union[ast.expr, ast.keyword]
_BLANK = b" \t\f\r\n\\"


def argument(call: ast.Call, name: str, parameters: tuple[str, ...] = ()) -> Argument | None:
    """What a call gives ``name``: a keyword, or the expression at its position in ``parameters``."""
    for keyword in call.keywords:
        if keyword.arg == name:
            return keyword
    if name in parameters:
        position = parameters.index(name)
        if position < len(call.args) and not any(isinstance(each, ast.Starred) for each in call.args[: position + 1]):
            return call.args[position]
    return None


def value(found: Argument) -> ast.expr:
    """The expression of an argument."""
    return found.value if isinstance(found, ast.keyword) else found


def is_open(call: ast.Call) -> bool:
    """Whether a call has ``*args`` or ``**kwargs``, so that it may give more than one sees."""
    return any(isinstance(each, ast.Starred) for each in call.args) or any(each.arg is None for each in call.keywords)


@dataclass
class CallChange:
    """What becomes of the arguments of one call; several findings may each ask for a part of it.

    Attributes:
        removed: Arguments that go.
        renamed: Keywords with a new name.
        replaced: Arguments whose expression is another.
        added: Keywords that come, ``name=value``, after the last argument.
    """

    call: ast.Call
    removed: list[Argument] = field(default_factory=list)
    renamed: dict[ast.keyword, str] = field(default_factory=dict)
    replaced: dict[Argument, str] = field(default_factory=dict)
    added: list[str] = field(default_factory=list)

    def include(self, other: CallChange) -> None:
        """Take in what another finding asks for on the same call."""
        self.removed += [each for each in other.removed if each not in self.removed]
        self.renamed.update(other.renamed)
        self.replaced.update(other.replaced)
        self.added += [each for each in other.added if each not in self.added]

    def edits(self, text: Text) -> list[Edit]:
        """The edits that do it.

        Raises:
            Overlap: An argument would be given twice.
        """
        names = [
            self.renamed.get(each, each.arg) for each in self.call.keywords if each.arg and each not in self.removed
        ]
        names += [each.partition("=")[0] for each in self.added]
        if len(names) != len(set(names)):
            raise Overlap(f"an argument would be given twice: {', '.join(map(str, names))}")
        found = [
            Edit(text.start(keyword), text.start(keyword) + len((keyword.arg or "").encode()), new)
            for keyword, new in self.renamed.items()
        ]
        for each, new in self.replaced.items():
            found.append(Edit(text.start(value(each)), text.end(value(each)), new))
        arguments: list[Argument] = sorted([*self.call.args, *self.call.keywords], key=text.start)
        kept = [each for each in arguments if each not in self.removed]
        insertion, at = ", ".join(self.added), None
        if insertion:
            at = ends_at(text, self.call, kept[-1]) if kept else _after_bracket(text, self.call)
            insertion = f", {insertion}" if kept else insertion
        for span in _gaps(text, self.call, arguments, self.removed):
            if at == span[0]:
                found.append(Edit(*span, insertion))
                at = None
            else:
                found.append(Edit(*span, ""))
        if at is not None:
            found.append(Edit(at, at, insertion))
        return found


def removable(text: Text, call: ast.Call, each: Argument) -> bool:
    """Whether an argument can be cut out: not one in brackets of its own, nor one with positional ones behind it."""
    return isinstance(each, ast.keyword) or (call.args[-1] is each and _brackets(text, call, each) == 0)


def _gaps(text: Text, call: ast.Call, arguments: list[Argument], removed: list[Argument]) -> list[tuple[int, int]]:
    """The spans that go with the removed arguments: their commas, and the white space up to what follows."""
    spans, index = [], 0
    while index < len(arguments):
        if arguments[index] not in removed:
            index += 1
            continue
        first = index
        while index < len(arguments) and arguments[index] in removed:
            index += 1
        spans.append(_gap(text, call, arguments, first, index))
    return spans


def _gap(text: Text, call: ast.Call, arguments: list[Argument], first: int, behind: int) -> tuple[int, int]:
    start, end = text.start(arguments[first]), text.end(arguments[behind - 1])
    if behind < len(arguments):
        comma = _comma(text, end)
        following = text.start(arguments[behind])
        if b"#" in text.data[comma:following]:
            # A comment at the end of the line stays, on the line of what stood before it if there is one.
            return start, comma + _blanks(text, comma, b" \t")
        return start, comma + _blanks(text, comma, _BLANK)
    if first > 0:
        before = ends_at(text, call, arguments[first - 1])
        if b"#" in text.data[before:start]:
            return start, _trailing_comma(text, end)
        return before, end
    return start, _trailing_comma(text, end)


def ends_at(text: Text, call: ast.Call, each: Argument) -> int:
    """The end of an argument, with the brackets around it."""
    end = text.end(each)
    for _ in range(_brackets(text, call, each)):
        end = text.data.index(b")", end) + 1
    return end


def start_of(text: Text, call: ast.Call, each: Argument) -> int:
    """The start of an argument, with the brackets around it."""
    start = text.start(each)
    for _ in range(_brackets(text, call, each)):
        start = text.data.rindex(b"(", 0, start)
    return start


def _brackets(text: Text, call: ast.Call, each: Argument) -> int:
    """How many brackets of its own a positional argument stands in: ``f((1))``; the tree does not tell."""
    if isinstance(each, (ast.keyword, ast.Starred)):
        return 0
    before, opened = text.data[: text.start(each)].rstrip(_BLANK), 0
    while before.endswith(b"("):
        before, opened = before[:-1].rstrip(_BLANK), opened + 1
    return opened - (call.args[0] is each)


def _comma(text: Text, position: int) -> int:
    """The place behind the next comma; comments on the way are passed over."""
    while text.data[position : position + 1] != b",":
        if text.data[position : position + 1] == b"#":
            position = text.starts[text.line_of(position)]
        else:
            position += 1
    return position + 1


def _trailing_comma(text: Text, end: int) -> int:
    """The place behind a comma that follows at once, else ``end``."""
    behind = end + _blanks(text, end, _BLANK)
    return behind + 1 if text.data[behind : behind + 1] == b"," else end


def _blanks(text: Text, position: int, kinds: bytes) -> int:
    rest = text.data[position : position + 4096]
    return len(rest) - len(rest.lstrip(kinds))


def _next_bracket(text: Text, position: int) -> int:
    return text.data.index(b"(", position)


def _after_bracket(text: Text, call: ast.Call) -> int:
    return _next_bracket(text, text.end(call.func)) + 1
