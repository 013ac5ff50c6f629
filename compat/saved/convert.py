"""Converting a file: ``old.h5`` or ``old.keras`` of Keras 2 into a ``.keras`` of Keras 3."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from . import older, reading
from .document import SavedModel
from .errors import UnreadableFile
from .translation import Translation, translate
from .writing import write

#: The format that is written: what Keras 3 has read since its first release.
_WRITTEN_AS = "3.0.0"


@dataclass
class Report:
    """What was done with one file.

    Attributes:
        source: The file that was read; it is never changed.
        written: The file that was written; None where there was nothing to do.
        version: The Keras that wrote the source, as it says.
        remarks: What a user should know, a sentence each.
        needed: Names of classes and functions that loading the result needs from the user.
        provided: Layers that Keras 3 lost: the result loads with ``compat.load_model`` only, which has classes for them.
    """

    source: str
    written: str | None = None
    version: str = ""
    remarks: list[str] = field(default_factory=list)
    needed: list[str] = field(default_factory=list)
    provided: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        if self.written is None:
            return f"{self.source}: written by Keras 3, nothing to do"
        lines = [f"{self.source}: converted to {self.written}" + (", with remarks" if self.remarks else "")]
        lines += [f"  {remark}" for remark in self.remarks]
        if self.needed:
            lines.append(f"  load it with custom_objects for: {', '.join(self.needed)}")
        if self.provided:
            lines.append(f"  load it with compat.load_model(): Keras 3 has no {', '.join(self.provided)}")
        return "\n".join(lines)


def convert(
    src: str | os.PathLike[str],
    dst: str | os.PathLike[str] | None = None,
    custom_objects: Mapping[str, Any] | None = None,
) -> Report:
    """Write a Keras 2 model file as a ``.keras`` file of Keras 3, which loads where this library is absent.

    Args:
        src: A whole-model ``.h5`` or ``.keras`` file of Keras 2 or tf_keras; told by its content, not by its name.
        dst: The file to write, ending in ``.keras``; a file that is there is replaced. Without it, the name of ``src`` with
            ``.keras``, or with ``_keras3.keras`` where that is ``src`` itself.
        custom_objects: Functions for Lambda layers by the layers' names. Classes and functions of the user's need not be
            given; the report names them.

    Returns:
        What was done.

    Raises:
        Refused: (a ValueError) The file holds something that has no exact form in Keras 3. Nothing is written.
        UnreadableFile: (an OSError) The file is damaged, unsafe or no whole model. Nothing is written.
        ValueError: ``dst`` does not end in ``.keras``, or is ``src``.
    """
    source = os.fspath(src)
    if reading.written_by_keras_3(source):
        return Report(source)
    target = _default_target(source) if dst is None else os.fspath(dst)
    if not target.endswith(".keras"):
        raise ValueError(f"dst={target!r} does not end in '.keras'.\nHint: Keras 3 loads no other name.")
    if os.path.exists(target) and os.path.samefile(source, target):
        raise ValueError(f"dst={target!r} is the file that is read.\nHint: give another name; the source is kept.")
    return write_translated(source, target, custom_objects)


def write_translated(
    source: str,
    target: str,
    custom_objects: Mapping[str, Any] | None,
    release: tuple[int, ...] = (3, 15),
) -> Report:
    """Translate ``source`` and write it to ``target``, for Keras 3 of a release."""
    with reading.opened(source) as saved:
        found = _translated(saved, custom_objects or ())
        older.adapt(found.config, release)
        metadata = {"keras_version": _WRITTEN_AS, "converted_from": f"keras {saved.version}"}
        write(target, found.config, found.variables, found.optimizer, found.assets, metadata)
        return Report(source, target, saved.version, found.remarks, found.needed, found.provided)


def _translated(saved: SavedModel, custom: Iterable[str]) -> Translation:
    try:
        return translate(saved, custom)
    except (AttributeError, IndexError, KeyError, TypeError) as error:
        raise UnreadableFile(
            f"{saved.path} holds a config that Keras does not write: {type(error).__name__}: {error}",
            "the file seems damaged, or was written by something else than Keras.",
        ) from error


def _default_target(source: str) -> str:
    stem = os.path.splitext(source)[0]
    return f"{stem}_keras3.keras" if source == f"{stem}.keras" else f"{stem}.keras"
