"""The carried state: in every way to call a model, and in no list of weights."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from compat import keras

layers = keras.layers


def data(seed: int, *shape: int) -> Any:
    return np.random.RandomState(seed).uniform(-1, 1, shape).astype("float32")


def states(layer: Any) -> list[Any]:
    import compat

    return [np.asarray(state) for state in compat.get_states(keras.models.Sequential([layer]))[layer.name]]


LAYERS: dict[str, Callable[..., Any]] = {
    "LSTM": lambda **k: layers.LSTM(3, **k),
    "GRU": lambda **k: layers.GRU(3, **k),
    "SimpleRNN": lambda **k: layers.SimpleRNN(3, **k),
    "RNN of a cell": lambda **k: layers.RNN(layers.LSTMCell(3), **k),
}

ENTRIES: dict[str, Callable[[Any, Any, Any], Any]] = {
    "predict": lambda model, x, y: model.predict(x, batch_size=2, verbose=0),
    "predict_on_batch": lambda model, x, y: model.predict_on_batch(x),
    "evaluate": lambda model, x, y: model.evaluate(x, y, batch_size=2, verbose=0),
    "test_on_batch": lambda model, x, y: model.test_on_batch(x, y),
    "train_on_batch": lambda model, x, y: model.train_on_batch(x, y),
    "fit": lambda model, x, y: model.fit(x, y, batch_size=2, shuffle=False, verbose=0),
    "call": lambda model, x, y: model(x),
}


@pytest.mark.parametrize("kind", LAYERS)
def test_a_sequence_cut_in_two_ends_where_the_whole_ends(kind: str) -> None:
    """In every entry point; the rate of zero keeps the weights."""
    layer = LAYERS[kind](stateful=True, batch_input_shape=(2, None, 2), name="memory")
    model = keras.models.Sequential([layer, layers.Dense(1)])
    model.compile(loss="mse", optimizer=keras.optimizers.SGD(0.0))
    sequence, y = data(1, 2, 6, 2), data(2, 2, 1)
    model.predict_on_batch(sequence)
    whole = states(layer)
    assert all(np.abs(state).max() > 0 for state in whole)
    for name, entry in ENTRIES.items():
        model.reset_states()
        assert all(np.all(state == 0) for state in states(layer)), name
        entry(model, sequence[:, :3], y)
        entry(model, sequence[:, 3:], y)
        for found, expected in zip(states(layer), whole):
            assert np.allclose(found, expected, rtol=0, atol=1e-6), name


def test_states_are_in_no_list_of_weights(tmp_path: Path) -> None:
    """A stateful model has the weights of its stateless twin, in every list and file."""

    def build(stateful: bool) -> Any:
        model = keras.models.Sequential(
            [
                layers.Bidirectional(layers.GRU(3, stateful=stateful), batch_input_shape=(2, 4, 2)),
                layers.RepeatVector(2),
                layers.LSTM(3, stateful=stateful),
            ]
        )
        model.compile(loss="mse", optimizer="sgd")
        return model

    stateful, stateless = build(True), build(False)
    stateful.train_on_batch(data(3, 2, 4, 2), data(4, 2, 3))
    for each in ("weights", "trainable_weights", "non_trainable_weights"):
        assert len(getattr(stateful, each)) == len(getattr(stateless, each))
    assert stateful.count_params() == stateless.count_params()
    assert [w.shape for w in stateful.get_weights()] == [w.shape for w in stateless.get_weights()]
    stateless.set_weights(stateful.get_weights())
    stateful.save_weights(tmp_path / "stateful.weights.h5")
    stateless.load_weights(tmp_path / "stateful.weights.h5")


def test_a_loaded_model_starts_from_zero(tmp_path: Path) -> None:
    layer = layers.LSTM(3, stateful=True, batch_input_shape=(2, 4, 2))
    model = keras.models.Sequential([layer])
    x = data(5, 2, 4, 2)
    first = model.predict_on_batch(x)
    model.save(tmp_path / "model.keras")
    loaded = keras.models.load_model(tmp_path / "model.keras")
    assert np.allclose(loaded.predict_on_batch(x), first, rtol=0, atol=1e-6)
    assert not np.allclose(loaded.predict_on_batch(x), first, rtol=0, atol=1e-3)


def carries(model: Any) -> bool:
    x = data(6, *(size or 4 for size in model.input_shape))
    return not np.allclose(model.predict_on_batch(x), model.predict_on_batch(x), rtol=0, atol=1e-4)


def test_copies_carry_on_their_own() -> None:
    """Layers made for the program by a wrapper, a clone, a configuration."""
    shape = (2, 4, 2)
    model = keras.models.Sequential(
        [layers.Bidirectional(layers.GRU(3, stateful=True), batch_input_shape=shape), layers.Dense(2)]
    )
    assert carries(model)
    copies = [
        keras.models.clone_model(model),
        keras.models.Sequential.from_config(model.get_config()),
        keras.models.model_from_json(model.to_json()),
    ]
    for copy in copies:
        assert carries(copy)
        assert copy.layers[0].forward_layer.stateful
    layer = layers.LSTM.from_config(layers.LSTM(3, stateful=True).get_config())
    assert carries(keras.models.Sequential([layers.InputLayer(batch_input_shape=shape), layer]))


def test_a_stateless_layer_does_not_carry() -> None:
    assert not carries(keras.models.Sequential([layers.LSTM(3, batch_input_shape=(2, 4, 2))]))
    assert not carries(keras.models.Sequential([layers.Bidirectional(layers.GRU(3), batch_input_shape=(2, 4, 2))]))


def test_dropout_trains_and_carries() -> None:
    """Its noise is Keras's own; that it trains at all is the matter."""
    layer = layers.LSTM(3, dropout=0.3, recurrent_dropout=0.3, stateful=True, batch_input_shape=(2, 4, 2))
    model = keras.models.Sequential([layer, layers.Dense(1)])
    model.compile(loss="mse", optimizer="adam")
    model.fit(data(7, 6, 4, 2), data(8, 6, 1), batch_size=2, epochs=2, shuffle=False, verbose=0)
    assert all(np.all(np.isfinite(state)) and np.abs(state).max() > 0 for state in states(layer))


def test_a_number_of_given_states_that_does_not_fit() -> None:
    """Keras 2 says so when the layer is called, Keras 3 when the model first runs."""
    inputs, given = layers.Input(batch_shape=(2, 4, 2)), layers.Input(batch_shape=(2, 3))

    def build_and_call() -> None:
        model = keras.Model([inputs, given], layers.LSTM(3, stateful=True)(inputs, initial_state=[given]))
        model.predict_on_batch([data(15, 2, 4, 2), data(16, 2, 3)])

    with pytest.raises(ValueError, match=r"initial.states?"):
        build_and_call()


@pytest.mark.only(keras=3)
def test_a_call_with_another_batch_is_refused() -> None:
    model = keras.models.Sequential([layers.LSTM(3, stateful=True, batch_input_shape=(2, 4, 2), name="memory")])
    model(data(9, 2, 4, 2))
    with pytest.raises(ValueError, match="The stateful layer 'memory' holds the states of exactly 2 samples, but"):
        model(data(9, 3, 4, 2))


def test_no_frame_is_looked_at_in_a_loop(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a program means is fixed when its model is built and compiled; a step asks nobody."""
    from compat.runtime import callers

    model = keras.models.Sequential(
        [layers.LSTM(3, stateful=True, batch_input_shape=(2, 4, 2)), layers.Dense(1, activation="hard_sigmoid")]
    )
    model.compile(loss="mse", optimizer=keras.optimizers.Adam(0.01))
    x, y = data(10, 2, 4, 2), data(11, 2, 1)

    def steps() -> None:
        for _ in range(2):
            model.train_on_batch(x, y)
            model.test_on_batch(x, y)
            model.predict_on_batch(x)
            model.reset_states()
        model.fit(x, y, batch_size=2, epochs=2, shuffle=False, verbose=0)
        model.predict(x, batch_size=2, verbose=0)

    steps()
    looked: list[Any] = []
    monkeypatch.setattr(callers, "caller", looked.append)
    steps()
    assert looked == []
