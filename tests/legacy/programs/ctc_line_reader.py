"""Lines of symbols read with CTC: loss in a Lambda, four inputs, decoding by K.function and K.ctc_decode."""
import itertools

import numpy as np
from keras import backend as K
from keras.layers import Activation, Conv1D, Dense, Input, Lambda
from keras.layers.merge import add, concatenate
from keras.layers.recurrent import GRU
from keras.models import Model
from keras.optimizers import SGD

alphabet = 'abcd'
img_w, features, absolute_max_string_len, size = 12, 5, 3, 16


def ctc_lambda_func(args):
    y_pred, labels, input_length, label_length = args
    # the 2 is critical here since the first couple outputs of the RNN tend to be garbage
    y_pred = y_pred[:, 2:, :]
    return K.ctc_batch_cost(labels, y_pred, input_length, label_length)


rng = np.random.RandomState(3)
codes = rng.normal(0, 1, (len(alphabet), features))
texts = [''.join(rng.choice(list(alphabet), absolute_max_string_len)) for _ in range(size)]
labels = np.array([[alphabet.find(c) for c in text] for text in texts], 'float32')
X = np.repeat(codes[labels.astype(int)], img_w // absolute_max_string_len, axis=1) + rng.normal(0, .1, (size, img_w, features))

input_data = Input(name='the_input', shape=(img_w, features), dtype='float32')
inner = Conv1D(8, 3, padding='same', activation='relu', kernel_initializer='he_normal', name='conv1')(input_data)
inner = Dense(8, activation='relu', name='dense1')(inner)
gru_1 = GRU(6, return_sequences=True, kernel_initializer='he_normal', name='gru1')(inner)
gru_1b = GRU(6, return_sequences=True, go_backwards=True, kernel_initializer='he_normal', name='gru1_b')(inner)
gru1_merged = add([gru_1, gru_1b])
gru_2 = GRU(6, return_sequences=True, name='gru2')(gru1_merged)
gru_2b = GRU(6, return_sequences=True, go_backwards=True, name='gru2_b')(gru1_merged)
inner = Dense(len(alphabet) + 1, kernel_initializer='he_normal', name='dense2')(concatenate([gru_2, gru_2b]))
y_pred = Activation('softmax', name='softmax')(inner)

the_labels = Input(name='the_labels', shape=[absolute_max_string_len], dtype='float32')
input_length = Input(name='input_length', shape=[1], dtype='int64')
label_length = Input(name='label_length', shape=[1], dtype='int64')
loss_out = Lambda(ctc_lambda_func, output_shape=(1,), name='ctc')([y_pred, the_labels, input_length, label_length])
sgd = SGD(lr=0.02, decay=1e-6, momentum=0.9, nesterov=True, clipnorm=5)
model = Model(inputs=[input_data, the_labels, input_length, label_length], outputs=loss_out)
model.compile(loss={'ctc': lambda y_true, y_pred: y_pred}, optimizer=sgd)

test_func = K.function([input_data], [y_pred])
inputs = {'the_input': X, 'the_labels': labels, 'input_length': np.full((size, 1), img_w - 2),
          'label_length': np.full((size, 1), absolute_max_string_len)}
outputs = {'ctc': np.zeros([size])}
model.fit(inputs, outputs, batch_size=4, epochs=3, shuffle=False, verbose=0)

out = test_func([X[:4]])[0]
print(out.shape, '%.3f' % out.sum())
for j in range(out.shape[0]):
    best = [k for k, g in itertools.groupby(list(np.argmax(out[j, 2:], 1)))]
    print(len(''.join(alphabet[c] for c in best if c < len(alphabet))) <= img_w)
decoded = K.ctc_decode(out[:, 2:], input_length=np.full(4, img_w - 2), greedy=True)
print(K.get_value(decoded[0][0]).shape[0], np.round(K.get_value(decoded[1]), 3).ravel())
