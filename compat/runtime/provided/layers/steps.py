"""What ``TimeDistributed`` does to masks, as an operation in a graph of Keras tensors."""

from __future__ import annotations

from typing import Any

import keras

from ...masks import steps_mask


class StepsMask(keras.Operation):
    """The mask that a layer makes for every step: ``(batch, steps, ...)`` of bool."""

    def __init__(self, layer: Any, name: str | None = None) -> None:
        super().__init__(name=name)
        self.layer = layer

    def call(self, inputs: Any, mask: Any = None) -> Any:
        """See :func:`compat.runtime.masks.steps_mask`."""
        return steps_mask(self.layer, inputs, mask)

    def compute_output_spec(self, inputs: Any, mask: Any = None) -> Any:
        return keras.src.backend.compute_output_spec(self.call, inputs, *([] if mask is None else [mask]))
