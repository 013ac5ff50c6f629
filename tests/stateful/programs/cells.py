"""``RNN`` of cells, of stacked cells and of a user's cells, and convolutional recurrence."""

from __future__ import annotations

from typing import Any

import numpy as np

from ._tools import Record, data, fill, program, sequential, states, train_steps


def sorted_states(keras: Any, layer: Any) -> Any:
    """Keras versions differ in the order of stacked cells' states."""
    return np.sort(np.concatenate([state.ravel() for state in states(keras, layer)]))


@program
def stacked_cells(keras: Any, rec: Record) -> None:
    cells = [
        keras.layers.LSTMCell(3, recurrent_activation="sigmoid"),
        keras.layers.LSTMCell(4, recurrent_activation="sigmoid"),
    ]
    layer = keras.layers.RNN(cells, stateful=True, batch_input_shape=(2, 5, 3))
    model = sequential(keras, layer, keras.layers.Dense(1))
    fill(model, 36)
    model.compile(loss="mse", optimizer=keras.optimizers.SGD(0.1))
    rec("losses", [model.train_on_batch(data(71 + i, 2, 5, 3), data(75 + i, 2, 1)) for i in range(3)])
    rec("prediction", model.predict(data(79, 2, 5, 3), batch_size=2, verbose=0))
    rec("sorted_states", sorted_states(keras, layer))
    model.reset_states()
    rec("after_reset", model.predict(data(79, 2, 5, 3), batch_size=2, verbose=0))


@program
def stacked_cells_fit_and_given_states(keras: Any, rec: Record) -> None:
    cells = keras.layers.StackedRNNCells(
        [
            keras.layers.GRUCell(3, recurrent_activation="sigmoid", reset_after=False),
            keras.layers.SimpleRNNCell(4),
            keras.layers.LSTMCell(2, recurrent_activation="sigmoid"),
        ]
    )
    layer = keras.layers.RNN(cells, stateful=True, return_sequences=True, batch_input_shape=(2, 4, 2))
    model = sequential(keras, layer, keras.layers.Dense(1))
    fill(model, 74)
    model.compile(loss="mse", optimizer=keras.optimizers.Adam(0.01))
    history = model.fit(data(370, 6, 4, 2), data(371, 6, 4, 1), batch_size=2, epochs=2, shuffle=False, verbose=0)
    rec("losses", history.history["loss"])
    rec("sorted_states", sorted_states(keras, layer))
    layer.reset_states(states=[data(372, 2, 3), data(373, 2, 4), data(374, 2, 2), data(375, 2, 2)])
    rec("given", model.predict(data(376, 2, 4, 2), batch_size=2, verbose=0))
    rec("carried", model.predict(data(376, 2, 4, 2), batch_size=2, verbose=0))


@program
def own_cell(keras: Any, rec: Record) -> None:
    class Cell(keras.layers.Layer):
        def __init__(self, units: int, **kwargs: Any) -> None:
            super().__init__(**kwargs)
            self.units = units
            self.state_size = units

        def build(self, input_shape: Any) -> None:
            self.kernel = self.add_weight(name="kernel", shape=(input_shape[-1], self.units), initializer="uniform")
            self.recurrent = self.add_weight(name="recurrent", shape=(self.units, self.units), initializer="uniform")
            self.built = True

        def call(self, inputs: Any, states: Any) -> Any:
            h = keras.backend.dot(inputs, self.kernel) + keras.backend.dot(states[0], self.recurrent)
            return h, [h]

    layer = keras.layers.RNN(Cell(3), stateful=True, batch_input_shape=(2, 5, 2))
    model = sequential(keras, layer, keras.layers.Dense(1))
    fill(model, 37)
    model.compile(loss="mse", optimizer=keras.optimizers.SGD(0.05))
    train_steps(keras, rec, model, [layer], (2, 5, 2), (2, 1), steps=4, reset_every=3)


@program
def own_cell_with_initial_state(keras: Any, rec: Record) -> None:
    """A cell with two states that starts from ones; a reset sets zeros all the same."""

    class Cell(keras.layers.Layer):
        state_size = (3, 3)
        output_size = 3

        def build(self, input_shape: Any) -> None:
            self.kernel = self.add_weight(name="kernel", shape=(input_shape[-1], 3), initializer="uniform")
            self.built = True

        def get_initial_state(self, inputs: Any = None, batch_size: Any = None, dtype: Any = None) -> Any:
            return [np.ones((batch_size, 3), "float32"), np.full((batch_size, 3), 0.5, "float32")]

        def call(self, inputs: Any, states: Any) -> Any:
            fast, slow = states
            fast = inputs[:, :1] * self.kernel[:1] + 0.5 * fast
            slow = 0.9 * slow + 0.1 * fast
            return fast + slow, [fast, slow]

    layer = keras.layers.RNN(Cell(), stateful=True, batch_input_shape=(2, 3, 2))
    model = sequential(keras, layer, keras.layers.Dense(1))
    fill(model, 75)
    model.compile(loss="mse", optimizer=keras.optimizers.SGD(0.05))
    rec("states_start", states(keras, layer))
    train_steps(keras, rec, model, [layer], (2, 3, 2), (2, 1), steps=3)
    model.reset_states()
    rec("states_reset", states(keras, layer))
    rec("prediction", model.predict(data(377, 2, 3, 2), batch_size=2, verbose=0))


@program
def rnn_of_single_cells(keras: Any, rec: Record) -> None:
    first = keras.layers.RNN(
        keras.layers.GRUCell(3, recurrent_activation="sigmoid", reset_after=True),
        stateful=True,
        return_sequences=True,
        batch_input_shape=(2, 4, 2),
    )
    second = keras.layers.RNN(keras.layers.LSTMCell(3, recurrent_activation="sigmoid"), stateful=True, unroll=True)
    model = sequential(keras, first, second, keras.layers.Dense(1))
    fill(model, 76)
    model.compile(loss="mse", optimizer=keras.optimizers.SGD(0.1))
    train_steps(keras, rec, model, [first, second], (2, 4, 2), (2, 1), steps=3, reset_every=2)


@program
def conv_lstm_1d(keras: Any, rec: Record) -> None:
    layer = keras.layers.ConvLSTM1D(
        2, 3, padding="same", recurrent_activation="sigmoid", stateful=True, batch_input_shape=(2, 3, 5, 1)
    )
    model = sequential(keras, layer, keras.layers.Flatten(), keras.layers.Dense(1))
    fill(model, 39)
    model.compile(loss="mse", optimizer=keras.optimizers.SGD(0.1))
    train_steps(keras, rec, model, [layer], (2, 3, 5, 1), (2, 1), steps=4, reset_every=3)


@program
def conv_lstm_2d(keras: Any, rec: Record) -> None:
    layer = keras.layers.ConvLSTM2D(
        2, 3, padding="same", recurrent_activation="sigmoid", stateful=True, batch_input_shape=(2, 3, 4, 4, 1)
    )
    model = sequential(keras, layer, keras.layers.Flatten(), keras.layers.Dense(1))
    fill(model, 38)
    model.compile(loss="mse", optimizer=keras.optimizers.SGD(0.1))
    train_steps(keras, rec, model, [layer], (2, 3, 4, 4, 1), (2, 1), steps=4, reset_every=3)
    rec("prediction", model.predict(data(80, 2, 3, 4, 4, 1), batch_size=2, verbose=0))


@program
def conv_lstm_3d(keras: Any, rec: Record) -> None:
    """With the gates that all ConvLSTM layers default to in Keras 2, hard_sigmoid."""
    layer = keras.layers.ConvLSTM3D(2, 2, padding="same", stateful=True, batch_input_shape=(2, 2, 3, 3, 3, 1))
    model = sequential(keras, layer, keras.layers.Flatten(), keras.layers.Dense(1))
    fill(model, 77)
    model.compile(loss="mse", optimizer=keras.optimizers.SGD(0.1))
    train_steps(keras, rec, model, [layer], (2, 2, 3, 3, 3, 1), (2, 1), steps=3)
    layer.reset_states(states=[data(378, 2, 3, 3, 3, 2), data(379, 2, 3, 3, 3, 2)])
    rec("prediction", model.predict(data(380, 2, 2, 3, 3, 3, 1), batch_size=2, verbose=0))
