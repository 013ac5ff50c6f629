"""Denoising autoencoder: Conv2D down, K.int_shape, Conv2DTranspose up; encoder, decoder and the whole."""
import numpy as np
from keras import backend as K
from keras.layers import Activation, Conv2D, Conv2DTranspose, Dense, Flatten, Input, Reshape, UpSampling2D
from keras.models import Model

rng = np.random.RandomState(1337)
clean = np.clip(rng.normal(.5, .3, (16, 1, 8, 1)) * np.ones((1, 8, 1, 1)), 0, 1).astype('float32')
noisy = np.clip(clean + rng.normal(0, .2, clean.shape), 0., 1.)

layer_filters = [4, 6]
inputs = Input(shape=(8, 8, 1), name='encoder_input')
x = inputs
for filters in layer_filters:
    x = Conv2D(filters=filters, kernel_size=3, strides=2, activation='relu', padding='same')(x)
shape = K.int_shape(x)
x = Flatten()(x)
latent = Dense(5, name='latent_vector')(x)
encoder = Model(inputs, latent, name='encoder')

latent_inputs = Input(shape=(5,), name='decoder_input')
x = Dense(shape[1] * shape[2] * shape[3])(latent_inputs)
x = Reshape((shape[1], shape[2], shape[3]))(x)
for filters in layer_filters[::-1]:
    x = Conv2DTranspose(filters=filters, kernel_size=3, strides=2, activation='relu', padding='same')(x)
x = Conv2DTranspose(filters=1, kernel_size=3, padding='same')(x)
outputs = Activation('sigmoid', name='decoder_output')(x)
decoder = Model(latent_inputs, outputs, name='decoder')

autoencoder = Model(inputs, decoder(encoder(inputs)), name='autoencoder')
autoencoder.compile(loss='mse', optimizer='adam')
autoencoder.fit(noisy, clean, validation_data=(noisy[:4], clean[:4]), epochs=3, batch_size=4, shuffle=False, verbose=0)
print(shape, autoencoder.count_params(), [layer.name for layer in autoencoder.layers])
code = encoder.predict(noisy)
print('%.4f' % decoder.predict(code).mean())
lines = []
decoder.summary(print_fn=lines.append)
print(len(lines) > 5)

big = UpSampling2D((2, 2))(inputs)
print(K.int_shape(big), Model(inputs, big).predict(noisy[:1]).shape)
