"""TimeDistributed over a shared CNN, then an LSTM with attention from Permute, RepeatVector and Multiply."""
import numpy as np
from keras import backend as K
from keras.layers import Activation, Conv2D, Dense, Flatten, Input, LSTM, Lambda, MaxPooling2D, Multiply, Permute
from keras.layers import RepeatVector, TimeDistributed
from keras.models import Model, Sequential

frames, units = 5, 6
rng = np.random.RandomState(23)
x = rng.uniform(0, .4, (16, frames, 6, 6, 1))
y = rng.randint(0, 2, 16)
for i in range(16):
    for f in range(frames):
        x[i, f, f if y[i] else frames - f, 1:4] += .6

cnn = Sequential()
cnn.add(Conv2D(3, (3, 3), activation='relu', input_shape=(6, 6, 1)))
cnn.add(MaxPooling2D((2, 2)))
cnn.add(Flatten())

video = Input(shape=(frames, 6, 6, 1))
encoded = TimeDistributed(cnn)(video)
activations = LSTM(units, return_sequences=True)(encoded)
attention = TimeDistributed(Dense(1, activation='tanh'))(activations)
attention = Flatten()(attention)
attention = Activation('softmax', name='attention')(attention)
attention = RepeatVector(units)(attention)
attention = Permute([2, 1])(attention)
sent_representation = Multiply()([activations, attention])
sent_representation = Lambda(lambda xin: K.sum(xin, axis=-2), output_shape=(units,))(sent_representation)
model = Model(video, Dense(2, activation='softmax')(sent_representation))
model.compile(loss='sparse_categorical_crossentropy', optimizer='sgd', metrics=['accuracy'])
model.fit(x, y, epochs=3, batch_size=4, shuffle=False, verbose=0)
look = Model(model.input, model.get_layer('attention').output).predict(x[:3])
print(look.shape, np.allclose(look.sum(axis=1), 1, atol=1e-5))
print(K.int_shape(activations), K.int_shape(attention), K.ndim(encoded))
