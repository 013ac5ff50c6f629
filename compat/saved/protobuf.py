"""The wire format of protocol buffers: fields of a message as bytes and numbers, nothing more."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Union

from .errors import UnreadableFile

Value = Union[int, bytes]
_VARINT, _FIXED64, _BYTES, _FIXED32 = 0, 1, 2, 5


def varint(data: bytes, at: int) -> tuple[int, int]:
    """An integer of seven bits a byte, and where the next value starts.

    Raises:
        UnreadableFile: It is cut short or longer than 64 bits.
    """
    found = shift = 0
    while shift < 70:
        if at >= len(data):
            raise _damaged("a number is cut short")
        byte = data[at]
        at += 1
        found |= (byte & 0x7F) << shift
        if byte < 0x80:
            return found, at
        shift += 7
    raise _damaged("a number is too long")


def fields(message: bytes) -> Iterator[tuple[int, Value]]:
    """Every field of a message as ``(number, value)``, in order; a value is an integer or bytes.

    Raises:
        UnreadableFile: It is no message.
    """
    at = 0
    while at < len(message):
        key, at = varint(message, at)
        number, kind = key >> 3, key & 7
        if not number:
            raise _damaged("a field has the number 0")
        if kind == _VARINT:
            value, at = varint(message, at)
            yield number, value
            continue
        if kind == _BYTES:
            size, at = varint(message, at)
        elif kind in (_FIXED32, _FIXED64):
            size = 4 if kind == _FIXED32 else 8
        else:
            raise _damaged(f"a field is of the unknown kind {kind}")
        if size > len(message) - at:
            raise _damaged("a field is cut short")
        content = message[at : at + size]
        at += size
        yield number, content if kind == _BYTES else int.from_bytes(content, "little")


def integer(message: bytes, number: int, missing: int = 0) -> int:
    """The last value of a field of numbers."""
    return next((value for value in reversed(_all(message, number)) if isinstance(value, int)), missing)


def text(message: bytes, number: int) -> str:
    """The last value of a field of text.

    Raises:
        UnreadableFile: It is no text.
    """
    try:
        return next((v.decode("utf-8") for v in reversed(_all(message, number)) if isinstance(v, bytes)), "")
    except UnicodeDecodeError as error:
        raise _damaged(f"a text is not UTF-8: {error}") from error


def messages(message: bytes, number: int) -> list[bytes]:
    """Every value of a field of messages or bytes."""
    return [value for value in _all(message, number) if isinstance(value, bytes)]


def integers(message: bytes, number: int) -> list[int]:
    """Every value of a repeated field of numbers, packed or not; they are of 64 bits and may be negative."""
    found: list[int] = []
    for value in _all(message, number):
        if isinstance(value, int):
            found.append(value)
            continue
        at = 0
        while at < len(value):
            each, at = varint(value, at)
            found.append(each)
    return [each - (1 << 64) if each >> 63 else each for each in found]


def _all(message: bytes, number: int) -> list[Value]:
    return [value for each, value in fields(message) if each == number]


def _damaged(what: str) -> UnreadableFile:
    return UnreadableFile(f"a message of TensorFlow is damaged: {what}", "copy or download the files again.")
