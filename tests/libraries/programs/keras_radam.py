import keras
import numpy as np
from keras_radam import RAdam

rng = np.random.RandomState(7)
x, w = rng.standard_normal((64, 5)), rng.standard_normal((5, 3))
y = np.dot(x, w)
for optimizer in (RAdam(), RAdam(total_steps=30, warmup_proportion=0.1, min_lr=1e-5, learning_rate=1e-2, amsgrad=True, decay=1e-3)):
    model = keras.models.Sequential()
    model.add(keras.layers.Dense(input_shape=(5,), units=3))
    model.compile(optimizer, loss='mse')
    model.fit(x, y, epochs=2, batch_size=8, shuffle=False, verbose=0)
print(sorted(optimizer.get_config()))
