"""What one file meets, and the file with what can be mended in it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field

from . import edits, guards
from .calls import CallChange
from .context import Context
from .edits import Edit
from .findings import Finding
from .rules import assigned, calls, identifiers, logs, members, names, reset_loops
from .select import Selection
from .suppressed import Suppressed
from .text import Text, Unreadable, parse

#: A file without these bytes has nothing to do with Keras.
MARK = b"keras"
_ROUNDS = 20


@dataclass(frozen=True)
class Options:
    """What is looked for, and what may be changed.

    Attributes:
        selection: The changes that are looked for.
        dialect: The Keras 2 in which defaults are read.
        unsafe: Whether fixes are made that may mean something else.
        keep_keras2: Whether only fixes are made after which the file still runs on Keras 2.15.
    """

    selection: Selection = field(default_factory=Selection)
    dialect: str = "2.15"
    unsafe: bool = False
    keep_keras2: bool = False

    def may(self, finding: Finding) -> bool:
        """Whether a finding is to be mended."""
        fix = finding.fix
        return fix is not None and (self.unsafe or not fix.why_unsafe) and (fix.keras2 or not self.keep_keras2)


@dataclass(frozen=True)
class Checked:
    """The findings in a text, in the order of their places."""

    text: Text
    findings: list[Finding]


@dataclass(frozen=True)
class Fixed:
    """A mended file: its new bytes, how many findings were mended, and what is left."""

    raw: bytes
    mended: int
    left: Checked


def check(raw: bytes, options: Options | None = None) -> Checked:
    """Look through one file.

    Raises:
        Unreadable: It is no Python source.
    """
    options = options or Options()
    if MARK not in raw:
        return Checked(Text(b""), [])
    text = Text(raw)
    try:
        context = Context(text, text.parse(), options.dialect)
        found = [each for each in _find(context) if options.selection.has(each.change) and _counts(context, each)]
    except RecursionError:
        raise Unreadable("it is nested too deeply") from None
    comments = Suppressed(text)
    found = [each for each in found if not _hidden(context, comments, each)]
    return Checked(text, sorted(found, key=lambda each: (text.start(each.node), each.code)))


def fix(raw: bytes, options: Options | None = None) -> Fixed:
    """Mend one file: again and again, until nothing that may be mended is left.

    Raises:
        Unreadable: It is no Python source.
    """
    options, mended = options or Options(), 0
    checked = check(raw, options)
    for _ in range(_ROUNDS):
        wanted = [each for each in checked.findings if options.may(each)]
        changes, count = _together(checked.text, wanted)
        if not count:
            break
        data = edits.apply(checked.text.data, changes)
        try:
            parse(data)
        except Unreadable as error:
            raise Unreadable(f"the rewritten text would not be read again ({error}); the file is as it was") from None
        raw, mended = checked.text.encode(data), mended + count
        checked = check(raw, options)
    return Fixed(raw, mended, checked)


def _find(context: Context) -> Iterator[Finding]:
    for loop in (loops := list(reset_loops.find(context))):
        yield loop
    covered = {id(node) for loop in loops for node in ast.walk(context.tree.statement(loop.node))}
    yield from calls.find(context)
    for attribute in context.tree.attributes:
        if id(attribute) not in covered:
            yield from members.find(context, attribute)
    yield from identifiers.find(context)
    yield from logs.find(context)
    yield from assigned.find(context)
    yield from names.find(context)


def _counts(context: Context, finding: Finding) -> bool:
    return not guards.guarded(context.tree, finding.node, finding.names) and not context.helpers.inside(finding.node)


def _hidden(context: Context, comments: Suppressed, finding: Finding) -> bool:
    node = finding.node
    first, last = node.lineno, node.end_lineno or node.lineno
    statement = context.tree.statement(node)
    if not hasattr(statement, "body"):
        last = statement.end_lineno or last
    return comments.hides((finding.code, finding.change.name), first, last)


def _together(text: Text, findings: list[Finding]) -> tuple[list[Edit], int]:
    """The edits of as many findings as can be mended at once, and their number."""
    try:
        return _edits(text, findings), len(findings)
    except edits.Overlap:
        accepted: list[Finding] = []
        for finding in findings:
            try:
                _edits(text, [*accepted, finding])
                accepted.append(finding)
            except edits.Overlap:
                continue
        return _edits(text, accepted), len(accepted)


def _edits(text: Text, findings: list[Finding]) -> list[Edit]:
    found: list[Edit] = []
    changes: dict[ast.Call, CallChange] = {}
    for finding in findings:
        if finding.fix is not None:
            found += finding.fix.edits
            for change in finding.fix.calls:
                changes.setdefault(change.call, CallChange(change.call)).include(change)
    for change in changes.values():
        found += change.edits(text)
    return edits.merge(found)
