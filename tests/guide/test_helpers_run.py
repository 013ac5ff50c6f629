"""The functions that the fixer puts into programs, run: nested models, wrappers, stacked cells, and what was saved."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from compat.changes._kinds import Helper
from compat.changes.activations.hard_sigmoid import HELPER as HARD_SIGMOID
from compat.changes.stateful.layer_reset_states import HELPER as SET_STATES
from compat.changes.stateful.model_reset_states import HELPER as RESET_STATES

pytestmark = [
    pytest.mark.only(keras=3),
    # Keras 3.0 says so of its own reset_states() on jax.
    pytest.mark.filterwarnings("ignore:in the future the .*dtype. attribute:DeprecationWarning"),
]


def define(helper: Helper) -> Any:
    import keras

    scope: dict[str, Any] = {"keras": keras}
    exec(helper.text.replace("{name}", helper.names[0]).replace("{keras}", "keras"), scope)
    return scope[helper.names[0]]


def put_ones(states: Any) -> None:
    import keras

    for state in states:
        if isinstance(state, (list, tuple)):
            put_ones(state)
        else:
            state.assign(keras.ops.ones(state.shape))


def total(states: Any) -> float:
    return sum(total(each) if isinstance(each, (list, tuple)) else float(abs(each.numpy()).sum()) for each in states)


class Numpy:
    """A tensor of any backend, as numpy."""

    def __init__(self, tensor: Any) -> None:
        self.tensor = tensor

    def numpy(self) -> Any:
        import keras

        return keras.ops.convert_to_numpy(self.tensor)


def values(states: Any) -> Any:
    return [values(each) if isinstance(each, (list, tuple)) else Numpy(each.value) for each in states]


def layers() -> dict[str, Any]:
    from keras import layers

    return {
        "LSTM": layers.LSTM(2, stateful=True, return_sequences=True),
        "GRU": layers.GRU(2, stateful=True, return_sequences=True),
        "own cell": layers.RNN(layers.SimpleRNNCell(2), stateful=True, return_sequences=True),
        "Bidirectional": layers.Bidirectional(layers.LSTM(2, stateful=True, return_sequences=True)),
        "stacked cells": layers.RNN([layers.LSTMCell(2), layers.LSTMCell(3)], stateful=True, return_sequences=True),
        "different stacked cells": layers.RNN(
            [layers.LSTMCell(2), layers.GRUCell(3)], stateful=True, return_sequences=True
        ),
    }


@pytest.mark.parametrize(
    "name", ["LSTM", "GRU", "own cell", "Bidirectional", "stacked cells", "different stacked cells"]
)
@pytest.mark.parametrize("depth", [0, 1, 2])
def test_every_stateful_layer_is_reset(name: str, depth: int) -> None:
    import keras

    layer = layers()[name]
    model = keras.Sequential([keras.Input(batch_shape=(1, 3, 2)), layer, keras.layers.LSTM(1)])
    for _ in range(depth):
        model = keras.Sequential([keras.Input(batch_shape=(1, 3, 2)), model])
    put_ones(layer.states)
    assert total(values(layer.states)) > 0
    define(RESET_STATES)(model)
    assert total(values(layer.states)) == 0


def test_layers_without_a_state_are_passed_by() -> None:
    import keras

    stateless = keras.layers.Bidirectional(keras.layers.LSTM(2))
    model = keras.Sequential([keras.Input((3, 2)), keras.layers.Dense(2), stateless, keras.layers.Dropout(0.1)])
    define(RESET_STATES)(model)


def test_model_with_a_method_of_its_own_is_asked() -> None:
    called = []
    define(RESET_STATES)(SimpleNamespace(reset_states=lambda: called.append(1)))
    assert called == [1]


@pytest.mark.parametrize("name", ["LSTM", "GRU", "own cell", "Bidirectional"])
def test_states_are_set(name: str) -> None:
    import keras

    layer = layers()[name]
    keras.Sequential([keras.Input(batch_shape=(1, 3, 2)), layer])
    set_states = define(SET_STATES)
    set_states(layer, [keras.ops.ones((1, 2)) for _ in layer.states])
    assert total(values(layer.states)) == 2 * len(layer.states)
    set_states(layer, None)
    assert total(values(layer.states)) == 0


def test_wrong_number_of_states() -> None:
    import keras

    layer = keras.layers.LSTM(2, stateful=True, name="memory")
    keras.Sequential([keras.Input(batch_shape=(1, 3, 2)), layer])
    with pytest.raises(ValueError, match="^memory has 2 states, but 1 are given$"):
        define(SET_STATES)(layer, keras.ops.ones((1, 2)))


def test_hard_sigmoid_has_the_old_numbers() -> None:
    import keras
    import numpy as np

    x = np.linspace(-4, 4, 161, dtype="float32")
    got = keras.ops.convert_to_numpy(define(HARD_SIGMOID)(keras.ops.convert_to_tensor(x)))
    np.testing.assert_allclose(got, np.clip(0.2 * x + 0.5, 0, 1), atol=1e-7, rtol=0)


def test_hard_sigmoid_is_saved_by_its_name(tmp_path: Any) -> None:
    import keras
    import numpy as np

    function = define(HARD_SIGMOID)
    model = keras.Sequential([keras.Input((3, 2)), keras.layers.LSTM(2, recurrent_activation=function)])
    x = np.linspace(-1, 1, 6, dtype="float32").reshape(1, 3, 2)
    before = model.predict(x, verbose=0)
    model.save(tmp_path / "model.keras")
    loaded = keras.models.load_model(tmp_path / "model.keras")
    assert loaded.layers[0].recurrent_activation.__name__ == function.__name__
    np.testing.assert_allclose(loaded.predict(x, verbose=0), before, atol=1e-6)
