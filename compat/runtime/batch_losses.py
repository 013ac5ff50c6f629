"""``train_on_batch`` and ``test_on_batch`` answer for this batch alone, as Keras 2 did; Keras 3 does so from 3.15 on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..versions import release
from . import dialects
from .widen import wrap


def install() -> None:
    """Widen both methods on a Keras 3 that returns running means."""
    import keras

    if release(keras.version()) < (3, 15):
        for name in ("train_on_batch", "test_on_batch"):
            wrap(keras.Model, name, _fresh)


def _fresh(native: Callable[..., Any]) -> Callable[..., Any]:
    def on_batch(self: Any, *args: Any, **kwargs: Any) -> Any:
        # What Keras 2 code compiled has an optimizer that says so.
        if dialects.of(self.optimizer):
            self.reset_metrics()
        return native(self, *args, **kwargs)

    return on_batch
