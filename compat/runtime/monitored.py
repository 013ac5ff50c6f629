"""Which way a monitored value is better where a callback says ``mode="auto"``: Keras 2 went by its name.

Keras 3 asks the metric, and refuses a name that no metric of the model has, as that of a value which another callback
writes into the logs.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from . import dialects
from .widen import wrap


def install() -> None:
    """Widen the callbacks that monitor a value."""
    import keras

    callbacks = keras.callbacks
    monitors = (callbacks.EarlyStopping, callbacks.ModelCheckpoint, callbacks.ReduceLROnPlateau)
    for cls in monitors:
        dialects.remember(cls)
    # An early Keras 3 has the method in EarlyStopping alone, the others go by the name.
    owners = (next((base for base in cls.__mro__ if "_set_monitor_op" in vars(base)), None) for cls in monitors)
    for owner in dict.fromkeys(owners):
        if owner is not None:
            wrap(owner, "_set_monitor_op", _by_name)


def _by_name(native: Callable[..., None]) -> Callable[..., None]:
    def _set_monitor_op(self: Any) -> None:
        if self.mode in ("min", "max") or dialects.of(self) is None:
            native(self)
            return
        before, self.mode = self.mode, "max" if rises(self, self.monitor) else "min"
        try:
            native(self)
        finally:
            self.mode = before

    return _set_monitor_op


def rises(callback: Any, name: str) -> bool:
    """Whether a callback of Keras 2 took a value of this name to be better where it is larger."""
    import keras

    if isinstance(callback, keras.callbacks.EarlyStopping) and dialects.of(callback) != "2.2":
        return name.endswith(("acc", "accuracy", "auc"))
    of_checkpoint = isinstance(callback, keras.callbacks.ModelCheckpoint) and name.startswith("fmeasure")
    return "acc" in name or of_checkpoint
