"""A small GAN learns points on a circle: compiled discriminator, frozen inside the combined model."""
from __future__ import print_function, division

import numpy as np
from keras.layers import Input, Dense, Dropout
from keras.layers.advanced_activations import LeakyReLU
from keras.models import Sequential, Model
from keras.optimizers import Adam


class GAN():
    def __init__(self):
        self.latent_dim = 3
        optimizer = Adam(0.0002, 0.5)

        self.discriminator = self.build_discriminator()
        self.discriminator.compile(loss='binary_crossentropy', optimizer=optimizer, metrics=['accuracy'])

        self.generator = self.build_generator()
        z = Input(shape=(self.latent_dim,))
        point = self.generator(z)

        # For the combined model we will only train the generator
        self.discriminator.trainable = False
        validity = self.discriminator(point)

        self.combined = Model(z, validity)
        self.combined.compile(loss='binary_crossentropy', optimizer=Adam(0.0002, 0.5))

    def build_generator(self):
        model = Sequential()
        model.add(Dense(12, input_dim=self.latent_dim))
        model.add(LeakyReLU(alpha=0.2))
        model.add(Dense(16))
        model.add(LeakyReLU(alpha=0.2))
        model.add(Dense(2, activation='tanh'))
        noise = Input(shape=(self.latent_dim,))
        return Model(noise, model(noise))

    def build_discriminator(self):
        model = Sequential()
        model.add(Dense(16, input_shape=(2,)))
        model.add(LeakyReLU(alpha=0.2))
        model.add(Dropout(0.0))
        model.add(Dense(8))
        model.add(LeakyReLU(alpha=0.2))
        model.add(Dense(1, activation='sigmoid'))
        point = Input(shape=(2,))
        return Model(point, model(point))

    def train(self, epochs, batch_size=16):
        rng = np.random.RandomState(4)
        angle = rng.uniform(0, 2 * np.pi, 200)
        points = np.stack([np.cos(angle), np.sin(angle)], axis=1).astype('float32')
        valid, fake = np.ones((batch_size, 1)), np.zeros((batch_size, 1))
        for epoch in range(epochs):
            idx = rng.randint(0, points.shape[0], batch_size)
            noise = rng.normal(0, 1, (batch_size, self.latent_dim))
            gen = self.generator.predict(noise)
            d_loss_real = self.discriminator.train_on_batch(points[idx], valid)
            d_loss_fake = self.discriminator.train_on_batch(gen, fake)
            d_loss = 0.5 * np.add(d_loss_real, d_loss_fake)
            g_loss = self.combined.train_on_batch(rng.normal(0, 1, (batch_size, self.latent_dim)), valid)
            if epoch % 3 == 0:
                print("%d [D loss: %f, acc.: %.2f%%] [G loss: %f]" % (epoch, d_loss[0], 100 * d_loss[1], g_loss))


gan = GAN()
gan.train(epochs=10)
print(len(gan.generator.trainable_weights), len(gan.combined.trainable_weights))
