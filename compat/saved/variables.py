"""The variables of a model as a tree, and their two orders: Keras 2's flat lists and Keras 3's numbered paths."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from .document import FlatWeights, InMemory, Place, Stored, TreeWeights
from .errors import Refused, UnreadableFile

Arrays = list[np.ndarray]


@dataclass
class Part:
    """A child: where it sits below its owner in either Keras, and for a model's layer its place among these."""

    keras2_path: str
    keras3_path: str
    variables: Variables
    place: Place | None = None


@dataclass
class Variables:
    """What one layer owns.

    Attributes:
        name: The layer's name in the file.
        trainable: Its own flag.
        own: For each variable of its own whether it is trained; None where only the file knows (a class of the user's).
        parts: Its children in the order in which Keras 2 lists their weights.
        keras3_order: Positions in ``parts`` in the order of Keras 3, where that is another.
        convert: Turns the arrays of the file into those of Keras 3.
        stored: How many arrays the file holds for ``own``, where that is another number.
        arrays: What was found in the file, in Keras 2's order.
    """

    name: str
    trainable: bool = True
    own: list[bool] | None = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    keras3_order: list[int] | None = None
    convert: Callable[[Arrays], Arrays] | None = None
    stored: list[bool] | None = None
    arrays: list[Stored] = field(default_factory=list)

    @property
    def in_file(self) -> list[bool] | None:
        """For each of its arrays in the file whether it is trained."""
        return self.own if self.stored is None else self.stored

    def ordered_parts(self) -> list[Part]:
        """The children in the order of Keras 3."""
        return self.parts if self.keras3_order is None else [self.parts[number] for number in self.keras3_order]

    def final(self) -> list[Stored]:
        """The variables of its own as Keras 3 has them."""
        if self.convert is None:
            return self.arrays
        values = self.convert([each.read() for each in self.arrays])
        return [InMemory(f"{self.name}/{number}", value) for number, value in enumerate(values)]


def snake_case(name: str) -> str:
    """A class's name as both Kerases write it in paths."""
    name = re.sub(r"\W+", "", name)
    name = re.sub("(.)([A-Z][a-z]+)", r"\1_\2", name)
    return re.sub("([a-z])([A-Z])", r"\1_\2", name).lower()


def numbered(class_names: Sequence[str]) -> list[str]:
    """Paths of the members of a list: the class's name, numbered from the second on."""
    seen: dict[str, int] = {}
    found = []
    for name in map(snake_case, class_names):
        seen[name] = seen.get(name, -1) + 1
        found.append(f"{name}_{seen[name]}" if seen[name] else name)
    return found


def keras3_paths(root: Variables, keras2: str = "", keras3: str = "") -> Iterator[tuple[str, str]]:
    """Where each owner sits in either Keras."""
    yield keras2, keras3
    for part in root.parts:
        old, new = f"{keras2}/{part.keras2_path}".lstrip("/"), f"{keras3}/{part.keras3_path}".lstrip("/")
        yield from keras3_paths(part.variables, old, new)


def walk(root: Variables, path: str = "") -> Iterator[tuple[str, Variables]]:
    """Every owner with its path in Keras 3, parents first."""
    yield path, root
    for part in root.parts:
        yield from walk(part.variables, f"{path}/{part.keras3_path}".lstrip("/"))


def read_tree(root: Variables, weights: TreeWeights, path: str = "") -> None:
    """Find the arrays of a ``.keras`` file, a SavedModel or a checkpoint.

    Raises:
        Refused: The file holds another number of variables than the layer has.
    """
    root.arrays = list(weights.variables(path))
    expected = root.in_file
    if expected is not None and len(expected) != len(root.arrays):
        raise Refused(
            f"the file holds {len(root.arrays)} variables where the layer has {len(expected)}",
            "the config and the weights do not belong together, or the layer keeps more state than is known here.",
            where=f"layer {root.name!r}",
        )
    if expected is None:
        root.parts = _found_below(root, weights, path)
        return
    for part in root.parts:
        read_tree(part.variables, weights, weights.below(path, part.keras2_path, part.place))


#: What a model keeps beside its weights.
_OF_TRAINING = ("optimizer", "metrics")


def _found_below(root: Variables, weights: TreeWeights, path: str) -> list[Part]:
    """What a layer of the user's keeps in attributes of its own."""
    start = f"{path}/" if path else ""
    below = [each[len(start) :] for each in weights.paths() if each.startswith(start) and each != path]
    if not path:
        below = [each for each in below if each.partition("/")[0] not in _OF_TRAINING]
    return [
        Part(each, weights.keras3_path(start + each)[len(start) :], _unknown_part(root, each, weights, start))
        for each in below
    ]


def _unknown_part(root: Variables, path: str, weights: TreeWeights, start: str) -> Variables:
    return Variables(f"{root.name}/{path}", own=None, arrays=list(weights.variables(start + path)))


def read_flat(root: Variables, weights: FlatWeights) -> None:
    """Find the arrays of a legacy HDF5 file: a flat list for each layer of the outermost model.

    Layers are found by their names; in a file whose names are others, as of a model that was built a second time in its
    program, by their order, as Keras 2 did.

    Raises:
        UnreadableFile: A layer's list is shorter or longer than its layer.
    """
    stored = weights.names()
    names = [part.variables.name for part in root.parts]
    if not set(stored) <= set(names):
        holders = [part.variables for part in root.parts if _unknown(part.variables) or any(_slots(part.variables))]
        if len(holders) != len(stored):
            raise UnreadableFile(
                f"{len(stored)} layers have weights in the file, {len(holders)} in the model {root.name!r}",
                "the architecture and the weights do not belong together.",
            )
        for holder, name in zip(holders, stored):
            distribute(holder, weights.layer(name))
        return
    for part in root.parts:
        distribute(part.variables, weights.layer(part.variables.name))


def distribute(owner: Variables, arrays: Sequence[Stored]) -> None:
    """Hand out a flat list: everything that is trained first, then the rest, each layer by layer.

    Raises:
        UnreadableFile: The list is shorter or longer than the layer.
    """
    left = _take_by_name(owner, list(arrays)) if _unknown(owner) else list(arrays)
    slots = [(each, number) for each, number, trained in _slots(owner) if trained]
    slots += [(each, number) for each, number, trained in _slots(owner) if not trained]
    if len(slots) != len(left):
        raise UnreadableFile(
            f"layer {owner.name!r} has {len(slots)} weights, the file holds {len(left)} for it: "
            + ", ".join(each.name for each in left),
            "the config and the weights in the file do not belong together.",
        )
    found: dict[int, dict[int, Stored]] = {}
    for (each, number), stored in zip(slots, left):
        found.setdefault(id(each), {})[number] = stored
    for each, _, _ in _slots(owner):
        each.arrays = [found[id(each)][number] for number in sorted(found[id(each)])]


def _slots(owner: Variables, trainable: bool = True) -> Iterator[tuple[Variables, int, bool]]:
    trainable = trainable and owner.trainable
    for number, trained in enumerate(owner.in_file or ()):
        yield owner, number, trained and trainable
    for part in owner.parts:
        yield from _slots(part.variables, trainable)


def _unknown(owner: Variables) -> list[Variables]:
    found = [owner] if owner.own is None else []
    return found + [each for part in owner.parts for each in _unknown(part.variables)]


def _take_by_name(owner: Variables, arrays: list[Stored]) -> list[Stored]:
    """Give each layer of a user's class the arrays that carry its name; return what is left."""
    if owner.own is None and not owner.parts:
        owner.arrays = arrays
        return []
    for each in _unknown(owner):
        each.arrays = [stored for stored in arrays if each.name in stored.name.split("/")[:-1]]
        arrays = [stored for stored in arrays if all(stored is not taken for taken in each.arrays)]
    return arrays


def trained(owner: Variables, keras3: bool, trainable: bool = True) -> Iterator[tuple[Variables, int]]:
    """The trained variables in the order in which an optimizer of either Keras keeps its slots.

    For Keras 3 the number counts the variables it has, for Keras 2 the arrays in the file. All arrays of a user's layer are
    taken for trained ones.
    """
    trainable = trainable and owner.trainable
    flags = owner.own if keras3 else owner.in_file
    if flags is None:
        flags = [True] * len(owner.arrays)
    for number, flag in enumerate(flags):
        if flag and trainable:
            yield owner, number
    for part in owner.ordered_parts() if keras3 else owner.parts:
        yield from trained(part.variables, keras3, trainable)
