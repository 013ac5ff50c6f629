"""ReduceLROnPlateau, EarlyStopping, CSVLogger and ModelCheckpoint in one fit; what the files say."""
import csv
import glob

import numpy as np
from keras import backend as K
from keras.callbacks import CSVLogger, EarlyStopping, History, LambdaCallback, ModelCheckpoint, ReduceLROnPlateau
from keras.callbacks import TerminateOnNaN
from keras.layers import Dense
from keras.models import Sequential
from keras.optimizers import SGD

rng = np.random.RandomState(6)
x = rng.normal(0, 1, (30, 4))
y = x.dot([[1.], [-2.], [.5], [0.]]) + rng.normal(0, .5, (30, 1))

model = Sequential()
model.add(Dense(5, activation='tanh', input_shape=(4,)))
model.add(Dense(1))
model.compile(loss='mean_squared_error', optimizer=SGD(lr=0.1, momentum=0.5), metrics=['mae'])

rates = []
plateau = ReduceLROnPlateau(monitor='val_loss', factor=0.5, patience=1, min_lr=0.01, epsilon=1e-3, cooldown=0)
stop = EarlyStopping(monitor='val_loss', min_delta=0, patience=4, verbose=0, mode='auto')
checkpoint = ModelCheckpoint('weights.{epoch:02d}.hdf5', monitor='val_loss', save_best_only=True,
                             save_weights_only=True, mode='min', period=1)
logger = CSVLogger('training.log', separator=',', append=False)
watch = LambdaCallback(on_epoch_begin=lambda epoch, logs: rates.append(float(K.get_value(model.optimizer.lr))))
history = History()
model.fit(x, y, epochs=10, batch_size=10, validation_split=0.3, shuffle=False, verbose=0,
          callbacks=[plateau, stop, checkpoint, logger, watch, history, TerminateOnNaN()])
print('rates', ' '.join('%.5f' % rate for rate in rates))
print('stopped at', stop.stopped_epoch, 'epochs', len(history.epoch))
with open('training.log') as file:
    rows = list(csv.DictReader(file))
print(sorted(rows[0]), len(rows))
print('%.4f %.4f' % (float(rows[0]['loss']), float(rows[-1]['val_loss'])))
files = sorted(glob.glob('weights.*.hdf5'))
print(files)
model.load_weights(files[-1])
print('best %.4f' % model.evaluate(x[21:], y[21:], verbose=0)[0])
