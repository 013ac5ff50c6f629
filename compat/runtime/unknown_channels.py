"""A convolution of an input whose channels are not known: a ``ValueError`` that says so; Keras 3 fails in its arithmetic."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .widen import put


def install() -> None:
    """Widen the ``build`` of convolutions."""
    import keras

    layers = keras.layers
    names = ("Conv1D", "Conv1DTranspose", "DepthwiseConv1D", "SeparableConv1D")
    bases = {base for name in names for base in getattr(layers, name).__mro__ if "build" in vars(base)}
    for base in bases - {layers.Layer}:
        if base.__module__.startswith("keras.src.layers.convolutional"):
            put(base, "build", _build(vars(base)["build"]))


def _build(native: Callable[..., None]) -> Callable[..., None]:
    def build(self: Any, input_shape: Any) -> None:
        channels = input_shape[1 if self.data_format == "channels_first" else -1]
        if channels is None:
            raise ValueError(
                f"The channel dimension of the inputs of {self.name!r} should be defined. Found `None` in {tuple(input_shape)}."
            )
        native(self, input_shape)

    return build
