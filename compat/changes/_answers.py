"""What each entry answers, in words: for the table of ``compat list``, for notices and reports."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ._kinds import (
    DIALECTS,
    Behavior,
    ByName,
    Change,
    Default,
    Dropped,
    Entry,
    FileName,
    LogName,
    Member,
    Moved,
    Order,
    Provided,
    Removed,
    Renamed,
    Replaced,
    Rewritten,
    Value,
)

LOST = "compat.runtime.members:lost"


class Answer(NamedTuple):
    """A row of the table: the page, the Keras 2 form, what becomes of it in a running program, and how."""

    code: str
    page: str
    name: str
    answer: str
    how: str


def answers(changes: tuple[Change, ...]) -> Iterator[Answer]:
    """A row for every entry."""
    for change in changes:
        for entry in change.entries:
            old, how = described(entry, change)
            yield Answer(change.code, change.name, old, kind(entry), how)


def kind(entry: Entry) -> str:
    """``translated``, ``provided``, ``ignored`` (it meant nothing for the numbers), ``refused``, or ``same numbers``."""
    if isinstance(entry, Removed) or (isinstance(entry, Member) and entry.by == LOST):
        return "refused"
    if isinstance(entry, (Provided, Member, Replaced)):
        return "provided"
    if isinstance(entry, Dropped):
        return "ignored" if entry.harmless is None else "ignored or refused"
    return "same numbers" if isinstance(entry, Behavior) else "translated"


def described(entry: Entry, change: Change) -> tuple[str, str]:
    """The Keras 2 form of an entry of a change, and what it is now."""
    if isinstance(entry, Moved):
        return entry.old, f"is {entry.new}"
    if isinstance(entry, Removed):
        return entry.old, entry.why
    if isinstance(entry, Provided):
        return entry.old, f"instead: {entry.advice}" if entry.advice else "stays, by this library"
    if isinstance(entry, Replaced):
        return entry.old, f"builds a {entry.new}"
    if isinstance(entry, Renamed):
        return f"{entry.owner}({entry.old}=)", f"is {entry.new}="
    if isinstance(entry, Dropped):
        return f"{entry.owner}({entry.argument}=)", _dropped(entry)
    if isinstance(entry, Default):
        return f"{entry.owner}() without {entry.argument}", f"means {entry.argument}={entry.value!r}{_when(entry)}"
    if isinstance(entry, Value):
        return f"{entry.family} {entry.old!r}", "means what it meant in Keras 2"
    if isinstance(entry, Order) and entry.reading is not None:
        return f"{entry.owner}({', '.join(entry.parameters)})", f"means {entry.reading.__doc__}{_when(entry)}"
    if isinstance(entry, Order):
        return f"{entry.owner}() by position", f"in the order {', '.join(entry.parameters)}{_when(entry)}"
    if isinstance(entry, Member):
        return (
            f"{entry.owner}.{entry.name}",
            f"is {entry.advice}" if entry.new else entry.advice or "stays, by this library",
        )
    if isinstance(entry, Rewritten):
        return f"{entry.owner}({', '.join(name + '=' for name in entry.reads)})", change.title
    if isinstance(entry, ByName):
        return f"{entry.owner}() by position", f"in the order {', '.join(entry.parameters)}"
    if isinstance(entry, LogName):
        return f"logs[{entry.old!r}]", f"is {entry.new!r}, and answers to both names"
    if isinstance(entry, FileName):
        shown = f"{entry.owner}({entry.where or entry.argument}{'=True' if entry.where else '='})"
        return shown, "takes every name, as Keras 2 did"
    shown = f"{entry.owner}({entry.argument}={entry.value!r})" if entry.argument else entry.owner
    return shown, f"{change.title}; here as in Keras 2"


def _dropped(entry: Dropped) -> str:
    if entry.harmless is None:
        return "is left out, it has no effect on numbers"
    values = " or ".join(repr(each) for each in entry.harmless)
    return f"is left out where it is {values}; other values are refused: {entry.why}"


def _when(entry: Default | Order) -> str:
    return "" if set(entry.dialects) == set(DIALECTS) else f" in the dialect {', '.join(entry.dialects)}"
