"""Hierarchical-attention style layer over a masked GRU; saved and loaded with custom_objects."""
import numpy as np
from keras import backend as K
from keras import constraints, initializers, regularizers
from keras.engine.topology import Layer
from keras.layers import Bidirectional, Dense, Embedding, GRU, Input
from keras.models import Model, load_model


def dot_product(x, kernel):
    if K.backend() == 'tensorflow':
        return K.squeeze(K.dot(x, K.expand_dims(kernel)), axis=-1)
    else:
        return K.dot(x, kernel)


class AttentionWithContext(Layer):
    """3D tensor (samples, steps, features) -> 2D tensor (samples, features)."""

    def __init__(self, W_regularizer=None, u_regularizer=None, b_regularizer=None,
                 W_constraint=None, u_constraint=None, b_constraint=None, bias=True, **kwargs):
        self.supports_masking = True
        self.init = initializers.get('glorot_uniform')
        self.W_regularizer = regularizers.get(W_regularizer)
        self.u_regularizer = regularizers.get(u_regularizer)
        self.b_regularizer = regularizers.get(b_regularizer)
        self.W_constraint = constraints.get(W_constraint)
        self.u_constraint = constraints.get(u_constraint)
        self.b_constraint = constraints.get(b_constraint)
        self.bias = bias
        super(AttentionWithContext, self).__init__(**kwargs)

    def build(self, input_shape):
        assert len(input_shape) == 3
        self.W = self.add_weight(shape=(input_shape[-1], input_shape[-1],), initializer=self.init,
                                 name='{}_W'.format(self.name), regularizer=self.W_regularizer,
                                 constraint=self.W_constraint)
        if self.bias:
            self.b = self.add_weight(shape=(input_shape[-1],), initializer='zero', name='{}_b'.format(self.name),
                                     regularizer=self.b_regularizer, constraint=self.b_constraint)
        self.u = self.add_weight(shape=(input_shape[-1],), initializer=self.init, name='{}_u'.format(self.name),
                                 regularizer=self.u_regularizer, constraint=self.u_constraint)
        super(AttentionWithContext, self).build(input_shape)

    def compute_mask(self, input, input_mask=None):
        return None

    def call(self, x, mask=None):
        uit = K.dot(x, self.W)
        if self.bias:
            uit += self.b
        uit = K.tanh(uit)
        ait = dot_product(uit, self.u)
        a = K.exp(ait)
        if mask is not None:
            a *= K.cast(mask, K.floatx())
        a /= K.cast(K.sum(a, axis=1, keepdims=True) + K.epsilon(), K.floatx())
        a = K.expand_dims(a)
        weighted_input = x * a
        return K.sum(weighted_input, axis=1)

    def compute_output_shape(self, input_shape):
        return input_shape[0], input_shape[-1]

    def get_config(self):
        config = {'W_regularizer': regularizers.serialize(self.W_regularizer),
                  'u_constraint': constraints.serialize(self.u_constraint), 'bias': self.bias}
        base_config = super(AttentionWithContext, self).get_config()
        return dict(list(base_config.items()) + list(config.items()))


rng = np.random.RandomState(7)
x = rng.randint(1, 15, (20, 6))
x[:, 4:] *= rng.randint(0, 2, (20, 1))
y = (x[:, :1] > 7).astype('float32')

inp = Input(shape=(6,), dtype='int32')
h = Embedding(15, 6, mask_zero=True)(inp)
h = Bidirectional(GRU(4, return_sequences=True))(h)
h = AttentionWithContext(W_regularizer='l2', u_constraint='unit_norm', name='att')(h)
out = Dense(1, activation='sigmoid')(h)
model = Model(inputs=inp, outputs=out)
model.compile('adam', 'binary_crossentropy', metrics=['accuracy'])
model.fit(x, y, epochs=3, batch_size=5, shuffle=False, verbose=0)
print([tuple(K.int_shape(w)) for w in model.get_layer('att').weights])
model.save('attention.h5')
again = load_model('attention.h5', custom_objects={'AttentionWithContext': AttentionWithContext})
print(np.allclose(model.predict(x), again.predict(x), atol=1e-6))
again.fit(x, y, epochs=1, batch_size=5, shuffle=False, verbose=0)
