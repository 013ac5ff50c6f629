"""TensorFlow functions and operators between layers of a functional model, as tf.keras took them."""
import numpy as np
import tensorflow as tf
from tensorflow.keras import Input, Model, layers
from tensorflow.keras import backend as K

inputs = Input((6, 4), name="steps")
weights = tf.nn.softmax(layers.Dense(1)(inputs), axis=1)
pooled = tf.reduce_sum(weights * inputs, axis=1)
scaled = (pooled - tf.reduce_mean(pooled, axis=-1, keepdims=True)) / (tf.math.reduce_std(pooled, axis=-1, keepdims=True) + 1e-3)
first = inputs[:, 0, :]
both = tf.concat([scaled, tf.cast(first > 0, tf.float32), tf.abs(first)], axis=-1)
shape = tf.shape(inputs)
flat = tf.reshape(inputs, (shape[0], 24))
gate = tf.sigmoid(layers.Dense(12)(flat))
x = tf.where(both > 0., both, 0.2 * both) * gate
x = tf.expand_dims(x, 1)
x = tf.squeeze(tf.tile(x, [1, 3, 1])[:, :1], axis=1)
x = tf.math.l2_normalize(x, axis=1) + K.mean(x, axis=-1, keepdims=True)
outputs = layers.Dense(2, name="out")(x)
model = Model(inputs, outputs)
model.compile("adam", lambda y_true, y_pred: tf.reduce_mean(tf.square(y_true - y_pred), axis=-1))

rng = np.random.RandomState(0)
data, target = rng.normal(size=(24, 6, 4)).astype("float32"), rng.normal(size=(24, 2)).astype("float32")
model.fit(data, target, epochs=3, batch_size=8, shuffle=False, verbose=0)
print(model.output_shape, model.predict(data[:3], verbose=0).shape, len(model.trainable_weights))

query, key = Input((5, 8)), Input((7, 8))
scores = tf.matmul(query, key, transpose_b=True) / tf.math.sqrt(8.0)
attended = tf.matmul(tf.nn.softmax(scores), key)
summary = tf.reduce_max(attended, axis=1)
attention = Model([query, key], [summary, tf.argmax(scores, axis=-1)])
a, b = attention.predict([rng.normal(size=(2, 5, 8)), rng.normal(size=(2, 7, 8))], verbose=0)
print(a.shape, b.shape, np.round(a.sum(), 4))
