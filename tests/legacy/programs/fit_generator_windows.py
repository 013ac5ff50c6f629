"""Endless generators feed a stateful SimpleRNN: fit_generator, evaluate_generator, predict_generator."""
from __future__ import print_function
import numpy as np
from keras.layers import Dense, SimpleRNN
from keras.models import Sequential

np.random.seed(21)
BATCH = 3
STEPS = 7

series = np.sin(np.arange(400) * 0.17) + 0.1 * np.random.randn(400)


def windows(start, n_batches):
    """Row b of every batch goes on where row b of the batch before it stopped."""
    stride = n_batches * STEPS
    while True:
        for k in range(n_batches):
            xs, ys = [], []
            for b in range(BATCH):
                at = start + b * stride + k * STEPS
                xs.append(series[at:at + STEPS])
                ys.append(series[at + STEPS])
            yield np.array(xs)[:, :, None], np.array(ys)[:, None]


model = Sequential()
model.add(SimpleRNN(12, batch_input_shape=(BATCH, STEPS, 1), stateful=True))
model.add(Dense(1))
model.compile(loss='mean_absolute_error', optimizer='adagrad')
x_val, y_val = next(windows(220, 4))
print('params:', model.count_params())

hist = model.fit_generator(windows(0, 10), steps_per_epoch=10, epochs=3, verbose=0, shuffle=False,
                           validation_data=(x_val, y_val), max_queue_size=1)
for e in range(3):
    print('epoch %d - loss: %.4f - val_loss: %.4f' % (e + 1, hist.history['loss'][e], hist.history['val_loss'][e]))

model.reset_states()
print('evaluate: %.5f' % model.evaluate_generator(windows(220, 4), steps=4, max_queue_size=1))

model.reset_states()
p = model.predict_generator(windows(220, 4), steps=4, max_queue_size=1)
print('predicted %s, first %.5f, last %.5f' % (p.shape, p[0, 0], p[-1, 0]))
