"""Character model: Embedding + stateful GRU on a batch of rows, logits, greedy text from a batch-of-one copy."""
import numpy as np
import tensorflow as tf

text = ("Once upon a time a turtle told a tale to a toad. The toad told the tale to a trout. "
        "The trout took the tale to the town. ") * 5
vocab = sorted(set(text))
char2idx = {u: i for i, u in enumerate(vocab)}
idx2char = np.array(vocab)
text_as_int = np.array([char2idx[c] for c in text])

vocab_size = len(vocab)
embedding_dim = 8
rnn_units = 24
BATCH_SIZE = 5
SEQ_LENGTH = 12


def build_model(batch_size):
    return tf.keras.Sequential([
        tf.keras.layers.Embedding(vocab_size, embedding_dim, batch_input_shape=[batch_size, None]),
        tf.keras.layers.GRU(rnn_units, return_sequences=True, stateful=True, recurrent_initializer='glorot_uniform'),
        tf.keras.layers.Dense(vocab_size),
    ])


def loss(labels, logits):
    return tf.keras.losses.sparse_categorical_crossentropy(labels, logits, from_logits=True)


rows = len(text_as_int) // BATCH_SIZE
strips = text_as_int[:rows * BATCH_SIZE].reshape(BATCH_SIZE, rows)
steps = (rows - 1) // SEQ_LENGTH
x = np.concatenate([strips[:, s * SEQ_LENGTH:(s + 1) * SEQ_LENGTH] for s in range(steps)])
y = np.concatenate([strips[:, s * SEQ_LENGTH + 1:(s + 1) * SEQ_LENGTH + 1] for s in range(steps)])
print(f"{vocab_size} characters, {len(x)} examples of {SEQ_LENGTH}")

model = build_model(BATCH_SIZE)
model.compile(optimizer=tf.keras.optimizers.Adam(learning_rate=0.004), loss=loss)
for epoch in range(3):
    model.reset_states()
    history = model.fit(x, y, batch_size=BATCH_SIZE, epochs=1, shuffle=False, verbose=0)
    print(f"epoch {epoch + 1}: loss {history.history['loss'][0]:.4f}")

generator = build_model(batch_size=1)
generator.set_weights(model.get_weights())


def generate_text(model, start_string, num_generate):
    input_eval = np.array([[char2idx[s] for s in start_string]])
    text_generated = []
    model.reset_states()
    for _ in range(num_generate):
        predictions = model.predict(input_eval, verbose=0)[0]
        predicted_id = int(predictions[-1].argmax())
        input_eval = np.array([[predicted_id]])
        text_generated.append(idx2char[predicted_id])
    return start_string + "".join(text_generated)


print(generate_text(generator, "The t", 24))
