import numpy as np
from keras import backend as K
from keras.layers import Dense
from keras.models import Sequential
from keras_lr_multiplier import LRMultiplier

rng = np.random.RandomState(10)
x = rng.standard_normal((48, 5))
y = (x.sum(axis=1) > 0).astype('int32')
for multipliers in ({'Dense': 0.5, 'Output': 1.5}, {'Dense': lambda t: 2.0 - K.minimum(1.9, t * 1e-2)}):
    model = Sequential()
    model.add(Dense(units=5, input_shape=(5,), activation='tanh', name='Dense'))
    model.add(Dense(units=2, activation='softmax', name='Output'))
    model.compile(optimizer=LRMultiplier('adam', multipliers), loss='sparse_categorical_crossentropy')
    model.fit(x, y, epochs=2, batch_size=8, shuffle=False, verbose=0)
