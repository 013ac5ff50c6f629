"""Training batch by batch: the carried state enters the next step, gradients stop at the batch's border."""

from __future__ import annotations

from typing import Any

from ._tools import Record, data, fill, gru, lstm, program, sequential, small_lstm, states, train_steps


@program
def simple_rnn_train_sgd(keras: Any, rec: Record) -> None:
    layer = keras.layers.SimpleRNN(4, stateful=True, batch_input_shape=(2, 5, 3))
    model = sequential(keras, layer, keras.layers.Dense(1))
    fill(model, 21)
    model.compile(loss="mse", optimizer=keras.optimizers.SGD(0.1))
    train_steps(keras, rec, model, [layer], (2, 5, 3), (2, 1))


@program
def lstm_train_sgd(keras: Any, rec: Record) -> None:
    model, layer = small_lstm(keras, 22)
    train_steps(keras, rec, model, [layer], (2, 5, 3), (2, 1))


@program
def lstm_train_adam_with_resets(keras: Any, rec: Record) -> None:
    layer = lstm(keras, 4, batch_input_shape=(2, 5, 3))
    model = sequential(keras, layer, keras.layers.Dense(1))
    fill(model, 23)
    model.compile(loss="mse", optimizer=keras.optimizers.Adam(0.01))
    train_steps(keras, rec, model, [layer], (2, 5, 3), (2, 1), steps=7, reset_every=3)


@program
def gru_train_momentum(keras: Any, rec: Record) -> None:
    layer = gru(keras, 4, reset_after=True, batch_input_shape=(2, 5, 3), return_sequences=True)
    model = sequential(keras, layer, keras.layers.Dense(2))
    fill(model, 24)
    model.compile(loss="mse", optimizer=keras.optimizers.SGD(0.05, momentum=0.9))
    train_steps(keras, rec, model, [layer], (2, 5, 3), (2, 5, 2))


@program
def stacked_lstm_train_clipnorm(keras: Any, rec: Record) -> None:
    first = lstm(keras, 4, batch_input_shape=(3, 4, 2), return_sequences=True)
    second = lstm(keras, 3, return_sequences=True)
    model = sequential(
        keras, first, keras.layers.Dropout(0.0), second, keras.layers.TimeDistributed(keras.layers.Dense(1))
    )
    fill(model, 25)
    model.compile(loss="mse", optimizer=keras.optimizers.Adam(0.02, clipnorm=0.05))
    train_steps(keras, rec, model, [first, second], (3, 4, 2), (3, 4, 1))


@program
def hard_sigmoid_train(keras: Any, rec: Record) -> None:
    """The gradient of Keras 2's hard_sigmoid, in all three layers that default to it before Keras 2.3."""
    old = {"recurrent_activation": "hard_sigmoid", "return_sequences": True}
    first, second = lstm(keras, 3, batch_input_shape=(2, 4, 2), **old), gru(keras, 3, **old)
    model = sequential(keras, first, second, keras.layers.Dense(1, activation="hard_sigmoid"))
    fill(model, 58, scale=1.5)
    model.compile(loss="mse", optimizer=keras.optimizers.SGD(0.5))
    train_steps(keras, rec, model, [first, second], (2, 4, 2), (2, 4, 1), steps=3)


@program
def unrolled_backwards_and_without_bias(keras: Any, rec: Record) -> None:
    first = lstm(keras, 3, batch_input_shape=(2, 4, 2), unroll=True, return_sequences=True)
    second = gru(keras, 3, go_backwards=True, return_sequences=True, implementation=1)
    third = keras.layers.SimpleRNN(3, stateful=True, use_bias=False)
    model = sequential(keras, first, second, third, keras.layers.Dense(1))
    fill(model, 59)
    model.compile(loss="mse", optimizer=keras.optimizers.SGD(0.1))
    train_steps(keras, rec, model, [first, second, third], (2, 4, 2), (2, 1), steps=3)


@program
def stateful_then_stateless(keras: Any, rec: Record) -> None:
    first = lstm(keras, 3, batch_input_shape=(2, 4, 2), return_sequences=True)
    second = lstm(keras, 3, stateful=False)
    model = sequential(keras, first, second, keras.layers.Dense(1))
    fill(model, 60)
    model.compile(loss="mse", optimizer=keras.optimizers.RMSprop(0.01))
    train_steps(keras, rec, model, [first], (2, 4, 2), (2, 1), steps=3)


@program
def frozen_stateful_layer(keras: Any, rec: Record) -> None:
    """A layer that does not train carries its state all the same."""
    layer = lstm(keras, 3, batch_input_shape=(2, 4, 2))
    layer.trainable = False
    model = sequential(keras, layer, keras.layers.Dense(1))
    fill(model, 61)
    model.compile(loss="mse", optimizer=keras.optimizers.SGD(0.1))
    train_steps(keras, rec, model, [layer], (2, 4, 2), (2, 1), steps=3)


@program
def embedding_mask_zero(keras: Any, rec: Record) -> None:
    import numpy as np

    layer = lstm(keras, 3, return_sequences=True)
    model = sequential(
        keras,
        keras.layers.Embedding(6, 3, mask_zero=True, batch_input_shape=(2, 4)),
        layer,
        keras.layers.TimeDistributed(keras.layers.Dense(1)),
    )
    fill(model, 20)
    model.compile(loss="mse", optimizer=keras.optimizers.SGD(0.1))
    x = np.array([[1, 2, 3, 4], [5, 1, 0, 0]])
    y = data(43, 2, 4, 1)
    rec("losses", [model.train_on_batch(x, y) for _ in range(3)])
    rec("prediction", model.predict(x, batch_size=2, verbose=0))
    rec("states", states(keras, layer))


@program
def masked_loss_of_the_last_step(keras: Any, rec: Record) -> None:
    """``mask_zero`` without sequences out: the mask ends at the recurrent layer."""
    import numpy as np

    layer = gru(keras, 3, reset_after=True)
    model = sequential(
        keras,
        keras.layers.Embedding(6, 3, mask_zero=True, batch_input_shape=(2, 4)),
        layer,
        keras.layers.Dense(1),
    )
    fill(model, 62)
    model.compile(loss="mse", optimizer=keras.optimizers.SGD(0.1))
    x = np.array([[1, 2, 3, 4], [5, 1, 0, 0]])
    rec("losses", [model.train_on_batch(x, data(322, 2, 1)) for _ in range(3)])
    rec("states", states(keras, layer))
    rec("weights", model.get_weights())


@program
def evaluate_and_test_on_batch(keras: Any, rec: Record) -> None:
    layer = gru(keras, 4, batch_input_shape=(2, 5, 3))
    model = sequential(keras, layer, keras.layers.Dense(1))
    fill(model, 33)
    model.compile(loss="mse", optimizer=keras.optimizers.SGD(0.1))
    rec("evaluate_1", model.evaluate(data(66, 6, 5, 3), data(67, 6, 1), batch_size=2, verbose=0))
    rec("states_1", states(keras, layer))
    rec("evaluate_2", model.evaluate(data(66, 6, 5, 3), data(67, 6, 1), batch_size=2, verbose=0))
    rec("test_on_batch", model.test_on_batch(data(68, 2, 5, 3), data(69, 2, 1)))
    rec("states_2", states(keras, layer))
    rec("predict_on_batch", model.predict_on_batch(data(68, 2, 5, 3)))
    rec("states_3", states(keras, layer))
    rec("train_on_batch", model.train_on_batch(data(68, 2, 5, 3), data(69, 2, 1)))
    rec("states_4", states(keras, layer))


@program
def losses_of_single_batches_with_metrics(keras: Any, rec: Record) -> None:
    """``train_on_batch`` and ``test_on_batch`` answer for their batch alone."""
    layer = lstm(keras, 3, batch_input_shape=(2, 4, 2))
    model = sequential(keras, layer, keras.layers.Dense(1))
    fill(model, 63)
    model.compile(loss="mse", optimizer=keras.optimizers.SGD(0.1), metrics=["mae"])
    rec("train", [list(model.train_on_batch(data(323 + i, 2, 4, 2), data(326 + i, 2, 1))) for i in range(3)])
    rec("test", [list(model.test_on_batch(data(323 + i, 2, 4, 2), data(326 + i, 2, 1))) for i in range(3)])
