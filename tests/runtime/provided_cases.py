"""Layers and constraints that Keras 3 lost, with fixed inputs and weights.

``python provided_cases.py PACKAGE FILE`` records what a Keras 2 computes.
"""

from __future__ import annotations

from typing import Any

import numpy as np


def normal(seed: int, *shape: int) -> Any:
    return np.random.RandomState(seed).normal(size=shape).astype("float32")


SEQUENCE, IMAGE, ROWS = normal(0, 2, 7, 3), normal(1, 2, 6, 5, 3), normal(2, 4, 3)

#: name -> (class, positional arguments, keyword arguments, input)
LAYERS: dict[str, tuple[str, tuple[Any, ...], dict[str, Any], Any]] = {
    "1d": ("LocallyConnected1D", (4, 3), {}, SEQUENCE),
    "1d strides": ("LocallyConnected1D", (4, 2), {"strides": 2, "activation": "tanh"}, SEQUENCE),
    "1d first": ("LocallyConnected1D", (4, 2), {"data_format": "channels_first"}, SEQUENCE),
    "1d no bias": ("LocallyConnected1D", (4, 3), {"use_bias": False}, SEQUENCE),
    "1d 2": ("LocallyConnected1D", (4, 3), {"implementation": 2}, SEQUENCE),
    "1d 2 same": ("LocallyConnected1D", (4, 3), {"implementation": 2, "padding": "same", "strides": 2}, SEQUENCE),
    "1d 3": ("LocallyConnected1D", (4, 3), {"implementation": 3}, SEQUENCE),
    "1d 3 same": ("LocallyConnected1D", (4, 2), {"implementation": 3, "padding": "same"}, SEQUENCE),
    "2d": ("LocallyConnected2D", (4, (3, 2)), {}, IMAGE),
    "2d strides": ("LocallyConnected2D", (4, 2), {"strides": (2, 1)}, IMAGE),
    "2d first": ("LocallyConnected2D", (4, 2), {"data_format": "channels_first"}, IMAGE),
    "2d 2 same": ("LocallyConnected2D", (4, 3), {"implementation": 2, "padding": "same"}, IMAGE),
    "2d 2 first": ("LocallyConnected2D", (2, 2), {"implementation": 2, "data_format": "channels_first"}, IMAGE),
    "2d 3": ("LocallyConnected2D", (2, 2), {"implementation": 3, "strides": 2}, IMAGE),
    "2d 3 first": ("LocallyConnected2D", (2, 2), {"implementation": 3, "data_format": "channels_first"}, IMAGE),
    "thresholded": ("ThresholdedReLU", (0.5,), {}, ROWS),
}
OLD_LAYERS: dict[str, tuple[str, tuple[Any, ...], dict[str, Any], Any]] = {
    "highway": ("Highway", (), {"activation": "tanh"}, ROWS),
    "highway no bias": ("Highway", (), {"bias": False, "activation": "relu"}, ROWS),
    "maxout": ("MaxoutDense", (5,), {"nb_feature": 3}, ROWS),
    "maxout no bias": ("MaxoutDense", (2,), {"bias": False}, ROWS),
    "atrous 1d": ("AtrousConvolution1D", (4, 3), {"atrous_rate": 2}, SEQUENCE),
}
RADIAL = {f"radial {size}": normal(size, size, size, 2, 3) for size in (2, 3, 4, 5, 6, 7)}


def compute(keras: Any, case: tuple[str, tuple[Any, ...], dict[str, Any], Any]) -> tuple[Any, ...]:
    """The output of a layer and the shapes of its weights."""
    name, args, options, x = case
    model = keras.models.Sequential([getattr(keras.layers, name)(*args, input_shape=x.shape[1:], **options)])
    weights = [normal(index, *weight.shape) for index, weight in enumerate(model.get_weights())]
    model.set_weights(weights)
    return (model.predict(x, verbose=0), *(np.array(weight.shape) for weight in weights))


def main(package: str, file: str) -> None:
    import importlib

    keras = importlib.import_module(package)
    is_old = [int(part) for part in keras.__version__.split(".")[:2]] < [2, 3]
    found = {}
    for name, case in (OLD_LAYERS if is_old else LAYERS).items():
        for index, value in enumerate(compute(keras, case)):
            found[f"{name}|{index}"] = value
    if not is_old:
        for name, kernel in RADIAL.items():
            constrained = keras.constraints.RadialConstraint()(keras.backend.constant(kernel))
            found[f"{name}|0"] = keras.backend.get_value(constrained)
    np.savez_compressed(file, **found)


if __name__ == "__main__":
    import sys

    main(*sys.argv[1:])
