"""Own callbacks of 2018: scores on held-out data, losses by batch, params, stop_training, class weights."""
import numpy as np
from keras.callbacks import Callback
from keras.layers import Dense
from keras.models import Sequential


class Metrics(Callback):
    def __init__(self, data):
        super(Metrics, self).__init__()
        self.data = data

    def on_train_begin(self, logs={}):
        self.val_f1s = []
        self.batches = []
        print(sorted(key for key in self.params if key in ('batch_size', 'epochs', 'samples', 'verbose', 'do_validation')))

    def on_batch_end(self, batch, logs={}):
        self.batches.append(logs.get('loss'))

    def on_epoch_end(self, epoch, logs={}):
        x, y = self.data
        predict = (np.asarray(self.model.predict(x))).round()
        tp = float((predict * y).sum())
        f1 = 2 * tp / max(1., predict.sum() + y.sum())
        self.val_f1s.append(f1)
        print('epoch %d val_f1 %.3f val_acc %.3f' % (epoch, f1, logs.get('val_acc')))
        if epoch == 3:
            self.model.stop_training = True


class LossHistory(Callback):
    def on_train_begin(self, logs=None):
        self.losses = []

    def on_batch_begin(self, batch, logs=None):
        assert logs.get('size') is None or logs['size'] > 0

    def on_batch_end(self, batch, logs=None):
        self.losses.append(logs.get('loss'))


rng = np.random.RandomState(30)
x = rng.normal(0, 1, (40, 3))
y = (x.sum(axis=1) > .5).astype('float32').reshape(-1, 1)
model = Sequential()
model.add(Dense(4, kernel_initializer='uniform', activation='relu', input_dim=3))
model.add(Dense(1, kernel_initializer='uniform', activation='sigmoid'))
model.compile(loss='binary_crossentropy', optimizer='adam', metrics=['accuracy'])
metrics, losses = Metrics((x[30:], y[30:])), LossHistory()
history = model.fit(x[:30], y[:30], validation_data=(x[30:], y[30:]), nb_epoch=10, batch_size=10, verbose=0,
                    shuffle=False, class_weight={0: 1., 1: 2.5}, callbacks=[metrics, losses])
print(len(history.epoch), len(losses.losses))
print('%.4f' % losses.losses[0])
