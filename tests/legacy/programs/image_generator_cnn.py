"""CIFAR-style CNN on synthetic images: ImageDataGenerator, fit_generator, evaluate_generator."""
from __future__ import print_function

import numpy as np
import keras
from keras.layers import Activation, Conv2D, Dense, Dropout, Flatten, MaxPooling2D
from keras.models import Sequential
from keras.preprocessing.image import ImageDataGenerator

batch_size = 8
num_classes = 3
epochs = 2

rng = np.random.RandomState(0)
y = rng.randint(0, num_classes, 40)
x = rng.uniform(0, 80, (40, 12, 12, 3))
for i, label in enumerate(y):
    x[i, :, :, label] += 120
x_train, y_train = x[:32].astype('float32'), keras.utils.to_categorical(y[:32], num_classes)
x_test, y_test = x[32:].astype('float32') / 255, keras.utils.to_categorical(y[32:], num_classes)

model = Sequential()
model.add(Conv2D(6, (3, 3), padding='same', input_shape=x_train.shape[1:]))
model.add(Activation('relu'))
model.add(Conv2D(6, (3, 3)))
model.add(Activation('relu'))
model.add(MaxPooling2D(pool_size=(2, 2)))
model.add(Dropout(0.0))
model.add(Conv2D(8, 3, strides=2, padding='same', activation='relu'))
model.add(Flatten())
model.add(Dense(10, activation='relu'))
model.add(Dense(num_classes))
model.add(Activation('softmax'))

opt = keras.optimizers.rmsprop(lr=0.001, decay=1e-6)
model.compile(loss='categorical_crossentropy', optimizer=opt, metrics=['accuracy'])

datagen = ImageDataGenerator(
    featurewise_center=False,
    samplewise_center=False,
    rotation_range=0,
    width_shift_range=0.,
    horizontal_flip=False,
    rescale=1. / 255)
datagen.fit(x_train)
flow = datagen.flow(x_train, y_train, batch_size=batch_size, shuffle=False)
print(len(flow), next(flow)[0].shape)
flow.reset()
model.fit_generator(flow, steps_per_epoch=4, epochs=epochs, validation_data=(x_test, y_test), workers=1, verbose=0,
                    shuffle=False)

scores = model.evaluate(x_test, y_test, verbose=0)
print('Test loss:', round(float(scores[0]), 4))
print('Test accuracy:', scores[1])
plain = ImageDataGenerator(rescale=1. / 255).flow(x[32:], y_test, batch_size=4, shuffle=False)
print('%.4f %.4f' % tuple(model.evaluate_generator(plain, steps=2)))
print(model.predict_classes(x_test).shape)
