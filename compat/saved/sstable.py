"""The sorted table in which TensorFlow keeps the index of a checkpoint: LevelDB's format, read whole."""

from __future__ import annotations

from collections.abc import Iterator

from . import crc32c
from .errors import UnreadableFile
from .protobuf import varint

_FOOTER, _MAGIC, _TRAILER = 48, 0xDB4775248B80FB57, 5
_PLAIN, _SNAPPY = 0, 1


def entries(data: bytes, name: str) -> dict[str, bytes]:
    """Every key with its value.

    Args:
        data: The file's content.
        name: How a message calls the file.

    Raises:
        UnreadableFile: It is no such table, is damaged, or its blocks are compressed.
    """
    if len(data) < _FOOTER or int.from_bytes(data[-8:], "little") != _MAGIC:
        raise _damaged(name, "it does not end as an index does")
    footer = data[-_FOOTER:]
    at = 0
    for _ in range(2):  # of the meta index, which TensorFlow does not use
        _, at = varint(footer, at)
    found: dict[str, bytes] = {}
    for _, handle in _items(_block(data, footer[at:], name), name):
        for key, value in _items(_block(data, handle, name), name):
            try:
                text = key.decode("utf-8")
            except UnicodeDecodeError as error:
                raise _damaged(name, f"a key is not UTF-8: {error}") from error
            if text in found:
                raise _damaged(name, f"{text!r} is in it twice")
            found[text] = value
    return found


def _block(data: bytes, handle: bytes, name: str) -> bytes:
    start, at = varint(handle, 0)
    size, _ = varint(handle, at)
    end = start + size
    if end + _TRAILER > len(data):
        raise _damaged(name, "a block is cut short")
    if int.from_bytes(data[end + 1 : end + _TRAILER], "little") != crc32c.masked(
        crc32c.extend(0, data[start : end + 1])
    ):
        raise _damaged(name, "the checksum of a block is wrong")
    if data[end] == _SNAPPY:
        raise UnreadableFile(
            f"{name} is compressed with Snappy, which is not read here", "write the checkpoint again with TensorFlow 2."
        )
    if data[end] != _PLAIN:
        raise _damaged(name, f"a block is compressed in the unknown way {data[end]}")
    return data[start:end]


def _items(block: bytes, name: str) -> Iterator[tuple[bytes, bytes]]:
    if len(block) < 4:
        raise _damaged(name, "a block is too short")
    end = len(block) - 4 - 4 * int.from_bytes(block[-4:], "little")
    at, key = 0, b""
    while at < end:
        shared, at = varint(block, at)
        own, at = varint(block, at)
        size, at = varint(block, at)
        if shared > len(key) or at + own + size > end:
            raise _damaged(name, "an entry is cut short")
        key = key[:shared] + block[at : at + own]
        at += own
        yield key, block[at : at + size]
        at += size
    if at != end:
        raise _damaged(name, "a block does not end where it says")


def _damaged(name: str, what: str) -> UnreadableFile:
    return UnreadableFile(f"{name} is no whole index of a checkpoint: {what}", "copy or download the files again.")
