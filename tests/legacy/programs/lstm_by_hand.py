"""Check a stateful LSTM against the same equations written in numpy; all weights are set by hand."""
from __future__ import print_function
import numpy as np
from keras.layers import LSTM
from keras.models import Sequential

rng = np.random.RandomState(123)
units, features, steps, batch = 3, 2, 4, 2
W = rng.uniform(-0.6, 0.6, (features, 4 * units))
U = rng.uniform(-0.6, 0.6, (units, 4 * units))
b = rng.uniform(-0.2, 0.2, (4 * units,))


def sigmoid(z):
    return 1. / (1. + np.exp(-z))


def numpy_lstm(x, h, c):
    for t in range(x.shape[1]):
        z = x[:, t].dot(W) + h.dot(U) + b
        i, f, g, o = [z[:, k * units:(k + 1) * units] for k in range(4)]
        c = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
        h = sigmoid(o) * np.tanh(c)
    return h, c


model = Sequential()
model.add(LSTM(units, batch_input_shape=(batch, steps, features), stateful=True, recurrent_activation='sigmoid',
               weights=[W, U, b]))

h = c = np.zeros((batch, units))
for call in range(4):
    if call == 3:
        model.reset_states()
        h = c = np.zeros((batch, units))
        print('states reset')
    x = rng.uniform(-1, 1, (batch, steps, features))
    h, c = numpy_lstm(x, h, c)
    answer = model.predict(x, batch_size=batch, verbose=0)
    print('call %d' % call)
    print('  keras %s' % ' '.join('%.4f' % v for v in answer.ravel()))
    print('  numpy %s' % ' '.join('%.4f' % v for v in h.ravel()))
    print('  agree: %s' % bool(np.allclose(answer, h, atol=1e-5)))

# start from given states
h0, c0 = rng.uniform(-1, 1, (batch, units)), rng.uniform(-1, 1, (batch, units))
model.layers[0].reset_states(states=[h0, c0])
x = rng.uniform(-1, 1, (batch, steps, features))
h, c = numpy_lstm(x, h0, c0)
answer = model.predict(x, batch_size=batch, verbose=0)
print('from given states: %s' % bool(np.allclose(answer, h, atol=1e-5)))
