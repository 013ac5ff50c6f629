"""Schedules around an optimizer that is none of Keras: its rate is ``lr``, a number or a variable, as Keras up to 2.2 had it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .widen import wrap


def install() -> None:
    """Widen the callbacks that set a learning rate."""
    import keras

    wrap(keras.callbacks.LearningRateScheduler, "on_epoch_begin", _by_lr)
    for cls in (keras.callbacks.LearningRateScheduler, keras.callbacks.ReduceLROnPlateau):
        wrap(cls, "on_epoch_end", _by_lr)


def _by_lr(native: Callable[..., None]) -> Callable[..., None]:
    def on_epoch(self: Any, epoch: int, logs: dict[str, Any] | None = None) -> None:
        optimizer: Any = getattr(self.model, "optimizer", None)
        if hasattr(optimizer, "learning_rate") or not hasattr(optimizer, "lr"):
            native(self, epoch, logs)
            return
        before = optimizer.learning_rate = optimizer.lr
        try:
            native(self, epoch, logs)
            after = optimizer.learning_rate
        finally:
            del optimizer.learning_rate
        if after is not before:
            if hasattr(before, "assign"):
                before.assign(after)
            else:
                optimizer.lr = after

    return on_epoch
