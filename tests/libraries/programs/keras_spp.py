import numpy as np
from keras.layers import Convolution2D, Dense
from keras.models import Sequential
from spp.SpatialPyramidPooling import SpatialPyramidPooling

rng = np.random.RandomState(14)
model = Sequential()
model.add(Convolution2D(4, (3, 3), padding='same', input_shape=(None, None, 3)))
model.add(SpatialPyramidPooling([1, 2]))
model.add(Dense(2, activation='softmax'))
model.compile(loss='categorical_crossentropy', optimizer='sgd')
for size in (8, 12):
    model.fit(rng.uniform(0, 1, (6, size, size, 3)), np.eye(2)[rng.randint(0, 2, 6)], batch_size=3, verbose=0, shuffle=False)
print(model.output_shape)
