"""Gradients of the last step, on torch: each weight of a model that Keras 2 code compiled starts the next one without.

Keras 3 clears those of the parameters that torch's module lists, where a weight's path is its key: of two weights of one path,
``n1/d/kernel`` and ``n2/d/kernel`` that are both ``d/kernel``, it clears one.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from . import dialects
from .widen import put


def install() -> None:
    """Give models torch's ``zero_grad`` with the weights that its own list lacks."""
    import keras

    if keras.backend.backend() == "torch":
        put(keras.Model, "zero_grad", _zero_grad(keras.Model.zero_grad))


def _zero_grad(native: Callable[..., None]) -> Callable[..., None]:
    def zero_grad(self: Any, set_to_none: bool = True) -> None:
        native(self, set_to_none)
        if dialects.of(getattr(self, "optimizer", None)):
            for weight in self.trainable_weights:
                weight.value.grad = None

    return zero_grad
