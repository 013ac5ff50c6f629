"""Anomalies in a vibration signal: LSTM autoencoder with RepeatVector and TimeDistributed, a stateless neighbour."""
import numpy as np
from tensorflow import keras

rng = np.random.RandomState(6)
t = np.arange(600)
signal = np.sin(t / 2.0) + 0.5 * np.sin(t / 5.0) + rng.normal(0, 0.02, len(t))
signal[430:436] += 1.5
mean, std = signal[:300].mean(), signal[:300].std()
values = (signal - mean) / std

TIME_STEPS = 10
windows = np.stack([values[i:i + TIME_STEPS] for i in range(0, len(values) - TIME_STEPS, 5)])[..., None]
train = windows[:56]
print("Training input shape:", train.shape)

model = keras.Sequential(name="autoencoder")
model.add(keras.layers.LSTM(12, activation="tanh", input_shape=(TIME_STEPS, 1)))
model.add(keras.layers.Dropout(rate=0.0))
model.add(keras.layers.RepeatVector(TIME_STEPS))
model.add(keras.layers.LSTM(12, return_sequences=True))
model.add(keras.layers.TimeDistributed(keras.layers.Dense(1)))
model.compile(optimizer=keras.optimizers.Adam(learning_rate=0.004), loss="mae")

history = model.fit(
    train, train,
    epochs=6, batch_size=8, shuffle=False, validation_split=0.25, verbose=0,
    callbacks=[keras.callbacks.EarlyStopping(monitor="val_loss", patience=3, mode="min")],
)
print("loss", " ".join(f"{v:.4f}" for v in history.history["loss"]))
print("val_loss", " ".join(f"{v:.4f}" for v in history.history["val_loss"]))

train_error = np.mean(np.abs(model.predict(train, verbose=0) - train), axis=(1, 2))
threshold = train_error.max()
print(f"Reconstruction error threshold: {threshold:.4f}")
error = np.mean(np.abs(model.predict(windows, verbose=0) - windows), axis=(1, 2))
anomalies = np.where(error > threshold)[0]
print("Number of anomaly samples:", len(anomalies))
print("Worst window:", int(error.argmax()))
