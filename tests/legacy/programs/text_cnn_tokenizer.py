"""Sentences to classes: Tokenizer, pad_sequences, three convolution widths side by side (Kim 2014)."""
import numpy as np
from keras.layers import Concatenate, Conv1D, Dense, Dropout, Embedding, GlobalMaxPooling1D, Input, MaxPool1D, Flatten
from keras.models import Model
from keras.preprocessing.sequence import pad_sequences
from keras.preprocessing.text import Tokenizer, text_to_word_sequence
from keras.utils.np_utils import to_categorical

good = ['what a fine film', 'I liked it, a lot!', 'great actors; great story', 'Warm and funny.', 'a fine, warm story']
bad = ['dull and slow', 'I left early', 'poor story, poor actors', 'what a waste of time', 'slow, slow, SLOW!']
texts = good + bad
labels = [0] * len(good) + [1] * len(bad)

MAX_NUM_WORDS, MAX_SEQUENCE_LENGTH, EMBEDDING_DIM = 25, 8, 5
tokenizer = Tokenizer(num_words=MAX_NUM_WORDS, oov_token='<unk>')
tokenizer.fit_on_texts(texts)
sequences = tokenizer.texts_to_sequences(texts)
word_index = tokenizer.word_index
print('Found %s unique tokens.' % len(word_index))
print(text_to_word_sequence(texts[1]), sequences[1])
data = pad_sequences(sequences, maxlen=MAX_SEQUENCE_LENGTH, padding='post', truncating='post')
y = to_categorical(np.asarray(labels))
print('Shape of data tensor:', data.shape, y.shape)

embedding_matrix = np.zeros((MAX_NUM_WORDS + 1, EMBEDDING_DIM))
for word, i in word_index.items():
    if i <= MAX_NUM_WORDS:
        embedding_matrix[i] = np.random.RandomState(i).normal(0, .3, EMBEDDING_DIM)

inputs = Input(shape=(MAX_SEQUENCE_LENGTH,), dtype='int32')
embedded = Embedding(MAX_NUM_WORDS + 1, EMBEDDING_DIM, weights=[embedding_matrix], input_length=MAX_SEQUENCE_LENGTH,
                     trainable=False)(inputs)
pools = []
for width in (2, 3, 4):
    conv = Conv1D(4, width, activation='relu', padding='valid')(embedded)
    pools.append(GlobalMaxPooling1D()(conv))
wide = Flatten()(MaxPool1D(4)(Conv1D(4, 2, padding='causal', dilation_rate=2)(embedded)))
merged = Dropout(0.)(Concatenate(axis=1)(pools + [wide]))
model = Model(inputs, Dense(2, activation='softmax', kernel_initializer='normal')(merged))
model.compile(loss='categorical_crossentropy', optimizer='rmsprop', metrics=['acc'])
history = model.fit(data, y, batch_size=5, epochs=4, validation_data=(data[3:7], y[3:7]), shuffle=False, verbose=0)
print(sorted(history.history))
print(model.predict(data[:3]).argmax(axis=-1).shape, len(model.trainable_weights), len(model.non_trainable_weights))
matrix = tokenizer.texts_to_matrix(texts, mode='tfidf')
print(matrix.shape, '%.4f' % matrix.sum())
