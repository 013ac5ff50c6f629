"""Prediction: the state moves from call to call and from batch to batch."""

from __future__ import annotations

from typing import Any

import numpy as np

from ._tools import Record, data, fill, gru, lstm, numbers, program, sequential, small_lstm, states, three_predicts


@program
def simple_rnn_predict(keras: Any, rec: Record) -> None:
    layer = keras.layers.SimpleRNN(4, stateful=True, batch_input_shape=(2, 5, 3))
    model = sequential(keras, layer)
    fill(model, 10)
    three_predicts(keras, rec, model, layer, (2, 5, 3))


@program
def lstm_predict(keras: Any, rec: Record) -> None:
    layer = lstm(keras, 4, batch_input_shape=(2, 5, 3))
    model = sequential(keras, layer, keras.layers.Dense(2))
    fill(model, 11)
    three_predicts(keras, rec, model, layer, (2, 5, 3))


@program
def gru_predict(keras: Any, rec: Record) -> None:
    layer = gru(keras, 4, batch_input_shape=(2, 5, 3))
    model = sequential(keras, layer)
    fill(model, 12)
    three_predicts(keras, rec, model, layer, (2, 5, 3))


@program
def gru_reset_after_predict(keras: Any, rec: Record) -> None:
    layer = gru(keras, 4, reset_after=True, batch_input_shape=(2, 5, 3), return_sequences=True)
    model = sequential(keras, layer)
    fill(model, 13)
    three_predicts(keras, rec, model, layer, (2, 5, 3))


@program
def lstm_hard_sigmoid_predict(keras: Any, rec: Record) -> None:
    """The defaults of Keras before 2.3, spelled out."""
    layer = lstm(keras, 4, recurrent_activation="hard_sigmoid", batch_input_shape=(2, 5, 3))
    model = sequential(keras, layer)
    fill(model, 14, scale=1.5)
    three_predicts(keras, rec, model, layer, (2, 5, 3))


@program
def lstm_any_length(keras: Any, rec: Record) -> None:
    layer = lstm(keras, 3, batch_input_shape=(2, None, 2), return_sequences=True)
    model = sequential(keras, layer)
    fill(model, 15)
    for index, length in enumerate((3, 7, 1)):
        rec(f"length_{length}", model.predict(data(20 + index, 2, length, 2), batch_size=2, verbose=0))
    rec("states", states(keras, layer))


@program
def lstm_unrolled_and_backwards(keras: Any, rec: Record) -> None:
    unrolled = lstm(keras, 3, batch_input_shape=(2, 4, 2), unroll=True, return_sequences=True)
    back = lstm(keras, 3, go_backwards=True, return_sequences=True)
    model = sequential(keras, unrolled, back)
    fill(model, 16)
    rec("first", model.predict(data(30, 2, 4, 2), batch_size=2, verbose=0))
    rec("second", model.predict(data(31, 2, 4, 2), batch_size=2, verbose=0))
    rec("states_back", states(keras, back))
    rec("states_unrolled", states(keras, unrolled))


@program
def lstm_dropout_is_off_in_predict(keras: Any, rec: Record) -> None:
    layer = lstm(keras, 4, dropout=0.5, recurrent_dropout=0.5, batch_input_shape=(2, 5, 3))
    model = sequential(keras, layer)
    fill(model, 17)
    three_predicts(keras, rec, model, layer, (2, 5, 3))


@program
def dropout_is_off_in_evaluate(keras: Any, rec: Record) -> None:
    layer = gru(keras, 4, dropout=0.5, reset_after=True, batch_input_shape=(2, 5, 3))
    model = sequential(keras, layer, keras.layers.Dropout(0.5), keras.layers.Dense(1))
    fill(model, 50)
    model.compile(loss="mse", optimizer="sgd", metrics=["mae"])
    rec("evaluate", model.evaluate(data(300, 6, 5, 3), data(301, 6, 1), batch_size=2, verbose=0))
    rec("test_on_batch", model.test_on_batch(data(302, 2, 5, 3), data(303, 2, 1)))
    rec("states", states(keras, layer))


@program
def masking_then_lstm(keras: Any, rec: Record) -> None:
    layer = lstm(keras, 3)
    model = sequential(keras, keras.layers.Masking(mask_value=0.0, batch_input_shape=(2, 5, 2)), layer)
    fill(model, 18)
    a, b = data(40, 2, 5, 2), data(41, 2, 5, 2)
    a[0, 3:] = 0.0
    b[1, :2] = 0.0
    rec("first", model.predict(a, batch_size=2, verbose=0))
    rec("states_1", states(keras, layer))
    rec("second", model.predict(b, batch_size=2, verbose=0))
    rec("states_2", states(keras, layer))


@program
def fully_masked_batch_keeps_the_state(keras: Any, rec: Record) -> None:
    layer = gru(keras, 3, reset_after=True)
    model = sequential(keras, keras.layers.Masking(mask_value=0.0, batch_input_shape=(2, 4, 2)), layer)
    fill(model, 51)
    a = data(304, 2, 4, 2)
    rec("first", model.predict(a, batch_size=2, verbose=0))
    rec("states_1", states(keras, layer))
    model.predict(np.zeros_like(a), batch_size=2, verbose=0)
    rec("states_2", states(keras, layer))
    rec("third", model.predict(a, batch_size=2, verbose=0))


@program
def characters_generated_one_by_one(keras: Any, rec: Record) -> None:
    """Train with a big batch, copy the weights into a batch-of-one model, generate step by step."""

    def build(batch: int) -> Any:
        return sequential(
            keras,
            keras.layers.Embedding(11, 4, batch_input_shape=[batch, None]),
            gru(keras, 8, return_sequences=True, reset_after=True),
            keras.layers.Dense(11, activation="softmax"),
        )

    trained = build(4)
    fill(trained, 19, scale=0.8)
    trained.compile(loss="sparse_categorical_crossentropy", optimizer=keras.optimizers.Adam(0.01))
    text = np.random.RandomState(42).randint(0, 11, (4, 31))
    losses = []
    for start in range(0, 30, 10):
        x, y = text[:, start : start + 10], text[:, start + 1 : start + 11]
        losses.append(trained.train_on_batch(x, y[..., None]))
    rec("losses", losses)
    one = build(1)
    one.set_weights(trained.get_weights())
    one.reset_states()
    token, chosen, all_probabilities = 3, [], []
    for _ in range(12):
        p = one.predict(np.array([[token]]), batch_size=1, verbose=0)[0, -1]
        token = int(p.argmax())
        chosen.append(token)
        all_probabilities.append(p)
    rec("tokens", chosen)
    rec("probabilities", all_probabilities)


@program
def predict_on_batch_step_by_step(keras: Any, rec: Record) -> None:
    """A sequence given one step at a time ends where the whole sequence ends."""
    layer = lstm(keras, 3, batch_input_shape=(2, None, 2))
    model = sequential(keras, layer)
    fill(model, 52)
    sequence = data(305, 2, 6, 2)
    rec("whole", model.predict_on_batch(sequence))
    rec("states_whole", states(keras, layer))
    model.reset_states()
    for step in range(6):
        rec(f"step_{step}", model.predict_on_batch(sequence[:, step : step + 1]))
    rec("states_steps", states(keras, layer))


@program
def direct_call(keras: Any, rec: Record) -> None:
    model, layer = small_lstm(keras, 53)
    for step in range(3):
        rec(f"call_{step}", numbers(keras, model(data(306 + step, 2, 5, 3))))
        rec(f"states_{step}", states(keras, layer))
    rec("training", numbers(keras, model(data(306, 2, 5, 3), training=True)))
    rec("predict_after", model.predict(data(306, 2, 5, 3), batch_size=2, verbose=0))
    rec("states", states(keras, layer))


@program
def predict_with_steps(keras: Any, rec: Record) -> None:
    model, layer = small_lstm(keras, 54)
    rec("two_of_three", model.predict(data(310, 6, 5, 3), batch_size=2, steps=2, verbose=0))
    rec("states", states(keras, layer))
    batches = (data(311 + index, 2, 5, 3) for index in range(3))
    rec("generator", model.predict(batches, steps=3, verbose=0))
    rec("states_generator", states(keras, layer))


@program
def reset_to_given_states(keras: Any, rec: Record) -> None:
    layer = lstm(keras, 4, batch_input_shape=(2, 5, 3))
    model = sequential(keras, layer)
    fill(model, 43)
    layer.reset_states(states=[data(88, 2, 4), data(89, 2, 4)])
    rec("states_given", states(keras, layer))
    rec("prediction", model.predict(data(90, 2, 5, 3), batch_size=2, verbose=0))
    layer.reset_states()
    rec("states_zero", states(keras, layer))
    one = gru(keras, 4, batch_input_shape=(2, 5, 3))
    other = sequential(keras, one)
    fill(other, 44)
    one.reset_states(data(91, 2, 4))
    rec("single_state_prediction", other.predict(data(92, 2, 5, 3), batch_size=2, verbose=0))


@program
def stateful_set_after_construction(keras: Any, rec: Record) -> None:
    """``layer.stateful`` is looked at when the layer is built and called."""
    later = lstm(keras, 3, stateful=False, batch_input_shape=(2, 4, 2))
    later.stateful = True
    model = sequential(keras, later)
    fill(model, 55)
    rec("later_1", model.predict(data(320, 2, 4, 2), batch_size=2, verbose=0))
    rec("later_2", model.predict(data(320, 2, 4, 2), batch_size=2, verbose=0))
    never = lstm(keras, 3, batch_input_shape=(2, 4, 2))
    other = sequential(keras, never)
    fill(other, 55)
    never.stateful = False
    rec("never_1", other.predict(data(320, 2, 4, 2), batch_size=2, verbose=0))
    rec("never_2", other.predict(data(320, 2, 4, 2), batch_size=2, verbose=0))


@program
def layers_after_the_first_build(keras: Any, rec: Record) -> None:
    """A model that was used already is changed by ``pop`` and ``add``."""
    first = lstm(keras, 3, batch_input_shape=(2, 4, 2), return_sequences=True)
    model = sequential(keras, first, keras.layers.Dense(2))
    fill(model, 56)
    rec("before", model.predict(data(321, 2, 4, 2), batch_size=2, verbose=0))
    model.pop()
    second = gru(keras, 2)
    model.add(second)
    model.compile(loss="mse", optimizer="sgd")
    fill(model, 57)
    rec("after_1", model.predict(data(321, 2, 4, 2), batch_size=2, verbose=0))
    rec("after_2", model.predict(data(321, 2, 4, 2), batch_size=2, verbose=0))
    rec("states_first", states(keras, first))
    rec("states_second", states(keras, second))
