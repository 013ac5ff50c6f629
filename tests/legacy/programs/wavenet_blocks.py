"""Gated, dilated causal convolutions with skips; separable and depthwise relatives; LocallyConnected1D."""
import numpy as np
from keras.layers import Activation, Add, Conv1D, Cropping1D, Dense, DepthwiseConv2D, Flatten, GlobalAveragePooling1D
from keras.layers import Input, Lambda, LocallyConnected1D, Multiply, Permute, Reshape, SeparableConv2D, ZeroPadding1D
from keras.models import Model

rng = np.random.RandomState(19)
series = np.sin(np.arange(0, 40, .25)) + rng.normal(0, .05, 160)
x = np.stack([series[i:i + 16] for i in range(0, 128, 4)])[..., None]
y = np.stack([series[i + 16] for i in range(0, 128, 4)])[:, None]

n_filters, filter_width = 4, 2
history_seq = Input(shape=(16, 1))
h = history_seq
skips = []
for dilation_rate in [2 ** i for i in range(3)]:
    h = Conv1D(4, 1, padding='same', activation='relu')(h)
    x_f = Conv1D(filters=n_filters, kernel_size=filter_width, padding='causal', dilation_rate=dilation_rate)(h)
    x_g = Conv1D(filters=n_filters, kernel_size=filter_width, padding='causal', dilation_rate=dilation_rate)(h)
    z = Multiply()([Activation('tanh')(x_f), Activation('sigmoid')(x_g)])
    z = Conv1D(4, 1, padding='same', activation='relu')(z)
    h = Add()([h, z])
    skips.append(z)
out = Activation('relu')(Add()(skips))
out = LocallyConnected1D(3, 4, strides=4)(out)
out = Cropping1D((1, 0))(ZeroPadding1D(1)(out))
out = Conv1D(6, 1, activation='relu')(out)
model = Model(history_seq, Dense(1)(GlobalAveragePooling1D()(out)))
model.compile('adam', loss='mean_absolute_error')
model.fit(x, y, batch_size=8, epochs=3, shuffle=False, verbose=0)
last = Lambda(lambda t, n: t[:, -n:, 0], arguments={'n': 4})
print(Model(history_seq, last(history_seq)).predict(x).shape, model.count_params())

image = Reshape((4, 4, 1))(Permute((1, 2))(history_seq))
d = DepthwiseConv2D(3, padding='same', depth_multiplier=2, activation='relu')(image)
s = SeparableConv2D(4, (3, 3), padding='valid', depth_multiplier=2)(d)
mobile = Model(history_seq, Dense(1)(Flatten()(s)))
mobile.compile('sgd', 'mse')
mobile.fit(x, y, batch_size=8, epochs=2, shuffle=False, verbose=0)
