"""Skip-grams with negative samples drawn once, a shared Dot, similar words; Tokenizer and sampling table."""
import numpy as np
from keras.layers import Dense, Dot, Embedding, Input, Reshape
from keras.models import Model
from keras.preprocessing import sequence
from keras.preprocessing.text import Tokenizer

corpus = ['the king rules the land', 'the queen rules the land', 'a dog chases a cat', 'a cat flees a dog']
tokenizer = Tokenizer()
tokenizer.fit_on_texts(corpus)
vocab_size = len(tokenizer.word_index) + 1
wids = tokenizer.texts_to_sequences(corpus)
couples, labels = [], []
for each in wids:
    pairs, label = sequence.skipgrams(each, vocabulary_size=vocab_size, window_size=2, negative_samples=0., shuffle=False)
    couples += pairs
    labels += label
rng = np.random.RandomState(0)
for target, _ in list(couples):
    couples.append([target, int(rng.randint(1, vocab_size))])
    labels.append(0)
print(vocab_size, len(couples), tokenizer.word_counts['the'])
print('%.4f' % sequence.make_sampling_table(vocab_size, sampling_factor=.1).sum())

word_target, word_context = [np.array(each, dtype='int32') for each in zip(*couples)]
input_target, input_context = Input((1,)), Input((1,))
embedding = Embedding(vocab_size, 6, input_length=1, name='embedding')
target, context = Reshape((6, 1))(embedding(input_target)), Reshape((6, 1))(embedding(input_context))
similarity = Model([input_target, input_context], Dot(axes=1, normalize=True)([target, context]))
dot_product = Reshape((1,))(Dot(axes=1)([target, context]))
model = Model([input_target, input_context], Dense(1, activation='sigmoid')(dot_product))
model.compile(loss='binary_crossentropy', optimizer='sgd')
for step in range(3):
    for start in range(0, len(labels), 32):
        at = slice(start, start + 32)
        loss = model.train_on_batch([word_target[at], word_context[at]], np.array(labels[at]))
    print('step %d loss %.4f' % (step, loss))
word = tokenizer.word_index['king']
sims = similarity.predict([np.full((vocab_size, 1), word), np.arange(vocab_size).reshape(-1, 1)])
print(sims.shape, '%.4f' % sims[word].item())
