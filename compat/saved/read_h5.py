"""Whole-model HDF5 files of Keras 1 and 2."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import h5py

from . import hdf5
from .document import Config, SavedModel, Stored, Training, plain
from .errors import UnreadableFile


@contextmanager
def opened(path: str) -> Iterator[SavedModel]:
    """The model in an HDF5 file, for as long as the file is open.

    Raises:
        UnreadableFile: The file is damaged, unsafe, or holds weights only.
    """
    with hdf5.opened(path, path) as file:
        config = hdf5.json_attribute(file, "model_config")
        weights = hdf5.child(file, "model_weights")
        if config is None or not isinstance(weights, h5py.Group):
            raise UnreadableFile(
                f"{path} holds no model: "
                + ("its architecture is missing" if config is None else "its weights are missing"),
                "build the model in code and call load_weights() with a file that has weights only.",
            )
        yield SavedModel(
            path=path,
            format="h5",
            version=_version(file, weights),
            config=plain(config),
            training=_training(hdf5.json_attribute(file, "training_config")),
            flat=LayerGroups(weights, path),
            optimizer_state=_optimizer_state(file),
        )


def only_weights(path: str) -> bool:
    """Whether an HDF5 file holds weights and no model.

    Raises:
        UnreadableFile: The file is damaged.
    """
    with hdf5.opened(path, path) as file:
        if "model_config" in file.attrs:
            return False
        names = ("layer_names", "layer_names0")
        return any(name in file.attrs for name in names) or any(name in file for name in ("layers", "vars"))


def _version(file: h5py.File, weights: h5py.Group) -> str:
    for item in (file, weights):
        if "keras_version" in item.attrs:
            return hdf5.text(item.attrs["keras_version"])
    return "1"


def _training(found: Any) -> Training | None:
    if not isinstance(found, dict):
        return None
    arguments = plain(found)
    optimizer: Config | None = arguments.pop("optimizer_config", None)
    return Training(optimizer, arguments)


def _optimizer_state(file: h5py.File) -> list[Stored]:
    group = hdf5.child(file, "optimizer_weights")
    return list(hdf5.listed(group)) if isinstance(group, h5py.Group) else []


class LayerGroups:
    """Weights by the names of the outermost model's layers."""

    def __init__(self, group: h5py.Group, path: str) -> None:
        self._group, self._path = group, path
        self._names = dict.fromkeys(hdf5.names(group, "layer_names") or ())

    def names(self) -> list[str]:
        """The layers that have weights, in the order of the model."""
        return [name for name in self._names if self.layer(name)]

    def layer(self, name: str) -> list[Stored]:
        """The arrays of a layer in the order of ``weight_names``; empty for a layer that has none."""
        if name not in self._names:
            return []
        group = hdf5.child(self._group, name)
        return list(hdf5.listed(group)) if isinstance(group, h5py.Group) else []
