"""Gradients of embeddings on tensorflow: the rows of a repeated token are summed before an optimizer squares them.

TensorFlow gives the gradient of a look-up as indexed slices in which a row may stand several times. Keras 2 summed such rows
first; Keras 3 squares each by itself in Adam, RMSprop and every optimizer that uses the gradient's square.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .widen import wrap


def install() -> None:
    """Widen optimizers of Keras 2 code, on tensorflow: gradients are clipped first, as they come."""
    import keras

    if keras.backend.backend() == "tensorflow":
        wrap(keras.optimizers.Optimizer, "_clip_gradients", _clip)


def _clip(native: Callable[..., Any]) -> Callable[..., Any]:
    import tensorflow as tf

    def clip(self: Any, grads: Any) -> Any:
        grads = native(self, grads)
        if "_compat_dialect" in self.__dict__ and any(isinstance(each, tf.IndexedSlices) for each in grads):
            grads = [_summed(each) if isinstance(each, tf.IndexedSlices) else each for each in grads]
        return grads

    return clip


def _summed(slices: Any) -> Any:
    import tensorflow as tf

    rows, positions = tf.unique(slices.indices)
    values = tf.math.unsorted_segment_sum(slices.values, positions, tf.shape(rows)[0])
    return tf.IndexedSlices(values, rows, slices.dense_shape)
