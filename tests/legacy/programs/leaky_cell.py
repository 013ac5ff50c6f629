"""An own recurrent cell with two states, written with keras.backend and wrapped in RNN."""
import numpy as np
from keras import backend as K
from keras.layers import Dense, Layer, RNN
from keras.models import Sequential
from keras.optimizers import SGD


class LeakyCell(Layer):
    """h = tanh(W x + U h), and a slow average of h beside it."""

    def __init__(self, units, leak=0.8, **kwargs):
        self.units = units
        self.leak = leak
        self.state_size = (units, units)
        super(LeakyCell, self).__init__(**kwargs)

    def build(self, input_shape):
        self.kernel = self.add_weight(shape=(input_shape[-1], self.units), initializer='uniform', name='kernel')
        self.recurrent_kernel = self.add_weight(shape=(self.units, self.units), initializer='uniform',
                                                name='recurrent_kernel')
        self.bias = self.add_weight(shape=(self.units,), initializer='zeros', name='bias')
        self.built = True

    def call(self, inputs, states):
        h, slow = states[0], states[1]
        z = K.dot(inputs, self.kernel) + K.dot(h, self.recurrent_kernel)
        h = K.tanh(K.bias_add(z, self.bias))
        slow = self.leak * slow + (1. - self.leak) * h
        return K.concatenate([h, slow], axis=-1)[:, self.units:], [h, slow]

    def get_config(self):
        config = {'units': self.units, 'leak': self.leak}
        base = super(LeakyCell, self).get_config()
        return dict(list(base.items()) + list(config.items()))


rs = np.random.RandomState(5)
x = rs.uniform(-1, 1, (24, 6, 2))
y = x.mean(axis=(1, 2)).reshape(-1, 1) + 0.2

model = Sequential()
model.add(RNN(LeakyCell(9), batch_input_shape=(4, 6, 2), stateful=True))
model.add(Dense(1))
model.compile(SGD(0.2), 'mse')

for epoch in range(4):
    h = model.fit(x, y, batch_size=4, epochs=1, shuffle=False, verbose=0)
    model.reset_states()
    print('epoch %d: %.5f' % (epoch, h.history['loss'][0]))

a = model.predict(x[:8], batch_size=4)
b = model.predict(x[:8], batch_size=4)
print('two calls differ by %.5f' % np.abs(a - b).max())
model.reset_states()
print('after the reset by %.5f' % np.abs(a - model.predict(x[:8], batch_size=4)).max())
