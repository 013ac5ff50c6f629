"""HDF5 as data: groups, datasets and text, with nothing that leads out of the file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import h5py
import numpy as np

from .document import places
from .errors import UnreadableFile, of_the_disk

#: A dataset may declare this many bytes, or this many times its stored bytes, whichever is more.
MOST_BYTES, MOST_EXPANSION = 1 << 32, 1000


@contextmanager
def opened(source: Any, name: str) -> Iterator[h5py.File]:
    """An HDF5 file, from a path or a binary file object.

    Raises:
        UnreadableFile: It is not a whole HDF5 file, or something in it cannot be read.
    """
    with _reading(name):
        file = h5py.File(source, "r")
    with file, _reading(name):
        yield file


@contextmanager
def _reading(name: str) -> Iterator[None]:
    try:
        yield
    except (OSError, RuntimeError, KeyError, MemoryError, UnicodeDecodeError) as error:
        if isinstance(error, (UnreadableFile, RecursionError)) or of_the_disk(error):
            raise
        raise UnreadableFile(
            f"{name} cannot be read as HDF5: {error}",
            "the file seems cut short or damaged; copy or download it again.",
        ) from error


@dataclass(frozen=True)
class Dataset:
    """An array in an HDF5 file."""

    name: str
    data: h5py.Dataset

    @property
    def shape(self) -> tuple[int, ...]:
        return tuple(self.data.shape)

    def read(self) -> np.ndarray:
        with _reading(f"{self.data.name} of {self.data.file.filename}"):
            return np.asarray(self.data[()])

    def blocks(self) -> Iterator[tuple[Any, np.ndarray]]:
        """The array in pieces, each with its place."""
        with _reading(f"{self.data.name} of {self.data.file.filename}"):
            for place in places(self.shape, self.data.dtype.itemsize):
                yield place, np.asarray(self.data[place])


def child(group: h5py.Group, path: str) -> Any:
    """The group or dataset under ``path``, or None.

    Raises:
        UnreadableFile: A link leads to it that is not a plain one, its bytes are in another file, or it declares more bytes
            than are there.
    """
    found: Any = group
    with _reading(f"{path} of {group.file.filename}"):
        for part in path.split("/"):
            link = found.get(part, getlink=True) if isinstance(found, h5py.Group) else None
            if link is None:
                return None
            if not isinstance(link, h5py.HardLink):
                raise _unsafe(group, path, f"is a {type(link).__name__}")
            found = found[part]
        if isinstance(found, h5py.Dataset):
            _check(found, path)
    return found


def _check(data: h5py.Dataset, path: str) -> None:
    if data.external:
        raise _unsafe(data, path, "keeps its bytes in another file")
    if data.is_virtual:
        raise _unsafe(data, path, "is a virtual dataset")
    if data.shape is None:
        raise _unsafe(data, path, "has no shape")
    if data.dtype.hasobject or data.dtype.kind not in "biufcS":
        raise _unsafe(data, path, f"holds {data.dtype}")
    declared = data.dtype.itemsize * int(np.prod(data.shape, dtype=np.float64))
    if declared > max(MOST_BYTES, MOST_EXPANSION * data.id.get_storage_size()):
        raise _unsafe(data, path, f"declares {declared} bytes where {data.id.get_storage_size()} are stored")


def _unsafe(item: Any, path: str, what: str) -> UnreadableFile:
    return UnreadableFile(
        f"{path!r} in {item.file.filename!r} {what}; expected plain arrays inside the file",
        "Keras never writes such files; do not trust this one.",
    )


def text(value: Any) -> str:
    """An attribute's text: ``str`` or ``bytes``, by the h5py that wrote and the one that reads."""
    return value.decode("utf-8") if isinstance(value, bytes) else str(value)


def json_attribute(item: h5py.Group, name: str) -> Any:
    """The decoded JSON of an attribute, or None.

    Raises:
        UnreadableFile: The attribute is not JSON.
    """
    if name not in item.attrs:
        return None
    try:
        return json.loads(text(item.attrs[name]))
    except ValueError as error:
        raise UnreadableFile(
            f"attribute {name!r} of {item.file.filename!r} is not JSON: {error}",
            "the file seems damaged; copy or download it again.",
        ) from error


def names(group: h5py.Group, attribute: str) -> list[str] | None:
    """A list of names in an attribute, which Keras splits into numbered ones when it is long; None where there is none."""
    if attribute in group.attrs:
        return [text(each) for each in group.attrs[attribute]]
    found: list[str] = []
    number = 0
    while f"{attribute}{number}" in group.attrs:
        found.extend(text(each) for each in group.attrs[f"{attribute}{number}"])
        number += 1
    return found if number else None


def listed(group: h5py.Group, attribute: str = "weight_names") -> list[Dataset]:
    """The datasets of a group in the order of its attribute, which is not the order of HDF5.

    Raises:
        UnreadableFile: A dataset is missing.
    """
    found = []
    for name in names(group, attribute) or []:
        data = child(group, name)
        if not isinstance(data, h5py.Dataset):
            raise UnreadableFile(
                f"{group.name}/{name} is listed in {group.file.filename!r} but is not there",
                "the file seems damaged; copy or download it again.",
            )
        found.append(Dataset(name, data))
    return found
