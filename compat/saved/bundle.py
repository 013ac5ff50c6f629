"""TensorFlow's checkpoints, without TensorFlow: ``w.index`` says what lies where in ``w.data-00000-of-00001`` and its like."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from . import crc32c, protobuf, sstable
from .document import places
from .errors import UnreadableFile

#: The most bytes of an index, and of a tensor of text that is read whole.
_MOST_INDEX, _MOST_TEXT = 1 << 28, 1 << 28
_PIECE = 1 << 24

#: DataType of TensorFlow, by number; bfloat16 has no like in NumPy.
_DTYPES = {
    1: "float32", 2: "float64", 3: "int32", 4: "uint8", 5: "int16", 6: "int8", 8: "complex64", 9: "int64", 10: "bool",
    17: "uint16", 18: "complex128", 19: "float16", 22: "uint32", 23: "uint64",
}  # fmt: skip
_STRING = 7


@dataclass(frozen=True)
class Tensor:
    """An array in a data file.

    Attributes:
        name: Its key in the index.
        shape: Its shape.
        dtype: Its dtype; None for text.
        file: The data file.
        offset: Where it starts, in bytes.
        size: Its bytes.
        checksum: That of its bytes, as stored.
    """

    name: str
    shape: tuple[int, ...]
    dtype: np.dtype[Any] | None
    file: str
    offset: int
    size: int
    checksum: int

    def read(self) -> np.ndarray:
        """The array.

        Raises:
            UnreadableFile: Its checksum is wrong, or the file ended before it did.
        """
        if self.dtype is None:
            raise _damaged(self.file, f"{self.name!r} is text, expected numbers")
        found = np.empty(self.size, np.uint8)
        at = 0
        for piece in self.pieces():
            found[at : at + len(piece)] = np.frombuffer(piece, np.uint8)
            at += len(piece)
        return found.view(self.dtype).reshape(self.shape)

    def blocks(self) -> Iterator[tuple[Any, np.ndarray]]:
        """The array in pieces, each with its place; the checksum is checked behind the last."""
        if self.dtype is None:
            raise _damaged(self.file, f"{self.name!r} is text, expected numbers")
        checksum = 0
        with open(self.file, "rb") as file:
            file.seek(self.offset)
            for place in places(self.shape, self.dtype.itemsize):
                shape = _shape_of(self.shape, place)
                data = file.read(int(np.prod(shape)) * self.dtype.itemsize)
                checksum = crc32c.extend(checksum, data)
                if len(data) != int(np.prod(shape)) * self.dtype.itemsize:
                    raise _damaged(self.file, f"it ends inside {self.name!r}")
                yield place, np.frombuffer(data, self.dtype).reshape(shape)
        self._check(checksum)

    def pieces(self) -> Iterator[bytes]:
        """Its bytes, some megabytes at a time; the checksum is checked behind the last."""
        checksum, left = 0, self.size
        with open(self.file, "rb") as file:
            file.seek(self.offset)
            while left:
                piece = file.read(min(left, _PIECE))
                if not piece:
                    raise _damaged(self.file, f"it ends inside {self.name!r}")
                checksum = crc32c.extend(checksum, piece)
                left -= len(piece)
                yield piece
        self._check(checksum)

    def _check(self, checksum: int) -> None:
        if crc32c.masked(checksum) != self.checksum:
            raise _damaged(self.file, f"the checksum of {self.name!r} is wrong")

    def strings(self) -> list[bytes]:
        """A tensor of text: its strings in order.

        Raises:
            UnreadableFile: It is no text, or damaged.
        """
        if self.dtype is not None or self.size > _MOST_TEXT:
            raise _damaged(self.file, f"{self.name!r} is no text that can be read")
        with open(self.file, "rb") as file:
            file.seek(self.offset)
            data = file.read(self.size)
        if len(data) != self.size:
            raise _damaged(self.file, f"it ends inside {self.name!r}")
        sizes, at, checksum = [], 0, 0
        for _ in range(int(np.prod(self.shape, dtype=np.float64))):
            size, at = protobuf.varint(data, at)
            checksum = crc32c.extend(checksum, size.to_bytes(4 if size < 1 << 32 else 8, "little"))
            sizes.append(size)
        # The sizes' own checksum stands between them and the text.
        checksum = crc32c.extend(checksum, data[at : at + 4])
        at += 4
        if at + sum(sizes) != self.size:
            raise _damaged(self.file, f"the texts of {self.name!r} are longer or shorter than their place")
        self._check(crc32c.extend(checksum, data[at:]))
        found = []
        for size in sizes:
            found.append(data[at : at + size])
            at += size
        return found


def _shape_of(shape: tuple[int, ...], place: tuple[Any, ...]) -> tuple[int, ...]:
    """The shape of the piece at a place of an array."""
    if place == (...,):
        return shape
    last = place[-1]
    return (last.stop - last.start, *shape[len(place) :])


def is_prefix(path: str) -> bool:
    """Whether there is a checkpoint under a prefix, ``"ckpt/w"``."""
    return os.path.isfile(f"{path}.index")


def prefix_of(path: str) -> str | None:
    """The prefix of the checkpoint that a path means: the prefix, its ``.index``, or a folder; None where it means none.

    A folder means the checkpoint that its file ``checkpoint`` names, or the only one in it.

    Raises:
        UnreadableFile: The folder holds several, and none is named.
    """
    if path.endswith(".index") and os.path.isfile(path):
        return path[: -len(".index")]
    if is_prefix(path):
        return path
    if not os.path.isdir(path):
        return None
    latest = _latest(path)
    if latest is not None and is_prefix(latest):
        return latest
    found = sorted(name[: -len(".index")] for name in os.listdir(path) if name.endswith(".index"))
    if len(found) > 1:
        raise UnreadableFile(f"{path} holds the checkpoints {', '.join(found)}", "give the path of one of them.")
    return os.path.join(path, found[0]) if found else None


def _latest(folder: str) -> str | None:
    """What ``model_checkpoint_path: "w"`` in the file ``checkpoint`` names, if that is in the folder."""
    try:
        with open(os.path.join(folder, "checkpoint"), encoding="utf-8") as file:
            first = file.readline(4096).strip()
    except (OSError, UnicodeDecodeError):
        return None
    key, _, name = first.partition(":")
    if key != "model_checkpoint_path":
        return None
    return os.path.join(folder, os.path.basename(name.strip().strip('"')))


def read(prefix: str) -> dict[str, Tensor]:
    """Every tensor of a checkpoint by its key; their numbers are read when they are asked for.

    Raises:
        UnreadableFile: The index is damaged, says what cannot be, or a data file is missing or too short.
    """
    index = f"{prefix}.index"
    try:
        if os.path.getsize(index) > _MOST_INDEX:
            raise _damaged(index, f"it has more than {_MOST_INDEX} bytes")
        with open(index, "rb") as file:
            found = sstable.entries(file.read(), index)
    except FileNotFoundError as error:
        raise UnreadableFile(f"there is no {index}", "check the path.") from error
    shards = protobuf.integer(found.pop("", b""), 1, 1)
    sizes: dict[str, int] = {}
    return {key: _tensor(prefix, shards, key, value, sizes) for key, value in found.items()}


def _tensor(prefix: str, shards: int, key: str, entry: bytes, sizes: dict[str, int]) -> Tensor:
    index = f"{prefix}.index"
    if protobuf.messages(entry, 7):
        raise UnreadableFile(f"{key!r} in {index} is a slice of a tensor", "only whole variables are read here.")
    shard, offset, size = (protobuf.integer(entry, number) for number in (3, 4, 5))
    shape = _shape(protobuf.messages(entry, 2))
    kind = protobuf.integer(entry, 1)
    if kind != _STRING and kind not in _DTYPES:
        raise UnreadableFile(f"{key!r} in {index} is of TensorFlow's dtype {kind}", "it has no like in NumPy.")
    dtype = None if kind == _STRING else np.dtype(_DTYPES[kind]).newbyteorder("<")
    count = int(np.prod(shape, dtype=np.float64))
    if any(each < 0 for each in shape) or (count * dtype.itemsize != size if dtype is not None else count > size):
        raise _damaged(index, f"{key!r} has the shape {shape} and {size} bytes")
    file = f"{prefix}.data-{shard:05d}-of-{shards:05d}"
    if file not in sizes:
        if not os.path.isfile(file):
            raise UnreadableFile(f"there is no {file}", "a checkpoint is its .index and all its .data files.")
        sizes[file] = os.path.getsize(file)
    if offset + size > sizes[file]:
        raise _damaged(file, f"it ends before {key!r} does")
    return Tensor(key, shape, dtype, file, offset, size, protobuf.integer(entry, 6))


def _shape(found: list[bytes]) -> tuple[int, ...]:
    if not found:
        return ()
    sizes = (protobuf.integer(each, 1) for each in protobuf.messages(found[-1], 2))
    return tuple(size - (1 << 64) if size >> 63 else size for size in sizes)


def _damaged(file: str, what: str) -> UnreadableFile:
    return UnreadableFile(f"{file} is damaged: {what}", "copy or download the files again.")
