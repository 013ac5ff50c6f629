"""Forecast a sine wave a few steps ahead with a small stateful GRU."""
import math

import numpy as np
from keras.layers import Dense, Dropout, GRU
from keras.models import Sequential
from keras.optimizers import SGD

np.random.seed(0)

STEPS = 6
BATCH = 5

t = np.arange(0, 24 * math.pi, 0.2)
wave = (np.sin(t) * np.cos(0.3 * t)).astype('float32')

dataX, dataY = [], []
for i in range(len(wave) - STEPS - 1):
    dataX.append(wave[i:i + STEPS])
    dataY.append(wave[i + STEPS])
dataX = np.array(dataX).reshape(-1, STEPS, 1)
dataY = np.array(dataY)

n_train = 200
n_test = 100
trainX, trainY = dataX[:n_train], dataY[:n_train]
testX, testY = dataX[n_train:n_train + n_test], dataY[n_train:n_train + n_test]

model = Sequential()
model.add(GRU(10, batch_size=BATCH, input_dim=1, input_length=STEPS, stateful=True, return_sequences=True))
model.add(Dropout(0.0))
model.add(GRU(8, stateful=True, activation='relu'))
model.add(Dense(1, activation='linear'))
model.compile(loss='mean_squared_error', optimizer=SGD(lr=0.02, decay=1e-3, momentum=0.9, nesterov=True))

for i in range(4):
    history = model.fit(trainX, trainY, batch_size=BATCH, epochs=1, shuffle=False, verbose=0,
                        validation_data=(testX, testY))
    print('pass %d: loss %.5f, validation %.5f' % (i, history.history['loss'][-1], history.history['val_loss'][-1]))
    model.reset_states()

train_score = model.evaluate(trainX, trainY, batch_size=BATCH, verbose=0)
print('Train MSE: %.5f  RMSE: %.5f' % (train_score, math.sqrt(train_score)))
test_score = model.evaluate(testX, testY, batch_size=BATCH, verbose=0)
print('Test MSE: %.5f  RMSE: %.5f' % (test_score, math.sqrt(test_score)))

predicted = model.predict(testX, batch_size=BATCH)
print('predicted:', predicted.shape, 'mean %.5f std %.5f' % (predicted.mean(), predicted.std()))
print('correlation with the truth: %.4f' % np.corrcoef(predicted[:, 0], testY)[0, 1])
