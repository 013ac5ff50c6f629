"""How much memory is enough?  The target is a moving average longer than the window: stateful against stateless."""
from __future__ import print_function
import numpy as np
from keras.layers import Dense, LSTM
from keras.models import Sequential

input_len = 120
tsteps = 6
lahead = 2
batch_size = 4
epochs = 4

print('*' * 33)
if lahead >= tsteps:
    print('STATELESS LSTM WILL ALSO CONVERGE')
else:
    print('STATELESS LSTM WILL NOT CONVERGE')
print('*' * 33)

np.random.seed(1986)
noise = np.random.uniform(-0.1, 0.1, input_len + tsteps)
average = np.array([noise[max(0, i - tsteps + 1):i + 1].mean() for i in range(len(noise))])
x = np.array([noise[i:i + lahead] for i in range(input_len)])[:, :, None]
y = average[lahead - 1:lahead - 1 + input_len, None] * 10
to_train = 80
x_train, y_train, x_test, y_test = x[:to_train], y[:to_train], x[to_train:], y[to_train:]
print('x_train.shape: ', x_train.shape)
print('x_test.shape: ', x_test.shape)


def create_model(stateful):
    model = Sequential()
    model.add(LSTM(10, input_shape=(lahead, 1), batch_size=batch_size, stateful=stateful))
    model.add(Dense(1))
    model.compile(loss='mse', optimizer='adam')
    return model


print('Creating Stateful Model...')
model_stateful = create_model(stateful=True)
for i in range(epochs):
    model_stateful.fit(x_train, y_train, batch_size=batch_size, epochs=1, verbose=0,
                       validation_data=(x_test, y_test), shuffle=False)
    model_stateful.reset_states()
predicted_stateful = model_stateful.predict(x_test, batch_size=batch_size)

print('Creating stateless Model...')
model_stateless = create_model(stateful=False)
history = model_stateless.fit(x_train, y_train, batch_size=batch_size, epochs=epochs, verbose=0,
                              validation_data=(x_test, y_test), shuffle=False)
predicted_stateless = model_stateless.predict(x_test, batch_size=batch_size)
print('last validation loss: %.5f' % history.history['val_loss'][-1])
print('error stateful: %.5f' % np.abs(y_test - predicted_stateful).mean())
print('error stateless: %.5f' % np.abs(y_test - predicted_stateless).mean())
