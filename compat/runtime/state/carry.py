"""State that moves from one batch to the next, on every backend and in every loop.

jax: Keras 3's compiled loops keep only what ``model.non_trainable_variables`` holds, and state variables are in no list. They
are made visible there, but not in ``weights``: ``get_weights()``, ``count_params()`` and files stay as they were. Also on jax
and torch a layer may be built inside its model's first call, where only a callable initializer is allowed.

torch: ``assign`` changes a variable in place under the graph that saved it as the initial state; the layer starts from a copy.

tensorflow carries by itself.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

from .. import callers
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
            self.__dict__["_compat_dialect"] = callers.SCOPE.dialect

    return __init__


class _Visible:
    """What ``Layer.variables`` takes for a seed generator: an object whose ``state`` is a variable."""

    def __init__(self, state: Any) -> None:
        self.state = state


def _create_state_variables(native: Callable[[Any, int], None]) -> Callable[[Any, int], None]:
    from keras.src.utils import tracking

    make = tracking.no_automatic_dependency_tracking(_make_states)

    def create(self: Any, batch_size: int) -> None:
        layers.changed()
        if not layers.speaks_keras2(self):
            return native(self, batch_size)
        make(self, batch_size)
        import keras

        if keras.backend.backend() == "jax":
            self._seed_generators.extend(_Visible(state) for state in layers.flat(self.states))
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

    copies = keras.backend.backend() == "torch"

    def call(self: Any, sequences: Any, *args: Any, **kwargs: Any) -> Any:
        if not self.stateful or self.states is None:
            return native(self, sequences, *args, **kwargs)
        given = args[0] if args else kwargs.pop("initial_state", None)
        if given is None:
            start = _copies(self.states) if copies else None
        elif layers.speaks_keras2(self) == "2.15":
            start = _given_or_carried(self.states, given)
        else:
            start = given
        return native(self, sequences, start, *args[1:], **kwargs)

    return call


def _copies(states: Any) -> Any:
    import keras

    if isinstance(states, (list, tuple)):
        return [_copies(state) for state in states]
    return keras.ops.copy(keras.ops.convert_to_tensor(states))


def _given_or_carried(states: Any, given: Any) -> Any:
    """Keras 2.15's rule: a given state counts while every carried one is exactly zero, then the carried ones do."""
    from keras import ops

    carried = [ops.copy(ops.convert_to_tensor(state)) for state in layers.flat(states)]
    moved = ops.any(ops.stack([ops.any(ops.not_equal(state, 0)) for state in carried]))
    wanted = iter(layers.flat(given))
    chosen = iter([ops.where(moved, state, ops.cast(next(wanted), state.dtype)) for state in carried])

    def like(value: Any) -> Any:
        return [like(each) for each in value] if isinstance(value, (list, tuple)) else next(chosen)

    return [like(state) for state in states]
