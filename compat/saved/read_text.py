"""Architectures as JSON or YAML: what ``to_json()`` and ``to_yaml()`` wrote."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from . import read_weights
from .document import SavedModel, plain
from .errors import UnreadableFile

_MOST_BYTES = 1 << 28
_EXPECTED = "expected what to_json() or to_yaml() wrote."
_FIRST_OF_YAML = (b"backend:", b"class_name:", b"config:", b"keras_version:", b"!!python")
#: PyYAML's tags of plain values, as ``to_yaml()`` of Python 2 and 3 wrote them.
_PLAIN_TAGS = ("tuple", "list", "dict", "str", "unicode", "int", "long", "float", "bool", "none")


def kind_of(start: bytes) -> str | None:
    """``"json"`` or ``"yaml"`` by the first bytes of a file; None for anything else."""
    start = start.lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"{"):
        return "json"
    return "yaml" if start.startswith(_FIRST_OF_YAML) else None


def parsed(text: str, kind: str, name: str) -> dict[str, Any]:
    """What a text says of a model: ``class_name``, ``config`` and perhaps ``keras_version``.

    Args:
        text: The text.
        kind: ``"json"`` or ``"yaml"``.
        name: How a message calls it.

    Raises:
        UnreadableFile: It is no such text, or no model.
    """
    try:
        found = json.loads(text) if kind == "json" else _yaml(text)
    except (ValueError, RecursionError) as error:
        raise UnreadableFile(f"{name} is not {kind.upper()}: {error}", _EXPECTED) from error
    if not isinstance(found, dict) or not isinstance(found.get("class_name"), str) or "config" not in found:
        raise UnreadableFile(f"{name} is no model", "expected class_name and config, as to_json() writes them.")
    return found


def _yaml(text: str) -> Any:
    try:
        import yaml
    except ImportError as error:
        raise UnreadableFile("a .yaml architecture needs PyYAML", "pip install pyyaml") from error

    class Loader(yaml.SafeLoader):
        """Plain values alone; a tag that would build an object of Python is an error."""

    for tag in _PLAIN_TAGS:
        Loader.add_constructor(f"tag:yaml.org,2002:python/{tag}", _plain_node)
    try:
        return yaml.load(text, Loader)
    except yaml.YAMLError as error:
        raise ValueError(str(error)) from error


def _plain_node(loader: Any, node: Any) -> Any:
    import yaml

    if isinstance(node, yaml.SequenceNode):
        return loader.construct_sequence(node, deep=True)
    if isinstance(node, yaml.MappingNode):
        return loader.construct_mapping(node, deep=True)
    return yaml.safe_load(str(node.value)) if not node.tag.endswith(("/str", "/unicode")) else str(node.value)


def read(path: str, kind: str) -> dict[str, Any]:
    """What a file says of a model.

    Raises:
        UnreadableFile: It is damaged, or no model.
    """
    if os.path.getsize(path) > _MOST_BYTES:
        raise UnreadableFile(f"{path} has more than {_MOST_BYTES} bytes", "an architecture is smaller.")
    with open(path, encoding="utf-8-sig") as file:
        try:
            text = file.read()
        except UnicodeDecodeError as error:
            raise UnreadableFile(f"{path} is not UTF-8: {error}", _EXPECTED) from error
    return parsed(text, kind, path)


@contextmanager
def opened(path: str, kind: str, weights: str | None) -> Iterator[SavedModel]:
    """The model of an architecture and its weights, for as long as these are open.

    Args:
        path: The file of the architecture.
        kind: ``"json"`` or ``"yaml"``.
        weights: The file, folder or prefix of its weights; None where there are none.

    Raises:
        UnreadableFile: One of them is damaged, unsafe or of another kind.
    """
    found = read(path, kind)
    config = plain({"class_name": found["class_name"], "config": found["config"]})
    version = str(found.get("keras_version") or "")
    if weights is None:
        yield SavedModel(path, kind, version or "2", config)
        return
    with read_weights.opened(weights) as stored:
        version = version or stored.version or "2"
        yield SavedModel(path, kind, version, config, flat=stored.flat, tree=stored.tree)
