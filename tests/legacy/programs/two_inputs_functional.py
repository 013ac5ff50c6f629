"""Functional model: a stateful branch for the price history, a static branch for the shop, two outputs."""
import numpy as np
from tensorflow.keras import Input, Model
from tensorflow.keras.layers import LSTM, Concatenate, Dense

BATCH, STEPS, FEATURES, STATIC = 2, 6, 2, 3

rng = np.random.RandomState(90)
history_in = rng.normal(size=(16, STEPS, FEATURES))
shop_in = np.tile(np.eye(STATIC)[:2], (8, 1))
price = history_in[:, -1, :1] * 0.5 + shop_in[:, :1]
direction = (history_in[:, -1, 1:] > 0).astype("float32")

sequence = Input(batch_shape=(BATCH, STEPS, FEATURES), name="history")
shop = Input(shape=(STATIC,), batch_size=BATCH, name="shop")
x = LSTM(8, stateful=True, return_sequences=True)(sequence)
x = LSTM(6, stateful=True)(x)
x = Concatenate()([x, shop])
x = Dense(8, activation="tanh")(x)
out_price = Dense(1, name="price")(x)
out_direction = Dense(1, activation="sigmoid", name="direction")(x)

model = Model(inputs=[sequence, shop], outputs=[out_price, out_direction])
model.compile(optimizer="adam", loss={"price": "mse", "direction": "binary_crossentropy"},
              loss_weights={"price": 1.0, "direction": 0.3})
print("inputs", [t.shape[0] for t in model.inputs], "outputs", model.output_names)

for epoch in range(4):
    h = model.fit({"history": history_in, "shop": shop_in}, {"price": price, "direction": direction},
                  batch_size=BATCH, epochs=1, shuffle=False, verbose=0)
    model.reset_states()
    print(f"{epoch}: total {h.history['loss'][0]:.4f} price {h.history['price_loss'][0]:.4f} "
          f"direction {h.history['direction_loss'][0]:.4f}")

p, d = model.predict([history_in, shop_in], batch_size=BATCH, verbose=0)
print("price %.4f direction %.4f" % (p.mean(), d.mean()))
model.reset_states()
results = model.evaluate([history_in, shop_in], [price, direction], batch_size=BATCH, verbose=0)
print("evaluate:", " ".join("%.4f" % r for r in results))
