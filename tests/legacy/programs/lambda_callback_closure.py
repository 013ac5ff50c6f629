"""Electricity load, one LambdaCallback resets the model by closure and another one keeps the best loss."""
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

rng = np.random.RandomState(2)
hours = np.arange(24 * 12)
load = 1.0 + 0.5 * np.sin(2 * np.pi * hours / 24) + 0.2 * np.sin(2 * np.pi * hours / 168) + rng.normal(0, 0.05, len(hours))
mean, std = load[:192].mean(), load[:192].std()
load = (load - mean) / std

timesteps = 8
samples = len(load) // timesteps - 1
x = load[:samples * timesteps].reshape(samples, timesteps, 1)
y = load[timesteps:(samples + 1) * timesteps:timesteps].reshape(samples, 1)
x_train, y_train, x_val, y_val = x[:24], y[:24], x[24:32], y[24:32]

model = keras.Sequential([
    layers.LSTM(16, stateful=True, batch_input_shape=(1, timesteps, 1)),
    layers.Dense(8, activation="relu"),
    layers.Dense(1),
])
model.compile(optimizer=keras.optimizers.RMSprop(learning_rate=0.005), loss="mse", metrics=["mae"])

best = {"epoch": None, "loss": float("inf")}


def keep_best(epoch, logs):
    if logs["val_loss"] < best["loss"]:
        best.update(epoch=epoch, loss=logs["val_loss"])


reset_states = keras.callbacks.LambdaCallback(
    on_epoch_begin=lambda epoch, logs: model.reset_states(),
    on_epoch_end=lambda epoch, logs: model.reset_states(),
)
watch = keras.callbacks.LambdaCallback(on_epoch_end=keep_best)

history = model.fit(
    x_train, y_train,
    validation_data=(x_val, y_val),
    epochs=5, batch_size=1, shuffle=False, verbose=0,
    callbacks=[reset_states, watch],
)
for key in ("loss", "mae", "val_loss", "val_mae"):
    print(key, " ".join(f"{value:.4f}" for value in history.history[key]))
print(f"best epoch {best['epoch']} with {best['loss']:.4f}")

results = dict(zip(model.metrics_names, model.evaluate(x_val, y_val, batch_size=1, verbose=0)))
print(f"val loss, state of the last reset: {results['loss']:.4f}")
