"""Files of weights alone: legacy HDF5, the variable tree of ``*.weights.h5``, checkpoints of TensorFlow."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

import h5py

from . import bundle, hdf5, read_keras, read_savedmodel
from .document import FlatWeights, TreeWeights
from .errors import UnreadableFile
from .read_h5 import LayerGroups
from .tracked import Tracked


class Weights(NamedTuple):
    """Weights, listed by layer or as a tree, and the Keras that wrote them where the file says it."""

    flat: FlatWeights | None = None
    tree: TreeWeights | None = None
    version: str = ""


@contextmanager
def opened(path: str) -> Iterator[Weights]:
    """The weights in a file, for as long as it is open; of whole models too.

    Raises:
        UnreadableFile: It is damaged, unsafe or holds no weights of Keras 2.
    """
    if os.path.isdir(path) and read_savedmodel.is_folder(path):
        yield Weights(tree=Tracked(os.path.join(path, "variables", "variables")), version=read_savedmodel.version(path))
        return
    prefix = bundle.prefix_of(path)
    if prefix is not None:
        yield Weights(tree=Tracked(prefix))
        return
    if read_keras.is_archive(path):
        with read_keras.opened(path) as saved:
            yield Weights(tree=saved.tree, version=saved.version)
        return
    with hdf5.opened(path, path) as file:
        yield _of_h5(file, path)


def _of_h5(file: h5py.File, path: str) -> Weights:
    group = hdf5.child(file, "model_weights")
    group = group if isinstance(group, h5py.Group) else file
    if hdf5.names(group, "layer_names") is not None:
        version = next(
            (hdf5.text(each.attrs["keras_version"]) for each in (file, group) if "keras_version" in each.attrs), "1"
        )
        return Weights(flat=LayerGroups(group, path), version=version)
    tree = read_keras.Paths(file)
    if not tree.paths():
        raise UnreadableFile(f"{path} holds no weights of Keras", "expected what save_weights() of Keras 2 writes.")
    return Weights(tree=tree)
