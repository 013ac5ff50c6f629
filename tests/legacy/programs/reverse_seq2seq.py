"""Sequence to sequence: an encoder hands its states to a decoder that spells words backwards."""
from __future__ import print_function

import numpy as np
from keras.layers import Dense, Input, LSTM
from keras.models import Model
from keras.optimizers import SGD

words = ['sun', 'moon', 'tree', 'leaf', 'bird', 'wind', 'rain', 'snow', 'lake', 'hill', 'wave', 'dune']
latent_dim = 20

input_texts = words
target_texts = ['\t' + w[::-1] + '\n' for w in words]
tokens = sorted(set(''.join(input_texts + target_texts)))
index = dict([(char, i) for i, char in enumerate(tokens)])
num_tokens = len(tokens)
max_in = max(len(t) for t in input_texts)
max_out = max(len(t) for t in target_texts)
print('Number of samples:', len(words))
print('Number of unique tokens:', num_tokens)

encoder_input_data = np.zeros((len(words), max_in, num_tokens), dtype='float32')
decoder_input_data = np.zeros((len(words), max_out, num_tokens), dtype='float32')
decoder_target_data = np.zeros((len(words), max_out, num_tokens), dtype='float32')
for i, (source, target) in enumerate(zip(input_texts, target_texts)):
    for t, char in enumerate(source):
        encoder_input_data[i, t, index[char]] = 1.
    for t, char in enumerate(target):
        decoder_input_data[i, t, index[char]] = 1.
        if t > 0:
            decoder_target_data[i, t - 1, index[char]] = 1.

encoder_inputs = Input(shape=(None, num_tokens))
encoder = LSTM(latent_dim, return_state=True)
encoder_outputs, state_h, state_c = encoder(encoder_inputs)
encoder_states = [state_h, state_c]

decoder_inputs = Input(shape=(None, num_tokens))
decoder_lstm = LSTM(latent_dim, return_sequences=True, return_state=True)
decoder_outputs, _, _ = decoder_lstm(decoder_inputs, initial_state=encoder_states)
decoder_dense = Dense(num_tokens, activation='softmax')
decoder_outputs = decoder_dense(decoder_outputs)

model = Model([encoder_inputs, decoder_inputs], decoder_outputs)
model.compile(optimizer=SGD(0.2, momentum=0.9), loss='categorical_crossentropy')
history = model.fit([encoder_input_data, decoder_input_data], decoder_target_data,
                    batch_size=4, epochs=15, shuffle=False, verbose=0)
print('loss after 1 epoch: %.4f, after 15: %.4f' % (history.history['loss'][0], history.history['loss'][-1]))

# inference
encoder_model = Model(encoder_inputs, encoder_states)
decoder_state_input_h = Input(shape=(latent_dim,))
decoder_state_input_c = Input(shape=(latent_dim,))
decoder_states_inputs = [decoder_state_input_h, decoder_state_input_c]
decoder_outputs, state_h, state_c = decoder_lstm(decoder_inputs, initial_state=decoder_states_inputs)
decoder_model = Model([decoder_inputs] + decoder_states_inputs, [decoder_dense(decoder_outputs), state_h, state_c])


def decode_sequence(input_seq):
    states_value = encoder_model.predict(input_seq)
    target_seq = np.zeros((1, 1, num_tokens))
    target_seq[0, 0, index['\t']] = 1.
    decoded = ''
    while True:
        output_tokens, h, c = decoder_model.predict([target_seq] + states_value)
        sampled = np.argmax(output_tokens[0, -1, :])
        decoded += tokens[sampled]
        if tokens[sampled] == '\n' or len(decoded) > max_out:
            return decoded
        target_seq = np.zeros((1, 1, num_tokens))
        target_seq[0, 0, sampled] = 1.
        states_value = [h, c]


for seq_index in range(3):
    print('-')
    print('Input word:', input_texts[seq_index])
    print('Decoded word:', decode_sequence(encoder_input_data[seq_index:seq_index + 1]).strip())
