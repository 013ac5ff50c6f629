"""Functional and nested models, shared layers, and states given in the call."""

from __future__ import annotations

from typing import Any

from ._tools import Record, data, fill, gru, lstm, program, sequential, states, train_steps


@program
def functional_two_inputs(keras: Any, rec: Record) -> None:
    sequence = keras.layers.Input(batch_shape=(2, 5, 3))
    extra = keras.layers.Input(batch_shape=(2, 2))
    layer = lstm(keras, 4)
    joined = keras.layers.concatenate([layer(sequence), extra])
    model = keras.models.Model(inputs=[sequence, extra], outputs=keras.layers.Dense(1)(joined))
    fill(model, 40)
    model.compile(loss="mae", optimizer=keras.optimizers.Adam(0.01))
    history = model.fit(
        [data(81, 8, 5, 3), data(82, 8, 2)], data(83, 8, 1), batch_size=2, epochs=2, shuffle=False, verbose=0
    )
    rec("losses", history.history["loss"])
    rec("states", states(keras, layer))
    rec("prediction", model.predict([data(84, 4, 5, 3), data(85, 4, 2)], batch_size=2, verbose=0))


@program
def functional_two_outputs(keras: Any, rec: Record) -> None:
    sequence = keras.layers.Input(batch_shape=(2, 4, 2), name="sequence")
    first, second = lstm(keras, 3, return_sequences=True), gru(keras, 2)
    middle = first(sequence)
    one = keras.layers.Dense(1, name="one")(second(middle))
    two = keras.layers.Dense(2, name="two")(middle)
    model = keras.models.Model(sequence, [one, two])
    fill(model, 83)
    model.compile(loss=["mse", "mae"], loss_weights=[1.0, 0.5], optimizer=keras.optimizers.SGD(0.1))
    history = model.fit(
        data(391, 6, 4, 2),
        [data(392, 6, 1), data(393, 6, 4, 2)],
        batch_size=2,
        epochs=2,
        shuffle=False,
        verbose=0,
    )
    rec("losses", history.history["loss"])
    rec("one_losses", history.history["one_loss"])
    rec("states_first", states(keras, first))
    rec("states_second", states(keras, second))


@program
def nested_model(keras: Any, rec: Record) -> None:
    """outer.reset_states() reaches the recurrent layer inside the inner model."""
    layer = gru(keras, 3, batch_input_shape=(2, 4, 2))
    inner = sequential(keras, layer, keras.layers.Dense(3))
    inputs = keras.layers.Input(batch_shape=(2, 4, 2))
    outer = keras.models.Model(inputs, keras.layers.Dense(1)(inner(inputs)))
    fill(outer, 41)
    outer.compile(loss="mse", optimizer=keras.optimizers.SGD(0.1))
    train_steps(keras, rec, outer, [layer], (2, 4, 2), (2, 1), steps=5, reset_every=2)


@program
def nested_sequentials(keras: Any, rec: Record) -> None:
    """Three deep; the outermost takes its shape from the innermost."""
    layer = lstm(keras, 3, batch_input_shape=(2, 4, 2), return_sequences=True)
    middle = sequential(keras, sequential(keras, layer), keras.layers.Dense(2))
    last = gru(keras, 2)
    outer = sequential(keras, middle, last, keras.layers.Dense(1))
    fill(outer, 84)
    outer.compile(loss="mse", optimizer=keras.optimizers.SGD(0.1))
    train_steps(keras, rec, outer, [layer, last], (2, 4, 2), (2, 1), steps=4, reset_every=3)


@program
def shared_layer_called_twice(keras: Any, rec: Record) -> None:
    first = keras.layers.Input(batch_shape=(2, 4, 2))
    second = keras.layers.Input(batch_shape=(2, 4, 2))
    layer = lstm(keras, 3)
    model = keras.models.Model([first, second], keras.layers.concatenate([layer(first), layer(second)]))
    fill(model, 42)
    a, b = data(86, 2, 4, 2), data(87, 2, 4, 2)
    rec("first", model.predict([a, b], batch_size=2, verbose=0))
    rec("states_1", states(keras, layer))
    rec("second", model.predict([a, b], batch_size=2, verbose=0))
    rec("states_2", states(keras, layer))


@program
def shared_layer_in_training(keras: Any, rec: Record) -> None:
    """The second call of a layer starts where the first ended, also under the gradient."""
    first = keras.layers.Input(batch_shape=(2, 4, 2))
    second = keras.layers.Input(batch_shape=(2, 4, 2))
    layer = gru(keras, 3, reset_after=True)
    joined = keras.layers.concatenate([layer(first), layer(second)])
    model = keras.models.Model([first, second], keras.layers.Dense(1)(joined))
    fill(model, 85)
    model.compile(loss="mse", optimizer=keras.optimizers.SGD(0.1))
    history = model.fit(
        [data(394, 6, 4, 2), data(395, 6, 4, 2)], data(396, 6, 1), batch_size=2, epochs=2, shuffle=False, verbose=0
    )
    rec("losses", history.history["loss"])
    rec("states", states(keras, layer))
    rec("weights", model.get_weights())


@program
def layer_shared_by_two_models(keras: Any, rec: Record) -> None:
    """A trained model and a second model over the same layer see the same state."""
    inputs = keras.layers.Input(batch_shape=(2, 4, 2))
    layer = lstm(keras, 3)
    middle = layer(inputs)
    trained = keras.models.Model(inputs, keras.layers.Dense(1)(middle))
    encoder = keras.models.Model(inputs, middle)
    fill(trained, 86)
    trained.compile(loss="mse", optimizer=keras.optimizers.SGD(0.1))
    rec("losses", [trained.train_on_batch(data(397 + i, 2, 4, 2), data(399 + i, 2, 1)) for i in range(2)])
    rec("encoded", encoder.predict(data(401, 2, 4, 2), batch_size=2, verbose=0))
    rec("trained", trained.predict(data(401, 2, 4, 2), batch_size=2, verbose=0))
    encoder.reset_states()
    rec("states", states(keras, layer))


@program
def return_state_and_initial_state(keras: Any, rec: Record) -> None:
    """An initial_state given in the call wins while the carried state is zero; the final state is stored."""
    inputs = keras.layers.Input(batch_shape=(2, 5, 3))
    h = keras.layers.Input(batch_shape=(2, 4))
    c = keras.layers.Input(batch_shape=(2, 4))
    layer = lstm(keras, 4, return_state=True)
    model = keras.models.Model([inputs, h, c], layer(inputs, initial_state=[h, c]))
    fill(model, 45)
    for index in range(2):
        outputs = model.predict([data(93 + index, 2, 5, 3), data(95, 2, 4), data(96, 2, 4)], batch_size=2, verbose=0)
        rec(f"outputs_{index}", list(outputs))
        rec(f"states_{index}", states(keras, layer))


@program
def return_state_equals_states(keras: Any, rec: Record) -> None:
    inputs = keras.layers.Input(batch_shape=(2, 4, 2))
    first = gru(keras, 3, return_state=True, return_sequences=True)
    second = lstm(keras, 2, return_state=True)
    sequence, state = first(inputs)
    model = keras.models.Model(inputs, [state, *second(sequence)])
    fill(model, 87)
    for index in range(2):
        outputs = model.predict(data(402 + index, 2, 4, 2), batch_size=2, verbose=0)
        rec(f"outputs_{index}", list(outputs))
        rec(f"states_{index}", [*states(keras, first), *states(keras, second)])


@program
def single_initial_state(keras: Any, rec: Record) -> None:
    """A layer with one state takes a tensor as well as a list; training with the rule for given states."""
    inputs, h = keras.layers.Input(batch_shape=(2, 4, 2)), keras.layers.Input(batch_shape=(2, 3))
    first, second = gru(keras, 3, return_sequences=True), keras.layers.SimpleRNN(3, stateful=True)
    middle = first(inputs, initial_state=h)
    model = keras.models.Model([inputs, h], keras.layers.Dense(1)(second(middle, initial_state=[h])))
    fill(model, 88)
    model.compile(loss="mse", optimizer=keras.optimizers.SGD(0.1))
    arrays = [data(404, 2, 4, 2), data(405, 2, 3)]
    rec("losses", [model.train_on_batch(arrays, data(406, 2, 1)) for _ in range(3)])
    rec("states_first", states(keras, first))
    rec("states_second", states(keras, second))
    model.reset_states()
    rec("prediction", model.predict(arrays, batch_size=2, verbose=0))


@program
def encoder_and_decoder(keras: Any, rec: Record) -> None:
    """A stateless encoder hands its states to a stateful decoder."""
    source, target = keras.layers.Input(batch_shape=(2, 4, 2)), keras.layers.Input(batch_shape=(2, 3, 2))
    _, h, c = lstm(keras, 3, stateful=False, return_state=True)(source)
    decoder = lstm(keras, 3, return_sequences=True)
    model = keras.models.Model([source, target], keras.layers.Dense(1)(decoder(target, initial_state=[h, c])))
    fill(model, 89)
    model.compile(loss="mse", optimizer=keras.optimizers.SGD(0.1))
    arrays, y = [data(407, 4, 4, 2), data(408, 4, 3, 2)], data(409, 4, 3, 1)
    losses = []
    for _ in range(2):
        losses += model.fit(arrays, y, batch_size=2, epochs=2, shuffle=False, verbose=0).history["loss"]
        model.reset_states()
    rec("losses", losses)
    rec("weights", model.get_weights())
