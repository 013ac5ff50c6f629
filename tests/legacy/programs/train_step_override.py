"""train_step and test_step of a subclass: GradientTape, compiled_loss, compiled_metrics, own metric objects."""
import numpy as np
import tensorflow as tf
from tensorflow import keras


class CustomModel(keras.Model):
    def train_step(self, data):
        x, y = data
        with tf.GradientTape() as tape:
            y_pred = self(x, training=True)
            loss = self.compiled_loss(y, y_pred, regularization_losses=self.losses)
        gradients = tape.gradient(loss, self.trainable_variables)
        self.optimizer.apply_gradients(zip(gradients, self.trainable_variables))
        self.compiled_metrics.update_state(y, y_pred)
        return {m.name: m.result() for m in self.metrics}

    def test_step(self, data):
        x, y = data
        y_pred = self(x, training=False)
        self.compiled_loss(y, y_pred, regularization_losses=self.losses)
        self.compiled_metrics.update_state(y, y_pred)
        return {m.name: m.result() for m in self.metrics}


class VAE(keras.Model):
    def __init__(self, encoder, decoder, **kwargs):
        super().__init__(**kwargs)
        self.encoder = encoder
        self.decoder = decoder
        self.total_loss_tracker = keras.metrics.Mean(name="total_loss")
        self.kl_loss_tracker = keras.metrics.Mean(name="kl_loss")

    @property
    def metrics(self):
        return [self.total_loss_tracker, self.kl_loss_tracker]

    def train_step(self, data):
        with tf.GradientTape() as tape:
            z_mean, z_log_var = self.encoder(data)
            reconstruction = self.decoder(z_mean)
            reconstruction_loss = tf.reduce_mean(
                tf.reduce_sum(keras.losses.binary_crossentropy(data, reconstruction), axis=-1))
            kl_loss = -0.5 * (1 + z_log_var - tf.square(z_mean) - tf.exp(z_log_var))
            kl_loss = tf.reduce_mean(tf.reduce_sum(kl_loss, axis=1))
            total_loss = reconstruction_loss + kl_loss
        grads = tape.gradient(total_loss, self.trainable_weights)
        self.optimizer.apply_gradients(zip(grads, self.trainable_weights))
        self.total_loss_tracker.update_state(total_loss)
        self.kl_loss_tracker.update_state(kl_loss)
        return {"loss": self.total_loss_tracker.result(), "kl_loss": self.kl_loss_tracker.result()}


rng = np.random.RandomState(0)
x, y = rng.normal(size=(32, 6)).astype("float32"), rng.normal(size=(32, 1)).astype("float32")
inputs = keras.Input(shape=(6,))
hidden = keras.layers.Dense(8, activation="relu", kernel_regularizer=keras.regularizers.l2(1e-3))(inputs)
model = CustomModel(inputs, keras.layers.Dense(1)(hidden))
model.compile(optimizer="adam", loss="mse", metrics=["mae"])
model.fit(x, y, epochs=3, batch_size=8, shuffle=False, verbose=0)
print("evaluate %.4f %.4f" % tuple(model.evaluate(x, y, verbose=0)))

encoder_inputs = keras.Input(shape=(6,))
h = keras.layers.Dense(5, activation="relu")(encoder_inputs)
encoder = keras.Model(encoder_inputs, [keras.layers.Dense(2, name="z_mean")(h), keras.layers.Dense(2, name="z_log_var")(h)])
latent_inputs = keras.Input(shape=(2,))
decoder = keras.Model(latent_inputs, keras.layers.Dense(6, activation="sigmoid")(latent_inputs))
vae = VAE(encoder, decoder)
vae.compile(optimizer=keras.optimizers.Adam(1e-2))
history = vae.fit((x > 0).astype("float32"), epochs=3, batch_size=8, shuffle=False, verbose=0)
print(sorted(history.history))
