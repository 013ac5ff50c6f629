"""A saved model in memory, as its file says it: a config of plain dicts, arrays that are read when they are asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np

Config = dict[str, Any]


class Stored(Protocol):
    """An array in a file: its name, its shape, and a way to read it."""

    @property
    def name(self) -> str: ...

    @property
    def shape(self) -> tuple[int, ...]: ...

    def read(self) -> np.ndarray: ...

    def blocks(self) -> Iterator[tuple[Any, np.ndarray]]:
        """The array in pieces of some megabytes, each with its place."""
        ...


#: The bytes that a piece of a large array may have.
BLOCK = 1 << 24


def places(shape: tuple[int, ...], itemsize: int) -> Iterator[tuple[Any, ...]]:
    """The places of pieces of an array in the order of its bytes, each of them contiguous and of no more than :data:`BLOCK`."""
    row, axis = itemsize, len(shape)
    while axis and row * shape[axis - 1] <= BLOCK:
        axis -= 1
        row *= shape[axis]
    if not axis:
        yield (...,)
        return
    step = max(1, BLOCK // row)
    for leading in np.ndindex(*shape[: axis - 1]):
        for start in range(0, shape[axis - 1], step):
            yield (*leading, slice(start, min(start + step, shape[axis - 1])))


@dataclass(frozen=True)
class InMemory:
    """An array that is in no file (any more)."""

    name: str
    value: np.ndarray

    @property
    def shape(self) -> tuple[int, ...]:
        return tuple(self.value.shape)

    def read(self) -> np.ndarray:
        return self.value

    def blocks(self) -> Iterator[tuple[Any, np.ndarray]]:
        yield (...,), self.value


@dataclass(frozen=True)
class Named:
    """An array under another name."""

    name: str
    stored: Stored

    @property
    def shape(self) -> tuple[int, ...]:
        return self.stored.shape

    def read(self) -> np.ndarray:
        return self.stored.read()

    def blocks(self) -> Iterator[tuple[Any, np.ndarray]]:
        return self.stored.blocks()


class FlatWeights(Protocol):
    """Weights of a legacy HDF5 file: one flat list per layer of the outermost model."""

    def names(self) -> list[str]:
        """The layers that have weights, in the order of the model."""
        ...

    def layer(self, name: str) -> Sequence[Stored]:
        """The arrays of a layer; empty for one that has none."""
        ...


@dataclass(frozen=True)
class Place:
    """The number of a layer among those of its model, and how many these are."""

    number: int
    count: int


class TreeWeights(Protocol):
    """Weights of a ``.keras`` file, a SavedModel or a checkpoint: a tree of paths that lead to variables."""

    def variables(self, path: str) -> Sequence[Stored]:
        """The variables of the object under a path, those that are trained first; empty where it has none."""
        ...

    def paths(self) -> list[str]:
        """Every path that has variables."""
        ...

    def below(self, path: str, name: str, place: Place | None) -> str:
        """The path of a child: its name in a ``.keras`` file, its place among the layers of a model."""
        ...

    def of_layer(self, path: str, name: str, with_weights: int) -> str:
        """The path of a model's layer, by its name in a ``.keras`` file or its number among those with weights."""
        ...

    def keras3_path(self, path: str) -> str:
        """Where Keras 3 keeps what an object of a user's class has under a path of attributes."""
        ...


@dataclass
class Training:
    """How a model was compiled, in Keras 2's words.

    Attributes:
        optimizer: ``{"class_name": ..., "config": ...}``, or None.
        arguments: ``loss``, ``metrics``, ``weighted_metrics``, ``loss_weights`` and other arguments of ``compile()``.
    """

    optimizer: Config | None
    arguments: Config


@dataclass
class SavedModel:
    """One whole-model file.

    Attributes:
        path: Where it is.
        format: ``"h5"``, ``"keras"``, ``"savedmodel"`` or ``"json"``.
        version: The Keras that wrote it, as it says.
        config: ``{"class_name": ..., "config": ...}`` of the model.
        training: How it was compiled; None where it was not, or where that was not saved.
        flat: Its weights, where they are listed by layer.
        tree: Its weights, where they are a tree.
        optimizer_state: The optimizer's arrays in the order of the file.
        slots: The optimizer's arrays by kind and the name of the variable that each belongs to, for one that is kept so.
        assets: Files that layers keep beside their weights, by path: ``layers/text_vectorization/vocabulary.txt``.
    """

    path: str
    format: str
    version: str
    config: Config
    training: Training | None = None
    flat: FlatWeights | None = None
    tree: TreeWeights | None = None
    optimizer_state: Sequence[Stored] = field(default_factory=list)
    slots: Mapping[tuple[str, str], Stored] = field(default_factory=dict)
    assets: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def release(self) -> tuple[int, ...]:
        """``"2.2.4-tf"`` -> ``(2, 2, 4)``."""
        return release(self.version)

    @property
    def dialect(self) -> str:
        """The dialect of :mod:`compat.changes` that its writer spoke. tf.keras 2 up to 2.2 calls itself ``2.2.4-tf``."""
        return "2.2" if self.release < (2, 3) and not self.version.endswith("-tf") else "2.15"


def release(version: str) -> tuple[int, ...]:
    """The leading numbers of a version."""
    numbers = []
    for part in version.split("."):
        digits = part[: len(part) - len(part.lstrip("0123456789"))]
        if not digits:
            break
        numbers.append(int(digits))
        if digits != part:
            break
    return tuple(numbers)


def plain(value: Any) -> Any:
    """A decoded JSON value without the wrappers of Keras 2's encoders: tuples, shapes and arrays become lists and numbers."""
    if isinstance(value, list):
        return [plain(each) for each in value]
    if isinstance(value, Mapping):
        if value.get("class_name") in ("__tuple__", "TensorShape") and "items" in value:
            return plain(value["items"])
        if value.get("type") in ("ndarray", "nparray") and "value" in value:
            return plain(value["value"])
        return {key: plain(each) for key, each in value.items()}
    return value
