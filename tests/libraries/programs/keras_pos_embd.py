import numpy as np
import keras
from keras_pos_embd import PositionEmbedding, TrigPosEmbedding

x = np.random.RandomState(3).randint(1, 10, (8, 5))
model = keras.models.Sequential()
model.add(keras.layers.Embedding(input_shape=(None,), input_dim=10, output_dim=4, mask_zero=True))
model.add(PositionEmbedding(input_dim=12, output_dim=4, mode=PositionEmbedding.MODE_ADD))
model.add(TrigPosEmbedding(output_dim=4, mode=TrigPosEmbedding.MODE_ADD))
model.add(keras.layers.GRU(3))
model.compile('adam', 'mse')
model.fit(x, np.ones((8, 3)), epochs=2, batch_size=4, shuffle=False, verbose=0)
positions = keras.models.Sequential()
positions.add(PositionEmbedding(input_shape=(None,), input_dim=10, output_dim=2, mask_zero=10000,
                                mode=PositionEmbedding.MODE_EXPAND))
positions.compile('adam', 'mse')
print(positions.predict(np.arange(-3, 3).reshape(1, 6)).shape)
