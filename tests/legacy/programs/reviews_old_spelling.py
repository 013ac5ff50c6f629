"""Tiny reviews, good or bad: Embedding with input_length, an LSTM, and argument names from the days of Keras 1."""
from __future__ import print_function
import numpy as np
from keras.layers.core import Activation, Dense, Dropout
from keras.layers.embeddings import Embedding
from keras.layers.recurrent import LSTM
from keras.models import Sequential
from keras.optimizers import SGD
from keras.preprocessing.sequence import pad_sequences
from keras.preprocessing.text import Tokenizer

good = ['a lovely warm film', 'great fun from start to end', 'i laughed and i cried', 'lovely music and a great cast',
        'warm and clever', 'a clever story with great charm']
bad = ['a dull cold film', 'boring from start to end', 'i slept and i left', 'awful music and a dull cast',
       'cold and stupid', 'a stupid story without charm']

tokenizer = Tokenizer(num_words=50)
tokenizer.fit_on_texts(good + bad)
X = pad_sequences(tokenizer.texts_to_sequences(good + bad), maxlen=6)
y = np.array([1] * len(good) + [0] * len(bad))
order = np.random.RandomState(1).permutation(len(X))
X, y = X[order], y[order]
print('words:', len(tokenizer.word_index), 'first:', X[0].tolist())

model = Sequential()
model.add(Embedding(50, 8, input_length=6))
model.add(LSTM(12))
model.add(Dropout(0.))
model.add(Dense(output_dim=1))
model.add(Activation('sigmoid'))
model.compile(loss='binary_crossentropy', optimizer=SGD(lr=0.3, momentum=0.9), metrics=['accuracy'])

hist = model.fit(X[:8], y[:8], nb_epoch=8, batch_size=4, verbose=0, shuffle=False, validation_data=(X[8:], y[8:]))
print('loss %.4f -> %.4f' % (hist.history['loss'][0], hist.history['loss'][-1]))
print('acc %.3f, val_acc %.3f' % (hist.history['acc'][-1], hist.history['val_acc'][-1]))

print('classes:', model.predict_classes(X).ravel().tolist())
print('proba: %.5f' % model.predict_proba(X[:1])[0, 0])
