import numpy as np
import keras
from keras_drop_block import DropBlock2D

x = np.random.RandomState(12).uniform(0, 1, (8, 9, 9, 2))
model = keras.models.Sequential()
model.add(DropBlock2D(input_shape=(9, 9, 2), block_size=3, keep_prob=1.0, name='Dropout-1'))
model.add(keras.layers.Conv2D(filters=4, kernel_size=3, activation='relu', padding='same', name='Conv-1'))
model.add(DropBlock2D(block_size=3, keep_prob=1.0, sync_channels=True, name='Dropout-2'))
model.add(keras.layers.Flatten(name='Flatten'))
model.add(keras.layers.Dense(units=2, activation='softmax', name='Softmax'))
model.compile(optimizer='adam', loss='sparse_categorical_crossentropy', metrics=['accuracy'])
model.fit(x, np.arange(8) % 2, epochs=2, batch_size=4, shuffle=False, verbose=0)
