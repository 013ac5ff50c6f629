"""Layers that add losses and metrics by themselves, a model that adds them symbolically; l2 by hand."""
import numpy as np
from tensorflow.keras import backend as K
from tensorflow.keras import layers
from tensorflow.keras.models import Model


class ActivityPenalty(layers.Layer):
    def __init__(self, rate=1e-2, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate

    def call(self, inputs):
        self.add_loss(self.rate * K.sum(K.square(inputs)))
        self.add_metric(K.mean(K.abs(inputs)), name="activity", aggregation="mean")
        return inputs

    def get_config(self):
        return {**super().get_config(), "rate": self.rate}


class Linear(layers.Layer):
    def __init__(self, units=4, **kwargs):
        super().__init__(**kwargs)
        self.units = units

    def build(self, input_shape):
        self.w = self.add_weight("w", shape=[int(input_shape[-1]), self.units], initializer="random_normal",
                                 regularizer=lambda w: 1e-2 * K.sum(K.square(w)), trainable=True)
        self.b = self.add_weight(shape=(self.units,), initializer="zeros", trainable=True, name="b")
        super().build(input_shape)

    def call(self, inputs):
        return K.dot(inputs, self.w) + self.b


rng = np.random.RandomState(3)
x = rng.normal(size=(24, 5)).astype("float32")
y = rng.normal(size=(24, 1)).astype("float32")
inputs = layers.Input((5,))
h = Linear(6)(inputs)
h = ActivityPenalty(name="penalty")(h)
outputs = layers.Dense(1)(layers.Activation("tanh")(h))
model = Model(inputs, outputs)
model.compile(optimizer="rmsprop", loss="mse")
history = model.fit(x, y, epochs=3, batch_size=8, shuffle=False, verbose=0)
print(sorted(history.history))
print([round(float(v), 4) for v in model.evaluate(x, y, batch_size=8, verbose=0)])

z_in = layers.Input((5,))
z = layers.Dense(2)(z_in)
back = layers.Dense(5)(z)
auto = Model(z_in, back)
auto.add_loss(K.mean(K.square(z_in - back)))
auto.add_metric(K.sum(K.abs(z), axis=-1), name="size", aggregation="mean")
auto.compile(optimizer="sgd")
history = auto.fit(x, epochs=3, batch_size=8, shuffle=False, verbose=0)
print(sorted(history.history))
