"""``keras.engine.saving.preprocess_weights_for_loading``: arrays as Keras 1 or another backend wrote them, for a layer of today."""

from __future__ import annotations

from typing import Any

import numpy as np

from .utils import convert_kernel

_CONVOLUTIONS = ("Conv1D", "Conv2D", "Conv3D", "Conv2DTranspose", "ConvLSTM2D")
#: Keras 1 wrote three arrays a gate; where the gates of Keras 2 stand among them.
_GATES = {"GRU": (0, 1, 2), "LSTM": (0, 2, 1, 3), "ConvLSTM2D": (0, 2, 1, 3)}
#: Axes of a kernel that Keras 1 wrote for images with channels first.
_CHANNELS_FIRST = {"Conv2D": (2, 3, 1, 0), "Conv2DTranspose": (2, 3, 0, 1), "Conv3D": (2, 3, 4, 1, 0)}


def preprocess_weights_for_loading(
    layer: Any,
    weights: list[Any],
    original_keras_version: str | None = None,
    original_backend: str | None = None,
    reshape: bool = False,
) -> list[Any]:
    """The arrays in the form that ``layer.set_weights`` takes.

    Args:
        layer: A built layer, wrapper or model.
        weights: What was written for it; not changed.
        original_keras_version: ``"1"`` for files of Keras 1.
        original_backend: Which wrote them: kernels of Theano are turned around.
        reshape: Whether a kernel of as many numbers takes the shape of the layer's.

    Raises:
        ValueError: ``reshape`` and another number of numbers.
    """
    said = (original_keras_version, original_backend)
    name, weights = type(layer).__name__, list(weights)
    if name == "Bidirectional":
        half = len(weights) // 2
        return preprocess_weights_for_loading(layer.forward_layer, weights[:half], *said) + (
            preprocess_weights_for_loading(layer.backward_layer, weights[half:], *said)
        )
    if name == "TimeDistributed":
        return preprocess_weights_for_loading(layer.layer, weights, *said)
    if hasattr(layer, "layers"):
        return _of_model(layer, weights, said)
    if original_keras_version == "1":
        weights = _of_keras_1(layer, name, weights)
    return _kernel(layer, weights, original_backend, reshape) if name in _CONVOLUTIONS else weights


def _of_model(model: Any, weights: list[Any], said: tuple[str | None, str | None]) -> list[Any]:
    found: list[Any] = []
    for attribute in ("trainable_weights", "non_trainable_weights"):
        for layer in model.layers:
            count = len(getattr(layer, attribute))
            if count:
                found += preprocess_weights_for_loading(layer, weights[:count], *said)
                weights = weights[count:]
    return found


def _of_keras_1(layer: Any, name: str, weights: list[Any]) -> list[Any]:
    gates = _GATES.get(name)
    if gates and len(weights) == 3 * len(gates):
        weights = [np.concatenate([weights[3 * gate + part] for gate in gates], axis=-1) for part in range(3)]
        if name == "ConvLSTM2D" and layer.data_format == "channels_first":
            weights[:2] = [np.transpose(each, (2, 3, 1, 0)) for each in weights[:2]]
        return weights
    if name == "Conv1D":
        kernel = weights[0]
        if kernel.shape[:2] != (layer.kernel_size[0], 1) or kernel.shape[3] != layer.filters:
            kernel = np.transpose(kernel, (2, 3, 1, 0))
        weights[0] = kernel[:, 0, :, :]
    elif name in _CHANNELS_FIRST and layer.data_format == "channels_first":
        weights[0] = np.transpose(weights[0], _CHANNELS_FIRST[name])
    elif name == "Conv2DTranspose":
        weights[0] = np.transpose(weights[0], (0, 1, 3, 2))
    return weights


def _kernel(layer: Any, weights: list[Any], backend: str | None, reshape: bool) -> list[Any]:
    kernels = 2 if type(layer).__name__ == "ConvLSTM2D" else 1
    if backend == "theano":
        weights[:kernels] = [convert_kernel(each) for each in weights[:kernels]]
    wanted = tuple(layer.weights[0].shape)
    if tuple(weights[0].shape) == wanted:
        return weights
    if not reshape:
        return [np.transpose(each, (3, 2, 0, 1)) for each in weights[:kernels]] + weights[kernels:]
    if weights[0].size != np.prod(wanted):
        raise ValueError(
            "Weights must be of equal size to apply a reshape operation. "
            f"Layer {layer.name}'s weights have shape {wanted}, but the weights for loading have {weights[0].shape}."
        )
    return [np.reshape(weights[0], wanted), *weights[1:]]
