"""Capsules with dynamic routing on small images; margin loss; K.batch_dot, K.softmax, K.permute_dimensions."""
from __future__ import print_function
import numpy as np
from keras import activations
from keras import backend as K
from keras.layers import Conv2D, Input, Lambda, Layer, Reshape
from keras.models import Model
from keras import utils


def squash(x, axis=-1):
    s_squared_norm = K.sum(K.square(x), axis, keepdims=True) + K.epsilon()
    scale = K.sqrt(s_squared_norm) / (0.5 + s_squared_norm)
    return scale * x


def margin_loss(y_true, y_pred):
    lamb, margin = 0.5, 0.1
    return K.sum(y_true * K.square(K.relu(1 - margin - y_pred)) +
                 lamb * (1 - y_true) * K.square(K.relu(y_pred - margin)), axis=-1)


class Caps(Layer):
    def __init__(self, num_capsule, dim_capsule, routings=3, activation='squash', **kwargs):
        super(Caps, self).__init__(**kwargs)
        self.num_capsule = num_capsule
        self.dim_capsule = dim_capsule
        self.routings = routings
        self.activation = squash if activation == 'squash' else activations.get(activation)

    def build(self, input_shape):
        self.kernel = self.add_weight(
            name='capsule_kernel',
            shape=(1, input_shape[-1], self.num_capsule * self.dim_capsule),
            initializer='glorot_uniform',
            trainable=True)
        self.built = True

    def call(self, inputs):
        hat = K.conv1d(inputs, self.kernel)
        batch_size = K.shape(inputs)[0]
        input_num_capsule = K.shape(inputs)[1]
        hat = K.reshape(hat, (batch_size, input_num_capsule, self.num_capsule, self.dim_capsule))
        hat = K.permute_dimensions(hat, (0, 2, 1, 3))
        b = K.zeros_like(hat[:, :, :, 0])
        for i in range(self.routings):
            c = K.softmax(b, 1)
            o = self.activation(K.batch_dot(c, hat, [2, 2]))
            if i < self.routings - 1:
                b += K.batch_dot(o, hat, [2, 3])
                if K.backend() == 'theano':
                    o = K.sum(o, axis=1)
        return o

    def compute_output_shape(self, input_shape):
        return (None, self.num_capsule, self.dim_capsule)


rng = np.random.RandomState(2)
labels = rng.randint(0, 3, 24)
x = rng.uniform(0, .3, (24, 8, 8, 1))
for i, label in enumerate(labels):
    x[i, 2 * label:2 * label + 3] += .6
y = utils.to_categorical(labels, 3)

image = Input(shape=(None, None, 1))
h = Conv2D(8, (3, 3), activation='relu')(image)
h = Conv2D(8, (3, 3), activation='relu')(h)
h = Reshape((-1, 8))(h)
capsule = Caps(3, 4, 3)(h)
output = Lambda(lambda z: K.sqrt(K.sum(K.square(z), 2)))(capsule)
model = Model(inputs=image, outputs=output)
model.compile(loss=margin_loss, optimizer='adam', metrics=['accuracy'])
model.fit(x, y, batch_size=6, epochs=3, validation_data=(x[:6], y[:6]), shuffle=False, verbose=0)
print(K.int_shape(capsule))
print(np.round(model.predict(x[:2]), 4).shape)
