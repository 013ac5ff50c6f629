"""What TensorFlow tracked when it saved: objects, the names of their attributes, and the keys of their variables.

``TrackableObjectGraph``, which every checkpoint of TensorFlow 2 carries. A child's name is the attribute that held it
(``kernel``, ``cell``, ``forward_layer``), a place in a list (``0``), or, in a model, ``layer-3``. Children come in the order in
which they were set.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from . import bundle, protobuf
from .bundle import Tensor
from .document import Place
from .errors import Refused, UnreadableFile
from .variables import numbered

_GRAPH, _VALUE, _LAYER = "_CHECKPOINTABLE_OBJECT_GRAPH", "VARIABLE_VALUE", "layer-"
#: Lists that a layer keeps of variables which are others' attributes.
_LISTS = ("variables", "trainable_variables", "non_trainable_variables")


@dataclass
class Node:
    """An object.

    Attributes:
        children: Numbers of objects by the names of attributes.
        key: Its key in the index, for a variable.
        table: Where its keys and values are in the index, for a lookup table.
        slots: For an optimizer: variables by the kind of slot and the variable that it belongs to.
    """

    children: dict[str, int] = field(default_factory=dict)
    key: str = ""
    table: str = ""
    slots: dict[tuple[str, int], int] = field(default_factory=dict)


class Tracked:
    """The objects of a checkpoint and its arrays.

    Raises:
        UnreadableFile: The checkpoint has no such objects, or they are damaged.
    """

    def __init__(self, prefix: str, class_names: Mapping[str, str] | None = None) -> None:
        self.prefix = prefix
        #: Classes of the objects, by their paths, where these are known.
        self.class_names = dict(class_names or {})
        self.tensors = bundle.read(prefix)
        graph = self.tensors.get(_GRAPH)
        if graph is None:
            raise UnreadableFile(
                f"{prefix}.index names variables only, no objects: TensorFlow 1 wrote it",
                "save the model itself, or its weights with model.save_weights() of Keras.",
            )
        self.nodes = [_node(each) for each in protobuf.messages(graph.strings()[0], 1)]

    def node(self, path: str) -> Node | None:
        """The object under a path of names; None where there is none."""
        number: int | None = 0
        for name in path.split("/") if path else ():
            number = self.nodes[number].children.get(name) if number is not None and number < len(self.nodes) else None
        return None if number is None else self._at(number)

    def _at(self, number: int) -> Node:
        if not 0 <= number < len(self.nodes):
            raise UnreadableFile(f"{self.prefix}.index names an object that is not there", "the file seems damaged.")
        return self.nodes[number]

    def array(self, node: Node) -> Tensor:
        """A variable's array.

        Raises:
            UnreadableFile: It is not in the checkpoint.
        """
        found = self.tensors.get(node.key)
        if found is None:
            raise UnreadableFile(f"{node.key!r} is not in {self.prefix}.index", "copy or download the files again.")
        return found

    def variables(self, path: str) -> list[Tensor]:
        """The variables that are attributes of the object under ``path``: those that are trained first, as Keras lists them."""
        node = self.node(path)
        if node is None:
            return []
        own = list(dict.fromkeys(number for number in node.children.values() if self._at(number).key))
        if "variables" in node.children:
            listed = list(self._at(node.children["variables"]).children.values())
            own.sort(key=lambda number: listed.index(number) if number in listed else len(listed))
        return [self.array(self._at(number)) for number in own]

    def tables(self, path: str) -> list[bytes] | list[int] | None:
        """The keys of a table that the checkpoint holds, in the order of their values; None for one that it does not."""
        node = self.node(path)
        keys = self.tensors.get(f"{node.table}-keys") if node is not None and node.table else None
        values = self.tensors.get(f"{node.table}-values") if node is not None and node.table else None
        if keys is None or values is None or values.dtype is None:
            return None
        words: list[Any] = keys.strings() if keys.dtype is None else [int(each) for each in keys.read().ravel()]
        order = [int(each) for each in values.read().ravel()]
        return [word for _, word in sorted(zip(order, words), key=lambda each: each[0])]

    def listed(self, path: str) -> list[Tensor]:
        """The variables in the list under ``path``, in order."""
        node = self.node(path)
        numbers = [] if node is None else node.children.values()
        return [self.array(self._at(number)) for number in numbers if self._at(number).key]

    def slots(self, path: str) -> Mapping[tuple[str, str], Tensor]:
        """An optimizer's slots, by their kind and the key of the variable that each belongs to."""
        node = self.node(path)
        if node is None:
            return {}
        return {
            (kind, self._at(variable).key): self.array(self._at(slot)) for (kind, variable), slot in node.slots.items()
        }

    def paths(self) -> list[str]:
        """Every path to an object that has variables of its own; each object once, by its shortest path."""
        found, seen, waiting = [], {0}, [(0, "")]
        while waiting:
            number, path = waiting.pop(0)
            children = self._at(number).children
            if any(self._at(each).key for each in children.values()):
                found.append(path)
            for name, each in children.items():
                if each not in seen and name not in _LISTS and name != "keras_api":
                    seen.add(each)
                    waiting.append((each, f"{path}/{name}".lstrip("/")))
        return found

    def below(self, path: str, name: str, place: Place | None) -> str:
        """The path of a child.

        tf.keras up to 2.3 counted a Sequential's input among its layers, whose number is then one more.
        """
        if place is None:
            return f"{path}/{name}".lstrip("/")
        attribute = name.rpartition("/")[0]
        if attribute != "layers":
            return f"{path}/{attribute}/{place.number}".lstrip("/")
        node = self.node(path)
        count = sum(each.startswith(_LAYER) for each in node.children) if node is not None else place.count
        return f"{path}/{_LAYER}{place.number + max(0, count - place.count)}".lstrip("/")

    def of_layer(self, path: str, name: str, with_weights: int) -> str:
        """The path of a model's layer, by its number among those with weights."""
        return f"{path}/layer_with_weights-{with_weights}".lstrip("/")

    def keras3_path(self, path: str) -> str:
        """Where Keras 3 keeps what is under a path of attributes: members of a list under the names of their classes.

        Raises:
            Refused: The class of a member is not in the file.
        """
        found: list[str] = []
        names = path.split("/")
        for at, name in enumerate(names):
            if name.isdigit():
                name = self._numbered(names[:at])[int(name)]
            found.append(name)
        return "/".join(found)

    def _numbered(self, names: list[str]) -> dict[int, str]:
        start = "/".join(names)
        node = self.node(start)
        members = [] if node is None else sorted(int(each) for each in node.children if each.isdigit())
        classes = [self.class_names.get(f"{start}/{number}", "") for number in members]
        if not all(classes):
            raise Refused(
                f"the objects in the list {start!r} are of classes that the file does not name",
                "build the model in code and load the weights into it: compat.load_weights(model, path).",
            )
        return dict(zip(members, numbered(classes)))


def _node(message: bytes) -> Node:
    node = Node()
    for child in protobuf.messages(message, 1):
        node.children.setdefault(protobuf.text(child, 2), protobuf.integer(child, 1))
    for attribute in protobuf.messages(message, 2):
        if protobuf.text(attribute, 1) == _VALUE:
            node.key = protobuf.text(attribute, 3)
        elif protobuf.text(attribute, 1) == "table":
            node.table = protobuf.text(attribute, 3)
    for slot in protobuf.messages(message, 3):
        kind = protobuf.text(slot, 2)
        node.slots[kind, protobuf.integer(slot, 1)] = protobuf.integer(slot, 3)
    return node
