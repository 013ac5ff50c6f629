"""Keras 1 spelling of 2016: Convolution2D(nb_filter, nb_row, nb_col), Model(input=, output=)."""
import numpy as np
from keras.layers import Activation, AveragePooling2D, Convolution2D, Dense, Dropout, Flatten, Input, MaxPooling2D
from keras.layers import ZeroPadding2D
from keras.layers.merge import add, concatenate
from keras.layers.normalization import BatchNormalization
from keras.models import Model
from keras.optimizers import SGD
from keras.regularizers import l2
from keras.utils import np_utils


def conv_block(x, nb_filter, nb_row, nb_col, border_mode='same', subsample=(1, 1)):
    x = Convolution2D(nb_filter, nb_row, nb_col, subsample=subsample, border_mode=border_mode, init='he_normal',
                      W_regularizer=l2(1e-3), dim_ordering='tf')(x)
    return Activation('relu')(x)


rng = np.random.RandomState(5)
X = rng.uniform(0, 1, (20, 10, 10, 3)).astype('float32')
labels = (X.mean(axis=(1, 2, 3)) > .5).astype(int)
Y = np_utils.to_categorical(labels, 2)

image = Input(shape=(10, 10, 3))
x = ZeroPadding2D((1, 1), dim_ordering='tf')(image)
x = conv_block(x, 4, 3, 3, border_mode='valid')
branch1 = conv_block(x, 3, 1, 1)
branch3 = conv_block(conv_block(x, 2, 1, 1), 3, 3, 3)
pool = AveragePooling2D((3, 3), strides=(1, 1), border_mode='same')(x)
branch_pool = conv_block(pool, 3, 1, 1)
x = concatenate([branch1, branch3, branch_pool], axis=-1)
x = MaxPooling2D(pool_size=(2, 2), border_mode='valid')(x)
shortcut = conv_block(x, 4, 1, 1, subsample=(2, 2))
main = conv_block(x, 4, 3, 3, subsample=(2, 2))
x = add([shortcut, main])
x = BatchNormalization(axis=3, epsilon=1e-5)(x)
x = Flatten()(x)
x = Dropout(p=0.)(x)
x = Dense(output_dim=6, init='glorot_normal', activation='relu', W_regularizer=l2(1e-3), bias=True)(x)
predictions = Dense(2, activation='softmax', init='uniform')(x)
model = Model(input=image, output=predictions)
model.compile(optimizer=SGD(lr=.002, momentum=.9), loss='categorical_crossentropy', metrics=['accuracy'])
model.fit(X, Y, nb_epoch=3, batch_size=5, shuffle=False, verbose=0)
print(model.evaluate(X, Y, batch_size=20, verbose=0)[1] >= 0)
print(len(model.layers), model.output_shape, model.input_shape)
