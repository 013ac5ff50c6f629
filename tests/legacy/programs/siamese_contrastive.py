"""Pairs, a shared network, a distance in a Lambda, contrastive loss and an accuracy of K functions."""
from __future__ import absolute_import
from __future__ import print_function
import numpy as np
from keras import backend as K
from keras.layers import Dense, Dropout, Flatten, Input, Lambda
from keras.models import Model
from keras.optimizers import RMSprop


def euclidean_distance(vects):
    x, y = vects
    sum_square = K.sum(K.square(x - y), axis=1, keepdims=True)
    return K.sqrt(K.maximum(sum_square, K.epsilon()))


def eucl_dist_output_shape(shapes):
    shape1, shape2 = shapes
    return (shape1[0], 1)


def contrastive_loss(y_true, y_pred):
    margin = 1
    square_pred = K.square(y_pred)
    margin_square = K.square(K.maximum(margin - y_pred, 0))
    return K.mean(y_true * square_pred + (1 - y_true) * margin_square)


def accuracy(y_true, y_pred):
    return K.mean(K.equal(y_true, K.cast(y_pred < 0.5, y_true.dtype)))


def create_base_network(input_shape):
    input = Input(shape=input_shape)
    x = Flatten()(input)
    x = Dense(16, activation='relu')(x)
    x = Dropout(0.)(x)
    x = Dense(8, activation='relu')(x)
    return Model(input, x)


rng = np.random.RandomState(1)
labels = rng.randint(0, 4, 60)
images = rng.uniform(0, .4, (60, 4, 4))
images[np.arange(60), labels] += .5
a, b = rng.randint(0, 60, 48), rng.randint(0, 60, 48)
pairs = np.stack([images[a], images[b]], axis=1).astype('float32')
same = (labels[a] == labels[b]).astype('float32')

input_shape = (4, 4)
base_network = create_base_network(input_shape)
input_a, input_b = Input(shape=input_shape), Input(shape=input_shape)
processed_a = base_network(input_a)
processed_b = base_network(input_b)
distance = Lambda(euclidean_distance, output_shape=eucl_dist_output_shape)([processed_a, processed_b])
model = Model([input_a, input_b], distance)

rms = RMSprop()
model.compile(loss=contrastive_loss, optimizer=rms, metrics=[accuracy])
model.fit([pairs[:40, 0], pairs[:40, 1]], same[:40], batch_size=8, epochs=3, shuffle=False, verbose=0,
          validation_data=([pairs[40:, 0], pairs[40:, 1]], same[40:]))
y_pred = model.predict([pairs[40:, 0], pairs[40:, 1]])
print(y_pred.shape, base_network.output_shape)
print(model.layers[2] is base_network, base_network.get_input_shape_at(0), base_network.get_output_shape_at(0))
