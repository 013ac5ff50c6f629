"""Gradients of embeddings on tensorflow: the rows of a repeated token are summed before an optimizer squares them.

TensorFlow gives the gradient of a look-up as indexed slices in which a row may stand several times. Keras 2 summed such rows
first; Keras 3 squares each by itself in Adam, RMSprop and every optimizer that uses the gradient's square.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .widen import wrap


def install() -> None:
    """Widen ``Optimizer.apply`` for optimizers of Keras 2 code, on tensorflow."""
    import keras

    if keras.backend.backend() == "tensorflow":
        wrap(keras.optimizers.Optimizer, "apply", _apply)


def _apply(native: Callable[..., Any]) -> Callable[..., Any]:
    import tensorflow as tf

    def apply(self: Any, grads: Any, *args: Any, **kwargs: Any) -> Any:
        if "_compat_dialect" in self.__dict__ and any(isinstance(each, tf.IndexedSlices) for each in grads):
            grads = [_summed(each) if isinstance(each, tf.IndexedSlices) else each for each in grads]
        return native(self, grads, *args, **kwargs)

    return apply


def _summed(slices: Any) -> Any:
    import tensorflow as tf

    rows, positions = tf.unique(slices.indices)
    values = tf.math.unsorted_segment_sum(slices.values, positions, tf.shape(rows)[0])
    return tf.IndexedSlices(values, rows, slices.dense_shape)
