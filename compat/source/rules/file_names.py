"""``FileName``: names of files under which Keras 3 does not save."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from ...changes._kinds import FileName
from ...changes.saving.file_names import ENDINGS
from .. import endings
from ..calls import CallChange, argument, value
from ..context import Context
from ..edits import Edit
from ..endings import Ending
from ..findings import Finding, Fix
from ..index import Row
from ..scopes import last_name
from ..things import Method, Named, Object, Thing, classes

#: Ends of names that go; any other stays in front of the new one.
_SUFFIX = re.compile(f"({'|'.join(map(re.escape, (*ENDINGS, '/')))})$")
#: Calls that read or write a file of Keras.
_FILE_CALLS = ("save", "save_weights", "save_model", "load_model", "load_weights", "ModelCheckpoint")
_FOLDER = "a folder of Keras 2 is a SavedModel: keras.layers.TFSMLayer runs it, and where it can be built again save it as .keras"


def find(context: Context, call: ast.Call, thing: Thing) -> Iterator[Finding]:
    """A call that reads or writes a file."""
    for owner in _owners(thing):
        for row in context.index.file_names.get(owner, ()):
            yield from _found(context, call, row)
            if not (row.entry.where or row.entry.unless):
                return


def _owners(thing: Thing) -> list[str]:
    if isinstance(thing, Method):
        # save_weights() is Keras's alone, whatever the object is; other libraries have a save().
        sure = isinstance(thing.of, Object) and (not thing.of.likely or thing.name == "save_weights")
        return [f"{base}.{thing.name}" for base in classes(thing.of)] if sure else []
    return [thing.name] if isinstance(thing, Named) and thing.exact else []


def _found(context: Context, call: ast.Call, row: Row) -> Iterator[Finding]:
    entry: FileName = row.entry
    if not _holds(call, entry):
        return
    given = _given(call, entry)
    ending = endings.of(context, given)
    if given is None or ending is None or _is_right(context, ending, entry):
        return
    name = last_name(call.func)
    shown = ending.text if len(ending.text) < 40 else "..." + ending.text[-36:]
    finding = Finding(row.change, given, f"{name}({shown!r})", (name,))
    if entry.reads and not _is_written(context, ending):
        finding.why = f"left as it is: {_FOLDER}"
    else:
        _rename(context, call, ending, entry, finding)
    yield finding


def _given(call: ast.Call, entry: FileName) -> ast.expr | None:
    found = argument(call, entry.argument, ("",) * entry.position + (entry.argument,))
    return value(found) if found is not None else None


def _holds(call: ast.Call, entry: FileName) -> bool:
    for name, wanted in ((entry.where, True), (entry.unless, False)):
        if name:
            given = argument(call, name)
            node = value(given) if given is not None else None
            if node is not None and not isinstance(node, ast.Constant):
                return False  # either way, then: nothing is sure
            if bool(node is not None and isinstance(node, ast.Constant) and node.value) is not wanted:
                return False
    return True


def _is_right(context: Context, ending: Ending, entry: FileName) -> bool:
    if entry.reads and "." in ending.text.rpartition("/")[2]:
        return True
    if ending.text.endswith(entry.half) and not _is_read(context, ending):
        return True
    return ending.text.endswith(entry.endings) or not ending.text.strip("/.")


def _rename(context: Context, call: ast.Call, ending: Ending, entry: FileName, finding: Finding) -> None:
    named_by = next(_writers(context, ending))[1].entry if entry.reads else entry
    new = _SUFFIX.sub("", ending.text) + named_by.endings[0]
    finding.fix = Fix(edits=[_edit(ending, each, new) for each in _same(context, ending)])
    going = argument(call, "save_format")
    if isinstance(going, ast.keyword) and entry.argument == "filepath" and not entry.reads:
        finding.fix.calls.append(CallChange(call, removed=[going]))


def _edit(ending: Ending, other: Ending, new: str) -> Edit:
    """The edit that gives a literal its new end."""
    kept = 0
    while kept < min(len(ending.text), len(new)) and ending.text[kept] == new[kept]:
        kept += 1
    going = len(ending.text[kept:].encode())
    return Edit(other.end - going, other.end, new[kept:])


def _same(context: Context, ending: Ending) -> list[Ending]:
    """The literals of the file that name the same: all that say it, if it looks like a file's name."""
    found = [ending]
    telling = bool(_SUFFIX.search(ending.text)) or "/" in ending.text
    for node in ast.walk(context.tree.root):
        if node is ending.node or type(node) is not type(ending.node) or not isinstance(node, ast.expr):
            continue
        if context.text.of(node) != context.text.of(ending.node) and not (
            isinstance(node, ast.Constant) and isinstance(ending.node, ast.Constant) and node.value == ending.node.value
        ):
            continue
        if isinstance(context.tree.parents.get(node), (ast.Expr, ast.JoinedStr)):
            continue
        if telling or _is_in_file_call(context, node):
            same = endings.of(context, node)
            if same is not None:
                found.append(same)
    return found


def _is_in_file_call(context: Context, node: ast.expr) -> bool:
    return any(
        isinstance(each, ast.Call) and last_name(each.func) in _FILE_CALLS
        for each in list(context.tree.above(node))[:3]
    )


def _writers(context: Context, ending: Ending) -> Iterator[tuple[Ending, Row]]:
    """The calls of the file that write under the same name, and what they are met by."""
    for call in context.tree.calls:
        if last_name(call.func) in _FILE_CALLS:
            for owner in _owners(context.infer.of(call.func)):
                for row in context.index.file_names.get(owner, ()):
                    entry: FileName = row.entry
                    if entry.reads or not _holds(call, entry):
                        continue
                    other = endings.of(context, _given(call, entry))
                    if other is not None and other.text == ending.text and not _is_right(context, other, entry):
                        yield other, row


def _is_written(context: Context, ending: Ending) -> bool:
    return next(_writers(context, ending), None) is not None


def _is_read(context: Context, ending: Ending) -> bool:
    """Whether the file loads a whole model under the same name."""
    for call in context.tree.calls_of("load_model"):
        given = argument(call, "filepath", ("filepath",))
        other = endings.of(context, value(given)) if given is not None else None
        if other is not None and other.text == ending.text:
            return True
    return False
