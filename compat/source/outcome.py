"""What became of one file, as plain values: they go from process to process, and every report is made of them."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass

from .checker import MARK, Checked, Options, check, fix
from .findings import Finding
from .notebooks import SUFFIX, Notebook
from .text import Text, Unreadable


@dataclass(frozen=True)
class Item:
    """One finding.

    Attributes:
        path: The file.
        line: Its line in the file, from 1.
        column: Its column in characters, from 1; in a notebook that of the line in the cell.
        end_line: Where it ends.
        end_column: The column behind its end.
        code: ``K2C101``.
        name: The name of the page.
        message: What, what about it, and what stands in the way.
        fixable: Whether ``fix`` mends it under the same options.
        unsafe: Whether ``fix --unsafe`` mends it.
        note: It is information only.
        source: The line itself.
        cell: The cell of a notebook, from 0 over all cells.
        cell_line: The line in it, from 1.
    """

    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    code: str
    name: str
    message: str
    fixable: bool
    unsafe: bool
    note: bool
    source: str
    cell: int | None = None
    cell_line: int | None = None


@dataclass(frozen=True)
class Outcome:
    """One file.

    Attributes:
        path: Its path.
        items: What was found, or what is left once it is mended.
        errors: Why it, or a part of it, could not be read.
        mended: How many findings were mended.
        raw: Its new bytes, where it is to be changed.
        diff: What changes, as a unified diff.
    """

    path: str
    items: tuple[Item, ...] = ()
    errors: tuple[str, ...] = ()
    mended: int = 0
    raw: bytes | None = None
    diff: str = ""


def mentions_keras(raw: bytes) -> bool:
    """Whether there may be anything to find in a file."""
    return MARK in raw


def checked(path: str, raw: bytes, options: Options, with_diff: bool = False) -> Outcome:
    """Look through a file.

    ``with_diff``: also say what mending it would change.
    """
    try:
        document = _Document(path, raw)
        items = tuple(document.items(check(document.program, options), options))
        diff = ""
        if with_diff and any(item.fixable for item in items):
            diff = document.diff(fix(document.program, options).raw)
        return Outcome(path, items, document.errors(), diff=diff)
    except Unreadable as error:
        return Outcome(path, errors=(str(error),))


def fixed(path: str, raw: bytes, options: Options, with_diff: bool = False) -> Outcome:
    """Mend a file."""
    try:
        document = _Document(path, raw)
        result = fix(document.program, options)
        items = tuple(document.items(result.left, options))
        if not result.mended:
            return Outcome(path, items, document.errors())
        diff = document.diff(result.raw) if with_diff else ""
        return Outcome(path, items, document.errors(), result.mended, document.encode(result.raw), diff)
    except Unreadable as error:
        return Outcome(path, errors=(str(error),))


class _Document:
    """A Python file or a notebook."""

    def __init__(self, path: str, raw: bytes) -> None:
        self._path = path
        self._notebook = Notebook(raw) if path.endswith(SUFFIX) else None
        self.program = self._notebook.program if self._notebook is not None else raw

    def encode(self, program: bytes) -> bytes:
        return self._notebook.encode(program) if self._notebook is not None else program

    def diff(self, new: bytes) -> str:
        """What a new form of the program changes, as a unified diff."""
        old, path = self._shown(self.program).splitlines(), self._path
        lines = difflib.unified_diff(old, self._shown(new).splitlines(), f"{path} (Keras 2)", f"{path} (Keras 3)")
        return "\n".join(line.rstrip("\r\n") for line in lines)

    def _shown(self, program: bytes) -> str:
        text = Text(program).data.decode("utf-8")
        return self._notebook.shown(text) if self._notebook is not None else text

    def errors(self) -> tuple[str, ...]:
        if self._notebook is None:
            return ()
        return tuple(f"cell {cell} is not valid Python: {why}" for cell, why in self._notebook.broken.items())

    def items(self, found: Checked, options: Options) -> Iterator[Item]:
        places = self._notebook.places(found.text) if self._notebook is not None and found.findings else {}
        for finding in found.findings:
            item = _item(self._path, found.text, finding, options)
            if places:
                place, end = places[item.line], places[item.end_line]
                changes = {"line": place.line, "end_line": end.line, "cell": place.cell, "cell_line": place.cell_line}
                item = Item(**{**vars(item), **changes})
            yield item


def _item(path: str, text: Text, finding: Finding, options: Options) -> Item:
    start, end = text.start(finding.node), text.end(finding.node)
    line = text.line_of(start)
    return Item(
        path,
        line,
        text.column_of(start),
        text.line_of(end),
        text.column_of(end),
        finding.code,
        finding.change.name,
        finding.message,
        options.may(finding),
        finding.fix is not None and not finding.is_safe,
        finding.note,
        text.line(line),
    )
