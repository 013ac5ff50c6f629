"""A stateful Bidirectional LSTM tags steps of long signals that are cut into chunks."""
import numpy as np
from tensorflow.keras.layers import LSTM, Bidirectional, Dense, Dropout, TimeDistributed
from tensorflow.keras.models import Sequential
from tensorflow.keras.optimizers import SGD

rng = np.random.default_rng(4)

N_SIGNALS, CHUNKS, CHUNK, FEATURES = 3, 4, 6, 2
signals = rng.normal(size=(N_SIGNALS, CHUNKS * CHUNK, FEATURES)).astype("float32")
labels = (np.cumsum(signals[..., :1], axis=1) > 0.5).astype("float32")

model = Sequential()
model.add(Bidirectional(LSTM(6, return_sequences=True, stateful=True),
                        batch_input_shape=(N_SIGNALS, CHUNK, FEATURES)))
model.add(Dropout(0.0))
model.add(Bidirectional(LSTM(4, return_sequences=True, stateful=True), merge_mode="sum"))
model.add(TimeDistributed(Dense(1, activation="sigmoid")))
model.compile(loss="binary_crossentropy", optimizer=SGD(learning_rate=0.2, momentum=0.9), metrics=["accuracy"])
print("trainable arrays:", len(model.trainable_weights))

for epoch in range(4):
    losses, accuracies = [], []
    for chunk in range(CHUNKS):
        part = slice(chunk * CHUNK, (chunk + 1) * CHUNK)
        loss, accuracy = model.train_on_batch(signals[:, part], labels[:, part])
        losses.append(loss)
        accuracies.append(accuracy)
    model.reset_states()
    print(f"epoch {epoch + 1}: loss {np.mean(losses):.4f}, accuracy {np.mean(accuracies):.4f}")

first = model.predict(signals[:, :CHUNK], batch_size=N_SIGNALS, verbose=0)
second = model.predict(signals[:, :CHUNK], batch_size=N_SIGNALS, verbose=0)
model.reset_states()
third = model.predict(signals[:, :CHUNK], batch_size=N_SIGNALS, verbose=0)
print("state matters:", bool(np.abs(first - second).max() > 1e-4))
print("reset works:", bool(np.allclose(first, third, atol=1e-6)))
