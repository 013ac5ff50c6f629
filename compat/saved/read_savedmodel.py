"""SavedModel folders that Keras 2 wrote, without TensorFlow.

``keras_metadata.pb`` (tf.keras up to 2.4: ``saved_model.pb``) says of each object what its config was, ``variables/`` is a
checkpoint. The functions in ``saved_model.pb`` are not looked at: the model is built anew from its config.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from . import protobuf
from .document import Config, Named, Place, SavedModel, Stored, Training, plain
from .errors import Refused, UnreadableFile
from .saved_constants import Constants
from .tracked import Tracked

_GRAPH, _METADATA, _VARIABLES = "saved_model.pb", "keras_metadata.pb", os.path.join("variables", "variables")
#: The most bytes of a file that is read whole; protocol buffers end at 2 GB.
_MOST_BYTES = 1 << 31
_OPTIMIZERS = ("optimizer/inner_optimizer", "optimizer/_optimizer", "optimizer")
_LOOKUPS = {
    "TextVectorization": "_lookup_layer/lookup_table",
    "StringLookup": "lookup_table",
    "IntegerLookup": "lookup_table",
}


def is_folder(path: str) -> bool:
    """Whether a folder is a SavedModel, of Keras or not."""
    return os.path.isfile(os.path.join(path, _GRAPH))


def version(path: str) -> str:
    """The Keras that wrote it, as it says.

    Raises:
        UnreadableFile: Keras did not write it, or it is damaged.
    """
    return str(_root(_metadata(path), path).get("keras_version", ""))


@contextmanager
def opened(path: str) -> Iterator[SavedModel]:
    """The model in a SavedModel folder.

    Raises:
        UnreadableFile: It is damaged, or Keras did not write it.
    """
    objects = _metadata(path)
    root = _root(objects, path)
    classes = {where: str(found.get("class_name", "")) for where, found in objects.items()}
    tracked = Tracked(os.path.join(path, _VARIABLES), classes)
    config = plain(root.get("model_config") or {"class_name": root.get("class_name"), "config": root.get("config")})
    if not isinstance(config, dict) or not isinstance(config.get("class_name"), str):
        raise _no_model(path, "it does not say what model it is")
    if "build_input_shape" in root and isinstance(config.get("config"), dict):
        config.setdefault("build_config", {"input_shape": plain(root["build_input_shape"])})
    _give_vocabularies(config, tracked, Constants(os.path.join(path, _GRAPH), _MOST_BYTES))
    optimizer = next((each for each in _OPTIMIZERS if tracked.node(each) is not None), "optimizer")
    yield SavedModel(
        path=path,
        format="savedmodel",
        version=str(root.get("keras_version", "")),
        config=config,
        training=_training(root.get("training_config")),
        tree=tracked,
        optimizer_state=_optimizer_state(tracked, optimizer),
        slots=dict(tracked.slots(optimizer)),
    )


def _root(objects: dict[str, Config], path: str) -> Config:
    found = objects.get("")
    if found is None:
        raise _no_model(path, "it says nothing of Keras")
    return found


def _no_model(path: str, what: str) -> UnreadableFile:
    return UnreadableFile(
        f"{path} is no model that Keras saved: {what}",
        "keras.layers.TFSMLayer runs it as it is, on TensorFlow; its weights cannot be trained.",
    )


def _metadata(path: str) -> dict[str, Config]:
    """What Keras said of each object, by its path of attributes; the model itself is ``""``."""
    file = os.path.join(path, _METADATA)
    found = _of_metadata(_read(file)) if os.path.isfile(file) else _of_graph(_read(os.path.join(path, _GRAPH)))
    return {where: _json(text, path) for where, text in found.items()}


def _of_metadata(data: bytes) -> dict[str, str]:
    found = {}
    for node in protobuf.messages(data, 1):
        where = protobuf.text(node, 3)
        if where == "root" or where.startswith("root."):
            found[where[len("root.") :].replace(".", "/")] = protobuf.text(node, 5)
    return found


def _of_graph(data: bytes) -> dict[str, str]:
    """From the objects in ``saved_model.pb``, where tf.keras up to 2.4 kept it."""
    graphs = [each for graph in protobuf.messages(data, 2) for each in protobuf.messages(graph, 7)]
    nodes = protobuf.messages(graphs[0], 1) if graphs else []
    found: dict[str, str] = {}
    seen, waiting = {0}, [(0, "")]
    while waiting:
        number, where = waiting.pop(0)
        if number >= len(nodes):
            continue
        for user_object in protobuf.messages(nodes[number], 4):
            text = protobuf.text(user_object, 3)
            if text:
                found[where] = text
        for child in protobuf.messages(nodes[number], 1):
            target = protobuf.integer(child, 1)
            if target not in seen:
                seen.add(target)
                waiting.append((target, f"{where}/{protobuf.text(child, 2)}".lstrip("/")))
    return found


def _read(file: str) -> bytes:
    try:
        if os.path.getsize(file) > _MOST_BYTES:
            raise UnreadableFile(f"{file} has more than {_MOST_BYTES} bytes", "Keras never writes such files.")
        with open(file, "rb") as content:
            return content.read()
    except OSError as error:
        if isinstance(error, UnreadableFile):
            raise
        raise UnreadableFile(f"{file} cannot be opened: {error.strerror}", "check the folder.") from error


def _json(text: str, path: str) -> Config:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UnreadableFile(f"the metadata of {path} is not JSON: {error}", "copy it again.") from error
    if not isinstance(found, dict):
        raise UnreadableFile(f"the metadata of {path} is no JSON object", "copy it again.")
    return found


def _training(found: Any) -> Training | None:
    if not isinstance(found, dict):
        return None
    arguments = plain(found)
    return Training(arguments.pop("optimizer_config", None), arguments)


def _optimizer_state(tracked: Tracked, optimizer: str) -> list[Stored]:
    numbered = tracked.listed(f"{optimizer}/_variables")
    if numbered:
        return [Named(f"optimizer/vars/{number}", each) for number, each in enumerate(numbered)]
    node = tracked.node(f"{optimizer}/iter")
    return [Named("iter", tracked.array(node))] if node is not None and node.key else []


def _give_vocabularies(value: Config, tracked: Tracked, constants: Constants, path: str = "") -> None:
    """The words of an adapted lookup layer are constants of the graph that fills its table; a config takes them too."""
    config = value.get("config")
    layers = config.get("layers") if isinstance(config, dict) else None
    if not isinstance(layers, list):
        return
    members = layers[1:] if value["class_name"] == "Sequential" and _is_input(layers) else layers
    for number, each in enumerate(members):
        if not isinstance(each, dict) or not isinstance(each.get("config"), dict):
            continue
        below = tracked.below(path, "layers/", Place(number, len(members)))
        _give_vocabularies(each, tracked, constants, below)
        table = _LOOKUPS.get(str(each.get("class_name")))
        if table is not None and each["config"].get("vocabulary") is None:
            words = constants.keys(tracked, f"{below}/{table}")
            if not words:
                raise Refused(
                    "its vocabulary is not where it is read here",
                    "give it vocabulary=layer.get_vocabulary() in the program and save the model again.",
                    where=f"layer {each['config'].get('name')!r}",
                )
            each["config"]["vocabulary"] = words


def _is_input(layers: list[Any]) -> bool:
    return bool(layers) and isinstance(layers[0], dict) and layers[0].get("class_name") == "InputLayer"
