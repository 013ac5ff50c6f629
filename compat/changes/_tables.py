"""Tables of facts: one row an entry.

A row of ``<page>.tsv`` is ``kind``, ``old`` and one more column; a fourth holds advice, those behind it the parts of a
:class:`~compat.changes._kinds.Form`:

========  =========================  ===================================================
kind      old                        third column
========  =========================  ===================================================
moved     a name                     the name that Keras 3 has; a fourth column: ``compat.module:attribute`` that stands for
                                     it while a program runs
module    a module                   the module of Keras 3 that has its names
provided  a name                     ``compat.module:attribute`` that implements it
removed   a name                     why there is no counterpart
renamed   ``owner(argument)``        the argument's name in Keras 3
dropped   ``owner(argument)``        why a value that meant something is refused; a fourth column: those that did not
default   ``owner(argument)``        what a missing argument meant, as a literal; a fourth column: the dialect
member    ``owner.name``             ``compat.module:attribute`` that implements it
alias     ``owner.name``             the attribute that it is now
constant  ``owner.name``             what it always was in Keras 2, as a literal
earlier   ``owner.name``             what it was before a model is compiled or fitted; Keras 3 has it after that
lost      ``owner.name``             why there is no counterpart
order     an owner                   its positional parameters in Keras 2, ``|`` before the first that moved; a fourth
                                     column: the dialect
========  =========================  ===================================================
"""

from __future__ import annotations

import ast
import dataclasses
import os
from collections.abc import Callable

from ._kinds import DIALECTS, Default, Dropped, Entry, Form, Member, Moved, Order, Provided, Removed, Renamed


def _argument(old: str) -> tuple[str, str]:
    owner, _, argument = old.rstrip(")").partition("(")
    return owner, argument


def _dropped(old: str, why: str = "", harmless: str = "(None,)") -> Dropped:
    return Dropped(*_argument(old), harmless=None if not why else ast.literal_eval(harmless), why=why)


def _default(old: str, value: str, dialect: str = "") -> Default:
    return Default(*_argument(old), ast.literal_eval(value), (dialect,) if dialect else DIALECTS)


def _order(owner: str, parameters: str, dialect: str = "") -> Order:
    same, _, moved = parameters.partition("|")
    first = len(same.split()) if moved else 0
    return Order(owner, (*same.split(), *moved.split()), first, (dialect,) if dialect else DIALECTS)


def _member(old: str, by: str, advice: str) -> Member:
    owner, _, name = old.rpartition(".")
    return Member(owner, name, by, advice)


def _alias(old: str, new: str) -> Member:
    owner, _, name = old.rpartition(".")
    said = name if new == "self" else new
    return Member(owner, name, "compat.runtime.members:alias", said, new="" if new == "self" else new, value=new)


def _constant(old: str, value: str) -> Member:
    owner, _, name = old.rpartition(".")
    return Member(owner, name, "compat.runtime.members:constant", f"{value} always", value=ast.literal_eval(value))


def _earlier(old: str, value: str) -> Member:
    return dataclasses.replace(_constant(old, value), later=True)


def _lost(old: str, why: str) -> Member:
    owner, _, name = old.rpartition(".")
    return Member(owner, name, "compat.runtime.members:lost", why)


def _provided(old: str, by: str, advice: str = "", *form: str) -> Provided:
    return Provided(old, by, advice, Form(*form) if form else None)


_KINDS: dict[str, Callable[..., Entry]] = {
    "moved": lambda old, new, by="": Moved(old, new, by=by),
    "module": lambda old, new: Moved(old, new, module=True),
    "provided": _provided,
    "removed": Removed,
    "renamed": lambda old, new: Renamed(*_argument(old), new),
    "dropped": _dropped,
    "default": _default,
    "member": _member,
    "alias": _alias,
    "constant": _constant,
    "earlier": _earlier,
    "lost": _lost,
    "order": _order,
}


def rows(file: str, page: str) -> tuple[Entry, ...]:
    """The entries of ``<page>.tsv`` beside the module in ``file``, in its order."""
    path = os.path.join(os.path.dirname(os.path.abspath(file)), page + ".tsv")
    with open(path, encoding="utf-8") as table:
        return tuple(_entry(line) for line in table if line.strip() and not line.startswith("#"))


def _entry(line: str) -> Entry:
    kind, *columns = line.rstrip("\n").split("\t")
    return _KINDS[kind](*columns)
