"""Loading a Keras 2 model file as a model of the installed Keras 3."""

from __future__ import annotations

import importlib
import os
import tempfile
import warnings
from collections.abc import Iterable, Mapping
from importlib.metadata import version
from typing import Any

from . import entries, reading
from .convert import write_translated
from .document import release

#: This package, whatever name it was loaded under.
_ROOT = __package__.rpartition(".")[0]


def load_model(
    path: str | os.PathLike[str],
    custom_objects: Mapping[str, Any] | None = None,
    compile: bool = True,
    safe_mode: bool = True,
    weights: str | os.PathLike[str] | None = None,
) -> Any:
    """Load a model that any Keras 2 wrote as a trainable model of Keras 3; where Keras 2 is installed, it loads the file itself.

    Args:
        path: A whole-model ``.h5`` or ``.keras`` file, a SavedModel folder, or an architecture in JSON or YAML. What Keras 3
            wrote is loaded by Keras 3 itself.
        custom_objects: Classes and functions of the program by their names, and functions for Lambda layers by the names of
            these layers.
        compile: Whether to compile it as it was, with the state of its optimizer.
        safe_mode: As in ``keras.saving.load_model``. Byte code in a Keras 2 file is never run, whatever this says.
        weights: For an architecture, its weights: HDF5 of either kind, a checkpoint of TensorFlow, or a whole model.

    Returns:
        A ``keras.Model``.

    Raises:
        Refused: (a ValueError) The file holds something that has no exact form in Keras 3; the message says what.
        UnreadableFile: (an OSError) The file is damaged, unsafe or no whole model.
        ValueError: A class or function of the program is missing in ``custom_objects``.
    """
    import keras

    source = os.fspath(path)
    options: dict[str, Any] = {"compile": compile, "safe_mode": safe_mode}
    if release(version("keras")) < (3,):
        return keras.models.load_model(source, custom_objects=dict(custom_objects or {}), **options)
    if reading.written_by_keras_3(source):
        objects = {**_provided(reading.registered_names(source)), **(custom_objects or {})}
        return keras.saving.load_model(source, custom_objects=objects, **options)
    with tempfile.TemporaryDirectory(prefix="keras-compat-") as folder:
        beside = None if weights is None else os.fspath(weights)
        suffix = ".json" if beside is None and reading.format_of(source) in ("json", "yaml") else ".keras"
        target = os.path.join(folder, f"model{suffix}")
        report = write_translated(source, target, custom_objects, release(version("keras")), beside)
        provided = _provided(reading.registered_names(target))
        objects = _by_registered_name(report.needed, {**provided, **(custom_objects or {})})
        _check_given(keras, report.needed, objects, source)
        if suffix == ".json":
            with open(target, encoding="utf-8") as file:
                return keras.models.model_from_json(file.read(), custom_objects=objects)
        model = keras.saving.load_model(target, custom_objects=objects, **options)
    if report.remarks and compile:
        warnings.warn(f"{source}: {'; '.join(report.remarks)}", UserWarning, stacklevel=2)
    return model


def _provided(names: Iterable[str]) -> dict[str, Any]:
    """This library's classes among registered names, by these: ``compat>LocallyConnected1D``."""
    found = {}
    for name in names:
        package, _, class_name = name.partition(">")
        by = entries.provided(f"keras.layers.{class_name}") if package == "compat" else None
        if by is not None:
            module, _, attribute = by.partition(":")
            if module.startswith("compat."):
                module = _ROOT + module[len("compat") :]
            found[name] = getattr(importlib.import_module(module), attribute)
    return found


def _by_registered_name(needed: list[str], objects: dict[str, Any]) -> dict[str, Any]:
    """``Custom>Scale`` is answered by what the user calls ``Scale``."""
    for name in needed:
        short = name.rpartition(">")[2]
        if name not in objects and short in objects:
            objects[name] = objects[short]
    return objects


def _check_given(keras: Any, needed: list[str], objects: dict[str, Any], source: str) -> None:
    missing = [
        name for name in needed if name not in objects and keras.saving.get_registered_object(name, objects) is None
    ]
    if missing:
        given = ", ".join(f"{name.rpartition('>')[2]!r}: ..." for name in missing)
        raise ValueError(
            f"{source} uses {', '.join(missing)}, which Keras does not know; expected them in custom_objects.\n"
            f"Hint: pass custom_objects={{{given}}}, or decorate them with @keras.saving.register_keras_serializable()."
        )
