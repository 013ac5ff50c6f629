"""What does the middle of a trained network say?  K.function and a second Model on the same layers."""
from __future__ import print_function
import numpy as np
from keras import backend as K
from keras.layers import Dense, Dropout, Flatten, LSTM
from keras.models import Model, Sequential

rs = np.random.RandomState(14)
x = rs.uniform(-1, 1, (30, 7, 2))
y = (x[:, :, 0].sum(axis=1) > x[:, :, 1].sum(axis=1)).astype('int32')

model = Sequential()
model.add(LSTM(6, input_shape=(7, 2), return_sequences=True, name='reader'))
model.add(LSTM(4, return_sequences=True, go_backwards=True, name='re_reader'))
model.add(Flatten(name='flat'))
model.add(Dropout(0., name='drop'))
model.add(Dense(2, activation='softmax', name='decision'))
model.compile(loss='sparse_categorical_crossentropy', optimizer='adam', metrics=['accuracy'])
model.fit(x, y, epochs=5, batch_size=6, verbose=0, shuffle=False)

get_outputs = K.function([model.layers[0].input], [model.layers[0].output, model.get_layer('flat').output])
reader, flat = get_outputs([x[:2]])
print('reader', reader.shape, '%.5f' % reader.sum())
print('flat', flat.shape, '%.5f' % flat.sum())

half = Model(inputs=model.input, outputs=model.get_layer('re_reader').output)
states = half.predict(x[:2])
print('re_reader', states.shape, '%.5f' % np.abs(states).sum())
print('the same twice: %s' % bool(np.allclose(states.reshape(2, -1), flat, atol=1e-6)))

kernel, recurrent, bias = model.get_layer('reader').get_weights()
print('kernel', kernel.shape, 'recurrent', recurrent.shape, 'bias', bias.shape)
print('forget bias %.4f' % bias[6:12].mean())
print('classes', model.predict_classes(x[:10]).tolist())
