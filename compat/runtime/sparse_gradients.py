"""Gradients of embeddings on tensorflow: the rows of a repeated token are summed before an optimizer squares them.

TensorFlow gives the gradient of a look-up as indexed slices in which a row may stand several times. Keras 2 summed such rows
first; Keras 3 squares each by itself in Adam, RMSprop and every optimizer that uses the gradient's square.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from . import dialects
from .widen import wrap


def install() -> None:
    """Widen optimizers of Keras 2 code, on tensorflow, where they clip gradients: before anything uses these."""
    import keras

    if keras.backend.backend() == "tensorflow":
        wrap(keras.optimizers.Optimizer, "_clip_gradients", _clip)


def _clip(native: Callable[..., Any]) -> Callable[..., Any]:
    import tensorflow as tf

    def clip(self: Any, grads: Any) -> Any:
        dialect = dialects.of(self)
        if dialect is None or not any(isinstance(each, tf.IndexedSlices) for each in grads):
            return native(self, grads)
        # Keras 2.2 took the norm of what was summed, tf.keras that of the rows as they came.
        if dialect == "2.2":
            return native(self, _all_summed(grads))
        return _all_summed(native(self, grads))

    return clip


def _all_summed(grads: Any) -> list[Any]:
    import tensorflow as tf

    return [_summed(each) if isinstance(each, tf.IndexedSlices) else each for each in grads]


def _summed(slices: Any) -> Any:
    import tensorflow as tf

    rows, positions = tf.unique(slices.indices)
    values = tf.math.unsorted_segment_sum(slices.values, positions, tf.shape(rows)[0])
    return tf.IndexedSlices(values, rows, slices.dense_shape)
