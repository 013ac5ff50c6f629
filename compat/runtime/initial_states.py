"""``cell.get_initial_state(inputs=x)``, ``get_initial_state(x)``, ``dtype=``: Keras 3 takes the batch size alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from . import trees
from .widen import wrap

_OWNERS = ("RNN", "LSTMCell", "GRUCell", "SimpleRNNCell", "StackedRNNCells")


def install() -> None:
    """Widen recurrent layers and their cells."""
    import keras

    for name in _OWNERS:
        wrap(getattr(keras.layers, name), "get_initial_state", _get_initial_state)


def _get_initial_state(native: Callable[..., Any]) -> Callable[..., Any]:
    def get_initial_state(self: Any, *args: Any, **kwargs: Any) -> Any:
        if len(args) < 2 and not (kwargs.keys() - {"batch_size"}) and not (args and _is_input(args[0])):
            return native(self, *args, **kwargs)
        import keras
        from keras import ops

        kwargs.update(zip(("inputs", "batch_size", "dtype"), args))
        inputs, size = kwargs.get("inputs"), kwargs.get("batch_size")
        if inputs is not None:
            # A layer answers for a Keras tensor, whose size may not be known.
            whole = isinstance(inputs, keras.KerasTensor) and isinstance(self, keras.layers.RNN)
            size = inputs if whole else ops.shape(inputs)[0]
        states = native(self, size)
        dtype = kwargs.get("dtype")
        return states if dtype is None else trees.map_structure(lambda state: ops.cast(state, dtype), states)

    return get_initial_state


def _is_input(value: Any) -> bool:
    return bool(getattr(value, "shape", ()))
