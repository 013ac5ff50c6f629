"""The name of a function in byte code, read as data: nothing is unmarshalled into code, nothing is run.

``marshal``'s format; of a code object the order of its parts is all that is used, which is the same from Python 2.7 on: the file's
name is the first text that is no member of a tuple, the function's name the next.
"""

from __future__ import annotations

import base64
import binascii
from typing import Any

_LAMBDA = "<lambda>"
_MOST_BYTES, _DEEPEST = 1 << 24, 40
#: Sizes of a code object's numbers, by Python: 3.7, 3.8 to 3.10 and 3.11, 2.7.
_HEADERS = (5, 6, 4)
_REFERENCED = 0x80


def name_of(code: Any) -> str:
    """The name of the function whose byte code a Lambda layer holds; empty for a lambda, and where it cannot be told.

    Args:
        code: As in the layer's config: base64 text, or a list that starts with it, or a dict that holds it.
    """
    if isinstance(code, dict):
        code = code.get("config", code)
        code = code.get("code", code) if isinstance(code, dict) else code
    if isinstance(code, (list, tuple)):
        code = code[0] if code else None
    if not isinstance(code, str) or len(code) > _MOST_BYTES:
        return ""
    try:
        data = base64.b64decode(code, validate=False)
        found = next(filter(None, (_name(data, header) for header in _HEADERS)), "")
    except (binascii.Error, ValueError):
        return ""
    return "" if found == _LAMBDA else found


def _name(data: bytes, header: int) -> str:
    if not data or data[0] & ~_REFERENCED != ord("c"):
        return ""
    reader = _Reader(data, 1 + 4 * header)
    try:
        if data[reader.at] & ~_REFERENCED != ord("s"):
            return ""
        texts: list[str] = []
        while len(texts) < 2:
            texts += filter(None, [reader.text(header)])
    except (IndexError, RecursionError, UnicodeDecodeError):
        return ""
    return texts[1]


class _Reader:
    """Goes through marshalled values, of which it keeps texts alone."""

    def __init__(self, data: bytes, at: int) -> None:
        self.data, self.at = data, at
        self.kept: list[str | None] = [None]  # the code object itself was referenced

    def text(self, header: int, depth: int = 0) -> str | None:
        """The next value, if it is a text; None for any other."""
        if depth > _DEEPEST:
            raise RecursionError
        kind, referenced = chr(self.data[self.at] & ~_REFERENCED), bool(self.data[self.at] & _REFERENCED)
        self.at += 1
        place = len(self.kept)
        if referenced:
            self.kept.append(None)
        found: str | None = None
        if kind == "r":
            return self.kept[self._number(4)]
        if kind in "uatAzZ":
            found = self._take(self._number(1 if kind in "zZ" else 4)).decode("utf-8", "surrogatepass")
        elif kind == "s":
            self._take(self._number(4))
        elif kind in "([)<>":
            for _ in range(self._number(1 if kind == ")" else 4)):
                self.text(header, depth + 1)
        elif kind == "c":
            self._take(4 * header)
            self._code(header, depth)
        else:
            self._plain(kind)
        if referenced:
            self.kept[place] = found
        return found

    def _code(self, header: int, depth: int) -> None:
        """A function inside the function: everything up to its last table, which is bytes behind a number."""
        texts = 0
        while texts < 2:
            texts += self.text(header, depth + 1) is not None
        if chr(self.data[self.at] & ~_REFERENCED) in "uatAzZr":  # the qualified name, from 3.11 on
            self.text(header, depth + 1)
            tables = 2
        else:
            tables = 1
        self._take(4)
        for _ in range(tables):
            self.text(header, depth + 1)

    def _plain(self, kind: str) -> None:
        sizes = {"i": 4, "I": 8, "g": 8, "y": 16}
        if kind in sizes:
            self._take(sizes[kind])
        elif kind == "l":
            self._take(2 * abs(int.from_bytes(self._take(4), "little", signed=True)))
        elif kind in "fx":
            for _ in range(1 if kind == "f" else 2):
                self._take(self._number(1))
        elif kind not in "NFTS.0":
            raise IndexError(kind)

    def _number(self, size: int) -> int:
        return int.from_bytes(self._take(size), "little")

    def _take(self, size: int) -> bytes:
        if size > len(self.data) - self.at:
            raise IndexError(size)
        self.at += size
        return self.data[self.at - size : self.at]
