"""``EarlyStopping(restore_best_weights=True)``: the best weights come back at the epoch that stops training, and only then.

Keras 3 restores them whenever ``fit`` ends, the last of its epochs included. Up to Keras 2.2 the baseline was what the first
epoch had to beat, and the first epoch could stop training.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from . import dialects
from .widen import wrap


def install() -> None:
    """Widen the end of an epoch and of training; the dialect is remembered by what widens all that monitor a value."""
    import keras

    cls = keras.callbacks.EarlyStopping
    wrap(cls, "on_train_begin", _on_train_begin)
    wrap(cls, "on_epoch_end", _on_epoch_end)
    wrap(cls, "on_train_end", _on_train_end)


def _on_train_begin(native: Callable[..., None]) -> Callable[..., None]:
    def on_train_begin(self: Any, logs: dict[str, Any] | None = None) -> None:
        native(self, logs)
        if dialects.of(self) == "2.2":
            self.best = self.baseline

    return on_train_begin


def _on_epoch_end(native: Callable[..., None]) -> Callable[..., None]:
    def on_epoch_end(self: Any, epoch: int, logs: dict[str, Any] | None = None) -> None:
        native(self, epoch, logs)
        if dialects.of(self) is None:
            return
        if epoch == 0 and dialects.of(self) == "2.2" and 0 < self.wait >= self.patience:
            self.model.stop_training = True
        elif not (self.stopped_epoch == epoch and epoch > 0):
            return
        if self.restore_best_weights and self.best_weights is not None:
            if self.verbose > 0:
                print(f"Restoring model weights from the end of the best epoch: {self.best_epoch + 1}.")
            self.model.set_weights(self.best_weights)

    return on_epoch_end


def _on_train_end(native: Callable[..., None]) -> Callable[..., None]:
    def on_train_end(self: Any, logs: dict[str, Any] | None = None) -> None:
        if dialects.of(self) is None:
            native(self, logs)
            return
        wanted, self.restore_best_weights = self.restore_best_weights, False
        try:
            native(self, logs)
        finally:
            self.restore_best_weights = wanted

    return on_train_end
