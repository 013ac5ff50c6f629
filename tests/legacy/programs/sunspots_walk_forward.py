"""One-step walk-forward forecast of a yearly cycle, differenced and scaled by hand, with an LSTM on batches of one."""
from math import sqrt

import numpy as np
from keras.models import Sequential
from keras.layers import Dense
from keras.layers import LSTM


def difference(series, interval=1):
    return np.array([series[i] - series[i - interval] for i in range(interval, len(series))])


def inverse_difference(history, yhat, interval=1):
    return yhat + history[-interval]


def timeseries_to_supervised(data, lag=1):
    return np.column_stack([np.concatenate([[0.0] * lag, data[:-lag]]), data])


class MinMax(object):
    def fit(self, train, low=-1.0, high=1.0):
        self.low, self.high = low, high
        self.min, self.max = train.min(axis=0), train.max(axis=0)
        return self

    def transform(self, values):
        return (values - self.min) / (self.max - self.min) * (self.high - self.low) + self.low

    def invert_last(self, value):
        return (value - self.low) / (self.high - self.low) * (self.max[-1] - self.min[-1]) + self.min[-1]


def fit_lstm(train, batch_size, n_epoch, neurons):
    X, y = train[:, 0:-1], train[:, -1]
    X = X.reshape(X.shape[0], 1, X.shape[1])
    model = Sequential()
    model.add(LSTM(neurons, batch_input_shape=(batch_size, X.shape[1], X.shape[2]), stateful=True))
    model.add(Dense(1))
    model.compile(loss='mean_squared_error', optimizer='adam')
    for i in range(n_epoch):
        model.fit(X, y, epochs=1, batch_size=batch_size, verbose=0, shuffle=False)
        model.reset_states()
    return model


def forecast_lstm(model, batch_size, X):
    X = X.reshape(1, 1, len(X))
    yhat = model.predict(X, batch_size=batch_size, verbose=0)
    return yhat[0, 0]


rng = np.random.RandomState(11)
years = np.arange(90)
raw_values = 60 + 55 * np.sin(2 * np.pi * years / 11.0) + 10 * np.sin(2 * np.pi * years / 40.0) + rng.normal(0, 4, 90)

diff_values = difference(raw_values, 1)
supervised = timeseries_to_supervised(diff_values, 1)
train, test = supervised[0:-12], supervised[-12:]
scaler = MinMax().fit(train)
train_scaled, test_scaled = scaler.transform(train), scaler.transform(test)

lstm_model = fit_lstm(train_scaled, 1, 5, 4)
# forecast the entire training set to build up state for forecasting
train_reshaped = train_scaled[:, 0].reshape(len(train_scaled), 1, 1)
lstm_model.predict(train_reshaped, batch_size=1, verbose=0)

predictions = list()
for i in range(len(test_scaled)):
    yhat = forecast_lstm(lstm_model, 1, test_scaled[i, 0:-1])
    yhat = scaler.invert_last(yhat)
    yhat = inverse_difference(raw_values, yhat, len(test_scaled) + 1 - i)
    predictions.append(yhat)
    expected = raw_values[len(train) + i + 1]
    print('Year=%d, Predicted=%.3f, Expected=%.3f' % (i + 1, yhat, expected))
rmse = sqrt(np.mean((raw_values[-12:] - np.array(predictions)) ** 2))
print('Test RMSE: %.3f' % rmse)
