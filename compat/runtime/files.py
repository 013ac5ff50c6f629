"""Files under Keras 2's names: any suffix to save, any Keras 2 file to load.

What Keras 3 would refuse is done for Keras 2 code: ``model.save("m.hdf5")`` or without a suffix, ``save_weights("w.h5")`` (in the
legacy layout, which plain Keras 3 loads), ``load_model`` of what a Keras 2 wrote (by :mod:`compat.saved`), and of a compiled
``.h5`` that Keras 3 wrote itself. A file is recognized by its first bytes, not by its name.
"""

from __future__ import annotations

import inspect
import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

from . import callers, h5_groups, own_files
from .widen import put, wrap

_H5, _ZIP = b"\x89HDF\r\n\x1a\n", b"PK\x03\x04"


def install() -> None:
    """Widen saving and loading, of models and of weights, and the checkpoint callback."""
    import keras
    from keras.src.saving import saving_api

    for name, make in (("save_model", _save_model), ("load_model", _load_model)):
        native = getattr(saving_api, name)
        wrap(saving_api, name, make)
        for module in _modules_with(name, native):
            put(module, name, getattr(saving_api, name))
    wrap(keras.Model, "save_weights", _save_weights)
    wrap(keras.Model, "load_weights", _load_weights)
    wrap(keras.callbacks.ModelCheckpoint, "__init__", _checkpoint)


def _modules_with(name: str, function: Any) -> Iterator[ModuleType]:
    for module in list(sys.modules.values()):
        if isinstance(module, ModuleType) and vars(module).get(name) is function:
            yield module


def _first_bytes(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read(8)
    except (OSError, TypeError):
        return b""


@contextmanager
def _under_suffix(path: str, suffix: str) -> Iterator[str]:
    """A name with another suffix in the same folder, moved to ``path`` when all went well: never half a file."""
    folder = os.path.dirname(os.path.abspath(path))
    with tempfile.TemporaryDirectory(prefix=".compat-", dir=folder) as scratch:
        target = os.path.join(scratch, "file" + suffix)
        yield target
        os.replace(target, path)


def _save_model(native: Callable[..., Any]) -> Callable[..., Any]:
    def save_model(model: Any, filepath: Any, overwrite: Any = True, *args: Any, **kwargs: Any) -> Any:
        if h5_groups.is_group(filepath) and callers.keras2_code(sys._getframe(1)):
            with h5_groups.written_into(filepath) as file:
                return save_model(model, file, True, *args, **kwargs)
        path = os.fspath(filepath) if hasattr(filepath, "__fspath__") else filepath
        if not isinstance(path, str) or path.startswith("hf://") or not callers.keras2_code(sys._getframe(1)):
            return native(model, filepath, overwrite, *args, **kwargs)
        wanted = args[0] if args and isinstance(args[0], str) else kwargs.pop("save_format", None)
        if args and isinstance(args[0], str):
            args = args[1:]
        for unused in ("signatures", "options", "save_traces"):
            if kwargs.get(unused, True) in (None, True):
                kwargs.pop(unused, None)
        suffix = _model_suffix(path, wanted)
        if path.endswith(suffix) or (suffix == ".h5" and path.endswith(".hdf5")):
            with _kept_compile_config(model):
                native(model, path, overwrite, *args, **kwargs)
            own_files.remember(path)
            return None
        if os.path.exists(path) and not overwrite:
            raise FileExistsError(f"{path} exists, and overwrite=False.")
        kwargs.pop("include_optimizer", None) if suffix == ".keras" else None
        with _under_suffix(path, suffix) as target, _kept_compile_config(model):
            native(model, target, True, *args, **kwargs)
        own_files.remember(path)
        return None

    return save_model


@contextmanager
def _kept_compile_config(model: Any) -> Iterator[None]:
    """Writing an ``.h5`` takes the optimizer out of what the model knows of its compile(); a later ``.keras`` lacked it."""
    config: Any = getattr(getattr(model, "_compile_config", None), "config", None)
    kept = dict(config) if isinstance(config, dict) else {}
    try:
        yield
    finally:
        for name, value in kept.items():
            config.setdefault(name, value)


def _model_suffix(path: str, wanted: str | None) -> str:
    if path.endswith(".keras") or wanted == "keras":
        return ".keras"
    if path.endswith((".h5", ".hdf5")) or wanted in ("h5", "hdf5"):
        return ".h5"
    # Keras up to 2.2 wrote HDF5 under any name; tf.keras a SavedModel directory, whose place a .keras archive takes.
    return ".h5" if callers.SCOPE.dialect == "2.2" else ".keras"


def _load_model(native: Callable[..., Any]) -> Callable[..., Any]:
    def load_model(
        filepath: Any, custom_objects: Any = None, compile: bool = True, safe_mode: bool = True, **kwargs: Any
    ) -> Any:
        if h5_groups.is_group(filepath) and callers.keras2_code(sys._getframe(1)):
            with h5_groups.as_file(filepath) as file:
                return load_model(file, custom_objects, compile, safe_mode, **kwargs)
        path = os.fspath(filepath) if hasattr(filepath, "__fspath__") else filepath
        if not isinstance(path, str) or not callers.keras2_code(sys._getframe(1)):
            return native(filepath, custom_objects, compile, safe_mode, **kwargs)
        start = _first_bytes(path)
        safe_mode = safe_mode and not own_files.is_own(path)
        if _is_savedmodel(path):
            from .. import saved

            return saved.load_model(path, custom_objects, compile)
        if not start.startswith((_H5, _ZIP)):
            with callers.file_speaks_keras3():
                return native(filepath, custom_objects, compile, safe_mode)
        from .. import saved
        from ..saved import reading

        if not reading.written_by_keras_3(path):
            return saved.load_model(path, custom_objects, compile, safe_mode)
        with callers.file_speaks_keras3(), _with_suffix(path, start) as named:
            if not start.startswith(_H5):
                return native(named, custom_objects, compile, safe_mode)
            model = _load_h5(named, custom_objects, safe_mode)
            if compile:
                _compile_from_h5(model, path, custom_objects)
            return model

    return load_model


def _is_savedmodel(path: str) -> bool:
    if not os.path.isdir(path):
        return False
    from ..saved import read_savedmodel

    return read_savedmodel.is_folder(path)


def _load_h5(path: str, custom_objects: Any, safe_mode: bool) -> Any:
    """As Keras 3 loads it, not compiled: before 3.1 its ``load_model`` compiles whatever it is told."""
    from keras.src.legacy.saving.legacy_h5_format import load_model_from_hdf5

    options = {"safe_mode": safe_mode} if "safe_mode" in inspect.signature(load_model_from_hdf5).parameters else {}
    return load_model_from_hdf5(path, custom_objects=custom_objects, compile=False, **options)


@contextmanager
def _with_suffix(path: str, start: bytes) -> Iterator[str]:
    """The file under a name that Keras 3 accepts for what it holds."""
    suffixes = (".h5", ".hdf5") if start.startswith(_H5) else (".keras",)
    if path.endswith(suffixes):
        yield path
        return
    with tempfile.TemporaryDirectory(prefix="compat-") as scratch:
        named = os.path.join(scratch, "file" + suffixes[0])
        try:
            os.symlink(os.path.abspath(path), named)
        except OSError:
            import shutil

            shutil.copyfile(path, named)
        yield named


def _compile_from_h5(model: Any, path: str, custom_objects: Any) -> None:
    """Compile as the file says. Keras 3 cannot read its own ``loss="mse"`` there, nor the optimizer's state."""
    import h5py
    import keras

    from .provided import h5_weights

    with h5py.File(path, "r") as file:
        text = file.attrs.get("training_config")
        if text is None:
            return
        config = json.loads(text.decode("utf-8") if isinstance(text, bytes) else text)
        with keras.saving.custom_object_scope(custom_objects or {}):
            optimizer = keras.optimizers.deserialize(config.pop("optimizer_config"))
            arguments = {name: _object(value) for name, value in config.items() if value is not None}
            model.compile(optimizer=optimizer, **arguments)
        group = file.get("optimizer_weights")
        if group is None or not model.built:
            return
        names = h5_weights.load_attributes_from_hdf5_group(group, "weight_names")
        values = [group[name][()] for name in names]
    optimizer.build(model.trainable_variables)
    if [value.shape for value in values] == [tuple(each.shape) for each in optimizer.variables]:
        for variable, value in zip(optimizer.variables, values):
            variable.assign(value)


def _object(value: Any) -> Any:
    import keras

    if isinstance(value, str):
        # Keras 3 looks a name up when it first computes with it, and the program's objects are known only now.
        return keras.saving.get_registered_object(value) or value
    if isinstance(value, dict) and "class_name" in value:
        return keras.saving.deserialize_keras_object(value)
    if isinstance(value, dict):
        return {name: _object(each) for name, each in value.items()}
    return [_object(each) for each in value] if isinstance(value, (list, tuple)) else value


def _save_weights(native: Callable[..., Any]) -> Callable[..., Any]:
    def save_weights(model: Any, filepath: Any, overwrite: bool = True, *args: Any, **kwargs: Any) -> Any:
        path = os.fspath(filepath) if hasattr(filepath, "__fspath__") else filepath
        if not isinstance(path, str) or path.endswith((".weights.h5", ".weights.json")):
            return native(model, filepath, overwrite, *args, **kwargs)
        if not callers.keras2_code(sys._getframe(1)):
            return native(model, filepath, overwrite, *args, **kwargs)
        if os.path.exists(path) and not overwrite:
            raise FileExistsError(f"{path} exists, and overwrite=False.")
        wanted = args[0] if args else kwargs.get("save_format")
        if wanted != "h5" and not path.endswith((".h5", ".hdf5", ".keras")) and callers.SCOPE.dialect != "2.2":
            return _save_checkpoint(native, model, path)
        import h5py
        from keras.src.legacy.saving import legacy_h5_format

        with _under_suffix(path, ".h5") as target, h5py.File(target, "w") as file:
            legacy_h5_format.save_weights_to_hdf5_group(file, model)
        return None

    return save_weights


def _save_checkpoint(native: Callable[..., Any], model: Any, prefix: str) -> None:
    """Weights under a name without a suffix, which meant a TensorFlow checkpoint to tf.keras.

    They go to ``<prefix>.weights.h5``; ``<prefix>.index`` and the folder's ``checkpoint`` are what
    ``tf.train.latest_checkpoint`` looks for.
    """
    native(model, prefix + ".weights.h5", True)
    folder, name = os.path.split(prefix)
    for path, text in (
        (prefix + ".index", f"The weights are in {name}.weights.h5.\n"),
        (
            os.path.join(folder, "checkpoint"),
            f"model_checkpoint_path: {json.dumps(name)}\nall_model_checkpoint_paths: {json.dumps(name)}\n",
        ),
    ):
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)


class _Loaded:
    """What ``load_weights`` of a checkpoint returned; every weight was read, or it would have raised."""

    def expect_partial(self) -> _Loaded:
        return self

    assert_consumed = assert_existing_objects_matched = assert_nontrivial_match = expect_partial


def _load_weights(native: Callable[..., Any]) -> Callable[..., Any]:
    def load_weights(model: Any, filepath: Any, skip_mismatch: bool = False, **kwargs: Any) -> Any:
        path = os.fspath(filepath) if hasattr(filepath, "__fspath__") else filepath
        if not isinstance(path, str) or not callers.keras2_code(sys._getframe(1)):
            return native(model, filepath, skip_mismatch, **kwargs)
        kwargs.pop("options", None)
        start = _first_bytes(path)
        if start.startswith(_H5) and _load_layers(model, path, skip_mismatch, **kwargs):
            return None
        kwargs.pop("reshape", None)
        if start.startswith(_H5) and not path.endswith((".h5", ".hdf5")):
            with _with_suffix(path, start) as named:
                return native(model, named, skip_mismatch, **kwargs)
        if not os.path.exists(path) and os.path.exists(path + ".weights.h5"):
            native(model, path + ".weights.h5", skip_mismatch, **kwargs)
            return _Loaded()
        if not start and os.path.exists(path + ".index"):
            from .. import saved

            saved.load_tree(model, path, skip_mismatch)
            return _Loaded()
        return native(model, filepath, skip_mismatch, **kwargs)

    return load_weights


def _load_layers(
    model: Any, path: str, skip_mismatch: bool, by_name: bool = False, reshape: bool = False, **others: Any
) -> bool:
    """Load weights in the layout of Keras 2; False where the file has another, or other arguments are given."""
    import h5py

    from .provided import h5_weights

    with h5py.File(path, "r") as file:
        group = file.get("model_weights", file)
        if others or not h5_weights.load_attributes_from_hdf5_group(group, "layer_names"):
            return False
        if not model.built:
            raise ValueError(
                f"load_weights() of the model {model.name!r} before its weights exist.\n"
                "Hint: build or call it first; Keras 2 code gives the first layer an input_shape, or calls model.build(shape)."
            )
        load = h5_weights.load_weights_from_hdf5_group_by_name if by_name else h5_weights.load_weights_from_hdf5_group
        load(group, model, skip_mismatch=skip_mismatch, reshape=reshape)
    return True


def _checkpoint(native: Callable[..., None]) -> Callable[..., None]:
    def __init__(self: Any, filepath: Any, *args: Any, **kwargs: Any) -> None:
        path = os.fspath(filepath) if hasattr(filepath, "__fspath__") else filepath
        accepted = (".keras", ".h5", ".weights.h5")
        if not isinstance(path, str) or not callers.keras2_code(sys._getframe(1)):
            return native(self, filepath, *args, **kwargs)
        weights_only = kwargs.get("save_weights_only", args[3] if len(args) > 3 else False)
        suffix = ".weights.h5" if weights_only else ".keras"
        if path.endswith(suffix) or (not weights_only and path.endswith(accepted[:2])):
            return native(self, filepath, *args, **kwargs)
        native(self, path + suffix, *args, **kwargs)
        self.filepath = path
        return None

    return __init__
