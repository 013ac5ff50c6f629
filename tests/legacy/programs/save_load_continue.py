"""Train, save to HDF5, load in "another process", warm the state up and go on predicting."""
import os

import numpy as np
from keras.layers import Dense, LSTM
from keras.models import Sequential, load_model

np.random.seed(8)
lookback = 5
batch_size = 2

signal = np.cumsum(np.random.uniform(-1, 1, 140)) / 5.
data = np.array([signal[i:i + lookback] for i in range(len(signal) - lookback)])[:, :, np.newaxis]
target = signal[lookback:]
x_train, y_train = data[:80], target[:80]
x_test, y_test = data[80:120], target[80:120]

model = Sequential()
model.add(LSTM(6, batch_input_shape=(batch_size, lookback, 1), stateful=True, return_sequences=True,
               activation='tanh', recurrent_activation='sigmoid'))
model.add(LSTM(4, stateful=True, recurrent_activation='sigmoid'))
model.add(Dense(1))
model.compile(loss='mse', optimizer='adam', metrics=['mae'])
for epoch in range(3):
    hist = model.fit(x_train, y_train, epochs=1, batch_size=batch_size, shuffle=False, verbose=0)
    model.reset_states()
    print('loss %.5f' % hist.history['loss'][0])

before = model.predict(x_test, batch_size=batch_size, verbose=0)
moved_on = model.predict(x_test, batch_size=batch_size, verbose=0)
model.save('forecaster.h5')
model.save_weights('forecaster_weights.h5')
print('saved: %s' % sorted(os.listdir('.')))
del model

loaded = load_model('forecaster.h5')
fresh = loaded.predict(x_test, batch_size=batch_size, verbose=0)
print('the file has no state, so the first answer comes back: %s' % bool(np.allclose(before, fresh, atol=1e-6)))
carried = loaded.predict(x_test, batch_size=batch_size, verbose=0)
print('and the second one too: %s' % bool(np.allclose(moved_on, carried, atol=1e-6)))

# the loaded model trains on
loaded.reset_states()
loaded.fit(x_test, y_test, epochs=2, batch_size=batch_size, shuffle=False, verbose=0)
loaded.load_weights('forecaster_weights.h5')
loaded.reset_states()
loss, mae = loaded.evaluate(x_test, y_test, batch_size=batch_size, verbose=0)
print('test loss %.5f mae %.5f' % (loss, mae))
