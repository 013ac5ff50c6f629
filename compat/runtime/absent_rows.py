"""Rows of an ``Embedding`` that a batch does not look up, under the older generation of optimizers.

TensorFlow gives the gradient of a look-up as indexed slices. ``optimizers.legacy`` and tf.keras up to 2.10 applied them to
these rows only, with their momentum; Keras 3 lets the momentum of all rows work on. On tensorflow the rows are known from
the slices; on jax and torch, whose gradients are dense, a row without any gradient is one that was not looked up.
"""

from __future__ import annotations

import enum
import functools
from collections.abc import Callable
from typing import Any

from .widen import put

_LOOKED_UP = "_compat_looked_up"


class Kept(enum.Enum):
    """What stays of a row that no batch looked up: nothing, its weights, or what the optimizer knows of it too."""

    NOTHING = "nothing"
    WEIGHTS = "weights"
    ALL = "all"


def install() -> None:
    """Let variables of an ``Embedding`` be known as such where gradients do not say it."""
    import keras

    if keras.backend.backend() != "tensorflow":
        put(keras.layers.Embedding, "build", _build(keras.layers.Embedding.build))


def _build(native: Callable[..., None]) -> Callable[..., None]:
    @functools.wraps(native)
    def build(self: Any, input_shape: Any = None) -> None:
        native(self, input_shape)
        if self.embeddings_regularizer is None:
            setattr(self._embeddings, _LOOKED_UP, True)

    del build.__wrapped__  # Keras would find the signature behind it, which still has self
    return build


def _rows(gradient: Any, variable: Any) -> Any:
    """``(rows, 1, ...)`` of bool: which rows a batch looked up; None where all of them count."""
    from keras import ops

    rank = len(variable.shape)
    if gradient is None:
        return None
    if hasattr(gradient, "dense_shape"):
        import tensorflow as tf

        held = tf.scatter_nd(gradient.indices[:, None], tf.ones_like(gradient.indices), variable.shape[:1])
        return tf.reshape(held > 0, (-1, *[1] * (rank - 1)))
    if not getattr(variable, _LOOKED_UP, False):
        return None
    return ops.any(ops.not_equal(gradient, 0), axis=tuple(range(1, rank)), keepdims=True)


def _beside(optimizer: Any, variable: Any) -> list[Any]:
    """What the optimizer keeps for each element of a variable."""
    index = optimizer._get_variable_index(variable)
    lists = [each for each in vars(optimizer).values() if isinstance(each, list)]
    count = len(optimizer._trainable_variables)
    found = [each[index] for each in lists if len(each) == count and each is not optimizer._trainable_variables]
    return [each for each in found if getattr(each, "shape", None) == variable.shape and each is not variable]


def applied(optimizer: Any, kept: Kept, apply: Callable[..., None], gradients: Any, variables: Any) -> None:
    """Take one step that leaves rows which the batch does not hold as they were.

    Args:
        optimizer: A built optimizer.
        kept: What of such a row stays.
        apply: Takes the step: gradients, variables.
        gradients, variables: In the same order.
    """
    from keras import ops

    before = []
    for gradient, variable in zip(gradients, variables) if kept is not Kept.NOTHING else ():
        rows = _rows(gradient, variable)
        if rows is not None:
            beside = _beside(optimizer, variable) if kept is Kept.ALL else []
            before += [(each, rows, ops.copy(ops.convert_to_tensor(each))) for each in (variable, *beside)]
    apply(gradients, variables)
    for each, rows, old in before:
        each.assign(ops.where(rows, ops.convert_to_tensor(each), old))
        if getattr(each, "constraint", None) is not None:
            each.assign(each.constraint(ops.convert_to_tensor(each)))
