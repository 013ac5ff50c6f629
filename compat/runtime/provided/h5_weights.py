"""``keras.engine.saving``'s functions on groups of HDF5 files: weights in the layout that every Keras 2 wrote.

A group has the names of its layers as ``layer_names`` (in order), and a group for each layer with ``weight_names`` and the arrays.
The functions take a list of layers, as in Keras 2.2, or a model, as in tf.keras.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from typing import Any

import numpy as np

from .h5dict import LIMIT
from .keras1_weights import preprocess_weights_for_loading

HDF5_OBJECT_HEADER_LIMIT = LIMIT
_TOP = "top_level_model_weights"


def save_attributes_to_hdf5_group(group: Any, name: str, data: list[Any]) -> None:
    """Write a list of bytes as an attribute, in several where one is too short.

    Raises:
        RuntimeError: A single value is too long.
    """
    from keras.src.legacy.saving import legacy_h5_format

    legacy_h5_format.save_attributes_to_hdf5_group(group, name, data)


def load_attributes_from_hdf5_group(group: Any, name: str) -> list[str]:
    """What :func:`save_attributes_to_hdf5_group` wrote, as strings; nothing where it is not there."""
    from keras.src.legacy.saving import legacy_h5_format

    return list(legacy_h5_format.load_attributes_from_hdf5_group(group, name))


def save_weights_to_hdf5_group(f: Any, layers: Any) -> None:
    """Write the weights of layers, or of a model."""
    from keras.src.legacy.saving import legacy_h5_format

    if not hasattr(layers, "layers"):
        layers = _Layers(layers)
    legacy_h5_format.save_weights_to_hdf5_group(f, layers)


class _Layers:
    """What Keras asks of a model when it writes the weights of its layers."""

    weights: tuple[Any, ...] = ()
    _trainable_variables: tuple[Any, ...] = ()
    _non_trainable_variables: tuple[Any, ...] = ()

    def __init__(self, layers: Any) -> None:
        self.layers = list(layers)


def load_weights_from_hdf5_group(f: Any, layers: Any, skip_mismatch: bool = False, reshape: bool = False) -> None:
    """Give the layers that have weights those of the file, in its order.

    Args:
        f: The group.
        layers: Built layers, or a model.
        skip_mismatch: Whether a weight of another shape is left out with a warning.
        reshape: Whether a convolution's kernel of as many numbers is brought into shape.

    Raises:
        ValueError: Another number of layers or of weights of one, or another shape. No weight is set then.
    """
    said = _said(f)
    names = [name for name in load_attributes_from_hdf5_group(f, "layer_names") if _arrays(f[name])]
    targets = [layer for layer in _layers(layers) if _weights(layer)]
    if len(names) != len(targets):
        raise ValueError(
            f"You are trying to load a weight file containing {len(names)} layers into a model with "
            f"{len(targets)} layers."
        )
    pairs: list[tuple[Any, Any]] = []
    for number, (name, layer) in enumerate(zip(names, targets)):
        arrays = _fitted(layer, _arrays(f[name]), said, reshape)
        if len(arrays) != len(_weights(layer)):
            raise ValueError(
                f'Layer #{number} (named "{layer.name}" in the current model) was found to correspond to layer {name} in '
                f"the save file. However the new layer {layer.name} expects {len(_weights(layer))} weights, but the saved "
                f"weights have {len(arrays)} elements."
            )
        pairs += _matching(number, layer, arrays, skip_mismatch)
    pairs += _of_model_itself(f, layers, skip_mismatch)
    _assign(pairs, layers)


def load_weights_from_hdf5_group_by_name(
    f: Any, layers: Any, skip_mismatch: bool = False, reshape: bool = False
) -> None:
    """Give the layers whose names are in the file the weights that are there under them.

    See :func:`load_weights_from_hdf5_group`.
    """
    said = _said(f)
    targets: dict[str, list[Any]] = {}
    for layer in _layers(layers):
        targets.setdefault(layer.name, []).append(layer)
    pairs: list[tuple[Any, Any]] = []
    for number, name in enumerate(load_attributes_from_hdf5_group(f, "layer_names")):
        for layer in targets.get(name, ()):
            arrays = _fitted(layer, _arrays(f[name]), said, reshape)
            count = len(_weights(layer))
            if len(arrays) == count:
                pairs += _matching(number, layer, arrays, skip_mismatch)
            elif skip_mismatch:
                warnings.warn(
                    f"Skipping loading of weights for layer {layer.name} due to mismatch in number of weights "
                    f"({count} vs {len(arrays)}).",
                    stacklevel=4,
                )
            else:
                raise ValueError(
                    f'Layer #{number} (named "{layer.name}") expects {count} weight(s), but the saved weights have '
                    f"{len(arrays)} element(s)."
                )
    pairs += _of_model_itself(f, layers, skip_mismatch)
    _assign(pairs, layers)


def _said(f: Any) -> tuple[str, str | None]:
    version, backend = f.attrs.get("keras_version", "1"), f.attrs.get("backend")
    return str(_text(version)), None if backend is None else str(_text(backend))


def _text(value: Any) -> Any:
    return value.decode("utf-8") if isinstance(value, bytes) else value


def _layers(layers: Any) -> Iterator[Any]:
    return iter(getattr(layers, "layers", layers))


def _weights(layer: Any) -> list[Any]:
    """In the order of Keras 2: those that are trained first."""
    return [*layer.trainable_weights, *layer.non_trainable_weights]


def _arrays(group: Any) -> list[Any]:
    return [np.asarray(group[name]) for name in load_attributes_from_hdf5_group(group, "weight_names")]


def _fitted(layer: Any, arrays: list[Any], said: tuple[str, str | None], reshape: bool) -> list[Any]:
    shapes = [tuple(each.shape) for each in _weights(layer)]
    if said[0] != "1" and said[1] != "theano" and shapes == [each.shape for each in arrays]:
        return arrays
    if len(shapes) != len(arrays) and said[0] != "1":
        return arrays
    if not reshape and said[0] != "1" and said[1] != "theano":
        return _from_cudnn(layer, arrays)
    return preprocess_weights_for_loading(layer, arrays, *said, reshape=reshape)


def _from_cudnn(layer: Any, arrays: list[Any]) -> list[Any]:
    """The weights of a ``CuDNNLSTM`` or ``CuDNNGRU``, which have a bias twice as long, for LSTM and GRU."""
    from ...saved.conversions import OF_CLASS

    if hasattr(layer, "forward_layer") and len(arrays) == 6:
        return [*_from_cudnn(layer.forward_layer, arrays[:3]), *_from_cudnn(layer.backward_layer, arrays[3:])]
    gates = {"LSTM": 4, "GRU": 3}.get(type(layer).__name__)
    if gates and len(arrays) == 3 and arrays[2].shape == (2 * gates * arrays[1].shape[0],):
        return list(OF_CLASS[f"CuDNN{type(layer).__name__}"].convert(arrays))
    return arrays


def _matching(number: int, layer: Any, arrays: list[Any], skip_mismatch: bool) -> Iterator[tuple[Any, Any]]:
    for weight, array in zip(_weights(layer), arrays):
        if tuple(weight.shape) == array.shape:
            yield weight, array
        elif skip_mismatch:
            warnings.warn(
                f"Skipping loading of weights for layer {layer.name} due to mismatch in shape "
                f"({tuple(weight.shape)} vs {array.shape}).",
                stacklevel=5,
            )
        else:
            raise ValueError(
                f'Layer #{number} (named "{layer.name}"), weight {weight.path} has shape {tuple(weight.shape)}, but the '
                f"saved weight has shape {array.shape}."
            )


def _of_model_itself(f: Any, model: Any, skip_mismatch: bool) -> Iterator[tuple[Any, Any]]:
    """The weights that a subclassed model has beside its layers, as tf.keras wrote them."""
    if _TOP not in f or not hasattr(model, "layers"):
        return
    known = {id(each) for each in model.weights}
    own = [each for each in model._trainable_variables + model._non_trainable_variables if id(each) in known]
    arrays = _arrays(f[_TOP])
    if len(own) == len(arrays):
        for weight, array in zip(own, arrays):
            if tuple(weight.shape) == array.shape:
                yield weight, array
                continue
            if not skip_mismatch:
                raise ValueError(
                    f"Weight {weight.path} of the model itself has shape {tuple(weight.shape)}, but the saved weight has "
                    f"shape {array.shape}."
                )
    elif not skip_mismatch:
        raise ValueError(
            f"The model itself has {len(own)} weight(s) beside its layers, but the saved weights have {len(arrays)} "
            "element(s)."
        )


def _assign(pairs: list[tuple[Any, Any]], layers: Any) -> None:
    for weight, array in pairs:
        weight.assign(array)
    for layer in (*_layers(layers), layers):
        if hasattr(layer, "finalize_state") and _weights(layer):
            layer.finalize_state()
