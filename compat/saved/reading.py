"""Opening a saved model, whatever its name says it is."""

from __future__ import annotations

import os
from contextlib import AbstractContextManager
from typing import Any

from . import bundle, read_h5, read_keras, read_savedmodel, read_text
from .document import SavedModel, release
from .errors import UnreadableFile

_ZIP, _HDF5, _PICKLE = b"PK\x03\x04", b"\x89HDF\r\n\x1a\n", b"\x80"
_START = 512
#: What a file may be instead of a model, and what to do with it.
_NO_MODELS = {
    "pickle": (
        "is a pickle, which runs what it likes when it is loaded",
        "compat.load_tokenizer(path) reads a Tokenizer; save a model with model.save() instead.",
    ),
    "checkpoint": (
        "is a checkpoint of TensorFlow: weights without a model",
        "give the architecture, and this as its weights: compat convert model.json --weights PREFIX.",
    ),
}


def format_of(path: str) -> str:
    """``"h5"``, ``"keras"``, ``"savedmodel"``, ``"json"``, ``"yaml"``, ``"pickle"`` or ``"checkpoint"``, by what is in it.

    Raises:
        UnreadableFile: There is no such file, or it is none of these.
    """
    if os.path.isdir(path):
        if read_savedmodel.is_folder(path):
            return "savedmodel"
        if bundle.prefix_of(path) is not None:
            return "checkpoint"
        raise UnreadableFile(
            f"{path} is a folder without a saved_model.pb",
            "expected a SavedModel or a file; compat convert --recursive takes a tree of them.",
        )
    if not os.path.exists(path) and bundle.is_prefix(path):
        return "checkpoint"
    try:
        with open(path, "rb") as file:
            start = file.read(_START)
    except OSError as error:
        raise UnreadableFile(f"{path} cannot be opened: {error.strerror}", "check the path.") from error
    found = _by_first_bytes(start)
    if found is None and bundle.prefix_of(path) is not None:
        found = "checkpoint"
    if found is None:
        raise UnreadableFile(
            f"{path} is neither HDF5, nor a .keras archive, nor JSON: it starts with {start[:8]!r}",
            "expected a model that Keras wrote with model.save() or to_json().",
        )
    return found


def _by_first_bytes(start: bytes) -> str | None:
    if start.startswith(_HDF5):
        return "h5"
    if start.startswith(_ZIP):
        return "keras"
    # Protocol 2 and later say so; a text that starts like protocol 0 is not told from others.
    if start.startswith(_PICKLE) and start[1:2] in (b"\x02", b"\x03", b"\x04", b"\x05"):
        return "pickle"
    return read_text.kind_of(start)


def opened(path: str, weights: str | None = None) -> AbstractContextManager[SavedModel]:
    """The model in a file, for as long as the file is open.

    Args:
        path: The model.
        weights: The weights of a JSON or YAML architecture.

    Raises:
        UnreadableFile: The file is damaged, unsafe or not a whole model.
    """
    kind = format_of(path)
    if kind in _NO_MODELS:
        what, hint = _NO_MODELS[kind]
        raise UnreadableFile(f"{path} {what}", hint)
    if kind in ("json", "yaml"):
        return read_text.opened(path, kind, weights)
    if weights is not None:
        raise UnreadableFile(
            f"{path} is a whole model, weights={weights!r} are given beside it",
            "only a JSON or YAML architecture takes weights.",
        )
    return {"h5": read_h5, "keras": read_keras, "savedmodel": read_savedmodel}[kind].opened(path)


def registered_names(path: str) -> set[str]:
    """The names under which a ``.keras`` file of Keras 3 asks for classes and functions; empty for HDF5.

    Raises:
        UnreadableFile: The file is damaged or unsafe.
    """
    found: set[str] = set()

    def visit(value: Any) -> None:
        if isinstance(value, dict):
            name = value.get("registered_name")
            found.update([name] if isinstance(name, str) else [])
            for each in value.values():
                visit(each)
        elif isinstance(value, list):
            for each in value:
                visit(each)

    kind = format_of(path)
    if kind == "keras":
        visit(read_keras.config(path))
    elif kind == "json":
        visit(read_text.read(path, kind))
    return found


def written_by_keras_3(path: str) -> bool:
    """Whether Keras 3 wrote a file.

    Raises:
        UnreadableFile: The file is damaged, unsafe or not a whole model.
    """
    kind = format_of(path)
    if kind == "keras":
        # tf_keras counts on from 2.15 and has always said 2; what says nothing is read as Keras 3 does.
        return release(read_keras.version(path))[:1] not in ((1,), (2,))
    if kind not in ("h5", "json"):
        return False
    with opened(path) as saved:
        return saved.release >= (3,)
