"""Sensor logs of different lengths: padded, masked, a label for every time step."""
from __future__ import print_function
import numpy as np
from keras.layers import GRU, Masking, TimeDistributed, Dense
from keras.models import Sequential
from keras.preprocessing.sequence import pad_sequences

np.random.seed(17)
max_len, n_features, batch = 9, 2, 4

logs, targets = [], []
for i in range(16):
    length = 4 + i % 6
    log = np.random.normal(0.3, 1.0, size=(length, n_features))
    logs.append(log)
    targets.append((np.cumsum(log[:, 0]) > 0).astype('float32')[:, None])
X = pad_sequences(logs, maxlen=max_len, dtype='float32', padding='post', value=-9.)
Y = pad_sequences(targets, maxlen=max_len, dtype='float32', padding='post')
print(X.shape, Y.shape, 'padded steps:', int((X[:, :, 0] == -9.).sum()))

model = Sequential()
model.add(Masking(mask_value=-9., batch_input_shape=(batch, max_len, n_features)))
model.add(GRU(10, return_sequences=True, stateful=True))
model.add(TimeDistributed(Dense(6, activation='tanh')))
model.add(TimeDistributed(Dense(1, activation='sigmoid')))
model.compile(loss='binary_crossentropy', optimizer='rmsprop')

for i in range(5):
    h = model.fit(X, Y, batch_size=batch, epochs=1, shuffle=False, verbose=0)
    print('%d %.5f' % (i, h.history['loss'][0]))
    model.reset_states()

p = model.predict(X, batch_size=batch)
valid = X[:, :, 0] != -9.
print('accuracy on valid steps: %.4f' % np.mean((p[:, :, 0] > 0.5)[valid] == (Y[:, :, 0] > 0.5)[valid]))
print('last masked step repeats the output before it: %s' % bool(np.allclose(p[0, 5], p[0, 6])))
