"""``reset_states`` and ``reset_state``, of layers and of models.

The rule is Keras 2's: a model asks each of its ``layers`` that is stateful; a nested model is such a layer. What holds a
recurrent layer in another way (``TimeDistributed`` around a model, an attribute of a user's layer) is not reached, for
Keras 2 did not reach it and a program's numbers would change.
"""

from __future__ import annotations

from typing import Any

from ..widen import add, put, virtual
from . import jax_trainer, layers


def install() -> None:
    """Replace the methods of recurrent layers: all they did, ``states=``, nested states, and a running jax loop."""
    import keras

    for name in ("reset_states", "reset_state"):
        put(keras.layers.RNN, name, _named(reset_layer, name))
        put(keras.layers.Bidirectional, name, _named(reset_bidirectional, name))
        add(keras.Model, name, _named(reset_model, name))
    add(keras.layers.Layer, "stateful", is_stateful)
    if keras.backend.backend() == "jax":
        put(keras.layers.RNN, "states", _States())


def _named(function: Any, name: str) -> Any:
    import types

    copy = types.FunctionType(
        function.__code__, function.__globals__, name, function.__defaults__, function.__closure__
    )
    copy.__doc__, copy.__annotations__ = function.__doc__, dict(function.__annotations__)
    return copy


class _States:
    """``layer.states`` on jax: a running loop gives the variables their values before they are read."""

    def __get__(self, layer: Any, owner: type | None = None) -> Any:
        if layer is None:
            return self
        try:
            states = layer.__dict__["states"]
        except KeyError:
            raise AttributeError(f"{type(layer).__name__!r} object has no attribute 'states'") from None
        if states is not None:
            jax_trainer.put_back(layer)
        return states

    def __set__(self, layer: Any, value: Any) -> None:
        layer.__dict__["states"] = value

    def __delete__(self, layer: Any) -> None:
        del layer.__dict__["states"]


def reset_layer(self: Any, states: Any = None) -> None:
    """Set the carried states of a recurrent layer.

    Args:
        states: Arrays of the shapes of ``self.states``, in that order, nested or flat; one array for one state. Zeros
            where it is None; then a layer that is not stateful or not built is left alone.

    Raises:
        AttributeError: States are given to a layer that is not stateful.
        ValueError: The layer is not built, or the number or a shape of the states does not fit. No state is changed then.
    """
    from keras import ops

    if states is not None:
        _check_can_hold_states(self)
    if not self.stateful or self.states is None:
        return
    variables = layers.flat(self.states)
    if states is None:
        values = [ops.zeros(variable.shape, dtype=variable.dtype) for variable in variables]
    else:
        values = _fitting(self.name, variables, states)
    for variable, value in zip(variables, values):
        variable.assign(value)


def _check_can_hold_states(layer: Any) -> None:
    if not layer.stateful:
        raise AttributeError("Layer must be stateful.")
    if layer.states is None:
        raise ValueError(
            f"Layer {layer.name} is stateful but not built, so it has no states to set. If a RNN is stateful, it needs to "
            "know its batch size.\nHint: give the model's first layer a batch_input_shape, or call the model once."
        )


def _fitting(name: str, variables: list[Any], states: Any) -> list[Any]:
    values = layers.flat(list(states) if isinstance(states, (list, tuple)) else [states])
    if len(values) != len(variables):
        raise ValueError(
            f"Layer {name} expects {len(variables)} states, but it received {len(values)} state values. "
            f"States received: {states}"
        )
    for index, (variable, value) in enumerate(zip(variables, values)):
        found = tuple(value.shape) if hasattr(value, "shape") else _shape(value)
        if found != tuple(variable.shape):
            raise ValueError(
                f"State {index} is incompatible with layer {name}: expected shape={tuple(variable.shape)} "
                f"but found shape={found}"
            )
    return values


def _shape(value: Any) -> tuple[int, ...]:
    import numpy as np

    return np.shape(value)


def reset_bidirectional(self: Any, states: Any = None) -> None:
    """Set the carried states of both directions; see :func:`reset_layer`.

    Args:
        states: Those of the forward layer, then those of the backward layer.
    """
    if states is None:
        if self.stateful:
            self.forward_layer.reset_states()
            self.backward_layer.reset_states()
        return
    for layer in (self.forward_layer, self.backward_layer):
        _check_can_hold_states(layer)
    values = layers.flat(list(states))
    forward = len(layers.flat(self.forward_layer.states))
    parts = ((self.forward_layer, values[:forward]), (self.backward_layer, values[forward:]))
    for layer, part in parts:
        _fitting(layer.name, layers.flat(layer.states), part)
    for layer, part in parts:
        layer.reset_states(part)


def reset_model(self: Any) -> None:
    """Set every state of every stateful layer to zero; nested models are entered."""
    for layer in self.layers:
        if getattr(layer, "stateful", False) and hasattr(layer, "reset_states"):
            layer.reset_states()


@virtual
def is_stateful(layer: Any) -> bool:
    """Whether the layer, or one inside it, is stateful."""
    return any(_says_stateful(each) for each in layers.inside(layer))


def _says_stateful(layer: Any) -> bool:
    if any(vars(base).get("stateful") not in (None, is_stateful) for base in type(layer).__mro__):
        return bool(layer.stateful)
    return bool(layer.__dict__.get("stateful", False))
