"""tf.keras: train on chunks, keep the best weights with ModelCheckpoint, load the model from HDF5 and forecast on."""
import os

import numpy as np
from tensorflow.keras.callbacks import Callback, ModelCheckpoint
from tensorflow.keras.layers import GRU, Dense
from tensorflow.keras.models import Sequential, load_model


class ResetStates(Callback):
    def on_epoch_end(self, epoch, logs=None):
        self.model.reset_states()


np.random.seed(99)
tide = np.sin(np.arange(150) / 3.0) + 0.3 * np.sin(np.arange(150) / 7.0)
n_in, batch = 6, 3
x = np.array([tide[i:i + n_in] for i in range(len(tide) - n_in)])[..., None]
y = tide[n_in:][..., None]
x_train, y_train, x_val, y_val = x[:90], y[:90], x[90:120], y[90:120]

model = Sequential()
model.add(GRU(9, batch_input_shape=(batch, n_in, 1), stateful=True))
model.add(Dense(1))
model.compile(loss="mae", optimizer="adam")

checkpoint = ModelCheckpoint("best.h5", monitor="val_loss", save_best_only=True, mode="min", verbose=0)
history = model.fit(x_train, y_train, epochs=5, batch_size=batch, shuffle=False, verbose=0,
                    validation_data=(x_val, y_val), callbacks=[checkpoint, ResetStates()])
best = int(np.argmin(history.history["val_loss"]))
print("best epoch", best + 1, "val_loss %.5f" % history.history["val_loss"][best])

print("files", os.listdir("."))
loaded = load_model("best.h5")
loaded.reset_states()
warm = loaded.predict(x_train, batch_size=batch, verbose=0)
forecast = loaded.predict(x_val, batch_size=batch, verbose=0)
print("warm-up error %.5f" % np.abs(warm - y_train).mean())
print("forecast error %.5f" % np.abs(forecast - y_val).mean())

single = Sequential([GRU(9, batch_input_shape=(1, n_in, 1), stateful=True), Dense(1)])
single.set_weights(loaded.get_weights())
window = list(x_val[-1, :, 0])
for _ in range(5):
    value = single.predict(np.array(window[-n_in:]).reshape(1, n_in, 1), batch_size=1, verbose=0)[0, 0]
    window.append(float(value))
print("next:", " ".join("%.4f" % v for v in window[n_in:]))
