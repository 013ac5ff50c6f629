"""Converting one model: a file or folder of Keras 2 into a ``.keras`` of Keras 3."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from . import document, older, reading, tokenizers
from .document import SavedModel
from .errors import Refused, UnreadableFile
from .translation import Translation, translate
from .writing import write, write_text

#: The format that is written: what Keras 3 has read since its first release.
_WRITTEN_AS = "3.0.0"
_NEWEST = (3, 15)


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
    *,
    weights: str | os.PathLike[str] | None = None,
    target: str | None = None,
) -> Report:
    """Write a Keras 2 model as a ``.keras`` file of Keras 3, which loads where this library is absent.

    Args:
        src: A whole-model ``.h5`` or ``.keras`` file of Keras 2 or tf_keras, a SavedModel folder, or an architecture in JSON
            or YAML; told by its content, not by its name.
        dst: The file to write, ending in ``.keras`` (``.json`` for an architecture without weights); a file that is there is
            replaced. Without it, the name of ``src`` with ``.keras``, or with ``_keras3.keras`` where that is ``src`` itself.
        custom_objects: Functions for Lambda layers by the layers' names. Classes and functions of the user's need not be
            given; the report names them.
        weights: For an architecture, its weights: HDF5 of either kind, a checkpoint of TensorFlow, or a whole model.
        target: The Keras 3 that is to load it, ``"3.4"``; without it the installed one, or else the newest.

    Returns:
        What was done.

    Raises:
        Refused: (a ValueError) The file holds something that has no exact form in Keras 3. Nothing is written.
        UnreadableFile: (an OSError) The file is damaged, unsafe or no whole model. Nothing is written.
        ValueError: ``dst`` has another ending, or is ``src``; ``target`` is no Keras 3.
    """
    source = os.fspath(src)
    beside = None if weights is None else os.fspath(weights)
    release = release_of(target)
    kind = reading.format_of(source)
    if kind == "pickle":
        written = _settled(source, None if dst is None else os.fspath(dst), ".json")
        write_text(written, tokenizers.json_of(source))
        return Report(
            source, written, "2", ["a Tokenizer, as its to_json() writes it: compat.load_tokenizer() reads it"]
        )
    if kind == "json" and tokenizers.is_tokenizer_file(source):
        return Report(source)
    if reading.written_by_keras_3(source):
        return Report(source)
    suffix = ".json" if beside is None and kind in ("json", "yaml") else ".keras"
    written = _settled(source, None if dst is None else os.fspath(dst), suffix)
    return write_translated(source, written, custom_objects, release, beside)


def _settled(source: str, dst: str | None, suffix: str) -> str:
    """The file to write.

    Raises:
        ValueError: It has another suffix, is a folder, or is the source.
    """
    written = _default_target(source, suffix) if dst is None else dst
    if not written.endswith(suffix):
        why = "Keras 3 loads no other name" if suffix == ".keras" else "the result is of that kind"
        raise ValueError(f"dst={written!r} does not end in {suffix!r}: {why}.\nHint: give another name, or weights.")
    if os.path.isdir(written):
        raise ValueError(f"dst={written!r} is a folder.\nHint: give the name of a file.")
    if os.path.exists(written) and os.path.samefile(source, written):
        raise ValueError(f"dst={written!r} is the file that is read.\nHint: give another name; the source is kept.")
    return written


def release_of(target: str | None) -> tuple[int, ...]:
    """The release of Keras 3 to write for: the one named, or the installed one, or the newest.

    Raises:
        ValueError: It is no Keras 3.
    """
    if target is None:
        try:
            found = document.release(version("keras"))
        except PackageNotFoundError:
            found = ()
        return found if found[:1] == (3,) else _NEWEST
    found = document.release(target)
    if found[:1] != (3,) or len(found) < 2:
        raise ValueError(f"target={target!r} is no release of Keras 3.\nHint: expected one such as '3.4'.")
    return found


def write_translated(
    source: str,
    target: str,
    custom_objects: Mapping[str, Any] | None,
    release: tuple[int, ...],
    weights: str | None = None,
) -> Report:
    """Translate ``source`` and write it to ``target``, for Keras 3 of a release."""
    with reading.opened(source, weights) as saved:
        found = _translated(saved, custom_objects or ())
        older.adapt(found.config, release)
        if target.endswith(".json"):
            write_text(target, json.dumps(found.config))
            return Report(source, target, saved.version, found.remarks, found.needed, found.provided)
        metadata = {"keras_version": _WRITTEN_AS, "converted_from": f"keras {saved.version}"}
        write(target, found.config, found.variables, found.optimizer, found.assets, metadata)
        return Report(source, target, saved.version, found.remarks, found.needed, found.provided)


def _translated(saved: SavedModel, custom: Iterable[str]) -> Translation:
    try:
        return translate(saved, custom)
    except (Refused, OSError):
        raise
    except (
        ArithmeticError,
        AssertionError,
        AttributeError,
        LookupError,
        RecursionError,
        TypeError,
        ValueError,
    ) as error:
        raise UnreadableFile(
            f"{saved.path} holds a config that Keras does not write: {type(error).__name__}: {error}",
            "the file seems damaged, or was written by something else than Keras.",
        ) from error


def _default_target(source: str, suffix: str) -> str:
    source = source.rstrip(os.sep)
    stem = source if os.path.isdir(source) else os.path.splitext(source)[0]
    return f"{stem}_keras3{suffix}" if source == f"{stem}{suffix}" else f"{stem}{suffix}"
