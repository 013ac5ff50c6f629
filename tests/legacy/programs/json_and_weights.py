"""Architecture to JSON, weights to HDF5, and both back: how models travelled before model.save()."""
from __future__ import print_function
import os

import numpy as np
from keras.layers.core import Dense
from keras.layers.recurrent import GRU, SimpleRNN
from keras.models import Sequential, model_from_json

np.random.seed(64)
pulse = (np.arange(120) % 7 == 0).astype('float32')
X = np.array([pulse[i:i + 3] for i in range(0, 117)]).reshape(-1, 3, 1)
Y = pulse[3:].reshape(-1, 1)
X, Y = X[:112], Y[:112]

model = Sequential()
model.add(SimpleRNN(8, batch_input_shape=(4, 3, 1), return_sequences=True, stateful=True, activation='relu'))
model.add(GRU(6, stateful=True))
model.add(Dense(1, activation='hard_sigmoid'))
model.compile(loss='mse', optimizer='adam')
for epoch in range(3):
    h = model.fit(X, Y, batch_size=4, epochs=1, verbose=0, shuffle=False)
    model.reset_states()
    print('loss %.5f' % h.history['loss'][0])

with open('model.json', 'w') as json_file:
    json_file.write(model.to_json())
model.save_weights('model.h5')
print('Saved model to disk:', sorted(os.listdir('.')))

with open('model.json') as json_file:
    loaded_model = model_from_json(json_file.read())
loaded_model.load_weights('model.h5')
print('Loaded model from disk')
print('stateful:', [layer.stateful for layer in loaded_model.layers if hasattr(layer, 'stateful')][:2])

loaded_model.compile(loss='mse', optimizer='adam', metrics=['mse'])
score = loaded_model.evaluate(X, Y, batch_size=4, verbose=0)
print('%s: %.5f' % (loaded_model.metrics_names[1], score[1]))
model.reset_states()
loaded_model.reset_states()
for part in range(3):
    a = model.predict(X[part * 8:part * 8 + 8], batch_size=4)
    b = loaded_model.predict(X[part * 8:part * 8 + 8], batch_size=4)
    print('part %d: %.5f, difference %.5f' % (part, a.mean(), np.abs(a - b).max()))
