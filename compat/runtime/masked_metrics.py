"""Masks of outputs on jax, where ``fit`` measures: its step takes the outputs out of the gradient, and loses their masks there.

``evaluate`` keeps them, and so does every other backend. A mask has no gradient, so it is a value of the step itself.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from . import dialects, tensor_masks
from .widen import wrap

_MASKS = "_compat_masks_of_outputs"


def install() -> None:
    """Widen the two parts of the step that jax compiles, for models with an optimizer of Keras 2 code."""
    import keras

    if keras.backend.backend() != "jax" or not hasattr(keras.Model, "_update_metrics_variables"):
        return
    wrap(keras.Model, "compute_loss_and_updates", _loss)
    wrap(keras.Model, "_update_metrics_variables", _metrics)


def _loss(native: Callable[..., Any]) -> Callable[..., Any]:
    from keras import tree

    def compute_loss_and_updates(self: Any, *args: Any, **kwargs: Any) -> Any:
        loss, (unscaled, y_pred, *rest) = native(self, *args, **kwargs)
        optimizer = getattr(self, "optimizer", None)
        if optimizer is not None and dialects.of(optimizer):
            self.__dict__[_MASKS] = [tensor_masks.of(each) for each in tree.flatten(y_pred)]
        return loss, (unscaled, y_pred, *rest)

    return compute_loss_and_updates


def _metrics(native: Callable[..., Any]) -> Callable[..., Any]:
    from keras import tree

    def _update_metrics_variables(
        self: Any, metrics_variables: Any, unscaled_loss: Any, x: Any, y: Any, y_pred: Any, sample_weight: Any
    ) -> Any:
        for output, mask in zip(tree.flatten(y_pred), self.__dict__.pop(_MASKS, ())):
            if mask is not None and tensor_masks.of(output) is None:
                tensor_masks.give(output, mask)
        return native(self, metrics_variables, unscaled_loss, x, y, y_pred, sample_weight)

    return _update_metrics_variables
