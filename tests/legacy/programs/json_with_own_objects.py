"""to_json, get_config and from_config with own layers, activations and initializers; weights through pickle."""
import json
import pickle

import numpy as np
from keras import backend as K
from keras.initializers import Initializer
from keras.layers import Activation, Dense, Input, Lambda, Layer
from keras.models import Model, Sequential, model_from_json
from keras.utils import CustomObjectScope
from keras.utils.generic_utils import get_custom_objects


def swish(x):
    return x * K.sigmoid(x)


class Ramp(Initializer):
    def __init__(self, limit=.5):
        self.limit = limit

    def __call__(self, shape, dtype=None):
        return K.constant(np.linspace(-self.limit, self.limit, int(np.prod(shape))).reshape(shape), dtype=dtype)

    def get_config(self):
        return {'limit': self.limit}


class Shift(Layer):
    def __init__(self, by, **kwargs):
        self.by = by
        super(Shift, self).__init__(**kwargs)

    def call(self, inputs):
        return inputs + self.by

    def compute_output_shape(self, input_shape):
        return input_shape

    def get_config(self):
        config = {'by': self.by}
        base_config = super(Shift, self).get_config()
        return dict(list(base_config.items()) + list(config.items()))


get_custom_objects().update({'swish_of_ours': Activation(swish)})
rng = np.random.RandomState(20)
x, y = rng.normal(0, 1, (20, 3)), rng.normal(0, 1, (20, 2))

model = Sequential()
model.add(Dense(5, input_shape=(3,), kernel_initializer=Ramp(.4), activation=swish))
model.add(Shift(.25, name='shift'))
model.add(Dense(2, activation='relu'))
model.compile('sgd', 'mse')
model.fit(x, y, batch_size=5, epochs=2, shuffle=False, verbose=0)
objects = {'swish': swish, 'Ramp': Ramp, 'Shift': Shift}
text = model.to_json()
print([layer['class_name'] for layer in json.loads(text)['config']['layers'] if layer['class_name'] != 'InputLayer'])
again = model_from_json(text, custom_objects=objects)
again.set_weights(pickle.loads(pickle.dumps(model.get_weights())))
print(np.allclose(again.predict(x), model.predict(x), atol=1e-6))
with CustomObjectScope(objects):
    third = Sequential.from_config(model.get_config())
    third.set_weights(model.get_weights())
print(np.allclose(third.predict(x), model.predict(x), atol=1e-6))

inp = Input((3,), name='in')
two = Model(inp, [Dense(2, name='a')(inp), Lambda(lambda t: t * 2, name='b')(inp)])
fourth = Model.from_config(two.get_config())
fourth.set_weights(two.get_weights())
print(np.allclose(fourth.predict(x)[0], two.predict(x)[0], atol=1e-6), fourth.get_layer('a').get_config()['units'])
again.compile(loss='mse', optimizer='adam')
again.fit(x, y, batch_size=5, epochs=1, shuffle=False, verbose=0)
