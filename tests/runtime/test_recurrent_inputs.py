"""Recurrent layers: constants, states among the inputs, cells that are no layers, stacked cells."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from compat import keras
from compat.keras import backend as K
from compat.keras import layers

pytestmark = [pytest.mark.only(keras=3), pytest.mark.usefixtures("standalone_keras")]
X, C = np.random.RandomState(0).rand(2, 3, 4).astype("float32"), np.random.RandomState(1).rand(2, 5).astype("float32")


class Shifted(layers.Layer):
    """Adds a projection of a constant to every step."""

    def __init__(self, units: int, **kwargs: Any) -> None:
        self.units = self.state_size = units
        super().__init__(**kwargs)

    def build(self, input_shape: Any) -> None:
        step, constant = input_shape
        self.kernel = self.add_weight(shape=(step[-1], self.units), initializer="ones", name="kernel")
        self.shift = self.add_weight(shape=(constant[-1], self.units), initializer="ones", name="shift")
        self.built = True

    def call(self, inputs: Any, states: Any, constants: Any) -> Any:
        output = K.dot(inputs, self.kernel) + K.dot(constants[0], self.shift) + states[0]
        return output, [output]

    def get_config(self) -> dict[str, Any]:
        return {**super().get_config(), "units": self.units}


def expected(steps: np.ndarray = X) -> np.ndarray:
    return np.repeat((steps.sum((1, 2)) + 3 * C.sum(1))[:, None], 2, axis=1)


@pytest.mark.parametrize("listed", [False, True])
def test_constants_reach_every_step(listed: bool) -> None:
    x, c = keras.Input((None, 4)), keras.Input((5,))
    layer = layers.RNN(Shifted(2))
    y = layer(x, constants=c)
    if listed:
        with keras.utils.CustomObjectScope({"Shifted": Shifted}):
            layer = layers.RNN.from_config(layer.get_config())
        y = layer([x, c])
    model = keras.models.Model([x, c], y)
    np.testing.assert_allclose(model.predict([X, C], verbose=0), expected(), rtol=1e-5)
    model.compile("sgd", "mse")
    assert np.isfinite(float(model.train_on_batch([X, C], np.zeros((2, 2)))))


def test_constants_in_both_directions_and_in_stacks() -> None:
    x, c = keras.Input((3, 4)), keras.Input((5,))
    both = keras.models.Model([x, c], layers.Bidirectional(layers.RNN(Shifted(2)))(x, constants=c))
    np.testing.assert_allclose(both.predict([X, C], verbose=0), np.tile(expected(), 2), rtol=1e-5)
    stacked = layers.RNN([layers.GRUCell(3), Shifted(2)])
    model = keras.models.Model([x, c], stacked(x, constants=c))
    assert model.predict([X, C], verbose=0).shape == (2, 2)
    assert [len(cell.weights) for cell in stacked.cell.cells] == [3, 2]


@pytest.mark.parametrize("name", ["SimpleRNN", "GRU", "LSTM"])
def test_states_among_the_inputs(name: str) -> None:
    count = 2 if name == "LSTM" else 1
    x, states = keras.Input((3, 4)), [keras.Input((2,)) for _ in range(count)]
    layer = getattr(layers, name)(2)
    listed = keras.models.Model([x, *states], layer([x, *states]))
    named = keras.models.Model([x, *states], layer(x, initial_state=states))
    data = [X, *(np.full((2, 2), 0.3 + number, "float32") for number in range(count))]
    np.testing.assert_allclose(listed.predict(data, verbose=0), named.predict(data, verbose=0), rtol=1e-6)
    assert layer._inbound_nodes[0].input_tensors == [x, *states]


def test_outputs_with_states_are_a_list() -> None:
    _, *states = layers.LSTM(2, return_state=True)(keras.Input((3, 4)))
    assert len(states) == 2
    assert isinstance(layers.Bidirectional(layers.GRU(2, return_state=True))(keras.Input((3, 4))), list)
    assert isinstance(layers.GRU(2, return_state=True)(X), list)


def test_a_cell_may_be_any_object() -> None:
    class Plain:
        def __init__(self, units: int) -> None:
            self.state_size = (units, units)
            self.kernel = K.variable(np.ones((4, units)))

        def call(self, inputs: Any, states: Any) -> Any:
            output = K.dot(inputs, self.kernel) + states[0]
            return output, [output, states[1]]

    x = keras.Input((None, 4))
    model = keras.models.Model(x, layers.RNN(Plain(2))(x))
    np.testing.assert_allclose(model.predict(X, verbose=0), np.repeat(X.sum((1, 2))[:, None], 2, axis=1), rtol=1e-5)
    model.compile("sgd", "mse")


def test_states_of_stacked_cells_are_one_list() -> None:
    cells = [layers.LSTMCell(3), layers.LSTMCell(6)]
    layer = layers.RNN(cells, return_state=True)
    assert layer.cell.state_size == (3, 3, 6, 6)
    shapes = layer.compute_output_shape((None, 5, 4))
    assert shapes == [(None, 6), (None, 3), (None, 3), (None, 6), (None, 6)]
    outputs = layer(keras.Input((5, 4)))
    assert [K.int_shape(each) for each in outputs] == shapes
    backwards = layers.RNN(layers.StackedRNNCells(cells, reverse_state_order=True), return_state=True)
    assert backwards.compute_output_shape((None, 5, 4))[1:] == [(None, 6), (None, 6), (None, 3), (None, 3)]
    assert backwards.cell.get_config()["reverse_state_order"]


def test_the_states_for_an_input() -> None:
    x = keras.Input((None, 4))
    layer = layers.LSTM(2)
    first, second = layer.get_initial_state(x)
    assert K.int_shape(first) == K.int_shape(second) == (None, 2)
    model = keras.models.Model(x, layer(x, initial_state=[first, second]))
    plain = keras.models.Model(x, layer(x))
    np.testing.assert_allclose(model.predict(X, verbose=0), plain.predict(X, verbose=0), rtol=1e-6)
    assert layers.LSTM(2).states == [None, None]


def test_the_state_of_both_directions_is_a_list() -> None:
    with pytest.raises(ValueError, match="should be a list"):
        layers.Bidirectional(layers.LSTM(2))(keras.Input((3, 4)), initial_state=keras.Input((2,)))
