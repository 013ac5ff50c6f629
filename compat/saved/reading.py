"""Opening a saved model, whatever its name says it is."""

from __future__ import annotations

import os
from contextlib import AbstractContextManager
from typing import Any

from . import read_h5, read_keras
from .document import SavedModel, release
from .errors import UnreadableFile

_ZIP, _HDF5 = b"PK\x03\x04", b"\x89HDF\r\n\x1a\n"


def format_of(path: str) -> str:
    """``"h5"`` or ``"keras"``, by the first bytes of the file.

    Raises:
        UnreadableFile: There is no such file, or it is neither.
    """
    if os.path.isdir(path):
        raise UnreadableFile(
            f"{path} is a folder", "SavedModel folders are not read yet; expected a .h5 or .keras file."
        )
    try:
        with open(path, "rb") as file:
            start = file.read(len(_HDF5))
    except OSError as error:
        raise UnreadableFile(f"{path} cannot be opened: {error.strerror}", "check the path.") from error
    if start == _HDF5:
        return "h5"
    if start.startswith(_ZIP):
        return "keras"
    raise UnreadableFile(
        f"{path} is neither HDF5 nor a .keras archive: it starts with {start!r}",
        "expected a whole model that Keras wrote with model.save().",
    )


def opened(path: str) -> AbstractContextManager[SavedModel]:
    """The model in a file, for as long as the file is open.

    Raises:
        UnreadableFile: The file is damaged, unsafe or not a whole model.
    """
    return read_h5.opened(path) if format_of(path) == "h5" else read_keras.opened(path)


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

    if format_of(path) == "keras":
        visit(read_keras.config(path))
    return found


def written_by_keras_3(path: str) -> bool:
    """Whether Keras 3 wrote a file.

    Raises:
        UnreadableFile: The file is damaged, unsafe or not a whole model.
    """
    if format_of(path) == "keras":
        # tf_keras counts on from 2.15 and has always said 2; what says nothing is read as Keras 3 does.
        return release(read_keras.version(path))[:1] not in ((1,), (2,))
    with read_h5.opened(path) as saved:
        return saved.release >= (3,)
