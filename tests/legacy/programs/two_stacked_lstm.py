"""Two stacked stateful LSTMs label every time step; the state is reset by hand, layer by layer, after each epoch."""
from __future__ import print_function
import numpy as np
from keras.models import Sequential
from keras.layers import Dense, LSTM

rng = np.random.RandomState(1337)
X = rng.rand(100, 10, 3)
Y = np.cumsum(X, axis=1).sum(axis=2, keepdims=True) * np.linspace(0.01, 0.05, 5)

model = Sequential()
model.add(LSTM(8, batch_input_shape=(1, 10, 3), return_sequences=True, stateful=True))
model.add(LSTM(6, return_sequences=True, stateful=True))
model.add(Dense(5))
model.compile(loss='mse', optimizer='adam')


def reset(model):
    for layer in model.layers:
        if hasattr(layer, 'reset_states'):
            layer.reset_states()


for epoch in range(2):
    history = model.fit(X, Y, batch_size=1, epochs=1, shuffle=False, verbose=0)
    reset(model)
    print('Epoch', epoch + 1, 'loss: %.5f' % history.history['loss'][0])

first = model.predict(X[:3], batch_size=1, verbose=0)
again = model.predict(X[:3], batch_size=1, verbose=0)
reset(model)
after = model.predict(X[:3], batch_size=1, verbose=0)
print('output shape', first.shape)
print('carried over: %s' % bool(np.abs(first - again).max() > 1e-6))
print('same after the reset: %s' % bool(np.allclose(first, after, atol=1e-6)))
