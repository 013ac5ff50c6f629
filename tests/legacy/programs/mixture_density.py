"""A mixture density network: own loss over concatenated outputs, K.logsumexp, a second output left alone."""
import numpy as np
from keras import backend as K
from keras.layers import Activation, Dense, Input, Lambda, concatenate
from keras.models import Model

components = 3


def nll(y_true, y_pred):
    alpha, mu, log_sigma = y_pred[:, :components], y_pred[:, components:2 * components], y_pred[:, 2 * components:]
    exponent = K.log(alpha + 1e-6) - log_sigma - 0.5 * np.log(2 * np.pi) - K.square(y_true - mu) / (2 * K.exp(2 * log_sigma))
    return -K.logsumexp(exponent, axis=1)


def elu_plus(x):
    return K.elu(x) + 1.0 + K.epsilon()


rng = np.random.RandomState(15)
t = rng.uniform(-1, 1, (48, 1))
x = t + .3 * np.sin(6 * t) + rng.normal(0, .05, t.shape)

inp = Input((1,))
h = Dense(10, activation='tanh')(inp)
h = Dense(8, activation=elu_plus)(h)
alpha = Activation('softmax')(Dense(components)(h))
mu = Dense(components)(h)
log_sigma = Lambda(lambda s: K.clip(s, -3., 3.))(Dense(components, bias_initializer='ones')(h))
model = Model(inp, concatenate([alpha, mu, log_sigma]))
model.compile(optimizer='sgd', loss=nll)
model.fit(x, t, batch_size=16, epochs=4, shuffle=False, verbose=0)
p = model.predict(x[:5])
print(p.shape, np.allclose(p[:, :components].sum(axis=1), 1, atol=1e-5))
test = K.function([model.input], [K.argmax(alpha), K.max(mu, axis=-1), K.any(K.greater(alpha, .5), axis=1)])
kinds, largest, sure = test([x[:5]])
print(kinds.shape, largest.shape, sure.dtype.kind)
