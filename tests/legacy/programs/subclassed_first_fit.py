"""A subclassed model that nobody builds: its first call is fit."""
import numpy as np
import tensorflow as tf


class Forecaster(tf.keras.Model):
    def __init__(self, units, horizon):
        super().__init__()
        self.rnn = tf.keras.layers.LSTM(units, stateful=True, return_sequences=True)
        self.drop = tf.keras.layers.Dropout(0.0)
        self.head = tf.keras.layers.GRU(units, stateful=True)
        self.out = tf.keras.layers.Dense(horizon)

    def call(self, inputs, training=None):
        x = self.rnn(inputs)
        x = self.drop(x, training=training)
        x = self.head(x)
        return self.out(x)


rng = np.random.RandomState(31)
walk = np.cumsum(rng.normal(0, 0.2, 200)).astype("float32")
WINDOW, HORIZON, BATCH = 5, 2, 4
pairs = [(walk[i:i + WINDOW, None], walk[i + WINDOW:i + WINDOW + HORIZON]) for i in range(0, 160, 2)]
x = np.stack([a for a, _ in pairs])
y = np.stack([b for _, b in pairs])

model = Forecaster(8, HORIZON)
model.compile(optimizer=tf.keras.optimizers.Adam(0.01), loss=tf.keras.losses.MeanSquaredError(),
              metrics=[tf.keras.metrics.MeanAbsoluteError(name="mae")])

for epoch in range(3):
    history = model.fit(x[:60], y[:60], batch_size=BATCH, epochs=1, shuffle=False, verbose=0)
    model.reset_states()
    print(f"epoch {epoch}: " + ", ".join(f"{k} {v[0]:.4f}" for k, v in sorted(history.history.items())))

scores = model.evaluate(x[60:], y[60:], batch_size=BATCH, verbose=0)
print("test:", " ".join(f"{s:.4f}" for s in scores))
model.reset_states()
forecast = model.predict(x[60:], batch_size=BATCH, verbose=0)
print("forecast", forecast.shape, f"{forecast[-1, 0]:.4f} {forecast[-1, 1]:.4f}")
print("weights:", [w.shape for w in model.get_weights()][:3])
