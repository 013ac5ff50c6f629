"""``TimeDistributed`` around what holds a stateful layer: Keras 2 ran the first step twice, so a program's states say so."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..widen import wrap
from . import layers


def install() -> None:
    """Widen ``TimeDistributed.call``."""
    import keras

    wrap(keras.layers.TimeDistributed, "call", _call)


def _call(native: Callable[..., Any]) -> Callable[..., Any]:
    def call(self: Any, inputs: Any, training: Any = None, mask: Any = None) -> Any:
        # With a batch size, Keras 2 looped over steps, after a call on the first that told it the shape of the output.
        if inputs.shape[0] is not None and layers.stateful(self.layer):
            options = {"training": training} if self.layer._call_has_training_arg else {}
            self.layer.call(inputs[:, 0], **options)
        return native(self, inputs, training=training, mask=mask)

    return call
