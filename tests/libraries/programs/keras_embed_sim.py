import numpy as np
import keras
from keras_embed_sim import EmbeddingRet, EmbeddingSim

x = np.random.RandomState(5).randint(1, 12, (8, 5))
input_layer = keras.layers.Input(shape=(None,), name='Input')
embed, embed_weights = EmbeddingRet(input_dim=12, output_dim=6, mask_zero=True)(input_layer)
output_layer = EmbeddingSim()([embed, embed_weights])
model = keras.models.Model(inputs=input_layer, outputs=output_layer)
model.compile(optimizer='adam', loss='sparse_categorical_crossentropy')
model.fit(x, x[..., None], epochs=2, batch_size=4, shuffle=False, verbose=0)
print(model.predict(x).argmax(axis=-1).shape, model.count_params())
