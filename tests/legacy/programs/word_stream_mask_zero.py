"""Sentences of a story in order, words as numbers, 0 is padding: Embedding(mask_zero) and a stateful LSTM."""
import numpy as np
from tensorflow.keras.layers import LSTM, Dense, Embedding
from tensorflow.keras.models import Sequential

story = """the fox met the crow . the crow had cheese . the fox said sing . the crow sang and the cheese fell .
the fox ate the cheese . the crow was sad . the fox ran away and the crow flew home .""".split()
words = ["<pad>"] + sorted(set(story))
index = {w: i for i, w in enumerate(words)}

sentences, current = [], []
for w in story:
    current.append(index[w])
    if w == ".":
        sentences.append(current)
        current = []
longest = max(map(len, sentences))
x = np.zeros((len(sentences), longest), dtype="int32")
y = np.zeros((len(sentences), longest), dtype="int32")
for row, sentence in enumerate(sentences):
    x[row, :len(sentence)] = sentence
    following = sentences[row + 1][0] if row + 1 < len(sentences) else 0
    y[row, :len(sentence)] = sentence[1:] + [following]
print("vocabulary", len(words), "sentences", x.shape, "padding", int((x == 0).sum()))

model = Sequential([
    Embedding(len(words), 6, mask_zero=True, batch_input_shape=(1, longest)),
    LSTM(16, return_sequences=True, stateful=True),
    LSTM(12, return_sequences=True, stateful=True),
    Dense(len(words), activation="softmax"),
])
model.compile(loss="sparse_categorical_crossentropy", optimizer="sgd")

for epoch in range(6):
    history = model.fit(x, y, batch_size=1, epochs=1, shuffle=False, verbose=0)
    model.reset_states()
    print("epoch %d loss %.4f" % (epoch + 1, history.history["loss"][0]))

model.reset_states()
for row in range(3):
    probabilities = model.predict(x[row:row + 1], batch_size=1, verbose=0)[0]
    last = int((x[row] > 0).sum()) - 1
    print("after sentence %d: %s (%.4f)" % (row + 1, words[int(probabilities[last].argmax())], probabilities[last].max()))
