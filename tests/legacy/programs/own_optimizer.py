"""Optimizers written for get_updates: gradient ascent with noise off, lookahead-like averaging, lr multipliers."""
import numpy as np
from keras import backend as K
from keras.layers import Dense
from keras.legacy import interfaces
from keras.models import Sequential
from keras.optimizers import Optimizer


class AdamOfOurOwn(Optimizer):
    """Adam with decoupled weight decay and lr multipliers by name."""

    def __init__(self, lr=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-8, decay=0., weight_decay=1e-2, multipliers=None,
                 **kwargs):
        super(AdamOfOurOwn, self).__init__(**kwargs)
        with K.name_scope(self.__class__.__name__):
            self.iterations = K.variable(0, dtype='int64', name='iterations')
            self.lr = K.variable(lr, name='lr')
            self.beta_1 = K.variable(beta_1, name='beta_1')
            self.beta_2 = K.variable(beta_2, name='beta_2')
            self.decay = K.variable(decay, name='decay')
        self.epsilon = epsilon
        self.initial_decay = decay
        self.weight_decay = weight_decay
        self.multipliers = multipliers or {}

    @interfaces.legacy_get_updates_support
    def get_updates(self, loss, params):
        grads = self.get_gradients(loss, params)
        self.updates = [K.update_add(self.iterations, 1)]
        lr = self.lr
        if self.initial_decay > 0:
            lr = lr * (1. / (1. + self.decay * K.cast(self.iterations, K.dtype(self.decay))))
        t = K.cast(self.iterations, K.floatx()) + 1
        lr_t = lr * (K.sqrt(1. - K.pow(self.beta_2, t)) / (1. - K.pow(self.beta_1, t)))
        ms = [K.zeros(K.int_shape(p), dtype=K.dtype(p)) for p in params]
        vs = [K.zeros(K.int_shape(p), dtype=K.dtype(p)) for p in params]
        self.weights = [self.iterations] + ms + vs
        for p, g, m, v in zip(params, grads, ms, vs):
            multiplier = 1.
            for part in self.multipliers:
                if part in p.name:
                    multiplier = self.multipliers[part]
            m_t = (self.beta_1 * m) + (1. - self.beta_1) * g
            v_t = (self.beta_2 * v) + (1. - self.beta_2) * K.square(g)
            p_t = p - multiplier * lr_t * m_t / (K.sqrt(v_t) + self.epsilon) - self.weight_decay * lr * p
            self.updates.append(K.update(m, m_t))
            self.updates.append(K.update(v, v_t))
            new_p = p_t
            if getattr(p, 'constraint', None) is not None:
                new_p = p.constraint(new_p)
            self.updates.append(K.update(p, new_p))
        return self.updates

    def get_config(self):
        config = {'lr': float(K.get_value(self.lr)), 'beta_1': float(K.get_value(self.beta_1)),
                  'beta_2': float(K.get_value(self.beta_2)), 'decay': float(K.get_value(self.decay)),
                  'epsilon': self.epsilon, 'weight_decay': self.weight_decay}
        base_config = super(AdamOfOurOwn, self).get_config()
        return dict(list(base_config.items()) + list(config.items()))


rng = np.random.RandomState(3)
x = rng.normal(0, 1, (32, 4))
y = x.dot([[1.], [2.], [-1.], [.5]])
model = Sequential()
model.add(Dense(6, activation='tanh', input_shape=(4,), kernel_constraint='non_neg', name='first'))
model.add(Dense(1, kernel_regularizer='l2', name='last'))
optimizer = AdamOfOurOwn(lr=0.02, decay=1e-2, clipnorm=1., multipliers={'first': .5})
model.compile(loss='mse', optimizer=optimizer, metrics=['mae'])
model.fit(x, y, batch_size=8, epochs=3, shuffle=False, verbose=0)
K.set_value(model.optimizer.lr, 0.01)
model.fit(x, y, batch_size=8, epochs=1, shuffle=False, verbose=0)
print(int(K.get_value(optimizer.iterations)), '%.4f' % K.get_value(model.optimizer.lr))
print(sorted(optimizer.get_config()))
print((model.get_layer('first').get_weights()[0] >= 0).all(), len(optimizer.get_weights()))
