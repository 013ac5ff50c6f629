"""Weights that Keras 2 saved, into a model of Keras 3."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from . import hdf5, into_model, read_weights


def is_layers(path: str) -> bool:
    """Whether a file holds weights by layers, as Keras 2 wrote them into HDF5.

    Raises:
        UnreadableFile: It is damaged, unsafe or holds no weights of Keras 2.
    """
    with read_weights.opened(path) as weights:
        return weights.flat is not None


@contextmanager
def layers(path: str) -> Iterator[Any]:
    """The HDF5 group of such a file, for as long as it is open; all of it was checked.

    Raises:
        UnreadableFile: It is damaged or unsafe.
    """
    with hdf5.opened(path, path) as file:
        group = hdf5.child(file, "model_weights")
        group = file if group is None else group
        for name in hdf5.names(group, "layer_names") or ():
            hdf5.listed(hdf5.child(group, name))
        yield group


def load_tree(model: Any, path: str, skip_mismatch: bool = False) -> None:
    """Give a built model the weights of a tree.

    Args:
        model: A model of Keras 3.
        path: A checkpoint (its prefix, its ``.index`` or its folder), a SavedModel, ``.keras`` or ``*.weights.h5``.
        skip_mismatch: Whether what does not fit is left as it is.

    Raises:
        Misfit: (a ValueError) The weights are not those of the model. Nothing was set.
        UnreadableFile: (an OSError) A file is damaged or unsafe.
    """
    if not model.built:
        raise into_model.Misfit(
            f"the model {model.name!r} has no weights yet, {path} cannot be loaded into it.\nHint: build or call it first."
        )
    with read_weights.opened(path) as weights:
        if weights.tree is None:
            raise into_model.Misfit(f"{path} lists weights by layer.\nHint: compat.load_weights() reads it.")
        found = [
            (variable, stored.read()) for variable, stored in into_model.pairs(model, weights.tree, path, skip_mismatch)
        ]
    for variable, array in found:
        variable.assign(array)
    for layer in model._flatten_layers():
        if hasattr(layer, "finalize_state") and getattr(layer, "built", False):
            layer.finalize_state()
