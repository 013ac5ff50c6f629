"""State that moves from one batch to the next, on every backend and in every loop.

jax: Keras 3's compiled loops keep only what ``model.non_trainable_variables`` holds, and state variables are in no list. They
are made visible there, but not in ``weights``: ``get_weights()``, ``count_params()`` and files stay as they were. Also on jax
and torch a layer may be built inside its model's first call, where only a callable initializer is allowed.

A layer that is called twice in a model starts its second call where its first ended. No gradient flows through that state:
Keras 2 read a variable. On jax it would.

torch: ``assign`` changes a variable in place under the graph that saved it as the initial state; the layer starts from a copy.

tensorflow carries by itself.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

from .. import callers, dialects, hidden
from ..widen import wrap
from . import jax_trainer, layers


def install() -> None:
    """Widen ``RNN``."""
    import keras

    rnn = keras.layers.RNN
    wrap(rnn, "__init__", _init)
    wrap(rnn, "_create_state_variables", _create_state_variables)
    wrap(rnn, "call", _call)
    if keras.backend.backend() == "jax":
        jax_trainer.install()


def _init(native: Callable[..., None]) -> Callable[..., None]:
    def __init__(self: Any, *args: Any, **kwargs: Any) -> None:
        native(self, *args, **kwargs)
        layers.changed()
        if callers.keras2_code(sys._getframe(1)):
            dialects.mark(self)

    return __init__


def _create_state_variables(native: Callable[[Any, int], None]) -> Callable[[Any, int], None]:
    from keras.src.utils import tracking

    make = tracking.no_automatic_dependency_tracking(_make_states)

    def create(self: Any, batch_size: int) -> None:
        layers.changed()
        if not dialects.of(self):
            return native(self, batch_size)
        make(self, batch_size)
        hidden.keep(self, layers.flat(self.states))
        return None

    return create


def _make_states(layer: Any, batch_size: int) -> None:
    import keras

    with keras.StatelessScope():
        pattern = layer.get_initial_state(batch_size)
    position = iter(range(len(layers.flat(pattern))))

    def variable(value: Any) -> Any:
        index = next(position)

        def initial(shape: Any, dtype: Any = None) -> Any:
            return keras.ops.cast(layers.flat(layer.get_initial_state(batch_size))[index], dtype)

        return keras.Variable(
            initial, shape=tuple(value.shape), dtype=layer.variable_dtype, trainable=False, name="rnn_state"
        )

    def like(value: Any) -> Any:
        return [like(each) for each in value] if isinstance(value, (list, tuple)) else variable(value)

    with keras.name_scope(layer.name):
        layer.states = [like(value) for value in pattern]


def _call(native: Callable[..., Any]) -> Callable[..., Any]:
    import keras

    backend = keras.backend.backend()

    def call(self: Any, sequences: Any, *args: Any, **kwargs: Any) -> Any:
        if not self.stateful or self.states is None:
            return native(self, sequences, *args, **kwargs)
        dialect = dialects.of(self)
        if dialect:
            _check_batch(self, sequences)
        given = args[0] if args else kwargs.pop("initial_state", None)
        if given is not None:
            start = _given_or_carried(self, given) if dialect == "2.15" else given
        elif backend == "torch" or (dialect and backend == "jax"):
            start = _like(self.states, _carried(self.states))
        else:
            start = None
        return native(self, sequences, start, *args[1:], **kwargs)

    return call


def _check_batch(layer: Any, sequences: Any) -> None:
    held, found = layers.flat(layer.states)[0].shape[0], sequences.shape[0]
    if found is not None and found != held:
        raise ValueError(
            f"The stateful layer {layer.name!r} holds the states of exactly {held} sample{'' if held == 1 else 's'}, "
            f"but was called with {found}.\n"
            f"Hint: every batch must have that size. See {layers.PAGE_OF_A_PARTIAL_BATCH} in the migration guide."
        )


def _carried(states: Any) -> list[Any]:
    """The values of the state variables: what is assigned later does not change them, and no gradient flows through."""
    from keras import ops

    return [ops.stop_gradient(ops.copy(ops.convert_to_tensor(state))) for state in layers.flat(states)]


def _like(states: Any, values: list[Any]) -> Any:
    """The values, nested as the states are."""
    left = iter(values)

    def like(value: Any) -> Any:
        return [like(each) for each in value] if isinstance(value, (list, tuple)) else next(left)

    return like(states)


def _given_or_carried(layer: Any, given: Any) -> Any:
    """Keras 2.15's rule: a given state counts while every carried one is exactly zero, then the carried ones do."""
    from keras import ops

    carried, wanted = _carried(layer.states), layers.flat(given)
    if len(wanted) != len(carried):
        raise ValueError(
            f"Layer {layer.name!r} has {len(carried)} states but was passed {len(wanted)} initial states. "
            f"Received: initial_state={given}"
        )
    moved = ops.any(ops.stack([ops.any(ops.not_equal(state, 0)) for state in carried]))
    chosen = [ops.where(moved, state, ops.cast(value, state.dtype)) for state, value in zip(carried, wanted)]
    return _like(layer.states, chosen)
