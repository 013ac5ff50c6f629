"""``fit``: over batches and epochs, with validation, callbacks and generators."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from ._tools import Record, data, fill, gru, lstm, program, sequential, small_lstm, states


def end(keras: Any, rec: Record, model: Any, layer: Any, losses: Any) -> None:
    rec("losses", losses)
    rec("states", states(keras, layer))
    rec("weights", model.get_weights())


@program
def lstm_fit_without_resets(keras: Any, rec: Record) -> None:
    model, layer = small_lstm(keras, 26)
    history = model.fit(data(50, 8, 5, 3), data(51, 8, 1), batch_size=2, epochs=3, shuffle=False, verbose=0)
    end(keras, rec, model, layer, history.history["loss"])


@program
def gru_fit_reset_each_epoch(keras: Any, rec: Record) -> None:
    layer = gru(keras, 4, batch_input_shape=(2, 5, 3))
    model = sequential(keras, layer, keras.layers.Dense(1))
    fill(model, 27)
    model.compile(loss="mse", optimizer=keras.optimizers.Adam(0.01))
    losses = []
    for _ in range(4):
        history = model.fit(data(52, 6, 5, 3), data(53, 6, 1), batch_size=2, epochs=1, shuffle=False, verbose=0)
        losses.append(history.history["loss"][0])
        model.reset_states()
    end(keras, rec, model, layer, losses)


@program
def classic_two_stacked_lstms(keras: Any, rec: Record) -> None:
    """Two stacked stateful LSTMs, one sample a batch, and the loop over layers that resets after each epoch."""
    first = lstm(keras, 10, batch_input_shape=(1, 10, 3), return_sequences=True)
    second = lstm(keras, 5, return_sequences=True)
    model = sequential(keras, first, second, keras.layers.Dense(5))
    fill(model, 64)
    model.compile(loss="mse", optimizer=keras.optimizers.Adam(0.01))
    x, y = data(330, 20, 10, 3), data(331, 20, 10, 5)
    losses = []
    for _ in range(3):
        losses += model.fit(x, y, batch_size=1, epochs=1, shuffle=False, verbose=0).history["loss"]
        for layer in model.layers:
            if hasattr(layer, "reset_states") and getattr(layer, "stateful", False):
                layer.reset_states()
    end(keras, rec, model, second, losses)


@program
def lstm_fit_with_validation(keras: Any, rec: Record) -> None:
    """Validation runs on the same state variables as training: it moves the state that the next epoch starts from."""
    model, layer = small_lstm(keras, 28)
    history = model.fit(
        data(54, 6, 5, 3),
        data(55, 6, 1),
        batch_size=2,
        epochs=3,
        shuffle=False,
        verbose=0,
        validation_data=(data(56, 4, 5, 3), data(57, 4, 1)),
    )
    rec("val_losses", history.history["val_loss"])
    end(keras, rec, model, layer, history.history["loss"])


@program
def validation_split(keras: Any, rec: Record) -> None:
    """The last quarter is held out, and moves the state."""
    model, layer = small_lstm(keras, 65)
    history = model.fit(
        data(332, 8, 5, 3), data(333, 8, 1), batch_size=2, epochs=2, shuffle=False, verbose=0, validation_split=0.25
    )
    rec("val_losses", history.history["val_loss"])
    end(keras, rec, model, layer, history.history["loss"])


@program
def validation_every_second_epoch(keras: Any, rec: Record) -> None:
    model, layer = small_lstm(keras, 66)
    history = model.fit(
        data(334, 4, 5, 3),
        data(335, 4, 1),
        batch_size=2,
        epochs=4,
        shuffle=False,
        verbose=0,
        validation_data=(data(336, 6, 5, 3), data(337, 6, 1)),
        validation_freq=2,
        validation_steps=2,
    )
    rec("val_losses", history.history["val_loss"])
    end(keras, rec, model, layer, history.history["loss"])


@program
def sample_weights_and_metrics(keras: Any, rec: Record) -> None:
    layer = lstm(keras, 4, batch_input_shape=(2, 5, 3))
    model = sequential(keras, layer, keras.layers.Dense(1))
    fill(model, 67)
    model.compile(loss="mse", optimizer=keras.optimizers.SGD(0.1), metrics=["mae"])
    history = model.fit(
        data(338, 6, 5, 3),
        data(339, 6, 1),
        batch_size=2,
        epochs=2,
        shuffle=False,
        verbose=0,
        sample_weight=np.array([1.0, 0.5, 2.0, 1.0, 0.0, 1.0], "float32"),
    )
    rec("maes", history.history["mae"])
    end(keras, rec, model, layer, history.history["loss"])


def batches() -> Iterator[tuple[Any, Any]]:
    step = 0
    while True:
        yield data(340 + step % 4, 2, 5, 3), data(344 + step % 4, 2, 1)
        step += 1


@program
def generator_fit(keras: Any, rec: Record) -> None:
    model, layer = small_lstm(keras, 68)
    losses = []
    for _ in range(2):
        losses += model.fit(batches(), steps_per_epoch=5, epochs=1, verbose=0).history["loss"]
    end(keras, rec, model, layer, losses)


@program
def generator_fit_of_several_epochs(keras: Any, rec: Record) -> None:
    """Each epoch goes on where the last one left the generator."""
    model, layer = small_lstm(keras, 96)
    history = model.fit(batches(), steps_per_epoch=3, epochs=3, verbose=0)
    end(keras, rec, model, layer, history.history["loss"])


@program
def sequence_fit_and_evaluate(keras: Any, rec: Record) -> None:
    model, layer = small_lstm(keras, 69)

    class Batches(keras.utils.Sequence):
        def __len__(self) -> int:
            return 3

        def __getitem__(self, index: int) -> Any:
            return data(346 + index, 2, 5, 3), data(349 + index, 2, 1)

    history = model.fit(Batches(), epochs=2, shuffle=False, verbose=0)
    rec("evaluate", model.evaluate(Batches(), verbose=0))
    end(keras, rec, model, layer, history.history["loss"])


@program
def eager_fit(keras: Any, rec: Record) -> None:
    layer = lstm(keras, 4, batch_input_shape=(2, 5, 3))
    model = sequential(keras, layer, keras.layers.Dense(1))
    fill(model, 97)
    model.compile(loss="mse", optimizer=keras.optimizers.SGD(0.1), run_eagerly=True)
    history = model.fit(data(365, 4, 5, 3), data(366, 4, 1), batch_size=2, epochs=2, shuffle=False, verbose=0)
    rec("prediction", model.predict(data(367, 4, 5, 3), batch_size=2, verbose=0))
    end(keras, rec, model, layer, history.history["loss"])


@program
def several_steps_per_execution(keras: Any, rec: Record) -> None:
    layer = gru(keras, 4, batch_input_shape=(2, 5, 3))
    model = sequential(keras, layer, keras.layers.Dense(1))
    fill(model, 98)
    model.compile(loss="mse", optimizer=keras.optimizers.SGD(0.1), steps_per_execution=2)
    history = model.fit(data(368, 8, 5, 3), data(369, 8, 1), batch_size=2, epochs=2, shuffle=False, verbose=0)
    rec("prediction", model.predict(data(370, 8, 5, 3), batch_size=2, verbose=0))
    end(keras, rec, model, layer, history.history["loss"])


# ---- callbacks -------------------------------------------------------------------------------------------------------


@program
def lstm_callback_resets_each_epoch(keras: Any, rec: Record) -> None:
    class Reset(keras.callbacks.Callback):
        def on_epoch_end(self, epoch: int, logs: Any = None) -> None:
            self.model.reset_states()

    model, layer = small_lstm(keras, 29)
    history = model.fit(
        data(58, 8, 5, 3), data(59, 8, 1), batch_size=2, epochs=3, shuffle=False, verbose=0, callbacks=[Reset()]
    )
    end(keras, rec, model, layer, history.history["loss"])


@program
def lstm_callback_resets_inside_epoch(keras: Any, rec: Record) -> None:
    class Reset(keras.callbacks.Callback):
        def on_batch_begin(self, batch: int, logs: Any = None) -> None:
            if batch and batch % 2 == 0:
                self.model.reset_states()

    model, layer = small_lstm(keras, 30)
    history = model.fit(
        data(60, 10, 5, 3), data(61, 10, 1), batch_size=2, epochs=2, shuffle=False, verbose=0, callbacks=[Reset()]
    )
    end(keras, rec, model, layer, history.history["loss"])


@program
def lambda_callback_closes_over_model(keras: Any, rec: Record) -> None:
    """The callback never touches self.model: it closes over the model variable."""
    model, layer = small_lstm(keras, 31)
    reset = keras.callbacks.LambdaCallback(on_epoch_end=lambda epoch, logs: model.reset_states())
    history = model.fit(
        data(62, 8, 5, 3), data(63, 8, 1), batch_size=2, epochs=3, shuffle=False, verbose=0, callbacks=[reset]
    )
    end(keras, rec, model, layer, history.history["loss"])


@program
def lambda_callback_closes_over_layer(keras: Any, rec: Record) -> None:
    """The callback resets one layer, reached by closure, in the middle of an epoch and at its end."""
    model, layer = small_lstm(keras, 32)
    reset = keras.callbacks.LambdaCallback(
        on_batch_end=lambda batch, logs: layer.reset_states() if batch == 1 else None,
        on_epoch_end=lambda epoch, logs: layer.reset_states(),
    )
    history = model.fit(
        data(64, 8, 5, 3), data(65, 8, 1), batch_size=2, epochs=3, shuffle=False, verbose=0, callbacks=[reset]
    )
    end(keras, rec, model, layer, history.history["loss"])


@program
def callback_reads_and_sets_states_by_closure(keras: Any, rec: Record) -> None:
    """States are read after every batch and set in the middle of an epoch, of a layer reached by closure."""
    model, layer = small_lstm(keras, 70)
    seen: list[Any] = []

    def after(batch: int, logs: Any) -> None:
        seen.extend(states(keras, layer))
        if batch == 1:
            layer.reset_states(states=[data(352, 2, 4), data(353, 2, 4)])

    watch = keras.callbacks.LambdaCallback(on_batch_end=lambda batch, logs: after(batch, logs))
    history = model.fit(
        data(354, 8, 5, 3), data(355, 8, 1), batch_size=2, epochs=2, shuffle=False, verbose=0, callbacks=[watch]
    )
    rec("seen", seen)
    end(keras, rec, model, layer, history.history["loss"])


@program
def callback_predicts_each_epoch(keras: Any, rec: Record) -> None:
    """A prediction between epochs, as text generators make them, moves the state of the next epoch."""
    model, layer = small_lstm(keras, 71)
    predictions: list[Any] = []

    def predict(epoch: int, logs: Any) -> None:
        predictions.append(model.predict(data(356, 2, 5, 3), batch_size=2, verbose=0))

    show = keras.callbacks.LambdaCallback(on_epoch_end=predict)
    history = model.fit(
        data(357, 6, 5, 3), data(358, 6, 1), batch_size=2, epochs=2, shuffle=False, verbose=0, callbacks=[show]
    )
    rec("predictions", predictions)
    end(keras, rec, model, layer, history.history["loss"])


@program
def callback_resets_around_validation(keras: Any, rec: Record) -> None:
    """Reset before and after validation, so that it does not leak into training."""

    class Reset(keras.callbacks.Callback):
        def on_test_begin(self, logs: Any = None) -> None:
            self.model.reset_states()

        def on_test_end(self, logs: Any = None) -> None:
            self.model.reset_states()

    model, layer = small_lstm(keras, 72)
    history = model.fit(
        data(359, 6, 5, 3),
        data(360, 6, 1),
        batch_size=2,
        epochs=2,
        shuffle=False,
        verbose=0,
        validation_data=(data(361, 4, 5, 3), data(362, 4, 1)),
        callbacks=[Reset()],
    )
    rec("val_losses", history.history["val_loss"])
    end(keras, rec, model, layer, history.history["loss"])


@program
def early_stopping_restores_weights(keras: Any, rec: Record) -> None:
    model, layer = small_lstm(keras, 73, rate=0.9)
    stop = keras.callbacks.EarlyStopping(monitor="loss", patience=1, restore_best_weights=True)
    history = model.fit(
        data(363, 6, 5, 3), data(364, 6, 1), batch_size=2, epochs=8, shuffle=False, verbose=0, callbacks=[stop]
    )
    end(keras, rec, model, layer, history.history["loss"])
