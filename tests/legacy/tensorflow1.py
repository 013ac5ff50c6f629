"""Keras 2.2 on TensorFlow 1, with the order of reads and writes that its formulas mean.

A training step of Keras 2.2 runs its updates in no fixed order: an optimizer may read ``iterations`` before or after it
was incremented (Adam, and every ``decay``), so two runs of one program give two results; and a stateful layer's new
state may be written before the backward pass has read the old one. Here every new value is computed before the first
one is written.
"""

from __future__ import annotations

import functools
from typing import Any


def write_after_read(keras: Any, tensorflow: Any) -> None:
    """Make ``K.update`` and its kin lazy, and ``K.function`` write after all that it computes."""
    tensorflow.compat.v1.enable_resource_variables()
    keras.backend.update = lambda x, new_x: (x, new_x)
    keras.backend.update_add = lambda x, increment: (x, x + increment)
    keras.backend.update_sub = lambda x, decrement: (x, x - decrement)
    function = keras.backend.tensorflow_backend.Function
    init = function.__init__

    @functools.wraps(init)
    def __init__(self: Any, inputs: Any, outputs: Any, updates: Any = None, **options: Any) -> None:
        pairs = [update for update in updates or [] if isinstance(update, tuple)]
        others = [update for update in updates or [] if not isinstance(update, tuple)]
        values = [tensorflow.convert_to_tensor(value) for _, value in pairs]
        with tensorflow.control_dependencies(values):
            late = [(variable, tensorflow.identity(value)) for (variable, _), value in zip(pairs, values)]
        init(self, inputs, outputs, updates=late + others, **options)

    function.__init__ = __init__
