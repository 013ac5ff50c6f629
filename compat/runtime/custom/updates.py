"""``layer.add_update(updates, inputs)``: new values of a layer's variables, set while it is called.

From Keras 2.3 on an update is carried out where it is made. Up to 2.2 a training step carries out what was handed to
``add_update``, and predicting nothing, unless the layer is stateful.
"""

from __future__ import annotations

from typing import Any

from ..provided.backend._tensors import as_list, is_symbolic
from ..provided.backend.phase import learning_phase
from ..provided.backend.variables import Update


def add_update(layer: Any, updates: Any, inputs: Any = None) -> None:
    """Carry out updates.

    Args:
        updates: One or a list of: what ``K.update`` and its kin return, pairs of a variable and its value, functions
            without arguments.
        inputs: The tensors that they depend on; nothing depends on it.
    """
    for each in [updates] if isinstance(updates, tuple) else as_list(updates):
        if callable(each) and not is_symbolic(each) and not hasattr(each, "assign"):
            each()
        elif isinstance(each, (Update, tuple)):
            late = each if isinstance(each, Update) else Update(*each)
            # With Keras tensors a graph is being made; the call with values comes later.
            if not is_symbolic(late.value) and (learning_phase() or getattr(layer, "stateful", False)):
                late.variable.assign(late.value)
