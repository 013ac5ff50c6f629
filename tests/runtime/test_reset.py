"""``reset_states`` and ``reset_state``: of models, of layers, with given states, and in the loops that programs wrote."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import compat
from compat import keras

layers = keras.layers


def data(seed: int, *shape: int) -> Any:
    return np.random.RandomState(seed).uniform(-1, 1, shape).astype("float32")


class Inside(layers.Layer):
    """A user's layer that holds a stateful one; Keras 2 did not reach it from a model."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.memory = layers.GRU(2, stateful=True)

    def build(self, input_shape: Any) -> None:
        self.memory.build(input_shape)
        super().build(input_shape)

    def call(self, inputs: Any) -> Any:
        return self.memory(inputs)

    def compute_output_shape(self, input_shape: Any) -> Any:
        return (input_shape[0], 2)


@pytest.fixture(scope="module")
def built() -> Any:
    """Every kind of layer that a reset meets."""
    inner = keras.models.Sequential([layers.LSTM(2, stateful=True, batch_input_shape=(2, 4, 3), name="nested")])
    plain = keras.models.Sequential([layers.GRU(2, batch_input_shape=(2, 4, 3))])
    inputs = keras.Input(batch_shape=(2, 4, 3))
    parts = [
        inner(inputs),
        plain(inputs),
        layers.Bidirectional(layers.GRU(2), name="plain_both")(inputs),
        layers.Bidirectional(layers.LSTM(2, stateful=True), name="both")(inputs),
        layers.LSTM(2, name="plain_lstm")(inputs),
        layers.RNN([layers.LSTMCell(2), layers.GRUCell(3)], stateful=True, name="cells")(inputs),
        layers.SimpleRNN(2, stateful=True, name="simple")(inputs),
        Inside(name="inside")(inputs),
    ]
    return keras.Model(inputs, layers.concatenate(parts))


@pytest.fixture
def model(built: Any) -> Any:
    """Every state has moved."""
    for states in all_states(built).values():
        for state in flat(states):
            state.assign(data(1, *state.shape))
    return built


REACHED = ("nested", "both", "cells", "simple")


def moved(model: Any) -> set[str]:
    """Names of the layers whose states are not zero."""
    return {name for name, found in all_states(model).items() if any(np.any(value(state)) for state in flat(found))}


def all_states(model: Any) -> dict[str, Any]:
    return {
        "nested": next(each for each in model.layers if hasattr(each, "layers") and each.layers[0].name == "nested")
        .layers[0]
        .states,
        "both": [*model.get_layer("both").forward_layer.states, *model.get_layer("both").backward_layer.states],
        "cells": model.get_layer("cells").states,
        "simple": model.get_layer("simple").states,
        "inside": model.get_layer("inside").memory.states,
    }


def flat(states: Any) -> list[Any]:
    nested = isinstance(states, (list, tuple)) or "Wrapper" in type(states).__name__
    return [each for state in states for each in flat(state)] if nested else [states]


def value(variable: Any) -> Any:
    return keras.ops.convert_to_numpy(variable) if hasattr(keras, "ops") else keras.backend.get_value(variable)


@pytest.mark.parametrize("method", ["reset_states", "reset_state"])
def test_a_model_resets_what_keras_2_reached(model: Any, method: str) -> None:
    assert moved(model) == {*REACHED, "inside"}
    getattr(model, method)()
    assert moved(model) == {"inside"}


@pytest.mark.parametrize("method", ["reset_states", "reset_state"])
def test_the_loop_over_layers(model: Any, method: str) -> None:
    """As thousands of programs wrote it; a Bidirectional that is not stateful is passed over, not a crash."""
    for layer in model.layers:
        if hasattr(layer, method):
            getattr(layer, method)()
    assert moved(model) == {"inside"}


def test_the_loop_that_asks_for_stateful(model: Any) -> None:
    for layer in model.layers:
        if layer.stateful and hasattr(layer, "reset_states"):
            layer.reset_states()
    assert moved(model) == {"inside"}


def test_compat_resets_the_same(model: Any) -> None:
    compat.reset_states(model)
    assert moved(model) == {"inside"}
    compat.reset_states(model.get_layer("inside").memory)
    assert moved(model) == set()


def test_stateful_of_a_model(model: Any) -> None:
    """And of every layer: it is, or something inside it is."""
    assert model.stateful
    assert model.get_layer("inside").stateful
    assert not model.get_layer("plain_both").stateful
    assert not layers.Dense(2).stateful
    assert not keras.models.Sequential([layers.LSTM(2, batch_input_shape=(2, 4, 3))]).stateful


def test_a_stateless_layer_is_left_alone() -> None:
    for layer in (layers.LSTM(2), layers.Bidirectional(layers.GRU(2))):
        layer.reset_states()
        layer.reset_state()
        with pytest.raises(AttributeError, match=r"^Layer must be stateful\.$"):
            layer.reset_states(states=[np.zeros((2, 2))] * 2)


def test_states_for_a_layer_that_is_not_built() -> None:
    with pytest.raises(ValueError, match="needs to know its batch size"):
        layers.LSTM(2, stateful=True).reset_states(states=[np.zeros((2, 2))] * 2)


def stateful(layer: Any) -> Any:
    keras.models.Sequential([layers.InputLayer(batch_input_shape=(2, 4, 3)), layer])
    return layer


def test_given_states() -> None:
    h, c = data(2, 2, 2), data(3, 2, 2)
    lstm = stateful(layers.LSTM(2, stateful=True))
    for states in ([h, c], (h, c)):
        lstm.reset_states()
        lstm.reset_states(states)
        assert np.array_equal(value(lstm.states[0]), h)
        assert np.array_equal(value(lstm.states[1]), c)
    lstm.reset_state(states=[c, h])
    assert np.array_equal(value(lstm.states[0]), c)
    gru = stateful(layers.GRU(2, stateful=True))
    for states in (h, [h]):
        gru.reset_states()
        gru.reset_states(states)
        assert np.array_equal(value(gru.states[0]), h)


def test_given_states_of_cells() -> None:
    layer = stateful(layers.RNN([layers.LSTMCell(2), layers.GRUCell(3)], stateful=True))
    arrays = [data(4, 2, 2), data(5, 2, 2), data(6, 2, 3)]
    layer.reset_states(states=arrays)
    for state, expected in zip(flat(layer.states), arrays):
        assert np.array_equal(value(state), expected)


def test_given_states_of_both_directions() -> None:
    layer = stateful(layers.Bidirectional(layers.LSTM(2, stateful=True)))
    arrays = [data(seed, 2, 2) for seed in (7, 8, 9, 10)]
    layer.reset_states(states=arrays)
    for state, expected in zip([*layer.forward_layer.states, *layer.backward_layer.states], arrays):
        assert np.array_equal(value(state), expected)


def test_states_that_do_not_fit_change_nothing() -> None:
    layer = stateful(layers.LSTM(2, stateful=True, name="memory"))
    layer.reset_states(states=[np.ones((2, 2)), np.ones((2, 2))])
    with pytest.raises(
        ValueError, match=r"Layer memory expects 2 states, but it received 1 state values\. States received: "
    ):
        layer.reset_states(states=[np.zeros((2, 2))])
    with pytest.raises(
        ValueError, match=r"Layer memory expects 2 states, but it received 1 state values\. States received: "
    ):
        layer.reset_states(np.zeros((2, 2)))
    with pytest.raises(ValueError, match=r"State 1 is incompatible with layer memory: expected shape=\(2, "):
        layer.reset_states(states=[np.zeros((2, 2)), np.zeros((3, 2))])
    assert all(np.all(value(state) == 1) for state in layer.states)


@pytest.mark.only(keras=3)
def test_the_whole_message() -> None:
    layer = stateful(layers.LSTM(2, stateful=True, name="memory"))
    with pytest.raises(
        ValueError,
        match=r"^State 0 is incompatible with layer memory: expected shape=\(2, 2\) but found shape=\(3, 2\)$",
    ):
        layer.reset_states(states=[np.zeros((3, 2)), np.zeros((2, 2))])
    both = stateful(layers.Bidirectional(layers.LSTM(2, stateful=True, name="memory")))
    with pytest.raises(ValueError, match=r"^Layer backward_memory expects 2 states, but it received 1 state values\. "):
        both.reset_states(states=[np.zeros((2, 2))] * 3)


def test_a_users_reset_is_asked() -> None:
    """A subclass that overrides the method, and one that calls its base's."""
    asked = []

    class Own(layers.LSTM):
        def reset_states(self, states: Any = None) -> None:
            asked.append(states)
            super().reset_states(states)

    layer = Own(2, stateful=True, batch_input_shape=(2, 4, 3))
    model = keras.models.Sequential([layer])
    model.predict_on_batch(data(11, 2, 4, 3))
    model.reset_states()
    compat.reset_states(model)
    assert asked == [None, None]
    assert all(np.all(value(state) == 0) for state in layer.states)


def test_a_users_model_may_define_it() -> None:
    class Own(keras.Model):
        def reset_states(self) -> str:
            return "mine"

    assert Own().reset_states() == "mine"


# ---- all states of a model ----


def test_states_out_and_in_again(model: Any) -> None:
    states = compat.get_states(model)
    nested = next(each.name for each in model.layers if hasattr(each, "layers") and each.layers[0].name == "nested")
    assert states.keys() == {nested, "both", "cells", "simple"}
    assert states[nested].keys() == {"nested"}
    assert [state.shape for state in states[nested]["nested"]] == [(2, 2), (2, 2)]
    assert states["both"].keys() == {"forward", "backward"}
    assert [state.shape for state in states["both"]["backward"]] == [(2, 2), (2, 2)]
    assert [state.shape for state in states["simple"]] == [(2, 2)]
    assert all(isinstance(state, np.ndarray) for state in states["simple"])
    memory = value(model.get_layer("inside").memory.states[0])
    x = data(12, 2, 4, 3)
    first = value(model(x))
    compat.set_states(model, states)
    model.get_layer("inside").memory.reset_states(memory)
    assert np.array_equal(value(model(x)), first)


def test_states_are_copies(model: Any) -> None:
    states = compat.get_states(model)
    kept = states["simple"][0].copy()
    model.reset_states()
    assert np.array_equal(states["simple"][0], kept)


def test_states_of_another_model_change_nothing(model: Any) -> None:
    states = compat.get_states(model)
    before = moved(model)
    with pytest.raises(
        ValueError,
        match=r"^States of the model are expected for the layers \['both', 'cells', .*\], but found for \['both'\]\.",
    ):
        compat.set_states(model, {"both": states["both"]})
    with pytest.raises(
        ValueError, match=r"^Layer 'simple' holds states of the shapes \[\(2, 2\)\], but was given \[\(3, 2\)\]\."
    ):
        compat.set_states(model, {**{name: zeros(each) for name, each in states.items()}, "simple": [np.zeros((3, 2))]})
    assert moved(model) == before


def zeros(states: Any) -> Any:
    if isinstance(states, dict):
        return {name: zeros(each) for name, each in states.items()}
    return [zeros(each) for each in states] if isinstance(states, list) else np.zeros_like(states)


def test_a_model_without_states() -> None:
    model = keras.models.Sequential([layers.LSTM(2, batch_input_shape=(2, 4, 3))])
    assert compat.get_states(model) == {}
    compat.set_states(model, {})
    compat.reset_states(model)
    model.reset_states()


def test_states_read_and_set_while_fit_runs() -> None:
    """By a callback that knows the model by closure only."""
    model = keras.models.Sequential([layers.GRU(2, stateful=True, batch_input_shape=(2, 4, 3), name="memory")])
    model.compile(loss="mse", optimizer="sgd")
    seen = []

    def after(batch: int, logs: Any) -> None:
        seen.append(compat.get_states(model)["memory"][0])
        compat.set_states(model, {"memory": [np.full((2, 2), 0.25, "float32")]})
        seen.append(compat.get_states(model)["memory"][0])

    watch = keras.callbacks.LambdaCallback(on_batch_end=after)
    model.fit(data(13, 6, 4, 3), data(14, 6, 2), batch_size=2, shuffle=False, verbose=0, callbacks=[watch])
    assert all(np.all(each == 0.25) for each in seen[1::2])
    assert all(np.any(each != 0.25) for each in seen[::2])
    assert np.all(compat.get_states(model)["memory"][0] == 0.25)
