import numpy as np
import keras
from keras_multi_head import MultiHead, MultiHeadAttention

rng = np.random.RandomState(1)
x = rng.randint(0, 10, (12, 5))
model = keras.models.Sequential()
model.add(keras.layers.Embedding(input_dim=10, output_dim=4, input_length=5, name='Embedding'))
model.add(MultiHead([keras.layers.Conv1D(filters=3, kernel_size=3, padding='same'),
                     keras.layers.Conv1D(filters=3, kernel_size=5, padding='same')], name='Multi-CNNs'))
model.add(keras.layers.Flatten(name='Flatten'))
model.add(keras.layers.Dense(units=2, activation='softmax', name='Dense'))
model.compile('adam', 'sparse_categorical_crossentropy')
model.fit(x, x[:, 0] // 5, epochs=2, batch_size=4, shuffle=False, verbose=0)

inputs = keras.layers.Input(shape=(4, 6), name='Input')
outputs = MultiHeadAttention(head_num=3, name='Multi-Head')(inputs)
attention = keras.models.Model(inputs=inputs, outputs=outputs)
attention.compile(optimizer='adam', loss='mse', metrics={})
z = rng.normal(0, 1, (12, 4, 6))
attention.fit(z, z[:, ::-1], epochs=2, batch_size=4, shuffle=False, verbose=0)
print(attention.predict(z).shape, len(attention.trainable_weights))
