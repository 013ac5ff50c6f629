import numpy as np
from keras.layers import Dense, Flatten, Input, MaxPool2D
from keras.models import Model
from keras_octave_conv import OctaveConv2D

rng = np.random.RandomState(11)
inputs = Input(shape=(8, 8, 3))
high, low = OctaveConv2D(filters=4, kernel_size=3)(inputs)
high, low = MaxPool2D()(high), MaxPool2D()(low)
high, low = OctaveConv2D(filters=4, kernel_size=3)([high, low])
conv = OctaveConv2D(filters=4, kernel_size=3, ratio_out=0.0)([high, low])
outputs = Dense(units=2, activation='softmax')(Flatten()(conv))
model = Model(inputs=inputs, outputs=outputs)
model.compile('adam', 'sparse_categorical_crossentropy')
x = rng.uniform(0, 1, (8, 8, 8, 3))
model.fit(x, rng.randint(0, 2, 8), epochs=2, batch_size=4, shuffle=False, verbose=0)
print(model.count_params())
