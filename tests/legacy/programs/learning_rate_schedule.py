"""Step decay, a learning rate that is read and set by hand, and early stopping on a stateful GRU."""
from __future__ import print_function
import math

import numpy as np
import keras.backend as K
from keras.callbacks import EarlyStopping, LambdaCallback, LearningRateScheduler
from keras.layers import Dense, GRU
from keras.models import Sequential
from keras.optimizers import SGD

np.random.seed(28)
chirp = np.sin(0.002 * np.arange(200) ** 1.5)
x = np.array([chirp[i:i + 4] for i in range(180)]).reshape(180, 4, 1)
y = chirp[4:184].reshape(180, 1)


def step_decay(epoch):
    return 0.1 * math.pow(0.5, math.floor((1 + epoch) / 2.0))


model = Sequential()
model.add(GRU(8, batch_input_shape=(5, 4, 1), stateful=True))
model.add(Dense(1))
model.compile(loss='mean_squared_error', optimizer=SGD(lr=0.0, momentum=0.5))

rates = []
callbacks = [
    LearningRateScheduler(step_decay),
    LambdaCallback(on_epoch_end=lambda epoch, logs: rates.append(float(K.get_value(model.optimizer.lr)))),
    LambdaCallback(on_epoch_end=lambda epoch, logs: model.reset_states()),
    EarlyStopping(monitor='val_loss', patience=2),
]
history = model.fit(x[:120], y[:120], validation_data=(x[120:], y[120:]), epochs=6, batch_size=5, shuffle=False,
                    callbacks=callbacks, verbose=0)
for rate, loss, val_loss in zip(rates, history.history['loss'], history.history['val_loss']):
    print('lr %.4f loss %.5f val_loss %.5f' % (rate, loss, val_loss))

K.set_value(model.optimizer.lr, 0.02)
print('set by hand: %.3f' % K.get_value(model.optimizer.lr))
h = model.fit(x[:120], y[:120], epochs=2, batch_size=5, shuffle=False, verbose=0)
print('went on: %s' % ' '.join('%.5f' % v for v in h.history['loss']))
