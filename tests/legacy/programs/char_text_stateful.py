"""Learn a rhyme character by character, carry the state over an epoch, then let a batch-of-one copy write."""
from __future__ import print_function
import numpy as np
from keras.models import Sequential
from keras.layers.core import Dense, Activation
from keras.layers.recurrent import LSTM
from keras.optimizers import RMSprop
from keras.utils import np_utils

np.random.seed(7)

text = ('the rain that ran along the lane ran down the drain again and then '
        'the train ran late along the plain and there it rained again ') * 4
chars = sorted(set(text))
char_indices = dict((c, i) for i, c in enumerate(chars))
indices_char = dict((i, c) for i, c in enumerate(chars))
print('corpus length:', len(text))
print('total chars:', len(chars))

batch_size = 4
maxlen = 8
hidden = 24

# one long strip of text per row of the batch, cut into windows that follow each other
strip = (len(text) - 1) // batch_size
n_windows = strip // maxlen
X, y = [], []
for w in range(n_windows):
    for b in range(batch_size):
        start = b * strip + w * maxlen
        X.append([char_indices[c] for c in text[start:start + maxlen]])
        y.append(char_indices[text[start + maxlen]])
X = np_utils.to_categorical(np.array(X).ravel(), len(chars)).reshape((len(X), maxlen, len(chars)))
y = np_utils.to_categorical(y, len(chars))
print('windows:', X.shape, y.shape)


def build(batch, length):
    model = Sequential()
    model.add(LSTM(hidden, batch_input_shape=(batch, length, len(chars)), return_sequences=True, stateful=True))
    model.add(LSTM(hidden, stateful=True))
    model.add(Dense(len(chars)))
    model.add(Activation('softmax'))
    return model


model = build(batch_size, maxlen)
model.compile(loss='categorical_crossentropy', optimizer=RMSprop(lr=0.003), metrics=['accuracy'])

for epoch in range(3):
    hist = model.fit(X, y, batch_size=batch_size, epochs=1, shuffle=False, verbose=0)
    model.reset_states()
    print('epoch %d loss %.4f acc %.4f' % (epoch + 1, hist.history['loss'][0], hist.history['acc'][0]))

writer = build(1, 1)
writer.set_weights(model.get_weights())
writer.compile(loss='categorical_crossentropy', optimizer='rmsprop')

writer.reset_states()
generated = 'the tra'
for c in generated:
    x = np.zeros((1, 1, len(chars)))
    x[0, 0, char_indices[c]] = 1.
    probs = writer.predict(x, batch_size=1, verbose=0)[0]
for i in range(30):
    nxt = int(np.argmax(probs))
    generated += indices_char[nxt]
    x = np.zeros((1, 1, len(chars)))
    x[0, 0, nxt] = 1.
    probs = writer.predict(x, batch_size=1, verbose=0)[0]
print('wrote:', generated)
