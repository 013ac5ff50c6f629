import numpy as np
import keras
from keras_targeted_dropout import TargetedDropout

x = np.random.RandomState(13).uniform(0, 1, (8, 6))
model = keras.models.Sequential()
model.add(TargetedDropout(layer=keras.layers.Dense(units=4, activation='softmax'), drop_rate=0.0, target_rate=0.5,
                          drop_patterns=['kernel'], input_shape=(6,)))
model.compile(optimizer='adam', loss='mse')
model.fit(x, np.ones((8, 4)) / 4, epochs=2, batch_size=4, shuffle=False, verbose=0)
print(model.count_params())
