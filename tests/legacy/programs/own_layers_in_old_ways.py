"""Custom layers of several years: positional add_weight, _trainable_weights, get_output_shape_for, add_update."""
import numpy as np
from keras import backend as K
from keras import initializers
from keras.engine import InputSpec, Layer
from keras.layers import Dense, Input, Wrapper
from keras.models import Model, Sequential


class Linear(Layer):
    def __init__(self, output_dim, **kwargs):
        self.output_dim = output_dim
        super(Linear, self).__init__(**kwargs)

    def build(self, input_shape):
        self.input_spec = InputSpec(ndim=2, axes={-1: input_shape[-1]})
        self.kernel = self.add_weight('kernel', (input_shape[1], self.output_dim), initializer='uniform', trainable=True)
        self.bias = self.add_weight('bias', (self.output_dim,), initializer='zeros')
        super(Linear, self).build(input_shape)

    def call(self, x):
        return K.dot(x, self.kernel) + self.bias

    def compute_output_shape(self, input_shape):
        return (input_shape[0], self.output_dim)


class Scale(Layer):
    """Keras 1 style: K.variable, trainable_weights by hand, set_weights of initial weights."""

    def __init__(self, weights=None, axis=-1, gamma_init='one', **kwargs):
        self.supports_masking = True
        self.axis = axis
        self.gamma_init = initializers.get(gamma_init)
        self.initial_weights = weights
        super(Scale, self).__init__(**kwargs)

    def build(self, input_shape):
        shape = (int(input_shape[self.axis]),)
        self.gamma = K.variable(self.gamma_init(shape), name='{}_gamma'.format(self.name))
        self.beta = K.variable(np.zeros(shape), name='{}_beta'.format(self.name))
        self.trainable_weights = [self.gamma, self.beta]
        if self.initial_weights is not None:
            self.set_weights(self.initial_weights)
            del self.initial_weights
        self.built = True

    def call(self, x, mask=None):
        input_shape = self.input_spec[0].shape if self.input_spec else K.int_shape(x)
        broadcast_shape = [1] * len(input_shape)
        broadcast_shape[self.axis] = input_shape[self.axis]
        return K.reshape(self.gamma, broadcast_shape) * x + K.reshape(self.beta, broadcast_shape)


class CountCalls(Layer):
    """A running total in a non-trainable weight, kept by add_update."""

    def build(self, input_shape):
        self.count = self.add_weight(name='count', shape=(1,), initializer='zeros', trainable=False)
        self.built = True

    def call(self, inputs, training=None):
        self.add_update([K.update_add(self.count, K.ones_like(self.count))], inputs)
        return inputs * 1.


class Normalized(Wrapper):
    """Divides the kernel of a Dense layer by its norm before each use."""

    def build(self, input_shape=None):
        if not self.layer.built:
            self.layer.build(input_shape)
            self.layer.built = True
        super(Normalized, self).build()

    def call(self, x):
        kernel = self.layer.kernel / K.sqrt(K.sum(K.square(self.layer.kernel), axis=0, keepdims=True))
        return K.bias_add(K.dot(x, kernel), self.layer.bias)

    def compute_output_shape(self, input_shape):
        return self.layer.compute_output_shape(input_shape)


class Penalty(Layer):
    def call(self, x):
        self.add_loss(0.01 * K.sum(K.square(x), axis=None) / 8., inputs=[x])
        return x


rng = np.random.RandomState(4)
x, y = rng.normal(0, 1, (24, 4)), rng.normal(0, 1, (24, 2))
inp = Input((4,))
h = Linear(6, name='linear')(inp)
h = Scale(weights=[np.full(6, 1.5), np.full(6, .1)], name='scale')(h)
h = Penalty(name='penalty')(h)
h = Normalized(Dense(3), name='normalized')(h)
out = Linear(2)(h)
model = Model(inp, out)
model.compile(loss='mse', optimizer='sgd')
model.fit(x, y, batch_size=8, epochs=3, shuffle=False, verbose=0)
print(model.count_params(), [w.shape for w in model.get_weights()])
print([K.int_shape(w) for w in model.get_layer('scale').trainable_weights])

counted = Sequential([Dense(2, input_shape=(4,)), CountCalls(name='count')])
counted.compile(loss='mse', optimizer='sgd')
counted.fit(x, y, batch_size=8, epochs=2, shuffle=False, verbose=0)
print('calls', counted.get_layer('count').get_weights()[0])
