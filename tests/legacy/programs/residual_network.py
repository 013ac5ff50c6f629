"""Residual blocks with BatchNormalization and weight decay, a step schedule, fit_generator on a Sequence."""
import numpy as np
import keras
from keras.callbacks import LearningRateScheduler
from keras.layers import Activation, AveragePooling2D, BatchNormalization, Conv2D, Dense, Flatten, Input
from keras.models import Model
from keras.optimizers import SGD
from keras.regularizers import l2
from keras.utils import Sequence


def resnet_layer(inputs, num_filters=4, kernel_size=3, strides=1, activation='relu', batch_normalization=True):
    x = Conv2D(num_filters, kernel_size=kernel_size, strides=strides, padding='same', kernel_initializer='he_normal',
               kernel_regularizer=l2(1e-4))(inputs)
    if batch_normalization:
        x = BatchNormalization(axis=-1, momentum=0.9)(x)
    if activation is not None:
        x = Activation(activation)(x)
    return x


def resnet_v1(input_shape, num_classes=3):
    inputs = Input(shape=input_shape)
    x = resnet_layer(inputs=inputs)
    num_filters = 4
    for stack in range(2):
        for res_block in range(1):
            strides = 2 if stack > 0 and res_block == 0 else 1
            y = resnet_layer(inputs=x, num_filters=num_filters, strides=strides)
            y = resnet_layer(inputs=y, num_filters=num_filters, activation=None)
            if stack > 0 and res_block == 0:
                x = resnet_layer(inputs=x, num_filters=num_filters, kernel_size=1, strides=strides, activation=None,
                                 batch_normalization=False)
            x = keras.layers.add([x, y])
            x = Activation('relu')(x)
        num_filters *= 2
    x = AveragePooling2D(pool_size=4)(x)
    y = Flatten()(x)
    outputs = Dense(num_classes, activation='softmax', kernel_initializer='he_normal')(y)
    return Model(inputs=inputs, outputs=outputs)


class Images(Sequence):
    def __init__(self, x_set, y_set, batch_size):
        self.x, self.y = x_set, y_set
        self.batch_size = batch_size
        self.epochs = 0

    def __len__(self):
        return int(np.ceil(len(self.x) / float(self.batch_size)))

    def __getitem__(self, idx):
        at = slice(idx * self.batch_size, (idx + 1) * self.batch_size)
        return self.x[at], self.y[at]

    def on_epoch_end(self):
        self.epochs += 1


def lr_schedule(epoch):
    lr = 1e-2
    if epoch > 1:
        lr *= 1e-1
    return lr


rng = np.random.RandomState(12)
labels = rng.randint(0, 3, 24)
x = rng.uniform(0, .6, (24, 8, 8, 3))
x[np.arange(24), :, :, labels] += .4
y = keras.utils.to_categorical(labels, 3)
model = resnet_v1((8, 8, 3))
model.compile(loss='categorical_crossentropy', optimizer=SGD(lr=lr_schedule(0), momentum=.9), metrics=['accuracy'])
images = Images(x, y, 8)
history = model.fit_generator(images, steps_per_epoch=3, epochs=3, verbose=0, shuffle=False, workers=1,
                              callbacks=[LearningRateScheduler(lr_schedule)], validation_data=(x[:8], y[:8]))
print(sorted(history.history), ['%.3f' % lr for lr in history.history['lr']])
print(len(model.layers), len(model.non_trainable_weights))
