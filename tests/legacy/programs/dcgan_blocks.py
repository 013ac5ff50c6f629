"""Convolutional GAN blocks with an auxiliary classifier: two losses, Embedding labels, multiply, UpSampling."""
from __future__ import print_function
import numpy as np
from keras.layers import Conv2D, Conv2DTranspose, Dense, Embedding, Flatten, Input, LeakyReLU, Reshape, multiply
from keras.models import Model, Sequential
from keras.optimizers import Adam

num_classes, latent_size = 3, 6


def build_generator():
    cnn = Sequential()
    cnn.add(Dense(2 * 2 * 8, input_dim=latent_size, activation='relu'))
    cnn.add(Reshape((2, 2, 8)))
    cnn.add(Conv2DTranspose(6, 3, strides=1, padding='valid', activation='relu', kernel_initializer='glorot_normal'))
    cnn.add(Conv2DTranspose(1, 3, strides=2, padding='same', activation='tanh', kernel_initializer='glorot_normal'))
    latent = Input(shape=(latent_size,))
    image_class = Input(shape=(1,), dtype='int32')
    cls = Embedding(num_classes, latent_size, embeddings_initializer='glorot_normal')(image_class)
    h = multiply([latent, Flatten()(cls)])
    return Model([latent, image_class], cnn(h))


def build_discriminator():
    cnn = Sequential()
    cnn.add(Conv2D(6, 3, padding='same', strides=2, input_shape=(8, 8, 1)))
    cnn.add(LeakyReLU(0.2))
    cnn.add(Conv2D(8, 3, padding='same', strides=1))
    cnn.add(LeakyReLU(0.2))
    cnn.add(Flatten())
    image = Input(shape=(8, 8, 1))
    features = cnn(image)
    fake = Dense(1, activation='sigmoid', name='generation')(features)
    aux = Dense(num_classes, activation='softmax', name='auxiliary')(features)
    return Model(image, [fake, aux])


adam_lr, adam_beta_1 = 0.0002, 0.5
discriminator = build_discriminator()
discriminator.compile(optimizer=Adam(lr=adam_lr, beta_1=adam_beta_1),
                      loss=['binary_crossentropy', 'sparse_categorical_crossentropy'])
generator = build_generator()
latent = Input(shape=(latent_size,))
image_class = Input(shape=(1,), dtype='int32')
fake = generator([latent, image_class])
discriminator.trainable = False
fake, aux = discriminator(fake)
combined = Model([latent, image_class], [fake, aux])
combined.compile(optimizer=Adam(lr=adam_lr, beta_1=adam_beta_1),
                 loss=['binary_crossentropy', 'sparse_categorical_crossentropy'])
print(generator.output_shape)

rng = np.random.RandomState(2)
for index in range(4):
    image_batch = rng.uniform(-1, 1, (6, 8, 8, 1))
    label_batch = rng.randint(0, num_classes, 6)
    noise = rng.uniform(-1, 1, (6, latent_size))
    sampled_labels = rng.randint(0, num_classes, 6)
    generated_images = generator.predict([noise, sampled_labels.reshape((-1, 1))], verbose=0)
    x = np.concatenate((image_batch, generated_images))
    y = np.array([0.95] * 6 + [0] * 6)
    aux_y = np.concatenate((label_batch, sampled_labels), axis=0)
    disc_sample_weight = [np.ones(12), np.concatenate((np.ones(6) * 2, np.zeros(6)))]
    d = discriminator.train_on_batch(x, [y, aux_y], sample_weight=disc_sample_weight)
    g = combined.train_on_batch([noise, sampled_labels.reshape((-1, 1))], [np.ones(6) * .95, sampled_labels])
    print(' '.join('%.4f' % value for value in list(d) + list(g)))
print(discriminator.metrics_names)
