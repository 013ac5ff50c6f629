"""Temperature of tomorrow from the last days: TimeseriesGenerator and fit_generator with a stateful LSTM."""
from __future__ import print_function
import numpy as np
from keras.layers import Dense, LSTM
from keras.models import Sequential
from keras.preprocessing.sequence import TimeseriesGenerator

np.random.seed(40)
days = np.arange(180)
temperature = 12 - 9 * np.cos(2 * np.pi * days / 90.) + np.random.normal(0, 0.8, len(days))
wind = np.abs(np.random.normal(4, 2, len(days)))
values = np.column_stack([temperature, wind])
mean, std = values[:120].mean(axis=0), values[:120].std(axis=0)
values = (values - mean) / std

n_input, batch_size = 7, 4
train, test = values[:127], values[120:167]
train_gen = TimeseriesGenerator(train, train[:, 0], length=n_input, batch_size=batch_size)
test_gen = TimeseriesGenerator(test, test[:, 0], length=n_input, batch_size=batch_size)
print('Samples: %d and %d batches' % (len(train_gen), len(test_gen)))
x0, y0 = train_gen[0]
print('first batch', x0.shape, y0.shape)

model = Sequential()
model.add(LSTM(10, batch_input_shape=(batch_size, n_input, 2), stateful=True))
model.add(Dense(1))
model.compile(optimizer='adam', loss='mse')

for i in range(3):
    h = model.fit_generator(train_gen, steps_per_epoch=len(train_gen), epochs=1, shuffle=False, verbose=0)
    model.reset_states()
    print('epoch %d loss %.5f' % (i + 1, h.history['loss'][0]))

print('test mse %.5f' % model.evaluate_generator(test_gen))
model.reset_states()
forecast = model.predict_generator(test_gen)
forecast = forecast[:, 0] * std[0] + mean[0]
truth = test[n_input:, 0] * std[0] + mean[0]
print('mean absolute error %.3f degrees' % np.abs(forecast - truth).mean())
