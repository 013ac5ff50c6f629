import keras
import numpy as np
import keras_metrics

rng = np.random.RandomState(15)
x = rng.standard_normal((40, 3))
y = (x.sum(axis=1, keepdims=True) > 0).astype('int32')
model = keras.models.Sequential([keras.layers.Dense(4, activation='relu', input_dim=3), keras.layers.Dense(1, activation='sigmoid')])
model.compile(optimizer='sgd', loss='binary_crossentropy',
              metrics=[keras_metrics.precision(), keras_metrics.recall(), keras_metrics.f1_score()])
model.fit(x, y, epochs=2, batch_size=8, shuffle=False, verbose=0)
print(len(model.evaluate(x, y, verbose=0)))
