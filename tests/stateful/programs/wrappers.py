"""``Bidirectional`` and ``TimeDistributed`` around stateful layers."""

from __future__ import annotations

from typing import Any

from ._tools import Record, data, fill, gru, lstm, program, sequential, states, three_predicts, train_steps


@program
def bidirectional_lstm(keras: Any, rec: Record) -> None:
    wrapper = keras.layers.Bidirectional(lstm(keras, 3, return_sequences=True), batch_input_shape=(2, 4, 2))
    model = sequential(keras, wrapper, keras.layers.Dense(1))
    fill(model, 34)
    model.compile(loss="mse", optimizer=keras.optimizers.SGD(0.1))
    parts = [wrapper.forward_layer, wrapper.backward_layer]
    train_steps(keras, rec, model, parts, (2, 4, 2), (2, 4, 1), steps=5, reset_every=3)
    rec("prediction", model.predict(data(70, 2, 4, 2), batch_size=2, verbose=0))


@program
def bidirectional_of_two_layers(keras: Any, rec: Record) -> None:
    """Two different layers, summed, fitted; and what a batch-of-one copy predicts."""

    def build(batch: int) -> tuple[Any, Any]:
        wrapper = keras.layers.Bidirectional(
            gru(keras, 3, reset_after=True),
            backward_layer=lstm(keras, 3, go_backwards=True),
            merge_mode="sum",
            batch_input_shape=(batch, 4, 2),
        )
        return sequential(keras, wrapper, keras.layers.Dense(1)), wrapper

    model, wrapper = build(2)
    fill(model, 78)
    model.compile(loss="mse", optimizer=keras.optimizers.Adam(0.01))
    history = model.fit(data(381, 6, 4, 2), data(382, 6, 1), batch_size=2, epochs=2, shuffle=False, verbose=0)
    rec("losses", history.history["loss"])
    rec("states_forward", states(keras, wrapper.forward_layer))
    rec("states_backward", states(keras, wrapper.backward_layer))
    one, _ = build(1)
    one.set_weights(model.get_weights())
    rec("one", one.predict(data(383, 3, 4, 2), batch_size=1, verbose=0))


@program
def bidirectional_with_initial_state(keras: Any, rec: Record) -> None:
    """Four states given in the call: forward's two, then backward's two; they are all zero at first, so they count."""
    inputs = keras.layers.Input(batch_shape=(2, 4, 2))
    given = [keras.layers.Input(batch_shape=(2, 3)) for _ in range(4)]
    wrapper = keras.layers.Bidirectional(lstm(keras, 3))
    model = keras.models.Model([inputs, *given], wrapper(inputs, initial_state=given))
    fill(model, 79)
    arrays = [data(384, 2, 4, 2), *(data(385 + index, 2, 3) for index in range(4))]
    for index in range(2):
        rec(f"prediction_{index}", model.predict(arrays, batch_size=2, verbose=0))
        rec(f"states_forward_{index}", states(keras, wrapper.forward_layer))
        rec(f"states_backward_{index}", states(keras, wrapper.backward_layer))


@program
def plain_bidirectional_beside_stateful(keras: Any, rec: Record) -> None:
    """model.reset_states() must pass over the wrapper, which is not stateful."""
    layer = gru(keras, 3)
    model = sequential(
        keras,
        keras.layers.Bidirectional(
            lstm(keras, 2, stateful=False, return_sequences=True), merge_mode="sum", batch_input_shape=(2, 4, 2)
        ),
        layer,
    )
    fill(model, 35)
    three_predicts(keras, rec, model, layer, (2, 4, 2))


@program
def time_distributed_stateful_model(keras: Any, rec: Record) -> None:
    """A stateful model inside TimeDistributed carries its state from step to step; a reset does not reach it."""
    inputs, layer = keras.layers.Input(batch_shape=(2, 4, 2)), lstm(keras, 2)
    inner = keras.models.Model(inputs, layer(inputs))
    outer = lstm(keras, 2)
    model = sequential(keras, keras.layers.TimeDistributed(inner, batch_input_shape=(2, 3, 4, 2)), outer)
    for weights, seed in ((inner, 80), (outer, 81)):
        fill(weights, seed)
    a = data(390, 2, 3, 4, 2)
    rec("first", model.predict(a, batch_size=2, verbose=0))
    rec("states_inner_1", states(keras, layer))
    model.reset_states()
    rec("states_inner_reset", states(keras, layer))
    rec("states_outer_reset", states(keras, outer))
    rec("second", model.predict(a, batch_size=2, verbose=0))


@program
def time_distributed_in_front(keras: Any, rec: Record) -> None:
    """Frames go through a convolution, then into the recurrent layer."""
    layer = lstm(keras, 3)
    model = sequential(
        keras,
        keras.layers.TimeDistributed(keras.layers.Conv1D(2, 2), batch_input_shape=(2, 3, 4, 1)),
        keras.layers.TimeDistributed(keras.layers.Flatten()),
        layer,
        keras.layers.Dense(1),
    )
    fill(model, 82)
    model.compile(loss="mse", optimizer=keras.optimizers.SGD(0.1))
    train_steps(keras, rec, model, [layer], (2, 3, 4, 1), (2, 1), steps=3)
