import numpy as np
import keras
from keras_position_wise_feed_forward import FeedForward

x = np.random.RandomState(4).normal(0, 1, (8, 5, 6))
input_layer = keras.layers.Input(shape=(None, 6))
feed_forward_layer = FeedForward(units=9)(input_layer)
model = keras.models.Model(inputs=input_layer, outputs=feed_forward_layer)
model.compile(optimizer='adam', loss='mse')
model.fit(x, -x, epochs=2, batch_size=4, shuffle=False, verbose=0)
print(model.count_params(), model.predict(x).shape)
