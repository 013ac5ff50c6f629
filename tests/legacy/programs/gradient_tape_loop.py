"""A training loop by hand: tf.data, GradientTape, tf.function, metrics reset between epochs."""
import numpy as np
import tensorflow as tf
from tensorflow.keras import Model
from tensorflow.keras.layers import BatchNormalization, Conv2D, Dense, Flatten

rng = np.random.RandomState(1)
labels = rng.randint(0, 3, 36)
images = rng.uniform(0, .5, (36, 6, 6)).astype("float32")
images[np.arange(36), labels * 2] += .5
images = images[..., tf.newaxis]
train_ds = tf.data.Dataset.from_tensor_slices((images[:24], labels[:24])).batch(8)
test_ds = tf.data.Dataset.from_tensor_slices((images[24:], labels[24:])).batch(8)


class MyModel(Model):
    def __init__(self):
        super(MyModel, self).__init__()
        self.conv1 = Conv2D(4, 3, activation='relu')
        self.norm = BatchNormalization()
        self.flatten = Flatten()
        self.d1 = Dense(8, activation='relu')
        self.d2 = Dense(3)

    def call(self, x, training=None):
        x = self.norm(self.conv1(x), training=training)
        return self.d2(self.d1(self.flatten(x)))


model = MyModel()
loss_object = tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True)
optimizer = tf.keras.optimizers.Adam()
train_loss = tf.keras.metrics.Mean(name='train_loss')
train_accuracy = tf.keras.metrics.SparseCategoricalAccuracy(name='train_accuracy')
test_loss = tf.keras.metrics.Mean(name='test_loss')


@tf.function
def train_step(images, labels):
    with tf.GradientTape() as tape:
        predictions = model(images, training=True)
        loss = loss_object(labels, predictions)
    gradients = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(gradients, model.trainable_variables))
    train_loss(loss)
    train_accuracy(labels, predictions)


@tf.function
def test_step(images, labels):
    test_loss(loss_object(labels, model(images, training=False)))


for epoch in range(3):
    train_loss.reset_states()
    train_accuracy.reset_states()
    test_loss.reset_states()
    for batch, target in train_ds:
        train_step(batch, target)
    for batch, target in test_ds:
        test_step(batch, target)
    print(f'Epoch {epoch + 1}, Loss: {train_loss.result():.4f}, Accuracy: {train_accuracy.result() * 100:.2f}, '
          f'Test Loss: {test_loss.result():.4f}')
print(len(model.trainable_variables), int(optimizer.iterations.numpy()))
print(np.round(model.predict(images[:2], verbose=0), 4).shape)
