import numpy as np
import keras
from keras_self_attention import SeqSelfAttention, SeqWeightedAttention

rng = np.random.RandomState(0)
x, y = rng.randint(1, 20, (16, 6)), rng.randint(0, 2, (16, 6))
x[:, 4:] = 0
y = keras.utils.to_categorical(y, 3)
for options in ({'attention_activation': 'sigmoid'},
                {'attention_width': 3, 'attention_type': SeqSelfAttention.ATTENTION_TYPE_MUL, 'attention_activation': None,
                 'kernel_regularizer': keras.regularizers.l2(1e-6), 'use_attention_bias': False, 'history_only': True}):
    model = keras.models.Sequential()
    model.add(keras.layers.Embedding(input_dim=20, output_dim=6, mask_zero=True))
    model.add(keras.layers.Bidirectional(keras.layers.LSTM(units=4, return_sequences=True)))
    model.add(SeqSelfAttention(name='Attention', **options))
    model.add(keras.layers.Dense(units=3, activation='softmax'))
    model.compile(optimizer='adam', loss='categorical_crossentropy', metrics=['categorical_accuracy'])
    model.fit(x, y, epochs=2, batch_size=4, shuffle=False, verbose=0)
    model.save('attention.h5')
    again = keras.models.load_model('attention.h5', custom_objects=SeqSelfAttention.get_custom_objects())
    print(np.allclose(again.predict(x), model.predict(x), atol=1e-6))
inputs = keras.layers.Input((6,))
hidden = keras.layers.Embedding(20, 5)(inputs)
weighted = keras.models.Model(inputs, keras.layers.Dense(1)(SeqWeightedAttention()(hidden)))
weighted.compile('sgd', 'mse')
weighted.fit(x, x[:, :1] / 20., epochs=2, batch_size=4, shuffle=False, verbose=0)
