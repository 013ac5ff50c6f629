"""The loss of an activity regularizer as a Keras tensor."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import keras


class Regularized(keras.Operation):
    """A regularizer of a Keras tensor: a number for each batch."""

    def __init__(self, regularizer: Callable[[Any], Any], name: str | None = None) -> None:
        super().__init__(name=name)
        self.regularizer = regularizer

    def call(self, x: Any) -> Any:
        """The loss of a batch."""
        return self.regularizer(x)

    def compute_output_spec(self, x: Any) -> Any:
        return keras.KerasTensor((), x.dtype)
