"""A notebook as one program: its code cells joined, each behind a line that says which it is, what is no Python masked.

What is edited is written back into the ``source`` of its cell; every other byte of the file stays.
"""

from __future__ import annotations

import ast
import json
import re
import warnings
from collections.abc import Iterator
from typing import Any, NamedTuple

from .text import Text, Unreadable

SUFFIX = ".ipynb"

#: Cell magics whose body is a part of the program.
_RUN_HERE = {"capture", "memit", "mprun", "prun", "time", "timeit"}
_MAGIC = re.compile(r"^(?P<indent>\s*)(?P<rest>(?:%{1,2}[A-Za-z]|[!?]).*|[^\s'\"#(]*\?{1,2}\s*)$")
_ASSIGNED = re.compile(r"^(?P<indent>\s*[\w.,\s\[\]'\"]+=\s*)(?P<rest>(?:%[A-Za-z]|!).*)$")
_DECODER = json.JSONDecoder(strict=False)
_BLANK = re.compile(r"\s*")
_LINE = re.compile(r"[^\n]*\n|[^\n]+")


class Cell(NamedTuple):
    """A code cell.

    Attributes:
        number: Its number over all cells of the notebook, from 0.
        source: Its text.
        span: Where the value of its ``source`` stands in the file.
        lines: The line of the file on which each line of the text starts.
    """

    number: int
    source: str
    span: tuple[int, int]
    lines: tuple[int, ...]


class Place(NamedTuple):
    """A line of the program: its cell, the line in the cell from 1, and the line in the file from 1."""

    cell: int
    cell_line: int
    line: int


class Notebook:
    """A notebook.

    Attributes:
        program: The program, in UTF-8.
        broken: Cells that are not valid Python and no part of the program: ``{number: why}``.
    """

    def __init__(self, raw: bytes) -> None:
        """Read a notebook.

        Raises:
            Unreadable: It is none.
        """
        try:
            self._text = raw.decode("utf-8-sig")
            self._bom = raw.startswith(b"\xef\xbb\xbf")
            self._cells = list(_cells(self._text))
        except (ValueError, RecursionError) as error:
            raise Unreadable(f"it is no notebook: {error}") from None
        self.broken: dict[int, str] = {}
        self._masked: list[str] = []
        self._word = "compat-cell"
        while any(self._word in cell.source for cell in self._cells):
            self._word += "-"
        self._marker = re.compile(rf"^# {self._word} (\d+)$", re.MULTILINE)
        parts = ["\n\n"]  # a coding line of a cell is none of the program
        for cell in self._cells:
            parts += [f"# {self._word} {cell.number}\n", self._python(cell), "\n"]
        self.program = "".join(parts).encode("utf-8", "surrogatepass")

    def places(self, text: Text) -> dict[int, Place]:
        """Where each line of the program, or of what it was made into, stands."""
        found, cells, here, line = dict[int, Place](), {cell.number: cell for cell in self._cells}, None, 0
        for number in range(1, len(text.starts) + 1):
            marker = self._marker.match(text.line(number))
            if marker:
                here, line = cells[int(marker.group(1))], 0
            elif here is not None:
                found[number] = Place(here.number, line + 1, here.lines[min(line, len(here.lines) - 1)])
                line += 1
        return found

    def encode(self, program: bytes) -> bytes:
        """The file, for a changed program.

        Raises:
            Unreadable: The program has other cells.
        """
        _, *parts = self._marker.split(program.decode("utf-8", "surrogatepass"))
        if [int(each) for each in parts[::2]] != [cell.number for cell in self._cells]:
            raise Unreadable("the cells of the rewritten program are others; the file is as it was")
        text = self._text
        for cell, part in reversed(list(zip(self._cells, parts[1::2]))):
            new = self._unmasked(part[1:-1])
            if not cell.source.endswith("\n"):
                new = new.rstrip("\n")
            if new != cell.source:
                start, end = cell.span
                text = text[:start] + _written(text[start:end], new, self._text.isascii()) + text[end:]
        return (b"\xef\xbb\xbf" if self._bom else b"") + text.encode("utf-8", "surrogatepass")

    def shown(self, program: str) -> str:
        """The program for a reader: ``# cell 3`` in front of each cell, and magics as they stand."""
        return self._unmasked(self._marker.sub(r"# cell \1", program)).lstrip("\n")

    # ---- what is no Python -----------------------------------------------------------------------------------------

    def _python(self, cell: Cell) -> str:
        """The text of a cell with magics masked; all of it where it is not Python."""
        if cell.source.lstrip().startswith("%%"):
            magic = cell.source.lstrip()[2:].split(None, 1)
            if not magic or magic[0] not in _RUN_HERE:
                return self._all_masked(cell)
        elif _is_python(cell.source) is None:
            return cell.source
        kept = len(self._masked)
        lines = [self._masked_line(line) for line in cell.source.split("\n")]
        why = _is_python("\n".join(lines))
        if why is None:
            return "\n".join(lines)
        del self._masked[kept:]
        self.broken[cell.number] = why
        return self._all_masked(cell)

    def _all_masked(self, cell: Cell) -> str:
        return "\n".join(self._mask("", line) for line in cell.source.split("\n"))

    def _masked_line(self, line: str) -> str:
        found = _MAGIC.match(line) or _ASSIGNED.match(line)
        return self._mask(found.group("indent"), found.group("rest")) if found else line

    def _mask(self, indent: str, rest: str) -> str:
        self._masked.append(rest)
        return f"{indent}0  # {self._word}-masked {len(self._masked) - 1}"

    def _unmasked(self, text: str) -> str:
        return re.sub(rf"0  # {self._word}-masked (\d+)", lambda found: self._masked[int(found.group(1))], text)


def _is_python(source: str) -> str | None:
    """None for Python, else why it is none."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ast.parse(source)
    except SyntaxError as error:
        return f"line {error.lineno}: {error.msg}"
    except (ValueError, RecursionError, MemoryError) as error:
        return str(error)
    return None


# ---- the file ------------------------------------------------------------------------------------------------------


def _cells(text: str) -> Iterator[Cell]:
    """The code cells of a notebook of format 4, or 3, in Python."""
    start = _blank(text, 0)
    found = {key: (value, start) for key, value, start, _ in _members(text, start)}
    metadata = found.get("metadata", ({}, 0))[0]
    if not _in_python(metadata):
        return
    lists = [found["cells"][1]] if "cells" in found else []
    if "worksheets" in found:
        for start, _ in _items(text, found["worksheets"][1]):
            lists += [at for key, _, at, _ in _members(text, start) if key == "cells"]
    elif not lists:
        raise ValueError("it has no cells")
    index = 0
    for each in lists:
        for start, _ in _items(text, each):
            members = {key: (value, at, end) for key, value, at, end in _members(text, start)}
            source = members.get("source") or members.get("input")
            if members.get("cell_type", ("",))[0] == "code" and source is not None:
                yield _cell(text, index, *source)
            index += 1


def _cell(text: str, index: int, value: Any, start: int, end: int) -> Cell:
    line, lines = text.count("\n", 0, start) + 1, list[int]()
    if isinstance(value, str):
        return Cell(index, value, (start, end), (line,) * (value.count("\n") + 1))
    if not (isinstance(value, list) and all(isinstance(each, str) for each in value)):
        raise ValueError(f"the source of cell {index} is no text")
    position, is_new = start, True
    for each, (at, _) in zip(value, _items(text, start)):
        line += text.count("\n", position, at)
        position = at
        lines += [line] * (each.count("\n") + is_new - each.endswith("\n"))
        is_new = each.endswith("\n")
    return Cell(index, "".join(value), (start, end), tuple([*lines, line] if is_new else lines))


def _in_python(metadata: Any) -> bool:
    if not isinstance(metadata, dict):
        return True
    for key, name in (("language_info", "name"), ("kernelspec", "language")):
        about = metadata.get(key)
        language = about.get(name) if isinstance(about, dict) else None
        if isinstance(language, str):
            return language.lower().startswith("python") or language.lower() == "ipython"
    return True


def _written(old: str, new: str, in_ascii: bool) -> str:
    """A text as the value of ``source``, in the form of the old value; lines that stay are written as they were."""
    if not old.startswith("["):
        return json.dumps(new, ensure_ascii=in_ascii)
    literals = {_DECODER.raw_decode(old, start)[0]: old[start:end] for start, end in _items(old, 0)}
    items = [literals.get(each) or json.dumps(each, ensure_ascii=in_ascii) for each in _LINE.findall(new)]
    spans = list(_items(old, 0))
    if not spans:
        return f"[{', '.join(items)}]"
    between = old[spans[0][1] : spans[1][0]] if len(spans) > 1 else "," + old[1 : spans[0][0]]
    return old[: spans[0][0]] + between.join(items) + old[spans[-1][1] :]


def _blank(text: str, at: int) -> int:
    found = _BLANK.match(text, at)
    assert found is not None
    return found.end()


def _members(text: str, at: int) -> Iterator[tuple[str, Any, int, int]]:
    """The members of the JSON object that starts there: key, value, and where the value starts and ends."""
    for start, end in _parts(text, at, "{}"):
        key, behind = _DECODER.raw_decode(text, start)
        value_at = _blank(text, _blank(text, behind) + 1)
        yield key, _DECODER.raw_decode(text, value_at)[0], value_at, end


def _items(text: str, at: int) -> Iterator[tuple[int, int]]:
    """Where the items of the JSON list that starts there start and end."""
    return _parts(text, at, "[]")


def _parts(text: str, at: int, brackets: str) -> Iterator[tuple[int, int]]:
    if text[at : at + 1] != brackets[0]:
        raise ValueError(f"expected {brackets[0]} at character {at}")
    at = _blank(text, at + 1)
    while text[at : at + 1] != brackets[1]:
        _, end = _DECODER.raw_decode(text, at)
        start = at
        if brackets == "{}":
            colon = _blank(text, end)
            if text[colon : colon + 1] != ":":
                raise ValueError(f"expected : at character {colon}")
            _, end = _DECODER.raw_decode(text, _blank(text, colon + 1))
        yield start, end
        at = _blank(text, end)
        if text[at : at + 1] == ",":
            at = _blank(text, at + 1)
        elif text[at : at + 1] != brackets[1]:
            raise ValueError(f"expected , or {brackets[1]} at character {at}")
