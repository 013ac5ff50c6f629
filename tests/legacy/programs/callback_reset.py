"""Was there a one at the very start?  Sequences are longer than a batch, so a callback says when the state must go."""
from __future__ import print_function
import numpy as np
from keras.callbacks import Callback
from keras.layers.core import Dense
from keras.layers.recurrent import LSTM
from keras.models import Sequential
from keras.optimizers import SGD

np.random.seed(3)
parts, part_len, n_seq = 4, 5, 12

x = np.random.randint(0, 2, size=(n_seq, parts * part_len, 1)).astype('float32')
labels = x[:, 0, 0]
X = x.reshape(n_seq * parts, part_len, 1)
y = np.repeat(labels, parts).reshape(-1, 1)


class ResetStatesCallback(Callback):
    def __init__(self, every):
        super(ResetStatesCallback, self).__init__()
        self.every = every
        self.counter = 0
        self.losses = []

    def on_batch_begin(self, batch, logs={}):
        if self.counter % self.every == 0:
            self.model.reset_states()
        self.counter += 1

    def on_batch_end(self, batch, logs={}):
        self.losses.append(float(logs.get('loss')))


model = Sequential()
model.add(LSTM(7, batch_input_shape=(1, part_len, 1), return_sequences=False, stateful=True))
model.add(Dense(1, activation='sigmoid'))
model.compile(loss='binary_crossentropy', optimizer=SGD(lr=0.1, decay=0.01, clipnorm=0.5), metrics=['accuracy'])

reset = ResetStatesCallback(parts)
history = model.fit(X, y, epochs=3, batch_size=1, shuffle=False, callbacks=[reset], verbose=0)
for loss, acc in zip(history.history['loss'], history.history['acc']):
    print('loss %.4f acc %.4f' % (loss, acc))
print('batches seen:', reset.counter)

model.reset_states()
pred = model.predict(X[:parts * 2], batch_size=1)
print('first sequences:', ' '.join('%.3f' % p for p in pred.ravel()))
score, acc = model.evaluate(X, y, batch_size=1, verbose=0)
print('Test score: %.4f' % score)
print('Test accuracy: %.4f' % acc)
