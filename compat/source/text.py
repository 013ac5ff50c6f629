"""A source file as bytes: its encoding, its lines, and where the nodes of its tree stand.

Positions are offsets into the UTF-8 form of the text, because that is what ``ast`` counts in. The file's own encoding, byte
order mark and line ends come back when it is encoded again.
"""

from __future__ import annotations

import ast
import io
import re
import tokenize
import warnings
from bisect import bisect_right
from functools import cached_property
from typing import Union

Located = Union[ast.expr, ast.stmt, ast.keyword, ast.alias, ast.excepthandler]
_LINE_END = re.compile(rb"\r\n|\r|\n")
_BOM = b"\xef\xbb\xbf"


class Unreadable(Exception):
    """The file is no Python source that this Python can read; the text says why."""


class Text:
    """The text of one file.

    Attributes:
        data: The text in UTF-8, without a byte order mark.
        encoding: The encoding of the file.
    """

    def __init__(self, raw: bytes) -> None:
        """Decode a file.

        Raises:
            Unreadable: Its encoding is unknown, or its bytes are not of that encoding.
        """
        self._bom = _BOM if raw.startswith(_BOM) else b""
        try:
            self.encoding, _ = tokenize.detect_encoding(io.BytesIO(raw).readline)
            self.encoding = "utf-8" if self._bom else self.encoding
            self.data = raw[len(self._bom) :].decode(self.encoding).encode("utf-8")
        except (SyntaxError, LookupError, UnicodeError) as error:
            raise Unreadable(f"its encoding cannot be read: {error}") from None

    def parse(self) -> ast.Module:
        """The tree of the text.

        Raises:
            Unreadable: It is not valid Python.
        """
        return parse(self.data)

    def encode(self, data: bytes) -> bytes:
        """A changed text, in the file's own encoding and with its byte order mark."""
        return self._bom + data.decode("utf-8").encode(self.encoding)

    @cached_property
    def starts(self) -> list[int]:
        """The offset at which each line starts."""
        return [0, *(match.end() for match in _LINE_END.finditer(self.data))]

    @cached_property
    def newline(self) -> bytes:
        """The line end of the file: its first."""
        found = _LINE_END.search(self.data)
        return found.group() if found else b"\n"

    def start(self, node: Located) -> int:
        """Where a node starts."""
        return self.starts[node.lineno - 1] + node.col_offset

    def end(self, node: Located) -> int:
        """Where a node ends."""
        assert node.end_lineno is not None and node.end_col_offset is not None
        return self.starts[node.end_lineno - 1] + node.end_col_offset

    def of(self, node: Located) -> str:
        """The source of a node, as it stands."""
        return self.data[self.start(node) : self.end(node)].decode("utf-8")

    def line_of(self, offset: int) -> int:
        """The number, from 1, of the line an offset is in."""
        return bisect_right(self.starts, offset)

    def column_of(self, offset: int) -> int:
        """The column, from 1 and in characters, of an offset."""
        return len(self.data[self.starts[self.line_of(offset) - 1] : offset].decode("utf-8")) + 1

    def line(self, number: int) -> str:
        """A line, without its end."""
        start = self.starts[number - 1]
        end = self.starts[number] if number < len(self.starts) else len(self.data)
        return self.data[start:end].decode("utf-8").rstrip("\r\n")

    def indentation(self, offset: int) -> str | None:
        """What stands before an offset on its line, if it is white space only; None if not."""
        before = self.data[self.starts[self.line_of(offset) - 1] : offset].decode("utf-8")
        return before if not before.strip(" \t\f") else None


def parse(data: bytes) -> ast.Module:
    """The tree of a text in UTF-8.

    Raises:
        Unreadable: It is not valid Python.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # invalid escapes in the user's strings
            return ast.parse(data.decode("utf-8"))
    except (SyntaxError, ValueError) as error:
        where = f"line {error.lineno}: " if isinstance(error, SyntaxError) and error.lineno else ""
        text = error.msg if isinstance(error, SyntaxError) else str(error)
        raise Unreadable(f"it is not valid Python: {where}{text}") from None
    except (RecursionError, MemoryError):
        raise Unreadable("it is nested too deeply to be parsed") from None
