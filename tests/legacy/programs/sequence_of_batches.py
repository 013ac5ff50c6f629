"""A keras.utils.Sequence hands out batches in order; fit, evaluate and predict take it directly."""
import numpy as np
import tensorflow as tf
from tensorflow.keras.layers import GRU, Dense
from tensorflow.keras.utils import Sequence


class Batches(Sequence):
    """Rows of long series, one window of each per batch."""

    def __init__(self, series, window):
        super().__init__()
        self.series = series
        self.window = window

    def __len__(self):
        return (self.series.shape[1] - 1) // self.window

    def __getitem__(self, i):
        part = self.series[:, i * self.window:(i + 1) * self.window + 1]
        return part[:, :-1, None], part[:, 1:, None]


class ResetAtEpoch(tf.keras.callbacks.Callback):
    def on_epoch_begin(self, epoch, logs=None):
        self.model.reset_states()

    def on_test_begin(self, logs=None):
        self.model.reset_states()


rng = np.random.RandomState(77)
phase = rng.uniform(0, 6, (6, 1))
series = np.sin(phase + 0.25 * np.arange(61)[None, :]).astype("float32")
train, test = Batches(series[:3], 10), Batches(series[3:], 10)

model = tf.keras.models.Sequential([
    GRU(10, return_sequences=True, stateful=True, batch_input_shape=(3, None, 1)),
    Dense(1),
])
model.compile("adam", "mse")
model.optimizer.learning_rate = 0.01
history = model.fit(train, epochs=4, shuffle=False, validation_data=test, callbacks=[ResetAtEpoch()], verbose=0)
print("loss    ", " ".join(f"{v:.4f}" for v in history.history["loss"]))
print("val_loss", " ".join(f"{v:.4f}" for v in history.history["val_loss"]))

model.reset_states()
print(f"evaluate {model.evaluate(test, verbose=0):.5f}")
model.reset_states()
out = model.predict(test, verbose=0)
print("predict", out.shape, f"{out.mean():.5f}")


def endless(batches):
    while True:
        for i in range(len(batches)):
            yield batches[i]


model.reset_states()
history = model.fit(endless(train), steps_per_epoch=6, epochs=2, verbose=0)
print("endless ", " ".join(f"{v:.4f}" for v in history.history["loss"]))
