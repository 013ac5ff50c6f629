"""Stateful layers in the scope of a ``tf.distribute`` strategy: refused, as Keras 2 did, before anything is built.

A replica gets its part of a batch, and the state holds the whole batch.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

from .. import callers
from ..widen import wrap


def install() -> None:
    """Widen ``RNN`` on tensorflow; another backend sees nothing of a strategy."""
    import keras

    if keras.backend.backend() == "tensorflow":
        wrap(keras.layers.RNN, "__init__", _init)


def _init(native: Callable[..., None]) -> Callable[..., None]:
    import tensorflow as tf

    def __init__(self: Any, *args: Any, **kwargs: Any) -> None:
        native(self, *args, **kwargs)
        if self.stateful and tf.distribute.has_strategy() and callers.keras2_code(sys._getframe(1)):
            raise ValueError(
                "Stateful RNNs (created with `stateful=True`) are not supported with tf.distribute.Strategy: each replica "
                f"gets a part of the batch, and the states of {self.name!r} hold the whole batch.\n"
                "Hint: build the model outside of the strategy. See K2C118 distributed_stateful in the migration guide."
            )

    return __init__
