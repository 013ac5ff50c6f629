"""``ModelCheckpoint(period=n)``: a look at the model after each n-th epoch, counted from the last one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .widen import wrap


def install() -> None:
    """Widen the constructor, and the end of an epoch."""
    import keras

    wrap(keras.callbacks.ModelCheckpoint, "__init__", _init)
    wrap(keras.callbacks.ModelCheckpoint, "on_epoch_end", _on_epoch_end)


def _init(native: Callable[..., None]) -> Callable[..., None]:
    def __init__(self: Any, *args: Any, **kwargs: Any) -> None:
        self.period = kwargs.pop("period", 1)
        self.epochs_since_last_save = 0
        native(self, *args, **kwargs)

    return __init__


def _on_epoch_end(native: Callable[..., None]) -> Callable[..., None]:
    def on_epoch_end(self: Any, epoch: int, logs: dict[str, Any] | None = None) -> None:
        self.epochs_since_last_save += 1
        if self.epochs_since_last_save >= self.period or self.save_freq != "epoch":
            self.epochs_since_last_save = 0
            native(self, epoch, logs)

    return on_epoch_end
