"""Headlines plus numbers in, two outputs with named losses and weights: the functional guide of 2017."""
import numpy as np
import keras
from keras.layers import Dense, Embedding, Input, LSTM
from keras.models import Model

np.random.seed(0)
main_input = Input(shape=(10,), dtype='int32', name='main_input')
x = Embedding(output_dim=8, input_dim=30, input_length=10)(main_input)
lstm_out = LSTM(6)(x)
auxiliary_output = Dense(1, activation='sigmoid', name='aux_output')(lstm_out)
auxiliary_input = Input(shape=(3,), name='aux_input')
x = keras.layers.concatenate([lstm_out, auxiliary_input])
x = Dense(8, activation='relu')(x)
x = Dense(8, activation='relu')(x)
main_output = Dense(1, activation='sigmoid', name='main_output')(x)
model = Model(inputs=[main_input, auxiliary_input], outputs=[main_output, auxiliary_output])

headlines = np.round(np.abs(np.random.rand(24, 10) * 29))
numbers = np.random.randn(24, 3)
labels = np.random.randint(0, 2, (24, 1))

model.compile(optimizer='rmsprop', loss='binary_crossentropy', loss_weights=[1., 0.2])
model.fit([headlines, numbers], [labels, labels], epochs=2, batch_size=8, shuffle=False, verbose=0)

model.compile(optimizer='rmsprop', loss={'main_output': 'binary_crossentropy', 'aux_output': 'mse'},
              loss_weights={'main_output': 1., 'aux_output': 0.2}, metrics={'main_output': 'accuracy', 'aux_output': ['mae']})
history = model.fit({'main_input': headlines, 'aux_input': numbers},
                    {'main_output': labels, 'aux_output': labels},
                    validation_data=([headlines[:6], numbers[:6]], [labels[:6], labels[:6]]),
                    sample_weight={'main_output': np.linspace(.5, 1.5, 24), 'aux_output': np.ones(24)},
                    epochs=2, batch_size=8, shuffle=False, verbose=0)
print(sorted(history.history))
print(model.metrics_names)
outs = model.predict({'main_input': headlines[:4], 'aux_input': numbers[:4]})
print(len(outs), outs[0].shape, model.output_names, model.input_names)
print([round(float(v), 4) for v in model.train_on_batch([headlines[:8], numbers[:8]], [labels[:8], labels[:8]])])
