"""``.keras`` archives of Keras 2.12 to 2.15 and of tf_keras."""

from __future__ import annotations

import json
import shutil
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import h5py

from . import hdf5
from .document import Place, SavedModel, Stored, Training, plain
from .errors import UnreadableFile, of_the_disk
from .region import stored_member

_CONFIG, _METADATA, _WEIGHTS = "config.json", "metadata.json", "model.weights.h5"
_ASSETS = "assets/"
_ENCRYPTED = 1
_SCALED = "optimizer/inner_optimizer"
#: A member may declare this many bytes, or this many times its stored bytes, whichever is more.
_MOST_BYTES, _MOST_EXPANSION = 1 << 28, 100


@contextmanager
def opened(path: str) -> Iterator[SavedModel]:
    """The model in a ``.keras`` archive, for as long as the archive is open.

    Raises:
        UnreadableFile: The archive is damaged or unsafe.
    """
    with archive(path) as members:
        config = _json(members, _CONFIG, path)
        version = str(_json(members, _METADATA, path).get("keras_version", ""))
        training = config.pop("compile_config", None)
        with _weights(members, path) as file:
            tree = Paths(file)
            scaled = tree.variables(_SCALED)
            yield SavedModel(
                path=path,
                format="keras",
                version=version,
                config=plain(config),
                training=_training(training, bool(scaled)),
                tree=tree,
                optimizer_state=scaled or tree.variables("optimizer"),
                assets=_assets(members),
            )


@contextmanager
def archive(path: str) -> Iterator[zipfile.ZipFile]:
    """A zip file all of whose members may be read.

    Raises:
        UnreadableFile: It is damaged, a member's name leads out of the archive, or a member unpacks to far more than is stored.
    """
    try:
        with zipfile.ZipFile(path) as members:
            for info in members.infolist():
                _check(info, path)
            if len({info.filename for info in members.infolist()}) < len(members.infolist()):
                raise UnreadableFile(f"a member of {path} is in it twice", "do not trust this file.")
            yield members
    except (
        zipfile.BadZipFile,
        zlib.error,
        OSError,
        EOFError,
        NotImplementedError,
        RuntimeError,
        struct.error,
    ) as error:
        if isinstance(error, (UnreadableFile, RecursionError)) or of_the_disk(error):
            raise
        raise UnreadableFile(
            f"{path} is not a whole zip archive: {error}", "the file seems cut short; copy or download it again."
        ) from error


def is_archive(path: str) -> bool:
    """Whether a file is a zip archive, by its first bytes."""
    try:
        with open(path, "rb") as file:
            return file.read(4) == b"PK\x03\x04"
    except OSError:
        return False


def version(path: str) -> str:
    """The Keras that wrote an archive, as it says; empty where it does not say.

    Raises:
        UnreadableFile: The archive is damaged or unsafe.
    """
    with archive(path) as members:
        return str(_json(members, _METADATA, path).get("keras_version", ""))


def config(path: str) -> dict[str, Any]:
    """What ``config.json`` of an archive says.

    Raises:
        UnreadableFile: The archive is damaged or unsafe.
    """
    with archive(path) as members:
        return _json(members, _CONFIG, path)


def _check(info: zipfile.ZipInfo, path: str) -> None:
    parts = info.filename.replace("\\", "/").split("/")
    if ".." in parts or info.filename.startswith(("/", "\\")) or ":" in parts[0]:
        raise UnreadableFile(
            f"member {info.filename!r} of {path} leads out of the archive",
            "Keras never writes such files; do not trust this one.",
        )
    if info.file_size > max(_MOST_BYTES, _MOST_EXPANSION * info.compress_size):
        raise UnreadableFile(
            f"member {info.filename!r} of {path} declares {info.file_size} bytes where {info.compress_size} are stored",
            "Keras never writes such files; do not trust this one.",
        )


def _json(members: zipfile.ZipFile, name: str, path: str) -> dict[str, Any]:
    try:
        found = json.loads(members.read(name))
    except (KeyError, ValueError) as error:
        raise UnreadableFile(
            f"{path} has no readable {name}: {error}", "expected a .keras archive with config.json and metadata.json."
        ) from error
    if not isinstance(found, dict):
        raise UnreadableFile(
            f"{name} of {path} is not a JSON object", "expected a .keras archive with config.json and metadata.json."
        )
    return found


@contextmanager
def _weights(members: zipfile.ZipFile, path: str) -> Iterator[h5py.File]:
    try:
        info = members.getinfo(_WEIGHTS)
    except KeyError as error:
        raise UnreadableFile(
            f"{path} has no {_WEIGHTS}", "expected a .keras archive; its weights are missing."
        ) from error
    name = f"{_WEIGHTS} of {path}"
    if info.compress_type == zipfile.ZIP_STORED and not info.flag_bits & _ENCRYPTED:
        with stored_member(members, info) as region, hdf5.opened(region, name) as file:
            yield file
        return
    with tempfile.TemporaryFile() as unpacked:
        with members.open(info) as packed:
            shutil.copyfileobj(packed, unpacked, 1 << 24)
        unpacked.seek(0)
        with hdf5.opened(unpacked, name) as file:
            yield file


def _assets(members: zipfile.ZipFile) -> dict[str, bytes]:
    names = (info.filename for info in members.infolist() if not info.is_dir())
    return {name[len(_ASSETS) :]: members.read(name) for name in names if name.startswith(_ASSETS)}


def _training(found: Any, scaled: bool) -> Training | None:
    """``scaled``: Keras 2 wraps an optimizer for mixed precision when it compiles, and saves the one inside alone."""
    if not isinstance(found, dict):
        return None
    arguments = plain(found)
    optimizer = arguments.pop("optimizer", None)
    if scaled and isinstance(optimizer, dict):
        optimizer = {"class_name": "LossScaleOptimizerV3", "config": {"inner_optimizer": optimizer}}
    return Training(optimizer, arguments)


class Paths:
    """Weights by the path of the object that owns them: ``layers/lstm/cell``."""

    def __init__(self, file: h5py.File) -> None:
        self._file = file

    def variables(self, path: str) -> list[Stored]:
        """The variables of the object under ``path`` in their own order; empty where it has none."""
        group = hdf5.child(self._file, f"{path}/vars" if path else "vars")
        if not isinstance(group, h5py.Group):
            return []
        numbers = sorted((name for name in group if name.isdigit()), key=int)
        return [hdf5.Dataset(f"{path}/vars/{name}", hdf5.child(group, name)) for name in numbers]

    def below(self, path: str, name: str, place: Place | None) -> str:
        """The path of a child."""
        return f"{path}/{name}".lstrip("/")

    def of_layer(self, path: str, name: str, with_weights: int) -> str:
        """The path of a model's layer."""
        return f"{path}/layers/{name}".lstrip("/")

    def keras3_path(self, path: str) -> str:
        """The paths of attributes are those of Keras 3."""
        return path

    def paths(self) -> list[str]:
        """Every path that has variables."""
        found: list[str] = []

        def visit(name: str, item: Any) -> None:
            if (
                isinstance(item, h5py.Group)
                and name.rpartition("/")[2] == "vars"
                and any(key.isdigit() for key in item)
            ):
                found.append(name.rpartition("/")[0])

        self._file.visititems(visit)
        return found
