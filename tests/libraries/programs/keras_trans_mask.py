import numpy as np
import keras
from keras_trans_mask import CreateMask, RemoveMask, RestoreMask

x = np.random.RandomState(17).randint(0, 5, (8, 6))
input_layer = keras.layers.Input(shape=(6,))
mask_layer = CreateMask(mask_value=0)(input_layer)
embed_layer = keras.layers.Embedding(input_dim=5, output_dim=4, mask_zero=True)(input_layer)
removed_layer = RemoveMask()(embed_layer)
conv_layer = keras.layers.Conv1D(filters=3, kernel_size=3, padding='same')(removed_layer)
restored_layer = RestoreMask()([conv_layer, embed_layer])
lstm_layer = keras.layers.LSTM(units=4)(restored_layer)
model = keras.models.Model(inputs=input_layer, outputs=keras.layers.Dense(1)(lstm_layer))
model.compile(optimizer='adam', loss='mse')
model.fit(x, x[:, :1], epochs=2, batch_size=4, shuffle=False, verbose=0)
